"""What is held against everything that happens at the desk: who is shown what, who changed which answer, and when."""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, inspect
from sqlmodel import Session, SQLModel, col, select

from agenda.hours import HOME, is_rest
from bot.desk import Reply
from dialogs.answers import CANDIDATE, CONSULTANT
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages import talk
from dialogs.pages.going import PAGE
from dialogs.professional import PROFESSIONAL
from dialogs.text import render
from people.policy import About, Action, Actor, may
from people.roles import Role
from storage.invitations import invitation_with
from storage.tables import Answer, Appointment, Intake, Person, Seat, Slot, Thread
from tests.bot.desk.cast import Cast, in_words
from tests.bot.desk.promises import hold

MARK = re.compile(r"Qz[a-z]+q")
"""A word that somebody types and that stands nowhere else: whoever sees it, sees what was typed there."""
OURS = [question for question in PROFESSIONAL.questions if INTAKE.question(question.key) is None]
"""What only professionals are asked."""
NEVER_FOR_CANDIDATES = {
    render(text, "nl") for question in OURS for text in (question.text, question.why, question.hint) if text is not None
}
ONCE_A_DAY = (talk.STARTED, talk.SILENT)
AT_IT = timedelta(hours=1)


def mark(number: int) -> str:
    """The word with this number."""
    letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
    return f"Qz{letters}q"


@dataclass(frozen=True)
class Snapshot:
    """How things stand between two deeds."""

    people: dict[str, Row[Any]]
    intakes: dict[int, Row[Any]]
    about: dict[int, About]
    answers: dict[tuple[int, str], Row[Any]]
    rows: Counter[int]
    seats: dict[str, Row[Any]]
    talking: dict[int, Row[Any]]

    def actor(self, name: str) -> Actor:
        """Somebody as the policy knows them."""
        one = self.people[name]
        return Actor(one.id, Role(one.role or Role.CANDIDATE), one.organisation_id, one.region_code)

    def may(self, name: str, action: Action, intake: int) -> bool:
        """Whether somebody may do this with an intake."""
        return name in self.people and intake in self.about and may(self.actor(name), action, self.about[intake])

    def own(self, name: str) -> int | None:
        """The intake of which somebody is the candidate."""
        number = self.people[name].id if name in self.people else None
        return next((key for key, row in self.intakes.items() if number and row.candidate_id == number), None)


def columns_of(table: type[SQLModel]) -> Any:
    """The columns of a table: rows of them are values, and do not change under us."""
    return inspect(table).columns


def snapshot(session: Session) -> Snapshot:
    """How things stand now."""
    intakes = {row.id: row for row in session.execute(select(*columns_of(Intake)))}
    schools = defaultdict(set)
    for number, school in session.execute(
        select(Appointment.intake_id, Slot.school_id).join(Slot).where(col(Appointment.cancelled_at).is_(None))
    ):
        schools[number].add(school)
    about = {
        number: About(
            row.region_code,
            row.candidate_id,
            frozenset({row.consultant_id} - {None}),
            frozenset(schools[number]),
        )
        for number, row in intakes.items()
    }
    columns = columns_of(Answer)
    logged = session.execute(select(*columns).order_by(columns.revision)).all()
    return Snapshot(
        {row.address: row for row in session.execute(select(*columns_of(Person)))},
        intakes,
        about,
        {(row.intake_id, row.key): row for row in logged},
        Counter(row.intake_id for row in logged),
        {row.token: row for row in session.execute(select(*columns_of(Seat)))},
        {row.intake_id: row for row in session.execute(select(*columns_of(Thread))) if row.closed_at is None},
    )


