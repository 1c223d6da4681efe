"""What came of a letter, and what that means for what waits."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from dialogs.news import unreachable
from storage.due import waiting
from storage.intakes import settled
from storage.letters import Letter, mark_sent
from storage.manner import Manner
from storage.outbox import say
from storage.tables import Intake, Outbox, Person

log = logging.getLogger(__name__)

SHORTEST_PAUSE, LONGEST_PAUSE = timedelta(seconds=2), timedelta(minutes=30)
"""Before the second try, and before the last ones."""
MOST_TRIES = 57
"""How often a message is tried before it is dead: for about a day."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It has arrived."""


@dataclass(frozen=True, slots=True)
class NotYet:
    """It may arrive the next time, not before so many seconds. `fault`: of what kind, never its words."""

    fault: str
    wait: float = 0


@dataclass(frozen=True, slots=True)
class Never:
    """It will never arrive like this. `fault`: of what kind, never its words."""

    fault: str


@dataclass(frozen=True, slots=True)
class Gone:
    """The person blocked the bot, or is not there any more."""


@dataclass(frozen=True, slots=True)
class NotTried:
    """It was left lying; somebody else may take it at once."""


Outcome = Sent | NotYet | Never | Gone | NotTried


def settle(session: Session, letter: Letter, outcome: Outcome, now: datetime) -> None:
    """Note what came of a letter."""
    match outcome:
        case Sent():
            mark_sent(session, letter, now)
        case Gone():
            lose(session, letter.person_id, now)
        case NotYet() | Never() | NotTried():
            own = select(Outbox).where(col(Outbox.id).in_(letter.rows), Outbox.claimed_until == letter.claimed_until)
            for row in session.exec(own):
                _put_back(row, outcome, now)
            session.flush()


def pause_after(tries: int) -> timedelta:
    """How long a message rests after so many tries in vain: ever longer, to a limit."""
    return min(SHORTEST_PAUSE * (1 << min(tries - 1, 20)), LONGEST_PAUSE)


def lose(session: Session, person_id: int, now: datetime) -> None:
    """Note that a person cannot be reached: cancel what waits for them, and tell their consultant.

    Nothing happens when that was noted already, or when there is no such person (any more).
    """
    person = session.get(Person, person_id)
    if person is None or person.unreachable_at is not None:
        return
    person.unreachable_at = now
    session.execute(delete(Outbox).where(col(Outbox.person_id) == person_id, waiting(Outbox)))
    intake = session.exec(select(Intake).where(Intake.candidate_id == person_id)).one_or_none()
    if intake is not None and intake.consultant_id is not None:
        name = settled(session, intake, "name")
        news = unreachable(intake.token, name if isinstance(name, str) else "")
        key = f"unreachable:{intake.id}"
        say(session, intake.consultant_id, news, now, Manner.NEWS, about=intake.id, key=key)


def _put_back(row: Outbox, outcome: NotYet | Never | NotTried, now: datetime) -> None:
    row.claimed_until = None
    if isinstance(outcome, NotTried):
        return
    row.tries += 1
    row.fault = outcome.fault
    if isinstance(outcome, Never) or row.tries >= MOST_TRIES:
        row.dead_at = now
        log.error("message %s is dead after %s tries: %s", row.id, row.tries, row.fault)
    else:
        row.try_at = now + max(pause_after(row.tries), timedelta(seconds=outcome.wait))
