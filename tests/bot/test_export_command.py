"""A region as files: what is in them, and who is not."""

import csv
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlmodel import col, select

from bot import demo
from bot.knowledge import Knowledge
from people.roles import Role
from storage.appointments import book
from storage.database import Database
from storage.intakes import begin_intake
from storage.people import give_role, new_person
from storage.tables import Answer, Audit, Intake, Organisation, Outcome, Slot
from tests.bot.commanded import Ran, typing
from tests.conftest import MONDAY
from tests.reports.planted import ANSWERS, TOKEN, WORDS

SHEETS = ("intakes", "werkprocessen", "ook_pok", "aanbod", "contacten", "vrije_tijden", "woordenboek")
WAYS = ("xlsx", "csv", "json")


@pytest.fixture
def run(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    return typing(tmp_path, knowledge, monkeypatch, capsys)


@pytest.fixture
def planted(database: Database, database_url: str) -> str:
    """A database with the planted person in the demo region, and somebody who began a week earlier."""
    with database.transaction() as session:
        school = session.exec(select(Organisation).where(Organisation.code == demo.SCHOOL_CODE)).one()
        guide = new_person(session, "terminal", "guide", "nl", MONDAY)
        give_role(session, guide, Role.CONSULTANT, demo.REGION, school.id)
        guide.name = "Annemarijn"
        begin_intake(session, MONDAY - timedelta(days=7), consultant=guide)
        intake = begin_intake(
            session, MONDAY, candidate=new_person(session, "terminal", "halima", "nl", MONDAY), consultant=guide
        )
        intake.token = TOKEN
        for key, value in ANSWERS.items():
            session.add(
                Answer(
                    intake_id=intake.id,
                    key=key,
                    revision=1,
                    settled=value,
                    open=False,
                    since=1,
                    by="candidate",
                    at=MONDAY,
                )
            )
        slot = session.exec(select(Slot).order_by(col(Slot.starts_at)).limit(1)).one()
        appointment = book(session, intake, slot.id, MONDAY).after
        assert appointment is not None
        session.add(
            Outcome(
                intake_id=intake.id,
                appointment_id=appointment.id,
                result="praktijkverklaring",
                work=["25746"],
                school_id=school.id,
                company="Bijenhof Oost",
                noted_at=MONDAY,
            )
        )
    return database_url


def in_sheets(way: str, path: Path) -> dict[str, list[dict[str, Any]]]:
    """What is in each sheet of an export, as a reader of that kind of file finds it."""
    if way == "json":
        found: dict[str, list[dict[str, Any]]] = json.loads(path.read_text())
        return found
    if way == "csv":
        return {
            file.stem: list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
            for file in path.iterdir()
        }
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True)
    sheets = {page.title: list(page.values) for page in book.worksheets}
    return {name: [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]] for name, rows in sheets.items()}


def everything(path: Path) -> str:
    """All that is in the files of an export, and in what they are packed of."""
    files = path.rglob("*") if path.is_dir() else [path]
    whole = []
    for file in files:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                whole += [packed.read(name).decode() for name in packed.namelist()]
        else:
            whole.append(file.read_text())
    return "\n".join(whole)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_export_is_complete_in_every_format_and_names_nobody_unless_asked(
    planted: str, database: Database, run: Callable[..., Ran], tmp_path: Path
) -> None:
    contents: dict[str, Mapping[str, list[dict[str, Any]]]] = {}
    for way in WAYS:
        ran = run("export", "--region", "AM05", f"--{way}", tmp_path / way, "--db", planted)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out == f"2 intakes of AM05 in {tmp_path / way}\n"
        sheets = contents[way] = in_sheets(way, tmp_path / way)
        assert set(sheets) == set(SHEETS)
        assert [word for word in WORDS if word in everything(tmp_path / way)] == []
        assert [row["vraag_age"] for row in sheets["intakes"]][1:] == ["50+"]
        assert [(row["keuze"], row["crebo"]) for row in sheets["werkprocessen"]] == [
            ("maybe", "25740"),
            ("yes", "25746"),
        ]
        assert (len(sheets["ook_pok"]), len(sheets["contacten"])) == (1, 1)
        columns = {(sheet, column) for sheet, rows in sheets.items() for row in rows for column in row}
        assert columns <= {(line["blad"], line["kolom"]) for line in sheets["woordenboek"]}
        ran = run("export", "--region", "AM05", f"--{way}", tmp_path / f"{way}-named", "--with-names", "--db", planted)
        assert ran.out.endswith(", with names\n")
        assert [word for word in WORDS if word not in everything(tmp_path / f"{way}-named")] == []
    first = [{name: [row["pseudoniem"] for row in contents[way]["intakes"]] for name in "."} for way in WAYS]
    assert first == [first[0]] * 3
    with database.reading() as session:
        noted = [
            (row.deed, row.what, row.role, row.times) for row in session.exec(select(Audit).order_by(col(Audit.id)))
        ]
    plain, named = ("intakes", "command line", 2), ("intakes with names", "command line", 2)
    assert noted == [("exported", *what) for _way in WAYS for what in (plain, named)]


def test_an_export_of_what_began_since_a_day_leaves_out_what_began_before(
    planted: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    options = ("--json", tmp_path / "new.json", "--since", "2026-11-23", "--db", planted)
    assert run("export", "--region", "AM05", *options).out.startswith("1 intakes")
    (row,) = in_sheets("json", tmp_path / "new.json")["intakes"]
    assert (row["begonnen"], row["fase"]) == ("2026-11-23", "advised")


@pytest.mark.parametrize(
    "options",
    [
        ("--region", "AM05"),
        ("--region", "AM05", "--xlsx", "a.xlsx", "--json", "b.json"),
        ("--region", "AM99", "--xlsx", "a.xlsx"),
        ("--region", "AM05", "--xlsx", "no/such/folder/a.xlsx"),
        ("--region", "AM05", "--json", "no/such/folder/a.json"),
        ("--region", "AM05", "--csv", "a", "--since", "gisteren"),
    ],
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_mistake_is_told_in_one_line_and_nothing_is_noted(
    options: tuple[str, ...], database: Database, database_url: str, run: Callable[..., Ran]
) -> None:
    ran = run("export", *options, "--db", database_url)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    with database.reading() as session:
        assert not session.exec(select(Audit)).all()
        assert not session.exec(select(Intake)).all()