@dataclass
class Watch:
    """Everything that happens, held against what was promised."""

    cast: Cast
    now: Snapshot = field(init=False)
    typed: dict[str, str] = field(default_factory=dict)
    """Who typed each word."""
    kept: dict[str, set[tuple[int, str]]] = field(default_factory=lambda: defaultdict(set))
    """In which answers each word is, or was."""
    knew: set[tuple[str, int]] = field(default_factory=set)
    """Who could see, or was invited to, which intake at some moment: they know the name of its candidate."""
    talked: set[tuple[str, int]] = field(default_factory=set)
    told_on: dict[str, date] = field(default_factory=dict)
    last: str = ""
    """Who did something last."""

    def __post_init__(self) -> None:
        self._look()

    def does(self, name: str, event: Event) -> Reply:
        """Somebody does something, and all that comes of it is looked at."""
        before = self.now
        if isinstance(event, Said):
            self.typed.update((word, name) for word in MARK.findall(event.text) if word not in self.typed)
        reply = self.cast.does(name, event)
        self.last = name
        self._look()
        if isinstance(event, Arrived):
            self.knew |= {(name, row.id) for row in self.now.intakes.values() if self._is_opened(row, event.code)}
        self._hold_answers(name, event, before)
        own = before.own(name)
        silent = own in before.talking and isinstance(event, Said | Sent | Edited)
        unknown = name not in before.people and isinstance(event, Edited)
        if reply.messages or not (silent or unknown):
            hold(reply)
        self._hold_words(name, reply.messages)
        return reply

    def hears(self, name: str, now: datetime) -> None:
        """Somebody is told what there is to tell them."""
        messages = self.cast.hears(name)
        self._hold_words(name, messages)
        person = self.now.people.get(name)
        if messages and person is not None and person.role is not None and is_rest(now):
            with self.cast.desk.database.reading() as session:
                talks = session.exec(select(Thread)).all()
            helps = any(
                one.helper_id == person.id and one.answered_at and now - one.answered_at < AT_IT for one in talks
            )
            assert helps or self.now.own(name) is not None, in_words(messages)
        news = [message for message in messages if is_news(message)]
        today = now.astimezone(HOME).date()
        assert len(news) <= (self.told_on.get(name) != today), [in_words((message,)) for message in news]
        if news:
            self.told_on[name] = today

    def _look(self) -> None:
        with self.cast.desk.database.reading() as session:
            self.now = snapshot(session)
        for (intake, key), row in self.now.answers.items():
            for word in MARK.findall(json.dumps([row.settled, row.draft])):
                self.kept[word].add((intake, key))
        for name in self.now.people:
            for intake in self.now.intakes:
                if self.now.may(name, Action.SEE_ANSWERS, intake):
                    self.knew.add((name, intake))
                if self.now.may(name, Action.TALK, intake):
                    self.talked.add((name, intake))

    def _is_opened(self, row: Row[Any], code: str) -> bool:
        with self.cast.desk.database.reading() as session:
            invitation = invitation_with(session, code)
            return invitation is not None and invitation.intake_id == row.id

    # Who changed what.

    def _hold_answers(self, name: str, event: Event, before: Snapshot) -> None:
        number = self.now.people[name].id if name in self.now.people else None
        for place, row in self.now.answers.items():
            intake, key = place
            was = before.answers.get(place)
            if was is not None and (was.id == row.id or intake not in before.intakes):
                continue
            if row.by_id is None:  # taken along from an intake that somebody else began about the same candidate
                assert isinstance(event, Pressed) and event.question == "guide", (place, event)
                assert was is None or was.settled is None
                continue
            assert row.by_id == number, (place, name)
            assert row.by == (CANDIDATE if self.now.intakes[intake].candidate_id == number else CONSULTANT)
            if intake not in before.intakes or (was is not None and was.settled == row.settled):
                continue
            if row.settled is not None:
                assert key in self._asked(name, event, before, intake), (place, name, event)
        for place, was in before.answers.items():
            if was.settled is not None and place[0] in self.now.intakes and place not in self.now.answers:
                assert isinstance(event, Pressed) and (event.question, place[1]) == ("not_me", "language")
            elif was.settled is not None and place in self.now.answers:
                assert self.now.answers[place].settled is not None, (place, event)
        for intake, rows in before.rows.items():
            gone = intake not in self.now.intakes or (isinstance(event, Pressed) and event.question == "not_me")
            assert gone or self.now.rows[intake] >= rows

    def _asked(self, name: str, event: Event, before: Snapshot, intake: int) -> set[str]:
        """The questions that this person can have answered by this."""
        number = before.people[name].id if name in before.people else None
        seats = [seat for seat in before.seats.values() if seat.person_id == number and seat.intake_id == intake]
        if isinstance(event, Pressed):
            if event.token == PAGE:  # a conversation is moved or called off
                return {"moment"} if before.may(name, Action.MOVE, intake) else set()
            return {event.question} if event.token in {seat.token for seat in seats} else set()
        if isinstance(event, Said):
            return {seat.asked for seat in seats if seat.token == before.people[name].at}
        return set()

    # Who sees what.

    def _hold_words(self, name: str, messages: tuple[Message, ...]) -> None:
        words = in_words(messages)
        one = self.now.people.get(name)
        if one is None or one.role is None:
            assert not [text for text in NEVER_FOR_CANDIDATES if text in words], (name, words)
            assert not {message.question for message in messages} & {question.key for question in OURS}
        for word in MARK.findall(words):
            if self.typed[word] != name or self.kept[word]:
                assert self._may_read(name, word), (name, word, self.kept[word], words)

    def _may_read(self, name: str, word: str) -> bool:
        for intake, key in self.kept[word]:
            action = Action.SEE_ANSWERS if INTAKE.question(key) else Action.SEE_BACKGROUND
            if self.now.may(name, action, intake) or (key == "name" and (name, intake) in self.knew):
                return True
        theirs = {intake for person, intake in self.talked if person == name}
        return name == self.typed[word] or bool(
            theirs & {intake for person, intake in self.talked if person == self.typed[word]}
        )


def is_news(message: Message) -> bool:
    """Whether this is something that nobody is waiting for."""
    first = message.lines[0].text
    return any(first.msgid == text.msgid for text in ONCE_A_DAY) or first.msgid.startswith("Nieuws over")
