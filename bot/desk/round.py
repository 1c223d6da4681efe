"""A round: what the desk does by the clock, without anybody asking."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.desk.visit import Visit
from bot.knowledge import Knowledge
from storage.tables import Person


@dataclass(frozen=True, slots=True)
class Round:
    """One transaction of a round. `visit`: the visit of a person whom something is done for, as if they were at the desk."""

    session: Session
    now: datetime
    known: Knowledge
    visit: Callable[[Person], Visit]
