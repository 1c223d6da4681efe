from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, SQLModel, col, select

from bot.desk import Desk, Visitor
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from dialogs.intake import TERMS
from dialogs.kinds.consent import Consent as ConsentKind
from dialogs.signals import Signal
from dialogs.text import render
from storage.database import Database
from storage.inbox import Handled, Received, receive
from storage.tables import Answer, Appointment, Consent, Inbox, Intake, Organisation, Person, Region, Seat, Slot
from tests.bot.someone import Habit, converse, next_event, press, presses, question_of
from tests.conftest import MONDAY, Clock

HALIMA = Visitor("terminal", "halima")
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what is the same on every database."""


def count(session: Session, table: type[SQLModel]) -> int:
    return len(session.exec(select(table)).all())


def only_intake(database: Database) -> Intake:
    with database.transaction() as session:
        return session.exec(select(Intake)).one()


def only_seat(database: Database) -> Seat:
    with database.transaction() as session:
        return session.exec(select(Seat)).one()


def words(desk: Desk, event: Event, visitor: Visitor = HALIMA) -> str:
    reply = desk.turn(visitor, event)
    return "\n".join(render(line.text, reply.language) for message in reply.messages for line in message.lines)


# Coming in.


@ON_SQLITE
@pytest.mark.parametrize("event", [Arrived(), Said("hallo"), Sent(Unreadable.PHOTO)], ids=str)
def test_whoever_comes_in_is_asked_the_first_question(event: Event, desk: Desk) -> None:
    assert question_of(desk.turn(HALIMA, event)) == "language"
    with desk.database.transaction() as session:
        assert (count(session, Person), count(session, Intake), count(session, Answer)) == (1, 1, 0)


@ON_SQLITE
def test_nothing_is_kept_of_an_unknown_person_who_presses_an_old_button(desk: Desk) -> None:
    reply = desk.turn(HALIMA, Pressed("abcdefgh", "name", 3, "x"))
    assert question_of(reply) is None
    assert presses(reply) == []
    assert desk.repeat(HALIMA) is None
    with desk.database.transaction() as session:
        assert (count(session, Person), count(session, Intake)) == (0, 0)


@ON_SQLITE
def test_nothing_is_kept_of_an_unknown_person_who_changes_an_old_message(desk: Desk) -> None:
    desk.turn(HALIMA, Edited("hallo"))
    with desk.database.transaction() as session:
        assert (count(session, Person), count(session, Intake)) == (0, 0)


@ON_SQLITE
def test_the_same_address_in_another_channel_is_somebody_else(desk: Desk) -> None:
    converse(desk, HALIMA, "age")
    assert question_of(desk.turn(Visitor("telegram", "halima"), Arrived())) == "language"
    with desk.database.transaction() as session:
        assert (count(session, Person), count(session, Intake)) == (2, 2)


@ON_SQLITE
def test_a_button_of_somebody_elses_intake_shows_the_own_question_and_changes_nothing(desk: Desk) -> None:
    arthur = Visitor("terminal", "arthur")
    of_halima = press(converse(desk, HALIMA, "consent"), "yes")
    converse(desk, arthur, "consent")
    assert question_of(desk.turn(arthur, of_halima)) == "consent"
    with desk.database.transaction() as session:
        assert count(session, Consent) == 0


# Who sent them.


def test_a_link_with_the_code_of_an_organisation_is_remembered_from_the_first_time_on(
    desk: Desk, database: Database
) -> None:
    with database.transaction() as session:
        session.add(Organisation(region_code="AM05", name="Gemeente Elders", code="elders"))
        first = session.exec(select(Organisation).where(Organisation.code == "voorbeeldcollege")).one()
    plain = words(desk, Arrived())
    assert words(desk, Arrived("voorbeeldcollege")) == plain
    assert words(desk, Arrived("elders")) == plain
    assert only_intake(database).came_by_id == first.id


def test_a_link_with_an_unknown_code_is_kindly_noted_and_the_question_is_asked(desk: Desk, database: Database) -> None:
    asked = words(desk, Arrived())
    for code in ("nobody", "' OR 1=1", "ÄÖ🎉", "nul\x00", "\ud800", "x" * 5000):
        noted = words(desk, Arrived(code))
        assert noted != asked
        assert asked in noted
    assert only_intake(database).came_by_id is None


# Where they live.


@ON_SQLITE
def test_the_region_follows_from_the_place(desk: Desk, database: Database) -> None:
    converse(desk, HALIMA, "work_now", Habit(says={"place": "Haaksbergen"}))
    assert only_intake(database).region_code == "AM05"


@ON_SQLITE
def test_whoever_lives_where_no_school_has_a_free_time_hears_so_and_finishes(desk: Desk, database: Database) -> None:
    from_afar = Habit(says={"place": "Rotterdam"})
    reply = converse(desk, HALIMA, "moment", from_afar)
    assert [one.value for one in presses(reply) if not one.value.startswith("!")] == ["none"]
    assert question_of(converse(desk, HALIMA, None, from_afar)) is None
    intake = only_intake(database)
    assert intake.region_code not in (None, "AM05")
    assert intake.finished_at == MONDAY
    with database.transaction() as session:
        assert count(session, Appointment) == 0
        summary = desk.summary(session, intake)
    assert Signal.NO_MOMENT in summary.signals
    assert Signal.NOT_OFFERED in summary.signals


@ON_SQLITE
def test_a_region_without_free_times_left_is_honest_too(desk: Desk, clock: Clock) -> None:
    reply = converse(desk, HALIMA, "moment")
    assert press(reply, "t")
    clock.forward(days=60)
    reply = desk.turn(HALIMA, press(reply, "t"))
    assert question_of(reply) == "moment"
    assert [one.value for one in presses(reply) if not one.value.startswith("!")] == ["none"]
    assert question_of(converse(desk, HALIMA)) is None


@ON_SQLITE
def test_no_time_is_offered_on_the_day_itself(desk: Desk, clock: Clock) -> None:
    for _day in range(10):
        offer = converse(desk, HALIMA, "moment")
        first = press(offer, "t").value
        with desk.database.transaction() as session:
            assert session.get_one(Slot, int(first[1:])).starts_at.date() > clock().date()
        clock.forward(days=1)
        desk.turn(HALIMA, Arrived())


# Permission.


def consents(database: Database) -> list[tuple[str, str, bool]]:
    with database.transaction() as session:
        rows = session.exec(select(Consent).order_by(col(Consent.id))).all()
        return [(row.version, row.language, row.given) for row in rows]


@ON_SQLITE
def test_a_yes_is_kept_with_the_version_of_the_text_and_the_language_it_was_read_in(
    desk: Desk, database: Database
) -> None:
    converse(desk, HALIMA, "name", Habit(wants={"language": ("en",)}))
    assert consents(database) == [(ConsentKind(TERMS).version, "en", True)]


@ON_SQLITE
def test_a_no_is_kept_too_asks_nothing_more_and_can_become_a_yes(desk: Desk, database: Database) -> None:
    reply = desk.turn(HALIMA, press(converse(desk, HALIMA, "consent"), "no"))
    for event in (Arrived(), Said("Halima"), Sent(Unreadable.PHOTO)):
        assert question_of(reply) == "consent"
        reply = desk.turn(HALIMA, event)
    assert [given for _version, _language, given in consents(database)] == [False]
    assert question_of(desk.turn(HALIMA, press(reply, "yes"))) == "name"
    assert [given for _version, _language, given in consents(database)] == [False, True]


@ON_SQLITE
def test_permission_that_was_given_can_be_taken_back_and_stands_so_until_a_new_yes(
    desk: Desk, database: Database
) -> None:
    back = desk.turn(HALIMA, press(converse(desk, HALIMA, "name"), "!back"))
    reply = desk.turn(HALIMA, press(back, "no"))
    assert question_of(reply) == "consent"
    assert [given for _version, _language, given in consents(database)] == [True, False]
    assert question_of(desk.turn(HALIMA, press(back, "!keep"))) == "consent"
    assert [given for _version, _language, given in consents(database)] == [True, False]


# Language.


@ON_SQLITE
def test_the_language_of_a_person_survives_restarts_and_what_their_device_says(
    open_desk: Callable[[], Desk], clock: Clock
) -> None:
    english = Habit(wants={"language": ("en",)})
    converse(open_desk(), HALIMA, "age", english)
    clock.forward(days=200)
    for language in ("nl", "", "xx", "en"):
        reply = open_desk().turn(Visitor("terminal", "halima", language), Arrived())
        assert reply.language == "en"


@ON_SQLITE
@pytest.mark.parametrize(("device", "spoken"), [("en", "en"), ("nl", "nl"), ("xx", "nl"), ("", "nl")])
def test_the_first_question_is_asked_in_the_language_of_the_device_if_we_speak_it(
    device: str, spoken: str, desk: Desk
) -> None:
    assert desk.turn(Visitor("terminal", "halima", device), Arrived()).language == spoken


@ON_SQLITE
def test_a_reply_is_in_the_language_that_was_just_chosen(desk: Desk) -> None:
    reply = desk.turn(HALIMA, Arrived())
    assert desk.turn(HALIMA, press(reply, "en")).language == "en"


# Updates.


def test_an_update_that_comes_again_changes_nothing(desk: Desk, database: Database) -> None:
    reply = converse(desk, HALIMA, "name")
    with database.transaction() as session:
        receive(session, [Received(number, "1", "{}") for number in (1, 2)], MONDAY)
    desk.turn(HALIMA, Said("Halima"), 1)
    before = only_intake(database).version, only_seat(database)
    for event in (Said("Halima"), Said("Iemand anders"), press(reply, "!back"), Said("wis alles"), Arrived()):
        with pytest.raises(Handled):
            desk.turn(HALIMA, event, 1)
    with pytest.raises(Handled):
        desk.turn(HALIMA, Said("niet in de inbox"), 999)
    assert (only_intake(database).version, only_seat(database)) == before
    with database.transaction() as session:
        assert [row.settled for row in session.exec(select(Answer).where(Answer.key == "name"))] == ["Halima"]
    desk.turn(HALIMA, Said("23"), 2)
    with database.transaction() as session:
        rows = session.exec(select(Inbox).order_by(col(Inbox.update_id))).all()
        assert [(row.update_id, row.done_at, row.raw) for row in rows] == [(1, MONDAY, None), (2, MONDAY, None)]


def test_a_turn_that_fails_leaves_its_update_to_be_handled(
    desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    converse(desk, HALIMA, "name")
    with database.transaction() as session:
        receive(session, [Received(1, "1", "{}")], MONDAY)
    with monkeypatch.context() as broken:
        broken.setattr("storage.intakes.save", lambda *_everything: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            desk.turn(HALIMA, Said("Halima"), 1)
    assert question_of(desk.turn(HALIMA, Said("Halima"), 1)) == "age"


# Coming back.


@ON_SQLITE
def test_whoever_comes_back_after_a_year_goes_on_where_they_were(desk: Desk, clock: Clock) -> None:
    converse(desk, HALIMA, "hours")
    clock.forward(days=365)
    assert question_of(desk.turn(HALIMA, Arrived())) == "hours"


@ON_SQLITE
def test_showing_the_question_again_changes_no_answer_and_counts_no_turn(desk: Desk, database: Database) -> None:
    asked = converse(desk, HALIMA, "school")
    version = only_intake(database).version
    again = desk.repeat(HALIMA)
    assert again is not None
    assert again.messages[-1].buttons == asked.messages[-1].buttons
    assert only_intake(database).version == version


@ON_SQLITE
@pytest.mark.parametrize("said", ["wis alles", "stop", "menu", "overzicht", "hulp"])
def test_after_the_question_is_shown_again_a_yes_is_the_answer_to_that_question(
    said: str, open_desk: Callable[[], Desk], database: Database
) -> None:
    desk = open_desk()
    converse(desk, HALIMA, "enrolled")
    desk.turn(HALIMA, Said(said))
    reply = open_desk().repeat(HALIMA)
    assert reply is not None
    assert question_of(reply) == "enrolled"
    assert question_of(desk.turn(HALIMA, Said("ja"))) == "work"
    with database.transaction() as session:
        assert [row.settled for row in session.exec(select(Answer).where(Answer.key == "enrolled"))] == ["yes"]


def test_somebody_who_could_not_be_reached_is_reachable_again_when_they_speak(desk: Desk, database: Database) -> None:
    converse(desk, HALIMA, "age")
    desk.lost(HALIMA)
    desk.lost(Visitor("terminal", "nobody"))
    with database.transaction() as session:
        assert session.exec(select(Person.unreachable_at)).one() == MONDAY
    desk.turn(HALIMA, Said("23"))
    with database.transaction() as session:
        assert session.exec(select(Person.unreachable_at)).one() is None


@ON_SQLITE
def test_asking_for_a_person_is_noted_and_nothing_else_changes(desk: Desk, database: Database) -> None:
    converse(desk, HALIMA, "school")
    assert "Sanne" in words(desk, Said("hulp"))
    assert only_intake(database).asked_person_at == MONDAY
    assert question_of(desk.turn(HALIMA, Said("vmbo"))) == "enrolled"


# Finishing, and changing afterwards.


def test_finishing_is_noted_once_and_a_later_change_moves_the_appointment(
    desk: Desk, database: Database, clock: Clock
) -> None:
    done = converse(desk, HALIMA)
    clock.forward(hours=1)
    overview = desk.turn(HALIMA, press(done, "!overview"))
    changing = desk.turn(HALIMA, next(one for one in presses(overview) if one.question == "moment"))
    with database.transaction() as session:
        [old] = session.exec(select(Appointment)).all()
    new = press(changing, "t")
    assert new.value != f"t{old.slot_id}"
    assert question_of(desk.turn(HALIMA, new)) is None
    with database.transaction() as session:
        first, second = session.exec(select(Appointment).order_by(col(Appointment.id))).all()
    assert first.cancelled_at == MONDAY + timedelta(hours=1)
    assert (second.slot_id, second.cancelled_at) == (int(new.value[1:]), None)
    assert only_intake(database).finished_at == MONDAY


def test_choosing_no_moment_after_all_frees_the_time_for_somebody_else(desk: Desk) -> None:
    arthur = Visitor("terminal", "arthur")
    offered = press(converse(desk, arthur, "moment"), "t").value
    review = converse(desk, HALIMA, "review")
    assert press(desk.turn(arthur, Said("/herhaal")), "t").value != offered
    changing = desk.turn(HALIMA, press(review, "!back"))
    assert question_of(desk.turn(HALIMA, press(changing, "none"))) == "review"
    assert press(desk.turn(arthur, Said("/herhaal")), "t").value == offered


@ON_SQLITE
def test_an_intake_keeps_going_when_its_region_is_there_no_longer(desk: Desk, database: Database) -> None:
    converse(desk, HALIMA, "hours")
    with database.transaction() as session:
        session.exec(select(Intake)).one().region_code = "AM99"
        assert session.get(Region, "AM99") is None
    assert question_of(converse(desk, HALIMA)) is None


@ON_SQLITE
def test_everything_somebody_can_do_is_answered_with_at_least_one_message(desk: Desk) -> None:
    reply = desk.turn(HALIMA, Arrived())
    for _turn in range(60):
        for event in (Said("   "), Said("?" * 10_000), Edited("")):
            assert desk.turn(HALIMA, event).messages
        event_or_done = next_event(desk.repeat(HALIMA) or reply)
        if event_or_done is None:
            return
        reply = desk.turn(HALIMA, event_or_done)
        assert reply.messages
    raise AssertionError("the conversation does not end")
