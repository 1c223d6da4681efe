"""Who saw, changed, gave out or erased what, and when: never what it said."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from people.roles import Role
from storage.tables import Audit, Intake, Person

COMMAND_LINE = "command line"
"""What somebody did as who is not at the desk but at the machine."""


class Deed(StrEnum):
    """What somebody did."""

    SAW = "saw"
    CHANGED = "changed"
    SENT = "sent"
    EXPORTED = "exported"
    IMPORTED = "imported"
    ERASED = "erased"


def note(
    session: Session,
    now: datetime,
    deed: Deed,
    what: str,
    who: Person | None,
    *,
    about: Intake | None = None,
    region: str | None = None,
    times: int = 1,
) -> None:
    """Note that somebody (None: on the command line) did something with `what`, a code: of an intake, or of a whole region."""
    session.add(
        Audit(
            at=now,
            region_code=about.region_code if about is not None else region,
            who_id=who.id if who is not None else None,
            role=(who.role or Role.CANDIDATE.value) if who is not None else COMMAND_LINE,
            deed=deed.value,
            what=what,
            about_id=about.id if about is not None else None,
            times=times,
        )
    )
