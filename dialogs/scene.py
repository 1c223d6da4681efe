"""What a turn may look at: the world as the edge found it before the turn, and the answers so far."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Protocol, Self
from zoneinfo import ZoneInfo

from crebo.catalogue import Catalogue
from crebo.match import Found
from crebo.plain import Plain
from dialogs.answers import Json
from dialogs.messages import Line
from dialogs.text import SOURCE_LANGUAGE
from regions.places import Places


class Way(Enum):
    """How an advice conversation is held."""

    SCHOOL = "school"
    PHONE = "phone"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class FreeTime:
    """A moment at which a school has time for an advice conversation. `starts` is in UTC; people hear it in `zone`.

    `adviser`: their name, if it is somebody's own time. `languages`: what they speak beside Dutch, as codes. `wheelchair`:
    the place can be entered with one.
    """

    id: int
    starts: datetime
    zone: str
    minutes: int
    way: Way
    place: str
    school: str
    adviser: str = ""
    languages: tuple[str, ...] = ()
    wheelchair: bool = False

    @property
    def local(self) -> datetime:
        """The start on the clock of the place where it is."""
        return self.starts.astimezone(ZoneInfo(self.zone))


class Finds(Protocol):
    """What finds work: a `crebo.match.Matcher`, or what stands for one."""

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        """At most `limit` kinds of work that fit `text`, best first. `offered`: the crebos that the region has."""


@dataclass(frozen=True)
class World:
    """What is outside the conversation and matters to it. `now` is in UTC."""

    now: datetime
    catalogue: Catalogue
    plain: Mapping[str, Plain]
    matcher: Finds
    places: Places
    language: str = SOURCE_LANGUAGE
    free_times: Sequence[FreeTime] = ()
    """What can still be booked at the schools in the person's region that offer the chosen work, soonest first."""
    nobody_offers: bool = False
    """No school in the region offers any of the chosen work."""
    planner: str = ""
    """Who hears it at once when there is no moment within a week, in words; empty when nobody does."""
    offered: frozenset[str] = frozenset()
    """The crebo's for which a school in the person's region has the recognition."""
    schools: Mapping[int, str] = field(default_factory=dict)
    """The schools that a professional can speak for: the name of each by its number."""
    contact: str = ""
    """Whom people in the region can turn to, in words; empty when nobody is known."""
    helper: str = ""
    """The human being whom the person gets to talk to when they ask for one; empty when there is none."""
    helper_from: datetime | None = None
    """From when on the helper reads messages, on their own clock; None when they do so now."""

    def speaking(self, language: str) -> Self:
        """The same world for somebody who speaks this language."""
        other = copy(self)  # and not `replace`: what is not looked up yet need not be looked up for this
        vars(other)["language"] = language
        return other


@dataclass(frozen=True, slots=True)
class Scene:
    """The world, the answers that count, and those answers in words."""

    world: World
    values: Mapping[str, Json]
    overview: tuple[Line, ...] = ()
