"""Free times from a sheet: of a school as a whole, or of one of its advisers, whose other times they must fit beside."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import exists
from sqlmodel import Session, col, select

from agenda.moments import Moment, moments
from agenda.rules import MINUTES, ZONE, Blocked, Once, Way, Weekly
from bot.desk.exporting import names_of_advisers
from dialogs.text import _
from people.roles import Role
from reports.sheets.reading import Fault, Line, called
from storage.offering import Change
from storage.people import professionals
from storage.rules import publish, rules_of
from storage.tables import Appointment, Organisation, Person, Slot

SHORTEST, LONGEST = 5, 240
"""How many minutes a conversation can take."""
LETTERS = 100
"""Of a place."""
CALLED: dict[Way, tuple[str, ...]] = {
    "school": ("school", "op school", "komen"),
    "phone": ("bellen", "telefoon", "telefonisch", "phone"),
    "video": ("beeldbellen", "videobellen", "video", "online"),
}
"""What people call the ways of holding a conversation."""
BY_NAME = {called(name): way for way, names in CALLED.items() for name in names}

WAY = _("{value} ken ik niet. Typ school, bellen of beeldbellen.")
PLACE = _("In welke plaats is dat? Een gesprek op school heeft een plaats.")
NO_PLACE = _("{value} hoort alleen bij een gesprek op school.")
LENGTH = _("{value} kan niet: het zijn 5 tot 240 minuten, en niet tot na middernacht.")
PAST = _("{value} is al geweest.")
ADVISER = _("{value} ken ik niet bij deze school. Ik ken: {known}.")
NO_ADVISER = _("{value} ken ik niet: bij deze school is nog geen adviseur.")
CHANGING_CLOCKS = _("{value} is er die dag niet: dan wordt de klok verzet.")
BOOKED = _("Dit gesprek is al geboekt, en duurt {minutes} minuten.")
TOO_LONG = _("Dit is te lang: hooguit {n} letters.")
DOES_NOT_FIT = _("Dan kan het niet: er is al een ander moment, of de adviseur is er die dag niet.")


@dataclass(frozen=True, slots=True)
class Said:
    """A free time as a line says it, on the clock of the school."""

    day: date
    clock: time
    minutes: int
    way: Way
    place: str

    @property
    def starts(self) -> datetime:
        """The start, in UTC."""
        return datetime.combine(self.day, self.clock, ZoneInfo(ZONE)).astimezone(UTC)

    @property
    def ends(self) -> time:
        """The end on the clock."""
        return (datetime.combine(self.day, self.clock) + timedelta(minutes=self.minutes)).time()


def take_in_times(
    session: Session, region: str, now: datetime, lines: Sequence[tuple[Line, Organisation]]
) -> Iterator[tuple[Line, Change | Fault]]:
    """What becomes of each line, which is about a school. With a fault nothing was done of that line."""
    taking = _Taking(session, region, now)
    for line, school in lines:
        yield line, taking.take(line, school)
    taking.publish()


class _Taking:
    """Takes in lines, one after the other."""

    def __init__(self, session: Session, region: str, now: datetime) -> None:
        self._session = session
        self._region = region
        self._now = now
        self._diaries: dict[int, _Diary] = {}

    def take(self, line: Line, school: Organisation) -> Change | Fault:
        """What becomes of a line."""
        said = _said(line)
        if isinstance(said, Fault):
            return said
        adviser = self._adviser(line, school)
        if isinstance(adviser, Fault):
            return adviser
        slot = self._slot(school, adviser, said)
        if slot is not None and slot.minutes == said.minutes:
            return Change.SAME
        fault = self._cannot_be(line, said)
        if fault is not None:
            return fault
        if adviser is not None:
            diary = self._diaries.setdefault(adviser.id, _Diary(self._session, adviser))
            return diary.add(said) or line.fault("tijd", DOES_NOT_FIT)
        if slot is None:
            length, starts = said.minutes, said.starts
            slot = Slot(
                school_id=school.id, starts_at=starts, minutes=length, zone=ZONE, way=said.way, place=said.place
            )
            self._session.add(slot)
            self._session.flush()
            return Change.NEW
        if self._is_booked(slot):
            return line.fault("minuten", BOOKED.of(minutes=slot.minutes))
        slot.minutes = said.minutes
        return Change.CHANGED

    def publish(self) -> None:
        """Let advisers have the times that were taken in."""
        for diary in self._diaries.values():
            if diary.added:
                publish(self._session, diary.adviser, diary.added, self._now)

    def _cannot_be(self, line: Line, said: Said) -> Fault | None:
        """Why a time cannot be added."""
        if said.starts <= self._now:
            return line.fault("datum", PAST)
        if said.starts.astimezone(ZoneInfo(ZONE)).time() != said.clock:
            return line.fault("tijd", CHANGING_CLOCKS)
        if not SHORTEST <= said.minutes <= LONGEST or said.ends <= said.clock:
            return line.fault("minuten", LENGTH)
        if (said.way == "school") != bool(said.place):
            return line.fault("plaats", PLACE if said.way == "school" else NO_PLACE)
        return line.fault("plaats", TOO_LONG.of(n=LETTERS)) if len(said.place) > LETTERS else None

    def _adviser(self, line: Line, school: Organisation) -> Person | Fault | None:
        name = line.words("adviseur")
        if not name:
            return None
        there = self._advisers[school.id]
        if called(name) in there:
            return there[called(name)]
        names = ", ".join(person.name for person in there.values())
        return line.fault("adviseur", ADVISER.of(known=names) if names else NO_ADVISER)

    @cached_property
    def _advisers(self) -> defaultdict[int, dict[str, Person]]:
        """Of each school its advisers by what they are called."""
        found: defaultdict[int, dict[str, Person]] = defaultdict(dict)
        there = professionals(self._session, self._region, Role.ADVISER)
        names = names_of_advisers(there)
        for person in there:
            found[person.organisation_id or 0][called(names[person.id])] = person
        return found

    def _slot(self, school: Organisation, adviser: Person | None, said: Said) -> Slot | None:
        query = select(Slot).where(
            Slot.school_id == school.id,
            col(Slot.adviser_id).is_not_distinct_from(adviser.id if adviser is not None else None),
            Slot.starts_at == said.starts,
            Slot.way == said.way,
            Slot.place == said.place,
            ~col(Slot.withdrawn),
        )
        return self._session.exec(query).one_or_none()

    def _is_booked(self, slot: Slot) -> bool:
        booked = exists().where(col(Appointment.slot_id) == slot.id, col(Appointment.cancelled_at).is_(None))
        return bool(self._session.scalar(select(booked)))


class _Diary:
    """The times of an adviser: those that are there, and those that come with a sheet."""

    def __init__(self, session: Session, adviser: Person) -> None:
        self.adviser = adviser
        self.added: list[Once] = []
        kept = [one.means for one in rules_of(session, adviser.id)]
        self._times: list[Weekly | Once] = [rule for rule in kept if not isinstance(rule, Blocked)]
        self._blocked = [rule for rule in kept if isinstance(rule, Blocked)]

    def add(self, said: Said) -> Change | None:
        """Have a time in it; None when it does not fit."""
        for place, rule in enumerate(self.added):
            if (rule.day, rule.from_time, rule.to_time) == (said.day, said.clock, said.ends):
                if said.way in rule.ways:
                    return None  # in another place
                self.added[place] = replace(rule, ways=(*rule.ways, said.way), place=rule.place or said.place)
                return Change.NEW
        there = self._on(said.day)
        if any(
            (moment.starts, moment.minutes) == (said.starts, said.minutes)
            and said.way in moment.ways
            and said.place in ("", moment.place)
            for moment in there
        ):
            return Change.SAME  # so far ahead that it is no slot yet
        self.added.append(
            Once(
                day=said.day,
                from_time=said.clock,
                to_time=said.ends,
                minutes=said.minutes,
                ways=(said.way,),
                place=said.place,
            )
        )
        if len(self._on(said.day)) > len(there):
            return Change.NEW
        self.added.pop()
        return None

    def _on(self, day: date) -> list[Moment]:
        return moments([*self._times, *self.added], self._blocked, day, day)


def _said(line: Line) -> Said | Fault:
    """What a line says."""
    day, clock, minutes = line.cells["datum"], line.cells["tijd"], line.cells.get("minuten")
    assert isinstance(day, date) and isinstance(clock, time)
    way = BY_NAME.get(called(line.words("manier")))
    if way is None:
        return line.fault("manier", WAY)
    return Said(day, clock, minutes if isinstance(minutes, int) else MINUTES, way, line.words("plaats"))
