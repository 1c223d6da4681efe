"""Which words are spelled nearly like another one, without comparing with all of them."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

# Enough to find what is meant; with more words only the rarest trigrams are looked at.
MOST_LOOKED_AT = 3000
MOST_WEIGHED = 200
MOST_CANDIDATES = 40


class Trigrams:
    """Words by the three letters in a row that they have."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self._having: dict[str, array[int]] = defaultdict(_no_ids)
        for id, word in enumerate(self.words):
            for trigram in _trigrams(word):
                self._having[trigram].append(id)

    def near(self, word: str) -> list[str]:
        """The words that share most with `word`, the nearest first."""
        having = sorted((self._having[trigram] for trigram in _trigrams(word) if trigram in self._having), key=len)
        shared: Counter[int] = Counter()
        left = MOST_LOOKED_AT
        for ids in having:
            shared.update(ids[:left])
            left -= len(ids)
            if left <= 0:
                break
        likeness = {id: count / (len(word) + len(self.words[id])) for id, count in shared.most_common(MOST_WEIGHED)}
        nearest = sorted(likeness, key=lambda id: (-likeness[id], id))[:MOST_CANDIDATES]
        return [self.words[id] for id in nearest]


def _no_ids() -> "array[int]":
    return array("l")


def _trigrams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
