"""The free times of the advisers of a year, as their rules give them, and who takes which."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from agenda.hours import HOME
from agenda.moments import Moment, moments
from bot.demo.cast import Adviser, School
from bot.demo.rows import Rows
from storage.rules import AHEAD
from storage.tables import Slot

PATIENCE = timedelta(weeks=5)
"""Nobody chooses a moment that is later than this after the day they had in mind."""


@dataclass(frozen=True, slots=True)
class Time:
    """A free time that somebody takes, held in one way."""

    slot: int
    adviser: Adviser
    moment: Moment
    way: str

    @property
    def place(self) -> str:
        """Where people have to come; empty when they do not."""
        return self.moment.place if self.way == "school" else ""


class Timetable:
    """Every free time that the rules of the advisers gave since the day on which they were published, until weeks ahead.

    The slots are made, and written, in the order of their days, as far ahead as somebody looks.
    """

    def __init__(self, rows: Rows, advisers: Sequence[Adviser], published: date, now: datetime) -> None:
        self._rows = rows
        self._advisers = advisers
        self._made_to = published - timedelta(days=1)
        self._last = now.astimezone(HOME).date() + AHEAD
        self._free: dict[date, dict[School, list[tuple[Adviser, Moment, int]]]] = {}
        self._held: Counter[tuple[School, date]] = Counter()

    def take(self, schools: Collection[School], wanted: date, rng: Random) -> Time | None:
        """A free time at one of these schools on the first possible day from the one that was wanted; None when there is none."""
        for day in _days(wanted, min(wanted + PATIENCE, self._last)):
            self._make(day)
            open_here = [
                (school, free)
                for school, free in self._free.get(day, {}).items()
                if free and school in schools and not self._is_full(school, day)
            ]
            if open_here:
                school, free = rng.choice(open_here)
                adviser, moment, first = free.pop(rng.randrange(len(free)))
                self._held[school, day] += 1
                which = rng.randrange(len(moment.ways)) if rng.random() < 0.5 else 0
                return Time(first + which, adviser, moment, moment.ways[which])
        return None

    def forget_before(self, day: date) -> None:
        """Nobody takes a time before this day any more."""
        for gone in [one for one in self._free if one < day]:
            del self._free[gone]

    def finish(self) -> None:
        """Make the times that nobody has looked at yet."""
        self._make(self._last)

    def _is_full(self, school: School, day: date) -> bool:
        return school.most_a_day is not None and self._held[school, day] >= school.most_a_day

    def _make(self, until: date) -> None:
        for day in _days(self._made_to + timedelta(days=1), until):
            free = self._free.setdefault(day, defaultdict(list))
            for adviser in self._advisers:
                for rule, weekly in adviser.rules:
                    if day.weekday() == weekly.weekday:
                        for moment in moments([weekly], adviser.blocked, day, day):
                            free[adviser.school].append((adviser, moment, self._slots(adviser, rule, moment)))
            self._made_to = day

    def _slots(self, adviser: Adviser, rule: int, moment: Moment) -> int:
        """A slot for each way of holding a conversation; gives back the number of the first."""
        made = [
            self._rows.add(
                Slot,
                school_id=adviser.school.id,
                adviser_id=adviser.id,
                rule_id=rule,
                starts_at=moment.starts,
                minutes=moment.minutes,
                zone=moment.zone,
                way=way,
                place=moment.place if way == "school" else "",
            )
            for way in moment.ways
        ]
        first: int = made[0]["id"]
        return first


def _days(first: date, last: date) -> Iterator[date]:
    yield from (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
