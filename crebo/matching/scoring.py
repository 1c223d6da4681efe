"""How well work fits what somebody says, word by word."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise
from math import log1p

from crebo.matching.dutch import Word
from crebo.matching.index import SAME_STEM, UNKNOWN, Index

# What a phrase says about its work: anything at all, more when all of it was said, more when it is all that was said.
ANYTHING, ALL_OF_IT, ALL_THAT_WAS_SAID = 0.5, 0.3, 0.25
JOINED = 0.95
SHORTEST_JOINED = 6
# What can stand between: "bloeme winkel" is "bloemenwinkel".
LINKS = ("", "n", "s")
# Words and phrases are looked at until this many: enough for any sentence, and a bound on the time for any text.
MOST_LOOKED_AT = 2000
# Of what is found the best are weighed precisely.
MOST_PHRASES, MOST_OWNERS = 400, 240


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
        if len(one.plain + next_one.plain) < SHORTEST_JOINED or one.plain == next_one.plain:
            continue
        for link in LINKS:
            for id, likeness in index.same(one.plain + link + next_one.plain).items():
                for place in (at, at + 1):
                    found[place][id] = max(found[place].get(id, 0.0), likeness * JOINED)
    for place, word in enumerate(said):
        for particle in word.particles:
            for id, likeness in index.same(particle + word.plain).items():
                found[place][id] = max(found[place].get(id, 0.0), likeness * JOINED)
    return found


def score(said: Sequence[Word], index: Index) -> Scores:
    """How well the owners of the phrases of `index` fit the words that were said; with very many, those that fit best."""
    meant = likenesses(said, index)
    understood = [max(like.values(), default=0.0) for like in meant]
    weights = [_weight(like, index) for like in meant]
    total = sum(weights) or 1.0
    hits = _hits(meant, weights, index)
    all_said = {
        phrase: sum(weights[i] * likeness for i, (likeness, _) in hit.items()) / total for phrase, hit in hits.items()
    }

    fits: dict[int, dict[int, float]] = defaultdict(dict)
    told_by: dict[int, float] = defaultdict(float)
    for phrase in _best(all_said, MOST_PHRASES):
        hit = hits[phrase]
        # Two words that were said can be the same word of the phrase.
        told: dict[int, float] = {}
        for likeness, id in hit.values():
            told[id] = max(likeness, told.get(id, 0.0))
        of_it = sum(index.weights[id] * likeness for id, likeness in told.items()) / index.phrase_weights[phrase]
        quality = ANYTHING + ALL_OF_IT * min(of_it, 1.0) + ALL_THAT_WAS_SAID * all_said[phrase]
        for owner, worth in index.owners[phrase]:
            told_by[index.groups[owner]] += all_said[phrase] * quality * worth
            fit = fits[owner]
            for i, (likeness, _) in hit.items():
                value = likeness * quality * worth
                if value > fit.get(i, 0.0):
                    fit[i] = value
    most = log1p(max(told_by.values(), default=0.0)) or 1.0
    depths = {group: log1p(value) / most for group, value in told_by.items()}
    if len(fits) > MOST_OWNERS:
        rough = {owner: sum(weights[i] * value for i, value in fit.items()) for owner, fit in fits.items()}
        fits = defaultdict(dict, {owner: fits[owner] for owner in _best(rough, MOST_OWNERS)})
    return Scores(weights, fits, understood, depths)


def _hits(
    meant: Sequence[Mapping[int, float]], weights: Sequence[float], index: Index
) -> dict[int, dict[int, tuple[float, int]]]:
    """By phrase, for each word that was said and is in it: how much, and which word of the index it is."""
    hits: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    looked_at = 0
    for i in sorted(range(len(meant)), key=lambda i: -weights[i]):
        for id, likeness in sorted(meant[i].items(), key=lambda item: -item[1]):
            phrases = index.having(id)
            if likeness >= SAME_STEM and index.is_cut_short(id):
                # The long phrases with this word matter when they have another word that was said.
                phrases = [*phrases, *(phrase for phrase in hits if id in index.contents[phrase])]
            looked_at += len(phrases)
            for phrase in phrases:
                # The likeliest came first.
                hits[phrase].setdefault(i, (likeness, id))
            if looked_at > MOST_LOOKED_AT:
                return hits
    return hits


def _best(values: Mapping[int, float], most: int) -> Iterable[int]:
    if len(values) <= most:
        return values
    return nlargest(most, values, key=lambda key: (values[key], -key))


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
