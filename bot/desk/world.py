"""What the world offers to a conversation at this moment."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cached_property
from itertools import chain
from typing import overload

from sqlmodel import Session

from agenda import hours
from bot.knowledge import Knowledge
from dialogs.scene import FreeTime, World
from dialogs.signals import chosen
from dialogs.text import SOURCE_LANGUAGE
from people.roles import Role
from storage import contacts, intakes, people
from storage.free_times import free_times, offered_by, offered_crebos
from storage.rules import fill_region
from storage.tables import Intake, Person, Region

LOOKED_AT = 60
"""Free times that a conversation gets to choose from."""


class FreeTimes(Sequence[FreeTime]):
    """What can be booked for an intake, soonest first; looked up when the conversation comes to it, and then once."""

    def __init__(self, session: Session, intake: Intake, crebos: frozenset[str] | None, now: datetime) -> None:
        self._session, self._intake, self._crebos, self._now = session, intake, crebos, now

    @cached_property
    def _found(self) -> tuple[FreeTime, ...]:
        region = self._intake.region_code or ""
        fill_region(self._session, region, self._now)
        after = _end_of_today(self._now)
        return free_times(self._session, region, after, LOOKED_AT, crebos=self._crebos, moving=self._intake.id)

    @overload
    def __getitem__(self, place: int) -> FreeTime: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[FreeTime, ...]: ...

    def __getitem__(self, place: int | slice) -> FreeTime | tuple[FreeTime, ...]:
        return self._found[place]

    def __len__(self) -> int:
        return len(self._found)


def world_of(
    session: Session,
    known: Knowledge,
    intake: Intake | None,
    now: datetime,
    language: str = SOURCE_LANGUAGE,
    school: int | None = None,
) -> World:
    """The world as it is for an intake, or for a dialogue that is about none: then what `school` offers is there."""
    region = session.get(Region, intake.region_code) if intake and intake.region_code else None
    called = contacts.contacts(session, region.code, for_candidates=True) if region else ()
    planner = people.coordinator(session, region.code) if region else None
    helper = _helper(session, intake, planner) if intake else None
    offered = offered_crebos(session, region.code) if region else offered_by(session, school) if school else frozenset()
    wanted = wanted_crebos(session, known, intake) if intake else None
    nobody_offers = wanted is not None and wanted.isdisjoint(offered)
    return World(
        now=now,
        catalogue=known.catalogue,
        plain=known.plain,
        matcher=known,
        places=known.places,
        language=language,
        # Where nobody offers the work, professionals plan with another school.
        free_times=FreeTimes(session, intake, None if nobody_offers else wanted, now) if region and intake else (),
        nobody_offers=nobody_offers and region is not None,
        planner=", ".join(filter(None, (planner.name, "de coördinator"))) if planner else "",
        offered=offered,
        contact=" · ".join(contact.line for contact in called),
        helper=called_by(session, helper) if helper else "",
        helper_from=hours.MORNING if helper and hours.is_rest(now) else None,
    )


def wanted_crebos(session: Session, known: Knowledge, intake: Intake) -> frozenset[str] | None:
    """The crebo's, of any generation, under which the chosen work can be learned; None when no work was chosen."""
    choices = chosen({"work": intakes.settled(session, intake, "work")})
    there = (known.catalogue.choice(choice) for choice in choices if choice in known.catalogue.known)
    return frozenset(chain.from_iterable(choice.family.crebos for choice in there)) or None


def helper_of(session: Session, intake: Intake) -> Person | None:
    """The human being whom the candidate of an intake gets to talk to: the own consultant, or else the coordinator."""
    return _helper(session, intake, people.coordinator(session, intake.region_code))


def _helper(session: Session, intake: Intake, coordinator: Person | None) -> Person | None:
    own = session.get(Person, intake.consultant_id) if intake.consultant_id is not None else None
    helper = own if own and own.unreachable_at is None else coordinator
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
