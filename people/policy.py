"""Who may see and do what. What is not said here is not allowed."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto

from people.roles import Role


class Action(Enum):
    """Something that somebody wants to do. Each is about something or somebody: see `About`."""

    SEE_ANSWERS = auto()
    """The answers to the candidate's questions, and where the intake stands."""
    GIVE_ANSWERS = auto()
    SEE_BACKGROUND = auto()
    """The answers to the professional's questions about a candidate."""
    GIVE_BACKGROUND = auto()
    START_INTAKE = auto()
    LINK_CANDIDATE = auto()
    """Give a candidate a link to their intake, also on a new phone."""
    REMIND = auto()
    PLAN = auto()
    MOVE = auto()
    """Move or cancel an advice conversation."""
    TALK = auto()
    """Exchange messages with a candidate."""
    HAND_OVER = auto()
    TAKE_OVER = auto()
    LET_GO = auto()
    ERASE = auto()
    KEEP_FREE_TIMES = auto()
    """Say when one has time for advice conversations."""
    RECORD_OUTCOME = auto()
    FOLLOW_UP = auto()
    """Tell what became of a candidate."""
    INVITE_ADMINISTRATOR = auto()
    INVITE_COORDINATOR = auto()
    INVITE_ADVISER = auto()
    INVITE_CONSULTANT = auto()
    WITHDRAW_INVITATION = auto()
    TAKE_ROLE_AWAY = auto()
    SEE_PEOPLE = auto()
    """Who works in the region, and as what."""
    SEE_CONTACTS = auto()
    KEEP_CONTACTS = auto()
    READ_HANDBOOK = auto()
    SEE_OVERVIEW = auto()
    """How many intakes there are and where they stand, and which they are."""
    EXPORT = auto()
    """Take the intakes of a region along as a file."""
    SEE_OFFERING = auto()
    """Which school offers what in the derde leerweg."""
    KEEP_OFFERING = auto()
    KEEP_RETENTION = auto()
    """Say for how long intakes are kept."""
    SEE_AUDIT = auto()
    """Who saw, changed, exported or erased what."""


INVITING = {
    Role.ADMINISTRATOR: Action.INVITE_ADMINISTRATOR,
    Role.COORDINATOR: Action.INVITE_COORDINATOR,
    Role.ADVISER: Action.INVITE_ADVISER,
    Role.CONSULTANT: Action.INVITE_CONSULTANT,
}
"""What inviting somebody for a role is called."""


class Reach(IntEnum):
    """How far from somebody a thing may be: their own, of their organisation, of their region."""

    OWN = 1
    ORGANISATION = 2
    REGION = 3


