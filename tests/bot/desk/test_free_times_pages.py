"""Advisers keep their free times; candidates for whom there is none soon are not forgotten."""

from collections.abc import Sequence

import pytest
from sqlmodel import col, delete, select

from dialogs.events import Pressed, Said
from dialogs.messages import Message
from people.roles import Role
from storage.tables import Appointment, Rule, Slot
from tests.bot.desk.cast import HERE, Cast, in_words, own_intake, visitor
from tests.bot.desk.promises import is_refused
from tests.bot.someone import converse, press, question_of
from tests.conftest import Clock

TUESDAYS = "elke dinsdag 15-17, 45 minuten, bellen"
NOBODY = "op geen van de vrije momenten"
NOTHING = "binnen zeven dagen is er niets vrij"


def publishes(cast: Cast, name: str, said: str = TUESDAYS) -> str:
    """An adviser says when there is time, for all work and in Dutch; gives back what they see then."""
    cast.goes(name, "times+")
    return in_words(cast.says(name, said, "ja", "alles", "alleen nederlands").messages)


def rules(cast: Cast) -> list[int]:
    with cast.desk.database.reading() as session:
        return list(session.exec(select(Rule.id).order_by(col(Rule.id))))


def answers_moment(cast: Cast, name: str, value: str) -> None:
    """A candidate goes on to the question about the moment, and presses what begins with this value."""
    reply = converse(cast.desk, visitor(name), "moment")
    assert question_of(reply) == "moment"
    cast.does(name, press(reply, value))


def told(messages: Sequence[Message], what: str) -> int:
    """How often something is told."""
    return in_words(tuple(messages)).count(what)


def without_free_times(cast: Cast) -> None:
    """The school takes back all times of its own that nobody booked."""
    with cast.desk.database.transaction() as session:
        booked = select(Appointment.slot_id)
        session.execute(delete(Slot).where(col(Slot.rule_id).is_(None), col(Slot.id).not_in(booked)))


@pytest.mark.parametrize("name", ["sanne", "carla", "ada", "dirk", "kees", "zef"])
@pytest.mark.parametrize("page", ["times", "times+", "times-"])
def test_only_advisers_keep_free_times(name: str, page: str, cast: Cast) -> None:
    publishes(cast, "noor")
    [rule] = rules(cast)
    assert is_refused(cast.goes(name, page, str(rule)))
    assert rules(cast) == [rule]


def test_an_adviser_takes_back_their_own_rules_and_nobody_elses(cast: Cast) -> None:
    cast.joins("joris", Role.ADVISER, HERE, "Voorbeeldcollege Twente")
    publishes(cast, "noor")
    publishes(cast, "joris")
    [of_noor, of_joris] = rules(cast)
    assert is_refused(cast.goes("joris", "times-", str(of_noor)))
    assert rules(cast) == [of_noor, of_joris]
    cast.goes("noor", "times-", str(of_noor))
    assert rules(cast) == [of_joris]
    cast.goes("noor", "times-", str(of_noor))
    assert rules(cast) == [of_joris]


@pytest.mark.parametrize("argument", ["", "x", "0", "-1", "99999999999999999999", "१२३"])
def test_a_button_for_a_rule_that_is_not_there_shows_the_rules(argument: str, cast: Cast) -> None:
    publishes(cast, "noor")
    assert "elke dinsdag" in in_words(cast.goes("noor", "times-", argument).messages)


def test_what_is_left_half_way_is_not_published(cast: Cast) -> None:
    cast.goes("noor", "times+")
    cast.says("noor", TUESDAYS, "ja")
    shown = cast.goes("noor", "times")
    assert "Er staat nog niets" in in_words(shown.messages)
    assert rules(cast) == []


