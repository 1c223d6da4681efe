"""Who may do what, written out by hand from what was asked for: the policy is held against this table, cell by cell."""

import pytest

from people.policy import INVITING, About, Action, Actor, may, may_take_role_away, stands_above
from people.roles import Role

TABLE = """
                      consultant   adviser   coordinator   administrator   oneself
SEE_ANSWERS           o            oc        ocr           -               yes
GIVE_ANSWERS          o            -         o             -               yes
SEE_BACKGROUND        o            oc        ocr           -               no
GIVE_BACKGROUND       o            -         o             -               no
START_INTAKE          oc           -         oc            -               no
LINK_CANDIDATE        o            -         ocr           -               no
REMIND                o            -         ocr           -               no
PLAN                  o            -         ocr           -               yes
MOVE                  o            oc        ocr           -               yes
TALK                  o            -         ocr           -               yes
HAND_OVER             o            -         ocr           -               no
TAKE_OVER             -            -         ocr           -               no
LET_GO                o            -         o             -               no
ERASE                 -            -         -             -               yes
KEEP_FREE_TIMES       -            o         -             -               no
RECORD_OUTCOME        -            oc        ocr           -               no
FOLLOW_UP             o            -         ocr           -               yes
INVITE_ADMINISTRATOR  -            -         -             ocr             no
INVITE_COORDINATOR    -            -         ocr           ocr             no
INVITE_ADVISER        -            oc        ocr           ocr             no
INVITE_CONSULTANT     oc           -         ocr           ocr             no
WITHDRAW_INVITATION   o            o         ocr           ocr             no
TAKE_ROLE_AWAY        -            -         ocr           ocr             no
SEE_PEOPLE            -            -         ocr           ocr             no
SEE_CONTACTS          ocr          ocr       ocr           ocr             no
KEEP_CONTACTS         -            -         ocr           ocr             no
READ_HANDBOOK         ocr          ocr       ocr           ocr             no
SEE_OVERVIEW          -            -         ocr           -               no
EXPORT                -            -         ocr           -               no
SEE_OFFERING          ocr          ocr       ocr           -               no
KEEP_OFFERING         -            oc        ocr           -               no
KEEP_RETENTION        -            -         ocr           ocr             no
SEE_AUDIT             -            -         ocr           ocr             no
"""
"""What each role may do with what is its own (o), of a colleague in the same organisation (c), of somebody else in the region
(r); and what anybody may do, whatever their role, with what is about themselves. Of another region: nothing, for nobody."""

HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
MAY = {(role, row[0]): cell for row in ROWS for role, cell in zip(HEAD[:-1], row[1:-1], strict=True)}
ABOUT_ONESELF = {row[0]: row[-1] == "yes" for row in ROWS}

ME, SOMEBODY, CANDIDATE, MY_ORGANISATION, ANOTHER = 1, 2, 3, 10, 11
HERE, ELSEWHERE = "AM05", "AM08"

OWN, COLLEAGUES = (frozenset({ME}), frozenset({MY_ORGANISATION})), (frozenset({SOMEBODY}), frozenset({MY_ORGANISATION}))
OTHERS, NOBODYS = (frozenset({SOMEBODY}), frozenset({ANOTHER})), (frozenset[int](), frozenset[int]())
RELATIONS = {"o": [OWN, (frozenset({ME}), frozenset[int]())], "c": [COLLEAGUES], "r": [OTHERS, NOBODYS]}
"""Whose a thing is, its owners and organisations, for each letter of the table."""


def actor(role: Role, region: str | None = HERE, organisation: int | None = MY_ORGANISATION) -> Actor:
    return Actor(ME, role, organisation, region)


def test_the_table_is_about_every_role_and_every_action() -> None:
    assert [row[0] for row in ROWS] == [action.name for action in Action]
    assert {*HEAD[:-1], "candidate"} == {role.value for role in Role}


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
@pytest.mark.parametrize("role", Role, ids=str)
def test_each_role_may_do_what_the_table_says_and_nothing_else(role: Role, action: Action) -> None:
    for letter, kinds in RELATIONS.items():
        for owners, organisations in kinds:
            about = About(HERE, CANDIDATE, owners, organisations)
            assert may(actor(role), action, about) == (letter in MAY.get((role.value, action.name), "-")), about


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
@pytest.mark.parametrize("role", Role, ids=str)
def test_nobody_does_anything_across_regions_not_even_with_what_was_their_own(role: Role, action: Action) -> None:
    for owners, organisations in (OWN, COLLEAGUES, OTHERS, NOBODYS):
        for theirs, mine in ((ELSEWHERE, HERE), (HERE, ELSEWHERE), (None, HERE), (HERE, None), (None, None)):
            assert not may(actor(role, mine), action, About(theirs, CANDIDATE, owners, organisations))


@pytest.mark.parametrize("action", Action, ids=lambda action: action.name)
@pytest.mark.parametrize("role", Role, ids=str)
def test_about_themselves_everybody_is_a_candidate(role: Role, action: Action) -> None:
    for owners, organisations in (OWN, COLLEAGUES, OTHERS, NOBODYS):
        for region in (HERE, ELSEWHERE, None):
            about = About(region, ME, owners, organisations)
            assert may(actor(role), action, about) == ABOUT_ONESELF[action.name]


def test_whoever_works_for_no_organisation_is_nobodys_colleague() -> None:
    for role in Role:
        for action in Action:
            at_large, about = actor(role, organisation=None), About(HERE, CANDIDATE, frozenset({SOMEBODY}))
            assert may(at_large, action, about) == ("r" in MAY.get((role.value, action.name), "-"))


def test_nobody_invites_for_a_role_that_reaches_further_than_their_own() -> None:
    height = [Role.CONSULTANT, Role.COORDINATOR, Role.ADMINISTRATOR]
    for role, action in INVITING.items():
        for inviter in Role:
            if may(actor(inviter), action, About(HERE, None, *OWN)) and {role, inviter} <= set(height):
                assert height.index(role) <= height.index(inviter)


MAY_TAKE_AWAY = """
                      consultant   adviser   coordinator   administrator
consultant            -            -         yes           yes
adviser               -            -         yes           yes
coordinator           -            -         yes           yes
administrator         -            -         -             yes
"""
"""From whom each role may take the role away, of colleagues in their region: from those whom they may let in."""


def test_only_who_may_give_a_role_may_take_it_away() -> None:
    head, *rows = [line.split() for line in MAY_TAKE_AWAY.strip().splitlines()]
    for whose, *cells in rows:
        for taker, cell in zip(head, cells, strict=True):
            for region in (HERE, ELSEWHERE):
                about = About(region, None, frozenset({SOMEBODY}))
                expected = cell == "yes" and region == HERE
                assert may_take_role_away(actor(Role(taker)), Role(whose), about) == expected, (taker, whose)


def test_only_those_who_let_others_in_and_are_not_let_in_by_them_stand_above_them() -> None:
    above = {(one, other) for one in INVITING for other in INVITING if stands_above(one, other)}
    lower = (Role.CONSULTANT, Role.ADVISER)
    assert above == {
        (Role.ADMINISTRATOR, Role.COORDINATOR),
        *((one, other) for one in (Role.ADMINISTRATOR, Role.COORDINATOR) for other in lower),
    }
