"""What coordinators hear on Monday morning: how last week went, and who waits. In numbers, and small ones are protected."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from agenda.hours import HOME, is_working_day
from bot.desk.overviews import overview_of, picture_of
from bot.desk.round import Round
from dialogs.pages.overview import digest_page
from people.policy import About, Action, may
from people.roles import Role
from reports.figures import FIGURES, LATELY, TOLD, WAIT
from reports.small import shown
from storage import people
from storage.outbox import Manner, say
from storage.tables import Region

READ_AT = time(8, 30)
"""On the local clock."""
LATE = timedelta(days=1)
"""After so long it is not worth telling any more: there is the overview."""


def tell(round: Round) -> bool:
    """Tell the coordinators of one region that have not heard of this week; whether there may be another one."""
    monday, due = _monday(round.now), digest_due(round.now)
    if not due <= round.now < due + LATE:
        return False
    region = _take(round.session, monday)
    if region is None:
        return False
    counted = overview_of(round.session, round.known, region.code, round.now, lambda record: record.started < due)
    figures = counted.whole.figures
    if any(figures[key] for key in (*LATELY, *WAIT)):
        happened = [(FIGURES[key].name, shown(figures[key])) for key in LATELY]
        attention = [(FIGURES[key].name, shown(figures[key])) for key in TOLD if key not in LATELY and figures[key]]
        picture = None if counted.is_empty else picture_of(region.code)
        message = digest_page(region.name, happened, attention, picture)
        for person in people.professionals(round.session, region.code, Role.COORDINATOR):
            if may(people.actor(person), Action.SEE_OVERVIEW, About(region.code)):
                key = f"digest:{monday}:{person.id}"
                say(round.session, person.id, message, round.now, Manner.BY_DAY, key=key, expires=due + LATE)
    return True


def digest_due(now: datetime) -> datetime:
    """When the digest of this week is due: on Monday morning, or on the first working day after it."""
    day = _monday(now)
    while not is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, READ_AT, HOME).astimezone(now.tzinfo)


def _monday(now: datetime) -> date:
    today = now.astimezone(HOME).date()
    return today - timedelta(days=today.weekday())


def _take(session: Session, monday: date) -> Region | None:
    """A region that has not heard of this week, taken on before anybody else does; None when there is none."""
    untold = col(Region.digest_on).is_(None) | (col(Region.digest_on) < monday)
    for region in session.exec(select(Region).where(untold).order_by(col(Region.code))).all():
        taken = session.execute(
            update(Region)
            .where(col(Region.code) == region.code, untold)
            .values(digest_on=monday)
            .execution_options(synchronize_session=False)
        )
        assert isinstance(taken, CursorResult)
        if taken.rowcount == 1:
            return region
    return None
