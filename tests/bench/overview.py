"""How long the overview of a region takes, and how much memory, with more and more intakes. Prints a Markdown table.

`python -m tests.bench.overview [--intakes N …]`. Beside it stands a bare read: the same rows, as tuples of the driver, that nothing
is done with. Every figure is of a process of its own. Not for Windows.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import Any

from sqlalchemy import Column, ColumnElement, func, literal, select, text
from sqlmodel import Session, SQLModel

from bot import demo
from bot.demo.year import fill_year
from bot.desk.overviews import drawn, overview_of
from bot.knowledge import Knowledge
from reports.figures import ANSWERS
from storage.database import Database
from storage.records import records
from tests.bench.databases import POSTGRESQL, SQLITE, servers
from tests.bench.measured import beside, machine, table
from tests.conftest import MONDAY

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
EACH = 1_000
"""Intakes that are made up one by one; the others are copies of them."""
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts the memory of a process."""
ROWS = (
    "SELECT id, token, region_code, created_at, touched_at, candidate_id, finished_at, consultant_id FROM intake ORDER BY id",
    "SELECT intake_id, key, revision, settled, draft, open, since, by FROM answer WHERE key IN ({keys})",
    "SELECT a.intake_id, a.missed, a.cancelled_at, a.booked_at, s.starts_at, s.zone, o.name, s.way, a.sequence FROM appointment a "
    "JOIN slot s ON a.slot_id = s.id JOIN organisation o ON s.school_id = o.id",
    "SELECT intake_id, result, noted_at, work, company, starts_on FROM outcome",
)
"""The rows that an overview is made of, read one by one."""


def bare(session: Session, known: Knowledge) -> None:
    """Only read the rows."""
    for query in ROWS:
        filled = query.format(keys=", ".join(f"'{key}'" for key in sorted(ANSWERS)))
        # As the driver gives them: no types of SQLAlchemy's, and on PostgreSQL with a cursor on the server.
        for _row in session.connection().execution_options(stream_results=True, yield_per=1000).execute(text(filled)):
            pass


def read(session: Session, known: Knowledge) -> None:
    """Read the records."""
    for _record in records(session, demo.REGION, ANSWERS):
        pass


def count(session: Session, known: Knowledge) -> None:
    """Count the overview."""
    assert overview_of(session, known, demo.REGION, MONDAY).whole.figures["year"]


def draw(session: Session, known: Knowledge) -> None:
    """Count the overview and draw the picture."""
    assert drawn(session, known, MONDAY, demo.REGION, "nl")


def multiply(database: Database, times: int) -> None:
    """Make so many of every intake there is, with everything about it; nobody has a copy on their own phone."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name in COPIED]
    with database.transaction() as session:
        last = {table.name: session.execute(select(func.max(table.c.id))).scalar_one() or 0 for table in tables}
        for copy in range(1, times):
            for table in tables:
                made = {column.name: _copied(column, copy, last) for column in table.c}
                of = select(*made.values()).where(table.c.id <= last[table.name])
                session.execute(table.insert().from_select(list(made), of))


COPIED = ("intake", "answer", "slot", "appointment", "outcome", "follow_up")
ALONE = {("intake", "candidate_id"), ("appointment", "adviser_id")}
"""What only one row can have at a time."""


def _copied(column: Column[Any], copy: int, last: dict[str, int]) -> ColumnElement[Any]:
    table = column.table.name
    to = next((key.column.table.name for key in column.foreign_keys), table if column.name == "id" else "")
    if (table, column.name) in ALONE:
        return literal(None, column.type)
    if column.name in ("token", "place"):
        return column + f" {copy}"
    return column + copy * last[to] if to in last else column


DONE: dict[str, Callable[[Session, Knowledge], None]] = {"bare": bare, "read": read, "count": count, "draw": draw}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--intakes", type=int, nargs="*", default=SIZES, metavar="N", help="sizes (%(default)s)")
    parser.add_argument("--one", nargs=2, metavar=("WHAT", "URL"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(_one(*arguments.one)))
        return
    print(f"{machine()}; the best of three runs\n")
    columns = ("", "a bare read, s", "records", "the overview", "with its picture", "peak MB of the overview", "bare")
    print(table(columns, list(_lines(arguments.intakes))))


def _lines(sizes: list[int]) -> Iterator[tuple[str, ...]]:
    with servers() as made:
        for kind in (SQLITE, POSTGRESQL):
            for intakes in sizes:
                url = made.empty(kind)
                database = Database(url)
                fill_year(database, MONDAY, intakes=min(intakes, EACH), seed=1, known=Knowledge())
                multiply(database, intakes // EACH)
                if kind == POSTGRESQL:  # as its autovacuum does after a minute
                    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                        connection.execute(text("VACUUM ANALYZE"))
                database.close()
                took = {name: _best(name, url) for name in DONE}
                base = took["bare"][0]
                times = (beside(took[name][0], base) for name in ("read", "count", "draw"))
                memory = (f"{took[name][1] / 1e6:.0f}" for name in ("count", "bare"))
                line = (f"{kind}, {intakes:,} intakes", f"{base:.2f}", *times, *memory)
                print(*line, file=sys.stderr, flush=True)
                yield line


def _best(name: str, url: str) -> tuple[float, float]:
    """The seconds and the bytes of the quickest of three processes."""
    command = (sys.executable, "-m", "tests.bench.overview", "--one", name, url)
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout) for _run in range(3)
    ]
    seconds, memory = min(runs)
    return seconds, memory


def _one(name: str, url: str) -> tuple[float, float]:
    known, database = Knowledge(), Database(url)
    assert known.catalogue.choices
    with database.reading() as session:
        begun = time.perf_counter()
        DONE[name](session, known)
        taken = time.perf_counter() - begun
    database.close()
    return taken, getrusage(RUSAGE_SELF).ru_maxrss * UNIT


if __name__ == "__main__":
    main()
