"""Time travel: what rules give over a school year, with both changes of the clock, public holidays and school breaks."""

import json
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.moments import Moment, closed_days, moments
from agenda.rules import Blocked, Once, Rule, Weekly, from_json, to_json

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
SUMMER_ENDS, SUMMER_BEGINS = date(2026, 10, 25), date(2027, 3, 28)
BREAKS = [
    Blocked(first=date(2026, 10, 10), last=date(2026, 10, 18), why="herfstvakantie"),
    Blocked(first=date(2026, 12, 19), last=date(2027, 1, 3), why="kerstvakantie"),
    Blocked(first=date(2027, 2, 20), last=date(2027, 2, 28), why="voorjaarsvakantie"),
    Blocked(first=date(2027, 4, 24), last=date(2027, 5, 9), why="meivakantie"),
    Blocked(first=date(2027, 7, 10), last=date(2027, 8, 22), why="zomervakantie"),
]
MONDAY, TUESDAY, THURSDAY, SUNDAY = 0, 1, 3, 6


def weekly(weekday: int, begin: str = "09:00", end: str = "12:00", **more: object) -> Weekly:
    described = {"kind": "weekly", "weekday": weekday, "from_time": begin, "to_time": end, "minutes": 45, "pause": 0}
    described |= {"ways": ["phone"], "place": "", "zone": AMSTERDAM.key, "starts_on": "2026-09-01", **more}
    rule = from_json(described)
    assert isinstance(rule, Weekly)
    return rule


def nothing_closed(_year: int) -> frozenset[date]:
    return frozenset()


def clocks(found: list[Moment]) -> list[str]:
    return [f"{moment.local:%d %H:%M}" for moment in found]


def test_nine_o_clock_stays_nine_o_clock_through_both_changes_of_the_clock() -> None:
    found = moments([weekly(TUESDAY)], BREAKS, FIRST, LAST)
    assert {moment.local.strftime("%H:%M") for moment in found} == {"09:00", "09:45", "10:30", "11:15"}
    in_utc = Counter((moment.starts.month, moment.starts.hour) for moment in found if moment.local.hour == 9)
    assert {hour for month, hour in in_utc if month in (11, 12, 1, 2)} == {8}
    assert {hour for month, hour in in_utc if month in (4, 5, 6, 9)} == {7}
    assert {hour for month, hour in in_utc if month in (10, 3)} == {7, 8}


def test_a_year_has_every_tuesday_that_is_no_holiday_and_in_no_break() -> None:
    found = moments([weekly(TUESDAY)], BREAKS, FIRST, LAST)
    days = [FIRST + timedelta(ahead) for ahead in range((LAST - FIRST).days + 1)]
    free = [day for day in days if day.weekday() == TUESDAY and not any(one.first <= day <= one.last for one in BREAKS)]
    assert [moment.local.date() for moment in found] == [day for day in free for _four in range(4)]
    assert len(found) == 4 * 41


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "eerste kerstdag"),
        (date(2027, 1, 1), "nieuwjaarsdag"),
        (date(2027, 3, 29), "tweede paasdag"),
        (date(2027, 4, 27), "koningsdag"),
        (date(2027, 5, 6), "hemelvaartsdag"),
        (date(2027, 5, 17), "tweede pinksterdag"),
    ],
)
def test_nobody_plans_a_conversation_on_a_public_holiday(day: date, name: str) -> None:
    assert day in closed_days(day.year), name
    assert moments([weekly(day.weekday())], [], day, day) == []
    assert len(moments([weekly(day.weekday())], [], day, day, nothing_closed)) == 4


def test_an_hour_that_the_clock_skips_is_left_out() -> None:
    night = weekly(SUNDAY, "01:30", "04:30", minutes=30)
    found = moments([night], [], SUMMER_BEGINS, SUMMER_BEGINS, nothing_closed)
    assert clocks(found) == ["28 01:30", "28 03:00", "28 03:30", "28 04:00"]
    assert [moment.starts.hour for moment in found] == [0, 1, 1, 2]


def test_a_conversation_does_not_last_into_the_next_one_because_the_clock_is_put_forward() -> None:
    night = weekly(SUNDAY, "01:30", "04:30", minutes=60)
    assert clocks(moments([night], [], SUMMER_BEGINS, SUMMER_BEGINS, nothing_closed)) == ["28 01:30", "28 03:30"]
    short = weekly(SUNDAY, "01:30", "02:30", minutes=60)
    assert moments([short], [], SUMMER_BEGINS, SUMMER_BEGINS, nothing_closed) == []


