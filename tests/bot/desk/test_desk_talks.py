"""A candidate and a human being: who hears what, and when; and what becomes of it when somebody else takes over."""

import pytest
from sqlmodel import col, select

from dialogs.events import Arrived, Sent, Unreadable
from dialogs.messages import Message
from dialogs.pages import talk
from storage.tables import Person, Thread
from tests.bot.desk.cast import Cast, answers, buttons, in_words, own_intake, person, token_of, visitor
from tests.bot.desk.promises import hold, is_refused
from tests.conftest import Clock


@pytest.fixture
def clock(cast_and_clock: tuple[Cast, Clock]) -> Clock:
    return cast_and_clock[1]


@pytest.fixture
def cast(cast_and_clock: tuple[Cast, Clock]) -> Cast:
    """It is Monday, ten in the morning. Mira, whom Bram guides, is asked which school she finished."""
    return cast_and_clock[0]


def msgids(messages: tuple[Message, ...]) -> list[str]:
    return [line.text.msgid for message in messages for line in message.lines]


def question_now(cast: Cast, name: str = "mira") -> str | None:
    """The question on somebody's screen, when the bot is not silent."""
    reply = cast.desk.repeat(visitor(name))
    return reply.messages[-1].question if reply and reply.messages else None


# Asking for a human being.


def test_the_own_consultant_is_named_and_hears_at_which_question_the_candidate_is(cast: Cast) -> None:
    assert "Bram (UWV Hengelo)" in in_words(cast.says("mira", "hulp").messages)
    heard = in_words(cast.hears("bram"))
    assert "Mira" in heard
    assert "Welke school" in heard
    assert not cast.hears("carla")


@pytest.mark.parametrize("name", ["zef", "mira"])
def test_without_a_consultant_who_can_be_reached_it_is_the_coordinator_of_the_region(name: str, cast: Cast) -> None:
    cast.desk.lost(visitor("bram"))
    assert "Carla" in in_words(cast.says(name, "hulp").messages)
    assert name.capitalize() in in_words(cast.hears("carla"))
    assert not cast.hears("greta")


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (0, ""),
        (12, "Nu is het laat. Bram (UWV Hengelo) leest je bericht vanaf 08:00 uur."),
        (4 * 24 + 12, "Bram (UWV Hengelo) is er nu niet, en leest je bericht op maandag 30 november, vanaf 08:00 uur."),
        (5 * 24 + 2, "Bram (UWV Hengelo) is er nu niet, en leest je bericht op maandag 30 november, vanaf 08:00 uur."),
        (6 * 24 + 13, "Nu is het laat. Bram (UWV Hengelo) leest je bericht vanaf 08:00 uur."),
    ],
    ids=["Monday morning", "Monday night", "Friday night", "Saturday", "Sunday night"],
)
def test_whoever_asks_when_nobody_works_hears_on_which_day_they_are_read(
    hours: int, told: str, cast: Cast, clock: Clock
) -> None:
    clock.forward(hours=hours)
    shown = in_words(cast.says("mira", "hulp").messages)
    assert told in shown
    assert ("leest je bericht" in shown) == bool(told)


def test_asking_twice_tells_the_helper_once_and_the_candidate_each_time(cast: Cast) -> None:
    cast.says("mira", "menu")
    ask = next(press for press in buttons(cast.screen["mira"]) if press.value == "!person")
    for _tap in range(3):
        assert "Bram" in in_words(cast.does("mira", ask).messages)
    assert len(cast.hears("bram")) == 1
    assert not cast.says("mira", "dag").messages


def test_a_professional_who_types_help_gets_whom_to_call_and_goes_on(cast: Cast) -> None:
    cast.goes("bram", "together", token_of(cast.desk.database, "mira"))
    assert "053 - 000 00 00" in in_words(cast.says("bram", "hulp").messages)
    assert cast.says("bram", "vmbo").messages[-1].question == "enrolled"
    assert answers(cast.desk.database, "mira")["school"] == ("vmbo", "bram")


# While they talk.


def test_words_go_both_ways_and_are_answers_to_nothing(cast: Cast) -> None:
    before = answers(cast.desk.database, "mira")
    cast.says("mira", "hulp")
    for words in ("havo", "1", "ja", "waarom vraag je dit", "hallo"):
        assert not cast.says("mira", words).messages
        assert words in in_words(cast.hears("bram"))
    cast.picks("bram", "talk")
    hold(cast.says("bram", "vmbo"))
    assert "vmbo" in in_words(cast.hears("mira"))
    assert answers(cast.desk.database, "mira") == before


