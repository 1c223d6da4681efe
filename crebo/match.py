"""From what people say they like to the work that fits it."""

from collections.abc import Mapping
from dataclasses import dataclass

from crebo.catalogue import Catalogue
from crebo.plain import Plain


@dataclass(frozen=True, slots=True)
class Match:
    """Work that fits. `because`: the person's own words that led to it. `score`: 0 to 1."""

    choice: str
    family: str
    crebo: str
    work_process: str | None
    title: str
    plain: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Found:
    """What fits `query`, best first; nothing when the matcher honestly does not know."""

    query: str
    matches: tuple[Match, ...]

    @property
    def abstained(self) -> bool:
        """Whether the matcher does not know."""
        return not self.matches


class Matcher:
    def __init__(self, catalogue: Catalogue, plain: Mapping[str, Plain]) -> None: ...

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        return Found(text, ())
