"""Buttons that lead to a page, as anybody may make them up: of others, of another region, wrong, or rubbish."""

import re
from collections.abc import Iterator

import pytest

from bot.desk.pages import PAGES
from dialogs.events import Pressed
from dialogs.pages.going import PAGE
from people.policy import Action, may
from people.roles import Role
from storage import people
from storage.intakes import about
from storage.tables import Contact
from tests.bot.desk.cast import (
    ALONE,
    ELSEWHERE,
    EVERYBODY,
    GUIDED,
    POSTS,
    STRANGER,
    Cast,
    buttons,
    in_words,
    own_intake,
    person,
    rows_about,
    rows_of_region,
    token_of,
)
from tests.bot.desk.promises import hold, is_refused

STRANGERS = ("sanne", "bram", "ada", "greta", "mira", "kees", STRANGER)
"""Somebody of each kind who has nothing to do with a candidate: of this region and of another one."""
CHANGING = {
    "let_go!",
    "take_role!",
    "hand",
    "take",
    "withdraw",
    "contact-",
    "talked",
    "remind",
    "off",
    "times-",
    "offered-",
}
"""Pages that change what other buttons are about."""
RUBBISH = ("", "é" * 25, "-1", "²", "٣", "9" * 5000, "999999999", "a.b.c", "\x00", "\ud800")


def who_may_not_see(cast: Cast, candidate: str) -> Iterator[str]:
    """Everybody who is not entitled to anything of a candidate."""
    with cast.desk.database.reading() as session:
        what = about(session, own_intake(session, candidate))
        for name in EVERYBODY:
            if name != STRANGER and not may(people.actor(person(session, name)), Action.SEE_ANSWERS, what):
                yield name
    yield STRANGER


@pytest.mark.parametrize("candidate", [*GUIDED, ALONE])
def test_nobody_who_may_not_see_a_candidate_sees_or_changes_anything_of_them_by_any_page(
    candidate: str, cast: Cast
) -> None:
    database = cast.desk.database
    token, before = token_of(database, candidate), rows_about(database, candidate)
    strangers = [name for name in who_may_not_see(cast, candidate) if name in STRANGERS]
    assert {STRANGER, "ada"} <= set(strangers)
    assert GUIDED.get(candidate) not in strangers
    for name in strangers:
        number = ""
        if name != STRANGER:
            with database.reading() as session:
                number = f".{person(session, name).id}"
        for page in PAGES:
            for argument in {token, token + number}:
                reply = cast.goes(name, page, argument)
                hold(reply)
                assert candidate.capitalize() not in in_words(reply.messages), (name, page)
        assert rows_about(database, candidate) == before, name


@pytest.mark.parametrize("name", ["kees", "noor", "carla", STRANGER])
def test_a_button_that_says_rubbish_is_answered_kindly(name: str, cast: Cast) -> None:
    for page in [*PAGES, "nothing", "", "@"]:
        for argument in RUBBISH:
            hold(cast.goes(name, page, argument))
    assert is_refused(cast.goes(name, "nothing")) or name == STRANGER


@pytest.mark.parametrize("name", ["sanne", "carla"])
def test_nothing_of_another_region_is_touched_by_its_number(name: str, cast: Cast) -> None:
    database = cast.desk.database
    cast.goes("greta", "invite", "coordinator")
    with database.transaction() as session:
        session.add(Contact(region_code=ELSEWHERE, line="Wiebe van Groningen", for_candidates=True))
    numbers = {str(row[0]) for rows in rows_of_region(database, ELSEWHERE).values() for row in rows}
    before = rows_of_region(database, ELSEWHERE)
    assert before.keys() >= {"person", "invitation", "contact", "organisation", "intake"}
    for page in PAGES:
        for argument in (*numbers, *(f"{Role.ADVISER.value}.{number}" for number in numbers)):
            reply = cast.goes(name, page, argument)
            hold(reply)
            assert not re.search("Greta|Dirk|Groningen|Wiebe", in_words(reply.messages)), (page, argument)
    assert rows_of_region(database, ELSEWHERE) == before


@pytest.mark.parametrize("name", [*POSTS, *GUIDED])
def test_no_button_that_somebody_is_shown_is_refused_to_them(name: str, cast: Cast) -> None:
    seen = [one for one in (*GUIDED, ALONE) if name in POSTS and name not in who_may_not_see(cast, one)]
    todo = [Pressed(PAGE, "home" if name in POSTS else "know", 0, "")]
    todo += [Pressed(PAGE, "case", 0, token_of(cast.desk.database, candidate)) for candidate in seen]
    done: set[tuple[str, str]] = set()
    while todo:
        press = todo.pop(0)
        if press.token != PAGE or (press.question, press.value) in done or press.question in CHANGING:
            continue
        done.add((press.question, press.value))
        if press.question in ("know", "offered", "offered~") and len(done) > 25:
            continue
        reply = cast.does(name, press)
        hold(reply)
        assert not is_refused(reply), press
        todo += buttons(reply.messages)
    assert len(done) > (4 if name in POSTS else 1)


def test_a_contact_on_a_button_ends_with_a_whole_word(cast: Cast) -> None:
    with cast.desk.database.transaction() as session:
        for line in ("Wiebe van het Werkcentrum Twente, over taal: 053", "W" * 120, "Jan"):
            session.add(Contact(region_code=POSTS["carla"][1], line=line, for_candidates=True))
    labels = in_words(cast.goes("carla", "call").messages).split("\n")
    assert {"✖ Haal weg: Wiebe van het Werkcentrum …", f"✖ Haal weg: {'W' * 30} …", "✖ Haal weg: Jan"} <= set(labels)


def test_whoever_has_a_post_is_shown_what_goes_with_it(cast: Cast) -> None:
    seen = {name: {press.question for press in buttons(cast.goes(name, "home").messages)} for name in POSTS}
    assert seen["sanne"] >= {"new", "mine", "know", "call", "invite", "news"}
    assert seen["carla"] >= seen["sanne"] | {"people"}
    assert seen["ada"] >= {"people", "invite", "call", "know"}
    assert not seen["ada"] & {"new", "mine"}
    assert seen["noor"] >= {"know", "call", "invite"}
    assert not seen["noor"] & {"new", "mine", "people"}
    assert seen["bram"] == seen["sanne"] == seen["dirk"]
    assert is_refused(cast.goes("kees", "home"))
