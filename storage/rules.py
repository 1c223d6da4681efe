"""The rules by which advisers have time, the slots that come of them, and the times at which they have something else to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, exists, or_, update
from sqlmodel import Session, col, select

from agenda.hours import HOME
from agenda.moments import Moment, moments
from agenda.rules import Blocked, Once, Weekly, from_json, to_json
from storage.tables import Appointment, Busy, Organisation, Person, Rule, Slot

AHEAD = timedelta(weeks=8)
"""So far ahead there are slots."""
SOON_TOO_SHORT = timedelta(weeks=7)
"""Rules that are filled less far than this are filled again: once a week at most, for any number of people who look."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A rule of an adviser, as it is kept and as it is meant."""

    row: Rule
    means: Weekly | Once | Blocked


@dataclass(frozen=True, slots=True)
class For:
    """Whom a rule for times is for. `crebos`: None for all that the school offers; `languages`: beside Dutch, as codes."""

    crebos: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    wheelchair: bool = False


EVERYBODY = For()


def publish(
    session: Session,
    adviser: Person,
    rules: Iterable[Weekly | Once | Blocked],
    now: datetime,
    whom: For = EVERYBODY,
) -> None:
    """Keep these rules of an adviser beside those there are, and make slots of them. The adviser must have a school."""
    if adviser.organisation_id is None:
        raise ValueError("an adviser without a school has no free times")
    for rule in rules:
        row = Rule(school_id=adviser.organisation_id, adviser_id=adviser.id, described=to_json(rule), created_at=now)
        if not isinstance(rule, Blocked):
            row.crebos = list(whom.crebos) if whom.crebos is not None else None
            row.languages, row.wheelchair = list(whom.languages), whom.wheelchair
        session.add(row)
    session.flush()
    fill(session, adviser.id, now)


def rules_of(session: Session, adviser_id: int) -> list[Kept]:
    """The rules of an adviser, the oldest first."""
    rows = session.exec(select(Rule).where(Rule.adviser_id == adviser_id).order_by(col(Rule.id)))
    return [Kept(row, from_json(row.described)) for row in rows]


def remove(session: Session, rule: Rule, now: datetime) -> None:
    """Take a rule back, with the slots that nobody booked; conversations that are booked stay."""
    adviser_id = rule.adviser_id
    session.execute(update(Slot).where(col(Slot.rule_id) == rule.id).values(rule_id=None))
    session.delete(rule)
    session.flush()
    fill(session, adviser_id, now)


def take_over_busy(session: Session, adviser_id: int, source: str, times: Iterable[tuple[datetime, datetime]]) -> None:
    """Keep when an adviser is busy, instead of what came from the same `source` before."""
    session.execute(delete(Busy).where(col(Busy.adviser_id) == adviser_id, col(Busy.source) == source))
    session.add_all(Busy(adviser_id=adviser_id, source=source, starts_at=start, ends_at=end) for start, end in times)
    session.flush()


def fill_region(session: Session, region: str, now: datetime) -> None:
    """Make the slots that are not there yet for the coming weeks, of all advisers in a region."""
    enough = _today(now) + SOON_TOO_SHORT
    query = (
        select(Rule.adviser_id)
        .join(Organisation, col(Rule.school_id) == col(Organisation.id))
        .where(Organisation.region_code == region, or_(col(Rule.filled_to).is_(None), col(Rule.filled_to) < enough))
        .distinct()
    )
    for adviser_id in session.exec(query).all():
        fill(session, adviser_id, now)


def fill(session: Session, adviser_id: int, now: datetime) -> None:
    """Make the slots to come of an adviser what the rules say: each way of holding a conversation is a slot of its own.

    What no rule gives any more goes; a time that is booked stays as long as it is. Doing it twice changes nothing.
    """
    rules = rules_of(session, adviser_id)
    wanted = _wanted(rules, _today(now))
    theirs = select(Slot).where(Slot.adviser_id == adviser_id, col(Slot.starts_at) >= now)
    slots = {_key(slot): slot for slot in session.exec(theirs)}
    ever_booked = _ever_booked(session, adviser_id, now)
    for key, slot in slots.items():
        if key in wanted:
            moment, rule = wanted.pop(key)
            slot.rule_id, slot.withdrawn = rule.id, False
            if slot.id not in ever_booked:
                slot.minutes, slot.zone = moment.minutes, moment.zone
        elif slot.id in ever_booked:
            slot.rule_id, slot.withdrawn = None, True
        else:
            session.delete(slot)
    for (school, _starts, way, place), (moment, rule) in wanted.items():
        if moment.starts >= now:
            session.add(
                Slot(
                    school_id=school,
                    adviser_id=adviser_id,
                    rule_id=rule.id,
                    starts_at=moment.starts,
                    minutes=moment.minutes,
                    zone=moment.zone,
                    way=way,
                    place=place,
                )
            )
    for kept in rules:
        kept.row.filled_to = _today(now) + AHEAD
    session.flush()


def forget_times(session: Session, adviser_id: int) -> None:
    """Take back all that an adviser ever said about their time; conversations that were booked keep theirs."""
    booked = select(Appointment.slot_id)
    theirs = col(Slot.adviser_id) == adviser_id
    session.execute(delete(Slot).where(theirs, col(Slot.rule_id).is_not(None), col(Slot.id).not_in(booked)))
    session.execute(update(Slot).where(theirs).values(rule_id=None, withdrawn=True))
    session.execute(delete(Rule).where(col(Rule.adviser_id) == adviser_id))
    session.execute(delete(Busy).where(col(Busy.adviser_id) == adviser_id))


Key = tuple[int, datetime, str, str]
"""What makes a slot of an adviser the same one: the school, the start, the way and the place."""


def _wanted(rules: Sequence[Kept], today: date) -> dict[Key, tuple[Moment, Rule]]:
    """The slots that the rules give from today on, each with its moment and its rule."""
    times = [(kept.row, kept.means) for kept in rules if not isinstance(kept.means, Blocked)]
    blocked = [kept.means for kept in rules if isinstance(kept.means, Blocked)]
    until = today + AHEAD
    # Where two rules give the same moment, the earlier one wins there and here.
    comes_of = {moment: row for row, rule in reversed(times) for moment in moments([rule], blocked, today, until)}
    return {
        (row.school_id, moment.starts, way, moment.place if way == "school" else ""): (moment, row)
        for moment in moments([rule for _row, rule in times], blocked, today, until)
        for row in (comes_of[moment],)
        for way in moment.ways
    }


def _key(slot: Slot) -> Key:
    return slot.school_id, slot.starts_at, slot.way, slot.place


def _ever_booked(session: Session, adviser_id: int, now: datetime) -> frozenset[int]:
    booked = exists().where(col(Appointment.slot_id) == col(Slot.id))
    theirs = select(Slot.id).where(Slot.adviser_id == adviser_id, col(Slot.starts_at) >= now, booked)
    return frozenset(session.exec(theirs))


def _today(now: datetime) -> date:
    return now.astimezone(HOME).date()
