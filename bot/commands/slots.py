"""`praktijkgids slots`: free times of schools."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot import open
from bot.commands.regions import known_region
from bot.mistake import Mistake
from dialogs.kinds.time_slot import in_words
from dialogs.scene import Way
from dialogs.text import render
from storage.free_times import as_free_time
from storage.tables import Appointment, Organisation, Person, Slot

ZONE = ZoneInfo("Europe/Amsterdam")


def add(school: str, at: str, minutes: int, way: str, place: str, db: str | None, as_json: bool) -> None:
    """Add a free time that starts at local time `at`. Raises Mistake for an unknown school, way, or a moment that is not."""
    starts = _moment(at)
    if way not in [one.value for one in Way]:
        raise Mistake(f"--way is school, phone or video, not {way!r}")
    if way == Way.SCHOOL.value and not place:
        raise Mistake("say where: --place Enschede")
    with open.database(db) as database:
        try:
            with database.transaction() as session:
                found = session.exec(select(Organisation).where(Organisation.code == school)).one_or_none()
                if found is None:
                    known = ", ".join(session.exec(select(Organisation.code)).all()) or "none yet"
                    raise Mistake(f"there is no school with code {school!r}; there is: {known}")
                slot = Slot(school_id=found.id, starts_at=starts, minutes=minutes, zone=ZONE.key, way=way, place=place)
                session.add(slot)
                session.flush()
                _print(slot, found.name, "", booked=False, as_json=as_json)
        except IntegrityError:
            raise Mistake(f"{school} has this free time already") from None


def _moment(at: str) -> datetime:
    try:
        local = datetime.strptime(at, "%Y-%m-%dT%H:%M")
    except ValueError:
        raise Mistake(f"--at is a moment as 2026-12-01T10:00, not {at!r}") from None
    starts = local.replace(tzinfo=ZONE)
    if starts <= open.settings().clock():
        raise Mistake(f"{at} has passed")
    if starts.astimezone(UTC).astimezone(ZONE).replace(tzinfo=None) != local:
        raise Mistake(f"{at} does not exist: the clock is changed then")
    return starts


def show(region: str | None, db: str | None, as_json: bool) -> None:
    """Print the times to come, and whose they are; a time that was withdrawn only when somebody has booked it."""
    known_region(region)
    with open.database(db) as database, database.reading() as session:
        booked = select(Appointment.slot_id).where(col(Appointment.cancelled_at).is_(None))
        taken = set(session.exec(booked).all())
        query = (
            select(Slot, Organisation, Person)
            .join(Organisation, col(Slot.school_id) == col(Organisation.id))
            .join(Person, col(Slot.adviser_id) == col(Person.id), isouter=True)
            .where(col(Slot.starts_at) > open.settings().clock())
            .order_by(col(Slot.starts_at), col(Slot.id))
        )
        rows = session.exec(query.where(Organisation.region_code == region) if region else query)
        for slot, school, adviser in rows:
            if slot.id in taken or not slot.withdrawn:
                _print(slot, school.name, adviser.name if adviser else "", slot.id in taken, as_json)


def _print(slot: Slot, school: str, adviser: str, booked: bool, as_json: bool) -> None:
    time = as_free_time(slot, school)
    if as_json:
        described = {
            "id": time.id,
            "school": school,
            "adviser": adviser or None,
            "starts": time.local.isoformat(),
            "zone": time.zone,
            "minutes": time.minutes,
            "way": time.way.value,
            "place": time.place,
            "booked": booked,
        }
        print(json.dumps(described, ensure_ascii=False))
        return
    words = render(in_words(time.local, time.way, time.place), "nl")
    who = ", ".join(filter(None, (adviser, school)))
    print(f"{time.id:5}  {words}  ({who}){'  bezet' if booked else ''}")
