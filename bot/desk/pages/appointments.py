"""The advice conversation of an intake: moving it, calling it off, saying that one comes, taking a time that came free.

An argument is the token of the intake, then the number of the conversation that the button was about, if it was about one: what
an old button meant is not what is in force now.
"""

from dataclasses import dataclass, replace

from sqlmodel import select

from bot.desk import appointments, news
from bot.desk.conversation import Taken, sit_down
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.dialogue import Dialogue
from dialogs.events import Pressed
from dialogs.forms import PLAN
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages import appointments as pages
from dialogs.pages.appointments import CANDIDATE_REASONS, PROFESSIONAL_REASONS
from dialogs.pages.home import told
from dialogs.text import _
from people.policy import Action
from storage import seats, waiting
from storage.appointments import appointment_of
from storage.intakes import intake_with, stored_answers
from storage.tables import Appointment, Intake

GONE = _("Dat gesprek is verzet of afgezegd.")
OVER = _("Dat gesprek is al geweest.")


@dataclass(frozen=True, slots=True)
class _About:
    """What a button is about. `now`: the conversation that is in force; `still`: it is that of the button, and to come."""

    intake: Intake
    now: Appointment | None
    still: bool
    rest: str
    own: bool


def move(visit: Visit, argument: str) -> Shown:
    """Choose another moment, or a first one."""
    about = _about(visit, argument)
    if isinstance(about, Message):
        return about
    return _choose(visit, about.intake) if about.still or "." not in argument else _stands(visit, about)


def off(visit: Visit, argument: str) -> Shown:
    """Call the conversation off, with a reason: `TOKEN.NUMBER`, or `TOKEN.NUMBER.REASON`."""
    about = _about(visit, argument)
    if isinstance(about, Message):
        return about
    if not about.still or about.now is None:
        return _stands(visit, about)
    planned = appointments.planned_of(visit, about.intake, about.now)
    if about.rest not in (CANDIDATE_REASONS if about.own else PROFESSIONAL_REASONS):
        return pages.why_page(planned, own=about.own)
    appointments.call_off(visit, about.intake, about.now, about.rest)
    calendar = appointments.calendar_of(visit, planned, about.now, visit.person.language)
    if not about.own:
        name = news.name_of(visit, about.intake)
        return pages.off_for_professional(planned, name, about.rest, calendar)
    seat = appointments.seat_token(visit, about.intake, visit.person)
    return _after(pages.called_off(seat, about.rest, calendar), _choose(visit, about.intake))


def stands(visit: Visit, argument: str) -> Shown:
    """How it stands with the conversation."""
    about = _about(visit, argument)
    return about if isinstance(about, Message) else _stands(visit, about)


def coming(visit: Visit, argument: str) -> Shown:
    """The candidate comes."""
    about = _about(visit, argument)
    if isinstance(about, Message):
        return about
    if not about.own or not about.still or about.now is None:
        return _stands(visit, about)
    about.now.coming = True
    return pages.coming(appointments.planned_of(visit, about.intake, about.now))


def cannot(visit: Visit, argument: str) -> Shown:
    """The candidate cannot come: another moment, or none?"""
    about = _about(visit, argument)
    if isinstance(about, Message):
        return about
    if not about.own or not about.still or about.now is None:
        return _stands(visit, about)
    about.now.coming = False
    seat = appointments.seat_token(visit, about.intake, visit.person)
    return pages.cannot(appointments.planned_of(visit, about.intake, about.now), seat)


def take_offer(visit: Visit, argument: str) -> Shown:
    """A candidate who waits takes a time that came free: `TOKEN.SLOT.PLACE`. If it is gone, they see what else there is."""
    token, slot, _place = _offered(argument)
    intake = _own(visit, token)
    held = appointment_of(visit.session, intake)
    if held is not None:  # they chose another one meanwhile: is that not good any more?
        return _stands(visit, _About(intake, held, still=True, rest="", own=True))
    _choose(visit, intake)
    visit.session.refresh(intake)
    seat = seats.take_seat(visit.session, visit.person, INTAKE.name, intake)
    revision = stored_answers(visit.session, intake)["moment"].revision
    return sit_down(visit, INTAKE, intake, Pressed(seat.token, "moment", revision, f"t{slot}"))


def decline_offer(visit: Visit, argument: str) -> Shown:
    """A candidate who waits does not want a time that came free: the next one is asked."""
    token, slot, place = _offered(argument)
    intake = _own(visit, token)
    waiting.ask_next(visit.session, slot, place, visit.now)
    held = appointment_of(visit.session, intake)
    if held is not None:
        return _stands(visit, _About(intake, held, still=True, rest="", own=True))
    return pages.declined(token)


def _about(visit: Visit, argument: str) -> _About | Message:
    """What a button is about, or what to say to an adviser who has nothing to do with it any more. Raises Refused."""
    token, _dot, rest = argument.partition(".")
    number, _dot, rest = rest.partition(".")
    intake = intake_with(visit.session, token)
    if intake is not None and number.isdecimal() and len(number) < 10:
        was = select(Appointment).where(Appointment.id == int(number), Appointment.intake_id == intake.id)
        once = visit.session.exec(was).one_or_none()
        if once is not None and once.cancelled_at is not None and once.adviser_id == visit.person.id:
            return told(GONE, _("Je hoeft niets te doen."))
    intake = visit.intake(token, Action.MOVE)
    now = appointment_of(visit.session, intake)
    still = now is not None and number in ("", str(now.id)) and now.starts_at > visit.now
    return _About(intake, now, still, rest, own=intake.candidate_id == visit.person.id)


def _is_past(visit: Visit, about: _About) -> bool:
    return about.now is not None and about.now.starts_at <= visit.now


def _stands(visit: Visit, about: _About) -> Message:
    token, notes = about.intake.token, (() if about.still else (OVER if _is_past(visit, about) else GONE,))
    if about.now is None or _is_past(visit, about):
        return pages.stands(None, token, *notes, own=about.own)
    return pages.stands(appointments.planned_of(visit, about.intake, about.now), token, *notes, own=about.own)


def _choose(visit: Visit, intake: Intake) -> Taken:
    """Ask for the moment: the candidate among their own questions, a professional by itself."""
    dialogue: Dialogue = INTAKE if intake.candidate_id == visit.person.id else PLAN
    seat = seats.take_seat(visit.session, visit.person, dialogue.name, intake)
    return sit_down(visit, dialogue, intake, Pressed(seat.token, "moment", 0, "!change"))


def _after(message: Message, taken: Taken) -> Taken:
    """What is shown by a turn, after something that is to be said first."""
    return replace(taken, reply=replace(taken.reply, messages=(message, *taken.reply.messages)))


def _own(visit: Visit, token: str) -> Intake:
    """The intake of the candidate who takes this turn; raises Refused when it is somebody else's."""
    intake = visit.intake(token, Action.MOVE)
    if intake.candidate_id != visit.person.id:
        raise Refused
    return intake


def _offered(argument: str) -> tuple[str, int, int]:
    """The token, the slot and the place in the row that a button carries; raises Refused when it carries something else."""
    token, *numbers = argument.split(".")
    if len(numbers) != 2 or not all(number.isdecimal() and len(number) < 10 for number in numbers):
        raise Refused
    return token, int(numbers[0]), int(numbers[1])
