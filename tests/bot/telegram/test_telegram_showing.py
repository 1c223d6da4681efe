"""What a person sees: what changes in place, what is new, and what happens when Telegram refuses."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.desk import Reply
from bot.markup import LONGEST_CAPTION
from bot.telegram import show
from dialogs.messages import Line, Message
from dialogs.text import END_ISOLATE, ISOLATE, verbatim
from tests.bot.telegram.candidate import buttons, go_until, press, question
from tests.bot.telegram.serving import Serving
from tests.botapi import BotApi, BotMessage, Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def at(short: Serving, halima: Person) -> Callable[[str], BotMessage]:
    """Brings Halima to a question; gives back the message that asks it."""
    short.polls()
    return lambda key: go_until(halima, key, short.rests)


def test_toggling_an_option_changes_the_message_in_place(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("obstacles")
    shown = len(halima.screen)
    press(halima, "+language")
    serving.rests()
    assert halima.last is asked
    assert len(halima.screen) == shown
    assert {"-language", "+childcare", "done"} <= buttons(asked).keys()


def test_the_next_card_takes_the_place_of_the_one_before(serving: Serving, halima: Person) -> None:
    serving.polls()
    go_until(halima, "work", serving.rests)
    halima.says("planten")
    serving.rests()
    card, first = halima.last, next(value for value in buttons(halima.last) if value.startswith("yes:"))
    press(halima, first)
    serving.rests()
    assert halima.last is card
    assert first not in buttons(card)


def test_an_answer_settles_the_pressed_message_and_the_next_question_is_a_new_one(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("hours")
    label = next(button.label for row in asked.buttons for button in row if str(button.data).endswith(".20to27"))
    press(halima, "20to27")
    serving.rests()
    assert asked.buttons == []
    assert label in asked.text
    assert halima.last.message_id > asked.message_id
    assert question(halima) == "learning"


def test_menu_and_going_on_stay_in_one_message(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("hours")
    shown, text = len(halima.screen), asked.text
    press(halima, "!menu")
    serving.rests()
    assert asked.text != text
    press(halima, "!on")
    serving.rests()
    assert (halima.last, len(halima.screen), asked.text) == (asked, shown, text)


def test_a_double_tap_that_changes_nothing_shows_nothing_new(
    serving: Serving, api: BotApi, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("hours")
    shown, menu = len(halima.screen), buttons(asked)["!menu"].data
    halima.presses_data(menu, asked)
    halima.presses_data(menu, asked)
    serving.rests()
    assert len(api.calls_of("editMessageText")) >= 2  # the second was refused: message is not modified
    assert (halima.last, len(halima.screen)) == (asked, shown)
    press(halima, "!on")
    serving.rests()
    assert question(halima) == "hours"


def _gone(message: BotMessage) -> None:
    message.deleted = True


def _old(message: BotMessage) -> None:
    message.old = True


@pytest.mark.parametrize("spoil", [_gone, _old])
def test_a_fresh_message_comes_where_the_pressed_one_cannot_be_changed(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage], spoil: Callable[[BotMessage], None]
) -> None:
    asked = at("obstacles")
    spoil(asked)
    halima.presses_data(buttons(asked)["+language"].data, asked)
    serving.rests()
    assert halima.last is not asked
    assert "-language" in buttons(halima.last)


def test_a_message_that_turns_out_too_old_to_change_is_replaced_by_a_fresh_one(
    serving: Serving, api: BotApi, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("obstacles")
    api.fail("editMessageText", status=400, description="Bad Request: message can't be edited")
    press(halima, "+language")
    serving.rests()
    assert halima.last is not asked
    assert "-language" in buttons(halima.last)


@pytest.mark.parametrize("spoil", [_gone, _old])
def test_an_answer_counts_when_its_message_cannot_be_settled_any_more(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage], spoil: Callable[[BotMessage], None]
) -> None:
    asked = at("hours")
    spoil(asked)
    halima.presses_data(buttons(asked)["20to27"].data, asked)
    serving.rests()
    assert question(halima) == "learning"


def test_a_tap_that_is_too_old_to_acknowledge_counts_all_the_same(
    serving: Serving, api: BotApi, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    at("hours")
    serving.stops()
    press(halima, "20to27")
    api.expire_queries()
    serving.polls()
    serving.rests()
    assert question(halima) == "learning"


def test_every_tap_is_acknowledged(
    serving: Serving, api: BotApi, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("hours")
    halima.presses_data(buttons(asked)["20to27"].data, asked)
    halima.presses_data(buttons(asked)["20to27"].data, asked)
    halima.presses_data("what is this?", asked)
    serving.rests()
    taps = [update["callback_query"]["id"] for update in api.updates.values() if "callback_query" in update]
    acknowledged = [call.params["callback_query_id"] for call in api.calls_of("answerCallbackQuery")]
    assert sorted(acknowledged) == sorted(taps)


def test_a_button_of_an_older_question_shows_the_present_one_again_and_changes_nothing(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage]
) -> None:
    asked = at("hours")
    old = buttons(asked)["20to27"].data
    halima.says("36")
    serving.rests()
    halima.presses_data(old, asked)
    serving.rests()
    assert question(halima) == "learning"
    halima.says("/overzicht")
    serving.rests()
    assert "36" in halima.last.text


@pytest.mark.parametrize("data", ["", ".", "...", "x.y.z", "x.y.z.v", "a.hours.-1.b", "?" * 64, "a.b.99999999999.c"])
def test_a_button_that_nobody_made_shows_the_question_again(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage], data: str
) -> None:
    asked = at("name")
    halima.presses_data(data, asked)
    serving.rests()
    assert halima.last is not asked
    assert question(halima) == "name"


# Words from outside


@pytest.mark.parametrize("name", ["<b>Tom</b> & co", "_Tom_ *J*", "&lt;i&gt;", "{name} %s \\", "</b></i>", "\"T\" 'J'"])
def test_a_name_is_shown_to_the_letter(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage], name: str
) -> None:
    at("name")
    halima.says(name)
    serving.rests()
    halima.says("/overzicht")
    serving.rests()
    assert name in halima.last.text


@pytest.mark.parametrize("name", ["محمد", "שרה", "Ali محمد"])
def test_a_name_from_right_to_left_does_not_turn_the_words_around_it(
    serving: Serving, halima: Person, at: Callable[[str], BotMessage], name: str
) -> None:
    at("name")
    halima.says(name)
    serving.rests()
    halima.says("/overzicht")
    serving.rests()
    assert f"{ISOLATE}{name}{END_ISOLATE}" in halima.last.text


# While it takes a while


def test_a_slow_answer_shows_typing_meanwhile(
    short: Serving, api: BotApi, halima: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(show, "TYPING_AFTER", 0)
    short.polls()
    take = short.desk.turn

    def slowly(*arguments: Any) -> object:
        api.waits_until(lambda: api.calls_of("sendChatAction"))
        return take(*arguments)

    monkeypatch.setattr(short.desk, "turn", slowly)
    halima.starts()
    short.rests()
    assert api.calls_of("sendChatAction")[0].params == {"chat_id": halima.id, "action": "typing"}
    assert question(halima) == "name"


def test_who_changes_the_date_gets_the_new_one_as_a_file_with_buttons_that_change_it(
    serving: Serving, api: BotApi, halima: Person
) -> None:
    serving.polls()
    go_until(halima, "", serving.rests)
    halima.says("overzicht")
    serving.rests()
    change = next(one for row in halima.last.buttons for one in row if one.data and ".moment." in one.data)
    assert change.data is not None
    halima.presses_data(change.data, halima.last)
    serving.rests()
    press(halima, [value for value in buttons(halima.last) if value.startswith("t")][-1])
    serving.rests()
    date, asked = halima.screen[-2:]
    assert date.file is not None
    assert date.file.name == "gesprek.ics"
    assert date.file.data.startswith(b"BEGIN:VCALENDAR")
    assert "Klaar" in asked.text
    press(halima, next(value for value, one in buttons(date).items() if one.question == "off"), date)
    serving.rests()
    assert "Waarom" in halima.last.text
    assert date.file is not None


def test_words_too_long_to_stand_below_a_file_come_after_it(serving: Serving, halima: Person) -> None:
    halima.starts()
    serving.polls()
    serving.rests()
    for words, files in (("kort", [True]), ("x" * (LONGEST_CAPTION + 1), [True, False])):
        before = len(halima.screen)
        message = Message((Line(verbatim(words)),), calendar="BEGIN:VCALENDAR")
        serving.background.do(serving.reception.shower.show(halima.id, Reply("nl", (message,))))
        assert [one.file is not None for one in halima.screen[before:]] == files
        assert halima.last.text == words
