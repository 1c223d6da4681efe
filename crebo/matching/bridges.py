"""From words that are in no plain words to words that are: other languages, and the kind of thing something is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from crebo.matching.dutch import Word, stem, words
from crebo.matching.index import Index, Phrase
from crebo.matching.scoring import score
from crebo.matching.texts import DATA, read_phrases

LANGUAGES = ("en", "de", "tr", "pl", "uk", "ar", "ar_latin", "ti")
# A translation says the same; a kind says less than the thing itself.
TRANSLATED, OF_A_KIND = 0.95, 0.8
# Less alike than this is something else.
LEAST = 0.5
MOST_OWNERS = 60
MOST_CROSSED = 6
# The first phrase on the other side says it best.
MOST_ENDS, LATER = 3, 0.97
# What a group that hardly speaks of it is worth.
SHALLOW = 0.7


@dataclass(frozen=True, slots=True)
class Bridge:
    """`start`: phrases that people type; `end`: everyday Dutch for them; `worth`: how much the same it is, 0 to 1."""

    start: tuple[str, ...]
    end: tuple[str, ...]
    worth: float


def read_bridges() -> Iterator[Bridge]:
    """The bridges that are written down. Raises CatalogueError."""
    for kind, things in read_phrases("kinds.csv", ("kind", "words")):
        yield Bridge(things, kind, OF_A_KIND)
    if (DATA / "languages.csv").exists():
        for dutch, *others in read_phrases("languages.csv", ("dutch", *LANGUAGES)):
            yield Bridge(tuple(phrase for cell in others for phrase in cell), dutch, TRANSLATED)


class Bridges:
    """The bridges to the phrases of another index, by what people type."""

    def __init__(self, bridges: Sequence[Bridge], to: Index) -> None:
        self._bridges = bridges
        self._to = to
        starts = (Phrase(phrase, number, 1.0) for number, bridge in enumerate(bridges) for phrase in bridge.start)
        # In many languages: how a word sounds without its ending has to do for its stem.
        self.index = Index(starts, range(len(bridges)), stem=str)
        # Found now, not when somebody first types something that leads there.
        self._far_sides = [self._find_far_side(bridge) for bridge in bridges]

    def cross(self, said: Sequence[Word]) -> Iterator[tuple[int, int, float, float]]:
        """(word, owner on the other side, fit, how surely it is that word) for words of `said` where a bridge starts."""
        scores = score(said, self.index)
        # The strongest bridges lead to what is meant.
        fits = {number: fit for number, fit in scores.fits.items() if max(fit.values()) >= LEAST}
        for number in nlargest(MOST_CROSSED, fits, key=lambda number: (scores.of(fits[number]), -number)):
            for i, near in fits[number].items():
                if near >= LEAST:
                    for owner, value in self._far_sides[number].items():
                        yield i, owner, near * value, scores.understood[i]

    def _find_far_side(self, bridge: Bridge) -> Mapping[int, float]:
        found: dict[int, float] = {}
        for rank, phrase in enumerate(bridge.end[:MOST_ENDS]):
            scores = score(words(phrase), self._to)
            for owner, fit in scores.fits.items():
                depth = SHALLOW + (1 - SHALLOW) * scores.depths[self._to.groups[owner]]
                found[owner] = max(found.get(owner, 0.0), scores.of(fit) * bridge.worth * depth * LATER**rank)
        return {owner: found[owner] for owner in nlargest(MOST_OWNERS, found, key=lambda owner: (found[owner], -owner))}

    def kin(self, said: Sequence[Word]) -> Iterator[Word]:
        """Single words for the things that are of a kind that was said: all kinds of people for "mensen"."""
        kinds = {stem(word.plain) for word in said}
        for bridge in self._bridges:
            ends = [words(kind) for kind in bridge.end]
            if bridge.worth == OF_A_KIND and any(len(end) == 1 and stem(end[0].plain) in kinds for end in ends):
                for phrase in bridge.start:
                    if len(single := words(phrase)) == 1:
                        yield single[0]
