import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot import demo
from bot.desk import Desk, Visitor
from bot.terminal.lines import LineError, converse, read
from dialogs.events import Arrived, Pressed, Said
from dialogs.pages.going import go
from people.roles import Role
from storage.invitations import invite
from storage.tables import Answer
from tests.bot.someone import EVERYDAY, Habit, press
from tests.bot.someone import converse as hold
from tests.conftest import MONDAY, Clock

HALIMA = Visitor("terminal", "halima")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


KEYS = ["type", "text", "question", "buttons", "progress"]


class Screen(io.StringIO):
    """What was written, one JSON object a line."""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    @property
    def last(self) -> dict[str, Any]:
        return self.lines[-1]


def held(desk: Desk, lines: Iterable[str]) -> list[dict[str, Any]]:
    """What is written when these lines come in."""
    screen = Screen()
    converse(desk, HALIMA, lines, screen)
    return screen.lines


def somebody(screen: Screen, habit: Habit = EVERYDAY) -> Iterator[str]:
    """The lines of somebody who answers what they see, until nothing is asked."""
    while screen.last["question"] is not None:
        buttons = {
            button["value"].split(".", 3)[3]: button["value"] for row in screen.last["buttons"] for button in row
        }
        value, words = habit.answer(screen.last["question"], list(buttons))
        yield json.dumps({"text": words} if value is None else {"press": buttons[value]}) + "\n"


def test_a_whole_conversation_is_held_line_by_line(desk: Desk, clock: Clock) -> None:
    screen = Screen()
    converse(desk, HALIMA, somebody(screen), screen)
    questions = list(dict.fromkeys(line["question"] for line in screen.lines if line["question"]))
    assert questions[:3] == ["language", "consent", "name"]
    assert questions[-1] == "review"
    assert screen.last["question"] is None
    assert screen.last["progress"]["answered"] == screen.last["progress"]["of"]
    assert {line["type"] for line in screen.lines} == {"message"}
    clock.forward(minutes=10)
    [calendar] = [line for line in held(desk, ["\n"]) if "calendar" in line]
    assert calendar["unasked"]
    assert calendar["calendar"].startswith("BEGIN:VCALENDAR")


@ON_SQLITE
def test_every_message_has_the_same_keys_and_every_button_a_value_that_can_be_pressed(desk: Desk) -> None:
    screen = Screen()
    converse(desk, HALIMA, somebody(screen), screen)
    for line in screen.lines:
        assert [key for key in line if key not in ("link", "calendar")] == KEYS
        assert line["progress"] is None or set(line["progress"]) == {"answered", "of"}
        assert line["question"] is None or line["progress"]
        assert line["text"].strip()
        for button in (button for row in line["buttons"] for button in row):
            assert set(button) == {"label", "value"}
            assert button["label"].strip()
            assert Pressed.parse(button["value"]).data == button["value"]


def test_the_end_of_the_lines_ends_it_and_the_next_time_it_goes_on_where_it_was(desk: Desk) -> None:
    screen = Screen()
    lines = somebody(screen)
    converse(desk, HALIMA, (next(lines) for _line in range(8)), screen)
    again = held(desk, [])
    assert again == [screen.last]
    assert held(desk, []) == again


def test_while_a_human_being_talks_the_bot_is_silent_and_passes_on_what_they_say_marked_as_unasked(desk: Desk) -> None:
    sanne = Visitor("terminal", "sanne")
    with desk.database.transaction() as session:
        code, _invitation = invite(session, Role.COORDINATOR, demo.REGION, MONDAY)
    desk.turn(sanne, Arrived(code))
    desk.turn(sanne, Said("Sanne"))
    token = press(hold(desk, HALIMA, "school"), "none").token
    [_asked, handed_over, *silent] = held(desk, ['{"text": "hulp"}', '{"text": "Ben je daar?"}', '{"text": "Hallo?"}'])
    assert "Sanne" in handed_over["text"]
    assert silent == [{"type": "silent"}] * 2

    desk.turn(sanne, go("talk", token))
    desk.turn(sanne, Said("Ja, ik ben er."))
    [first, unasked, again] = held(desk, ["", '{"text": "Fijn!"}'])
    assert first == again == {"type": "silent"}
    assert unasked.pop("unasked") is True
    assert list(unasked) == KEYS
    assert "Ja, ik ben er." in unasked["text"]


