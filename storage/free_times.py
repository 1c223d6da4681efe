"""Free times of schools: what can still be booked (storage/appointments.py)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, col, select

from dialogs.scene import FreeTime, Way
from people.roles import Role
from storage.offering import Offered, offering_any
from storage.tables import Appointment, Busy, Intake, Organisation, Person, Rule, Slot

AT_ONCE = 100
"""Slots that are fetched together: mostly there are enough free ones among the first."""
LONGEST = timedelta(minutes=240)
"""No conversation takes longer."""


def free_times(
    session: Session,
    region: str,
    after: datetime,
    limit: int = 60,
    *,
    crebos: frozenset[str] | None = None,
    moving: int | None = None,
    adviser: int | None = None,
) -> tuple[FreeTime, ...]:
    """The first `limit` free times of the schools in a region that start after a moment, soonest first.

    With `crebos` only those of schools that offer one of them on the day of that time (what ends before it cannot be agreed any
    more), when the adviser did not keep them for other work. `moving`: the intake for which they are, whose own conversation
    is in the way of nothing. `adviser`: only theirs.
    """
    taken = _Taken(session, region, after, moving)
    query = (
        select(Slot, Organisation, Rule, col(Person.name))
        .join(Organisation, col(Slot.school_id) == col(Organisation.id))
        .join(Rule, col(Slot.rule_id) == col(Rule.id), isouter=True)
        .join(Person, col(Slot.adviser_id) == col(Person.id), isouter=True)
        .where(
            Organisation.region_code == region,
            col(Slot.starts_at) > after,
            ~col(Slot.withdrawn),
            ~_booked(),
            # Who has another post now, or works elsewhere, holds no conversations here.
            or_(
                col(Slot.adviser_id).is_(None),
                (col(Person.role) == Role.ADVISER.value) & (col(Person.organisation_id) == col(Slot.school_id)),
            ),
        )
        .order_by(col(Slot.starts_at), col(Slot.id))
    )
    if adviser is not None:
        query = query.where(Slot.adviser_id == adviser)
    offers = offering_any(session, region, crebos) if crebos is not None else None
    if offers is not None:
        query = query.where(col(Slot.school_id).in_(offers))
    with closing(session.exec(query.execution_options(yield_per=AT_ONCE))) as rows:
        free = (
            as_free_time(slot, school.name, rule, name or "")
            for slot, school, rule, name in rows
            if _is_for(rule, crebos) and _offered(slot, offers) and taken.leaves(slot, school)
        )
        return tuple(islice(free, limit))


def as_free_time(slot: Slot, school: str, rule: Rule | None = None, adviser: str = "") -> FreeTime:
    """A slot as the conversation knows it."""
    way = Way(slot.way)
    languages = tuple(rule.languages or ()) if rule else ()
    wheelchair = rule is not None and rule.wheelchair and way is Way.SCHOOL
    return FreeTime(
        slot.id, slot.starts_at, slot.zone, slot.minutes, way, slot.place, school, adviser, languages, wheelchair
    )


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation in an adviser's week. `starts`: on the clock where it is; `withdrawn`: outside what their rules give now."""

    starts: datetime
    intake: Intake
    withdrawn: bool


def held_by(session: Session, adviser: int, after: datetime, until: datetime) -> list[Held]:
    """The conversations of an adviser that start after a moment and before another, soonest first."""
    query = (
        select(Slot, Intake)
        .join(Appointment, col(Appointment.slot_id) == col(Slot.id))
        .join(Intake, col(Appointment.intake_id) == col(Intake.id))
        .where(
            Appointment.adviser_id == adviser,
            col(Appointment.cancelled_at).is_(None),
            col(Appointment.starts_at) > after,
            col(Appointment.starts_at) < until,
        )
        .order_by(col(Slot.starts_at))
    )
    return [
        Held(slot.starts_at.astimezone(ZoneInfo(slot.zone)), intake, slot.withdrawn)
        for slot, intake in session.exec(query)
    ]


class _Taken:
    """What cannot be booked in a region though it is not booked itself: the adviser is busy, the school is full that day."""

    def __init__(self, session: Session, region: str, after: datetime, moving: int | None) -> None:
        self._busy: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        self._held: Counter[tuple[int, date]] = Counter()
        begin = after - LONGEST - timedelta(days=1)  # the day of `after` may have begun long before it
        booked = (
            select(Slot, col(Appointment.adviser_id))
            .join(Appointment, col(Appointment.slot_id) == col(Slot.id))
            .join(Organisation, col(Slot.school_id) == col(Organisation.id))
            .where(
                Organisation.region_code == region,
                col(Appointment.starts_at) > begin,
                col(Appointment.cancelled_at).is_(None),
                col(Appointment.intake_id).is_distinct_from(moving),
            )
        )
        for slot, adviser in session.exec(booked):
            self._held[slot.school_id, _day(slot)] += 1
            if adviser is not None:
                self._busy[adviser].append(_span(slot))
        busy = select(Busy.adviser_id, Busy.starts_at, Busy.ends_at).join(
            Person, col(Busy.adviser_id) == col(Person.id)
        )
        for adviser, starts, ends in session.exec(busy.where(Person.region_code == region, col(Busy.ends_at) > after)):
            self._busy[adviser].append((starts, ends))

    def leaves(self, slot: Slot, school: Organisation) -> bool:
        """Whether this time can be booked."""
        if school.most_a_day is not None and self._held[school.id, _day(slot)] >= school.most_a_day:
            return False
        starts, ends = _span(slot)
        busy = self._busy.get(slot.adviser_id, ()) if slot.adviser_id is not None else ()
        return not any(begin < ends and starts < end for begin, end in busy)


def _booked() -> ColumnElement[bool]:
    return exists().where(col(Appointment.slot_id) == col(Slot.id), col(Appointment.cancelled_at).is_(None))


def _is_for(rule: Rule | None, crebos: frozenset[str] | None) -> bool:
    return rule is None or rule.crebos is None or crebos is None or not crebos.isdisjoint(rule.crebos)


def _offered(slot: Slot, offers: Mapping[int, Sequence[Offered]] | None) -> bool:
    return offers is None or any(offered.valid(_day(slot)) for offered in offers[slot.school_id])


def _day(slot: Slot) -> date:
    return slot.starts_at.astimezone(ZoneInfo(slot.zone)).date()


def _span(slot: Slot) -> tuple[datetime, datetime]:
    return slot.starts_at, slot.starts_at + timedelta(minutes=slot.minutes)