def test_days_off_ask_nothing_more(cast: Cast) -> None:
    publishes(cast, "noor")
    cast.goes("noor", "times+")
    shown = in_words(cast.says("noor", "niet op 24 november", "ja").messages)
    assert "niet op dinsdag 24 november" in shown
    assert "dinsdag 24 november: 15:00" not in shown
    assert "dinsdag 1 december: 15:00" in shown


def test_what_an_adviser_publishes_can_be_chosen_at_once_and_a_professional_sees_whose_it_is(cast: Cast) -> None:
    without_free_times(cast)
    publishes(cast, "noor", "25 november 15-17, 45 minuten, bellen")
    reply = converse(cast.desk, visitor("mira"), "moment")
    assert "woensdag 25 november om 15:00 uur, de school belt je" in in_words(reply.messages)
    assert "Noor" not in in_words(reply.messages)
    with cast.desk.database.reading() as session:
        token = own_intake(session, "mira").token
    assert "(Noor · Voorbeeldcollege Twente)" in in_words(cast.goes("bram", "plan", token).messages)


def test_the_coordinator_hears_once_that_no_moment_suits_with_the_first_that_there_are(cast: Cast) -> None:
    answers_moment(cast, "mira", "none")
    heard = cast.hears("carla")
    assert told(heard, NOBODY) == 1
    assert told(heard, "dinsdag 24 november") == 1
    back = cast.does("mira", Pressed(_token(cast, "mira"), "moment", 0, "!change"))
    cast.does("mira", press(back, "none"))
    assert cast.hears("carla") == ()


def test_when_nothing_is_free_within_a_week_the_coordinator_hears_so_also_of_who_takes_a_later_moment(
    cast: Cast,
) -> None:
    without_free_times(cast)
    answers_moment(cast, "zef", "none")
    assert told(cast.hears("carla"), NOTHING) == 1
    publishes(cast, "noor", "17 december 15-17, 45 minuten, bellen")
    answers_moment(cast, "mira", "t")
    assert told(cast.hears("carla"), "koos donderdag 17 december") == 1


def test_who_chooses_a_later_moment_than_there_is_chose_that(cast: Cast) -> None:
    reply = converse(cast.desk, visitor("mira"), "moment")
    for _step in range(3):
        reply = cast.does("mira", press(reply, "later"))
    cast.does("mira", press(reply, "t"))
    assert told(cast.hears("carla"), "binnen zeven dagen") == 0


def test_by_night_it_waits_and_is_taken_back_when_a_moment_is_booked_meanwhile(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    clock.forward(hours=12)
    answers_moment(cast, "mira", "none")
    again = cast.does("mira", Pressed(_token(cast, "mira"), "moment", 0, "!change"))
    assert cast.hears("carla") == ()
    cast.does("mira", press(again, "t"))
    clock.forward(hours=12)
    assert told(cast.hears("carla"), NOBODY) == 0


def test_what_was_still_to_be_told_goes_with_whoever_erases_everything(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    clock.forward(hours=12)
    answers_moment(cast, "mira", "none")
    cast.says("mira", "wis alles", "ja")
    clock.forward(hours=12)
    assert told(cast.hears("carla"), NOBODY) == 0


def test_a_coordinator_who_finds_no_moment_is_not_told_what_they_just_saw(cast: Cast) -> None:
    with cast.desk.database.reading() as session:
        token = own_intake(session, "zef").token
    shown = cast.goes("carla", "plan", token)
    cast.does("carla", press(shown, "none"))
    assert told(cast.hears("carla"), NOBODY) == 0


def test_free_times_can_be_asked_for_in_words(cast: Cast) -> None:
    shown = in_words(cast.does("noor", Said("mijn vrije tijden")).messages)
    assert "Jouw vrije tijden" in shown
    assert "Mijn vrije tijden" in in_words(cast.goes("noor", "home").messages)
    assert "vrije tijden" not in in_words(cast.goes("sanne", "home").messages)


def _token(cast: Cast, name: str) -> str:
    with cast.desk.database.reading() as session:
        return own_intake(session, name).token
