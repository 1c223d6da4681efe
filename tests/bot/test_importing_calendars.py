"""`praktijkgids slots import`, as somebody types it: whose calendar, from where, and what is kept of it."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlmodel import select

from bot.cli import main
from people.roles import Role
from storage.database import Database
from storage.people import give_role, new_person
from storage.tables import Busy, Organisation
from tests.conftest import MONDAY

CALENDAR = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//test//EN\r
BEGIN:VEVENT\r
UID:1\r
DTSTAMP:20261101T000000Z\r
DTSTART;TZID=Europe/Amsterdam:20261124T090000\r
DTEND;TZID=Europe/Amsterdam:20261124T100000\r
RRULE:FREQ=WEEKLY;COUNT=2\r
SUMMARY:Geheim overleg\r
END:VEVENT\r
END:VCALENDAR\r
"""
Import = Callable[..., list[dict[str, Any]] | str]


@pytest.fixture
def db(filled_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a database with the demo region, and two advisers of its school."""
    url = f"sqlite:///{shutil.copy(filled_sqlite, tmp_path / 'there.db')}"
    with closing(Database(url)) as database, database.transaction() as session:
        school = session.exec(select(Organisation).where(Organisation.code == "voorbeeldcollege")).one()
        for name in ("Joris", "Mina"):
            person = new_person(session, "terminal", name.lower(), "nl", MONDAY)
            give_role(session, person, Role.ADVISER, school.region_code, school.id)
            person.name = name
    return url


@pytest.fixture
def imports(db: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Import:
    """Imports a calendar: gives back the rows that are printed, or the words of a mistake."""
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())

    def run(*arguments: object) -> list[dict[str, Any]] | str:
        try:
            main(["slots", "import", *map(str, arguments), "--json", "--db", db])
        except SystemExit as end:
            if end.code:
                return f"{end.code}{capsys.readouterr().err}"
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    written = tmp_path / "joris.ics"
    written.write_bytes(CALENDAR)
    return written


def kept(db: str) -> list[tuple[int, str]]:
    """The busy times in the database: whose, and when they start."""
    with closing(Database(db)) as database, database.reading() as session:
        return [(one.adviser_id, f"{one.starts_at:%m-%d %H:%M}") for one in session.exec(select(Busy))]


@pytest.mark.parametrize("called", ["Joris", "joris", "1"])
def test_the_busy_times_of_one_adviser_are_kept_and_nothing_of_what_they_do(
    called: str, imports: Import, file: Path, db: str
) -> None:
    assert imports(file, "--adviser", called) == [
        {"adviser": 1, "starts": "2026-11-24T09:00:00+01:00", "ends": "2026-11-24T10:00:00+01:00"},
        {"adviser": 1, "starts": "2026-12-01T09:00:00+01:00", "ends": "2026-12-01T10:00:00+01:00"},
    ]
    assert kept(db) == [(1, "11-24 08:00"), (1, "12-01 08:00")]
    assert b"Geheim" not in Path(db.removeprefix("sqlite:///")).read_bytes()


def test_importing_again_replaces_what_was_there(imports: Import, file: Path, db: str) -> None:
    imports(file, "--adviser", "Joris")
    file.write_bytes(CALENDAR.replace(b"T09", b"T08").replace(b"COUNT=2", b"COUNT=1"))
    imports(file, "--adviser", "Joris")
    assert kept(db) == [(1, "11-24 07:00")]


def test_whose_calendar_it_is_must_be_clear(imports: Import, file: Path, db: str) -> None:
    for narrower in (
        (),
        ("--school", "voorbeeldcollege"),
        ("--adviser", "Pim"),
        ("--school", "x", "--adviser", "Joris"),
    ):
        said = imports(file, *narrower)
        assert isinstance(said, str)
        assert "--adviser" in said
    assert "1 Joris (voorbeeldcollege), 2 Mina (voorbeeldcollege)" in str(imports(file))
    assert kept(db) == []


@pytest.mark.parametrize("content", [None, b"", b"hello", b"BEGIN:VCALENDAR\r\n", b"x" * 10_000_001])
def test_what_is_no_calendar_is_told_in_one_line(
    content: bytes | None, imports: Import, tmp_path: Path, db: str
) -> None:
    wrong = tmp_path / "wrong.ics"
    if content is not None:
        wrong.write_bytes(content)
    said = imports(wrong, "--adviser", "Joris")
    assert isinstance(said, str)
    assert len(said.splitlines()) == 1
    assert kept(db) == []


class Web(BaseHTTPRequestHandler):
    """A place on the web with a calendar, one that is moved, and some that are wrong."""

    def do_GET(self) -> None:
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/secret")
            self.end_headers()
            return
        self.send_response(200 if self.path in ("/secret", "/large") else 404)
        self.end_headers()
        self.wfile.write(CALENDAR if self.path == "/secret" else b"x" * 10_100_000 if self.path == "/large" else b"")

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Web) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["/secret", "/moved"])
def test_a_calendar_is_fetched_from_its_address_which_is_not_kept(
    path: str, web: str, imports: Import, db: str
) -> None:
    assert len(imports(f"{web}{path}", "--adviser", "Mina")) == 2
    assert kept(db) == [(2, "11-24 08:00"), (2, "12-01 08:00")]
    assert b"/secret" not in Path(db.removeprefix("sqlite:///")).read_bytes()


@pytest.mark.parametrize(("path", "why"), [("/not", "404"), ("/large", "too large"), (":x", "InvalidURL")])
def test_an_address_without_a_calendar_is_told_in_one_line_that_does_not_repeat_it(
    path: str, why: str, web: str, imports: Import, db: str
) -> None:
    said = imports(f"{web}{path}", "--adviser", "Mina")
    assert isinstance(said, str)
    assert why in said
    assert web not in said
    assert len(said.splitlines()) == 1


def test_a_school_holds_as_many_a_day_as_was_said(db: str, capsys: pytest.CaptureFixture[str]) -> None:
    add = ["schools", "add", "--code", "roc", "--name", "ROC", "--region", "AM05", "--offers", "25743"]
    for arguments in ([*add, "--most-a-day", "3", "--db", db], ["schools", "list", "--json", "--db", db]):
        main_of(arguments)
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    assert {row["code"]: row["most_a_day"] for row in rows} == {"roc": 3, "voorbeeldcollege": None}


def main_of(arguments: list[str]) -> None:
    """Run a command that goes well."""
    try:
        main(arguments)
    except SystemExit as end:
        assert not end.code
