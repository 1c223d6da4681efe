"""Intakes as a version of Praktijkgids stored them: written to a file once, at its release, and read ever after.

`python3 run.py -m tests.storage.saved_intakes` plays the straight run and writes the file of this version.
"""

import json
import tempfile
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from bot import demo
from bot.desk import Desk
from bot.knowledge import Knowledge
from storage.database import Database
from storage.tables import Answer, Appointment, Consent, Intake, Person
from tests.transcript import Stage, perform

Row = TypeVar("Row", bound=SQLModel)

Saved = dict[str, list[dict[str, Any]]]
"""Per table its rows."""

SAVED = Path(__file__).with_name("saved")
STRAIGHT_RUN = Path(__file__).parents[1] / "transcripts" / "straight_run.txt"
WHEN = datetime(2026, 11, 23, 9, tzinfo=UTC)


def this_version() -> str:
    """The version of Praktijkgids in this checkout."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def rows(session: Session, table: type[SQLModel]) -> list[dict[str, Any]]:
    """All rows of a table as JSON, oldest first."""
    return [json.loads(row.model_dump_json()) for row in session.exec(select(table).order_by(text("id"))).all()]


def dump(session: Session) -> Saved:
    """All that is stored of people."""
    tables: tuple[type[SQLModel], ...] = (Person, Intake, Answer, Consent, Appointment)
    return {str(table.__tablename__): rows(session, table) for table in tables}


def versions() -> list[str]:
    """The versions of which there is a saved intake."""
    return sorted(file.stem for file in SAVED.glob("*.json"))


def read(version: str) -> Saved:
    """The intake that this version saved."""
    saved: Saved = json.loads((SAVED / f"{version}.json").read_text())
    return saved


def before(saved: Saved, question: str) -> int:
    """How many answers were stored before this question was first answered."""
    return [row["key"] for row in saved["answer"]].index(question)


def load(session: Session, saved: Saved, answers: int | None = None, to: str = "") -> Intake:
    """Store a saved intake again, for the person at address `to` if given; with only its first `answers` answers if given."""
    person = _row(Person, saved["person"][0])
    person.address = to or person.address
    session.add(person)
    session.flush()
    intake = _row(Intake, saved["intake"][0], candidate_id=person.id)
    if to:
        intake.token = f"of-{to}"
    if answers is not None:
        intake.finished_at = None
        intake.version = answers
    session.add(intake)
    session.flush()
    kept = saved["answer"][:answers]
    session.add_all(_row(Answer, row, intake_id=intake.id) for row in kept)
    session.add_all(_row(Consent, row, person_id=person.id) for row in saved["consent"])
    if answers is None:
        session.add_all(_row(Appointment, row, intake_id=intake.id) for row in saved["appointment"])
    session.flush()
    return intake


def _row(table: type[Row], stored: dict[str, Any], **other: Any) -> Row:
    return table.model_validate({name: value for name, value in stored.items() if name != "id"} | other)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/saved.db")
        with database.transaction() as session:
            demo.fill(session, WHEN)
        desk = Desk(database, lambda: WHEN, Knowledge())
        perform(STRAIGHT_RUN.read_text(), Stage(lambda: desk, lambda **time: None))
        with database.transaction() as session:
            saved = dump(session)
        database.close()
    file = SAVED / f"{this_version()}.json"
    file.write_text(json.dumps(saved, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    print(file)


if __name__ == "__main__":
    main()
