"""`praktijkgids invite`: a link that lets one person in, once."""

import json
from pathlib import Path

from sqlmodel import Session, select

from bot import open
from bot.mistake import Mistake
from people.roles import Role
from storage import audit, invitations
from storage.audit import Deed
from storage.tables import Organisation

PICTURES = (".png", ".svg")


def invite(role: str, region: str, organisation: str, image: Path | None, db: str | None, as_json: bool) -> None:
    """Print a new invitation. Raises Mistake for an unknown role or region, or a picture that cannot be written."""
    if role not in [one.value for one in Role]:
        raise Mistake(f"--role is one of {', '.join(one.value for one in Role)}, not {role!r}")
    if image is not None and image.suffix not in PICTURES:
        raise Mistake(f"a picture is a .png or an .svg, not {image.name!r}")
    settings = open.settings()
    try:
        there = open.knowledge().places.region(region)
    except KeyError as problem:
        raise Mistake(str(problem.args[0])) from None
    with open.database(db) as database, database.transaction() as session:
        invitations.known_region(session, region, there.name)
        where = _organisation(session, region, organisation) if organisation.strip() else None
        code, invitation = invitations.invite(
            session, Role(role), region, settings.clock(), organisation=where.id if where else None
        )
        audit.note(session, settings.clock(), Deed.CHANGED, f"invited:{role}", None, region=region)
    link = open.link(settings.telegram_name).format(code=code)
    if image is not None:
        _draw(link, image)
    expires = invitation.expires_at.isoformat(timespec="seconds")
    if as_json:
        print(json.dumps({"code": code, "link": link, "expires": expires}))
    else:
        who = f"{role} in {there.name}" + (f" at {where.name}" if where else "")
        print(f"{link}\nfor one {who}, until {expires}; in a terminal: /start {code}")


def _organisation(session: Session, region: str, called: str) -> Organisation:
    by_code = session.exec(select(Organisation).where(Organisation.code == called)).one_or_none()
    if by_code is None:
        return invitations.organisation_named(session, region, " ".join(called.split()))
    if by_code.region_code != region:
        raise Mistake(f"{called} is in another region: {by_code.region_code}")
    return by_code


def _draw(link: str, image: Path) -> None:
    import segno

    try:
        segno.make(link, micro=False).save(str(image), scale=12)
    except OSError as problem:
        raise Mistake(f"{image} cannot be written: {problem.strerror}") from None
