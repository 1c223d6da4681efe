"""From what people say they like to the work that fits it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from crebo.catalogue import Catalogue, Choice
from crebo.clauses import clauses
from crebo.dutch import Word, is_stop_word
from crebo.index import Index, Phrase
from crebo.plain import Plain
from crebo.scoring import Scores, score, together

# What each text about a choice is worth beside the everyday words, which are written for this.
TITLE, SENTENCE, OFFICIAL, NAME = 0.95, 0.5, 0.4, 0.9


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
    def __init__(self, catalogue: Catalogue, plain: Mapping[str, Plain]) -> None:
        self.catalogue = catalogue
        self._choices = tuple(catalogue.choices.values())
        self._plain = plain
        families = {family: number for number, family in enumerate(dict.fromkeys(c.family.id for c in self._choices))}
        self._group = [families[c.family.id] for c in self._choices]
        self._index = Index(self._phrases(), self._group)

    def _phrases(self) -> Iterator[Phrase]:
        for owner, choice in enumerate(self._choices):
            plain = self._plain[choice.id]
            for at, word in enumerate(plain.words):
                yield Phrase(word, owner, 1.0 - 0.04 * at/25)
            yield Phrase(plain.title, owner, TITLE)
            yield Phrase(plain.sentence, owner, SENTENCE)
            if choice.work_process is None:
                yield Phrase(choice.official, owner, NAME)
            else:
                yield Phrase(choice.official, owner, OFFICIAL)

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        said = clauses(text)
        liked = [w for c in said if c.liked for w in c.words if not is_stop_word(w.plain)]
        if not liked:
            return Found(text, ())
        scores = score(liked, self._index)
        by_family: dict[int, list[int]] = defaultdict(list)
        for owner in scores.fits:
            by_family[self._group[owner]].append(owner)
        ranked = []
        for family, owners in by_family.items():
            all_fit = together(scores.fits[o] for o in owners)
            best = max(owners, key=lambda o: (scores.of(scores.fits[o]), -o))
            choice = self._choices[best]
            s = .6 * scores.of(scores.fits[best]) + .4 * scores.of(all_fit)
            s += .03 * (choice.family.level == "entree") + .05 * bool(offered & set(choice.family.crebos))
            ranked.append((s, best, all_fit))
        ranked.sort(key=lambda r: (-r[0], r[1]))
        return Found(text, tuple(self._card(best, s, fit, liked) for s, best, fit in ranked[:limit]))

    def _card(self, owner: int, s: float, fit: Mapping[int, float], liked: Sequence[Word]) -> Match:
        c = self._choices[owner]
        p = self._plain[c.id]
        return Match(c.id, c.family.id, c.crebo, c.work_process.id if c.work_process else None, p.title, p.sentence, min(s, 1.0),
                     " ".join(w.typed for i, w in enumerate(liked) if fit.get(i, 0) > .3))
