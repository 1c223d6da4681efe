"""`praktijkgids outbox`: what waits to be said, and what could not be. Never the words themselves."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from bot import open
from bot.mistake import Mistake
from storage.tables import Outbox, Person

AT_A_TIME = 1000
UNSENT = (
    select(Outbox, Person)
    .join(Person, col(Outbox.person_id) == col(Person.id))
    .where(col(Outbox.sent_at).is_(None))
    .order_by(col(Outbox.due_at), col(Outbox.id))
)


def show(db: str | None, dead: bool, as_json: bool) -> None:
    """Print what waits and what is dead (or only that), the longest due first, and how many were sent."""
    now = open.settings().clock()
    with open.database(db) as database, database.reading() as session:
        wanted = UNSENT.where(col(Outbox.dead_at).is_not(None)) if dead else UNSENT
        for row, person in session.exec(wanted.execution_options(yield_per=AT_A_TIME)):
            print(_described(row, person, now, as_json))
        sent = session.exec(select(func.count()).where(col(Outbox.sent_at).is_not(None))).one()
    if not dead:
        print(json.dumps({"state": "sent", "count": sent}) if as_json else f"{sent} sent")


def retry(numbers: Sequence[int], every: bool, db: str | None, as_json: bool) -> None:
    """Have dead messages tried again, or all of them, or some that wait for their next try.

    Raises Mistake for a number that is no such message.
    """
    if bool(numbers) == every:
        raise Mistake("say which: their numbers (see: praktijkgids outbox list), or --all")
    with open.database(db) as database, database.transaction() as session:
        wanted = col(Outbox.dead_at).is_not(None) if every else col(Outbox.id).in_(numbers)
        found = session.exec(UNSENT.where(wanted).with_for_update(of=Outbox)).all()
        if missing := set(numbers) - {row.id for row, _person in found}:
            raise Mistake(f"nothing that waits or is dead has number {min(missing)}")
        for row, _person in found:
            row.dead_at = row.try_at = row.fault = None
            row.tries = 0
    now = open.settings().clock()
    for row, person in found:
        print(_described(row, person, now, as_json))
    if not as_json:
        print(f"{len(found)} will be tried again")


def _described(row: Outbox, person: Person, now: datetime, as_json: bool) -> str:
    claimed = row.claimed_until is not None and row.claimed_until > now
    described = {
        "id": row.id,
        "channel": person.channel,
        "person": person.id,
        "manner": row.manner,
        "due": row.due_at.isoformat(),
        "expires": row.expires_at.isoformat() if row.expires_at else None,
        "tries": row.tries,
        "try": row.try_at.isoformat() if row.try_at else None,
        "fault": row.fault,
        "state": "dead" if row.dead_at else "claimed" if claimed else "waiting",
    }
    if as_json:
        return json.dumps(described)
    words = f"{row.id:6}  {described['state']:8}  {person.channel} {person.id}  {row.manner:8}  due {row.due_at:%F %H:%M} UTC"
    return f"{words}  {row.fault} at try {row.tries}" if row.fault else words
