"""`praktijkgids summary`: in words, on paper, and noted."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlmodel import select

from bot.cli import main
from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from storage.audit import COMMAND_LINE
from storage.database import Database
from storage.tables import Audit
from tests.bot.someone import converse
from tests.conftest import MONDAY, Clock

Run = Callable[..., str]


@pytest.fixture(scope="module")
def finished(filled_sqlite: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a database in which Halima has answered everything."""
    url = f"sqlite:///{shutil.copy(filled_sqlite, tmp_path_factory.mktemp('finished'))}"
    with closing(Database(url)) as database:
        converse(Desk(database, Clock(), knowledge), Visitor("terminal", "halima"))
    return url


@pytest.fixture
def run(
    finished: str, knowledge: Knowledge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Runs the command as in a terminal; gives back what is printed, or what was wrong."""
    monkeypatch.setattr("bot.open.Knowledge", lambda *_folders: knowledge)
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())

    def summary(*arguments: str) -> str:
        with pytest.raises(SystemExit) as end:
            main(["summary", *arguments, "--db", finished])
        return capsys.readouterr().out if end.value.code == 0 else str(end.value.code)

    return summary


def test_the_short_message_is_printed(run: Run) -> None:
    printed = run("halima")
    assert printed.startswith("📄 Samenvatting van Halima, 23 jaar, Enschede\n")
    assert "crebo 25746" in printed
    assert "📅 Gesprek: dinsdag 24 november" in printed
    assert run("halima", "--own").startswith("📄 Dit is jouw samenvatting.")


@pytest.mark.parametrize(
    ("own", "title"), [((), "Samenvatting voor het adviesgesprek"), (("--own",), "Mijn samenvatting")]
)
def test_the_page_is_written(own: tuple[str, ...], title: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "halima.pdf"
    assert run("halima", "--pdf", str(file), *own) == f"{file}\n"
    (page,) = PdfReader(file).pages
    words = page.extract_text()
    assert title in words
    assert "Halima" in words


def test_what_cannot_be_done_is_told_in_one_line(run: Run, tmp_path: Path) -> None:
    assert run("nobody") == "praktijkgids: there is no intake 'nobody'"
    nowhere = tmp_path / "nowhere" / "halima.pdf"
    assert (
        run("halima", "--pdf", str(nowhere)) == f"praktijkgids: {nowhere} cannot be written: No such file or directory"
    )


def test_it_is_noted_that_somebody_at_the_machine_looked(run: Run, finished: str, tmp_path: Path) -> None:
    run("halima", "--pdf", str(tmp_path / "halima.pdf"))
    with closing(Database(finished)) as database, database.reading() as session:
        noted = session.exec(select(Audit).where(Audit.role == COMMAND_LINE)).all()
    assert {(one.deed, one.what) for one in noted} >= {("exported", "summary")}
    assert all(one.about_id is not None and one.who_id is None for one in noted)