@dataclass(frozen=True, slots=True)
class Actor:
    """Who wants to do something. A professional has a role, an organisation and a region; anybody can be a candidate."""

    person: int
    role: Role = Role.CANDIDATE
    organisation: int | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What it is about. `candidate`: the person whom it is about. `owners`: the people whose own it is: the consultant of an
    intake, who made an invitation. `organisations`: of those owners, and the school of the advice conversation."""

    region: str | None
    candidate: int | None = None
    owners: frozenset[int] = field(default_factory=frozenset)
    organisations: frozenset[int] = field(default_factory=frozenset)


CANDIDATE_MAY = frozenset(
    {Action.SEE_ANSWERS, Action.GIVE_ANSWERS, Action.PLAN, Action.MOVE, Action.FOLLOW_UP, Action.TALK, Action.ERASE}
)
"""What everybody may do with their own intake, and with no other."""

OWN, ORGANISATION, REGION = Reach.OWN, Reach.ORGANISATION, Reach.REGION

REACH: dict[Role, dict[Action, Reach]] = {
    Role.CONSULTANT: {
        Action.SEE_ANSWERS: OWN,
        Action.GIVE_ANSWERS: OWN,
        Action.SEE_BACKGROUND: OWN,
        Action.GIVE_BACKGROUND: OWN,
        Action.START_INTAKE: ORGANISATION,
        Action.LINK_CANDIDATE: OWN,
        Action.REMIND: OWN,
        Action.PLAN: OWN,
        Action.MOVE: OWN,
        Action.FOLLOW_UP: OWN,
        Action.TALK: OWN,
        Action.HAND_OVER: OWN,
        Action.LET_GO: OWN,
        Action.INVITE_CONSULTANT: ORGANISATION,
        Action.WITHDRAW_INVITATION: OWN,
        Action.SEE_CONTACTS: REGION,
        Action.READ_HANDBOOK: REGION,
        Action.SEE_OFFERING: REGION,
    },
    Role.ADVISER: {
        Action.SEE_ANSWERS: ORGANISATION,
        Action.SEE_BACKGROUND: ORGANISATION,
        Action.MOVE: ORGANISATION,
        Action.KEEP_FREE_TIMES: OWN,
        Action.RECORD_OUTCOME: ORGANISATION,
        Action.INVITE_ADVISER: ORGANISATION,
        Action.WITHDRAW_INVITATION: OWN,
        Action.SEE_CONTACTS: REGION,
        Action.READ_HANDBOOK: REGION,
        Action.SEE_OFFERING: REGION,
        Action.KEEP_OFFERING: ORGANISATION,
    },
    Role.COORDINATOR: {
        Action.SEE_ANSWERS: REGION,
        Action.GIVE_ANSWERS: OWN,
        Action.SEE_BACKGROUND: REGION,
        Action.GIVE_BACKGROUND: OWN,
        Action.START_INTAKE: ORGANISATION,
        Action.LINK_CANDIDATE: REGION,
        Action.REMIND: REGION,
        Action.PLAN: REGION,
        Action.MOVE: REGION,
        Action.RECORD_OUTCOME: REGION,
        Action.FOLLOW_UP: REGION,
        Action.TALK: REGION,
        Action.HAND_OVER: REGION,
        Action.TAKE_OVER: REGION,
        Action.LET_GO: OWN,
        Action.INVITE_COORDINATOR: REGION,
        Action.INVITE_ADVISER: REGION,
        Action.INVITE_CONSULTANT: REGION,
        Action.WITHDRAW_INVITATION: REGION,
        Action.TAKE_ROLE_AWAY: REGION,
        Action.SEE_PEOPLE: REGION,
        Action.SEE_CONTACTS: REGION,
        Action.KEEP_CONTACTS: REGION,
        Action.READ_HANDBOOK: REGION,
        Action.SEE_OVERVIEW: REGION,
        Action.EXPORT: REGION,
        Action.SEE_OFFERING: REGION,
        Action.KEEP_OFFERING: REGION,
        Action.KEEP_RETENTION: REGION,
        Action.SEE_AUDIT: REGION,
    },
    Role.ADMINISTRATOR: {
        Action.INVITE_ADMINISTRATOR: REGION,
        Action.INVITE_COORDINATOR: REGION,
        Action.INVITE_ADVISER: REGION,
        Action.INVITE_CONSULTANT: REGION,
        Action.WITHDRAW_INVITATION: REGION,
        Action.TAKE_ROLE_AWAY: REGION,
        Action.SEE_PEOPLE: REGION,
        Action.SEE_CONTACTS: REGION,
        Action.KEEP_CONTACTS: REGION,
        Action.READ_HANDBOOK: REGION,
        Action.KEEP_RETENTION: REGION,
        Action.SEE_AUDIT: REGION,
    },
}
"""How far each role reaches for each action. An administrator lets people in, and sees nothing of any candidate."""


def may(actor: Actor, action: Action, about: About) -> bool:
    """Whether `actor` may do `action` with what it is `about`.

    About themselves everybody is a candidate, whatever their role: nobody reads what a professional said of them.
    """
    if about.candidate == actor.person:
        return action in CANDIDATE_MAY
    reach = REACH.get(actor.role, {}).get(action)
    if reach is None or about.region is None or about.region != actor.region:
        return False
    return _distance(actor, about) <= reach


def may_take_role_away(actor: Actor, role: Role, about: About) -> bool:
    """Whether `actor` may take this role away from the colleague that it is `about`: whoever may give it, and nobody else."""
    return may(actor, Action.TAKE_ROLE_AWAY, about) and may(actor, INVITING[role], about)


def stands_above(role: Role, other: Role) -> bool:
    """Whether somebody with `role` lets people in as `other`, and not the other way around."""
    return INVITING[other] in REACH[role] and INVITING[role] not in REACH[other]


def _distance(actor: Actor, about: About) -> Reach:
    if actor.person in about.owners:
        return Reach.OWN
    return Reach.ORGANISATION if actor.organisation in about.organisations else Reach.REGION
