"""The desk: where every turn of every channel is taken, in one transaction, whatever happens at the same time."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy.exc import IntegrityError, NoResultFound, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from bot.desk import arriving, cases, routes, threads
from bot.desk.conversation import BY_NAME, NOWHERE, take_turn
from bot.desk.erasing import erase
from bot.desk.files import FILES, File, Making
from bot.desk.pages.sheets import may_import
from bot.desk.posts import leave_post
from bot.desk.rounds import ROUNDS, Round
from bot.desk.visit import Refused, Visit
from bot.desk.visitor import Reply, Visitor
from bot.desk.world import world_of
from bot.knowledge import Knowledge
from dialogs.dialogue import Dialogue
from dialogs.events import Arrived, Edited, Event, Handed, Pressed
from dialogs.intake import INTAKE
from dialogs.messages import Attachment, Line, Message
from dialogs.summary import Summary
from dialogs.text import SOURCE_LANGUAGE, _, languages
from storage import audit, intakes, outbox, people, seats
from storage.appointments import Taken
from storage.database import Database
from storage.erasure import forget
from storage.inbox import mark_done
from storage.outcomes import lose
from storage.tables import Intake, Person

T = TypeVar("T")

TRIES = 20
"""How often a turn is tried when others get in between; each try starts from what is there then."""
GONE = (StaleDataError, NoResultFound)
"""What is said to a transaction when somebody else takes away what it has just looked at."""
GAVE_WAY = ("40P01", "40001")
"""What PostgreSQL says to one of two transactions that wait for each other."""
LINK = "https://t.me/PraktijkgidsBot?start={code}"
"""An address that opens the bot, when nobody has said what the bot is called."""


class Desk:
    """Takes turns. Safe to use from several threads and processes at once: the database arbitrates.

    `dialogue`: the candidate's intake. `link`: an address with `{code}` in it that opens a conversation with the bot.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        knowledge: Knowledge,
        dialogue: Dialogue = INTAKE,
        link: str = LINK,
    ) -> None:
        self.database = database
        self.clock = clock
        self.knowledge = knowledge
        self.dialogue = dialogue
        self.link = link

    def turn(self, visitor: Visitor, event: Event | Handed, update_id: int | None = None) -> Reply:
        """Take the turn that `event` makes, store it, carry out its wishes, and give back what to show.

        With `update_id` the update of the inbox is marked done in the same transaction; raises storage.inbox.Handled when
        it was done before.
        """
        return self._tried(lambda: self._turn(visitor, event, update_id))

    def reads_workbooks(self, visitor: Visitor) -> bool:
        """Whether a workbook of this visitor is of any use: only then it need be fetched."""
        with self.database.reading() as session:
            person = people.find_person(session, visitor.channel, visitor.address)
            return person is not None and may_import(self._visit(session, person, self.clock()))

    def repeat(self, visitor: Visitor) -> Reply | None:
        """What was asked last, once more. Who is in no dialogue: the begin of a professional, None for others.

        It is what is on the screen now: what was going on beside it (erasing?) is over, or a "ja" would be a yes to that.
        """
        return self._tried(lambda: self._repeat(visitor))

    def unasked(self, visitor: Visitor) -> Reply:
        """What there was to say to somebody without their asking, for channels that cannot be called: it is said now."""
        return self._tried(lambda: self._unasked(visitor))

    def lost(self, visitor: Visitor) -> None:
        """Note that somebody cannot be reached at this address any more; their next message undoes it."""
        with self.database.transaction() as session:
            person = people.find_person(session, visitor.channel, visitor.address, alone=True)
            if person is not None:
                lose(session, person.id, self.clock())

    def forget(self, visitor: Visitor) -> Counter[str] | None:
        """Erase somebody and everything that was kept of them; None when there is nobody at this address.

        Those who work with them hear what they need to go on: not who it was. Gives back how many rows were erased, by table.
        """
        return self._tried(lambda: self._forget(visitor))

    def forget_intake(self, token: str) -> Counter[str] | None:
        """Erase an intake, and its candidate as above if they have an account; None when there is no such intake."""
        return self._tried(lambda: self._forget_intake(token))

    def file(self, attachment: Attachment, language: str) -> File | None:
        """The file that a message hands out, in a language; None when what it is about is not there any more.

        Whether somebody may have it was settled when the message was made.
        """
        with self.database.reading() as session:
            making = Making(session, self.clock(), self.knowledge, self.dialogue, attachment.of, language)
            return FILES[attachment.what](making)

    def summary(self, session: Session, intake: Intake) -> Summary:
        """The summary of an intake as it stands now, in Dutch."""
        world = world_of(session, self.knowledge, intake, self.clock())
        return cases.summary_of(session, self.dialogue, intake, world)

    def rounds(self) -> None:
        """Do what is due by the clock, for whomever it is."""
        for one in ROUNDS:
            while self._tried(partial(self._round, one)):
                pass

    def _round(self, one: Callable[[Round], bool]) -> bool:
        now = self.clock()
        with self.database.transaction() as session:
            return one(Round(session, now, self.knowledge, lambda person: self._visit(session, person, now)))

    def _tried(self, work: Callable[[], T]) -> T:
        """What `work` gives back, tried again as long as somebody else was first: it then looks at what is there now."""
        for _try in range(TRIES - 1):
            try:
                return work()
            except (intakes.Stale, Taken, IntegrityError, *GONE):
                continue
            except OperationalError as problem:
                if getattr(problem.orig, "sqlstate", None) not in GAVE_WAY:
                    raise
        return work()

    def _turn(self, visitor: Visitor, event: Event | Handed, update_id: int | None) -> Reply:
        now = self.clock()
        with self.database.transaction() as session:
            if update_id is not None:
                mark_done(session, update_id, now)
            person = people.find_person(session, visitor.channel, visitor.address, alone=True)
            if person is None:
                away = self._stranger(session, visitor, event, now)
                if away is not None:
                    return away
                event = event if isinstance(event, Arrived) else Arrived()
                person = people.new_person(session, visitor.channel, visitor.address, _language(visitor), now)
            person.unreachable_at = None
            audit.watch(session, person, now)
            return routes.handle(self._visit(session, person, now), event)

    def _stranger(self, session: Session, visitor: Visitor, event: Event | Handed, now: datetime) -> Reply | None:
        """What somebody gets whom we do not know and who does not come in by what they did; None: they come in."""
        language = _language(visitor)
        match event:
            case Pressed():  # a button of a conversation that is gone: nothing is kept of who pressed it
                return Reply(language, (Message((Line(arriving.OLD_BUTTON),)),))
            case Edited():  # an old message of somebody who was erased: nobody begins like that
                return Reply(SOURCE_LANGUAGE)
            case Arrived(code):
                why = arriving.turned_away(session, code, now)
                if why is not None:
                    begin = _("Je kunt ook zelf beginnen. Stuur dan een bericht.")
                    return Reply(language, (Message((Line(why), Line(begin))),))
        return None

    def _repeat(self, visitor: Visitor) -> Reply | None:
        with self.database.transaction() as session:
            person = people.find_person(session, visitor.channel, visitor.address, alone=True)
            seat = seats.seat_with(session, person, person.at) if person else None
            if person is None or (seat is None and person.role is None):
                return None
            visit = self._visit(session, person, self.clock())
            if seat is None:
                return routes.handle(visit, NOWHERE)
            if seat.dialogue == threads.TALK or threads.is_talking(visit, seat):
                return Reply(person.language)
            try:
                return take_turn(visit, seat, NOWHERE).reply
            except Refused:  # what was going on there goes on without them
                return None

    def _unasked(self, visitor: Visitor) -> Reply:
        with self.database.transaction() as session:
            person = people.find_person(session, visitor.channel, visitor.address, alone=True)
            if person is None:
                return Reply(SOURCE_LANGUAGE)
            return Reply(person.language, outbox.collect(session, person.id, self.clock()))

    def _forget(self, visitor: Visitor) -> Counter[str] | None:
        with self.database.transaction() as session:
            person = people.find_person(session, visitor.channel, visitor.address, alone=True)
            if person is None:
                return None
            visit = self._visit(session, person, self.clock())
            region = person.region_code
            if person.role is not None:
                leave_post(visit, person)
            own = intakes.intake_of(session, person)
            if own is not None:
                return erase(visit, own, None)
            audit.note(session, visit.now, audit.Deed.ERASED, "person", None, region=region)
            return forget(session, person, visit.now)

    def _forget_intake(self, token: str) -> Counter[str] | None:
        with self.database.transaction() as session:
            intake = intakes.intake_with(session, token)
            return erase(self._visit(session, people.nobody(), self.clock()), intake, None) if intake else None

    def _visit(self, session: Session, person: Person, now: datetime) -> Visit:
        dialogues = {**BY_NAME, INTAKE.name: self.dialogue}
        return Visit(session, now, self.knowledge, dialogues, person, self.link)


def _language(visitor: Visitor) -> str:
    return visitor.language if visitor.language in languages() else SOURCE_LANGUAGE
