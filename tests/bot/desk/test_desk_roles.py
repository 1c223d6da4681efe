"""A role that is taken away, in the middle of anything; and several candidates at once."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.desk.arriving import OLD_BUTTON
from dialogs.events import Said
from storage.tables import Invitation, Outbox, Person, Seat
from tests.bot.desk.cast import Cast, answers, buttons, in_words, own_intake, person, rows_about, token_of, visitor
from tests.bot.desk.promises import hold, is_refused
from tests.conftest import Clock


@pytest.fixture
def clock(cast_and_clock: tuple[Cast, Clock]) -> Clock:
    return cast_and_clock[1]


@pytest.fixture
def cast(cast_and_clock: tuple[Cast, Clock]) -> Cast:
    return cast_and_clock[0]


def loses_role(cast: Cast, name: str, by: str = "carla") -> None:
    with cast.desk.database.reading() as session:
        number = person(session, name).id
    cast.goes(by, "take_role", str(number))
    cast.picks(by, "take_role!")


DOING = {
    "at the begin": [],
    "in the candidate's questions": ["together"],
    "in the own questions": ["background"],
    "planning": ["plan"],
    "writing to the candidate": ["talk"],
    "in a form": ["new"],
    "inviting": ["invite"],
}


@pytest.mark.parametrize("doing", DOING)
def test_whoever_loses_the_role_in_the_middle_sees_and_changes_nothing_any_more(doing: str, cast: Cast) -> None:
    database = cast.desk.database
    token = token_of(database, "mira")
    for page in DOING[doing]:
        cast.goes("bram", page, token)
    on_screen = buttons(cast.screen.get("bram", ()))
    loses_role(cast, "bram")
    for message in cast.hears("bram"):
        assert "Mira" not in in_words((message,))
    before = rows_about(database, "mira")
    for press in on_screen:
        reply = cast.does("bram", press)
        hold(reply)
        assert is_refused(reply) or reply.messages[0].lines[0].text == OLD_BUTTON or press.question == "know"
        assert "Mira" not in in_words(reply.messages)
    for words in ("/nieuw", "/mijn", "23", "overzicht"):
        reply = cast.says("bram", words)
        hold(reply)
        assert "Mira" not in in_words(reply.messages)
    assert rows_about(database, "mira") == before


def test_whoever_loses_the_role_hears_nothing_of_anybody_any_more(cast: Cast, clock: Clock) -> None:
    cast.says("mira", "vmbo")  # in three days Bram would hear that she is silent
    clock.forward(hours=12)
    cast.says("mira", "hulp", "een vraag in de nacht")
    cast.goes("bram", "new")
    cast.says("bram", "Geheime Naam")
    cast.goes("bram", "invite", "consultant")
    code = cast.codes[-1]
    loses_role(cast, "bram")
    with cast.desk.database.reading() as session:
        bram = person(session, "bram")
        assert not session.exec(select(Seat).where(Seat.person_id == bram.id)).all()
        letters = select(Outbox).where(Outbox.person_id == bram.id, col(Outbox.sent_at).is_(None))
        assert [letter.about_id for letter in session.exec(letters)] == [None]
        assert session.exec(select(Invitation).where(Invitation.invited_by_id == bram.id)).all()[-1].withdrawn_at
    clock.forward(hours=12)
    assert "Mira" not in in_words(cast.hears("bram"))
    clock.forward(days=4)
    assert not cast.hears("bram")
    assert is_refused(cast.opens("tom", code)) or "vraag om een nieuwe" in in_words(cast.screen["tom"]).lower()


def test_the_candidates_of_whoever_lost_the_role_hear_so_and_are_seen_by_the_coordinator(cast: Cast) -> None:
    cast.says("mira", "hulp")
    loses_role(cast, "bram", by="ada")
    told = in_words(cast.hears("mira"))
    assert "Bram (UWV Hengelo) is niet meer je begeleider" in told
    assert "Je praat nu met Carla" in told
    assert "1 kandidaat van Bram" in in_words(cast.hears("carla"))
    assert "Mira" in in_words(cast.goes("carla", "mine").messages)
    cast.says("mira", "hallo?")
    assert "hallo?" in in_words(cast.hears("carla"))


def test_whoever_loses_the_role_keeps_an_intake_of_their_own(cast: Cast) -> None:
    database = cast.desk.database
    with database.transaction() as session:
        bram, mira = person(session, "bram"), person(session, "mira")
        mira.role, mira.region_code, mira.name = "consultant", bram.region_code, "Mira"
        session.add(mira)
    cast.goes("mira", "own")
    before = answers(database, "mira")
    loses_role(cast, "mira")
    cast.hears("mira")
    assert cast.says("mira", "vmbo").messages[-1].question == "enrolled"
    assert answers(database, "mira") == {**before, "school": ("vmbo", "mira")}


def test_nobody_takes_their_own_role_away_nor_that_of_somebody_elsewhere(cast: Cast) -> None:
    with cast.desk.database.reading() as session:
        numbers = {name: person(session, name).id for name in ("carla", "greta", "dirk", "kees")}
    for number in numbers.values():
        assert is_refused(cast.goes("carla", "take_role", str(number)))
        assert is_refused(cast.goes("carla", "take_role!", str(number)))
    with cast.desk.database.reading() as session:
        assert [session.get_one(Person, number).role for number in numbers.values()] == [
            "coordinator",
            "coordinator",
            "consultant",
            None,
        ]


# Several candidates at once.


def test_what_is_typed_belongs_to_the_candidate_whose_button_was_pressed_last(cast: Cast) -> None:
    database = cast.desk.database
    nova = cast.begins("bram", "Nova")
    cast.goes("bram", "together", token_of(database, "mira"))
    of_mira = cast.screen["bram"]
    cast.goes("bram", "together", nova)
    cast.says("bram", "Nederlands", "ja")
    why = next(press for press in buttons(of_mira) if press.value == "!why")
    assert cast.does("bram", why).messages[-1].question == "school"
    assert cast.does("bram", Said("vmbo")).messages[-1].question == "enrolled"
    assert answers(database, "mira")["school"] == ("vmbo", "bram")


def test_what_is_typed_after_an_old_button_is_not_sent_to_who_was_written_to(cast: Cast) -> None:
    database = cast.desk.database
    nova = cast.begins("bram", "Nova")
    cast.goes("bram", "together", nova)
    of_nova = buttons(cast.screen["bram"])
    cast.goes("bram", "talk", token_of(database, "mira"))
    cast.does("bram", next(press for press in of_nova if press.value == "nl"))
    cast.says("bram", "ja")
    assert not cast.hears("mira")


def test_a_coordinator_takes_no_role_away_that_they_cannot_give(cast: Cast) -> None:
    with cast.desk.database.reading() as session:
        ada, sanne = person(session, "ada").id, person(session, "sanne").id
    offered = {press.value for press in buttons(cast.goes("carla", "people").messages) if press.question == "take_role"}
    assert str(sanne) in offered
    assert str(ada) not in offered
    for page in ("take_role", "take_role!"):
        assert is_refused(cast.goes("carla", page, str(ada)))
    with cast.desk.database.reading() as session:
        assert person(session, "ada").role == "administrator"


def test_a_professional_sees_above_each_question_whose_intake_it_is(cast: Cast) -> None:
    token = token_of(cast.desk.database, "mira")
    for page in ("together", "background", "plan"):
        assert in_words(cast.goes("bram", page, token).messages).startswith("👤 Mira\n")
    assert "👤 Mira" not in in_words(cast.says("mira", "herhaal").messages)


def test_after_a_restart_a_professional_is_shown_the_question_or_the_begin_again(cast: Cast) -> None:
    at_home = cast.desk.repeat(visitor("sanne"))
    assert at_home is not None
    assert "wat wil je doen" in in_words(at_home.messages)
    cast.goes("sanne", "new")
    again = cast.desk.repeat(visitor("sanne"))
    assert again is not None
    assert again.messages[-1].question == "name"
    assert cast.desk.repeat(visitor("tom")) is None


def test_what_somebody_does_who_may_not_any_more_is_not_repeated(cast: Cast) -> None:
    database = cast.desk.database
    token = token_of(database, "zef")
    cast.goes("carla", "plan", token)
    with database.transaction() as session:
        intake = own_intake(session, "zef")
        intake.region_code = "AM01"
        session.add(intake)
    assert cast.desk.repeat(visitor("carla")) is None
    assert is_refused(cast.says("carla", "1"))
    hold(cast.goes("carla", "home"))


def test_a_candidate_is_reminded_once_a_day_and_not_before_a_yes(cast: Cast, clock: Clock) -> None:
    token = token_of(cast.desk.database, "mira")
    for _again in range(3):
        hold(cast.goes("bram", "remind", token))
    assert len(cast.hears("mira")) == 1
    clock.forward(days=1)
    cast.goes("bram", "remind", token)
    clock.now += timedelta(minutes=1)
    assert len(cast.hears("mira")) == 1
