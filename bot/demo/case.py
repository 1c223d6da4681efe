"""One intake while its course is made up: who it is about, what was answered, and what all intakes of the year share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from bot.demo.agreements import Agreements
from bot.demo.candidates import Candidate
from bot.demo.cast import Cast, Consultant
from bot.demo.log import Log
from bot.demo.rows import Row, Rows
from bot.demo.timetable import Timetable
from bot.demo.tokens import Tokens
from bot.demo.towns import Towns
from bot.demo.wishes import Wishes
from bot.knowledge import Knowledge


class Stops(Exception):
    """It goes no further: somebody does not go on, or it would be after the moment at which the year ends."""


@dataclass(frozen=True, slots=True)
class Year:
    """What all intakes of a year share."""

    now: datetime
    region: str
    known: Knowledge
    cast: Cast
    timetable: Timetable
    wishes: Wishes
    agreements: Agreements
    towns: Towns
    tokens: Tokens
    rows: Rows
    count_unmatched: Callable[[str, datetime], None]


@dataclass(slots=True)
class Case:
    """An intake. `candidate`: the number of the candidate, when they take part themselves; `appointment`: the conversation in
    force; `asked`: the question that is on the screen of each seat, by dialogue and person."""

    year: Year
    rng: Random
    number: int
    token: str
    began: datetime
    them: Candidate
    log: Log
    consultant: Consultant | None = None
    region: str | None = None
    came_by: int | None = None
    candidate: int | None = None
    refused: bool = False
    heard_at: datetime | None = None
    reminded_at: datetime | None = None
    finished_at: datetime | None = None
    appointment: Row | None = None
    asked: dict[tuple[str, int], str | None] = field(default_factory=dict)

    def until_now(self, moment: datetime) -> datetime:
        """The moment, when it has come. Raises Stops."""
        if moment > self.year.now:
            raise Stops
        return moment

    @property
    def guide(self) -> int:
        """The number of the professional who plans for the candidate: the consultant, or else the coordinator."""
        return self.consultant.id if self.consultant is not None else self.year.cast.coordinator

    @property
    def touched_at(self) -> datetime:
        """When somebody last changed an answer."""
        return self.log.last or self.began
