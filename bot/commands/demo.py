"""`praktijkgids demo`: a made-up region with a year behind it."""

import shlex
import sys

from rich.console import Console
from rich.progress import Progress
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from bot import open
from bot.demo.year import fill_year
from bot.mistake import Mistake
from storage.tables import Intake


def demo(intakes: int, seed: int, db: str | None) -> None:
    """Fill the database at `db` with so many intakes, and say whom one can be. Raises Mistake when there are intakes already."""
    now, known = open.settings().clock(), open.knowledge()
    progress = Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())
    with open.database(db) as database:
        with database.reading() as session:
            _must_be_empty(session)
        with progress:
            task = progress.add_task("intakes", total=intakes)
            try:
                made = fill_year(
                    database,
                    now,
                    intakes=intakes,
                    seed=seed,
                    known=known,
                    told=lambda done: progress.update(task, completed=done),
                )
            except IntegrityError:
                raise Mistake(
                    "people or organisations of a made-up region are in this database already; use an empty one"
                ) from None
    where = f" --db {shlex.quote(db)}" if db is not None else ""
    people = ", ".join(f"{address} ({role})" for role, address in made.people.items())
    print(
        f"{made.intakes} intakes in region {made.region}, in the year until {now:%Y-%m-%d}. "
        f"Look at it as one of {people}: praktijkgids chat{where} --person {next(iter(made.people.values()))}"
    )


def _must_be_empty(session: Session) -> None:
    if session.exec(select(Intake.id).limit(1)).first() is not None:
        raise Mistake("there are intakes in this database already; use an empty one, as --db sqlite:///demo.db")
