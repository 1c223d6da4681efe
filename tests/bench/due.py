"""How long a look in the outbox takes, with more and more planned in it. Prints a Markdown table.

`python -m tests.bench.due [--looks N]`
"""

import argparse
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlmodel import Session

from dialogs.written import written
from storage.database import Database
from storage.inbox import INBOX_CHANNEL
from storage.letters import anything, claim
from storage.outbox import Manner
from storage.tables import Outbox, Person
from tests.bench.databases import POSTGRESQL, SQLITE, servers
from tests.bench.measured import Measured, beside, machine, table
from tests.conftest import MONDAY
from tests.storage.outgoing import words

PLANNED = (1_000, 100_000, 1_000_000)
EACH, DUE, TAKEN = 100, 1_000, 8
"""Messages planned for one person; those that are due in the last column; and those that are taken at once."""
COPY = text(
    "INSERT INTO outbox (person_id, manner, message, created_at, due_at, tries) "
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :times) "
    "SELECT person_id + :people * i, manner, message, created_at, due_at, tries FROM outbox, n"
)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--looks", type=int, default=200, metavar="N", help="measured looks of each (%(default)s)")
    looks = parser.parse_args().looks
    rows = []
    with servers() as made:
        for kind in (SQLITE, POSTGRESQL):
            for planned in PLANNED:
                database = Database(made.filled(kind))
                _plan(database, planned)
                bare = _measured(database, lambda session: session.execute(text("SELECT 1")), looks)
                idle = _measured(database, lambda session: anything(session, INBOX_CHANNEL, MONDAY), looks)
                _plan_due(database)
                busy = _measured(database, lambda session: anything(session, INBOX_CHANNEL, MONDAY), looks)
                taken = _measured(database, _take, min(looks, DUE // TAKEN // 2), reading=False)
                figures = (beside(one.p50, bare.p50) for one in (bare, idle, busy, taken))
                rows.append((f"{kind}, {planned:,} planned", *figures))
                database.close()
    print(f"{machine()}; p50 in ms, {looks} looks each\n")
    columns = ("", "`SELECT 1`", "nothing due", f"{DUE:,} due", f"take {TAKEN} of them")
    print(table(columns, rows))


def _plan(database: Database, planned: int) -> None:
    """Plan so many messages, for later, at a thousand moments of the next year."""
    first = min(planned, 1000)
    people = first // EACH
    with database.transaction() as session:
        session.add_all(
            Person(channel=INBOX_CHANNEL, address=str(number), language="nl", created_at=MONDAY)
            for number in range(planned // EACH)
        )
        session.flush()
        session.add_all(
            _message(1 + number % people, MONDAY + (1 + number) * timedelta(hours=8)) for number in range(first)
        )
        session.flush()
        if planned > first:
            session.execute(COPY, {"times": planned // first - 1, "people": people})
    if database.engine.dialect.name == "postgresql":  # as its autovacuum does after a minute
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def _plan_due(database: Database) -> None:
    with database.transaction() as session:
        session.add_all(
            Person(channel=INBOX_CHANNEL, address=f"due {number}", language="nl", created_at=MONDAY)
            for number in range(DUE)
        )
        session.flush()
        last = session.execute(text("SELECT max(id) FROM person")).scalar_one()
        session.add_all(_message(last - number, MONDAY) for number in range(DUE))


def _message(person: int, due: datetime) -> Outbox:
    message = written(words("Hoi! Je hebt nog vijf vragen. Zullen we verdergaan?"))
    return Outbox(person_id=person, manner=Manner.AT_ONCE.value, message=message, created_at=MONDAY, due_at=due)


def _take(session: Session) -> None:
    assert len(claim(session, INBOX_CHANNEL, MONDAY, TAKEN)) == TAKEN


def _measured(database: Database, look: Callable[[Session], object], times: int, *, reading: bool = True) -> Measured:
    measured = Measured("")
    for _time in range(times):
        begun = time.perf_counter()
        with database.reading() if reading else database.transaction() as session:
            look(session)
        measured.seconds.append(time.perf_counter() - begun)
    return measured


if __name__ == "__main__":
    main()
