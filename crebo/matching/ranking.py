"""Which work to show first, when many kinds fit: one card a family, and something for each interest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from crebo.matching.scoring import Scores, together

# A family is as good as its best choice, and better when its other choices fit what that one does not.
BEST, TOGETHER = 0.6, 0.4
# Among equals: what the region has, then Entree, where most people end, then how much of the family is about it.
OFFERED, ENTREE, DEPTH = 0.05, 0.04, 0.08
# A work process is shown rather than its whole family, unless the whole fits this much better.
RATHER_A_PROCESS = 0.06
# What is explained by a card counts less for the next: the other interests get their turn.
EXPLAINED = 0.5
# So many different families first; then another card of one of them may fit better than one more family.
FAMILIES_FIRST = 3
AGAIN = 0.97
# What fits much less than the best is left out.
LEAST_OF_BEST = 0.45
# Only so many families are weighed against each other.
SHORTLIST = 24


@dataclass(frozen=True, slots=True)
class Candidate:
    """A choice by number, its family by number, whether it is that whole family, and what speaks for it among equals."""

    owner: int
    family: int
    whole: bool
    extra: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """A choice by number, and how well it fits, 0 to 1."""

    owner: int
    score: float


@dataclass(slots=True)
class _Family:
    """A family with its cards that were not shown yet, the best first, and what they fit together."""

    cards: list[int]
    fit: Mapping[int, float]
    extra: float
    shown: int = 0


def ranked(candidates: Sequence[Candidate], scores: Scores) -> Iterator[Ranked]:
    """The choices to show, best first. A family comes back when others have had their turn."""
    total = sum(scores.weights) or 1.0

    def of(fit: Mapping[int, float], weights: Sequence[float]) -> float:
        return sum(weights[i] * value for i, value in fit.items()) / total

    def value(family: _Family, weights: Sequence[float]) -> float:
        own, all_together = of(scores.fits[family.cards[0]], weights), of(family.fit, weights)
        return (BEST * own + TOGETHER * all_together + family.extra) * AGAIN**family.shown

    left = _shortlist(candidates, scores)
    weights = list(scores.weights)
    best = 0.0
    shown = 0
    while left:
        fresh = [family for family in left if not family.shown] if shown < FAMILIES_FIRST else []
        family = max(fresh or left, key=lambda family: value(family, weights))
        score = value(family, scores.weights)
        best = max(best, score)
        if score < LEAST_OF_BEST * best:
            left.remove(family)
            continue
        card = family.cards.pop(0)
        yield Ranked(card, min(score, 1.0))
        if not family.shown:
            for i, fit in scores.fits[card].items():
                weights[i] *= 1 - EXPLAINED * fit
        family.shown += 1
        shown += 1
        if not family.cards:
            left.remove(family)


def _shortlist(candidates: Sequence[Candidate], scores: Scores) -> list[_Family]:
    total = sum(scores.weights) or 1.0
    by_family: dict[int, list[tuple[float, Candidate]]] = defaultdict(list)
    for candidate in candidates:
        own = sum(scores.weights[i] * value for i, value in scores.fits[candidate.owner].items()) / total
        by_family[candidate.family].append((own - RATHER_A_PROCESS * candidate.whole, candidate))

    def promise(cards: list[tuple[float, Candidate]]) -> float:
        return max(own + RATHER_A_PROCESS * candidate.whole + candidate.extra for own, candidate in cards)

    found = []
    for cards in nlargest(SHORTLIST, by_family.values(), key=promise):
        cards.sort(key=lambda card: (-card[0], card[1].owner))
        first = cards[0][1]
        found.append(
            _Family(
                [candidate.owner for _, candidate in cards],
                together(scores.fits[candidate.owner] for _, candidate in cards),
                first.extra + DEPTH * scores.depths.get(first.family, 0.0),
            )
        )
    return found
