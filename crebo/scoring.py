"""How well work fits what somebody says, word by word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

from crebo.dutch import Word
from crebo.index import UNKNOWN, Index

# What a phrase says about its work: anything at all, more when all of it was said, more when it is all that was said.
ANYTHING, ALL_OF_IT, ALL_THAT_WAS_SAID = 0.5, 0.3, 0.25
JOINED = 0.95
SHORTEST_JOINED = 6
# Words and phrases are looked at until this many: enough for any sentence, and a bound on the time for any text.
MOST_LOOKED_AT = 8000


@dataclass(frozen=True, slots=True)
class Scores:
    """`weights[i]`: what word i weighs. `fits[owner][i]`: how well the owner fits word i, 0 to 1.

    `understood[i]`: how surely word i is a word of the index, 0 to 1. `depths[group]`: how much the group says about what
    was said, in all its phrases, beside the group that says most.
    """

    weights: list[float]
    fits: dict[int, dict[int, float]]
    understood: list[float]
    depths: dict[int, float]

    def of(self, fit: Mapping[int, float]) -> float:
        """How well this fits all that was said, 0 to 1."""
        return sum(self.weights[i] * value for i, value in fit.items()) / (sum(self.weights) or 1.0)


def likenesses(said: Sequence[Word], index: Index) -> list[dict[int, float]]:
    """For every word that was said the words of the index that can be meant, also when one was
    written or said as two: "bloemen winkel", "ik lees graag voor"."""
    found = [dict(index.like(word.plain)) for word in said]
    for at, (one, next_one) in enumerate(pairwise(said)):
        joined = one.plain + next_one.plain
        if len(joined) >= SHORTEST_JOINED and one.plain != next_one.plain:
            for id, likeness in index.same(joined).items():
                for place in (at, at + 1):
                    found[place][id] = max(found[place].get(id, 0.0), likeness * JOINED)
    for place, word in enumerate(said):
        for particle in word.particles:
            for id, likeness in index.same(particle + word.plain).items():
                found[place][id] = max(found[place].get(id, 0.0), likeness * JOINED)
    return found


def score(said: Sequence[Word], index: Index) -> Scores:
    """How well the owners of the phrases of `index` fit the words that were said."""
    meant = likenesses(said, index)
    understood = [max(like.values(), default=0.0) for like in meant]
    weights = [_weight(like, index) for like in meant]
    hits: dict[int, dict[int, float]] = defaultdict(dict)
    told: dict[int, dict[int, float]] = defaultdict(dict)
    looked_at = 0
    for i in sorted(range(len(said)), key=lambda i: -weights[i]):
        for id, likeness in sorted(meant[i].items(), key=lambda item: -item[1]):
            phrases = index.having(id)
            looked_at += len(phrases)
            for phrase in phrases:
                hit = hits[phrase]
                if likeness > hit.get(i, 0.0):
                    hit[i] = likeness
                of_phrase = told[phrase]
                if likeness > of_phrase.get(id, 0.0):
                    of_phrase[id] = likeness
        if looked_at > MOST_LOOKED_AT:
            break

    total = sum(weights) or 1.0
    fits: dict[int, dict[int, float]] = defaultdict(dict)
    told_by: dict[int, float] = defaultdict(float)
    for phrase, hit in hits.items():
        of_it = (
            sum(index.weights[id] * likeness for id, likeness in told[phrase].items()) / index.phrase_weights[phrase]
        )
        of_all = sum(weights[i] * likeness for i, likeness in hit.items()) / total
        quality = ANYTHING + ALL_OF_IT * min(of_it, 1.0) + ALL_THAT_WAS_SAID * of_all
        for owner, worth in index.owners[phrase]:
            told_by[index.groups[owner]] += of_all * quality * worth
            fit = fits[owner]
            for i, likeness in hit.items():
                value = likeness * quality * worth
                if value > fit.get(i, 0.0):
                    fit[i] = value
    most = log1p(max(told_by.values(), default=0.0)) or 1.0
    depths = {group: log1p(value) / most for group, value in told_by.items()}
    return Scores(weights, fits, understood, depths)


def _weight(meant: Mapping[int, float], index: Index) -> float:
    """What a word weighs: less when it may be another word, so that a guess says less than what is sure."""
    if not meant:
        return UNKNOWN
    best = max(meant.values())
    return best * min(index.weights[id] for id, likeness in meant.items() if likeness == best)


def together(fits: Iterable[Mapping[int, float]]) -> dict[int, float]:
    """What several owners fit together: for every word the best."""
    found: dict[int, float] = {}
    for fit in fits:
        for i, value in fit.items():
            if value > found.get(i, 0.0):
                found[i] = value
    return found
