"""Dates as people say them, mostly without a year: which ones are meant?

Each function takes the tokens of one part of a phrase, and raises NotClear for a date that does not exist, that has been, or
that is another day of the week.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from agenda.unclear import NotClear, Problem
from agenda.words import Token, split

_WEEK = timedelta(7)
_JUST_PASSED = timedelta(60)
"""Who names a date of so short ago does not mean next year's."""
_FAR_AWAY = timedelta(3 * 366)
"""Nobody plans so far ahead: what seems to be such a date is something else."""
_UNTIL_LEAP_DAY = 8  # years at most


class _Said(NamedTuple):
    """A date as somebody said it: perhaps without a year, perhaps with its day of the week (0 is Monday)."""

    day: int
    month: int
    year: int | None
    weekday: int | None


def dates(part: Sequence[Token], today: date) -> list[date]:
    """The dates of "3 en 10 december", "dinsdag 1 december", "morgen" or "aanstaande vrijdag".

    Without a year, a date is the first such one from `today` on.
    """
    return [_date(said, today) for said in _all_said(split(part, "fFtT,&"), today)]


def period(part: Sequence[Token], today: date) -> tuple[date, date]:
    """The first and last date of "van 21 december t/m 2 januari". It may have begun, if not long ago."""
    first, last = _all_said(split(part, "fFtT-"), today)
    if first.year and not last.year:
        start = _not_far(next(_candidates(first, today)), today)
        end = next(day for day in _candidates(last, start) if day >= start)
    else:
        end = _date(last, today)
        start = max((day for day in _candidates(first, end) if day <= end), default=date.max)
    if start > end:
        raise NotClear(Problem.DATE)
    if end < today or start < today - _JUST_PASSED:
        raise NotClear(Problem.PAST)
    return _on_its_weekday(start, first), _not_far(_on_its_weekday(end, last), today)


def week(part: Sequence[Token], today: date) -> tuple[date, date]:
    """Monday and Sunday of "week 52", the first one that is not over, or of "volgende week"."""
    monday = today - timedelta(today.weekday())
    numbers = [token.number for token in part if token.kind == "n"]
    if not numbers:
        return monday + _WEEK, monday + 2 * _WEEK - timedelta(1)
    for ahead in range(54):
        if (monday + ahead * _WEEK).isocalendar().week == numbers[0]:
            return monday + ahead * _WEEK, monday + (ahead + 1) * _WEEK - timedelta(1)
    raise NotClear(Problem.DATE)


def _all_said(parts: Sequence[Sequence[Token]], today: date) -> list[_Said]:
    """The dates said in these parts; "3 en 10 december" says the month once."""
    found = list[_Said]()
    month = year = 0
    for part in reversed(parts):
        number = {token.kind: token.number for token in part}
        if "n" not in number:
            day = _from_today(number, today)
            found.append(_Said(day.day, day.month, day.year, None))
            continue
        if "m" in number:
            month, year = number["m"], number.get("y", 0)
        found.append(_Said(number["n"], month, year or None, number.get("d")))
    return found[::-1]


def _from_today(number: dict[str, int], today: date) -> date:
    """The date of "morgen", "aanstaande vrijdag" or "volgende week dinsdag"."""
    if "D" in number:
        return today + timedelta(number["D"])
    if "g" in number:
        return today - timedelta(today.weekday()) + _WEEK + timedelta(number.get("d", 0))
    ahead = (number["d"] - today.weekday()) % 7
    if not ahead:  # today, or a week from now?
        raise NotClear(Problem.DATE)
    return today + timedelta(ahead)


def _date(said: _Said, today: date) -> date:
    found = next(day for day in _candidates(said, today) if said.year or day >= today - _JUST_PASSED)
    if found < today:
        raise NotClear(Problem.PAST)
    return _not_far(_on_its_weekday(found, said), today)


def _candidates(said: _Said, near: date) -> Iterator[date]:
    """The dates that may be meant, from the year before `near` on."""
    years = [said.year] if said.year else range(near.year - 1, near.year + _UNTIL_LEAP_DAY + 1)
    found = [day for year in years if (day := _in_year(said, year))]
    if not found:
        raise NotClear(Problem.DATE)
    return iter(found)


def _in_year(said: _Said, year: int) -> date | None:
    try:
        return date(year, said.month, said.day)
    except ValueError:
        return None


def _on_its_weekday(day: date, said: _Said) -> date:
    if said.weekday not in (None, day.weekday()):
        raise NotClear(Problem.WEEKDAY)
    return day


def _not_far(day: date, today: date) -> date:
    if day > today + _FAR_AWAY:
        raise NotClear(Problem.DATE)
    return day