def test_a_photo_and_a_citizen_service_number_are_not_passed_on(cast: Cast) -> None:
    cast.says("mira", "hulp")
    cast.hears("bram")
    hold(cast.does("mira", Sent(Unreadable.PHOTO)))
    hold(cast.says("mira", "mijn bsn is 111222333"))
    hold(cast.says("mira", "x" * 1001))
    assert not cast.hears("bram")


def test_until_the_professional_has_written_something_the_candidate_goes_on_with_the_questions(cast: Cast) -> None:
    hold(cast.goes("bram", "talk", token_of(cast.desk.database, "mira")))
    assert not cast.hears("mira")
    assert cast.says("mira", "vmbo").messages[-1].question == "enrolled"
    hold(cast.says("bram", "Dag Mira!"))
    assert "Dag Mira!" in in_words(cast.hears("mira"))
    assert not cast.says("mira", "nee").messages
    assert "nee" in in_words(cast.hears("bram"))
    assert "enrolled" not in answers(cast.desk.database, "mira")


def test_what_a_professional_writes_after_the_candidate_went_on_still_arrives(cast: Cast) -> None:
    cast.says("mira", "hulp")
    cast.hears("bram")
    cast.picks("bram", "talk")
    cast.says("mira", "verder")
    assert talk.candidate_goes_on("").lines[0].text.msgid in msgids(cast.hears("bram"))
    hold(cast.says("bram", "Lukt het?"))
    assert "Lukt het?" in in_words(cast.hears("mira"))


def test_nobody_is_written_to_before_they_said_yes(cast: Cast) -> None:
    token = cast.begins("sanne", "Nova")
    cast.opens("nova", cast.links("sanne", token))
    hold(cast.goes("sanne", "talk", token))
    hold(cast.goes("sanne", "remind", token))
    cast.says("sanne", "hoi")
    assert not cast.hears("nova")


@pytest.mark.parametrize(
    ("said", "question"), [("verder", "school"), ("stop", None), ("overzicht", None), ("taal", "language")]
)
def test_a_candidate_turns_to_the_bot_again_by_what_is_always_there(
    said: str, question: str | None, cast: Cast
) -> None:
    cast.says("mira", "hulp")
    cast.hears("bram")
    reply = cast.says("mira", said)
    hold(reply)
    assert reply.messages[-1].question == question
    assert cast.hears("bram")
    assert cast.says("mira", "verder").messages[-1].question in ("school", "language")


def test_opening_a_link_ends_a_talk_so_that_words_go_where_they_seem_to_go(cast: Cast) -> None:
    for code in ("", "nothing", cast.codes[-1] if cast.codes else "x"):
        cast.says("mira", "hulp")
        cast.hears("bram")
        assert cast.does("mira", Arrived(code)).messages[-1].question == "school"
        assert len(cast.hears("bram")) == 1
    assert cast.says("mira", "vmbo").messages[-1].question == "enrolled"


def test_when_the_professional_is_done_the_bot_goes_on_where_it_was(cast: Cast) -> None:
    cast.says("mira", "hulp")
    cast.hears("bram")
    cast.picks("bram", "talked")
    assert "Bram" in in_words(cast.hears("mira"))
    assert cast.picks("mira", "!on").messages[-1].question == "school"


# When nobody answers.


def test_after_a_working_day_without_an_answer_candidate_and_coordinator_hear_so_once(cast: Cast, clock: Clock) -> None:
    cast.says("mira", "hulp")
    clock.forward(hours=23)
    cast.says("mira", "hallo?")  # makes nobody wait longer
    assert not cast.hears("mira")
    assert "Mira" not in in_words(cast.hears("carla"))
    clock.forward(hours=1)
    heard = in_words(cast.hears("mira"))
    assert "Bram (UWV Hengelo) heeft nog niet geantwoord" in heard
    assert "053 - 000 00 00" in heard
    assert "Mira" in in_words(cast.hears("carla"))
    clock.forward(days=6)
    assert not cast.hears("mira")
    assert "Mira" not in in_words(cast.hears("carla"))


def test_an_answer_in_time_keeps_everybody_from_hearing_so(cast: Cast, clock: Clock) -> None:
    cast.says("mira", "hulp")
    cast.hears("bram")
    cast.picks("bram", "talk")
    cast.says("bram", "Ik kom eraan")
    cast.hears("mira")
    clock.forward(days=2)
    assert not cast.hears("mira")
    assert "Mira" not in in_words(cast.hears("carla"))
    cast.says("mira", "wanneer?")
    clock.forward(days=1)
    assert "Bram" in in_words(cast.hears("mira"))
    assert "Mira" in in_words(cast.hears("carla"))


