"""A candidate and a human being who exchange messages, while the bot is silent."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col

from agenda import hours
from bot.desk import news
from bot.desk.visit import Refused, Visit
from bot.desk.visitor import Reply
from bot.desk.world import called_by, helper_of
from dialogs.controls import Control, heard_control
from dialogs.dialogue import Question
from dialogs.events import Edited, Event, Pressed, Said, Sent
from dialogs.hearing import readable
from dialogs.messages import Message
from dialogs.pages import talk
from dialogs.pages.home import told
from dialogs.privacy import holds_bsn
from dialogs.text import Text, _
from dialogs.turn import LONGEST, STOPPED
from people.policy import Action
from storage import contacts, people, seats
from storage.intakes import settled
from storage.outbox import Manner, say, take_back
from storage.tables import Intake, Outbox, Person, Seat, Thread
from storage.threads import begin_thread, close_thread, open_thread, unanswered

TALK = "talk"
"""What the seat of a professional is called who writes to a candidate."""
AT_IT = timedelta(hours=1)
"""Whoever wrote so short ago is reading now, whatever the hour."""
OUT = (Control.GO_ON, Control.ERASE, Control.STOP, Control.LANGUAGE, Control.OVERVIEW)
"""What a candidate can ask of the bot while a human being is talking."""


def ask_person(visit: Visit, intake: Intake, question: Question | None) -> None:
    """The candidate wants a human being: hand them over to theirs, or note the wish when there is nobody."""
    helper = helper_of(visit.session, intake)
    if helper is None:
        intake.asked_person_at = visit.now
        return
    if open_thread(visit.session, intake) is not None:
        return  # they asked a moment ago, and the helper knows
    thread = begin_thread(visit.session, intake, helper, visit.now)
    _miss_an_answer(visit, thread, intake, helper)
    message = talk.wants_person(intake.token, news.name_of(visit, intake), question.text if question else None)
    say(visit.session, helper.id, message, visit.now, Manner.BY_DAY, about=intake.id)


def of_candidate(visit: Visit, seat: Seat, event: Event) -> Reply | None:
    """What a candidate does while a human being is talking with them; None when it is for the bot after all."""
    intake = visit.session.get(Intake, seat.intake_id) if seat.aside == STOPPED and seat.dialogue == "intake" else None
    thread = open_thread(visit.session, intake) if intake and intake.candidate_id == visit.person.id else None
    if intake is None or thread is None:
        return None
    intake.heard_at = visit.now
    language = visit.person.language
    match event:
        case Pressed(value=Control.PERSON):
            return None  # the same button twice: they hear once more with whom they talk
        case Said(text) if heard_control(readable(text), language) not in OUT:
            refusal = _refusal(text)
            if refusal is not None:
                return Reply(language, (told(refusal, buttons=((talk.go_on(seat.token),),)),))
            _to_helper(visit, thread, intake, " ".join(readable(text).split()))
            return Reply(language)
        case Sent():
            return Reply(language, (talk.cannot_pass_on(((talk.go_on(seat.token),),)),))
        case Edited():
            return Reply(language)
    go_on(visit, intake, seat)
    return None


def go_on(visit: Visit, intake: Intake, seat: Seat) -> None:
    """The candidate at this seat turns to the bot again; who was talking with them hears so."""
    thread = open_thread(visit.session, intake)
    if thread is None:
        return
    # A question that nobody answered stays, and is seen on the list of who can answer it.
    intake.asked_person_at = thread.waits_since or intake.asked_person_at
    _close(visit, thread)
    seat.aside = None
    message = talk.candidate_goes_on(news.name_of(visit, intake))
    say(visit.session, thread.helper_id, message, visit.now, _manner(visit, thread), about=intake.id)


def is_talking(visit: Visit, seat: Seat) -> bool:
    """Whether a human being is talking with the candidate at this seat."""
    intake = visit.session.get(Intake, seat.intake_id) if seat.aside == STOPPED else None
    return intake is not None and open_thread(visit.session, intake) is not None


def write_to(visit: Visit, intake: Intake) -> Message:
    """A professional writes to a candidate from now on: what they type is passed on. Raises Refused when that cannot be."""
    if intake.candidate_id is None:
        raise Refused
    thread = open_thread(visit.session, intake)
    # Whoever has not said yes to anything yet is not written to; who asks for a human being gets an answer.
    if thread is None and settled(visit.session, intake, "consent") is None:
        return told(_("Deze kandidaat heeft nog geen ja gezegd. Spreek de kandidaat zelf even."))
    if thread is not None:
        thread.helper_id = visit.person.id
    # Until there is a message the candidate goes on with the questions, and what they type is an answer.
    seats.take_seat(visit.session, visit.person, TALK, intake)
    return talk.writing_to(intake.token, news.name_of(visit, intake))


def of_professional(visit: Visit, seat: Seat, event: Event) -> Message:
    """What a professional does who writes to a candidate. Raises Refused when they may not any more."""
    intake = visit.session.get_one(Intake, seat.intake_id)
    about = intake.token
    visit.intake(about, Action.TALK)
    candidate = visit.session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    if candidate is None:
        raise Refused
    if not isinstance(event, Said):
        return talk.cannot_pass_on(talk.done(intake.token))
    refusal = _refusal(event.text)
    if refusal is not None:
        return told(refusal)
    thread = open_thread(visit.session, intake) or begin_thread(visit.session, intake, visit.person, visit.now)
    thread.helper_id = visit.person.id
    thread.answered_at, thread.waits_since, intake.asked_person_at = visit.now, None, None
    take_back(visit.session, *unanswered(thread))
    theirs = seats.seat_of(visit.session, candidate, "intake", intake)
    theirs.aside = STOPPED
    words = " ".join(readable(event.text).split())
    message = talk.from_professional(theirs.token, visit.person.name or called_by(visit.session, visit.person), words)
    say(visit.session, candidate.id, message, visit.now, Manner.AT_ONCE, about=intake.id)
    return talk.passed_on(about, news.name_of(visit, intake))


def stop_talking(visit: Visit, intake: Intake) -> None:
    """The professional is done: the bot speaks again with the candidate."""
    thread = open_thread(visit.session, intake)
    intake.asked_person_at = None
    if thread is None or intake.candidate_id is None:
        return
    _close(visit, thread)
    candidate = visit.session.get_one(Person, intake.candidate_id)
    theirs = seats.seat_of(visit.session, candidate, "intake", intake)
    message = talk.person_is_done(theirs.token, called_by(visit.session, visit.person))
    say(visit.session, candidate.id, message, visit.now, Manner.AT_ONCE, about=intake.id)


def hand_on(visit: Visit, intake: Intake) -> None:
    """A thread that is going on goes on with whoever guides the candidate now, who gets what was not read yet as well; with
    nobody, the bot speaks again."""
    thread = open_thread(visit.session, intake)
    helper = helper_of(visit.session, intake)
    if thread is None:
        return
    if helper is None:
        intake.asked_person_at = thread.waits_since
        _close(visit, thread)
        return
    unread = (col(Outbox.person_id) == thread.helper_id, col(Outbox.about_id) == intake.id, col(Outbox.key).is_(None))
    visit.session.execute(update(Outbox).where(*unread, col(Outbox.sent_at).is_(None)).values(person_id=helper.id))
    thread.helper_id = helper.id
    thread.answered_at = None
    _miss_an_answer(visit, thread, intake, helper)
    news.tell_candidate(visit, intake, talk.now_with, called_by(visit.session, helper))
    message = talk.wants_person(intake.token, news.name_of(visit, intake), None)
    say(visit.session, helper.id, message, visit.now, Manner.BY_DAY, about=intake.id)


def _to_helper(visit: Visit, thread: Thread, intake: Intake, words: str) -> None:
    message = talk.from_candidate(intake.token, news.name_of(visit, intake), words)
    say(visit.session, thread.helper_id, message, visit.now, _manner(visit, thread), about=intake.id)
    news.expect_candidate(visit, intake)  # who writes to a human being is not silent
    if thread.waits_since is None:  # a second message makes nobody wait longer
        _miss_an_answer(visit, thread, intake, visit.session.get_one(Person, thread.helper_id))


def _manner(visit: Visit, thread: Thread) -> Manner:
    """How something may reach the helper now."""
    at_it = thread.answered_at is not None and visit.now - thread.answered_at < AT_IT
    return Manner.AT_ONCE if at_it else Manner.BY_DAY


def _miss_an_answer(visit: Visit, thread: Thread, intake: Intake, helper: Person) -> None:
    """When nobody answers in a working day, the candidate hears so, and the coordinator."""
    if intake.candidate_id is None:
        return
    thread.waits_since = thread.waits_since or visit.now
    due = hours.a_working_day_later(visit.now)
    candidate = visit.session.get_one(Person, intake.candidate_id)
    theirs = seats.seat_of(visit.session, candidate, "intake", intake)
    called = contacts.contacts(visit.session, intake.region_code or "", for_candidates=True)
    whom = " · ".join(contact.line for contact in called)
    to_candidate, to_coordinator = unanswered(thread)
    message = talk.nobody_answered(theirs.token, called_by(visit.session, helper), whom)
    say(visit.session, candidate.id, message, visit.now, Manner.BY_DAY, about=intake.id, key=to_candidate, due=due)
    coordinator = people.coordinator(visit.session, intake.region_code)
    if coordinator is not None:
        message = talk.waits_for_answer(intake.token, news.name_of(visit, intake))
        say(visit.session, coordinator.id, message, visit.now, about=intake.id, key=to_coordinator, due=due)


def _close(visit: Visit, thread: Thread) -> None:
    close_thread(visit.session, thread, visit.now)
    take_back(visit.session, *unanswered(thread))


def _refusal(text: str) -> Text | None:
    """Why something that somebody typed is not passed on; None when it is."""
    if holds_bsn(text):
        return _("Dat lijkt een BSN. Dat nummer geef ik niet door, en ik bewaar het niet.")
    return _("Dat is te lang voor mij. Kun je het in stukken sturen?") if len(text) > LONGEST else None
