"""A turn at a seat: from what somebody did in a dialogue to what they see, and what is kept of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from bot.desk import advice, appointments, follow_ups, news, summaries, threads
from bot.desk.erasing import erase
from bot.desk.keeping import stir
from bot.desk.no_moment import look_further
from bot.desk.visit import Refused, Visit
from bot.desk.visitor import Reply
from bot.desk.world import world_of
from dialogs.answers import CANDIDATE, CONSULTANT, Given, State
from dialogs.conditions import Values
from dialogs.controls import Control
from dialogs.dialogue import Dialogue, skipped
from dialogs.dialogues import DIALOGUES
from dialogs.events import Event, Pressed
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.forms import FORMS, PLAN
from dialogs.intake import INTAKE
from dialogs.messages import Line, Message, Style
from dialogs.outcome import CORRECTION, OUTCOME
from dialogs.professional import PROFESSIONAL
from dialogs.text import _, languages
from dialogs.turn import take
from dialogs.wishes import AskPerson, BelongTo, Book, CountUnmatched, Erase, Finish, Leave, RecordConsent, Speak, Wish
from people.policy import About, Action
from storage import intakes, seats
from storage.tables import Consent, Intake, Seat
from storage.unmatched import count_unmatched, was_said

AFTERWARDS = (OUTCOME, CORRECTION, FOLLOW_UP, FOLLOW_UP_FOR)
BY_NAME = {dialogue.name: dialogue for dialogue in (*DIALOGUES, PLAN, *FORMS, *AFTERWARDS)}
NEEDS = {
    INTAKE.name: Action.GIVE_ANSWERS,
    PROFESSIONAL.name: Action.GIVE_BACKGROUND,
    PLAN.name: Action.MOVE,  # who may plan may move, and an adviser may move what is planned
}
"""What somebody must be allowed to do to take part in a dialogue about an intake."""
NOWHERE = Pressed("", "", 0, "")
"""A button of no dialogue: it shows the question again."""


class End(Enum):
    """How somebody came to the end of a dialogue."""

    DONE = auto()
    LEFT = auto()


@dataclass(frozen=True, slots=True)
class Taken:
    """What a turn at a seat gives: what to show, and when the dialogue has come to an end: how, and with which answers."""

    reply: Reply
    dialogue: Dialogue
    by: str
    intake: Intake | None = None
    values: Values = field(default_factory=dict)
    end: End | None = None


def sit_down(visit: Visit, dialogue: Dialogue, intake: Intake | None = None, event: Event = NOWHERE) -> Taken:
    """Begin or go on with a dialogue; raises Refused when the person may not."""
    seat = seats.take_seat(visit.session, visit.person, dialogue.name, intake)
    if intake is not None and intake.candidate_id == visit.person.id:
        threads.go_on(visit, intake, seat)
    return take_turn(visit, seat, event)


def take_turn(visit: Visit, seat: Seat, event: Event) -> Taken:
    """Take the turn that `event` makes at this seat, keep what comes of it, and carry out its wishes.

    Raises Refused when the person may not (any more), and storage.intakes.Stale when somebody else was first.
    """
    dialogue = visit.dialogues[seat.dialogue]
    intake = visit.session.get(Intake, seat.intake_id) if seat.intake_id is not None else None
    by = CANDIDATE if intake is not None and intake.candidate_id == visit.person.id else CONSULTANT
    if intake is not None and seat.dialogue in NEEDS:
        return _Shared(visit, seat, dialogue, intake, by).take(event)
    return _by_oneself(visit, seat, dialogue, intake, by, event)


def _by_oneself(visit: Visit, seat: Seat, dialogue: Dialogue, intake: Intake | None, by: str, event: Event) -> Taken:
    """A turn in a form: its answers are kept at the seat, and go when it is done. What comes of it is for who takes turns."""
    if intake is not None:
        advice.allow(visit, dialogue, intake)
    if intake is not None and by == CANDIDATE:
        stir(visit, intake)
    before = seats.state_at(seat, dialogue.adopt(seats.own_answers(seat)), finished=False)
    world = world_of(visit.session, visit.known, intake, visit.now, visit.person.language, visit.person)
    taken = take(dialogue, before, event, world, by)
    if intake is not None and any(isinstance(wish, AskPerson) for wish in taken.wishes):
        own = seats.take_seat(visit.session, visit.person, INTAKE.name, intake)  # it is there that people talk
        return take_turn(visit, own, Pressed(own.token, "", 0, Control.PERSON.value))
    if intake is not None and any(isinstance(wish, Erase) for wish in taken.wishes):
        erase(visit, intake, visit.person)
        return Taken(Reply(world.language, taken.messages), dialogue, by)
    end = _end(taken.wishes)
    if end is not None:
        seats.leave(visit.session, visit.person, seat, for_good=True)
    else:
        seats.keep_state(seat, taken.state)
        seats.keep_own_answers(seat, taken.state)
    shown = () if end is not None else taken.messages
    reply = Reply(world.language, shown, taken.pressed)
    return Taken(reply, dialogue, by, intake, dialogue.values(taken.state), end)


@dataclass(frozen=True, slots=True)
class _Shared:
    """Somebody at a seat in a dialogue about an intake, which others may take part in as well."""

    visit: Visit
    seat: Seat
    dialogue: Dialogue
    intake: Intake
    by: str

    def take(self, event: Event) -> Taken:
        visit, intake = self.visit, self.intake
        mine = self.by == CANDIDATE  # then it does not matter who else it is about
        about = About(intake.region_code, intake.candidate_id) if mine else intakes.about(visit.session, intake)
        visit.allow(NEEDS[self.seat.dialogue], about)
        stored = intakes.stored_answers(visit.session, intake)
        if not mine and _may_not_be_kept(
            stored, alone=self.seat.dialogue == PROFESSIONAL.name or intake.candidate_id is not None
        ):
            raise Refused
        once = intake.finished_at is not None if self.seat.dialogue == INTAKE.name else self.seat.finished
        before = seats.state_at(self.seat, self.dialogue.adopt(stored), finished=once)
        world = world_of(visit.session, visit.known, intake, visit.now, self._language(before))
        taken = take(self.dialogue, before, event, world, self.by)
        beside = [message for wish in taken.wishes for message in self._carry_out(wish, before)]
        if any(isinstance(wish, Erase) for wish in taken.wishes):
            return Taken(Reply(world.language, taken.messages), self.dialogue, self.by)
        if event != NOWHERE or taken.state != before:  # looking again is no turn
            seats.keep_state(self.seat, taken.state)
            intakes.save(visit.session, intake, before, taken.state, visit.now, visit.person.id)
            if self.by == CANDIDATE:
                news.expect_candidate(visit, intake)
            if taken.state.given("work").settled != before.given("work").settled:
                advice.choice_changed(visit, intake)
            if any(isinstance(wish, RecordConsent) for wish in taken.wishes):
                follow_ups.plan(visit, intake)
            if self._finishes(taken.wishes):
                summaries.finished(visit, intake)
            elif intake.finished_at is not None and taken.state.answers != before.answers:
                summaries.changed(visit, intake)
        end = _end(taken.wishes)
        if end is not None and self.by == CONSULTANT:
            seats.leave(visit.session, visit.person, self.seat, for_good=False)
        shown = taken.messages if mine else tuple(_headed(message, stored.get("name")) for message in taken.messages)
        reply = Reply(self._language(taken.state), (*beside, *shown), taken.pressed)
        return Taken(reply, self.dialogue, self.by, intake, self.dialogue.values(taken.state), end)

    def _finishes(self, wishes: tuple[Wish, ...]) -> bool:
        """Whether everything that a candidate is asked is answered now, for the first time."""
        return self.seat.dialogue == INTAKE.name and any(isinstance(wish, Finish) for wish in wishes)

    def _language(self, state: State) -> str:
        """The language of a dialogue: the person's own; or the candidate's, when they go through their questions together."""
        if self.by == CONSULTANT and self.seat.dialogue == INTAKE.name:
            chosen = state.given("language").settled
            return chosen if isinstance(chosen, str) and chosen in languages() else self.visit.person.language
        return self.visit.person.language

    def _carry_out(self, wish: Wish, before: State) -> tuple[Message, ...]:
        """Do what a turn wants done; gives back what there is to see of it, beside what the dialogue says."""
        visit, intake = self.visit, self.intake
        match wish:
            case Speak(language):
                if self.by == CANDIDATE:
                    visit.person.language = language
            case RecordConsent(version, given):
                self._record_consent(version, given, first=before.given("consent").settled is None)
            case BelongTo(region):
                # Whoever has a consultant belongs to the consultant's region, wherever they live.
                if intake.consultant_id is None:
                    intake.region_code = region
            case Book(slot):
                shown = appointments.booked(visit, intake, slot)
                look_further(visit, intake, slot, before.given("moment").settled)
                return shown
            case CountUnmatched(words):
                if not was_said(visit.session, words, intake):
                    count_unmatched(visit.session, words, visit.now)
            case AskPerson():
                if self.by == CANDIDATE:
                    threads.ask_person(visit, intake, self.dialogue.asked(before))
            case Finish():
                if self._finishes((wish,)):
                    intake.finished_at = visit.now
            case Erase():
                erase(visit, intake, visit.person)
            case Leave():
                pass  # whoever takes turns shows where to go from here
        return ()

    def _record_consent(self, version: str, given: bool, first: bool) -> None:
        visit, intake = self.visit, self.intake
        language = visit.person.language
        consent = Consent(
            intake_id=intake.id, version=version, language=language, given=given, by=self.by, at=visit.now
        )
        visit.session.add(consent)
        if given and first and self.by == CANDIDATE:
            news.started(visit, intake)
            appointments.joined(visit, intake)


def _headed(message: Message, name: Given | None) -> Message:
    """A question about a candidate as a professional sees it, who may have another candidate's on the screen above it."""
    if message.question is None or name is None or not isinstance(name.settled, str) or skipped(name.settled):
        return message
    return replace(message, lines=(Line(_("👤 {name}").of(name=name.settled), Style.QUIET), *message.lines))


def _may_not_be_kept(stored: Mapping[str, Given], *, alone: bool) -> bool:
    """Whether a professional who is `alone` with their screen must stop: the candidate does not want answers to be kept."""
    consent = stored.get("consent")
    return alone and consent is not None and consent.open and consent.draft is not None


def _end(wishes: tuple[Wish, ...]) -> End | None:
    if any(isinstance(wish, Leave) for wish in wishes):
        return End.LEFT
    return End.DONE if any(isinstance(wish, Finish) for wish in wishes) else None
