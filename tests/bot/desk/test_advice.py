"""After the advice conversation: one question to the adviser, an advice to the candidate, and how it goes months later."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import SQLModel, select

from bot.desk import Desk, Visitor
from bot.desk.appointments import call_off
from bot.desk.posts import leave_post
from dialogs.controls import Control
from dialogs.events import Event, Pressed, Said
from dialogs.pages.going import go
from people.roles import Role
from storage.database import Database
from storage.erasure import forget
from storage.intakes import intake_with
from storage.tables import Appointment, Outcome, Person
from tests.bot.desk.afterwards import GARDENS, GREEN, HALIMA, SCHOOL, Town
from tests.bot.desk.cast import buttons, in_words
from tests.bot.desk.conftest import Staged
from tests.conftest import MONDAY, Clock
from tests.storage.at_once import at_once

WEDNESDAY = MONDAY + timedelta(days=2)
"""Ten in the morning, in the Netherlands."""
HOW_WAS_IT = "Hoe was het gesprek met Halima"
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is the same on every database."""


@pytest.fixture
def town(desk: Desk, clock: Clock) -> Town:
    return Town(desk, clock)


@pytest.fixture
def ruud(town: Town) -> Visitor:
    """The adviser of the school."""
    return town.join("Ruud", Role.ADVISER, SCHOOL)


@pytest.fixture
def sanne(town: Town) -> Visitor:
    """The consultant of the candidate."""
    return town.join("Sanne", Role.CONSULTANT, "Gemeente Enschede")


@pytest.fixture
def halima(town: Town, ruud: Visitor, sanne: Visitor) -> str:
    """The token of the intake of a candidate who chose work, and talks to the school on Wednesday."""
    token = town.candidate(sanne, GREEN)
    town.book(token, WEDNESDAY, ruud)
    return token


def the_day_after(town: Town, *visitors: Visitor) -> str:
    """What is heard on Thursday at noon."""
    town.clock.now = WEDNESDAY - timedelta(minutes=30)
    town.unasked(HALIMA, *visitors)
    town.clock.now = WEDNESDAY + timedelta(days=1, hours=2)
    return town.unasked(*visitors)


# What came out of it.


def test_one_tap_notes_the_usual_case_and_tells_candidate_and_consultant(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    asked = the_day_after(town, ruud, sanne)
    assert HOW_WAS_IT in asked and "crebo 25746" in asked

    done = town.press(ruud, "as_chosen")

    [outcome] = town.outcomes()
    assert (outcome.result, outcome.work, outcome.company, outcome.starts_on) == (
        "praktijkverklaring",
        [GREEN],
        "",
        None,
    )
    assert outcome.school_id is not None and outcome.by_id is not None
    assert "Genoteerd voor Halima" in done
    to_candidate, to_consultant = town.unasked(HALIMA), town.unasked(sanne)
    assert "Dit is een advies. Jij kiest zelf." in to_candidate and "Helpen met planten" in to_candidate
    assert "crebo" not in to_candidate and "Praten met een mens" in to_candidate
    assert "crebo 25746" in to_consultant and "advies" in to_consultant and "Ruud" in to_consultant


@ON_SQLITE
@pytest.mark.parametrize(
    ("held", "asked"),
    [
        (datetime(2026, 11, 27, 15, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)),
        (datetime(2026, 12, 24, 9, tzinfo=UTC), datetime(2026, 12, 28, 8, tzinfo=UTC)),
        (datetime(2027, 3, 26, 9, tzinfo=UTC), datetime(2027, 3, 30, 7, tzinfo=UTC)),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), datetime(2026, 12, 3, 8, tzinfo=UTC)),
    ],
    ids=[
        "before the weekend",
        "before Christmas",
        "before Easter, when the clock changes",
        "just past midnight over there",
    ],
)
def test_the_adviser_is_asked_at_nine_on_the_first_working_day_after_it(
    town: Town, ruud: Visitor, sanne: Visitor, held: datetime, asked: datetime
) -> None:
    town.book(town.candidate(sanne, GREEN), held, ruud)
    town.clock.now = asked - timedelta(minutes=1)
    assert HOW_WAS_IT not in town.unasked(ruud)
    assert HOW_WAS_IT in town.later(ruud, minutes=1)
    assert HOW_WAS_IT not in town.later(ruud, days=30)


