"""Finds the names that are written or sound almost like what somebody typed."""

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from regions.spelling import sound

# How many letters; with a mistake in a shorter name, it could be another name or an ordinary word as well.
_ENOUGH = 5
_ENOUGH_FOR_A_WRONG_LETTER = 7
_ENOUGH_TO_HEAR = 4
_MOST = 60


class Names:
    """Names to look for, each as joined words (see `regions.spelling`)."""

    def __init__(self, names: Iterable[str], well_known: Container[str]) -> None:
        """Take all `names`, and which of them are likely enough to be meant by a short word with a wrong letter."""
        self._well_known = well_known
        self._written: list[str] = []
        by_sound = defaultdict(list)
        for name in names:
            by_sound[sound(name)].append(name)
            if len(name) >= _ENOUGH:
                self._written.append(name)
        self._heard, self._same_sound = list(by_sound), list(by_sound.values())

    def near(self, typed: str) -> tuple[int, list[str]]:
        """Say how many mistakes `typed` (joined words) has, and the names it may stand for: none if too many.

        A mistake is a letter too much, too few or wrong, or two letters the other way round. For who writes by ear
        ("zutven"), sounds are compared instead of letters.
        """
        if not _ENOUGH_TO_HEAR <= len(typed) <= _MOST:
            return 0, []
        mistakes, found = _nearest(typed, self._written, _allowed(len(typed)))
        names = [name for name in map(self._written.__getitem__, found) if self._plausible(typed, name)]
        if names:
            return mistakes, names
        heard = sound(typed)
        mistakes, found = _nearest(heard, self._heard, min(1, _allowed(len(heard) - 2)))
        return mistakes + 1, [name for i in found for name in self._same_sound[i]]

    def _plausible(self, typed: str, name: str) -> bool:
        """Refuse a wrong letter in a short name that is not well known: ordinary Dutch words differ as little."""
        return (
            len(typed) >= _ENOUGH_FOR_A_WRONG_LETTER
            or not typed.isascii()
            or len(typed) != len(name)
            or sorted(typed) == sorted(name)
            or name in self._well_known
        )


def _allowed(letters: int) -> int:
    return sum(letters >= enough for enough in (_ENOUGH, 9, 14))


def _nearest(typed: str, names: Sequence[str], allowed: int) -> tuple[int, list[int]]:
    hits = process.extract(typed, names, scorer=OSA.distance, score_cutoff=allowed, limit=None)
    least = min((distance for _, distance, _ in hits), default=0)
    return int(least), [index for _, distance, index in hits if distance == least]
