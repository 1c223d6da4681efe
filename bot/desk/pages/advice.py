"""The advice conversation afterwards: noting what came out of it, correcting that, and telling what became of somebody."""

from collections.abc import Mapping

from bot.desk import advice, follow_ups
from bot.desk.appointments import missed
from bot.desk.conversation import Taken, sit_down
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.answers import CANDIDATE, CONSULTANT, RATHER_NOT, Given, Json, State
from dialogs.dialogue import Dialogue
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.kinds.agreed_work import begun
from dialogs.messages import Message
from dialogs.outcome import CORRECTION, OUTCOME
from dialogs.pages import advice as pages
from dialogs.pages.home import told
from dialogs.text import Text
from people.policy import Action
from storage import intakes, seats
from storage.advice import held_last, outcome_of
from storage.tables import Appointment, Intake


def outcome(visit: Visit, argument: str) -> Shown:
    """Note what came out of a conversation, question by question: `TOKEN.NUMBER`."""
    found = _conversation(visit, argument)
    if not isinstance(found, Appointment):
        return found
    intake = visit.session.get_one(Intake, found.intake_id)
    if not seats.own_answers(seats.seat_of(visit.session, visit.person, OUTCOME.name, intake)):
        yes, perhaps = advice.chosen(visit, intake)
        company = intakes.settled(visit.session, intake, "company_name")
        _prepare(visit, OUTCOME, intake, {"company": company}, {"work": begun(yes, perhaps, visit.known).stored})
    return sit_down(visit, OUTCOME, intake)


def as_chosen(visit: Visit, argument: str) -> Shown:
    """The usual case, in one tap: `TOKEN.NUMBER.STAMP` of the work that was shown."""
    found = _conversation(visit, argument)
    return advice.as_chosen(visit, found, argument.split(".")[-1]) if isinstance(found, Appointment) else found


def not_come(visit: Visit, argument: str) -> Shown:
    """The candidate was not there: `TOKEN.NUMBER`."""
    found = _conversation(visit, argument)
    if not isinstance(found, Appointment):
        return found
    if found.cancelled_at is None:
        missed(visit, found)
    found.missed = True
    advice.drop_outcome(visit, found)
    return told(pages.NOT_COME)


def correct(visit: Visit, argument: str) -> Shown:
    """Note another outcome in place of the one that is there: `TOKEN.NUMBER`."""
    found = _conversation(visit, argument, again=True)
    if not isinstance(found, Appointment):
        return found
    intake, now = visit.session.get_one(Intake, found.intake_id), outcome_of(visit.session, found)
    if now is None:
        return outcome(visit, argument)
    starts: Json = f"{now.starts_on:%Y-%m}" if now.starts_on is not None else None
    values = {"result": now.result, "work": now.work or None, "company": now.company or None, "start": starts}
    _prepare(visit, CORRECTION, intake, values, {})
    return sit_down(visit, CORRECTION, intake)


def noted(visit: Visit, taken: Taken) -> Message:
    """All is answered about what came out of a conversation: of several first accounts the first one counts."""
    assert taken.intake is not None
    appointment = held_last(visit.session, taken.intake.id, visit.now)
    if appointment is None:
        return told(pages.NO_MORE)
    visit.allow(Action.RECORD_OUTCOME, advice.about(visit, appointment))
    there = outcome_of(visit.session, appointment)
    if there is not None and taken.dialogue is not CORRECTION:
        return advice.known(visit, appointment, there)
    return advice.record(visit, appointment, taken.values)


def follow(visit: Visit, argument: str) -> Shown:
    """Tell what became of somebody, beginning with the answer to the first question: `TOKEN.ANSWER`."""
    token, _dot, value = argument.partition(".")
    intake = visit.intake(token, Action.FOLLOW_UP)
    found = follow_ups.asked_now(visit, intake)
    if isinstance(found, Text):
        return _thanks(visit, intake, found)
    own = intake.candidate_id == visit.person.id
    dialogue, by = (FOLLOW_UP, CANDIDATE) if own else (FOLLOW_UP_FOR, CONSULTANT)
    first = dialogue.questions[0]
    if own and value == RATHER_NOT:
        follow_ups.keep(visit, intake, {first.key: RATHER_NOT}, by)
        return _thanks(visit, intake, pages.RATHER_NOT)
    seat = seats.seat_of(visit.session, visit.person, dialogue.name, intake)
    was = seats.own_answers(seat).get(first.key, Given()).settled
    if first.kind.adopt(value) is not None and value != was:
        seats.keep_own_answers(seat, State(seat.token, {first.key: Given().whole(value, by)}))
    return sit_down(visit, dialogue, intake)


def followed(visit: Visit, taken: Taken) -> Message:
    """All is answered about what became of somebody; what is known already stays as it is."""
    assert taken.intake is not None
    visit.allow(Action.FOLLOW_UP, intakes.about(visit.session, taken.intake))
    if not follow_ups.keep(visit, taken.intake, taken.values, taken.by):
        return _thanks(visit, taken.intake, pages.KNOWN)
    return _thanks(visit, taken.intake, pages.THANKS if taken.by == CANDIDATE else pages.THANKS_FOR)


def _conversation(visit: Visit, argument: str, *, again: bool = False) -> Appointment | Message:
    """The conversation that a button is about, when there is something to note; or what to say when there is not.

    `again`: also when it was noted before. Raises Refused when this person may not.
    """
    token, number = (*argument.split("."), "")[:2]
    intake = intakes.intake_with(visit.session, token)
    found = visit.session.get(Appointment, int(number)) if number.isdecimal() and len(number) < 10 else None
    if intake is None or found is None or found.intake_id != intake.id:
        raise Refused
    visit.allow(Action.RECORD_OUTCOME, advice.about(visit, found))
    if found.missed:
        return told(pages.NOT_COME)
    held = held_last(visit.session, intake.id, visit.now)
    if held is None or held.id != found.id:
        in_future = found.cancelled_at is None and found.starts_at > visit.now
        return told(pages.NOT_YET if in_future else pages.NO_MORE)
    there = outcome_of(visit.session, found)
    return found if there is None or again else advice.known(visit, found, there)


def _prepare(
    visit: Visit, dialogue: Dialogue, intake: Intake, values: Mapping[str, Json], drafts: Mapping[str, Json]
) -> None:
    """Put at the person's seat what is known already: whole answers, to be left as they are with a tap, and begun ones."""
    seat = seats.seat_of(visit.session, visit.person, dialogue.name, intake)
    prepared = {key: Given(draft=draft, by=CONSULTANT) for key, draft in drafts.items()}
    for question in dialogue.questions:
        value = values.get(question.key)
        value = question.kind.adopt(value) if value is not None else None
        if value is not None:
            whole = Given().whole(value, CONSULTANT)
            prepared[question.key] = whole.reopened(question.kind.reopen(value), CONSULTANT)
    seats.keep_own_answers(seat, State(seat.token, prepared))


def _thanks(visit: Visit, intake: Intake, text: Text) -> Message:
    if intake.candidate_id != visit.person.id:
        return pages.thanks(text)
    return pages.thanks(text, seat=seats.seat_of(visit.session, visit.person, "intake", intake).token)
