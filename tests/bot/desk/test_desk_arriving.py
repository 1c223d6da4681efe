"""Links: good ones, and those that were forwarded, used, withdrawn, made for somebody else or for another region."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.desk.arriving import FOREIGN, NOT_YOUR_PHONE, OWN_INVITATION, OWN_LINK, TOO_LATE, WORTHLESS
from dialogs.events import Arrived
from dialogs.messages import Message
from dialogs.pages import talk
from dialogs.text import Text, render
from people.roles import Role
from storage.invitations import Worth, organisation_named
from storage.tables import Answer, Intake, Invitation, Person
from tests.bot.desk.cast import (
    ELSEWHERE,
    HERE,
    Cast,
    answers,
    in_words,
    own_intake,
    person,
    rows_about,
    token_of,
)
from tests.bot.desk.promises import hold, is_refused
from tests.conftest import Clock


def texts(*messages: Message) -> list[Text]:
    return [line.text for message in messages for line in message.lines]


def invitation_of(cast: Cast, inviter: str, role: str, organisation: str = "") -> str:
    """The code of a fresh invitation for a post."""
    cast.goes(inviter, "invite", role)
    if organisation:
        with cast.desk.database.reading() as session:
            where = organisation_named(session, HERE, organisation)
        cast.goes(inviter, "invite", f"{role}.{where.id}")
    return cast.codes[-1]


@pytest.mark.parametrize("name", ["tom", "kees", "zef", "sanne", "noor", "ada", "dirk"])
@pytest.mark.parametrize("worth", WORTHLESS, ids=str)
@pytest.mark.parametrize("kind", ["post", "candidate"])
def test_a_link_that_is_worth_nothing_says_so_kindly_and_changes_nothing(
    kind: str, worth: Worth, name: str, cast_and_clock: tuple[Cast, Clock]
) -> None:
    cast, clock = cast_and_clock
    database = cast.desk.database
    nova = cast.begins("bram", "Nova")
    code = invitation_of(cast, "carla", "coordinator") if kind == "post" else cast.links("bram", nova)
    match worth:
        case Worth.USED:
            cast.opens("somebody", code)
        case Worth.EXPIRED:
            clock.now += timedelta(days=31)
        case Worth.WITHDRAWN if kind == "post":
            with database.reading() as session:
                newest = session.exec(select(Invitation).where(Invitation.role == "coordinator")).all()[-1]
            cast.goes("carla", "withdraw", str(newest.id))
        case _:
            cast.links("bram", nova)
    before = parts(cast), roles(cast)
    reply = cast.opens(name, code)
    hold(reply)
    assert texts(*reply.messages)[0] == WORTHLESS[worth]
    assert "Nova" not in in_words(reply.messages)
    assert (parts(cast), roles(cast)) == before


def parts(cast: Cast) -> dict[str, tuple[object, ...]]:
    """Who has which part in each intake, and how much was said there."""
    with cast.desk.database.reading() as session:
        said = Counter(session.exec(select(Answer.intake_id)))
        return {
            one.token: (one.candidate_id, one.consultant_id, one.region_code, said[one.id])
            for one in session.exec(select(Intake))
        }


def roles(cast: Cast) -> dict[str, str | None]:
    with cast.desk.database.reading() as session:
        return {one.address: one.role for one in session.exec(select(Person)) if one.address != "tom"}


def test_whoever_works_in_another_region_stays_there_and_the_invitation_stays_good(cast: Cast) -> None:
    code = invitation_of(cast, "carla", "coordinator")
    assert texts(*cast.opens("dirk", code).messages) == [FOREIGN]
    assert texts(*cast.opens("greta", code).messages) == [FOREIGN]
    cast.opens("tom", code)
    with cast.desk.database.reading() as session:
        assert (person(session, "dirk").region_code, person(session, "tom").role) == (ELSEWHERE, "coordinator")


@pytest.mark.parametrize("role", ["coordinator", "consultant"])
def test_whoever_tries_their_own_invitation_keeps_the_role_and_the_invitation_stays_good(role: str, cast: Cast) -> None:
    code = invitation_of(cast, "carla", role, "" if role == "coordinator" else "Gemeente Enschede")
    assert texts(*cast.opens("carla", code).messages) == [OWN_INVITATION]
    assert roles(cast)["carla"] == "coordinator"
    cast.opens("tom", code)
    with cast.desk.database.reading() as session:
        assert person(session, "tom").role == role


def test_a_consultant_who_opens_the_link_of_a_candidate_is_no_candidate(cast: Cast) -> None:
    token = cast.begins("sanne", "Nova")
    code = cast.links("sanne", token)
    assert texts(*cast.opens("sanne", code).messages) == [OWN_LINK]
    assert is_refused(cast.goes("sanne", "guide", code))
    hold(cast.opens("nova", code))
    with cast.desk.database.reading() as session:
        assert own_intake(session, "nova").token == token


def test_a_link_to_go_on_with_on_a_new_phone_is_nothing_for_who_has_an_intake(cast: Cast) -> None:
    database = cast.desk.database
    code = cast.links("bram", token_of(database, "mira"))
    before = rows_about(database, "mira"), rows_about(database, "zef")
    reply = cast.opens("zef", code)
    hold(reply)
    assert texts(*reply.messages) == list(NOT_YOUR_PHONE)
    assert is_refused(cast.goes("zef", "guide", code))
    assert (rows_about(database, "mira"), rows_about(database, "zef")) == before
    assert "Mira" not in in_words(reply.messages)


def test_on_a_new_phone_the_candidate_goes_on_and_the_old_one_has_no_part_any_more(cast: Cast) -> None:
    database = cast.desk.database
    token, before = token_of(database, "mira"), answers(database, "mira")
    old = cast.says("mira", "/herhaal").messages[-1].buttons[0][0].press
    code = cast.links("bram", token)
    cast.says("new phone", "hoi")
    reply = cast.opens("new phone", code)
    assert reply.messages[-1].question == "school"
    assert {key: value for key, (value, _by) in answers(database, "new phone").items()} == {
        key: value for key, (value, _by) in before.items()
    }
    assert talk.NEW_PHONE.msgid in [text.msgid for text in texts(*cast.hears("bram"))]
    cast.does("mira", old)
    cast.says("mira", "havo")
    assert "school" not in answers(database, "new phone")


@pytest.mark.parametrize("said", [(), ("Nederlands",), ("English", "taal")], ids=len)
def test_whoever_is_somebody_else_leaves_nothing_behind_until_they_have_answered(
    said: tuple[str, ...], cast: Cast
) -> None:
    database = cast.desk.database
    token = cast.begins("sanne", "Nova")
    cast.opens("tom", cast.links("sanne", token))
    for words in said:
        cast.says("tom", words)
    reply = cast.goes("tom", "not_me", token)
    hold(reply)
    with database.reading() as session:
        assert session.exec(select(Person).where(Person.address == "tom")).first() is None
    assert talk.WRONG_PERSON.msgid in [text.msgid for text in texts(*cast.hears("sanne"))]
    hold(cast.opens("nova", cast.links("sanne", token)))
    assert answers(database, "nova").keys() == {"name", "target_group"}


def test_whoever_has_answered_cannot_say_any_more_that_it_is_not_theirs(cast: Cast) -> None:
    token = cast.begins("sanne", "Nova")
    cast.opens("tom", cast.links("sanne", token))
    cast.says("tom", "Nederlands", "ja")
    reply = cast.goes("tom", "not_me", token)
    hold(reply)
    assert texts(*reply.messages) == [TOO_LATE]
    assert token_of(cast.desk.database, "tom") == token


def test_a_colleague_who_opens_the_link_of_a_candidate_gets_rid_of_it(cast: Cast) -> None:
    token = cast.begins("sanne", "Nova")
    cast.opens("bram", cast.links("sanne", token))
    hold(cast.goes("bram", "not_me", token))
    assert roles(cast)["bram"] == "consultant"
    hold(cast.opens("nova", cast.links("sanne", token)))
    assert is_refused(cast.goes("bram", "case", token))


def test_a_candidate_chooses_who_guides_them_and_keeps_what_they_said(cast: Cast) -> None:
    database = cast.desk.database
    code = cast.links("sanne", cast.begins("sanne", "Mira Zonder Achternaam"))
    mine = {key: value for key, value in answers(database, "mira").items() if key != "target_group"}
    asked = cast.opens("mira", code)
    assert "Sanne" in in_words(asked.messages)
    hold(cast.picks("mira", "guide"))
    assert {key: value for key, value in answers(database, "mira").items() if key != "target_group"} == mine
    assert "Mira" in in_words(cast.hears("bram"))
    assert is_refused(cast.goes("bram", "case", token_of(database, "mira")))
    assert not is_refused(cast.goes("sanne", "case", token_of(database, "mira")))
    with database.reading() as session:
        assert not session.exec(select(Intake).where(col(Intake.candidate_id).is_(None))).all()


def test_a_candidate_who_lets_it_be_keeps_the_consultant(cast: Cast) -> None:
    before = rows_about(cast.desk.database, "mira")["answer"]
    code = cast.links("sanne", cast.begins("sanne", "Nova"))
    cast.opens("mira", code)
    assert cast.picks("mira", "!on").messages[-1].question == "school"
    assert rows_about(cast.desk.database, "mira")["answer"] == before
    assert not is_refused(cast.goes("bram", "case", token_of(cast.desk.database, "mira")))


def test_whoever_gets_a_post_without_candidates_leaves_theirs_to_others(cast: Cast) -> None:
    database = cast.desk.database
    cast.joins("bram", Role.ADVISER, HERE, "Voorbeeldcollege Twente")
    with database.reading() as session:
        assert own_intake(session, "mira").consultant_id is None
    assert "Mira" in in_words(cast.goes("carla", "mine").messages)
    assert "Bram" in in_words(cast.hears("mira"))
    assert "Bram" in in_words(cast.hears("carla"))
    assert is_refused(cast.goes("bram", "case", token_of(database, "mira")))


def test_whoever_has_a_higher_post_is_asked_before_they_get_a_lower_one(cast: Cast) -> None:
    code = invitation_of(cast, "ada", "consultant", "UWV Hengelo")
    asked = cast.opens("carla", code)
    assert "Je bent nu coördinator. Met deze link word je consulent" in in_words(asked.messages)
    cast.picks("carla", "home")
    with cast.desk.database.reading() as session:
        assert person(session, "carla").role == Role.COORDINATOR.value
    cast.opens("carla", code)
    assert "Je bent nu consulent bij UWV Hengelo" in in_words(cast.picks("carla", "post").messages)
    with cast.desk.database.reading() as session:
        assert person(session, "carla").role == Role.CONSULTANT.value
    assert is_refused(cast.goes("kees", "post", code))
    assert "al gebruikt" in in_words(cast.goes("ada", "post", code).messages)
    with cast.desk.database.reading() as session:
        assert person(session, "ada").role == Role.ADMINISTRATOR.value


def test_whoever_let_somebody_in_hears_what_they_can_do_when_it_is_the_wrong_one(cast: Cast) -> None:
    of_carla, of_bram = (
        invitation_of(cast, "carla", "consultant", "UWV Hengelo"),
        invitation_of(cast, "bram", "consultant"),
    )
    for name, code in {"nina": of_carla, "omar": of_bram}.items():
        cast.opens(name, code)
        cast.says(name, name.capitalize())
    assert "Neem de rol dan weg" in in_words(cast.hears("carla"))
    assert "Zeg het de coördinator" in in_words(cast.hears("bram"))


def test_opening_any_link_shows_at_least_one_message(cast: Cast) -> None:
    for name in ("tom", "kees", "sanne", "ada"):
        for code in ("", "voorbeeldcollege", "nothing", "x" * 64, "\x00", "\ud800", "' OR 1=1"):
            reply = cast.does(name, Arrived(code))
            hold(reply)
            assert render(reply.messages[0].lines[0].text, reply.language)
