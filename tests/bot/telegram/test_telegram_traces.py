"""What stays behind of somebody: nothing in the database once they erased it, and nothing in the log ever."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from bot.desk import Desk, Reply, Visitor
from bot.telegram.show import TRIES
from dialogs.controls import Control
from dialogs.events import Event, Said
from storage.tables import Person as Known
from tests.bot.telegram.candidate import OWN_WORDS, buttons, go_until, press, question
from tests.bot.telegram.serving import SECRET, Serving
from tests.bot.telegram.test_telegram_receiving import SQLITE, WAYS, away
from tests.botapi import BotApi, BotMessage, Person

NAME, HANDLE, SECRETLY = "Xanthippe", "xanthippe_van_dijk", "ik ben bang voor mijn buurman"


@pytest.fixture
def xanthippe(api: BotApi) -> Person:
    return api.person(NAME, username=HANDLE)


def words_of(person: Person) -> list[str]:
    """Everything by which somebody would be known again."""
    return [NAME, HANDLE, SECRETLY, OWN_WORDS, str(person.id)]


@pytest.fixture
def broken(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk cannot stand one sentence, and says so in that very sentence."""
    take = serving.desk.turn

    def turn(visitor: Visitor, event: Event, update_id: int | None = None) -> Reply:
        if event == Said(SECRETLY):
            raise ValueError(f"{visitor.address} said: {SECRETLY}")
        return take(visitor, event, update_id)

    monkeypatch.setattr(serving.desk, "turn", turn)


def dump(desk: Desk) -> str:
    """Every row of every table."""
    with desk.database.transaction() as session:
        rows = [session.execute(table.select()).all() for table in SQLModel.metadata.sorted_tables]
    return repr(rows)


def to_erasing(serving: Serving, person: Person) -> BotMessage:
    """Say a lot, of which some cannot be handled, and ask to erase it; gives back the message that asks whether to."""
    go_until(person, "name", serving.rests)
    person.says(NAME)
    serving.rests()
    person.sends_photo(SECRETLY)
    person.says(SECRETLY)
    person.says("verder")
    serving.rests()
    go_until(person, "", serving.rests)
    person.says("/wis")
    serving.rests()
    return person.last


@pytest.mark.usefixtures("broken")
def test_who_erases_everything_leaves_no_trace_in_the_database(
    serving: Serving, api: BotApi, xanthippe: Person, database_url: str
) -> None:
    arthur = api.person("Arthur")
    go_until(arthur, "name", serving.polls().rests)
    asked = to_erasing(serving, xanthippe)
    before = dump(serving.desk)
    assert [words for words in words_of(xanthippe) if words not in before] == []
    press(xanthippe, Control.ERASE_SURELY, asked)
    serving.rests()
    after = dump(serving.desk)
    assert [words for words in words_of(xanthippe) if words in after] == []
    assert str(arthur.id) in after
    serving.desk.database.close()
    if database_url.startswith("sqlite"):
        file = Path(database_url.removeprefix("sqlite:///"))
        kept = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
        assert [words for words in words_of(xanthippe) if words.encode() in kept] == []
        assert str(arthur.id).encode() in kept


def test_a_double_tap_on_erasing_creates_nobody(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.listens().rests)
    halima.says("/wis")
    short.rests()
    asked, surely = halima.last, buttons(halima.last)[Control.ERASE_SURELY].data
    for _tap in range(3):
        halima.presses_data(surely, asked)
    short.rests()
    halima.presses_data(surely, asked)
    halima.presses_data(buttons(halima.screen[0])["!menu"].data, halima.screen[0])
    short.rests()
    with short.desk.database.transaction() as session:
        assert session.exec(select(Known)).all() == []
    assert str(halima.id) not in dump(short.desk)


@SQLITE
def test_changing_an_old_message_after_erasing_creates_nobody(short: Serving, api: BotApi, halima: Person) -> None:
    go_until(halima, "name", short.polls().rests)
    said = api.updates[halima.says("Halima")]["message"]["message_id"]
    halima.says("/wis")
    halima.says("ja")
    short.rests()
    shown = len(halima.screen)
    halima.edits(said, "iets anders")
    short.rests()
    assert len(halima.screen) == shown
    assert str(halima.id) not in dump(short.desk)


def test_who_erased_everything_may_begin_anew(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.polls().rests)
    halima.says("/wis")
    short.rests()
    halima.says("ja")
    short.rests()
    assert buttons(halima.last) == {}
    halima.says("hoi")
    short.rests()
    assert question(halima) == "name"


@SQLITE
def test_who_erases_while_nothing_can_be_sent_is_forgotten_all_the_same(
    short: Serving, api: BotApi, halima: Person
) -> None:
    go_until(halima, "hours", short.polls().rests)
    halima.says("/wis")
    short.rests()
    api.fail("sendMessage", status=500, times=TRIES)
    api.fail("editMessageText", status=500, times=TRIES)
    press(halima, Control.ERASE_SURELY)
    short.rests()
    short.sweeps()
    assert str(halima.id) not in dump(short.desk)


@WAYS
@pytest.mark.usefixtures("broken")
def test_the_log_names_nobody_whatever_goes_wrong(
    short: Serving, api: BotApi, xanthippe: Person, way: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    group = api.group(f"Vrienden van {NAME}")
    troubles: list[Callable[[str], None]] = [
        lambda method: api.fail(method, status=500, description=SECRETLY),
        lambda method: api.fail(method, status=502, body=SECRETLY),
        lambda method: api.fail(method, status=429, retry_after=1),
        lambda method: api.fail(method, status=400, description=f"Bad Request: {SECRETLY}"),
        lambda method: api.drop(method),
    ]
    for trouble in troubles:
        for method in ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates"):
            trouble(method)
    short.by(way)
    api.raw_update({"message": {"chat": {"id": xanthippe.id}, "text": SECRETLY}})
    group.says(xanthippe, SECRETLY)
    xanthippe.starts()
    short.rests()
    short.sweeps()
    to_erasing(short, xanthippe)
    with away(short.desk):
        press(xanthippe, Control.GO_ON)
        api.waits_until(lambda: "OperationalError" in caplog.text or "ProgrammingError" in caplog.text)
    short.rests()
    xanthippe.blocks()
    short.rests()
    short.sweeps()
    assert len(caplog.records) > 10
    assert [words for words in (*words_of(xanthippe), str(group.id), SECRET, api.token) if words in caplog.text] == []
