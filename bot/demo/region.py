"""A small believable region, so that a whole intake can be held without any account: one school, its offering, free times."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from agenda.moments import closed_days
from dialogs.scene import Way
from storage.contacts import add_contact
from storage.tables import Offering, Organisation, Region, Slot

REGION, SCHOOL_CODE = "AM05", "voorbeeldcollege"
ZONE = ZoneInfo("Europe/Amsterdam")
OFFERED_AT_ENTREE = ("25740", "25741", "25742", "25743", "25746", "25748")
OFFERED_AT_LEVEL_2 = ("25960", "27081", "25774", "25689", "25034", "27060", "25808", "25589", "27038")
DAYS = 14
HOURS = {
    0: [(time(9, 30), Way.SCHOOL), (time(14, 0), Way.PHONE)],
    1: [(time(10, 0), Way.SCHOOL), (time(13, 30), Way.SCHOOL)],
    2: [(time(11, 0), Way.PHONE)],
    3: [(time(9, 0), Way.SCHOOL), (time(15, 0), Way.SCHOOL)],
    4: [(time(10, 30), Way.PHONE)],
}
"""Per day of the week: when the adviser has time, and how."""


def fill(session: Session, now: datetime) -> None:
    """Make the region when the database has none, and free times for the coming two weeks when it is a demo."""
    region = session.exec(select(Region)).first()
    if region is None:
        region = Region(code=REGION, name="Twente", demo=True)
        school = Organisation(region_code=REGION, name="Voorbeeldcollege Twente", code=SCHOOL_CODE)
        session.add(region)
        session.flush()
        add_contact(session, REGION, "Sanne van Praktijkgids Twente, 053 - 000 00 00", for_candidates=True)
        session.add(school)
        session.flush()
        session.add_all(
            Offering(school_id=school.id, crebo=crebo) for crebo in (*OFFERED_AT_ENTREE, *OFFERED_AT_LEVEL_2)
        )
    if region.demo:
        _add_free_times(session, now)


def _add_free_times(session: Session, now: datetime) -> None:
    school = session.exec(select(Organisation).where(Organisation.code == SCHOOL_CODE)).one()
    known = set(session.exec(select(Slot.starts_at, Slot.way).where(col(Slot.starts_at) > now)).all())
    days = (now.astimezone(ZONE).date() + timedelta(days=ahead) for ahead in range(1, DAYS + 1))
    times = [(datetime.combine(day, clock, ZONE), way) for day in days for clock, way in HOURS.get(day.weekday(), [])]
    fresh = [(starts, way) for starts, way in times if (starts, way.value) not in known]
    if not fresh:
        return
    for starts, way in fresh:
        if starts.date() not in closed_days(starts.year):
            place = "Enschede" if way is Way.SCHOOL else ""
            session.add(
                Slot(school_id=school.id, starts_at=starts, minutes=45, zone=ZONE.key, way=way.value, place=place)
            )
