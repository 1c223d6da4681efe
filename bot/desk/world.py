"""What the world offers to a conversation at this moment."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain

from sqlmodel import Session

from agenda import hours
from bot.desk.looked_up import looked_up
from bot.knowledge import Knowledge
from dialogs.scene import FreeTime, World
from dialogs.signals import chosen
from dialogs.text import SOURCE_LANGUAGE
from people.roles import Role
from storage import contacts, intakes, people
from storage.free_times import free_times
from storage.offering import offered_by, offered_crebos, schools
from storage.rules import fill_region
from storage.tables import Intake, Person

LOOKED_AT = 60
"""Free times that a conversation gets to choose from."""


def world_of(
    session: Session,
    known: Knowledge,
    intake: Intake | None,
    now: datetime,
    language: str = SOURCE_LANGUAGE,
    professional: Person | None = None,
) -> World:
    """The world as it is for an intake, or for one of a `professional` about none: then what their school offers is there."""
    return _LookedUp(session, known, intake, now, language, professional)


class _LookedUp(World):
    """A world of which what the database knows is looked up when a turn comes to it, and then once: most need little of it."""

    def __init__(
        self,
        session: Session,
        known: Knowledge,
        intake: Intake | None,
        now: datetime,
        language: str,
        professional: Person | None,
    ) -> None:
        # The __init__ of World gives every field a value: then nothing would be left to look up.
        files = {"catalogue": known.catalogue, "plain": known.plain, "matcher": known, "places": known.places}
        vars(self).update(files, now=now, language=language)
        self._session, self._known, self._intake, self._professional = session, known, intake, professional
        self._region = intake.region_code if intake else None

    @looked_up
    def free_times(self) -> Sequence[FreeTime]:
        if self._intake is None or self._region is None:
            return ()
        fill_region(self._session, self._region, self.now)
        # Where nobody offers the work, professionals plan with another school.
        crebos = None if self.nobody_offers else self._wanted
        after = _end_of_today(self.now)
        return free_times(self._session, self._region, after, LOOKED_AT, crebos=crebos, moving=self._intake.id)

    @looked_up
    def nobody_offers(self) -> bool:
        return self._region is not None and self._wanted is not None and self._wanted.isdisjoint(self.offered)

    @looked_up
    def planner(self) -> str:
        who = self._coordinator
        return ", ".join(filter(None, (who.name, "de coördinator"))) if who else ""

    @looked_up
    def offered(self) -> frozenset[str]:
        if self._region is not None:
            return offered_crebos(self._session, self._region, self.now)
        school = self._professional.organisation_id if self._professional else None
        return offered_by(self._session, school, self.now) if school is not None else frozenset()

    @looked_up
    def schools(self) -> Mapping[int, str]:
        who = self._professional
        if who is None or who.region_code is None:
            return {}
        there = schools(self._session, who.region_code)
        return {school.id: school.name for school in there if who.organisation_id in (None, school.id)}

    @looked_up
    def contact(self) -> str:
        called = contacts.contacts(self._session, self._region, for_candidates=True) if self._region else ()
        return " · ".join(contact.line for contact in called)

    @looked_up
    def helper(self) -> str:
        return called_by(self._session, self._helper) if self._helper else ""

    @looked_up
    def helper_from(self) -> datetime | None:
        begins = hours.next_at_work(self.now)
        return begins.astimezone(hours.HOME) if self._helper and begins > self.now else None

    @looked_up
    def _wanted(self) -> frozenset[str] | None:
        return wanted_crebos(self._session, self._known, self._intake) if self._intake else None

    @looked_up
    def _coordinator(self) -> Person | None:
        return people.coordinator(self._session, self._region)

    @looked_up
    def _helper(self) -> Person | None:
        return helper_of(self._session, self._intake) if self._intake else None


def wanted_crebos(session: Session, known: Knowledge, intake: Intake) -> frozenset[str] | None:
    """The crebo's, of any generation, under which the chosen work can be learned; None when no work was chosen."""
    choices = chosen({"work": intakes.settled(session, intake, "work")})
    there = (known.catalogue.choice(choice) for choice in choices if choice in known.catalogue.known)
    return frozenset(chain.from_iterable(choice.family.crebos for choice in there)) or None


def helper_of(session: Session, intake: Intake) -> Person | None:
    """The human being whom the candidate of an intake gets to talk to: the own consultant, or else the coordinator."""
    own = session.get(Person, intake.consultant_id) if intake.consultant_id is not None else None
    helper = own if own and own.unreachable_at is None else people.coordinator(session, intake.region_code)
    return helper if helper is not None and helper.id != intake.candidate_id else None


def called_by(session: Session, professional: Person) -> str:
    """What a professional is called: "Sanne van Gemeente Enschede"."""
    where = people.organisation_of(session, professional)
    name = professional.name or _NAMELESS.get(Role(professional.role or Role.CANDIDATE), "")
    return f"{name} ({where.name})" if where and name else name or (where.name if where else "")


_NAMELESS = {Role.CONSULTANT: "je begeleider", Role.COORDINATOR: "de coördinator"}
"""What to call somebody who has not told us their name yet; they are asked for it first of all."""


def _end_of_today(now: datetime) -> datetime:
    """A conversation is not planned on the day itself: people have to get there, and someone may come along."""
    tomorrow = now.astimezone(hours.HOME).date() + timedelta(days=1)
    return datetime.combine(tomorrow, datetime.min.time(), hours.HOME)
