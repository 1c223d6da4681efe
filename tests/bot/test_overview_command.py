"""`praktijkgids overview`: the figures for programs, what may go from hand to hand, pictures, and lines."""

import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.demo.year import fill_year
from bot.desk.overviews import view_of
from bot.knowledge import Knowledge
from reports.figures import ANSWERS, FIGURES, GROUPINGS, TOLD, those
from storage.database import Database
from storage.records import records
from tests.conftest import MONDAY

INTAKES = 15


def test_the_overview_is_printed_exactly_or_protected_and_drawn(
    empty_database_url: str,
    knowledge: Knowledge,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("bot.open.Knowledge", lambda *_folders: knowledge)
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as done:
            main(["overview", "--region", "AM05", "--db", empty_database_url, *arguments])
        printed = capsys.readouterr()
        assert printed.err == ""
        return printed.out if not done.value.code else str(done.value.code)

    assert run("--json") == "praktijkgids: nobody works with Praktijkgids in region AM05 yet"
    database = Database(empty_database_url)
    fill_year(database, MONDAY, intakes=INTAKES, seed=1, known=knowledge)
    with database.reading() as session:
        view = view_of(session, knowledge, "AM05", MONDAY)
        there = list(records(session, "AM05", ANSWERS))
    database.close()

    exact = json.loads(run("--json"))
    expected = {key: len(list(those(there, figure, view))) for key, figure in FIGURES.items()}
    assert exact["figures"] == expected
    assert (
        exact["funnel"]["started"]
        == expected["year"]
        == sum(part["figures"]["year"] for part in exact["groups"]["school"])
    )
    assert sum(exact["days"].values()) == exact["funnel"]["held"]
    assert set(exact["groups"]) == set(GROUPINGS)

    protected = json.loads(run("--json", "--protect"))
    assert protected["protected"]
    assert set(protected["figures"]) == set(TOLD)
    lines = run().splitlines()
    assert [int(line.split()[0]) for line in lines] == list(expected.values())
    assert lines[0].endswith("Deze week: Begonnen")

    file = tmp_path / "twente.png"
    assert run("--png", str(file), "--by", "school") == ""
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "--by goes with --png" in run("--by", "school")
    assert "cannot write" in run("--png", str(tmp_path / "nowhere" / "twente.png"))
