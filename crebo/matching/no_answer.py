"""What people type that says nothing about work: "weet niet", "hoi", an insult, or work that nobody can offer."""

import re
from collections.abc import Collection, Container, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from crebo.matching.dutch import Word, is_stop_word, words
from crebo.matching.texts import read_phrases

# "jaaaa" and "hahahaha" are "ja" and "haha".
_AGAIN = re.compile(r"(.)\1+")
_AND_AGAIN = re.compile(r"^(..)\1+$")
LONG, ALIKE = 6, 0.85
BESIDE = frozenset({"unsure", "chat", "insult"})


class NoAnswers:
    """The phrases that are no answer; those of `answers` are one after all, because somebody wrote them about work."""

    def __init__(self, answers: Collection[str]) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        # What can stand before or after an answer: "hoi", "geen idee, iets met dieren".
        self._beside: set[tuple[str, ...]] = set()
        for why, told in read_phrases("no_answer.csv", ("why", "words")):
            for phrase in told:
                if phrase.casefold() not in answers:
                    self._phrases.add(spelled := _spelled(words(phrase)))
                    if set(why) <= BESIDE:
                        self._beside.add(spelled)
        self._longest = max(map(len, self._phrases), default=0)
        self._words = sorted({phrase[0] for phrase in self._phrases if len(phrase) == 1 and len(phrase[0]) >= LONG})

    def in_all_of(self, said: Sequence[Word], known: Container[str]) -> bool:
        """Whether all of `said` is no answer. A word that is `known` cannot be a misspelled one."""
        left = self._without(said, self._phrases)
        return all(
            is_stop_word(word.plain) or (word.plain not in known and self._nearly(_once(word.plain))) for word in left
        )

    def without(self, said: Sequence[Word]) -> list[Word]:
        """`said` without what can stand beside an answer."""
        return self._without(said, self._beside)

    def _without(self, said: Sequence[Word], phrases: Container[tuple[str, ...]]) -> list[Word]:
        spelled = _spelled(said)
        left: list[Word] = []
        at = 0
        while at < len(said):
            for length in range(min(self._longest, len(said) - at), 0, -1):
                if spelled[at : at + length] in phrases:
                    at += length
                    break
            else:
                left.append(said[at])
                at += 1
        return left

    def _nearly(self, word: str) -> bool:
        if len(word) < LONG:
            return False
        found = process.extractOne(word, self._words, scorer=OSA.normalized_similarity, score_cutoff=ALIKE)
        return found is not None


def _spelled(said: Iterable[Word]) -> tuple[str, ...]:
    return tuple(_once(word.plain) for word in said)


def _once(word: str) -> str:
    return _AND_AGAIN.sub(r"\1", _AGAIN.sub(r"\1", word))