def test_about_a_conversation_that_is_moved_or_off_nobody_asks(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    town.book(halima, WEDNESDAY + timedelta(days=7), ruud)
    assert HOW_WAS_IT not in the_day_after(town, ruud)
    assert "2 december" in town.later(ruud, days=7)
    town.clock.now = MONDAY
    other = town.candidate(sanne, GREEN, who=None, name="Arthur")
    number = town.book(other, WEDNESDAY, by=sanne)
    with town.desk.database.transaction() as session:
        visit, intake = town.visit(session, sanne), intake_with(session, other)
        assert intake is not None
        call_off(visit, intake, session.get_one(Appointment, number), "closed")
    assert "Hoe was het gesprek met Arthur" not in town.later(ruud, days=30)


@ON_SQLITE
def test_after_a_day_without_power_the_question_still_comes_once(town: Town, ruud: Visitor, halima: str) -> None:
    town.clock.now = WEDNESDAY + timedelta(days=2, hours=1)
    assert town.unasked(ruud).count(HOW_WAS_IT) == 1
    assert HOW_WAS_IT not in town.later(ruud, hours=1)


@ON_SQLITE
def test_of_all_advisers_of_a_school_the_first_answer_counts(town: Town, ruud: Visitor, sanne: Visitor) -> None:
    rosa = town.join("Rosa", Role.ADVISER, SCHOOL)
    town.join("Olaf", Role.ADVISER, "Een andere school")
    town.book(town.candidate(sanne, GREEN), WEDNESDAY)
    assert the_day_after(town, ruud, rosa).count(HOW_WAS_IT) == 2
    assert HOW_WAS_IT not in town.unasked(Visitor("terminal", "Olaf"))
    town.press(rosa, "outcome")
    town.press(ruud, "as_chosen")
    late = town.press(rosa, "not_now")
    assert "Ruud" in late and "al genoteerd" in late
    assert "al genoteerd" in town.press(rosa, "not_come")
    assert [outcome.result for outcome in town.outcomes()] == ["praktijkverklaring"]


def test_two_advisers_at_the_same_moment_note_one_outcome(
    town: Town, ruud: Visitor, sanne: Visitor, open_desk: Callable[[], Desk]
) -> None:
    rosa = town.join("Rosa", Role.ADVISER, SCHOOL)
    town.book(town.candidate(sanne, GREEN), WEDNESDAY)
    the_day_after(town, ruud, rosa)
    other, presses = open_desk(), [town.button(visitor, "as_chosen") for visitor in (ruud, rosa)]
    at_once([lambda: town.desk.turn(ruud, presses[0]), lambda: other.turn(rosa, presses[1])])
    assert len(town.outcomes()) == 1
    assert town.unasked(HALIMA).count("Dit is een advies") == 1


@ON_SQLITE
def test_an_adviser_who_cannot_be_reached_is_not_waited_for(town: Town, ruud: Visitor, sanne: Visitor) -> None:
    carla, rosa = town.join("Carla", Role.COORDINATOR), town.join("Rosa", Role.ADVISER, SCHOOL)
    town.desk.lost(ruud)
    town.book(town.candidate(sanne, GREEN), WEDNESDAY, ruud)
    town.desk.lost(rosa)
    with town.desk.database.transaction() as session:
        assert session.exec(select(Person).where(Person.address == "Rosa")).one().unreachable_at is not None
    assert HOW_WAS_IT not in the_day_after(town, carla)
    asked = town.later(carla, days=4)
    assert "nog geen uitkomst" in asked
    town.press(carla, "as_chosen")
    assert len(town.outcomes()) == 1


@ON_SQLITE
def test_without_any_adviser_the_coordinator_is_asked(town: Town, sanne: Visitor) -> None:
    carla = town.join("Carla", Role.COORDINATOR)
    town.book(town.candidate(sanne, GREEN), WEDNESDAY)
    assert HOW_WAS_IT in the_day_after(town, carla)
    town.press(carla, "as_chosen")
    assert len(town.outcomes()) == 1


@ON_SQLITE
def test_the_coordinator_hears_of_it_when_nobody_answers_and_only_then(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    carla = town.join("Carla", Role.COORDINATOR)
    town.book(halima, WEDNESDAY + timedelta(hours=1), ruud)
    second = town.candidate(sanne, GARDENS, who=None, name="Arthur")
    town.book(second, WEDNESDAY + timedelta(hours=3), ruud, by=sanne)
    the_day_after(town, ruud, carla)
    town.do(
        ruud, next(one for one in town.buttons(ruud) if one.question == "as_chosen" and one.value.startswith(second))
    )
    late = town.later(carla, days=4)
    assert "gesprek met Halima" in late and "Arthur" not in late


@ON_SQLITE
def test_a_question_of_an_adviser_who_leaves_goes_to_the_colleagues(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    rosa = town.join("Rosa", Role.ADVISER, SCHOOL)
    with town.desk.database.transaction() as session:
        leave_post(town.visit(session, sanne), town.person(session, ruud))
    heard = the_day_after(town, rosa, ruud)
    assert heard.count(HOW_WAS_IT) == 1
    town.press(rosa, "as_chosen")


@ON_SQLITE
def test_other_work_chosen_before_the_conversation_is_what_is_asked_about(
    town: Town, ruud: Visitor, halima: str
) -> None:
    town.do(HALIMA, Said("hoi"))
    town.do(HALIMA, Pressed(halima, "work", 0, Control.CHANGE))
    town.press(HALIMA, "pictures")
    town.press(HALIMA, "kind:clothes")
    town.press(HALIMA, "yes:")
    town.press(HALIMA, "none")
    town.press(HALIMA, "go")
    assert f"crebo {GREEN}" in the_day_after(town, ruud)
    town.press(ruud, "as_chosen")
    assert len(town.outcomes()[0].work) == 2


@ON_SQLITE
def test_a_tap_on_work_that_was_changed_since_asks_again(town: Town, ruud: Visitor, halima: str) -> None:
    the_day_after(town, ruud)
    town.answer(halima, work={"said": [], "yes": [GARDENS], "maybe": [], "no": []})
    again = town.press(ruud, "as_chosen")
    assert "koos intussen ander werk" in again and "crebo 27081" in again
    assert town.outcomes() == []
    town.press(ruud, "as_chosen")
    assert town.outcomes()[0].work == [GARDENS]


@ON_SQLITE
def test_another_outcome_is_noted_question_by_question(town: Town, ruud: Visitor, sanne: Visitor) -> None:
    token = town.candidate(sanne, GREEN, company="other", company_name="De Linde")
    town.book(token, WEDNESDAY, ruud)
    the_day_after(town, ruud)
    town.press(ruud, "outcome")
    shown = town.press(ruud, "praktijkverklaring")
    assert "✔️ Helpen met planten, dieren en tuinen" in shown and "P8-K1-W2" in shown
    town.press(ruud, f"-{GREEN}")
    town.press(ruud, "+25746/P8-K1-W2")
    asks = town.press(ruud, "done")
    assert "Laat het zo: De Linde" in asks
    town.press(ruud, "!keep")
    done = town.press(ruud, "2026-12")
    [outcome] = town.outcomes()
    assert (outcome.work, outcome.company, str(outcome.starts_on)) == (["25746/P8-K1-W2"], "De Linde", "2026-12-01")
    assert "P8-K1-W2" in done and "De Linde" in done and "december 2026" in done
    to_candidate = town.unasked(HALIMA)
    assert "Bij: De Linde" in to_candidate and "Begin: december 2026" in to_candidate and "P8-K1" not in to_candidate


@ON_SQLITE
def test_whoever_leaves_the_form_has_noted_nothing(town: Town, ruud: Visitor, halima: str) -> None:
    the_day_after(town, ruud)
    town.press(ruud, "outcome")
    town.press(ruud, "diploma")
    town.do(ruud, Said("stop"))
    assert town.outcomes() == []
    assert town.unasked(HALIMA) == ""
    town.press(ruud, "outcome")
    assert "Wat kwam er uit" in town.do(ruud, Said("herhaal"))


def test_a_correction_replaces_what_was_noted_and_what_was_not_read_yet(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    the_day_after(town, ruud)
    town.press(ruud, "as_chosen")
    town.unasked(sanne)
    town.press(ruud, "correct")
    done = town.press(ruud, "not_now")
    assert "Verbeterd" in done
    assert [(outcome.result, outcome.work) for outcome in town.outcomes()] == [("not_now", [])]
    to_candidate, to_consultant = town.unasked(HALIMA), town.unasked(sanne)
    assert "niet het goede moment" in to_candidate and "Leren op een werkplek" not in to_candidate
    assert "verbeterd" not in to_candidate and "is verbeterd" in to_consultant
    assert town.later(HALIMA, sanne, days=400).count("Hoe gaat het") == 0


@ON_SQLITE
def test_who_did_not_come_is_asked_for_a_new_moment_and_there_is_no_outcome(
    town: Town, ruud: Visitor, halima: str
) -> None:
    the_day_after(town, ruud)
    noted = town.press(ruud, "not_come")
    assert "niet gekomen" in noted
    assert town.unasked(HALIMA) != ""
    for button in ("not_come", "as_chosen", "outcome"):
        assert "niet gekomen" in town.press(ruud, button)
    assert town.outcomes() == []
    assert town.unasked(HALIMA) == ""
    with town.desk.database.transaction() as session:
        assert session.exec(select(Appointment)).one().missed


@ON_SQLITE
def test_nothing_is_noted_of_a_conversation_that_is_still_to_come(town: Town, ruud: Visitor, halima: str) -> None:
    number = town.book(halima, WEDNESDAY + timedelta(hours=4), ruud)
    assert "moet nog komen" in town.do(ruud, go("outcome", f"{halima}.{number}"))
    assert "verzet of afgezegd" in town.do(ruud, go("outcome", f"{halima}.{number - 1}"))


@ON_SQLITE
def test_what_came_out_can_be_noted_when_another_conversation_is_planned_already(
    town: Town, ruud: Visitor, halima: str
) -> None:
    town.clock.now = WEDNESDAY + timedelta(hours=2)
    town.book(halima, WEDNESDAY + timedelta(days=14), ruud)
    town.clock.forward(days=1)
    assert HOW_WAS_IT in town.unasked(ruud)
    town.press(ruud, "outcome")
    town.press(ruud, "other_first")
    town.clock.now = WEDNESDAY + timedelta(days=15)
    assert HOW_WAS_IT in town.unasked(ruud)
    town.press(ruud, "as_chosen")
    assert [outcome.result for outcome in town.outcomes()] == ["other_first", "praktijkverklaring"]


def others(town: Town) -> Iterator[Visitor]:
    """People whom the outcome of a conversation in Twente at this school is no business to note."""
    yield town.join("Bram", Role.CONSULTANT, "UWV Hengelo")
    yield town.join("Olaf", Role.ADVISER, "Een andere school")
    yield town.join("Greta", Role.COORDINATOR, region="AM01")
    yield town.join("Ada", Role.ADMINISTRATOR)
    yield HALIMA
    yield Visitor("terminal", "Somebody")


@ON_SQLITE
def test_nobody_else_can_note_anything_or_reads_a_word(town: Town, ruud: Visitor, sanne: Visitor, halima: str) -> None:
    the_day_after(town, ruud)
    presses = [town.button(ruud, page) for page in ("as_chosen", "outcome", "not_come")]
    correct = Pressed("@", "correct", 0, presses[-1].value)
    for somebody in (*others(town), sanne):
        for press in (*presses, correct):
            assert "Halima" not in town.do(somebody, press).replace("Hoi Halima", "")
    assert town.outcomes() == []


@ON_SQLITE
def test_whoever_is_no_adviser_any_more_is_shown_nothing_of_the_form_they_were_in(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    the_day_after(town, ruud)
    town.press(ruud, "outcome")
    town.press(ruud, "praktijkverklaring")
    half_way = town.button(ruud, "done")
    with town.desk.database.transaction() as session:
        leave_post(town.visit(session, sanne), town.person(session, ruud))
    assert "planten" not in town.do(ruud, half_way)
    assert town.outcomes() == []


@ON_SQLITE
@pytest.mark.parametrize("rest", ["", ".", "x", "9", "٣", "99999999999", "0.2.3.4.5"])
def test_a_button_that_nobody_made_does_nothing(town: Town, ruud: Visitor, halima: str, rest: str) -> None:
    the_day_after(town, ruud)
    for page in ("outcome", "as_chosen", "not_come", "correct", "follow"):
        assert "Halima" not in town.do(ruud, go(page, f"{halima}.{rest}"))
        assert "Halima" not in town.do(ruud, go(page, rest))
    assert town.outcomes() == []


# What became of people.


def learning(town: Town, ruud: Visitor, *visitors: Visitor) -> None:
    """The outcome is a praktijkverklaring, and everybody has read so. It is Thursday 26 November."""
    the_day_after(town, ruud, *visitors)
    town.press(ruud, "as_chosen")
    town.unasked(HALIMA, *visitors)


ASKED, ABOUT = "Hoe gaat het met je?", "Hoe gaat het met Halima?"
FEBRUARY, MAY, NOVEMBER = (datetime(*day, 12, tzinfo=UTC) for day in ((2027, 2, 26), (2027, 5, 26), (2027, 11, 26)))


def test_in_a_year_a_candidate_is_asked_three_times_and_who_answers_with_four_taps_is_not_asked_again(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    learning(town, ruud, sanne)
    for due in (FEBRUARY, MAY, NOVEMBER):
        town.clock.now = due - timedelta(days=1)
        assert ASKED not in town.unasked(HALIMA)
        town.clock.now = due
        assert town.unasked(HALIMA).count(ASKED) == 1
        for tap in (f"{halima}.yes", "yes", "school", "praktijkverklaring"):
            said = town.press(HALIMA, tap)
        assert "Dank je wel" in said
        assert ASKED not in town.later(HALIMA, days=20)
        assert ABOUT not in town.unasked(sanne)
    answers = {"at_work": "yes", "same_place": "yes", "learning_on": "school", "proof": "praktijkverklaring"}
    assert town.follow_ups() == [(months, "candidate", answers) for months in (3, 6, 12)]


def test_when_no_answer_comes_the_consultant_is_asked_two_weeks_later(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    learning(town, ruud, sanne)
    town.clock.now = FEBRUARY
    assert ASKED in town.unasked(HALIMA)
    assert ABOUT not in town.later(sanne, days=13)
    assert ABOUT in town.later(sanne, days=1)
    for tap in (f"{halima}.no", "unsure", "not_yet"):
        said = town.press(sanne, tap)
    assert "dank je wel" in said
    assert "Dit weten we al" in town.press(HALIMA, f"{halima}.yes")
    assert town.follow_ups() == [(3, "consultant", {"at_work": "no", "learning_on": "unsure", "proof": "not_yet"})]


@ON_SQLITE
def test_after_a_day_without_power_a_follow_up_comes_once_and_after_months_not_at_all(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    learning(town, ruud, sanne)
    town.clock.now = FEBRUARY + timedelta(days=1)
    assert town.unasked(HALIMA).count(ASKED) == 1
    town.clock.now = MAY + timedelta(days=80)
    assert ASKED not in town.unasked(HALIMA)


@ON_SQLITE
def test_a_late_answer_is_about_now(town: Town, ruud: Visitor, sanne: Visitor, halima: str) -> None:
    learning(town, ruud, sanne)
    town.clock.now = FEBRUARY
    town.unasked(HALIMA)
    town.clock.now = MAY + timedelta(days=3)
    for tap in (f"{halima}.no", "no", "no"):
        town.press(HALIMA, tap)
    assert [months for months, _by, _answers in town.follow_ups()] == [6]
    assert ABOUT not in town.later(sanne, days=30)


@ON_SQLITE
def test_whoever_rather_does_not_say_is_left_alone_and_so_is_the_consultant(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str
) -> None:
    learning(town, ruud, sanne)
    town.clock.now = FEBRUARY
    town.unasked(HALIMA)
    assert "Dat is goed" in town.press(HALIMA, f"{halima}.~")
    assert ABOUT not in town.later(sanne, days=30)
    assert town.follow_ups() == [(3, "candidate", {"at_work": "~"})]


@ON_SQLITE
def test_the_follow_ups_count_from_the_start_when_that_is_known(town: Town, ruud: Visitor, halima: str) -> None:
    the_day_after(town, ruud)
    town.press(ruud, "outcome")
    town.press(ruud, "diploma")
    town.press(ruud, "!skip")
    town.press(ruud, "2027-02")
    town.unasked(HALIMA)
    assert ASKED not in town.later(HALIMA, days=150)
    town.clock.now = datetime(2027, 5, 1, 12, tzinfo=UTC)
    assert ASKED in town.unasked(HALIMA)


@ON_SQLITE
@pytest.mark.parametrize("result", ["other_first", "not_now"])
def test_whoever_does_not_go_and_learn_is_not_followed(town: Town, ruud: Visitor, halima: str, result: str) -> None:
    the_day_after(town, ruud)
    town.press(ruud, "outcome")
    town.press(ruud, result)
    town.unasked(HALIMA)
    assert "Nu is er niets te vertellen" in town.do(HALIMA, go("follow", f"{halima}.yes"))
    assert ASKED not in town.later(HALIMA, days=400)


@ON_SQLITE
def test_of_a_candidate_without_a_phone_here_the_consultant_is_asked_in_time(
    town: Town, ruud: Visitor, sanne: Visitor
) -> None:
    token = town.candidate(sanne, GREEN, who=None)
    town.book(token, WEDNESDAY, ruud, by=sanne)
    the_day_after(town, ruud, sanne)
    town.press(ruud, "as_chosen")
    town.clock.now = FEBRUARY
    asked = town.unasked(sanne)
    assert ABOUT in asked and "niet geantwoord" not in asked


@ON_SQLITE
def test_before_a_yes_and_after_a_no_a_candidate_hears_nothing(town: Town, ruud: Visitor, sanne: Visitor) -> None:
    token = town.candidate(sanne, GREEN, consent=False)
    town.book(token, WEDNESDAY, ruud)
    the_day_after(town, ruud, sanne)
    town.press(ruud, "as_chosen")
    assert town.unasked(HALIMA) == ""
    for value in ("nl", "yes"):
        town.do(HALIMA, Said("hoi"))
        town.press(HALIMA, value)
    town.clock.now = FEBRUARY
    assert ASKED in town.unasked(HALIMA)
    town.do(HALIMA, Pressed(town.button(HALIMA, "!person").token, "consent", 0, Control.CHANGE))
    town.press(HALIMA, "no")
    town.clock.now = NOVEMBER
    assert town.unasked(HALIMA) == ""
    assert ABOUT in town.unasked(sanne)


def test_whoever_guides_the_candidate_then_is_asked(town: Town, ruud: Visitor, sanne: Visitor, halima: str) -> None:
    bram, carla = town.join("Bram", Role.CONSULTANT, "UWV Hengelo"), town.join("Carla", Role.COORDINATOR)
    learning(town, ruud, sanne)
    with town.desk.database.transaction() as session:
        number = town.person(session, bram).id
    town.do(sanne, go("hand", f"{halima}.{number}"))
    town.clock.now = FEBRUARY + timedelta(days=20)
    assert ABOUT in town.unasked(bram)
    assert ABOUT not in town.unasked(sanne, carla)
    with town.desk.database.transaction() as session:
        leave_post(town.visit(session, carla), town.person(session, bram))
    town.clock.now = MAY + timedelta(days=20)
    assert ABOUT in town.unasked(carla)
    assert ABOUT not in town.unasked(bram, sanne)
    assert "Halima" not in town.press(bram, f"{halima}.yes")
    assert town.follow_ups() == []


@ON_SQLITE
def test_a_candidate_gets_to_a_human_being_in_the_middle_and_can_erase_everything(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str, database: Database
) -> None:
    learning(town, ruud, sanne)
    town.clock.now = FEBRUARY
    town.unasked(HALIMA)
    town.press(HALIMA, f"{halima}.yes")
    assert "Je praat nu met Sanne" in town.do(HALIMA, Said("hulp"))
    assert "wil met je praten" in town.unasked(sanne)
    town.do(HALIMA, Said("hoe werkt dit"))
    assert "hoe werkt dit" in town.unasked(sanne)
    town.press(HALIMA, "no")
    town.do(HALIMA, Said("wis alles"))
    assert "Alles is gewist" in town.do(HALIMA, Said("ja"))
    nothing_of(database, halima)


def nothing_of(database: Database, token: str) -> None:
    """Nothing is left of what came out, of what became of somebody, and of what was to be said about it."""
    with database.transaction() as session:
        rows = {
            table.name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{table.name}"'))]
            for table in SQLModel.metadata.sorted_tables
        }
    assert not any(rows[table] for table in ("outcome", "follow_up", "appointment", "intake", "answer"))
    left = repr({name: some for name, some in rows.items() if name != "outbox"})
    waiting = repr([row for row in rows["outbox"] if "'sent'" not in repr(row)])
    assert token not in left + waiting and "Halima" not in left + waiting


@pytest.mark.parametrize("at", [timedelta(), timedelta(days=95), timedelta(days=120)])
def test_of_whoever_is_erased_nothing_is_left_and_nobody_is_asked_any_more(
    town: Town, ruud: Visitor, sanne: Visitor, halima: str, database: Database, at: timedelta
) -> None:
    learning(town, ruud, sanne)
    town.clock.forward(days=at.days)
    town.unasked(HALIMA, sanne)
    if at:
        town.press(HALIMA, f"{halima}.no")
        town.press(HALIMA, "no")
    with database.transaction() as session:
        forget(session, town.person(session, HALIMA), town.clock())
    nothing_of(database, halima)
    assert town.later(ruud, sanne, days=500) == ""


# Whatever happens.

MAY_KNOW = {"sanne", "noor", "carla", "kees"}
OURS = ("as_chosen", "outcome", "not_come", "correct", "follow")
WORDS: list[Event] = [Said("terug"), Said("stop"), Said("25746 P8-K1-W1"), Said("De Linde"), Said("hulp")]


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_in_whatever_order_people_tap_a_conversation_has_one_outcome_at_most_and_only_who_may_reads_of_it(
    data: st.DataObject, staged: Staged
) -> None:
    with staged() as (cast, clock):
        clock.forward(days=4)
        ours: list[Event] = []
        for _step in range(20):
            name = data.draw(st.sampled_from(["noor", "noor", "kees", "sanne", "carla", "bram", "greta"]))
            own: list[Event] = list(buttons(cast.screen.get(name, ()))[:5])
            event = data.draw(
                st.sampled_from(data.draw(st.sampled_from([own or WORDS, own or WORDS, ours or WORDS, WORDS])))
            )
            heard = {name: cast.does(name, event).messages}
            for who in {name, "kees", "sanne"}:
                heard[who] = (*heard.get(who, ()), *cast.hears(who))
            for who, messages in heard.items():
                assert "Kees" not in in_words(messages) or who in MAY_KNOW
                ours += [one for one in buttons(messages) if one.question in OURS and one not in ours]
            clock.forward(days=data.draw(st.sampled_from([0, 0, 0, 1, 95, 95])))
            with cast.desk.database.transaction() as session:
                noted = session.exec(select(Outcome.appointment_id)).all()
            assert len(noted) == len(set(noted))
