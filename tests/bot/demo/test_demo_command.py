"""`praktijkgids demo`: fills an empty database, and touches no other."""

import pytest

from bot.cli import main
from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from dialogs.events import Arrived
from storage.database import Database
from tests.conftest import MONDAY, Clock


def test_the_demo_fills_an_empty_database_once_and_says_whom_one_can_be(
    empty_database_url: str,
    knowledge: Knowledge,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bot.open.Knowledge", lambda *_folders: knowledge)
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())
    command = ["demo", "--intakes", "5", "--seed", "3", "--db", empty_database_url]
    with pytest.raises(SystemExit) as done:
        main(command)
    assert done.value.code == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert len(printed.out.splitlines()) == 1
    assert printed.out.startswith("5 intakes in region AM05")
    address = printed.out.split("--person ")[1].strip()
    database = Database(empty_database_url)
    reply = Desk(database, Clock(), knowledge).turn(Visitor("terminal", address), Arrived())
    database.close()
    assert reply.messages[0].buttons
    with pytest.raises(SystemExit, match="there are intakes in this database already"):
        main(command)