def test_an_hour_that_comes_twice_is_taken_once_and_then_the_first() -> None:
    night = weekly(SUNDAY, "01:30", "04:00", minutes=30)
    found = moments([night], [], SUMMER_ENDS, SUMMER_ENDS, nothing_closed)
    assert clocks(found) == ["25 01:30", "25 02:00", "25 02:30", "25 03:00", "25 03:30"]
    assert [f"{moment.starts:%d %H:%M}" for moment in found][1:4] == ["25 00:00", "25 00:30", "25 02:00"]


def test_every_second_week_goes_on_over_the_end_of_a_year_with_53_weeks() -> None:
    found = moments([weekly(THURSDAY, every_weeks=2)], [], FIRST, date(2027, 2, 28), nothing_closed)
    days = sorted({moment.local.date() for moment in found})
    assert days[0] == date(2026, 9, 3)
    assert {later - sooner for sooner, later in pairwise(days)} == {timedelta(14)}


def test_a_rule_begins_and_ends_on_its_dates() -> None:
    rule = weekly(TUESDAY, starts_on="2026-11-04", ends_on="2026-11-24")
    days = {moment.local.date() for moment in moments([rule], [], FIRST, LAST)}
    assert days == {date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 24)}


def test_a_pause_stands_between_conversations_and_not_after_the_last() -> None:
    found = moments([weekly(TUESDAY, "09:00", "11:00", minutes=30, pause=15)], [], FIRST, FIRST)
    assert clocks(found) == ["01 09:00", "01 09:45", "01 10:30"]


def test_the_earlier_rule_wins_where_two_overlap() -> None:
    at_school = weekly(TUESDAY, "09:00", "10:30", ways=["school"], place="Enschede")
    found = moments([at_school, weekly(TUESDAY, "10:00", "11:30", minutes=30)], [], FIRST, FIRST)
    assert [(moment.local.hour, moment.local.minute, moment.ways, moment.place) for moment in found] == [
        (9, 0, ("school",), "Enschede"),
        (9, 45, ("school",), "Enschede"),
        (10, 30, ("phone",), ""),
        (11, 0, ("phone",), ""),
    ]


def test_hours_on_one_date_count_once() -> None:
    once = Once(day=FIRST, from_time=time(9), to_time=time(10), minutes=30, ways=("video",))
    assert clocks(moments([once, once], [], FIRST, LAST)) == ["01 09:00", "01 09:30"]
    assert moments([once], [], FIRST + timedelta(1), LAST) == []


