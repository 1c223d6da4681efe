"""What it brings about that an advice conversation is booked, moved or called off: who is told, and what is planned."""

from datetime import timedelta

from bot.desk import advice, news, summaries
from bot.desk.reminders import forget_reminders, remind
from bot.desk.visit import Visit
from bot.desk.world import world_of
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages import appointments as pages
from dialogs.pages.appointments import Planned
from dialogs.text import _, render
from storage import intakes, seats, waiting
from storage.appointments import appointment_of, book, cancel, give_up
from storage.free_times import as_free_time
from storage.outbox import Manner, say
from storage.tables import Appointment, Intake, Organisation, Person, Slot

IN_TIME = timedelta(days=1)
"""A time that comes free is offered to others when it is further away than this."""
SHORTLY = timedelta(hours=12)
"""Who is to go somewhere so soon hears at any hour that it is not needed."""
SOON = timedelta(minutes=5)
"""After which a candidate who is still answering gets the calendar file."""
NOBODY_CAN = ("adviser", "closed")
"""Reasons for which nobody else can have the time either."""
SUMMARY = _("Gesprek over praktijkleren")
"""What the conversation is called in a calendar, which others may see: it names nobody."""


def booked(visit: Visit, intake: Intake, slot: int | None) -> tuple[Message, ...]:
    """Make this time the conversation of an intake, instead of any other (None: there is none any more), and tell the others.

    Gives back what whoever did this sees of it. Raises storage.appointments.Taken.
    """
    change = book(visit.session, intake, slot, visit.now)
    before, after = change.before, change.after
    if before is after:
        return ()
    if before is not None:
        _is_over(visit, intake, before)
    summaries.moved(visit, intake, before)
    if after is None:
        assert before is not None
        _tell_it_is_off(visit, intake, before, "")
        return ()
    waiting.withdraw_offers(visit.session, slot_id=after.slot_id)
    waiting.withdraw_offers(visit.session, intake=intake)
    moved = after.sequence > 0
    if before is not None and before.adviser_id != after.adviser_id:
        _tell_adviser_it_is_off(visit, intake, before)
    _plan_reminders(visit, intake, after)
    advice.plan_outcome(visit, after)
    planned, name = planned_of(visit, intake, after), news.name_of(visit, intake)
    for person in _professionals(visit, intake, after):
        calendar = calendar_of(visit, planned, after, person.language)
        _tell(visit, person, pages.for_professional(planned, name, calendar, moved=moved), intake, planned)
    candidate = candidate_of(visit, intake)
    if candidate is not None and candidate.id != visit.person.id:
        calendar = calendar_of(visit, planned, after, candidate.language)
        _tell(visit, candidate, pages.for_candidate(planned, calendar, moved=moved), intake, planned)
    calendar = calendar_of(visit, planned, after, visit.person.language)
    if visit.person.id == intake.candidate_id and intake.finished_at is None:
        # First the questions that are left: one thing at a time.
        _tell(visit, visit.person, pages.for_candidate(planned, calendar, moved=moved), intake, planned, SOON)
        return ()
    if visit.person.id == intake.candidate_id:
        return (pages.for_candidate(planned, calendar, moved=moved),)
    return (pages.for_professional(planned, name, calendar, moved=moved),)


def call_off(visit: Visit, intake: Intake, appointment: Appointment, reason: str) -> None:
    """End a conversation that is in force, and tell the others."""
    cancel(visit.session, appointment, reason, visit.person, visit.now)
    if reason in NOBODY_CAN:
        give_up(visit.session, appointment)
    _is_over(visit, intake, appointment)
    summaries.moved(visit, intake, appointment)
    _tell_it_is_off(visit, intake, appointment, reason)


