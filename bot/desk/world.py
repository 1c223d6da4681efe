"""What the world offers to a conversation at this moment."""

from datetime import datetime, timedelta

from sqlmodel import Session

from bot.knowledge import Knowledge
from dialogs.scene import World
from dialogs.text import SOURCE_LANGUAGE
from people import hours
from people.roles import Role
from storage import contacts, people
from storage.free_times import free_times, offered_crebos
from storage.tables import Intake, Person, Region


def world_of(
    session: Session, known: Knowledge, intake: Intake | None, now: datetime, language: str = SOURCE_LANGUAGE
) -> World:
    """The world as it is for an intake, or for a dialogue that is about none."""
    region = session.get(Region, intake.region_code) if intake and intake.region_code else None
    called = contacts.contacts(session, region.code, for_candidates=True) if region else ()
    helper = helper_of(session, intake) if intake else None
    return World(
        now=now,
        catalogue=known.catalogue,
        plain=known.plain,
        matcher=known,
        places=known.places,
        language=language,
        free_times=free_times(session, region.code, after=_end_of_today(now)) if region else (),
        offered=offered_crebos(session, region.code) if region else frozenset(),
        contact=" · ".join(contact.line for contact in called),
        helper=called_by(session, helper) if helper else "",
        helper_from=hours.MORNING if helper and hours.is_rest(now) else None,
    )


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
