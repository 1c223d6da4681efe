"""`praktijkgids slots import`: when an adviser is busy, from their own calendar, so that nobody is booked over it."""

import json
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from agenda.busy import busy_times
from agenda.calendar_file import CalendarError
from agenda.hours import HOME
from bot import open
from bot.mistake import Mistake
from people.roles import Role
from storage.rules import AHEAD, take_over_busy
from storage.tables import Organisation, Person

PATIENCE = 20
"""Seconds that a calendar on the web gets for each thing it has to do."""
MOST_BYTES = 10_000_000
FURTHER = timedelta(weeks=8)
"""Busy times are kept for longer than there are slots: nobody imports every day."""


def read_in(source: str, school: str, adviser: str, db: str | None, as_json: bool) -> None:
    """Keep the busy times in a file, or at an address, instead of those of the last time. Raises Mistake."""
    calendar = _fetched(source) if _is_address(source) else _read(Path(source))
    today = open.settings().clock().astimezone(HOME).date()
    try:
        busy = busy_times(calendar, today, today + AHEAD + FURTHER)
    except CalendarError as problem:
        raise Mistake(str(problem)) from None
    # An address of a calendar is a key to it: only a fingerprint of it is kept.
    fingerprint = sha256(source.encode()).hexdigest()[:16]
    with open.database(db) as database, database.transaction() as session:
        whose = _adviser(session, school, adviser)
        take_over_busy(session, whose.id, fingerprint, busy)
    zone = ZoneInfo(HOME.key)
    for start, end in busy:
        starts, ends = start.astimezone(zone), end.astimezone(zone)
        if as_json:
            print(json.dumps({"adviser": whose.id, "starts": starts.isoformat(), "ends": ends.isoformat()}))
        else:
            print(f"{starts:%Y-%m-%d %H:%M} – {ends:%Y-%m-%d %H:%M}")
    if not as_json:
        print(f"{len(busy)} busy times of {whose.name or whose.id}; nobody is booked then")


def _is_address(source: str) -> bool:
    return source.lower().startswith(("https://", "http://", "webcal://"))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as problem:
        raise Mistake(f"{file} cannot be read: {problem.strerror}") from None


def _fetched(address: str) -> bytes:
    import httpx  # only who fetches something waits for it

    address = address.replace("webcal://", "https://", 1)
    found = bytearray()
    try:
        with httpx.stream("GET", address, timeout=PATIENCE, follow_redirects=True) as answer:
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                found += piece
                if len(found) > MOST_BYTES:
                    raise Mistake("the calendar at this address is too large")
    except httpx.HTTPStatusError as problem:
        raise Mistake(f"the calendar at this address cannot be had: status {problem.response.status_code}") from None
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise Mistake(f"the calendar at this address cannot be had: {type(problem).__name__}") from None
    return bytes(found)


def _adviser(session: Session, school: str, called: str) -> Person:
    """The adviser who is meant. Raises Mistake when that is nobody, or may be several."""
    query = select(Person, Organisation).join(Organisation, col(Person.organisation_id) == col(Organisation.id))
    query = query.where(Person.role == Role.ADVISER.value).order_by(col(Person.id))
    rows = session.exec(query.where(Organisation.code == school) if school else query).all()
    there = [
        person for person, _where in rows if not called or called in (str(person.id), person.name, person.name.lower())
    ]
    if len(there) == 1:
        return there[0]
    known = ", ".join(f"{person.id} {person.name} ({where.code})" for person, where in rows) or "nobody yet"
    raise Mistake(f"say whose calendar it is with --school and --adviser; advisers: {known}")