def missed(visit: Visit, appointment: Appointment) -> None:
    """The candidate was not there: they are asked, without blame, to choose a new moment, and their consultant hears so."""
    intake = visit.session.get_one(Intake, appointment.intake_id)
    appointment.missed = True
    cancel(visit.session, appointment, "missed", visit.person, visit.now)
    forget_reminders(visit, appointment.id)
    advice.drop_outcome(visit, appointment)
    candidate = candidate_of(visit, intake)
    if candidate is not None:
        message = pages.missed(intake.token, seat_token(visit, intake, candidate))
        say(visit.session, candidate.id, message, visit.now, about=intake.id)
    news.tell(visit, intake.consultant_id, pages.MISSED, intake)


def joined(visit: Visit, intake: Intake) -> None:
    """The candidate takes part from now on, and said yes: they hear of a conversation that was planned before."""
    appointment, candidate = appointment_of(visit.session, intake), visit.person
    if appointment is not None and appointment.starts_at > visit.now:
        planned = planned_of(visit, intake, appointment)
        calendar = calendar_of(visit, planned, appointment, candidate.language)
        _tell(visit, candidate, pages.for_candidate(planned, calendar), intake, planned)
        remind(visit, planned, intake, candidate.id, intake.consultant_id, appointment.adviser_id)


def taken_along(visit: Visit, source: Intake, target: Intake) -> None:
    """An intake goes on in another one: so does its conversation, when nothing was said about a moment there."""
    appointment = appointment_of(visit.session, source)
    if appointment is None:
        return
    if intakes.settled(visit.session, target, "moment") is not None:
        erased(visit, source)
        return
    appointment.intake_id = target.id
    visit.session.flush()
    _plan_reminders(visit, target, appointment)
    if candidate_of(visit, target) is not None:
        joined(visit, target)
    advice.plan_outcome(visit, appointment)


def new_consultant(visit: Visit, intake: Intake) -> None:
    """Somebody else guides the candidate from now on: it is they who are reminded."""
    appointment = appointment_of(visit.session, intake)
    if appointment is not None:
        _plan_reminders(visit, intake, appointment)


def erased(visit: Visit, intake: Intake) -> None:
    """Everything about an intake is going to be erased: the adviser need not wait for the candidate."""
    appointment = appointment_of(visit.session, intake)
    if appointment is None or appointment.starts_at <= visit.now:
        return
    planned = planned_of(visit, intake, appointment)
    book(visit.session, intake, None, visit.now)
    _is_over(visit, intake, appointment)
    adviser = _adviser(visit, appointment)
    if adviser is not None:
        calendar = calendar_of(visit, planned, appointment, adviser.language)
        say(visit.session, adviser.id, pages.off_for_good(planned, calendar), visit.now, expires=planned.time.starts)


def planned_of(visit: Visit, intake: Intake, appointment: Appointment) -> Planned:
    """A conversation as people hear of it."""
    slot = visit.session.get_one(Slot, appointment.slot_id)
    school = visit.session.get_one(Organisation, slot.school_id)
    return Planned(intake.token, appointment.id, as_free_time(slot, school.name))


def calendar_of(visit: Visit, planned: Planned, appointment: Appointment, language: str) -> str:
    """The iCalendar file of a conversation as it stands now."""
    from agenda.invitation import Meeting, invitation  # takes long to load: only when there is something to hand out

    time = planned.time
    meeting = Meeting(
        uid=appointment.uid,
        sequence=appointment.sequence,
        changed_at=visit.now,
        starts=time.starts,
        minutes=time.minutes,
        summary=render(SUMMARY, language),
        place=f"{time.school}, {time.place}" if time.place else "",
        description=render(planned.moment, language),
        cancelled=appointment.cancelled_at is not None,
    )
    return invitation(meeting).decode()


def candidate_of(visit: Visit, intake: Intake) -> Person | None:
    """The candidate of an intake, if they can be told something: they take part, and said yes to that."""
    candidate = visit.session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    said_yes = candidate is not None and intakes.settled(visit.session, intake, "consent") is not None
    return candidate if said_yes else None


def seat_token(visit: Visit, intake: Intake, candidate: Person) -> str:
    """What the candidate's own buttons carry."""
    return seats.seat_of(visit.session, candidate, INTAKE.name, intake).token


