"""When an adviser says to have time: puts the parts of a phrase together, and makes rules of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from agenda.clocks import Clocks, between, clocks, length
from agenda.dates import dates, period, week
from agenda.rules import Once, Way, Weekly
from agenda.unclear import NotClear, Problem
from agenda.words import Token, kinds_of

T = TypeVar("T")

_WAYS: dict[str, Way] = {"B": "phone", "V": "video", "S": "school", "L": "school"}
_WORKDAYS = range(5)
_LONGEST_PAUSE = 20  # minutes; a longer one is for lunch, and not after each conversation


@dataclass
class _Group:
    """Days, the hours on them, and what was said of the conversations then."""

    weekdays: list[int] = field(default_factory=list)
    dates: list[date] = field(default_factory=list)
    hours: list[Clocks] = field(default_factory=list)
    of_day: int | None = None
    minutes: int = 0
    pause: int = 0
    held: dict[Way, str] = field(default_factory=dict)
    """How the conversations are held, with the place."""

    @property
    def has_days(self) -> bool:
        return bool(self.weekdays or self.dates)

    @property
    def has_details(self) -> bool:
        return bool(self.minutes or self.pause or self.held)


class Timetable:
    """What is said so far. `minutes` and `place` are what counts when they are not said."""

    def __init__(self, today: date, minutes: int, place: str, zone: str) -> None:
        self._today, self._minutes, self._place, self._zone = today, minutes, place, zone
        self._starts_on: date | None = None
        self._ends_on: date | None = None
        self._every: Literal[1, 2] = 1
        self._groups = [_Group()]

    def hear(self, name: str, part: Sequence[Token]) -> None:
        """Add a part of the phrase, with the name that the grammar has for it. Raises NotClear."""
        group = self._groups[-1]
        match name:
            case "days":
                self._group_for_days().weekdays += _weekdays(part)
            case "dates":
                self._group_for_days().dates += dates(part, self._today)
            case "hours":
                group = self._group_for_hours()
                group.hours.append(clocks(part, group.of_day))
            case "part of day":
                _hear_part_of_day(group, part[0].number)
            case "minutes":
                group.minutes = _only(group.minutes, length(part), Problem.LENGTH)
            case "pause":
                group.pause = _only(group.pause, length(part), Problem.LENGTH)
                if group.pause > _LONGEST_PAUSE:
                    raise NotClear(Problem.LENGTH)
            case "way":
                way, place = _WAYS[part[0].kind], part[-1].said if part[-1].kind == "L" else ""
                group.held[way] = _only(group.held.get(way, ""), place, Problem.PLACE)
            case "or" if not group.held:
                raise NotClear(Problem.WORDS, part[0].said)
            case "every other":
                self._every = 2
            case "from":
                first = week(part, self._today)[0] if kinds_of(part) == "Fg" else dates(part, self._today)[0]
                self._starts_on = _only(self._starts_on, first, Problem.DATE)
            case "until":
                last = _last(dates(part, self._today)[0], part)
                self._ends_on = _only(self._ends_on, last, Problem.DATE)
            case "period":
                first, last = period(part, self._today)
                self._starts_on = _only(self._starts_on, first, Problem.DATE)
                self._ends_on = _only(self._ends_on, _last(last, part), Problem.DATE)

    def rules(self) -> Iterator[Weekly | Once]:
        """The rules that come of it. Raises NotClear when something is missing or does not fit."""
        header, *groups = self._groups
        if header.has_days or header.hours:
            header, groups = _Group(), self._groups
        if not groups:
            raise NotClear(Problem.DAY)
        minutes = _of_each(groups, header, lambda group: group.minutes, Problem.LENGTH)
        pauses = _of_each(groups, header, lambda group: group.pause, Problem.LENGTH)
        held = _of_each(groups, header, lambda group: group.held, Problem.WAY)
        self._begin_together([day for group in groups for day in group.weekdays])
        for group, length_, pause, how in zip(groups, minutes, pauses, held, strict=True):
            yield from self._of(group, length_, pause, how)

    def _begin_together(self, weekdays: Sequence[int]) -> None:
        """Let "om de week op dinsdag en donderdag", said on a Wednesday, begin next week and not half in this one."""
        starts_on = self._starts_on or self._today
        if self._every > 1 and weekdays and min(weekdays) < starts_on.weekday() <= max(weekdays):
            self._starts_on = starts_on + timedelta(7 - starts_on.weekday())

    def _of(self, group: _Group, minutes: int, pause: int, held: dict[Way, str]) -> Iterator[Weekly | Once]:
        place = held.get("school") or self._place if "school" in held else ""
        if bool(group.weekdays) == bool(group.dates):
            raise NotClear(Problem.DAY)
        if not group.hours:
            raise NotClear(Problem.HOURS)
        if not held:
            raise NotClear(Problem.WAY)
        if "school" in held and not place:
            raise NotClear(Problem.PLACE)
        about: dict[str, Any] = {"pause": pause, "ways": tuple(held), "place": place, "zone": self._zone}
        about["minutes"] = minutes or self._minutes
        spans = [between(said, about["minutes"]) for said in group.hours]
        days: list[date | int] = [*group.dates, *group.weekdays]
        for day in dict.fromkeys(days):
            for from_time, to_time in spans:
                yield self._on(day, from_time=from_time, to_time=to_time, **about)

    def _on(self, day: date | int, **about: Any) -> Weekly | Once:
        """The rule for a date, or for a day of the week."""
        if isinstance(day, date):
            if self._every > 1:
                raise NotClear(Problem.REPEAT)
            if self._starts_on or self._ends_on:
                raise NotClear(Problem.DATE)
            return Once(day=day, **about)
        starts_on = self._starts_on or self._today
        if self._ends_on and self._ends_on < starts_on:
            raise NotClear(Problem.DATE)
        return Weekly(weekday=day, starts_on=starts_on, ends_on=self._ends_on, every_weeks=self._every, **about)

    def _group_for_days(self) -> _Group:
        group = self._groups[-1]
        if (group.hours and group.has_days) or (group.has_details and not group.hours):
            self._groups.append(_Group())
        return self._groups[-1]

    def _group_for_hours(self) -> _Group:
        group = self._groups[-1]
        if group.has_details and (group.hours or not group.has_days):  # "dinsdag 9-12 bellen, 13-16 op school"
            self._groups.append(_Group(list(group.weekdays), list(group.dates)))
        return self._groups[-1]


def _weekdays(part: Sequence[Token]) -> list[int]:
    kinds, days = kinds_of(part), [token.number for token in part if token.kind == "d"]
    if "b" in kinds:
        return list(_WORKDAYS)
    if "d-d" in kinds or "T" in kinds:
        first, last = days
        if first > last:  # "vrijdag t/m maandag": and the weekend?
            raise NotClear(Problem.DAY)
        return list(range(first, last + 1))
    return days


def _hear_part_of_day(group: _Group, of_day: int) -> None:
    if group.of_day is None and len(group.hours) == 1:  # "van 9 tot 11 's ochtends"
        group.hours[0] = group.hours[0]._replace(of_day=of_day)
    elif group.hours or group.of_day not in (None, of_day):
        raise NotClear(Problem.HOURS)
    else:
        group.of_day = of_day


def _of_each(groups: Sequence[_Group], header: _Group, said: Callable[[_Group], T], problem: Problem) -> list[T]:
    """What is said of each group, of all at the beginning, or of all at the end. Raises NotClear for what is in between."""
    each, of_all = [said(group) for group in groups], said(header)
    times = sum(map(bool, each))
    if of_all and not times:
        return [of_all] * len(groups)
    if of_all or times not in (0, 1, len(groups)) or (times and not each[-1]):
        raise NotClear(problem)
    return [each[-1]] * len(groups) if times == 1 else each


def _only(before: T, now: T, problem: Problem) -> T:
    """What is said now; raises NotClear when something was said before."""
    if before and now:
        raise NotClear(problem)
    return before or now


def _last(last: date, part: Sequence[Token]) -> date:
    """The last date of "t/m 18 december"; "tot 18 december" leaves that day out."""
    return last - timedelta(1) if "t" in kinds_of(part) else last
