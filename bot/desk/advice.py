"""What came out of an advice conversation: asking the adviser the day after, noting it, and telling whom it concerns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from agenda import hours
from bot.desk import follow_ups, news
from bot.desk.visit import Visit
from bot.desk.world import called_by, helper_of
from dialogs.answers import Json
from dialogs.conditions import Values
from dialogs.dialogue import Dialogue, skipped
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.kinds.agreed_work import in_full, in_plain
from dialogs.kinds.start_month import month
from dialogs.kinds.work_processes import Draft as Choice
from dialogs.messages import Message
from dialogs.outcome import CORRECTION, OUTCOME, PRAKTIJKVERKLARING
from dialogs.pages import advice as pages
from dialogs.pages.advice import Account, Held
from dialogs.text import Text
from people.policy import About, Action, may
from people.roles import Role
from storage import advice, intakes, people, seats
from storage.appointments import appointment_of
from storage.outbox import Manner, say
from storage.tables import Appointment, Intake, Outcome, Person, Slot

ASKED_AT = time(9)
"""On the local clock, on the first working day after the conversation."""
TOO_LONG = 2
"""Working days after which the coordinator is asked as well."""


def plan_outcome(visit: Visit, appointment: Appointment) -> None:
    """From now on the adviser is asked what came out of this conversation, the first working day after it, and the coordinator
    when that brings nothing. Without an adviser who can be reached it is every adviser of the school, or else the coordinator.
    """
    _ask_nobody(visit, appointment)
    intake = visit.session.get_one(Intake, appointment.intake_id)
    coordinator = people.coordinator(visit.session, intake.region_code)
    its_advisers = advisers_of(visit, appointment, intake)
    due = _working_day_after(appointment.starts_at.astimezone(_zone(visit, appointment)))
    for person in its_advisers or _allowed(visit, [coordinator], appointment, intake):
        _ask(visit, person, question(visit, appointment), appointment, due)
    late = due
    for _day in range(TOO_LONG):
        late = _working_day_after(late)
    for person in _allowed(visit, [coordinator], appointment, intake) if its_advisers else ():
        _ask(visit, person, question(visit, appointment, late=True), appointment, late)


def drop_outcome(visit: Visit, appointment: Appointment) -> None:
    """Nobody is asked any more what came out of this conversation: it is off, or moved. One that was held is asked about."""
    if appointment.starts_at > visit.now or appointment.missed:
        _ask_nobody(visit, appointment)


def choice_changed(visit: Visit, intake: Intake) -> None:
    """The candidate chose other work: who is still to be asked about the conversation sees that."""
    appointment = appointment_of(visit.session, intake)
    if appointment is not None and appointment.starts_at > visit.now:
        plan_outcome(visit, appointment)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody was going to be asked: of these conversations what came out of it, and of these outcomes what became of it."""

    appointments: frozenset[int]
    outcomes: frozenset[int]


def asked_of(visit: Visit, person: Person) -> Asked:
    """What somebody is going to be asked."""
    waiting = (advice.asked_of(visit.session, person, kind) for kind in ("outcome", "follow-up"))
    return Asked(*(frozenset(int(key.partition(":")[0]) for key in keys) for keys in waiting))


def ask_others(visit: Visit, asked: Asked) -> None:
    """Somebody left who was going to be asked this: from now on it is those whose it is now."""
    for number in sorted(asked.appointments):
        plan_outcome(visit, visit.session.get_one(Appointment, number))
    for number in sorted(asked.outcomes):
        outcome = visit.session.get_one(Outcome, number)
        follow_ups.plan(visit, visit.session.get_one(Intake, outcome.intake_id))


def question(visit: Visit, appointment: Appointment, *notes: Text, late: bool = False) -> Message:
    """How was it? With the usual answer, when the candidate chose work."""
    work, _perhaps = chosen(visit, visit.session.get_one(Intake, appointment.intake_id))
    in_words = [in_full(one, visit.known) for one in work]
    return pages.question(held(visit, appointment), in_words, stamp(work), *notes, late=late)


def as_chosen(visit: Visit, appointment: Appointment, seen: str) -> Message:
    """The usual case: a praktijkverklaring, with the work that the candidate chose and the adviser has seen."""
    intake = visit.session.get_one(Intake, appointment.intake_id)
    work, _perhaps = chosen(visit, intake)
    if not work or stamp(work) != seen:
        return question(visit, appointment, pages.OTHER_CHOICE)
    return record(visit, appointment, {"result": PRAKTIJKVERKLARING, "work": list(work)})


def record(visit: Visit, appointment: Appointment, values: Values) -> Message:
    """Note an outcome, in place of any other; tell the candidate and who guides them; plan the follow-ups.

    `values`: the answers of dialogs.outcome. Gives back what who noted it sees.
    """
    intake = visit.session.get_one(Intake, appointment.intake_id)
    corrected = advice.outcome_of(visit.session, appointment) is not None
    work = values.get("work")
    outcome = advice.keep_outcome(
        visit.session,
        appointment,
        visit.person,
        visit.now,
        str(values["result"]),
        [str(one) for one in work] if isinstance(work, list) else (),
        _words(values.get("company")),
        month(values.get("start")),
    )
    _ask_nobody(visit, appointment)
    account = account_of(visit, outcome)
    _tell(visit, intake, appointment, account, corrected)
    follow_ups.plan(visit, intake)
    return pages.noted(held(visit, appointment), account, corrected=corrected)