def test_what_nobody_answered_stays_in_sight_until_somebody_does(cast: Cast) -> None:
    for name in ("bram", "carla"):
        assert "wil een mens" not in in_words(cast.goes(name, "mine").messages)
    cast.says("mira", "hulp", "verder")
    for name in ("bram", "carla"):
        assert "wil een mens" in in_words(cast.goes(name, "mine").messages)
    cast.goes("bram", "talk", token_of(cast.desk.database, "mira"))
    cast.says("bram", "Dag Mira")
    for name in ("bram", "carla"):
        assert "wil een mens" not in in_words(cast.goes(name, "mine").messages)


def test_who_asks_where_nobody_is_is_seen_as_soon_as_somebody_comes(cast: Cast) -> None:
    cast.says("olga", "hulp")
    cast.desk.lost(visitor("dirk"))
    cast.desk.lost(visitor("greta"))
    cast.says("olga", "verder", "hulp")
    assert "wil een mens" in in_words(cast.goes("greta", "mine").messages)
    token = token_of(cast.desk.database, "olga")
    cast.goes("greta", "take", token)
    cast.goes("greta", "talked", token)
    assert "wil een mens" not in in_words(cast.goes("greta", "mine").messages)


def test_who_writes_to_a_human_being_is_not_called_silent(cast: Cast, clock: Clock) -> None:
    cast.says("mira", "hulp")
    clock.forward(days=2)
    cast.says("mira", "hallo?")
    clock.forward(days=1, hours=1)
    assert talk.SILENT.msgid not in msgids(cast.hears("bram"))


# At night.


def test_nothing_reaches_a_professional_at_night(cast: Cast, clock: Clock) -> None:
    clock.forward(hours=11, minutes=30)  # half past nine in the evening
    assert "08:00" in in_words(cast.says("mira", "hulp").messages)
    cast.says("mira", "ben je er?", "verder", "vmbo")
    assert not cast.hears("bram")
    clock.forward(hours=10, minutes=29)
    assert not cast.hears("bram")
    clock.forward(minutes=1)
    assert "ben je er?" in in_words(cast.hears("bram"))


def test_what_was_on_its_way_to_a_former_consultant_at_night_never_arrives(cast: Cast, clock: Clock) -> None:
    clock.forward(hours=12)
    cast.says("mira", "hulp", "dit is voor mijn begeleider")
    token = token_of(cast.desk.database, "mira")
    with cast.desk.database.reading() as session:
        sanne = person(session, "sanne").id
    cast.goes("carla", "hand", f"{token}.{sanne}")
    clock.forward(hours=12)
    assert "dit is voor" not in in_words(cast.hears("bram"))
    heard = in_words(cast.hears("sanne"))
    assert "Mira" in heard
    assert "dit is voor" in heard, "what nobody has read goes along"
    assert "Sanne" in in_words(cast.hears("mira"))


# Somebody else.


def test_a_talk_that_is_handed_over_goes_on_with_somebody_else_and_everybody_knows(cast: Cast) -> None:
    token = token_of(cast.desk.database, "mira")
    cast.says("mira", "hulp")
    cast.hears("bram")
    cast.picks("bram", "talk")
    cast.goes("carla", "take", token)
    assert "Je praat nu met Carla" in in_words(cast.hears("mira"))
    assert "Mira" in in_words(cast.hears("carla"))
    assert "collega" in in_words(cast.hears("bram"))
    cast.says("mira", "ben jij Carla?")
    assert "ben jij Carla?" in in_words(cast.hears("carla"))
    assert not cast.hears("bram")
    assert is_refused(cast.goes("bram", "talk", token))
    cast.says("bram", "nog een vraag")
    assert not cast.hears("mira")


def test_a_coordinator_who_is_a_candidate_too_is_not_sent_to_themselves(cast: Cast) -> None:
    with cast.desk.database.transaction() as session:
        zef, carla = person(session, "zef"), person(session, "carla")
        zef.role, zef.region_code, zef.name = "coordinator", carla.region_code, "Zef"
        session.add(zef)
    cast.goes("zef", "own")
    cast.says("zef", "hulp")
    with cast.desk.database.reading() as session:
        helpers = session.exec(select(Thread.helper_id)).all()
        assert person(session, "zef").id not in helpers
        assert own_intake(session, "zef").consultant_id is None
    assert cast.hears("carla")


def test_a_helper_who_cannot_be_reached_any_more_is_no_longer_the_one_to_talk_to(cast: Cast) -> None:
    cast.says("mira", "hulp", "verder")
    cast.desk.lost(visitor("bram"))
    assert "Carla" in in_words(cast.says("mira", "hulp").messages)
    with cast.desk.database.reading() as session:
        assert session.exec(select(Person).where(col(Person.unreachable_at).is_not(None))).one().address == "bram"
