"""A visit: everything that handling one event of one person needs, within one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.knowledge import Knowledge
from dialogs.dialogue import Dialogue
from people.policy import About, Action, Actor, may
from people.roles import Role
from storage import intakes, people
from storage.tables import Intake, Person


class Refused(Exception):
    """The policy does not allow this, or the thing is not there: people cannot tell which."""


@dataclass(frozen=True, slots=True)
class Visit:
    """`dialogues`: by the name that seats know them by. `link`: an address with `{code}` in it that opens a conversation with
    the bot."""

    session: Session
    now: datetime
    known: Knowledge
    dialogues: Mapping[str, Dialogue]
    person: Person
    link: str

    @property
    def actor(self) -> Actor:
        """The person as the policy knows them."""
        return people.actor(self.person)

    @property
    def role(self) -> Role:
        """What the person is."""
        return self.actor.role

    def may(self, action: Action, about: About) -> bool:
        """Whether the person may do this."""
        return may(self.actor, action, about)

    def allow(self, action: Action, about: About | None = None) -> None:
        """Go on only when the person may do this, about something or else about their own; raises Refused."""
        if not may(self.actor, action, about or self.own):
            raise Refused

    @property
    def own(self) -> About:
        """What is about nobody in particular: the person's own work."""
        organisation = self.person.organisation_id
        organisations = frozenset({organisation}) if organisation is not None else frozenset()
        return About(self.person.region_code, owners=frozenset({self.person.id}), organisations=organisations)

    def intake(self, token: str, action: Action) -> Intake:
        """The intake with this token, with which the person may do this; raises Refused."""
        found = intakes.intake_with(self.session, token)
        if found is None:
            raise Refused
        self.allow(action, intakes.about(self.session, found))
        return found

    def can(self, about: About) -> frozenset[Action]:
        """Everything that the person may do with this."""
        return frozenset(action for action in Action if may(self.actor, action, about))

    def link_to(self, code: str) -> str:
        """The address that opens a conversation with the bot by this code."""
        return self.link.format(code=code)
