"""What advisers type about their time.

The phrases are in `phrases.tsv`, with what they mean, or why they are unclear. "seen" and "unseen" were written before the
reader, and divided by lot; the reader was written against the seen ones only. "fresh" was written after that.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.phrase import one_date, read
from agenda.rules import Blocked, Once, Rule, Weekly
from agenda.unclear import NotClear, Problem, Unclear

TODAY = date(2026, 11, 23)  # a Monday
DAYS = ["ma", "di", "wo", "do", "vr", "za", "zo"]
PHRASES = [
    tuple(line.split("\t")) for line in Path(__file__).with_name("phrases.tsv").read_text(encoding="utf-8").splitlines()
]


def shown(found: tuple[Rule, ...] | Unclear) -> str:
    """Rules, or why there are none, as the table of phrases has it."""
    if isinstance(found, Unclear):
        return f"? {found.problem.name}"
    return " | ".join(" ".join(_words(rule)) for rule in found)


def _words(rule: Rule) -> Iterator[str]:
    if isinstance(rule, Blocked):
        yield f"B {rule.first}..{rule.last}"
        yield from [rule.why] if rule.why else []
        return
    yield f"O {rule.day}" if isinstance(rule, Once) else f"W {DAYS[rule.weekday]}"
    yield f"{rule.from_time:%H:%M}-{rule.to_time:%H:%M} {rule.minutes} {','.join(rule.ways)}"
    yield from [f"@{rule.place}"] if rule.place else []
    yield from [f"pause{rule.pause}"] if rule.pause else []
    if isinstance(rule, Weekly):
        yield from ["x2"] if rule.every_weeks == 2 else []
        yield from [f"from{rule.starts_on}"] if rule.starts_on != TODAY else []
        yield from [f"to{rule.ends_on}"] if rule.ends_on else []


@pytest.mark.parametrize(("half", "said", "meant"), PHRASES, ids=[said for _half, said, _meant in PHRASES])
def test_a_phrase_is_read_as_it_is_meant_or_not_at_all(half: str, said: str, meant: str) -> None:
    assert shown(read(said, TODAY)) == meant


def test_the_table_has_enough_phrases_in_each_part() -> None:
    assert all(number >= 60 for number in Counter(half for half, _said, _meant in PHRASES).values())


@pytest.mark.parametrize(
    "said",
    [
        "mondag 9-12 bellen",
        "bellen dinsdag 9-12 beeldbellen",
        "dinsdag van 7 tot 9 bellen",
        "dinsdag 6-8 bellen",
        "dinsdag 01:00-03:00 bellen",
        "dinsdag 9-12 met een half uur pauze bellen",
        "vrijdag t/m maandag 9-12 bellen",
        "niet 9-12",
        "niet voor 3 december",
        "niet op 7 december tussen 9 en 12",
        "niet vrij op 5 mei",
        "vrij van 1 t/m 9 mei behalve 5 mei",
        "vrij vanaf 21 december",
        "10 dec 10-12 bellen, 11 dec niet",
        "dinsdag 9-12 en 13-16 bellen en beeldbellen of",
        "zo 9-12 bellen",
        "elke 2e dinsdag 9-12 bellen",
        "dinsdag 9-12 bellen vanaf 1-1-9999",
        "",
        "\n",
        "9" * 300,
        "dinsdag 9-12 bellen " * 20,
    ],
)
def test_what_may_mean_something_else_is_not_read(said: str) -> None:
    assert isinstance(read(said, TODAY), Unclear)


def test_dates_without_a_year_are_the_next_ones_and_a_period_may_have_begun() -> None:
    said = "niet van 21 december tot en met 2 januari"
    christmas = (Blocked(first=date(2026, 12, 21), last=date(2027, 1, 2)),)
    assert [read(said, day) for day in (TODAY, date(2026, 12, 28), date(2027, 1, 2))] == [christmas] * 3
    assert shown(read(said, date(2027, 1, 3))) == "? PAST"


def test_every_second_week_begins_in_one_week_for_all_its_days() -> None:
    wednesday = date(2026, 11, 25)
    rules = read("om de week op dinsdag en donderdag 9-12 bellen", wednesday)
    assert isinstance(rules, tuple)
    assert {rule.starts_on for rule in rules if isinstance(rule, Weekly)} == {date(2026, 11, 30)}


def test_what_an_adviser_usually_means_need_not_be_said() -> None:
    assert (
        shown(read("dinsdag 9-12 op school", TODAY, minutes=30, place="Hengelo"))
        == "W di 09:00-12:00 30 school @Hengelo"
    )
    assert shown(read("dinsdag 9-12 bellen", TODAY, minutes=30, place="Hengelo")) == "W di 09:00-12:00 30 phone"


def test_the_name_of_a_place_stays_as_it_was_typed() -> None:
    found = read("dinsdag 9-12 op school in Súdwest-Fryslân", TODAY)
    assert shown(found) == "W di 09:00-12:00 45 school @Súdwest-Fryslân"


def test_unclear_words_are_told() -> None:
    assert read("dinsdag 9-12 whatsapp", TODAY) == Unclear(Problem.WORDS, "elke dinsdag 9-12 bellen", "whatsapp")


@pytest.mark.parametrize("problem", Problem, ids=lambda problem: problem.name)
@settings(deadline=None)
@given(today=st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_an_example_can_always_be_read(problem: Problem, today: date) -> None:
    assert isinstance(read(NotClear(problem).told(today).example, today), tuple)


PIECES = sorted({word for _half, said, _meant in PHRASES for word in said.split()})


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=80),
    st.dates(TODAY, date(2030, 1, 1)),
)
def test_whatever_is_typed_gives_rules_or_a_reason(said: str, today: date) -> None:
    found = read(said, today)
    assert isinstance(found, Unclear) or found
    for rule in found if isinstance(found, tuple) else ():
        assert isinstance(rule, Blocked) or time(7) <= rule.from_time < rule.to_time <= time(22)
        assert not isinstance(rule, Once) or today <= rule.day <= today + timedelta(3 * 366)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("1 augustus", date(2027, 8, 1)),
        ("t/m 31 juli 2027", date(2027, 7, 31)),
        ("vanaf 1-8-27", date(2027, 8, 1)),
        ("2024-08-01", date(2024, 8, 1)),
        ("dinsdag 1 december", date(2026, 12, 1)),
        ("vandaag", date(2026, 11, 23)),
        ("1 augustus 2040", date(2040, 8, 1)),
        ("maandag 1 december", Problem.WEEKDAY),
        ("3 oktober", Problem.PAST),
        ("30 februari 2027", Problem.DATE),
        ("tot 1 augustus", Problem.DATE),
        ("3 en 10 december", Problem.DATE),
        ("1 mei 99999", Problem.DATE),
        ("", Problem.DATE),
        ("ooit", Problem.DATE),
    ],
)
def test_one_date_is_read_and_with_its_year_any(said: str, meant: date | Problem) -> None:
    assert one_date(said, TODAY) == meant
