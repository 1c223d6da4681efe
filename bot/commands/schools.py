"""`praktijkgids schools`: the schools of a region, and what they offer in the derde leerweg."""

import json

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot import open
from bot.mistake import Mistake
from crebo.catalogue import UnknownId
from storage.contacts import add_contact
from storage.invitations import known_region
from storage.tables import Offering, Organisation


def add(code: str, name: str, region: str, offers: str, contact: str, most_a_day: int | None, db: str | None) -> None:
    """Add a school with the crebo's it offers, and its region when that is new. Raises Mistake for a wrong code or crebo."""
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
    try:
        with open.database(db) as database, database.transaction() as session:
            known_region(session, region, there.name)
            if contact:
                add_contact(session, region, contact, for_candidates=True)
            school = Organisation(region_code=region, name=name, code=code, most_a_day=most_a_day)
            session.add(school)
            session.flush()
            session.add_all(Offering(school_id=school.id, crebo=crebo) for crebo in crebos)
    except IntegrityError:
        raise Mistake(f"there is a school with code {code!r} already") from None
    print(f"{name} ({code}) in {there.name} offers {len(crebos)} crebo's")


def show(db: str | None, as_json: bool) -> None:
    """Print the schools, with what they offer."""
    with open.database(db) as database, database.reading() as session:
        for school in session.exec(
            select(Organisation).order_by(col(Organisation.region_code), col(Organisation.name))
        ):
            offers = sorted(session.exec(select(Offering.crebo).where(Offering.school_id == school.id)))
            if as_json:
                described = {
                    "code": school.code,
                    "name": school.name,
                    "region": school.region_code,
                    "offers": offers,
                    "most_a_day": school.most_a_day,
                }
                print(json.dumps(described, ensure_ascii=False))
            else:
                print(f"{school.region_code}  {school.code}  {school.name}: {' '.join(offers)}")
