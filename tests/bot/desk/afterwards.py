"""The people around an advice conversation, what each of them was shown, and what is kept of it."""

from collections import defaultdict
from datetime import datetime
from itertools import chain

from sqlmodel import Session, col, select

from bot import demo
from bot.desk import Desk, Reply, Visitor
from bot.desk.appointments import booked
from bot.desk.conversation import BY_NAME
from bot.desk.visit import Visit
from dialogs.answers import CANDIDATE, Given, Json, State
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.messages import Message
from people.roles import Role
from storage import intakes, people
from storage.invitations import invite, known_region, organisation_named
from storage.tables import Appointment, FollowUp, Organisation, Outcome, Person, Slot
from tests.conftest import Clock
from tests.dialogs.world import words_of

SCHOOL = "Voorbeeldcollege Twente"
GARDENS, GREEN = "27081", "25746"
"""Work that somebody can choose."""
HALIMA = Visitor("terminal", "Halima")


class Town:
    """A desk with people around it, who press what they were shown."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self.desk, self.clock = desk, clock
        self.shown: dict[Visitor, list[Message]] = defaultdict(list)

    def join(
        self, name: str, role: Role, organisation: str | None = None, region: str = demo.REGION, called: str = ""
    ) -> Visitor:
        """Somebody takes up a post, and says what they are called."""
        with self.desk.database.transaction() as session:
            known_region(session, region, region)
            where = organisation_named(session, region, organisation).id if organisation else None
            code, _invitation = invite(session, role, region, self.desk.clock(), organisation=where)
        visitor = Visitor("terminal", name)
        self.do(visitor, Arrived(code))
        self.do(visitor, Said(called or name))
        return visitor

    def candidate(
        self, guided_by: Visitor | None, *work: str, who: Visitor | None = HALIMA, consent: bool = True, **answers: Json
    ) -> str:
        """Somebody has answered enough to have a conversation; gives back the token of their intake. `who`: on their own phone."""
        with self.desk.database.transaction() as session:
            consultant = self.person(session, guided_by) if guided_by else None
            intake = intakes.begin_intake(session, self.clock(), consultant=consultant)
            intake.region_code = demo.REGION
            if who is not None:
                person = people.find_person(session, who.channel, who.address)
                person = person or people.new_person(session, who.channel, who.address, "nl", self.clock())
                intake.candidate_id = person.id
            chosen: Json = {"said": [], "yes": list(work), "maybe": [], "no": []}
            said: dict[str, Json] = {
                "name": "Halima",
                "work": chosen,
                **({"consent": "yes"} if consent else {}),
                **answers,
            }
            before = State(intake.token, {})
            after = State(intake.token, {key: Given().whole(value, CANDIDATE) for key, value in said.items()})
            intakes.save(session, intake, before, after, self.clock(), intake.candidate_id)
            return intake.token

    def answer(self, token: str, **answers: Json) -> None:
        """The candidate changes these answers, as the conversation would keep them."""
        with self.desk.database.transaction() as session:
            intake = intakes.intake_with(session, token)
            assert intake is not None
            before = State(token, intakes.stored_answers(session, intake))
            given = {key: before.given(key).whole(value, CANDIDATE) for key, value in answers.items()}
            after = State(token, {**before.answers, **given})
            intakes.save(session, intake, before, after, self.clock(), intake.candidate_id)

    def book(self, token: str, starts: datetime, adviser: Visitor | None = None, by: Visitor = HALIMA) -> int:
        """A conversation is planned, instead of any other; gives back its number."""
        with self.desk.database.transaction() as session:
            school = session.exec(select(Organisation).where(Organisation.name == SCHOOL)).one()
            slot = Slot(
                school_id=school.id,
                adviser_id=self.person(session, adviser).id if adviser else None,
                starts_at=starts,
                minutes=45,
                zone="Europe/Amsterdam",
                way="phone",
                place="",
            )
            session.add(slot)
            session.flush()
            intake = intakes.intake_with(session, token)
            assert intake is not None
            booked(self.visit(session, by), intake, slot.id)
            return session.exec(select(Appointment).where(Appointment.slot_id == slot.id)).one().id

    def visit(self, session: Session, by: Visitor) -> Visit:
        """A visit of somebody to the desk."""
        person = self.person(session, by)
        return Visit(session, self.clock(), self.desk.knowledge, BY_NAME, person, self.desk.link)

    def person(self, session: Session, visitor: Visitor) -> Person:
        """Who this is."""
        found = people.find_person(session, visitor.channel, visitor.address)
        assert found is not None
        return found

    # What people do.

    def do(self, visitor: Visitor, event: Event) -> str:
        """Somebody does something; gives back what they read and can press then."""
        return self._seen(visitor, self.desk.turn(visitor, event))

    def press(self, visitor: Visitor, value: str) -> str:
        """Somebody presses the newest button that leads to this page, or has a value that begins so."""
        return self.do(visitor, self.button(visitor, value))

    def button(self, visitor: Visitor, value: str) -> Pressed:
        """The newest button that leads to this page, or has a value that begins so."""
        found = [one for one in self.buttons(visitor) if one.question == value or one.value.startswith(value)]
        assert found, f"{visitor.address} has no button {value!r}; there are {self.buttons(visitor)}"
        return found[-1]

    def buttons(self, visitor: Visitor) -> list[Pressed]:
        """All buttons that somebody was ever shown."""
        rows = chain.from_iterable(message.buttons for message in self.shown[visitor])
        return [button.press for row in rows for button in row]

    # What comes of it.

    def unasked(self, *visitors: Visitor) -> str:
        """What these people hear without asking, at this moment."""
        return "\n".join(self._seen(visitor, self.desk.unasked(visitor)) for visitor in visitors).strip()

    def later(self, *visitors: Visitor, **time: float) -> str:
        """What these people hear unasked when so much time has passed, and what came before that is not read."""
        self.clock.forward(**time)
        return self.unasked(*visitors)

    def outcomes(self) -> list[Outcome]:
        """All outcomes that are kept."""
        with self.desk.database.transaction() as session:
            found = list(session.exec(select(Outcome).order_by(col(Outcome.id))))
            session.expunge_all()
            return found

    def follow_ups(self) -> list[tuple[int, str, Json]]:
        """What is known of what became of people: after how many months, by whom, and what."""
        with self.desk.database.transaction() as session:
            rows = session.exec(select(FollowUp)).all()
            return sorted((row.months, row.by, row.answers) for row in rows)

    def _seen(self, visitor: Visitor, reply: Reply) -> str:
        self.shown[visitor] += reply.messages
        return "\n".join(words_of(message, reply.language) for message in reply.messages)
