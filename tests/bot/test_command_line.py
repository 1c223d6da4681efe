"""Every command as somebody types it: what it prints, and that every mistake is told in one clear line."""

import io
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer
from sqlalchemy import Engine, event, text
from sqlmodel import select

from bot.cli import app, main
from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from dialogs.dialogues import DIALOGUES
from dialogs.draw import draw
from dialogs.events import Said
from storage.database import Database
from storage.tables import Intake, Person, Slot
from tests.bot.someone import Habit, converse
from tests.conftest import MONDAY, Clock

HALIMA = Visitor("terminal", "halima")
XML = Path(__file__).resolve().parents[1] / "crebo" / "sbb_small.xml"


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What was printed, one JSON object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with no settings but the moment."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("PRAKTIJKGIDS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())
    monkeypatch.setenv("PRAKTIJKGIDS_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "300")
    return folder


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command as in a terminal, with `typed` as its input."""

    def run(*arguments: str, typed: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        capsys.readouterr()
        status, said = 0, ""
        try:
            main(list(arguments))
        except SystemExit as end:
            # What Python does with it at the end of a program.
            status, said = (end.code, "") if isinstance(end.code, int) else (int(end.code is not None), str(end.code))
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err + said)

    return run


@pytest.fixture
def run(bare: Run, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Run:
    """As `bare`, with what every test knows already loaded."""
    monkeypatch.setattr("bot.open.Knowledge", lambda *_folders: knowledge)
    return bare


@pytest.fixture
def db(filled_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a database with the demo region."""
    shutil.copy(filled_sqlite, tmp_path / "praktijkgids.db")
    return f"sqlite:///{tmp_path / 'praktijkgids.db'}"


@pytest.fixture
def desk_there(db: str, knowledge: Knowledge) -> Iterator[Desk]:
    with closing(Database(db)) as database:
        yield Desk(database, Clock(), knowledge)


def is_one_clear_line(ran: Ran) -> bool:
    return (
        ran.status == 1
        and ran.out == ""
        and ran.err.startswith("praktijkgids: ")
        and len(ran.err.splitlines()) == 1
        and len(ran.err) > 30
    )


# Help.


def commands(of: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command and group of commands, with the words to type for it."""
    of = of or typer.main.get_command(app)
    yield path, of
    for name, command in getattr(of, "commands", {}).items():
        yield from commands(command, (*path, name))


@pytest.mark.parametrize(("path", "command"), [pytest.param(*one, id=" ".join(one[0]) or "-") for one in commands()])
def test_help_names_every_option_and_says_what_each_is_for(path: tuple[str, ...], command: Any, run: Run) -> None:
    ran = run(*path, "--help")
    assert (ran.status, ran.err) == (0, "")
    assert command.help.split(".")[0].split("\n")[0] in " ".join(ran.out.split())  # however the lines are wrapped
    for parameter in command.params:
        if parameter.name != "help":
            assert parameter.help
        if parameter.param_type_name == "option":
            assert parameter.opts[-1] in ran.out
    for name in getattr(command, "commands", {}):
        assert name in ran.out


def test_the_commands_are_those_of_the_manual() -> None:
    names = {" ".join(path) for path, command in commands() if not hasattr(command, "commands")}
    assert names >= {
        *("chat", "serve", "deliver", "match", "dialogues", "forget", "invite", "catalogue import"),
        *("schools add", "schools list", "slots add", "slots list", "intakes list", "intakes show"),
        *("outbox list", "outbox retry"),
    }


# Mistakes.

ADD = ("slots", "add", "--school", "voorbeeldcollege", "--place", "Enschede", "--at")
MISTAKES: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown school": (
        ("slots", "add", "--school", "x", "--place", "Ede", "--at", "2027-01-04T10:00"),
        "voorbeeldcollege",
    ),
    "no place": (("slots", "add", "--school", "voorbeeldcollege", "--at", "2027-01-04T10:00"), "--place"),
    "wrong way": ((*ADD, "2027-01-04T10:00", "--way", "bus"), "phone"),
    "no date": ((*ADD, "morgen"), "2026-12-01T10:00"),
    "a date without a time": ((*ADD, "2027-01-04"), "2026-12-01T10:00"),
    "a date that is none": ((*ADD, "2027-02-30T10:00"), "2026-12-01T10:00"),
    "the past": ((*ADD, "2026-11-23T09:59"), "passed"),
    "this very moment": ((*ADD, "2026-11-23T10:00"), "passed"),
    "the beginning of time": ((*ADD, "0001-01-01T00:00"), "passed"),
    "a time the clock skips": ((*ADD, "2027-03-28T02:30"), "clock"),
    "unknown region of slots": (("slots", "list", "--region", "XX"), "XX"),
    "unknown region of intakes": (("intakes", "list", "--region", "am05"), "am05"),
    "unknown intake": (("intakes", "show", "nobody"), "nobody"),
    "unknown person": (("forget", "--person", "nobody", "--yes"), "nobody"),
    "unknown channel": (("forget", "--person", "halima", "--channel", "smoke", "--yes"), "smoke"),
}


@pytest.mark.parametrize(("arguments", "named"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_one_line_that_says_what_is_wrong(
    arguments: tuple[str, ...], named: str, run: Run, db: str
) -> None:
    ran = run(*arguments, "--db", db)
    assert is_one_clear_line(ran)
    assert named in ran.err


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("nonsense",), "nonsense"),
        (("slots", "nonsense"), "nonsense"),
        (("chat", "--speed", "9"), "--speed"),
        (("slots", "add", "--school", "x"), "--at"),
        (("match", "--limit", "0", "x"), "--limit"),
        ((*ADD, "2027-01-04T10:00", "--minutes", "-5"), "--minutes"),
        (("intakes", "show"), "intake"),
        (("forget",), "--person"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_that_is_used_wrongly_says_which_part_with_status_two(
    arguments: tuple[str, ...], named: str, run: Run
) -> None:
    ran = run(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert named in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PRAKTIJKGIDS_NOW", "morgen"),
        ("PRAKTIJKGIDS_NOW", "2026-11-23T09:00"),
        ("PRAKTIJKGIDS_WEBHOOK_PORT", "eighty"),
        ("PRAKTIJKGIDS_DATABASE", "praktijkgids.db"),
        ("PRAKTIJKGIDS_DATABASE", ""),
        ("PRAKTIJKGIDS_DATABASE", "mysql://someone@localhost/x"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(name: str, value: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert is_one_clear_line(run("intakes", "list"))


@pytest.mark.parametrize(
    "command",
    [
        *("chat --json", "slots list", "schools list", "intakes list", "intakes show x", "forget --person x"),
        *("outbox list", "invite --role consultant --region AM05"),
    ],
)
@pytest.mark.parametrize("url", ["", "x.db", "sqlite:////nowhere/x.db", "postgresql://u:hush@127.0.0.1:1/x"])
def test_every_command_says_in_one_line_that_its_database_cannot_be_used(command: str, url: str, run: Run) -> None:
    ran = run(*command.split(), "--db", url)
    assert is_one_clear_line(ran)
    assert "hush" not in ran.err


def test_a_database_that_stops_answering_halfway_is_told_in_one_line(run: Run, db: str) -> None:
    def break_down(connection: Any, cursor: object, statement: str, *rest: object) -> None:
        if "FROM intake" in statement:
            connection.connection.execute("SELECT * FROM gone")

    event.listen(Engine, "before_cursor_execute", break_down)
    try:
        ran = run("intakes", "list", "--db", db)
    finally:
        event.remove(Engine, "before_cursor_execute", break_down)
    assert is_one_clear_line(ran)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "PRAKTIJKGIDS_TELEGRAM_TOKEN"),
        ({"TELEGRAM_TOKEN": "abc"}, "PRAKTIJKGIDS_TELEGRAM_TOKEN"),
        ({"WEBHOOK_URL": "https://example.org/hook"}, "PRAKTIJKGIDS_WEBHOOK_SECRET"),
        ({"WEBHOOK_URL": "https://example.org/hook", "WEBHOOK_SECRET": "not allowed!"}, "PRAKTIJKGIDS_WEBHOOK_SECRET"),
    ],
    ids=["no token", "no token at all", "no secret", "a secret Telegram refuses"],
)
def test_serving_without_what_it_needs_is_told_in_one_line(
    settings: dict[str, str], named: str, run: Run, db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"PRAKTIJKGIDS_{name}", value)
    ran = run("serve", "--db", db)
    assert is_one_clear_line(ran)
    assert named in ran.err


def test_settings_are_read_from_a_file_too(run: Run, here: Path, db: str) -> None:
    (here / ".env").write_text(f"PRAKTIJKGIDS_DATABASE={db}\nSOMETHING_ELSE=1\n")
    assert len(run("slots", "list", "--json").rows) == 16


# Free times.


def test_a_time_that_is_added_is_described_and_listed(run: Run, db: str) -> None:
    [added] = run(*ADD, "2027-01-04T10:00", "--minutes", "30", "--json", "--db", db).rows
    assert added == {
        "id": 17,
        "school": "Voorbeeldcollege Twente",
        "adviser": None,
        "starts": "2027-01-04T10:00:00+01:00",
        "zone": "Europe/Amsterdam",
        "minutes": 30,
        "way": "school",
        "place": "Enschede",
        "booked": False,
    }
    listed = run("slots", "list", "--json", "--db", db).rows
    assert added in listed
    assert [row["starts"] for row in listed] == sorted(row["starts"] for row in listed)
    assert "4 januari" in run("slots", "list", "--db", db).out


def test_a_time_in_summer_is_kept_as_the_clock_of_the_school_says(run: Run, db: str) -> None:
    [added] = run(*ADD, "2027-07-05T10:00", "--way", "phone", "--json", "--db", db).rows
    assert added["starts"] == "2027-07-05T10:00:00+02:00"
    with closing(Database(db)) as database, database.transaction() as session:
        assert session.get_one(Slot, added["id"]).starts_at.isoformat() == "2027-07-05T08:00:00+00:00"


def test_the_same_time_twice_is_refused_in_one_line(run: Run, db: str) -> None:
    assert run(*ADD, "2027-01-04T10:00", "--db", db).status == 0
    assert is_one_clear_line(run(*ADD, "2027-01-04T10:00", "--db", db))
    assert len(run("slots", "list", "--json", "--db", db).rows) == 17


def test_times_are_listed_per_region_and_only_those_to_come(run: Run, db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(run("slots", "list", "--region", "AM05", "--json", "--db", db).rows) == 16
    assert run("slots", "list", "--region", "AM01", "--json", "--db", db) == Ran(0, "", "")
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", "2026-12-31T09:00:00Z")
    assert run("slots", "list", "--json", "--db", db).rows == []


def test_a_booked_time_is_listed_as_booked(run: Run, db: str, desk_there: Desk) -> None:
    converse(desk_there, HALIMA)
    rows = run("slots", "list", "--json", "--db", db).rows
    assert [row["id"] for row in rows if row["booked"]] == [rows[0]["id"]]


# Schools.

SCHOOL = ("schools", "add", "--code", "roc", "--name", "ROC Elders", "--region")


def test_a_school_that_is_added_is_listed_and_can_have_free_times(run: Run, db: str) -> None:
    assert run(*SCHOOL, "AM01", "--offers", "25740,25741", "--contact", "Jan", "--db", db).status == 0
    school = {"code": "roc", "name": "ROC Elders", "region": "AM01", "offers": ["25740", "25741"], "most_a_day": None}
    [listed] = [row for row in run("schools", "list", "--json", "--db", db).rows if row["code"] == "roc"]
    assert school.items() <= listed.items()
    offering = {"crebo": "25740", "contact": "", "valid_from": None, "valid_until": None}
    assert listed["offering"] == [offering, {**offering, "crebo": "25741"}]
    slot = ("slots", "add", "--school", "roc", "--way", "phone", "--at", "2027-01-04T10:00")
    assert run(*slot, "--json", "--db", db).rows[0]["school"] == "ROC Elders"
    assert len(run("slots", "list", "--region", "AM01", "--json", "--db", db).rows) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (*SCHOOL, "XX", "--offers", "25740"),
        (*SCHOOL, "AM01", "--offers", "1"),
        (*SCHOOL, "AM01", "--offers", "25740", "--valid-until", "31 juli"),
        (*SCHOOL, "AM01", "--offers", "25740", "--valid-from", "2027-08-01", "--valid-until", "2027-07-31"),
        ("schools", "add", "--code", "no spaces", "--name", "ROC", "--region", "AM01", "--offers", "25740"),
        ("schools", "add", "--code", "voorbeeldcollege", "--name", "ROC", "--region", "AM05", "--offers", "25740"),
    ],
    ids=[
        "unknown region",
        "unknown crebo",
        "no day",
        "ends before it begins",
        "a code that fits in no link",
        "a code that is taken",
    ],
)
def test_a_school_that_cannot_be_added_is_told_in_one_line_and_leaves_nothing(
    arguments: tuple[str, ...], run: Run, db: str
) -> None:
    before = run("schools", "list", "--json", "--db", db).rows
    assert is_one_clear_line(run(*arguments, "--db", db))
    assert run("schools", "list", "--json", "--db", db).rows == before


# Intakes.

LISTED = [
    *("intake", "status", "answered", "of", "region", "started", "touched", "finished", "asks_person", "signals"),
]
SHOWN = [*LISTED, "answers", "in_words", "own_words", "work", "background", "given_by", "talk_about"]


def test_intakes_are_listed_the_last_touched_first(run: Run, db: str, desk_there: Desk) -> None:
    assert run("intakes", "list", "--json", "--db", db) == Ran(0, "", "")
    converse(desk_there, HALIMA)
    assert isinstance(desk_there.clock, Clock)
    desk_there.clock.forward(hours=1)
    converse(desk_there, Visitor("terminal", "arthur"), "age")
    open_one, finished = run("intakes", "list", "--json", "--db", db).rows
    assert list(open_one) == list(finished) == LISTED
    assert (open_one["status"], open_one["answered"], open_one["region"]) == ("open", 3, None)
    assert (finished["status"], finished["region"], finished["finished"]) == (
        "finished",
        "AM05",
        "2026-11-23T09:00:00+00:00",
    )
    assert len(run("intakes", "list", "--db", db).out.splitlines()) == 2
    assert "None" not in run("intakes", "list", "--db", db).out
    assert [row["intake"] for row in run("intakes", "list", "--region", "AM05", "--json", "--db", db).rows] == [
        finished["intake"]
    ]


def test_an_intake_is_shown_by_its_token_and_by_its_person(run: Run, db: str, desk_there: Desk) -> None:
    converse(desk_there, HALIMA, None, Habit(says={"name": "Zoë & <b>"}))
    [shown] = run("intakes", "show", "halima", "--json", "--db", db).rows
    assert list(shown) == SHOWN
    assert shown["answers"]["name"] == "Zoë & <b>"
    assert shown["own_words"] == ["planten"]
    assert {"choice", "verdict", "plain", "official", "crebo", "work_process", "code"} == set(shown["work"][0])
    assert run("intakes", "show", shown["intake"], "--json", "--db", db).rows == [shown]
    assert "Naam: Zoë & <b>" in run("intakes", "show", "halima", "--db", db).out


def test_an_address_in_two_channels_asks_for_the_token(run: Run, db: str, desk_there: Desk) -> None:
    converse(desk_there, HALIMA, "age")
    converse(desk_there, Visitor("telegram", "halima"), "age")
    ran = run("intakes", "show", "halima", "--db", db)
    assert is_one_clear_line(ran)
    assert "token" in ran.err


def test_looking_keeps_nobody_waiting(run: Run, db: str, desk_there: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads a long list page by page must not hold up the people who are talking."""
    converse(desk_there, HALIMA, "age")

    def go_on_talking(_described: object, **_how: object) -> str:
        with closing(Database(db)) as database, database.transaction() as session:
            session.execute(text("PRAGMA busy_timeout = 0"))
            session.exec(select(Person)).one().language = "en"
        return "{}"

    monkeypatch.setattr("json.dumps", go_on_talking)
    for command in ("intakes list", "intakes show halima", "slots list"):
        assert run(*command.split(), "--json", "--db", db).status == 0


# Forgetting.


def test_forgetting_asks_first_and_then_leaves_nothing(run: Run, db: str, desk_there: Desk) -> None:
    converse(desk_there, HALIMA, "age")
    assert run("forget", "--person", "halima", "--db", db, typed="n\n").status == 1
    assert run("forget", "--person", "halima", "--db", db, typed="").status == 1
    assert run("intakes", "show", "halima", "--db", db).status == 0
    assert run("forget", "--person", "halima", "--db", db, typed="y\n").status == 0
    assert is_one_clear_line(run("forget", "--person", "halima", "--db", db, "--yes"))
    with closing(Database(db)) as database, database.transaction() as session:
        assert session.exec(select(Intake)).all() == []


def test_an_intake_is_forgotten_by_its_token_and_the_log_says_that_it_was(run: Run, db: str, desk_there: Desk) -> None:
    converse(desk_there, HALIMA, "work")
    [shown] = run("intakes", "list", "--json", "--db", db).out.splitlines()
    token = json.loads(shown)["intake"]
    assert run("intakes", "show", token, "--db", db).status == 0
    [line] = run("audit", "--region", "AM05", "--intake", token, "--json", "--db", db).out.splitlines()
    assert json.loads(line) | {"at": ""} == {
        "at": "",
        "who": "",
        "organisation": "",
        "role": "command line",
        "deed": "saw",
        "what": "answers",
        "token": token,
        "times": 1,
    }
    assert run("forget", "--intake", token, "--yes", "--db", db).out.startswith("Erased: answer ")
    for command in ("forget --yes", "audit --region AM05"):
        assert is_one_clear_line(run(*command.split(), "--intake", token, "--db", db))
    log = run("audit", "--region", "AM05", "--db", db).out.splitlines()
    assert [line.split(": ")[1] for line in log] == ["erased intake  -", "saw answers  -"]
    assert run("intakes", "list", "--db", db).out == ""


def test_a_region_is_told_for_how_long_its_intakes_are_kept(run: Run, db: str) -> None:
    def told(*options: str) -> Any:
        return json.loads(run("retention", "--region", "AM05", *options, "--json", "--db", db).out)

    assert told() == {
        "region": "AM05",
        "months": 24,
        "unfinished": 3,
        "old": 0,
        "announced": 0,
        "first": None,
        "erased": 0,
    }
    assert told("--months", "12", "--unfinished", "1")["months"] == 12
    assert "12 months" in run("retention", "--region", "AM05", "--db", db).out
    for wrong in (("AM05", "--unfinished", "13"), ("AM01",)):
        assert is_one_clear_line(run("retention", "--db", db, "--region", *wrong))
    assert "keeping" in run("audit", "--region", "AM05", "--db", db).out


def test_while_it_asks_whether_to_forget_nobody_has_to_wait(
    run: Run, db: str, desk_there: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    converse(desk_there, HALIMA, "age")

    def go_on_talking(*_question: object, **_how: object) -> None:
        with closing(Database(db)) as database, database.transaction() as session:
            session.exec(select(Person)).one().language = "en"

    monkeypatch.setattr("typer.confirm", go_on_talking)
    assert run("forget", "--person", "halima", "--db", db).status == 0


def test_forgetting_without_asking_is_possible_in_every_channel(run: Run, db: str, desk_there: Desk) -> None:
    converse(desk_there, Visitor("telegram", "777"), "age")
    assert run("forget", "--person", "777", "--channel", "telegram", "--yes", "--db", db) == Ran(
        0, "Erased: answer 3, consent 1, intake 1, person 1, seat 1.\n", ""
    )


# The matcher and the dialogues.


def test_matches_are_described_with_exactly_these_keys(run: Run) -> None:
    [found] = run("match", "ik hou van planten", "--json").rows
    assert list(found) == ["query", "abstained", "matches"]
    assert (found["query"], found["abstained"]) == ("ik hou van planten", False)
    assert 1 <= len(found["matches"]) <= 5
    for match in found["matches"]:
        assert list(match) == ["family", "crebo", "work_process", "title", "plain", "score", "because"]
        assert 0 <= match["score"] <= 1
    assert len(run("match", "planten", "--json", "--limit", "2").rows[0]["matches"]) == 2


def test_what_is_not_known_is_said_honestly(run: Run) -> None:
    [found] = run("match", "xyzzy", "--json").rows
    assert found == {"query": "xyzzy", "abstained": True, "matches": []}
    assert run("match", "xyzzy").out == "xyzzy: dat weet ik niet\n"


def test_every_line_of_the_input_is_a_query_and_has_one_line_of_output(run: Run) -> None:
    typed = 'planten\n\n"quotes" & <b>\nkoken\n' + "x" * 5000 + "\nlast without an end"
    rows = run("match", "--json", typed=typed).rows
    assert [row["query"] for row in rows] == typed.split("\n")
    assert run("match", "--json", typed="") == Ran(0, "", "")


def test_what_several_people_like_and_nobody_knows_is_listed(run: Run, db: str, desk_there: Desk) -> None:
    for number in range(4):
        visitor = Visitor("terminal", f"someone {number}")
        converse(desk_there, visitor, "work")
        desk_there.turn(visitor, Said("xylofoon stemmen" if number else "iets van mij alleen xyzzy"))
    [row] = run("match", "--unmatched", "--json", "--db", db).rows
    assert (row["phrase"], row["times"]) == ("xylofoon stemmen", 3)


@pytest.mark.parametrize("content", [None, "no JSON\n", "{}\n"], ids=["no file", "no JSON", "no labels"])
def test_labelled_phrases_that_cannot_be_used_are_told_in_one_line(content: str | None, run: Run, here: Path) -> None:
    if content is not None:
        (here / "labels.jsonl").write_text(content)
    assert is_one_clear_line(run("match", "--evaluate", "labels.jsonl"))


def test_words_need_no_quotes(run: Run) -> None:
    assert run("match", "planten", "en", "dieren", "--json").rows[0]["query"] == "planten en dieren"


def test_the_dialogues_are_in_order_and_are_drawn(
    bare: Run, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.dialogues.Knowledge", lambda: knowledge)
    checked = bare("dialogues", "--check")
    assert (checked.status, checked.err) == (0, "")
    listed = bare("dialogues").out.splitlines()
    assert [line.partition(":")[0] for line in listed] == [dialogue.name for dialogue in DIALOGUES]
    assert checked.out.splitlines() == [
        *(f"{line}, 0 faults" for line in listed),
        f"together: {len(DIALOGUES)} dialogues, 0 faults",
    ]
    drawn = bare("dialogues", "--draw")
    assert drawn.out == "\n".join(map(draw, DIALOGUES))


def test_faults_in_a_dialogue_are_told_with_a_status(
    bare: Run, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.commands.dialogues.Knowledge", lambda: knowledge)
    monkeypatch.setattr("bot.commands.dialogues.check", lambda dialogue, world: ["name: too long", "name: too long"])
    checked = bare("dialogues", "--check")
    assert checked.status == 1
    told = [f"{dialogue.name}: name: too long" for dialogue in DIALOGUES]
    assert checked.err.splitlines() == [*told, f"praktijkgids: {len(told)} faults found"]


# The catalogue.


def test_an_imported_catalogue_is_used_from_then_on(bare: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = here / "imported"
    monkeypatch.setenv("PRAKTIJKGIDS_CATALOGUE", str(folder))
    imported = bare("catalogue", "import", str(XML))
    assert (imported.status, imported.err) == (0, "")
    assert str(folder) in imported.out
    found = bare("match", "Perst en vouwt één kledingstuk", "--json").rows[0]["matches"]
    assert "Perst en vouwt één kledingstuk" in [match["title"] for match in found]


@pytest.mark.parametrize("broken", ["", "<sbb>", "no xml at all", None], ids=["empty", "half", "no XML", "half a file"])
def test_a_broken_file_is_told_in_one_line_and_leaves_what_was_there(broken: str | None, bare: Run, here: Path) -> None:
    assert bare("catalogue", "import", str(XML)).status == 0
    folder = here / "praktijkgids-catalogue"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    file = here / "broken.xml"
    file.write_text(XML.read_text(encoding="utf-8-sig")[:3000] if broken is None else broken, encoding="utf-8")
    assert is_one_clear_line(bare("catalogue", "import", str(file)))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("file", ["nowhere.xml", "."])
def test_a_file_that_cannot_be_read_is_told_in_one_line(file: str, bare: Run, here: Path) -> None:
    assert is_one_clear_line(bare("catalogue", "import", file))
    assert not (here / "praktijkgids-catalogue").exists()


def test_a_damaged_catalogue_is_told_in_one_line_by_whoever_needs_it(bare: Run, here: Path, db: str) -> None:
    assert bare("catalogue", "import", str(XML)).status == 0
    for file in (here / "praktijkgids-catalogue").iterdir():
        file.write_text("een,twee\n1\n")
    for command in (("match", "planten"), ("intakes", "list", "--db", db), ("chat", "--json", "--db", db)):
        assert is_one_clear_line(bare(*command))


# Talking.


def test_talking_makes_the_demo_region_once(run: Run, tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path / 'fresh.db'}"
    for _time in range(2):
        shown = run("chat", "--json", "--person", "halima", "--db", db, typed='{"text": "nl"}\n').rows
        assert [row["type"] for row in shown] == ["message", "message"]
    assert len(run("slots", "list", "--json", "--db", db).rows) == 16


def test_talking_in_a_terminal_ends_with_a_goodbye_when_the_input_ends(run: Run, db: str) -> None:
    ran = run("chat", "--db", db, typed="1\n1\nHalima\n")
    assert (ran.status, ran.err) == (0, "")
    assert "Hoe oud ben je?" in ran.out
    assert ran.out.rstrip().endswith("Je antwoorden zijn bewaard.")
    assert "Hoe oud ben je?" in run("chat", "--db", db).out


def test_a_region_that_is_no_demo_gets_no_free_times_of_its_own(run: Run, db: str) -> None:
    with closing(Database(db)) as database, database.transaction() as session:
        session.execute(text("DELETE FROM slot"))
        session.execute(text("UPDATE region SET demo = false"))
    assert run("chat", "--json", "--db", db).status == 0
    assert run("slots", "list", "--json", "--db", db).rows == []
