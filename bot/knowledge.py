"""What every turn can look up: the catalogue, the plain words, the matcher and the places."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from crebo import catalogue, plain
from crebo.match import Found, Matcher
from crebo.matching.kept import kept_matcher
from regions import places


@dataclass(frozen=True)
class Knowledge:
    """Read-only, loaded when it is first needed."""

    imported: Path | None = None
    keep: Path | None = None
    """A folder to keep the matcher in, so that the next start is quick."""

    @cached_property
    def catalogue(self) -> catalogue.Catalogue:
        """The qualifications and work processes."""
        return catalogue.load(self.imported)

    @cached_property
    def plain(self) -> Mapping[str, plain.Plain]:
        """The plain words of everything that can be chosen."""
        return plain.load_plain(self.catalogue)

    @cached_property
    def matcher(self) -> Matcher:
        """From words to work."""
        if self.keep is None:
            return Matcher(self.catalogue, self.plain)
        return kept_matcher(self.catalogue, self.plain, self.imported, self.keep)

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        """As the matcher, which takes a second to build, and most turns do without it."""
        return self.matcher.match(text, limit=limit, offered=offered)

    @cached_property
    def places(self) -> places.Places:
        """Where people live."""
        return places.load()

    def warm_up(self) -> None:
        """Load everything now, so that nobody has to wait for it later."""
        assert self.matcher.match("planten") and self.places.find("Enschede")
