"""The people at the other end of a channel, and the posts that some of them have."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from dialogs.text import SOURCE_LANGUAGE
from people.policy import Actor
from people.roles import Role
from storage.rules import forget_times
from storage.tables import Intake, Organisation, Person


def find_person(session: Session, channel: str, address: str, *, alone: bool = False) -> Person | None:
    """The person at this address of a channel; None when there is none (yet).

    `alone`: others who want them alone wait, first come first served, until this transaction ends.
    """
    query = select(Person).where(Person.channel == channel, Person.address == address)
    # SQLite lets one transaction in at a time, and does without.
    return session.exec(query.with_for_update(key_share=True) if alone else query).one_or_none()


def new_person(session: Session, channel: str, address: str, language: str, now: datetime) -> Person:
    """Somebody who is here for the first time."""
    person = Person(channel=channel, address=address, language=language, created_at=now)
    session.add(person)
    session.flush()
    return person


def nobody() -> Person:
    """A stand-in where there is nobody for whom something is done: it is stored nowhere."""
    return Person(id=0, channel="", address="", language=SOURCE_LANGUAGE)


def actor(person: Person) -> Actor:
    """The person as the policy knows them."""
    return Actor(person.id, Role(person.role or Role.CANDIDATE), person.organisation_id, person.region_code)


def organisation_of(session: Session, person: Person) -> Organisation | None:
    """The organisation that a professional works for; None for others."""
    return session.get(Organisation, person.organisation_id) if person.organisation_id else None


def give_role(session: Session, person: Person, role: Role, region: str, organisation: int | None) -> None:
    """Give somebody a post, instead of any they had. Free times of an adviser belong to the post, and go with it."""
    if (person.role, person.organisation_id) != (role.value, organisation):
        forget_times(session, person.id)
    person.role, person.region_code, person.organisation_id = role.value, region, organisation


def take_role_away(session: Session, person: Person) -> list[Intake]:
    """Take somebody's post away; gives back the intakes that have no consultant now."""
    left = list(session.exec(select(Intake).where(Intake.consultant_id == person.id)))
    for intake in left:
        intake.consultant_id = None
    forget_times(session, person.id)
    person.role = person.region_code = person.organisation_id = person.at = None
    person.name = ""
    session.flush()
    return left


def professionals(session: Session, region: str, *roles: Role) -> Sequence[Person]:
    """Who works in a region, as one of `roles` or as anything, in the order in which they came."""
    query = select(Person).where(Person.region_code == region, col(Person.role).is_not(None)).order_by(col(Person.id))
    return session.exec(query.where(col(Person.role).in_([role.value for role in roles])) if roles else query).all()


def coordinator(session: Session, region: str | None) -> Person | None:
    """The coordinator whom people in a region are handed to: the first who can be reached. None when there is none."""
    if region is None:
        return None
    query = select(Person).where(
        Person.region_code == region, Person.role == Role.COORDINATOR.value, col(Person.unreachable_at).is_(None)
    )
    return session.exec(query.order_by(col(Person.id)).limit(1)).first()
