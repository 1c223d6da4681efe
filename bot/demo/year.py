"""A region with a year behind it, made up but believable: for tests, documents, measurements and demonstrations.

Everything that is in the tables is what the desk would have put there; nothing waits to be said to anybody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random

from sqlmodel import Session

from bot.demo.agreements import Agreements
from bot.demo.case import Year
from bot.demo.cast import appear
from bot.demo.course import play
from bot.demo.region import REGION
from bot.demo.rows import Rows
from bot.demo.seasons import DAYS, arrivals, some_time_on, working_time_on
from bot.demo.timetable import Timetable
from bot.demo.tokens import Tokens
from bot.demo.towns import Towns
from bot.demo.wishes import Wishes
from bot.knowledge import Knowledge
from dialogs.scene import Scene, World
from storage.database import Database
from storage.invitations import known_region
from storage.unmatched import count_unmatched

GUIDED = 0.72
"""Of the intakes on a working day; all others begin by themselves, most of them by the poster of an organisation."""
KEEP_UNFINISHED = 12
"""Months: so that the whole year is there to look at. The usual three would have taken most of what was never finished."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was made. `people`: the addresses in the terminal of one of each role, by role."""

    region: str
    intakes: int
    people: dict[str, str]


def fill_year(
    database: Database,
    now: datetime,
    *,
    intakes: int,
    seed: int,
    known: Knowledge,
    told: Callable[[int], None] = lambda done: None,
) -> Made:
    """Make a region with so many intakes in the year until `now`: all of it, or nothing when it raises.

    The same number, seed and moment give the same rows in the same database. `told` hears now and then how many are done.
    Raises sqlalchemy.exc.IntegrityError when there are people or organisations of such a year already.
    """
    with database.transaction() as session:
        return _fill(session, now, intakes, seed, known, told)


def _fill(
    session: Session, now: datetime, intakes: int, seed: int, known: Knowledge, told: Callable[[int], None]
) -> Made:
    region = known_region(session, REGION, known.places.region(REGION).name)
    region.keep_unfinished_months = KEEP_UNFINISHED
    session.flush()
    rng, rows = Random(seed), Rows(session)
    begin = now.replace(microsecond=0) - timedelta(days=DAYS + 1)
    cast = appear(rows, REGION, known.catalogue, begin, now, intakes, rng)
    year = Year(
        now=now,
        region=REGION,
        known=known,
        cast=cast,
        timetable=Timetable(rows, cast.advisers, begin.date(), now),
        wishes=Wishes(known, cast.offered, now, seed),
        agreements=Agreements(known, cast.offered),
        towns=Towns(Scene(World(now, known.catalogue, known.plain, known, known.places), {})),
        tokens=Tokens(rng),
        rows=rows,
        count_unmatched=partial(count_unmatched, session),
    )
    number = 0
    for day, count in arrivals(now, intakes, rng):
        year.timetable.forget_before(day)
        for moment, guided in sorted(_begin(day, now, rng) for _one in range(count)):
            number += 1
            play(year, number, seed, moment, guided=guided)
        told(number)
    year.timetable.finish()
    rows.finish()
    return Made(REGION, number, cast.addresses)


def _begin(day: date, now: datetime, rng: Random) -> tuple[datetime, bool]:
    """When an intake of a day begins, and whether it is a consultant who begins it."""
    at_work = working_time_on(day, now, rng) if rng.random() < GUIDED else None
    return (at_work, True) if at_work is not None else (some_time_on(day, now, rng), False)
