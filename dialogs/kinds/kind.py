"""What every kind of answer has to offer, and the closed set of things it can make of what a person does."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.messages import Line
from dialogs.scene import Scene, World
from dialogs.text import Text, _
from dialogs.wishes import Wish


@dataclass(frozen=True, slots=True)
class Option:
    """Something to choose. `also`: what people type for it, separated by commas. `formerly`: its codes in older versions."""

    value: str
    label: Text
    also: Text | None = None
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """How a question is put now: lines above it, its text when it differs from the question's own, and rows of options.
    `preface`: lines that need not be said again when the question is repeated."""

    preface: tuple[Line, ...] = ()
    lines: tuple[Line, ...] = ()
    asks: Text | None = None
    rows: tuple[tuple[Option, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Partial:
    """A part of the answer; the question goes on."""

    draft: Json
    note: Text | None = None
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Complete:
    """The whole answer."""

    value: Json
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True, slots=True)
class Misread:
    """Not understood: one kind sentence that says why, with an example."""

    because: Text


Reading = Partial | Complete | Misread

GIVEN = "given"
"""Stands in a spreadsheet for an answer of which it says no more than that it is there."""

PRESS_A_BUTTON = _("Dat begreep ik niet. Kies een van de knoppen.")


class Kind(ABC):
    """A kind of answer. `draft` is always what this kind itself made of earlier events, or None."""

    any_order = False
    """Whether its buttons say what to do whatever was pressed before (so quick taps on one message all count)."""

    @abstractmethod
    def offer(self, draft: Json, scene: Scene) -> Offer:
        """How the question is put, given what is there of the answer."""

    @abstractmethod
    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        """What pressing `option` (the value of an offered Option) makes of the answer."""

    @abstractmethod
    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        """What typing `said` makes of the answer."""

    @abstractmethod
    def show(self, value: Json, scene: Scene) -> Text:
        """A whole answer as words."""

    @abstractmethod
    def adopt(self, value: Json) -> Json:
        """A stored whole answer as this version knows it; None when it cannot be used any more."""

    @abstractmethod
    def samples(self) -> Iterable[Json]:
        """Whole answers to check texts and sizes with, the longest among them."""

    def reopen(self, value: Json) -> Json:
        """The draft to start from when a whole answer is changed."""
        return None

    def step_back(self, draft: Json) -> Partial | None:
        """The answer before the last step inside this question; None when going back leaves the question."""
        return None

    def may_keep(self, draft: Json) -> bool:
        """Whether the answer there was can stay, now that this is there of a new one."""
        return True

    def figure(self, value: Json, world: World) -> str:
        """A whole answer in a spreadsheet that names nobody: a code, several joined by `;`.

        A kind that does not say otherwise keeps its answers to itself.
        """
        return GIVEN

    def codes(self) -> Mapping[str, Text]:
        """What the codes in a figure mean."""
        return {GIVEN: _("Ingevuld")}

    def in_whole(self, value: Json) -> str | int | None:
        """What an answer says beyond its figure: own words, or what tells who somebody is. None: the figure is all there is."""
        return None

    @property
    def is_personal(self) -> bool:
        """Whether answers say more than their figures."""
        return False
