"""Small numbers are protected: where a report goes from hand to hand, nobody must be recognised in a number of one to four.

A number is shown as what it is at least, in steps of five: "0", "<5", "5+", "10+". So not only the small ones are hidden: what
one number leaves of another, in the same report or in that of last week, is no more exact than the numbers are. Lengths of bars and
shares are made of the same steps. Parts of a whole are put together until none of them is small.
"""

from collections.abc import Mapping, Sequence
from itertools import islice

STEP = 5
"""Fewer than this is few."""


def is_small(count: int) -> bool:
    """Whether somebody could be recognised in a number."""
    return 0 < count < STEP


def shown(count: int) -> str:
    """A number as it may be shown."""
    if is_small(count):
        return f"<{STEP}"
    return f"{count - count % STEP}+" if count else "0"


def about(count: int) -> int:
    """The middle of what a number can be that is shown so: what a bar is as long as, and a share is made of."""
    if is_small(count):
        return STEP // 2
    return count - count % STEP + STEP // 2 if count else 0


def tenths(part: int, whole: int) -> int | None:
    """How many in ten a part of a whole is, about, from what is shown of both; None where that says nothing."""
    return round(10 * about(part) / about(whole)) if whole >= 4 * STEP else None


Counts = tuple[int, ...]


def together(rows: Mapping[str, Counts], most: int) -> tuple[dict[str, Counts], Counts]:
    """The rows that may be shown, at most so many and the largest first, and the rest put together.

    A row has one or several counts. Those with a small one are in the rest, and so is the next smallest row as long as the rest
    itself is small: what a row has cannot be reckoned back from the whole.
    """
    largest_first = sorted(rows, key=lambda key: (-rows[key][0], key))
    large = (key for key in largest_first if rows[key][0] and not any(map(is_small, rows[key])))
    kept = {key: rows[key] for key in islice(large, most)}
    while kept and any(map(is_small, _sum(rows, kept))):
        kept.popitem()
    return kept, _sum(rows, kept)


def neighbours(counts: Sequence[int]) -> list[tuple[int, int, int]]:
    """What stands in order, with what is small put together with what comes before it, but never with the first.

    Each as the place of the first and the last that are in it, and how many they are.
    """
    ranges: list[tuple[int, int, int]] = []  # the last one first
    for place in range(len(counts) - 1, -1, -1):
        if ranges and place and is_small(ranges[-1][2]):
            _first, last, count = ranges.pop()
            ranges.append((place, last, count + counts[place]))
        else:
            ranges.append((place, place, counts[place]))
    return ranges[::-1]


def _sum(rows: Mapping[str, Counts], kept: Mapping[str, Counts]) -> Counts:
    """What the rows have together that are not kept."""
    return tuple(map(sum, zip(*(counts for key, counts in rows.items() if key not in kept), strict=True)))
