"""Reminders of an advice conversation: planned in the outbox when it is booked, taken back when it is moved or off."""

from datetime import datetime, time, timedelta

from bot.desk import news
from bot.desk.visit import Visit
from dialogs.pages import appointments as pages
from dialogs.pages.appointments import Planned
from dialogs.scene import FreeTime
from storage.outbox import Manner, say, take_back
from storage.tables import Intake

DAYS_BEFORE, HOURS_BEFORE = timedelta(days=2), timedelta(hours=2)
EARLIEST = time(7)
"""On the local clock; before that nobody is reminded of anything."""
EVERY = ("first", "soon", "consultant", "adviser")
"""What the reminders of a conversation are called: two of the candidate, one of each professional."""


def first_reminder(at: FreeTime) -> datetime:
    """Two days before, at the same time on the local clock, also when the clock is changed in between."""
    return at.local - DAYS_BEFORE


def last_reminder(at: FreeTime) -> datetime:
    """Two hours before, but not before the earliest time of day."""
    due = (at.starts - HOURS_BEFORE).astimezone(at.local.tzinfo)
    return max(due, datetime.combine(due.date(), EARLIEST, due.tzinfo))


def remind(
    visit: Visit, planned: Planned, intake: Intake, candidate: int | None, consultant: int | None, adviser: int | None
) -> None:
    """Plan every reminder of a conversation whose moment has not passed, instead of those planned before.

    The people are numbers; None: nobody to remind.
    """
    forget_reminders(visit, planned.number)
    first, last, starts = first_reminder(planned.time), last_reminder(planned.time), planned.time.starts
    near = pages.expected(planned, news.name_of(visit, intake))
    reminders = (
        # Once it is time for the last one, the first one makes no sense any more.
        ("first", candidate, pages.reminder(planned, soon=False), Manner.BY_DAY, first, min(last, starts)),
        ("soon", candidate, pages.reminder(planned, soon=True), Manner.AT_ONCE, last, starts),
        ("consultant", consultant, near, Manner.NEWS, first, starts),
        ("adviser", adviser if adviser != consultant else None, near, Manner.NEWS, first, starts),
    )
    for which, person, message, manner, due, until in reminders:
        if person is not None and visit.now < due < until:
            key = _key(planned.number, which)
            say(visit.session, person, message, visit.now, manner, about=intake.id, key=key, due=due, expires=until)


def forget_reminders(visit: Visit, number: int) -> None:
    """Take back what was planned to remind people of a conversation that is off."""
    take_back(visit.session, *(_key(number, which) for which in EVERY))


def _key(number: int, which: str) -> str:
    return f"remind:{number}:{which}"
