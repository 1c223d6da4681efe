"""The desk: where every turn of every channel is taken, in one transaction, whatever happens at the same time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, col, select

from crebo import catalogue, plain
from crebo.match import Found, Matcher
from crebo.matching.kept import kept_matcher
from dialogs.answers import State
from dialogs.dialogue import Dialogue
from dialogs.events import Arrived, Edited, Event, Pressed
from dialogs.intake import INTAKE
from dialogs.messages import Line, Message
from dialogs.scene import World
from dialogs.summary import Summary, summarise
from dialogs.text import SOURCE_LANGUAGE, _, languages
from dialogs.turn import Turn, take
from dialogs.wishes import AskPerson, BelongTo, Book, CountUnmatched, Erase, Finish, RecordConsent, Speak
from regions import places
from storage import intakes
from storage.database import Database
from storage.erasure import forget
from storage.free_times import Taken, book, free_times, offered_crebos
from storage.inbox import mark_done
from storage.tables import Consent, Intake, Organisation, Person, Region
from storage.unmatched import count_unmatched

T = TypeVar("T")

TRIES = 20
"""How often a turn is tried when others get in between; each try starts from what is there then."""
GAVE_WAY = ("40P01", "40001")
"""What PostgreSQL says to one of two transactions that wait for each other."""
HOME = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the door: the channel, the address there, and the language their device speaks."""

    channel: str
    address: str
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, in which language. `pressed`: how the message with the pressed button looks from now on."""

    language: str
    messages: tuple[Message, ...]
    pressed: Message | None = None


@dataclass(frozen=True)
class Knowledge:
    """What every turn can look up: the catalogue, the plain words, the matcher and the places. Read-only."""

    imported: Path | None = None
    keep: Path | None = None
    """A folder to keep the matcher in, so that the next start is quick."""

    @cached_property
    def catalogue(self) -> catalogue.Catalogue:
        """The qualifications and work processes."""
        return catalogue.load(self.imported)

    @cached_property
    def plain(self) -> Mapping[str, plain.Plain]:
        """The plain words of everything that can be chosen."""
        return plain.load_plain(self.catalogue)

    @cached_property
    def matcher(self) -> Matcher:
        """From words to work."""
        if self.keep is None:
            return Matcher(self.catalogue, self.plain)
        return kept_matcher(self.catalogue, self.plain, self.imported, self.keep)

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        """As the matcher, which takes a second to build, and most turns do without it."""
        return self.matcher.match(text, limit=limit, offered=offered)

    @cached_property
    def places(self) -> places.Places:
        """Where people live."""
        return places.load()

    def warm_up(self) -> None:
        """Load everything now, so that nobody has to wait for it later."""
        assert self.matcher.match("planten") and self.places.find("Enschede")


class Desk:
    """Takes turns. Safe to use from several threads and processes at once: the database arbitrates."""

    def __init__(
        self, database: Database, clock: Callable[[], datetime], knowledge: Knowledge, dialogue: Dialogue = INTAKE
    ) -> None:
        self.database = database
        self.clock = clock
        self.knowledge = knowledge
        self.dialogue = dialogue

    def turn(self, visitor: Visitor, event: Event, update_id: int | None = None) -> Reply:
        """Take the turn that `event` makes, store it, carry out its wishes, and give back what to show.

        With `update_id` the update of the inbox is marked done in the same transaction; raises storage.inbox.Handled when
        it was done before.
        """
        return self._tried(lambda: self._turn(visitor, event, update_id))

    def repeat(self, visitor: Visitor) -> Reply | None:
        """The question that was asked last, once more; None for somebody unknown.

        It is what is on the screen now: what was going on beside it (erasing?) is over, or a "ja" would be a yes to that.
        """
        return self._tried(lambda: self._repeat(visitor))

    def lost(self, visitor: Visitor) -> None:
        """Note that somebody cannot be reached at this address any more; their next message undoes it."""
        with self.database.transaction() as session:
            whom = (col(Person.channel) == visitor.channel, col(Person.address) == visitor.address)
            session.execute(update(Person).where(*whom).values(unreachable_at=self.clock()))

    def summary(self, session: Session, intake: Intake) -> Summary:
        """The summary of an intake as it stands now, in Dutch."""
        person = session.get_one(Person, intake.candidate_id)
        world = replace(self._world(session, person, intake), language=SOURCE_LANGUAGE)
        return summarise(self.dialogue, self._state(session, intake), world)

    def _tried(self, work: Callable[[], T]) -> T:
        """What `work` gives back, tried again as long as somebody else was first: it then looks at what is there now."""
        for _try in range(TRIES - 1):
            try:
                return work()
            except (intakes.Stale, Taken, IntegrityError):
                continue
            except OperationalError as problem:
                if getattr(problem.orig, "sqlstate", None) not in GAVE_WAY:
                    raise
        return work()

    def _repeat(self, visitor: Visitor) -> Reply | None:
        with self.database.transaction() as session:
            person = intakes.find_person(session, visitor.channel, visitor.address, alone=True)
            intake = intakes.intake_of(session, person) if person else None
            if person is None or intake is None:
                return None
            state = self._state(session, intake)
            nowhere = Pressed("", "", 0, "")  # a button of no intake shows the question again
            taken = take(self.dialogue, state, nowhere, self._world(session, person, intake))
            if taken.state != state:
                intakes.save(session, intake, state, taken.state, self.clock())
            return Reply(person.language, taken.messages)

    def _turn(self, visitor: Visitor, event: Event, update_id: int | None) -> Reply:
        now = self.clock()
        with self.database.transaction() as session:
            if update_id is not None:
                mark_done(session, update_id, now)
            person = intakes.find_person(session, visitor.channel, visitor.address, alone=True)
            intake = intakes.intake_of(session, person) if person else None
            if person is None or intake is None:
                if isinstance(event, Pressed):
                    return self._forgotten(visitor)
                if isinstance(event, Edited):
                    return Reply(
                        SOURCE_LANGUAGE, ()
                    )  # an old message of somebody who was erased: nobody begins like that
                event = event if isinstance(event, Arrived) else Arrived()
                language = visitor.language if visitor.language in languages() else SOURCE_LANGUAGE
                person, intake = intakes.begin_intake(
                    session, visitor.channel, visitor.address, language, self.dialogue.name, now
                )
            person.unreachable_at = None
            if isinstance(event, Arrived) and event.code:
                event = self._came_by(session, intake, event)
            before = self._state(session, intake)
            taken = take(self.dialogue, before, event, self._world(session, person, intake))
            language = self._carry_out(session, person, intake, taken, now)
            if not any(isinstance(wish, Erase) for wish in taken.wishes):
                intakes.save(session, intake, before, taken.state, now)
            return Reply(language, taken.messages, taken.pressed)

    def _forgotten(self, visitor: Visitor) -> Reply:
        """A button of a conversation that is gone: nothing is kept of who pressed it."""
        language = visitor.language if visitor.language in languages() else SOURCE_LANGUAGE
        text = _("Dit knopje is van een oud gesprek. Wil je beginnen? Stuur dan een bericht.")
        return Reply(language, (Message((Line(text),)),))

    def _came_by(self, session: Session, intake: Intake, event: Arrived) -> Arrived:
        # What cannot be printed cannot be looked up either: not every database can take it.
        asked = select(Organisation).where(Organisation.code == event.code)
        sender = session.exec(asked).one_or_none() if event.code.isprintable() else None
        if sender is not None and intake.came_by_id is None:
            intake.came_by_id = sender.id
        return replace(event, understood=sender is not None)

    def _state(self, session: Session, intake: Intake) -> State:
        answers = self.dialogue.adopt(intakes.stored_answers(session, intake))
        return State(intake.token, answers, intake.aside, intake.misses, finished=intake.finished_at is not None)

    def _world(self, session: Session, person: Person, intake: Intake) -> World:
        now = self.clock()
        known = self.knowledge
        region = session.get(Region, intake.region_code) if intake.region_code else None
        return World(
            now=now,
            catalogue=known.catalogue,
            plain=known.plain,
            matcher=known,
            places=known.places,
            language=person.language,
            free_times=free_times(session, region.code, after=_end_of_today(now)) if region else (),
            offered=offered_crebos(session, region.code) if region else frozenset(),
            contact=region.contact if region else "",
        )

    def _carry_out(self, session: Session, person: Person, intake: Intake, taken: Turn, now: datetime) -> str:
        """Do what the turn wishes; gives back the language to reply in."""
        for wish in taken.wishes:
            match wish:
                case Speak(language):
                    person.language = language
                case RecordConsent(version, given):
                    session.add(
                        Consent(person_id=person.id, version=version, language=person.language, given=given, at=now)
                    )
                case BelongTo(region):
                    intake.region_code = region
                case Book(slot):
                    book(session, intake, slot, now)
                case CountUnmatched(words):
                    count_unmatched(session, words, now)
                case AskPerson():
                    intake.asked_person_at = now
                case Finish():
                    intake.finished_at = now
                case Erase():
                    language = person.language
                    forget(session, person)
                    return language
        return person.language


def _end_of_today(now: datetime) -> datetime:
    """A conversation is not planned on the day itself: people have to get there, and someone may come along."""
    tomorrow = now.astimezone(HOME).date() + timedelta(days=1)
    return datetime.combine(tomorrow, datetime.min.time(), HOME)
