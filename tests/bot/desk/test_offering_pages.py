"""What schools offer, kept in the chat: who may look, who may change what, and what candidates and coordinators see of it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from bot import demo
from bot.desk import Desk, Reply
from dialogs.check import MOST_CHARACTERS
from dialogs.events import Pressed, Said
from dialogs.pages.offering import MOST_ENDING
from people.roles import Role
from storage import offering
from storage.audit import Deed
from storage.offering import Offered
from storage.tables import Appointment, Audit, Offering, Organisation
from tests.bot.desk.cast import HERE, Cast, buttons, in_words, own_intake, person, token_of, visitor
from tests.bot.desk.promises import hold, is_refused
from tests.bot.someone import converse, press
from tests.conftest import MONDAY, Clock

HAIRDRESSER, GREEN = "27128", "25746"
OURS, THEIRS = "Voorbeeldcollege Twente", "ROC Oost"
PAGES = ("offered+", "offered", "offered~", "offered-")


@pytest.fixture
def clock(cast_and_clock: tuple[Cast, Clock]) -> Clock:
    return cast_and_clock[1]


@pytest.fixture
def cast(cast_and_clock: tuple[Cast, Clock]) -> Cast:
    return cast_and_clock[0]


def number(cast: Cast, name: str = OURS) -> int:
    """The number of a school."""
    with cast.desk.database.reading() as session:
        return session.exec(select(Organisation.id).where(Organisation.name == name)).one()


def kept(cast: Cast) -> dict[tuple[int, str], Offered]:
    """All that is kept of what schools offer."""
    with cast.desk.database.reading() as session:
        rows = session.exec(select(Offering)).all()
        found = [offering.kept(session, row.school_id, row.crebo) for row in rows]
    return {(one.school, one.crebo): one for one in found if one is not None}


def words(cast: Cast, name: str, page: str, argument: str = "") -> str:
    """What somebody reads on a page."""
    return in_words(cast.goes(name, page, argument).messages)


def keeps(cast: Cast, *offered: Offered) -> None:
    """A school offers this, however that came about."""
    with cast.desk.database.transaction() as session:
        for one in offered:
            offering.keep(session, cast.desk.knowledge.catalogue, one)


def likes_hair(desk: Desk, name: str) -> Reply:
    """A candidate wants to cut hair and nothing else; gives back what they are asked about the moment."""
    reply = converse(desk, visitor(name), "work")
    reply = desk.turn(visitor(name), Said("haar knippen"))
    for value in ("yes:", "none", "go"):
        reply = desk.turn(visitor(name), press(reply, value))
    return converse(desk, visitor(name), "moment")


@pytest.mark.parametrize("name", ["sanne", "noor", "carla"])
def test_whoever_advises_candidates_can_look_at_what_schools_in_the_region_offer(name: str, cast: Cast) -> None:
    shown = words(cast, name, "offering")
    assert "crebo 25740" in shown
    assert "Assistent bouwen, wonen en onderhoud, Entree" in shown
    assert ("➕ Voeg toe" in shown) == (name != "sanne")
    assert ("🎯 Wensen zonder aanbod" in shown) == (name == "carla")
    assert words(cast, name, "school", str(number(cast))) == shown


@pytest.mark.parametrize("name", ["ada", "kees", "zef", "tom"])
def test_for_all_others_it_is_not(name: str, cast: Cast) -> None:
    for page in ("offering", "school", "wishes", "wish", *PAGES):
        assert OURS not in words(cast, name, page, str(number(cast)))
    assert is_refused(cast.goes(name, "school", str(number(cast)))) or name == "tom"


@pytest.mark.parametrize("name", ["sanne", "ada", "kees", "dirk", "greta", "joris"])
def test_nobody_changes_what_a_school_offers_but_its_advisers_and_the_coordinator(name: str, cast: Cast) -> None:
    cast.joins("joris", Role.ADVISER, HERE, THEIRS)
    before, school = kept(cast), number(cast)
    arguments = [f"{school}.{GREEN}{how}" for how in ("", ".contact", ".last", ".today", ".gone")]
    for page in PAGES:
        for argument in (str(school), *arguments):
            assert is_refused(cast.goes(name, page, argument)), (page, argument)
    assert kept(cast) == before


@pytest.mark.parametrize("name", ["carla", "noor"])
def test_what_is_there_is_changed_in_one_question_and_that_is_noted(name: str, cast: Cast) -> None:
    about = f"{number(cast)}.{GREEN}"
    cast.goes(name, "offered~", f"{about}.contact")
    assert "Bel Wim" in in_words(cast.says(name, "Bel Wim").messages)
    cast.goes(name, "offered~", f"{about}.last")
    cast.says(name, "31 juli 2027")
    key = (number(cast), GREEN)
    assert kept(cast)[key] == Offered(*key, "Bel Wim", None, date(2027, 7, 31))
    cast.goes(name, "offered~", f"{about}.first")
    assert "niets veranderd" in in_words(cast.says(name, "1 augustus 2027").messages)
    assert kept(cast)[key].valid_from is None
    cast.goes(name, "offered-", f"{about}.today")
    assert kept(cast)[key].valid_until == MONDAY.date()
    for _tap in range(2):
        assert "➕ Voeg toe" in words(cast, name, "offered-", f"{about}.gone")
        assert key not in kept(cast)
    with cast.desk.database.reading() as session:
        noted = session.exec(select(Audit).where(Audit.what == "offering")).all()
        assert {row.who_id for row in noted} == {person(session, name).id}
    assert [(row.deed, row.region_code) for row in noted] == [(Deed.CHANGED.value, HERE)] * 4


def test_an_adviser_speaks_for_their_own_school_wherever_they_go_back_to(cast: Cast) -> None:
    cast.joins("joris", Role.ADVISER, HERE, THEIRS)
    cast.goes("joris", "offered+", str(number(cast, THEIRS)))
    cast.says("joris", "terug")
    shown = in_words(cast.screen["joris"])
    assert THEIRS in shown
    assert OURS not in shown
    [school] = [one for one in buttons(cast.screen["joris"]) if one.value == str(number(cast, THEIRS))]
    cast.does("joris", Pressed(school.token, school.question, school.revision, str(number(cast))))
    cast.does("joris", school)
    cast.says("joris", HAIRDRESSER, "overslaan", "al", "geen")
    assert {school for school, crebo in kept(cast) if crebo == HAIRDRESSER} == {number(cast, THEIRS)}


def test_whoever_works_elsewhere_before_the_last_question_keeps_nothing(cast: Cast) -> None:
    cast.joins("joris", Role.ADVISER, HERE, THEIRS)
    cast.goes("joris", "offered+", str(number(cast, THEIRS)))
    cast.says("joris", HAIRDRESSER, "overslaan", "al")
    with cast.desk.database.transaction() as session:
        person(session, "joris").organisation_id = session.exec(
            select(Organisation.id).where(Organisation.name == OURS)
        ).one()
    assert is_refused(cast.says("joris", "geen"))
    assert HAIRDRESSER not in {crebo for _school, crebo in kept(cast)}


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("99999", "ken ik niet"),
        ("27128 25746", "Welke bedoel je?"),
        ("qwzx jklp", "Typ een crebo"),
        ("kapper", "Kapper, niveau 2"),
        ("allround kapper", "niveau 3, crebo 27130"),
        ("25641", "contact"),
    ],
)
def test_a_crebo_is_typed_as_a_number_of_any_generation_or_in_words_of_any_level(
    said: str, answer: str, cast: Cast
) -> None:
    cast.goes("carla", "offered+", str(number(cast)))
    reply = cast.says("carla", said)
    hold(reply)
    assert answer in in_words(reply.messages)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("zomaar", "Welke dag bedoel je?"),
        ("1 november", "Die dag is geweest"),
        ("maandag 31 juli 2027", "een andere dag van de week"),
        ("30 november 2026", "Dat is vóór de eerste dag, dinsdag 1 december 2026"),
        ("1 december 2026", "vanaf dinsdag 1 december 2026 tot en met dinsdag 1 december 2026"),
    ],
)
def test_the_last_day_is_a_day_that_is_there_and_not_before_the_first(said: str, answer: str, cast: Cast) -> None:
    cast.goes("carla", "offered+", str(number(cast)))
    cast.says("carla", HAIRDRESSER, "overslaan", "1 december")
    reply = cast.says("carla", said)
    hold(reply)
    assert answer in in_words(reply.messages)


def test_what_ends_within_four_weeks_is_told_on_the_page_until_its_last_day_is_over(cast: Cast, clock: Clock) -> None:
    last = MONDAY.date() + timedelta(days=29)
    cast.joins("joris", Role.ADVISER, HERE, THEIRS)
    keeps(cast, Offered(number(cast), HAIRDRESSER, valid_until=last))

    def tells(now: datetime) -> tuple[bool, bool]:
        clock.now = now
        ending = "Loopt binnen vier weken af" in words(cast, "carla", "offering")
        return ending, f"{OURS}: 16 opleidingen" in words(cast, "carla", "offering")

    assert tells(MONDAY) == (False, True)
    assert tells(datetime(2026, 11, 23, 23, 0, tzinfo=UTC)) == (True, True)  # it is Tuesday there
    assert tells(datetime(2026, 12, 22, 22, 59, tzinfo=UTC)) == (True, True)
    assert tells(datetime(2026, 12, 22, 23, 0, tzinfo=UTC)) == (False, False)
    assert "afgelopen, tot en met dinsdag 22 december 2026" in words(cast, "carla", "school", f"{number(cast)}.15")


def test_however_much_there_is_every_page_can_be_shown_and_all_of_it_is_reached(cast: Cast) -> None:
    crebos = [family.id for family in cast.desk.knowledge.catalogue.families.values()][:120]
    longest = "W" * 120
    cast.joins("joris", Role.ADVISER, HERE, THEIRS)
    last = MONDAY.date()
    keeps(cast, *(Offered(number(cast), crebo, longest, last, last) for crebo in crebos))
    seen: set[str] = set()
    shown = cast.goes("carla", "school", str(number(cast))).messages
    for _page in range(30):
        assert len(in_words(shown).encode("utf-16-le")) // 2 < MOST_CHARACTERS
        seen |= {press.value.partition(".")[2] for press in buttons(shown) if press.question == "offered"}
        on = [button.press for row in shown[0].buttons for button in row if is_next(button.label.msgid)]
        if not on:
            break
        shown = cast.does("carla", on[0]).messages
    assert seen >= set(crebos)
    overview = cast.goes("carla", "offering").messages
    assert in_words(overview).count("tot en met") == MOST_ENDING
    assert f"en nog {len(crebos) - MOST_ENDING}" in in_words(overview)


def is_next(label: str) -> bool:
    """Whether a button leads to the next page."""
    return label.startswith("Volgende")


def test_a_candidate_finds_what_is_offered_and_when_it_has_ended_nobody_offers_it(desk: Desk, clock: Clock) -> None:
    """On both kinds of database."""
    with desk.database.transaction() as session:
        school = session.exec(select(Organisation.id).where(Organisation.code == demo.SCHOOL_CODE)).one()
        last = MONDAY.date() + timedelta(days=2)
        offering.keep(session, desk.knowledge.catalogue, Offered(school, HAIRDRESSER, "", None, last))
    reply = likes_hair(desk, "mila")
    assert "24 november" in in_words(reply.messages)
    assert "donderdag" not in in_words(reply.messages), "that is after its last day"
    desk.turn(visitor("mila"), press(reply, "t"))
    clock.now = datetime(2026, 11, 25, 22, 59, tzinfo=UTC)
    assert "Geen school in jouw regio" not in in_words(likes_hair(desk, "ola").messages)
    clock.forward(minutes=1)
    again = desk.repeat(visitor("ola"))
    assert again is not None
    assert "Geen school in jouw regio" in in_words(again.messages)
    with desk.database.reading() as session:
        held = session.exec(select(Appointment).where(Appointment.intake_id == own_intake(session, "mila").id)).one()
        assert held.cancelled_at is None, "what was planned stays"


def test_the_coordinator_sees_who_wants_what_nobody_offers_until_somebody_does(cast: Cast) -> None:
    likes_hair(cast.desk, "zef")
    assert "Kapper, niveau 2, crebo 27128. 1 ja, sinds november 2026" in words(cast, "carla", "wishes")
    shown = cast.goes("carla", "wish", HAIRDRESSER).messages
    assert "Zef" in in_words(shown)
    assert token_of(cast.desk.database, "zef") in {press.value for press in buttons(shown)}
    for name in ("sanne", "noor", "ada", "greta", "kees"):
        assert "Zef" not in words(cast, name, "wish", HAIRDRESSER)
        assert "27128" not in words(cast, name, "wishes")
    keeps(cast, Offered(number(cast), "25641"))
    assert "27128" not in words(cast, "carla", "wish", HAIRDRESSER)
