"""What became of people: asked of the candidate after some months, and of who guides them when no answer comes."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from agenda.hours import HOME
from bot.desk import cases, news
from bot.desk.visit import Visit
from bot.desk.world import helper_of
from dialogs.answers import Json
from dialogs.messages import Message
from dialogs.outcome import LEARNING
from dialogs.pages import advice as pages
from dialogs.text import Text
from storage import advice, intakes, seats
from storage.outbox import Manner, say
from storage.tables import Intake, Outcome, Person

MONTHS = (3, 6, 12)
"""After the start, or after the outcome when no start is known."""
ASKED_AT = time(10)
"""On the local clock."""
PATIENCE = timedelta(days=14)
"""How long a candidate has to answer before somebody else is asked."""
SENSIBLE = timedelta(days=60)
"""After so long a question is not worth sending any more: it is nearly time for the next one."""


@dataclass(frozen=True, slots=True)
class Now:
    """What people tell of: how it is, so many months after an outcome."""

    outcome: Outcome
    months: int


def plan(visit: Visit, intake: Intake) -> None:
    """Plan the follow-ups of the last outcome of an intake as things are now, in place of those that were planned."""
    outcome = advice.last_outcome(visit.session, intake.id)
    if outcome is None:
        return
    learns, base = outcome.result in LEARNING, _begins(outcome)
    candidate, guide = candidate_to_tell(visit, intake), helper_of(visit.session, intake)
    name = news.name_of(visit, intake)
    for months in MONTHS:
        wanted = learns and advice.follow_up_of(visit.session, outcome, months) is None
        due = datetime.combine(_later(base, months), ASKED_AT, HOME)
        first = None
        if wanted and candidate is not None:
            seat = seats.seat_of(visit.session, candidate, "intake", intake).token
            first = pages.how_are_you(intake.token, seat, name)
        _plan(visit, outcome, f"{months}:candidate", candidate, first, due)
        second = pages.how_is_your_candidate(intake.token, name, months, asked=first is not None) if wanted else None
        _plan(visit, outcome, f"{months}:guide", guide, second, due + PATIENCE if first is not None else due)


def keep(visit: Visit, intake: Intake, answers: Mapping[str, Json], by: str) -> bool:
    """Keep what somebody told, and ask nobody else; whether there was anything (left) to tell. It is never told twice."""
    found = asked_now(visit, intake)
    if not isinstance(found, Now):
        return False
    advice.keep_follow_up(visit.session, found.outcome, found.months, answers, by, visit.now)
    plan(visit, intake)
    return True


def candidate_to_tell(visit: Visit, intake: Intake) -> Person | None:
    """The candidate of an intake, if they can be told something: they take part, can be reached, and said yes to that."""
    candidate = visit.session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    if candidate is None or candidate.unreachable_at is not None:
        return None
    said_yes = intakes.settled(visit.session, intake, "consent") is not None
    return candidate if said_yes and not cases.has_refused(visit.session, intake) else None


def asked_now(visit: Visit, intake: Intake) -> "Now | Text":
    """What people tell of now; or why there is nothing to tell.

    What they tell is how it is today: a late answer to an early question counts for the months that have passed.
    """
    outcome = advice.last_outcome(visit.session, intake.id)
    today = visit.now.astimezone(HOME).date()
    due = [months for months in MONTHS if outcome is not None and _later(_begins(outcome), months) <= today]
    if outcome is None or outcome.result not in LEARNING or not due:
        return pages.NOTHING_TO_TELL
    if advice.follow_up_of(visit.session, outcome, due[-1]) is not None:
        return pages.KNOWN
    return Now(outcome, due[-1])


def _plan(
    visit: Visit, outcome: Outcome, which: str, person: Person | None, message: Message | None, due: datetime
) -> None:
    """Plan one question, or none; one that was sent, or whose moment has passed, is not asked again."""
    key = f"follow-up:{outcome.id}:{which}"
    ahead = due > visit.now or advice.is_waiting(visit.session, key)
    advice.take_back_all(visit.session, key)
    if person is not None and message is not None and ahead:
        expires = due + SENSIBLE
        say(
            visit.session,
            person.id,
            message,
            visit.now,
            Manner.BY_DAY,
            about=outcome.intake_id,
            key=key,
            due=due,
            expires=expires,
        )


def _begins(outcome: Outcome) -> date:
    noted = outcome.noted_at.astimezone(HOME).date()
    return max(outcome.starts_on, noted) if outcome.starts_on is not None else noted


def _later(day: date, months: int) -> date:
    """So many months after a day: on the same day of the month, or on its last one when it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