ZONES = st.sampled_from(["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "UTC"])
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
WAYS = st.lists(st.sampled_from(["school", "phone", "video"]), min_size=1, unique=True).map(tuple)
WORDS = st.text(min_size=1, max_size=20).filter(str.strip)


@st.composite
def hours(draw: st.DrawFn, zones: st.SearchStrategy[str] = ZONES) -> dict[str, Any]:
    minutes = draw(st.integers(5, 120))
    begin = draw(st.integers(0, 24 * 60 - 1 - minutes))
    end = draw(st.integers(begin + minutes, 24 * 60 - 1))
    ways = draw(WAYS)
    place = draw(WORDS) if "school" in ways else ""
    told = {"minutes": minutes, "pause": draw(st.integers(0, 60)), "ways": ways, "place": place, "zone": draw(zones)}
    return {"from_time": time(*divmod(begin, 60)), "to_time": time(*divmod(end, 60)), **told}


@st.composite
def weekly_rules(draw: st.DrawFn, zones: st.SearchStrategy[str] = ZONES) -> Weekly:
    starts_on = draw(DAYS)
    ends_on = draw(st.none() | st.dates(starts_on, date(2028, 12, 31)))
    every: Literal[1, 2] = 2 if draw(st.booleans()) else 1
    return Weekly(
        weekday=draw(st.integers(0, 6)), starts_on=starts_on, ends_on=ends_on, every_weeks=every, **draw(hours(zones))
    )


@st.composite
def once_rules(draw: st.DrawFn, zones: st.SearchStrategy[str] = ZONES) -> Once:
    return Once(day=draw(DAYS), **draw(hours(zones)))


@st.composite
def blocked_dates(draw: st.DrawFn) -> Blocked:
    first = draw(DAYS)
    return Blocked(first=first, last=first + timedelta(draw(st.integers(0, 30))), why=draw(st.text(max_size=20)))


RULES = st.lists(weekly_rules() | once_rules(), max_size=5)
AMSTERDAM_RULES = st.lists(weekly_rules(st.just(AMSTERDAM.key)) | once_rules(st.just(AMSTERDAM.key)), max_size=5)
PERIODS = st.tuples(DAYS, st.integers(0, 120)).map(lambda said: (said[0], said[0] + timedelta(said[1])))


@settings(deadline=None)
@given(RULES, st.lists(blocked_dates(), max_size=3), PERIODS)
def test_moments_never_overlap_and_come_in_order(
    rules: list[Weekly | Once], blocked: list[Blocked], period: tuple[date, date]
) -> None:
    found = moments(rules, blocked, *period)
    assert all(sooner.ends <= later.starts for sooner, later in pairwise(found))
    assert found == moments(rules, blocked, *period)


@settings(deadline=None)
@given(weekly_rules() | once_rules(), st.lists(blocked_dates(), max_size=3), PERIODS)
def test_a_moment_is_always_within_the_wall_time_of_its_rule_and_on_an_open_day(
    rule: Weekly | Once, blocked: list[Blocked], period: tuple[date, date]
) -> None:
    zone = ZoneInfo(rule.zone)
    for moment in moments([rule], blocked, *period):
        begin, end = moment.local, moment.ends.astimezone(zone)
        day = begin.date()
        assert rule.from_time <= begin.time() and end.replace(tzinfo=None) <= datetime.combine(day, rule.to_time)
        assert begin.replace(tzinfo=None, fold=0).replace(tzinfo=zone).astimezone(UTC) == moment.starts
        assert moment.ends - moment.starts == timedelta(minutes=rule.minutes)
        assert period[0] <= day <= period[1] and day not in closed_days(day.year)
        assert not any(one.first <= day <= one.last for one in blocked)
        if isinstance(rule, Weekly):
            assert day.weekday() == rule.weekday and rule.starts_on <= day <= (rule.ends_on or day)
            assert (day - rule.starts_on).days // 7 % rule.every_weeks == 0


@settings(deadline=None)
@given(AMSTERDAM_RULES, st.lists(blocked_dates(), max_size=3), PERIODS, st.integers(0, 120))
def test_two_parts_of_a_period_give_what_the_whole_gives(
    rules: list[Weekly | Once], blocked: list[Blocked], period: tuple[date, date], days: int
) -> None:
    first, last = period
    middle = min(first + timedelta(days), last)
    parts = moments(rules, blocked, first, middle) + moments(rules, blocked, middle + timedelta(1), last)
    assert moments(rules, blocked, first, last) == parts


@settings(deadline=None)
@given(RULES, weekly_rules() | once_rules(), PERIODS)
def test_a_later_rule_takes_nothing_from_an_earlier_one(
    rules: list[Weekly | Once], later: Weekly | Once, period: tuple[date, date]
) -> None:
    assert set(moments(rules, [], *period)) <= set(moments([*rules, later], [], *period))


@settings(deadline=None)
@given(weekly_rules() | once_rules() | blocked_dates())
def test_a_rule_comes_back_from_json_as_it_was(rule: Rule) -> None:
    assert from_json(json.loads(json.dumps(to_json(rule)))) == rule


GOOD = to_json(weekly(TUESDAY))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "daily"},
        {"weekday": 7},
        {"weekday": "1"},
        {"every_weeks": 3},
        {"ends_on": "2026-08-31"},
        {"starts_on": "2026-02-30"},
        {"from_time": "12:00"},
        {"from_time": "09:00:30"},
        {"from_time": "09:00Z"},
        {"from_time": 9},
        {"to_time": "09:30"},
        {"minutes": 0},
        {"minutes": 999},
        {"pause": -1},
        {"ways": []},
        {"ways": ["phone", "phone"]},
        {"ways": ["pigeon"]},
        {"ways": ["school"]},
        {"place": "Enschede"},
        {"ways": ["school"], "place": "x" * 101},
        {"zone": "Europe/Enschede"},
        {"zone": "Europe"},
        {"every_week": 2},
    ],
    ids=str,
)
def test_a_stored_rule_that_cannot_be_is_not_read(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json({**GOOD, **change})


@pytest.mark.parametrize(
    "described", [None, 3, "rule", [], {}, {"kind": "weekly"}, {1, 2}, {"kind": "blocked", "first": 1}]
)
def test_what_is_no_rule_is_not_read(described: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(described)


def test_blocked_dates_do_not_end_before_they_begin() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Blocked(first=date(2026, 12, 2), last=date(2026, 12, 1))