def known(visit: Visit, appointment: Appointment, outcome: Outcome) -> Message:
    """What was noted already of a conversation, and by whom."""
    by = visit.session.get(Person, outcome.by_id) if outcome.by_id is not None else None
    who = called_by(visit.session, by) if by is not None else ""
    return pages.known(held(visit, appointment), account_of(visit, outcome), who)


def about(visit: Visit, appointment: Appointment) -> About:
    """A conversation as the policy knows it, also one that is not in force any more: it is at its own school."""
    intake = visit.session.get_one(Intake, appointment.intake_id)
    owners = frozenset({intake.consultant_id}) if intake.consultant_id is not None else frozenset()
    school = visit.session.get_one(Slot, appointment.slot_id).school_id
    return About(intake.region_code, intake.candidate_id, owners, frozenset({school}))


def allow(visit: Visit, dialogue: Dialogue, intake: Intake) -> None:
    """Go on only when the person may take part in a dialogue about what came after the intake; raises Refused."""
    if dialogue in (FOLLOW_UP, FOLLOW_UP_FOR):
        visit.allow(Action.FOLLOW_UP, intakes.about(visit.session, intake))
    if dialogue in (OUTCOME, CORRECTION):
        last = advice.held_last(visit.session, intake.id, visit.now)
        visit.allow(Action.RECORD_OUTCOME, about(visit, last) if last else intakes.about(visit.session, intake))


def held(visit: Visit, appointment: Appointment) -> Held:
    """A conversation as people hear of it."""
    intake = visit.session.get_one(Intake, appointment.intake_id)
    day = appointment.starts_at.astimezone(_zone(visit, appointment)).date()
    return Held(intake.token, appointment.id, news.name_of(visit, intake), day)


def account_of(visit: Visit, outcome: Outcome) -> Account:
    """An outcome in words."""
    plain = tuple(in_plain(one, visit.known) for one in outcome.work or ())
    full = tuple(in_full(one, visit.known) for one in outcome.work or ())
    name = news.name_of(visit, visit.session.get_one(Intake, outcome.intake_id))
    return Account(name, outcome.result, plain, full, outcome.company, outcome.starts_on)


def chosen(visit: Visit, intake: Intake) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The work to which the candidate said yes, and that to which they said perhaps."""
    choice = Choice.of(intakes.settled(visit.session, intake, "work"))
    known = visit.known.catalogue.known
    yes, maybe = (tuple(known[one].id for one in some if one in known) for some in (choice.yes, choice.maybe))
    return yes, maybe


def stamp(work: Sequence[str]) -> str:
    """A few letters that stand for just this work: a button with them is about no other."""
    return sha256(" ".join(work).encode()).hexdigest()[:8]


def _ask_nobody(visit: Visit, appointment: Appointment) -> None:
    advice.take_back_all(visit.session, f"outcome:{appointment.id}:")


def _ask(visit: Visit, person: Person, message: Message, appointment: Appointment, due: datetime) -> None:
    key = f"outcome:{appointment.id}:{person.id}"
    if due > visit.now:  # else it was sent
        say(visit.session, person.id, message, visit.now, about=appointment.intake_id, key=key, due=due)


def advisers_of(visit: Visit, appointment: Appointment, intake: Intake) -> list[Person]:
    """The adviser of a conversation; every one of the school when there is none who can be reached."""
    all_advisers = people.professionals(visit.session, intake.region_code or "", Role.ADVISER)
    reachable = _allowed(visit, all_advisers, appointment, intake)
    return [person for person in reachable if person.id == appointment.adviser_id] or reachable


def _allowed(visit: Visit, some: Sequence[Person | None], appointment: Appointment, intake: Intake) -> list[Person]:
    """Those of some people who can be reached and may note what came out of a conversation."""
    what = about(visit, appointment)
    return [
        person
        for person in some
        if person is not None
        and person.unreachable_at is None
        and may(people.actor(person), Action.RECORD_OUTCOME, what)
    ]


def _tell(visit: Visit, intake: Intake, appointment: Appointment, account: Account, corrected: bool) -> None:
    """Tell the candidate in plain words and who guides them in official ones; what they have not read yet is replaced."""

    def send(person: int, message: Message) -> None:
        key = f"advice:{appointment.id}:{person}"
        say(visit.session, person, message, visit.now, Manner.BY_DAY, about=intake.id, key=key)

    def again(person: int) -> bool:
        return corrected and not advice.is_waiting(visit.session, f"advice:{appointment.id}:{person}")

    candidate = follow_ups.candidate_to_tell(visit, intake)
    if candidate is not None:
        seat = seats.seat_of(visit.session, candidate, "intake", intake)
        send(candidate.id, pages.to_candidate(seat.token, account, corrected=again(candidate.id)))
    guide = helper_of(visit.session, intake)
    if guide is not None and guide.id != visit.person.id:
        who = pages.by_somebody(called_by(visit.session, visit.person))
        send(guide.id, pages.to_guide(intake.token, account, who, corrected=again(guide.id)))


def _words(value: Json) -> str:
    return value if isinstance(value, str) and skipped(value) is None else ""


def _zone(visit: Visit, appointment: Appointment) -> ZoneInfo:
    return ZoneInfo(visit.session.get_one(Slot, appointment.slot_id).zone)


def _working_day_after(moment: datetime) -> datetime:
    """The hour of asking on the first working day after a moment, on the clock of that moment."""
    day = moment.date() + timedelta(days=1)
    while not hours.is_working_day(day):
        day += timedelta(days=1)
    return datetime.combine(day, ASKED_AT, moment.tzinfo)
