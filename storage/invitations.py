"""Links that let one person in, once."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import Enum, auto
from hashlib import sha256

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from people.policy import About
from people.roles import Role
from storage.tables import Intake, Invitation, Organisation, Person, Region

CODE_BYTES = 12
"""Sixteen characters of a link: nobody guesses one of 2^96."""
LASTS = {Role.CANDIDATE: timedelta(days=30)}
LASTS_ELSE = timedelta(days=7)


class Worth(Enum):
    """What an invitation is worth now."""

    GOOD = auto()
    USED = auto()
    EXPIRED = auto()
    WITHDRAWN = auto()


def invite(
    session: Session,
    role: Role,
    region: str,
    now: datetime,
    *,
    organisation: int | None = None,
    intake: Intake | None = None,
    by: Person | None = None,
) -> tuple[str, Invitation]:
    """A new invitation, and its code, which is known only now. An intake's earlier invitations work no longer."""
    if intake is not None:
        withdraw_all(session, intake, now)
    code = secrets.token_urlsafe(CODE_BYTES).replace("-", "_")
    invitation = Invitation(
        fingerprint=_fingerprint(code),
        role=role.value,
        region_code=region,
        organisation_id=organisation,
        intake_id=intake.id if intake else None,
        invited_by_id=by.id if by else None,
        created_at=now,
        expires_at=now + LASTS.get(role, LASTS_ELSE),
    )
    session.add(invitation)
    session.flush()
    return code, invitation


def invitation_with(session: Session, code: str) -> Invitation | None:
    """The invitation with this code; None when there never was one."""
    return session.exec(select(Invitation).where(Invitation.fingerprint == _fingerprint(code))).one_or_none()


def worth(invitation: Invitation, now: datetime) -> Worth:
    """What it is worth at this moment."""
    if invitation.redeemed_at is not None:
        return Worth.USED
    if invitation.withdrawn_at is not None:
        return Worth.WITHDRAWN
    return Worth.GOOD if now < invitation.expires_at else Worth.EXPIRED


def redeem(session: Session, invitation: Invitation, person: Person, now: datetime) -> bool:
    """Let this person in by it; False when somebody else was let in a moment ago."""
    taken = session.execute(
        update(Invitation)
        .where(col(Invitation.id) == invitation.id, col(Invitation.redeemed_at).is_(None))
        .values(redeemed_at=now, redeemed_by_id=person.id)
    )
    assert isinstance(taken, CursorResult)
    return taken.rowcount == 1


def withdraw(session: Session, invitation: Invitation, now: datetime) -> None:
    """From now on nobody is let in by it."""
    if invitation.redeemed_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = now
        session.flush()


def withdraw_all(session: Session, intake: Intake, now: datetime) -> None:
    """From now on nobody is let in to this intake."""
    for_intake = (col(Invitation.intake_id) == intake.id, col(Invitation.redeemed_at).is_(None))
    session.execute(
        update(Invitation).where(*for_intake, col(Invitation.withdrawn_at).is_(None)).values(withdrawn_at=now)
    )


def open_invitations(session: Session, region: str, now: datetime, by: Person | None = None) -> Sequence[Invitation]:
    """Invitations of professionals that still work, in a region, all or those `by` somebody; the newest first."""
    query = select(Invitation).where(
        Invitation.region_code == region,
        Invitation.role != Role.CANDIDATE.value,
        col(Invitation.redeemed_at).is_(None),
        col(Invitation.withdrawn_at).is_(None),
        Invitation.expires_at > now,
    )
    query = query if by is None else query.where(Invitation.invited_by_id == by.id)
    return session.exec(query.order_by(col(Invitation.id).desc())).all()


def inviter_of(session: Session, person: Person) -> Person | None:
    """Who let this person in, the last time; None when that was not somebody in Praktijkgids, or nobody any more."""
    query = select(Invitation).where(Invitation.redeemed_by_id == person.id, Invitation.role != Role.CANDIDATE.value)
    last = session.exec(query.order_by(col(Invitation.redeemed_at).desc()).limit(1)).first()
    return session.get(Person, last.invited_by_id) if last and last.invited_by_id is not None else None


def about(invitation: Invitation) -> About:
    """An invitation as the policy knows it: the inviter's own, and of the organisation it is for."""
    owners = frozenset({invitation.invited_by_id}) if invitation.invited_by_id is not None else frozenset()
    organisations = frozenset({invitation.organisation_id}) if invitation.organisation_id is not None else frozenset()
    return About(invitation.region_code, owners=owners, organisations=organisations)


def organisation_named(session: Session, region: str, name: str) -> Organisation:
    """The organisation of a region with this name, new when there is none; the region must be there."""
    found = session.exec(
        select(Organisation).where(Organisation.region_code == region, Organisation.name == name)
    ).first()
    if found is None:
        found = Organisation(region_code=region, name=name, code=f"o{secrets.token_hex(6)}")
        session.add(found)
        session.flush()
    return found


def known_region(session: Session, code: str, name: str) -> Region:
    """The region with this code, new when it does not work with Praktijkgids yet."""
    region = session.get(Region, code)
    if region is None:
        region = Region(code=code, name=name)
        session.add(region)
        session.flush()
    return region


def _fingerprint(code: str) -> str:
    return sha256(code.encode(errors="replace")).hexdigest()
