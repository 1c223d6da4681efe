"""What people do on Telegram beside tapping and typing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from bot import demo
from bot.desk import Desk
from dialogs.controls import Control
from storage.tables import Inbox, Intake, Organisation
from storage.tables import Person as Known
from tests.bot.telegram.candidate import buttons, go_until, press, question
from tests.bot.telegram.serving import Serving
from tests.botapi import BotApi, Person
from tests.conftest import Clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def _people(desk: Desk) -> int:
    with desk.database.transaction() as session:
        return len(session.exec(select(Known)).all())


def _nothing_stored(desk: Desk) -> bool:
    with desk.database.transaction() as session:
        kept = [(row.chat, row.raw) for row in session.exec(select(Inbox))]
        return set(kept) <= {(None, None)} and not session.exec(select(Known)).all()


# Groups and channels


def test_a_group_is_declined_once_and_nothing_of_it_is_kept(short: Serving, api: BotApi, halima: Person) -> None:
    group, arthur = api.group(), api.person("Arthur")
    short.polls()
    group.adds_bot(halima)
    group.says(halima, "/start")
    group.says(arthur, "Halima wil hovenier worden")
    short.rests()
    group.says(arthur, "hallo?")
    short.rests()
    assert len(group.screen) == 1
    assert group.last.buttons == []
    assert halima.screen == arthur.screen == []
    assert _nothing_stored(short.desk)


def test_a_channel_is_declined_once_and_nothing_of_it_is_kept(short: Serving, api: BotApi) -> None:
    channel = api.channel()
    short.polls()
    channel.posts("Nieuws over Halima")
    channel.posts("Nog meer nieuws")
    short.rests()
    assert len(channel.screen) == 1
    assert _nothing_stored(short.desk)


def test_every_group_is_declined_and_leaving_one_is_no_reason_to_talk(
    short: Serving, api: BotApi, halima: Person
) -> None:
    first, second = api.group("Werkcentrum"), api.group("Familie")
    short.polls()
    first.says(halima, "hoi")
    second.removes_bot(halima)
    short.rests()
    assert (len(first.screen), len(second.screen)) == (1, 0)
    assert not [call for call in api.calls_of("sendMessage") if call.params["chat_id"] == second.id]


def test_a_group_that_cannot_be_written_to_is_left_alone(short: Serving, api: BotApi, halima: Person) -> None:
    group = api.group()
    api.fail("sendMessage", status=403, description="Forbidden: bot is not a member of the supergroup chat")
    group.says(halima, "hoi")
    halima.starts()
    short.polls().rests()
    assert question(halima) == "name"
    assert group.screen == []


def test_a_button_in_a_group_does_nothing(short: Serving, api: BotApi, halima: Person) -> None:
    asked = go_until(halima, "hours", short.polls().rests)
    group = api.group()
    group.tap(halima.user, buttons(asked)["20to27"].data, group.post(asked.content, asked.html, asked.markup))
    short.rests()
    assert question(halima) == "hours"
    assert len(group.screen) == 1


def test_somebody_who_talks_in_a_group_too_keeps_their_own_conversation(
    short: Serving, api: BotApi, halima: Person
) -> None:
    asked = go_until(halima, "hours", short.polls().rests)
    api.group().says(halima, "36")
    short.rests()
    assert halima.last is asked


# What is no words


SENDS: dict[str, Callable[[Person], int]] = {
    "photo": lambda person: person.sends_photo("20 uur"),
    "sticker": lambda person: person.sends_sticker(),
    "voice": lambda person: person.sends_voice(),
    "location": lambda person: person.sends_location(),
    "contact": lambda person: person.sends_contact(),
    "dice": lambda person: person.sends(dice={"emoji": "🎲", "value": 3}),
    "venue": lambda person: person.sends(
        venue={"location": {"latitude": 1, "longitude": 1}, "title": "t", "address": "a"}
    ),
}


@pytest.mark.parametrize("what", SENDS)
def test_what_is_no_words_gets_one_kind_sentence_and_the_question_again(
    short: Serving, halima: Person, what: str
) -> None:
    asked = go_until(halima, "hours", short.polls().rests)
    shown = len(halima.screen)
    SENDS[what](halima)
    short.rests()
    assert len(halima.screen) == shown + 1
    assert question(halima) == "hours"
    assert halima.last.labels == asked.labels
    press(halima, "20to27")
    short.rests()
    assert question(halima) == "learning"


def test_somebody_may_begin_with_a_sticker(short: Serving, halima: Person) -> None:
    halima.sends_sticker()
    short.polls().rests()
    assert question(halima) == "name"


def test_a_changed_message_is_asked_about_and_changes_nothing_by_itself(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.polls().rests)
    said = halima.says("36")
    short.rests()
    halima.edits(short.api.updates[said]["message"]["message_id"], "20 uur")
    short.rests()
    assert str(Control.CHANGE) in buttons(halima.last)
    press(halima, Control.CHANGE)
    short.rests()
    assert question(halima) == "hours"


def test_somebody_who_shares_where_they_walk_is_not_talked_to_at_every_step(
    short: Serving, api: BotApi, halima: Person
) -> None:
    go_until(halima, "hours", short.polls().rests)
    place: dict[str, Any] = {"latitude": 52.2, "longitude": 6.8, "live_period": 900}
    message = api.updates[halima.sends(location=place)]["message"]
    short.rests()
    shown = len(halima.messages)
    for step in range(1, 4):
        moved = {**message, "edit_date": message["date"] + step, "location": {**place, "latitude": 52.2 + step / 100}}
        api.raw_update({"edited_message": moved})
    short.rests()
    assert len(halima.messages) == shown


# Later


def test_a_button_of_days_ago_shows_where_the_conversation_is(short: Serving, halima: Person, clock: Clock) -> None:
    first = go_until(halima, "hours", short.polls().rests)
    tap = buttons(first)["20to27"].data
    go_until(halima, "obstacles", short.rests)
    clock.forward(days=5)
    first.old = True
    halima.presses_data(tap, first)
    short.rests()
    assert halima.last is not first
    assert question(halima) == "obstacles"


def test_the_button_of_the_present_question_works_days_later(short: Serving, halima: Person, clock: Clock) -> None:
    asked = go_until(halima, "hours", short.polls().rests)
    clock.forward(days=5)
    asked.old = True
    halima.presses_data(buttons(asked)["20to27"].data, asked)
    short.rests()
    assert question(halima) == "learning"


def test_a_button_of_somebody_elses_conversation_opens_nothing(short: Serving, api: BotApi, halima: Person) -> None:
    asked = go_until(halima, "hours", short.polls().rests)
    arthur = api.person("Arthur")
    go_until(arthur, "hours", short.rests)
    arthur.presses_data(buttons(asked)["20to27"].data, arthur.last)
    short.rests()
    assert question(halima) == question(arthur) == "hours"


# Links and commands


@pytest.mark.parametrize(("code", "known"), [(demo.SCHOOL_CODE, True), ("nobody-knows-this", False), ("", False)])
def test_who_opens_a_link_is_welcome_and_the_sender_is_remembered(
    short: Serving, halima: Person, code: str, known: bool
) -> None:
    halima.starts(code)
    short.polls().rests()
    assert question(halima) == "name"
    with short.desk.database.transaction() as session:
        intake = session.exec(select(Intake)).one()
        sender = session.get(Organisation, intake.came_by_id) if intake.came_by_id else None
        assert (sender.code if sender else None) == (code if known else None)


@pytest.mark.parametrize("code", ["<b>", "a" * 64, "' OR 1=1 --", "%00", "ة"])
def test_a_strange_link_is_only_a_link_that_is_not_known(short: Serving, halima: Person, code: str) -> None:
    halima.starts(code)
    short.polls().rests()
    assert question(halima) == "name"


def test_opening_the_bot_again_goes_on_where_it_was(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.polls().rests)
    halima.starts()
    short.rests()
    assert question(halima) == "hours"


@pytest.mark.parametrize("mention", ["", "@PraktijkgidsTestBot"])
@pytest.mark.parametrize(
    ("command", "asked"),
    [("/terug", "consent"), ("/taal", "language"), ("/start", "name"), ("/TERUG", "consent")],
)
def test_a_command_does_what_it_says(serving: Serving, halima: Person, command: str, asked: str, mention: str) -> None:
    go_until(halima, "name", serving.polls().rests)
    halima.says(command + mention)
    serving.rests()
    assert question(halima) == asked


@pytest.mark.parametrize(
    ("command", "offers"),
    [
        ("/overzicht", Control.CHANGE),
        ("/hulp", Control.GO_ON),
        ("/help", Control.GO_ON),
        ("/stop", Control.GO_ON),
        ("/wis", Control.ERASE_SURELY),
        ("/wis@PraktijkgidsTestBot", Control.ERASE_SURELY),
    ],
)
def test_a_command_opens_what_it_says_and_the_question_stays(
    short: Serving, halima: Person, command: str, offers: Control
) -> None:
    go_until(halima, "hours", short.polls().rests)
    halima.says(command)
    short.rests()
    assert offers in buttons(halima.last)
    press(halima, Control.GO_ON)
    short.rests()
    assert question(halima) == "hours"


def test_asking_for_help_is_noted(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.polls().rests)
    halima.says("/hulp")
    short.rests()
    with short.desk.database.transaction() as session:
        assert session.exec(select(Intake)).one().asked_person_at is not None


def test_somebody_speaks_the_language_of_their_phone_until_they_choose(
    serving: Serving, api: BotApi, halima: Person
) -> None:
    john = api.person("John", language_code="en-GB")
    nobody = api.person("X", language_code=None)
    serving.polls()
    for person in (john, halima, nobody):
        person.starts()
    serving.rests()
    assert re.search(r"Which language[^/]*\?$", john.last.text.strip())
    assert halima.last.text.endswith(nobody.last.text[-20:])
    press(john, "nl")
    serving.rests()
    assert "Mag ik" in john.last.text
