"""Intakes as a version of Praktijkgids stored them: written to a file once, at its release, and read ever after.

`python3 run.py -m tests.storage.saved_intakes` plays the straight run and writes the file of this version, unless there is one.
What is read went through the migrations that came after its version, as in any database of that version.
"""

import json
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from pydantic_core import to_jsonable_python
from sqlalchemy import DateTime, MetaData, Table, text
from sqlmodel import Session, SQLModel

from bot import demo
from bot.desk import Desk
from bot.knowledge import Knowledge
from storage.database import Database
from storage.tables import Answer, Appointment, Consent, Intake, Person, Seat
from tests.storage.earlier import database_as_of
from tests.transcript import Stage, perform

Row = TypeVar("Row", bound=SQLModel)

Saved = dict[str, list[dict[str, Any]]]
"""Per table its rows, and the migration that the tables are of."""

SAVED = Path(__file__).with_name("saved")
STRAIGHT_RUN = Path(__file__).parents[1] / "transcripts" / "straight_run.txt"
WHEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
MIGRATION = "alembic_version"
NOW = "now"
"""In the place of a version: what this checkout saves."""

AROUND_0_1_0: Saved = {
    MIGRATION: [{"version_num": "0001"}],
    "region": [{"code": "AM05", "name": "Twente", "contact": "", "demo": True}],
    "organisation": [{"id": 1, "region_code": "AM05", "name": "Voorbeeldcollege Twente", "code": "voorbeeldcollege"}],
    "slot": [
        {
            "id": 1,
            "school_id": 1,
            "starts_at": "2026-11-24T09:00:00Z",
            "minutes": 45,
            "zone": "Europe/Amsterdam",
            "way": "school",
            "place": "Enschede",
        }
    ],
}
"""The file of 0.1.0 has only what is of people. This is what was around them."""


def this_version() -> str:
    """The version of Praktijkgids in this checkout."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def versions() -> list[str]:
    """The versions of which there is a saved intake."""
    return sorted(file.stem for file in SAVED.glob("*.json"))


@cache
def written(version: str) -> Saved:
    """What this version saved, as it saved it."""
    if version == NOW:
        return _played()
    saved: Saved = json.loads((SAVED / f"{version}.json").read_text())
    return AROUND_0_1_0 | saved if version == "0.1.0" else saved


@cache
def read(version: str) -> Saved:
    """What this version saved, as it is after all migrations."""
    saved = written(version)
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/saved.db"
        with closing(database_as_of(saved[MIGRATION][0]["version_num"], url)) as database:
            _fill(database, saved)
        with closing(Database(url)) as database:
            return _dump(database)


def before(saved: Saved, question: str) -> int:
    """How many answers were stored before this question was first answered."""
    return [row["key"] for row in saved["answer"]].index(question)


def load(session: Session, saved: Saved, answers: int | None = None, to: str = "") -> Intake:
    """Store a saved intake again, for the person at address `to` if given; with only its first `answers` answers if given."""
    person = _row(Person, saved["person"][0])
    intake = _row(Intake, saved["intake"][0])
    seat = _row(Seat, saved["seat"][0])
    person.address = to or person.address
    if to:
        intake.token = seat.token = person.at = f"of-{to}"
    if answers is not None:
        intake.finished_at, intake.version = None, answers
        seat.finished, seat.asked = False, None
    session.add(person)
    session.flush()
    intake.candidate_id = seat.person_id = person.id
    session.add(intake)
    session.flush()
    seat.intake_id = intake.id
    session.add(seat)
    for row in saved["answer"][:answers]:
        session.add(_row(Answer, row, intake_id=intake.id, by_id=person.id if row["by_id"] else None))
    session.add_all(_row(Consent, row, intake_id=intake.id) for row in saved["consent"])
    if answers is None:
        session.add_all(_row(Appointment, row, intake_id=intake.id) for row in saved["appointment"])
    session.flush()
    return intake


def _row(table: type[Row], stored: dict[str, Any], **other: Any) -> Row:
    return table.model_validate({name: value for name, value in stored.items() if name != "id"} | other)


def _fill(database: Database, saved: Saved) -> None:
    """Store rows in tables of any version; the tables are empty."""
    metadata = MetaData()
    with database.transaction() as session:
        metadata.reflect(session.connection())
        for table in metadata.sorted_tables:
            for row in saved.get(table.name, []) if table.name != MIGRATION else []:
                session.execute(table.insert().values(_values(table, row)))


def _values(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    moments = {column.name for column in table.columns if isinstance(column.type, DateTime)}
    return {
        name: datetime.fromisoformat(value) if name in moments else value
        for name, value in row.items()
        if value is not None
    }


def _dump(database: Database) -> Saved:
    """All rows of all tables."""
    with database.reading() as session:
        every = {
            table.name: session.execute(table.select().order_by(*table.primary_key)).mappings().all()
            for table in SQLModel.metadata.sorted_tables
        }
        migration = session.execute(text(f"SELECT version_num FROM {MIGRATION}")).scalar_one()
    saved: Saved = {name: to_jsonable_python([dict(row) for row in rows]) for name, rows in every.items() if rows}
    return saved | {MIGRATION: [{"version_num": migration}]}


def _played() -> Saved:
    """What is stored when the straight run has been played."""
    with TemporaryDirectory() as folder, closing(Database(f"sqlite:///{folder}/saved.db")) as database:
        with database.transaction() as session:
            demo.fill(session, WHEN)
        desk = Desk(database, lambda: WHEN, Knowledge())
        perform(STRAIGHT_RUN.read_text(), Stage(lambda: desk, lambda **time: None))
        return _dump(database)


def main() -> None:
    file = SAVED / f"{this_version()}.json"
    saved = json.dumps(_played(), ensure_ascii=False, indent=1, sort_keys=True)
    with file.open("x") as to:  # what was released stays as it is
        to.write(saved + "\n")
    print(file)


if __name__ == "__main__":
    main()
