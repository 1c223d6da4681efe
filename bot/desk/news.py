"""What a consultant hears of a candidate without asking."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete
from sqlmodel import col

from bot.desk.visit import Visit
from dialogs.messages import Message
from dialogs.pages import talk
from dialogs.text import Text
from storage import intakes, people, seats
from storage.appointments import appointment_of
from storage.outbox import Manner, say, take_back
from storage.tables import Intake, Outbox, Person


def started(visit: Visit, intake: Intake) -> None:
    """The candidate has begun."""
    _tell(visit, intake, talk.STARTED)


def erased(visit: Visit, intake: Intake) -> None:
    """The candidate erases everything: the consultant hears that, and not who it was."""
    if intake.consultant_id is not None:
        say(visit.session, intake.consultant_id, talk.erased(), visit.now, Manner.NEWS)


def expect_candidate(visit: Visit, intake: Intake) -> None:
    """From now on a candidate who is not done, and has no conversation to come to, is missed after some days of silence."""
    if intake.consultant_id is None:
        return
    key, consultant = f"silent:{intake.id}", visit.session.get_one(Person, intake.consultant_id)
    if (
        not consultant.silent_days
        or intake.finished_at is not None
        or appointment_of(visit.session, intake) is not None
    ):
        take_back(visit.session, key)
        return
    due = visit.now + timedelta(days=consultant.silent_days)
    message = talk.notice(talk.SILENT, intake.token, name_of(visit, intake))
    say(visit.session, consultant.id, message, visit.now, Manner.NEWS, about=intake.id, key=key, due=due)


def tell(visit: Visit, person: int | None, text: Text, intake: Intake, manner: Manner = Manner.BY_DAY) -> None:
    """Tell a professional that something happened with a candidate; `text` says it, with {name} for the candidate."""
    if person is not None and person != visit.person.id:
        message = talk.notice(text, intake.token, name_of(visit, intake))
        say(visit.session, person, message, visit.now, manner, about=intake.id)


def tell_coordinator(visit: Visit, text: Text, intake: Intake) -> None:
    """Tell the region's coordinator, if there is one, that something happened with a candidate."""
    whom = people.coordinator(visit.session, intake.region_code)
    tell(visit, whom.id if whom else None, text, intake)


def tell_candidate(visit: Visit, intake: Intake, letter: Callable[[str, str], Message], who: str) -> None:
    """Tell a candidate something about `who`, in a `letter` with a way back to their own seat; nothing before they said yes."""
    candidate = visit.session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    if candidate is not None and intakes.settled(visit.session, intake, "consent") is not None:
        theirs = seats.seat_of(visit.session, candidate, "intake", intake)
        say(visit.session, candidate.id, letter(theirs.token, who), visit.now, about=intake.id)


def part(visit: Visit, person: int, intake: Intake) -> None:
    """Somebody has no part in an intake any more: they have no seat there, and what was on its way to them is taken back."""
    seats.leave_intake(visit.session, person, intake)
    on_its_way = (col(Outbox.person_id) == person, col(Outbox.about_id) == intake.id, col(Outbox.sent_at).is_(None))
    visit.session.execute(delete(Outbox).where(*on_its_way))


def name_of(visit: Visit, intake: Intake) -> str:
    """What a candidate is called; empty when nobody has said."""
    name = intakes.settled(visit.session, intake, "name")
    return name if isinstance(name, str) else ""


def _tell(visit: Visit, intake: Intake, text: Text) -> None:
    tell(visit, intake.consultant_id, text, intake, Manner.NEWS)
