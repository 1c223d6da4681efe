"""What people want and nobody offers: counted for each person once, the most wanted first."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge
from dialogs.answers import CANDIDATE, Given
from dialogs.outcome import NOT_NOW
from dialogs.text import render
from reports.figures import FIGURES, View, those
from reports.record import Advice, Record
from reports.wishes import told, wishes
from tests.conftest import MONDAY

HAIRDRESSER, OLDER = "27128", "25641"
COOK, GREEN = "27060", "25746"
CHOICES = (HAIRDRESSER, OLDER, "25641/B1-K2-W2", COOK, "25180/B1-K1-W1", GREEN, "25746/P8-K1-W3", "gone")
"""Whole families and work processes of them, of several generations, and one that no catalogue has."""


def record(number: int, yes: tuple[str, ...] = (), maybe: tuple[str, ...] = (), **more: Any) -> Record:
    """An intake in which this work was chosen, begun on the hour before."""
    work = Given().whole({"yes": list(yes), "maybe": list(maybe)}, CANDIDATE)
    begun: datetime = more.pop("started", MONDAY - timedelta(hours=1))
    return Record(number, f"t{number}", "AM05", begun, begun, answers={"work": work}, **more)


def view(knowledge: Knowledge, *offered: str) -> View:
    """A region that offers these crebo's."""
    return View(MONDAY, knowledge.catalogue, frozenset(offered))


def test_everybody_counts_once_for_a_family_and_surely_when_they_said_yes_to_anything_of_it(
    knowledge: Knowledge,
) -> None:
    records = [
        record(1, yes=("25641/B1-K2-W2", HAIRDRESSER), maybe=(COOK,)),
        record(2, yes=(OLDER,), maybe=("25641/B1-K2-W2",)),
        record(3, maybe=(HAIRDRESSER, GREEN, "gone")),
        record(4),
    ]
    [hair, cook] = wishes(records, view(knowledge, GREEN))
    assert (hair.family.id, hair.sure, hair.perhaps, hair.people) == (HAIRDRESSER, [1, 2], [3], 3)
    assert (cook.family.id, cook.sure, cook.perhaps) == (COOK, [], [1])


def test_an_older_generation_that_is_offered_is_offered(knowledge: Knowledge) -> None:
    records = [record(1, yes=(HAIRDRESSER,)), record(2, yes=("25641/B1-K2-W2",))]
    assert wishes(records, view(knowledge, OLDER)) == []
    assert wishes(records, view(knowledge, HAIRDRESSER)) == []


def test_what_more_people_want_comes_first_and_of_as_many_what_more_are_sure_of(knowledge: Knowledge) -> None:
    records = [
        record(1, yes=(COOK,), maybe=(HAIRDRESSER,)),
        record(2, yes=(GREEN,), maybe=(COOK, HAIRDRESSER)),
        record(3, yes=(GREEN,)),
    ]
    assert [wish.family.id for wish in wishes(records, view(knowledge))] == [GREEN, COOK, HAIRDRESSER]


def test_it_is_known_since_when_and_whoever_chose_something_else_in_the_end_counts_too(knowledge: Knowledge) -> None:
    here = view(knowledge)
    long_ago = record(1, yes=(COOK,), started=here.year - timedelta(microseconds=1))
    first = record(2, yes=(COOK,), started=here.year, advice=Advice(NOT_NOW, MONDAY))
    [wish] = wishes([record(3, maybe=(COOK,)), first, long_ago], here)
    assert wish.since == here.year
    assert [*wish.sure, *wish.perhaps] == [2, 3]


WORK = st.lists(st.sampled_from(CHOICES), max_size=3).map(tuple)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(WORK, WORK, st.integers(0, 500)), max_size=8),
    st.frozensets(st.sampled_from([HAIRDRESSER, OLDER, COOK, GREEN])),
)
def test_who_wants_something_in_vain_is_just_who_is_counted_in_the_overview(
    knowledge: Knowledge, chosen: list[tuple[tuple[str, ...], tuple[str, ...], int]], offered: frozenset[str]
) -> None:
    records = [
        record(number, yes, maybe, started=MONDAY - timedelta(days=days))
        for number, (yes, maybe, days) in enumerate(chosen)
    ]
    here = view(knowledge, *offered)
    found = wishes(records, here)
    assert {number for wish in found for number in (*wish.sure, *wish.perhaps)} == {
        one.number for one in those(records, FIGURES["in_vain"], here)
    }
    assert [wish.people for wish in found] == sorted((wish.people for wish in found), reverse=True)
    for wish in found:
        assert offered.isdisjoint(wish.family.crebos)
        assert len({*wish.sure, *wish.perhaps}) == wish.people


def test_small_numbers_are_protected_in_what_is_told(knowledge: Knowledge) -> None:
    wanted = {HAIRDRESSER: 7, COOK: 4, GREEN: 1, "25960": 1}
    records = [record(n, yes=tuple(crebo for crebo, times in wanted.items() if n < times)) for n in range(7)]
    lines = [(render(name, "nl"), people) for name, people in told(wishes(records, view(knowledge)))]
    assert lines[:2] == [("Kapper (crebo 27128)", "5+"), ("Kok (crebo 27060)", "<5")]
    assert [people for _name, people in lines] == ["5+", "<5", "<5"]
