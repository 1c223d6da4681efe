"""The rules for free times that advisers publish, as values and as JSON: "every Tuesday from 9 to 12", "not on 5 May".

Rules are local wall time with its zone, so nine o'clock stays nine o'clock through both changes of the clock.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, time, timedelta
from functools import cache
from typing import Annotated, ClassVar, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ConfigDict, Field, TypeAdapter

Way = Literal["school", "phone", "video"]
"""How an advice conversation is held."""

ZONE = "Europe/Amsterdam"
MINUTES = 45
"""How long an advice conversation takes when nobody says otherwise."""
_SHORTEST, _LONGEST = 5, 240  # in minutes
_LETTERS = 100  # of a place or a reason
_EXACTLY = ConfigDict(extra="forbid")  # what a stored rule says and nobody reads is a mistake, not a detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A part of a day, cut into conversations of `minutes`, with a `pause` of so many minutes between them.

    `from_time` and `to_time` are on the clock of `zone`. `place`: where the school is; "" when nobody has to go there.
    Raises ValueError for hours that cannot be.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _EXACTLY

    from_time: time
    to_time: time
    minutes: int = MINUTES
    pause: int = 0
    ways: tuple[Way, ...]
    place: str = ""
    zone: str = ZONE

    def __post_init__(self) -> None:
        for clock in (self.from_time, self.to_time):
            _must(repr(clock) == repr(time(clock.hour, clock.minute)), f"{clock!r} is not whole minutes on a clock")
        _must(_SHORTEST <= self.minutes <= _LONGEST, f"a conversation does not take {self.minutes} minutes")
        _must(0 <= self.pause <= _LONGEST, f"a pause does not take {self.pause} minutes")
        _must(next(self.starts(), None) is not None, f"nothing fits between {self.from_time} and {self.to_time}")
        _must(len(set(self.ways)) == len(self.ways) > 0, "say how the conversation can be held, each way once")
        _must(bool(self.place.strip()) == ("school" in self.ways), "a conversation at school has a place, no other has")
        _must(len(self.place) <= _LETTERS, "the place is too long")
        _must(_is_zone(self.zone), f"there is no zone {self.zone!r}")

    def starts(self) -> Iterator[timedelta]:
        """When conversations start on the clock, counted from midnight."""
        start, end = _since_midnight(self.from_time), _since_midnight(self.to_time)
        length, pause = timedelta(minutes=self.minutes), timedelta(minutes=self.pause)
        while start + length <= end:
            yield start
            start += length + pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly(Hours):
    """Hours on one day of the week (0 is Monday), every week or every second one.

    The first time is the first such day on or after `starts_on`; weeks are counted from there. `ends_on`: the last date
    on which it may be.
    """

    weekday: int
    starts_on: date
    ends_on: date | None = None
    every_weeks: Literal[1, 2] = 1
    kind: Literal["weekly"] = "weekly"

    def __post_init__(self) -> None:
        Hours.__post_init__(self)
        _must(self.starts_on.year < MAXYEAR, "it starts in too far a future")
        _must(0 <= self.weekday <= 6, f"a week has no day {self.weekday}")
        _must(self.every_weeks in (1, 2), f"every {self.every_weeks} weeks is not every week, nor every second one")
        _must(self.ends_on is None or self.starts_on <= self.ends_on, "it ends before it starts")

    def days(self, first: date, last: date) -> Iterator[date]:
        """The dates from `first` up to and including `last` that the rule is about."""
        step = 7 * self.every_weeks
        start = self.starts_on + timedelta((self.weekday - self.starts_on.weekday()) % 7)
        skipped = max(0, -((start - first).days // step))
        ahead = ((min(last, self.ends_on or last) - start).days) // step
        for turn in range(skipped, ahead + 1):
            yield start + timedelta(turn * step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Once(Hours):
    """Hours on one date."""

    day: date
    kind: Literal["once"] = "once"

    def days(self, first: date, last: date) -> Iterator[date]:
        """The date, if it is from `first` up to and including `last`."""
        if first <= self.day <= last:
            yield self.day


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """Dates from `first` up to and including `last` without conversations. `why`: a word for it, as "herfstvakantie"."""

    __pydantic_config__: ClassVar[ConfigDict] = _EXACTLY

    first: date
    last: date
    why: str = ""
    kind: Literal["blocked"] = "blocked"

    def __post_init__(self) -> None:
        _must(self.first <= self.last, "it ends before it starts")
        _must(len(self.why) <= _LETTERS, "the reason is too long")


Rule = Weekly | Once | Blocked


def to_json(rule: Rule) -> dict[str, object]:
    """The rule as JSON has it."""
    described: dict[str, object] = _adapter().dump_python(rule, mode="json")
    return described


def from_json(described: object) -> Rule:
    """The rule that `to_json` described. Raises ValueError when that is no rule, or one that cannot be."""
    try:
        return _adapter().validate_json(json.dumps(described), strict=True)
    except (TypeError, RecursionError) as error:
        raise ValueError("this is no JSON") from error


@cache
def _adapter() -> TypeAdapter[Rule]:
    return TypeAdapter(Annotated[Rule, Field(discriminator="kind")])


def _must(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


@cache
def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