@ON_SQLITE
def test_a_message_with_a_link_gives_the_link_besides(desk: Desk) -> None:
    with desk.database.transaction() as session:
        code, _invitation = invite(session, Role.CONSULTANT, demo.REGION, MONDAY)
    [*_before, shown] = held(
        desk, [json.dumps({"text": words}) for words in (f"/start {code}", "Sanne", "/nieuw", "Halima", "link")]
    )
    assert shown["link"] in shown["text"]
    assert shown["link"].startswith("https://")


WRONG = (
    *("Halima", "{", "[]", "null", "3", '"text"', "{}", '{"text": 3}', '{"text": null}', '{"press": ["x"]}'),
    *('{"words": "Halima"}', "\x00", "[" * 100_000, '{"text": ' * 100_000, '{"press": 1e999}', "\ufeff{}"),
)


@ON_SQLITE
def test_a_wrong_line_is_answered_with_what_was_expected_and_changes_nothing(desk: Desk) -> None:
    shown, *answers, last = held(desk, [*WRONG, '{"text": "nl"}'])
    assert len(answers) == len(WRONG)
    for answer in answers:
        assert answer["type"] == "error"
        assert '{"text": "Halima"}' in answer["error"]
        assert set(answer) == {"type", "error"}
    assert (shown["question"], last["question"]) == ("language", "consent")


@ON_SQLITE
def test_an_empty_line_is_passed_over(desk: Desk) -> None:
    assert len(held(desk, ["", "\n", "  \t\n"])) == 1


@ON_SQLITE
@pytest.mark.parametrize("value", ["", "x", "a.b.c.d", "....", "a.b.1", "a.b.1.c.d.e", "a.b.-1.!erase!", "a.b.١.c"])
def test_a_button_that_is_none_shows_the_question_again(value: str, desk: Desk) -> None:
    shown, again = held(desk, [json.dumps({"press": value})])
    assert again == shown


def test_words_are_said_and_start_arrives_perhaps_with_a_code() -> None:
    assert read('{"text": "Halima"}') == Said("Halima")
    assert read('{"text": "/start"}') == Arrived()
    assert read('{"text": "  /start  roc-twente "}') == Arrived("roc-twente")
    assert read('{"text": "/starten"}') == Said("/starten")
    assert read('{"text": ""}') == Said("")
    assert read('{"press": "t.name.3.!back"}') == Pressed("t", "name", 3, "!back")


@settings(max_examples=50, deadline=None)
@given(
    st.text()
    | st.recursive(st.none() | st.integers() | st.text(), lambda x: st.dictionaries(st.text(), x)).map(json.dumps)
)
def test_any_line_is_an_event_or_says_what_was_expected(line: str) -> None:
    try:
        assert read(line)
    except LineError as problem:
        assert "Expected" in str(problem)


@ON_SQLITE
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(st.characters(), max_size=30).map(lambda words: json.dumps({"text": words})), max_size=4))
def test_whatever_is_said_every_line_is_answered(desk: Desk, lines: list[str]) -> None:
    lines = [line for line in lines if "wis" not in line]
    assert all(answer["type"] == "message" for answer in held(desk, lines))


def test_letters_that_cannot_be_written_down_do_no_harm(desk: Desk) -> None:
    screen = Screen()
    lines = ['{"text": "nl"}', '{"text": "ja"}', '{"text": "Ha\\u0000li\\ud800ma \\u001b[31m"}', '{"text": "23"}']
    converse(desk, HALIMA, lines, screen)
    assert screen.last["question"] == "place"
    screen.getvalue().encode()
    with desk.database.transaction() as session:
        assert session.exec(select(Answer.settled).where(Answer.key == "name")).one() == "Ha li ma [31m"
