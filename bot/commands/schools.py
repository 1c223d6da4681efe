"""`praktijkgids schools`: the schools of a region, and what they offer in the derde leerweg."""

import json
from datetime import UTC, date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot import open
from bot.mistake import Mistake
from crebo.catalogue import UnknownId
from storage.contacts import add_contact
from storage.invitations import known_region
from storage.offering import Offered, WrongOffering, keep, offering_by, today
from storage.tables import Organisation


def add(
    code: str,
    name: str,
    region: str,
    offers: str,
    contact: str,
    most_a_day: int | None,
    about_offers: str,
    valid_from: str | None,
    valid_until: str | None,
    db: str | None,
) -> None:
    """Add a school with the crebo's it offers, and its region when that is new. Raises Mistake for a wrong code, crebo or date.

    `contact`: whom candidates can call. `about_offers`: whom to turn to about what it offers, which counts from the day
    `valid_from` on until the day `valid_until`.
    """
    known = open.knowledge()
    try:
        there = known.places.region(region)
        crebos = list(dict.fromkeys(offers.replace(",", " ").split()))
        for crebo in crebos:
            known.catalogue.family_of(crebo)
    except (UnknownId, KeyError) as problem:
        raise Mistake(str(problem.args[0])) from None
    if not code.isascii() or not code.replace("-", "").replace("_", "").isalnum() or len(code) > 64:
        raise Mistake(f"a code is at most 64 of A-Z, a-z, 0-9, - and _, not {code!r}")
    first, last = _day(valid_from), _day(valid_until)
    try:
        with open.database(db) as database, database.transaction() as session:
            known_region(session, region, there.name)
            if contact:
                add_contact(session, region, contact, for_candidates=True)
            school = Organisation(region_code=region, name=name, code=code, most_a_day=most_a_day)
            session.add(school)
            session.flush()
            for crebo in crebos:
                keep(session, known.catalogue, Offered(school.id, crebo, about_offers, first, last))
    except IntegrityError:
        raise Mistake(f"there is a school with code {code!r} already") from None
    except WrongOffering:
        raise Mistake("the last day is before the first") from None
    print(f"{name} ({code}) in {there.name} offers {len(crebos)} crebo's")


def show(db: str | None, as_json: bool) -> None:
    """Print the schools, with what they offer today; for programs with all that is kept of it."""
    day = today(datetime.now(UTC))
    with open.database(db) as database, database.reading() as session:
        for school in session.exec(
            select(Organisation).order_by(col(Organisation.region_code), col(Organisation.name))
        ):
            offering = offering_by(session, school.id)
            offers = [one.crebo for one in offering if one.valid(day)]
            if as_json:
                described = {
                    "code": school.code,
                    "name": school.name,
                    "region": school.region_code,
                    "offers": offers,
                    "offering": [_described(one) for one in offering],
                    "most_a_day": school.most_a_day,
                }
                print(json.dumps(described, ensure_ascii=False))
            else:
                print(f"{school.region_code}  {school.code}  {school.name}: {' '.join(offers)}")


def _described(offered: Offered) -> dict[str, str | None]:
    first, last = offered.valid_from, offered.valid_until
    return {
        "crebo": offered.crebo,
        "contact": offered.contact,
        "valid_from": first.isoformat() if first else None,
        "valid_until": last.isoformat() if last else None,
    }


def _day(said: str | None) -> date | None:
    try:
        return date.fromisoformat(said) if said is not None else None
    except ValueError:
        raise Mistake(f"a day is written as 2027-07-31, not {said!r}") from None
