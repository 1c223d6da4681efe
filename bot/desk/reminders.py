"""Reminders of an advice conversation: planned in the outbox when it is booked, taken back when it is moved or off."""

from datetime import datetime, time, timedelta

from bot.desk import news
from bot.desk.visit import Visit
from dialogs.messages import Message
from dialogs.pages import appointments as pages
from dialogs.pages.appointments import Planned
from dialogs.scene import FreeTime
from storage.outbox import Manner, say, take_back
from storage.tables import Intake, Person

DAYS_BEFORE, HOURS_BEFORE = timedelta(days=2), timedelta(hours=2)
EARLIEST = time(7)
"""On the local clock; before that nobody is reminded of anything."""
CANDIDATE_FIRST, CANDIDATE_SOON, CONSULTANT, ADVISER = "first", "soon", "consultant", "adviser"


def first_reminder(at: FreeTime) -> datetime:
    """Two days before, at the same time on the local clock, also when the clock is changed in between."""
    return at.local - DAYS_BEFORE


def last_reminder(at: FreeTime) -> datetime:
    """Two hours before, but not before the earliest time of day."""
    due = (at.starts - HOURS_BEFORE).astimezone(at.local.tzinfo)
    return max(due, datetime.combine(due.date(), EARLIEST, due.tzinfo))


def remind(
    visit: Visit,
    planned: Planned,
    intake: Intake,
    candidate: Person | None,
    consultant: int | None,
    adviser: int | None,
) -> None:
    """Plan every reminder of a conversation whose moment has not passed, instead of those planned before."""
    first, last, starts = first_reminder(planned.time), last_reminder(planned.time), planned.time.starts
    for which in (CANDIDATE_FIRST, CANDIDATE_SOON, CONSULTANT, ADVISER):
        take_back(visit.session, _key(planned.number, which))
    if candidate is not None:
        # Once it is time for the last one, the first one makes no sense any more.
        message = pages.reminder(planned, soon=False)
        _plan(visit, planned, intake, CANDIDATE_FIRST, candidate.id, message, Manner.BY_DAY, first, min(last, starts))
        message = pages.reminder(planned, soon=True)
        _plan(visit, planned, intake, CANDIDATE_SOON, candidate.id, message, Manner.AT_ONCE, last, starts)
    message = pages.expected(planned, news.name_of(visit, intake))
    for which, person in ((CONSULTANT, consultant), (ADVISER, adviser if adviser != consultant else None)):
        if person is not None:
            _plan(visit, planned, intake, which, person, message, Manner.NEWS, first, starts)


def forget_reminders(visit: Visit, number: int) -> None:
    """Take back what was planned to remind people of a conversation that is off."""
    for which in (CANDIDATE_FIRST, CANDIDATE_SOON, CONSULTANT, ADVISER):
        take_back(visit.session, _key(number, which))


def _plan(
    visit: Visit,
    planned: Planned,
    intake: Intake,
    which: str,
    person: int,
    message: Message,
    manner: Manner,
    due: datetime,
    until: datetime,
) -> None:
    if visit.now < due < until:
        key = _key(planned.number, which)
        say(visit.session, person, message, visit.now, manner, about=intake.id, key=key, due=due, expires=until)


def _key(number: int, which: str) -> str:
    return f"remind:{number}:{which}"
