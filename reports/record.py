"""An intake as a region counts it: one flat record, from which every figure, chart and spreadsheet is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dialogs.answers import Given, Json


class Stage(StrEnum):
    """How far an intake has come, in order. Whoever is further has come so far too."""

    STARTED = "started"
    FINISHED = "finished"
    PLANNED = "planned"
    HELD = "held"
    ADVISED = "advised"


@dataclass(frozen=True, slots=True)
class Conversation:
    """The advice conversation that is in force, held or still to come. Moments are UTC; `moved`: how often it was."""

    booked_at: datetime
    starts: datetime
    zone: str
    school: str
    way: str
    moved: int


@dataclass(frozen=True, slots=True)
class Advice:
    """The outcome that was noted last. `result`: a code of dialogs.outcome; `work`: choices of the catalogue."""

    result: str
    noted_at: datetime
    work: tuple[str, ...] = ()
    school: str = ""
    company: str = ""
    starts_on: date | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """What became of somebody so many months after the outcome: answers to dialogs.follow_up, as codes."""

    months: int
    answers: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Record:
    """One intake. Moments are UTC.

    `candidate`: their number, when they have the intake on their own phone. `organisation`: of the consultant, or else the one by
    which the candidate came; empty when neither is known. `consultant`: their name, empty when there is none. `touched`: when
    anybody last changed an answer. `missed`: how many conversations the candidate did not come to. `answers`: where each answer
    stands that was asked for.
    """

    number: int
    token: str
    region: str
    started: datetime
    touched: datetime
    candidate: int | None = None
    finished: datetime | None = None
    guided: bool = False
    organisation: str = ""
    consultant: str = ""
    conversation: Conversation | None = None
    missed: int = 0
    advice: Advice | None = None
    later: tuple[Later, ...] = ()
    answers: Mapping[str, Given] = field(default_factory=dict)

    def settled(self, key: str) -> Json:
        """The last whole answer to a question; None when there is none, or when it was not asked for."""
        given = self.answers.get(key)
        return given.settled if given is not None else None

    def stage(self, now: datetime) -> Stage:
        """How far it has come."""
        if self.advice is not None:
            return Stage.ADVISED
        if self.conversation is not None:
            return Stage.HELD if self.conversation.starts <= now else Stage.PLANNED
        return Stage.FINISHED if self.finished is not None else Stage.STARTED