def _is_over(visit: Visit, intake: Intake, appointment: Appointment) -> None:
    """A conversation is not in force any more: nobody is reminded of it, and its time is for who waits for one."""
    forget_reminders(visit, appointment.id)
    advice.drop_outcome(visit, appointment)
    if appointment.starts_at - visit.now <= IN_TIME:
        return
    slot = visit.session.get_one(Slot, appointment.slot_id)
    school = visit.session.get_one(Organisation, slot.school_id)
    time, until = as_free_time(slot, school.name), slot.starts_at - IN_TIME
    place = 0
    for other in waiting.waiting(visit.session, school.region_code, slot.id):
        if place < waiting.MOST and other.id != intake.id and other.candidate_id and _fits(visit, other, slot.id):
            message = pages.offer(other.token, time, place)
            waiting.plan_offer(visit.session, other.candidate_id, other, message, slot.id, place, visit.now, until)
            place += 1


def _fits(visit: Visit, intake: Intake, slot: int) -> bool:
    """Whether a time is one of those that this candidate can choose."""
    return any(time.id == slot for time in world_of(visit.session, visit.known, intake, visit.now).free_times)


def _plan_reminders(visit: Visit, intake: Intake, appointment: Appointment) -> None:
    planned, candidate = planned_of(visit, intake, appointment), candidate_of(visit, intake)
    number = candidate.id if candidate is not None else None
    remind(visit, planned, intake, number, intake.consultant_id, appointment.adviser_id)


def _tell_it_is_off(visit: Visit, intake: Intake, appointment: Appointment, reason: str) -> None:
    planned, name = planned_of(visit, intake, appointment), news.name_of(visit, intake)
    for person in _professionals(visit, intake, appointment):
        calendar = calendar_of(visit, planned, appointment, person.language)
        _tell(visit, person, pages.off_for_professional(planned, name, reason, calendar), intake, planned)
    candidate = candidate_of(visit, intake)
    if candidate is not None and candidate.id != visit.person.id:
        calendar = calendar_of(visit, planned, appointment, candidate.language)
        seat = seat_token(visit, intake, candidate)
        _tell(visit, candidate, pages.off_for_candidate(planned, seat, reason, calendar), intake, planned)


def _tell_adviser_it_is_off(visit: Visit, intake: Intake, appointment: Appointment) -> None:
    """The conversation goes on with somebody else."""
    adviser = _adviser(visit, appointment)
    if adviser is not None and adviser.id not in (visit.person.id, intake.consultant_id):
        planned, name = planned_of(visit, intake, appointment), news.name_of(visit, intake)
        calendar = calendar_of(visit, planned, appointment, adviser.language)
        _tell(visit, adviser, pages.off_for_professional(planned, name, "", calendar), intake, planned)


def _professionals(visit: Visit, intake: Intake, appointment: Appointment) -> list[Person]:
    """The professionals whom a conversation concerns, but the one who takes this turn."""
    numbers = {intake.consultant_id, appointment.adviser_id} - {visit.person.id, intake.candidate_id, None}
    found = [visit.session.get_one(Person, number) for number in numbers if number is not None]
    return sorted(found, key=lambda person: person.id)


def _adviser(visit: Visit, appointment: Appointment) -> Person | None:
    return visit.session.get(Person, appointment.adviser_id) if appointment.adviser_id is not None else None


def _tell(
    visit: Visit, person: Person, message: Message, intake: Intake, planned: Planned, wait: timedelta = timedelta()
) -> None:
    """Tell somebody how it stands with a conversation; what they were not told yet of how it stood before, they need not hear."""
    soon = person.id == intake.candidate_id and planned.time.starts - visit.now < SHORTLY
    manner = Manner.AT_ONCE if soon else Manner.BY_DAY
    key, until = f"moment:{intake.id}:{person.id}", planned.time.starts
    due = visit.now + wait
    say(visit.session, person.id, message, visit.now, manner, about=intake.id, key=key, due=due, expires=until)
