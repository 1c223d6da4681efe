"""The summary of a finished intake: who gets it unasked, and when."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.desk import advice
from bot.desk.paper import Copy, known_of
from bot.desk.visit import Visit
from bot.knowledge import Knowledge
from dialogs.dialogue import Dialogue
from dialogs.intake import INTAKE
from dialogs.messages import Attachment, Message
from dialogs.pages import summaries as pages
from dialogs.text import SOURCE_LANGUAGE
from people.policy import Action, may
from storage import intakes, people
from storage.appointments import appointment_of
from storage.audit import Deed, note
from storage.outbox import Manner, expecting, say, take_back
from storage.tables import Appointment, Intake, Person

SOON = timedelta(minutes=5)
"""After which somebody gets it who is still at work with the candidate: one thing at a time."""


def finished(visit: Visit, intake: Intake) -> None:
    """Everything is answered: everybody whom the conversation concerns gets the summary."""
    for person in _concerned(visit, intake):
        _send(visit, intake, person)
        note(visit.session, visit.now, Deed.SENT, "summary", person, about=intake)


def changed(visit: Visit, intake: Intake) -> None:
    """Answers of a finished intake are others now: who has not got the summary yet gets the newest; nobody gets it again."""
    waiting = expecting(visit.session, _key(intake))
    if waiting:
        _keep_up(visit, intake, waiting)


def moved(visit: Visit, intake: Intake, before: Appointment | None) -> None:
    """Another conversation than `before` is in force now, or none: whoever is new there gets the summary of a finished intake,
    and whom it does not concern any more does not."""
    if intake.finished_at is None:
        return
    _keep_up(visit, intake, expecting(visit.session, _key(intake)))
    now = appointment_of(visit.session, intake)
    had_it = {person.id for person in (*_advisers(visit, intake, before), *_steady(visit, intake))}
    for person in _advisers(visit, intake, now):
        if person.id not in had_it and _may_see(visit, intake, person):
            _send(visit, intake, person)
            note(visit.session, visit.now, Deed.SENT, "summary", person, about=intake)


def message_for(visit: Visit, intake: Intake, person: Person) -> Message:
    """The summary as this person may see it, as a message that hands it out."""
    about = intakes.about(visit.session, intake)
    copy = Copy.FULL if may(people.actor(person), Action.SEE_BACKGROUND, about) else Copy.WITHOUT_BACKGROUND
    return message(visit.session, visit.known, visit.dialogues[INTAKE.name], intake, visit.now, copy)


def message(
    session: Session, knowledge: Knowledge, dialogue: Dialogue, intake: Intake, now: datetime, copy: Copy
) -> Message:
    """A copy of the summary for a professional, as a message."""
    known = known_of(session, knowledge, dialogue, intake, now, copy, SOURCE_LANGUAGE)
    attached = Attachment(copy.value, intake.token)
    return pages.for_professional(intake.token, known.name, known.summary, known.time, knowledge, attached)


def _concerned(visit: Visit, intake: Intake) -> list[Person]:
    """Whom the summary is for: each once, and nobody who may not read it, or whom it is about."""
    appointment = appointment_of(visit.session, intake)
    all_of_them = (*_steady(visit, intake), *_advisers(visit, intake, appointment))
    return [one for one in {one.id: one for one in all_of_them}.values() if _may_see(visit, intake, one)]


def _steady(visit: Visit, intake: Intake) -> tuple[Person, ...]:
    """Whom an intake concerns whatever its conversation is: the coordinator, and who guides it."""
    consultant = visit.session.get(Person, intake.consultant_id) if intake.consultant_id is not None else None
    both = (people.coordinator(visit.session, intake.region_code), consultant)
    return tuple(person for person in both if person is not None)


def _advisers(visit: Visit, intake: Intake, appointment: Appointment | None) -> list[Person]:
    return advice.advisers_of(visit, appointment, intake) if appointment is not None else []


def _may_see(visit: Visit, intake: Intake, person: Person) -> bool:
    about = intakes.about(visit.session, intake)
    return person.id != intake.candidate_id and may(people.actor(person), Action.SEE_ANSWERS, about)


def _keep_up(visit: Visit, intake: Intake, waiting: frozenset[int]) -> None:
    """Of what waits, make the newest, for whom it still concerns."""
    concerned = {person.id: person for person in _concerned(visit, intake)}
    for number in waiting:
        if number in concerned:
            _send(visit, intake, concerned[number])
        else:
            take_back(visit.session, f"{_key(intake)}{number}")


def _send(visit: Visit, intake: Intake, person: Person) -> None:
    key, due = f"{_key(intake)}{person.id}", visit.now + SOON if person.id == visit.person.id else visit.now
    say(
        visit.session,
        person.id,
        message_for(visit, intake, person),
        visit.now,
        Manner.BY_DAY,
        about=intake.id,
        key=key,
        due=due,
    )


def _key(intake: Intake) -> str:
    return f"summary:{intake.id}:"
