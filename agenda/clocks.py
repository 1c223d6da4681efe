"""Times on the clock and lengths as people say them: "half 10", "kwart voor 12", "9u30", "drie kwartier".

Each function takes the tokens of one part of a phrase, and raises NotClear for what cannot be.
"""

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from agenda.unclear import NotClear, Problem
from agenda.words import AFTERNOON, EVENING, MORNING, Token, split

_DAY = 24 * 60
_DAY_BEGINS, _DAY_ENDS = 7 * 60, 22 * 60  # nobody plans a conversation in the night
_NOON = 12 * 60
_OFFICE_OPENS, _OFFICE_CLOSES = 8 * 60, 18 * 60
_EARLY = 6 * 60  # who says 3, means 15:00
_PARTS = {MORNING: (_DAY_BEGINS, 13 * 60), AFTERNOON: (11 * 60, _OFFICE_CLOSES + 60), EVENING: (17 * 60, _DAY_ENDS)}
_SHORTEST, _LONGEST = 5, 240  # in minutes


class Clocks(NamedTuple):
    """Hours as somebody said them, in minutes since midnight. No end: time for one conversation."""

    start: int
    end: int | None
    loose: bool
    """They may be twelve hours later: "3" often is 15:00, "03:00" never."""
    of_day: int | None
    """The part of the day, if it was said."""


def clocks(part: Sequence[Token], of_day: int | None) -> Clocks:
    """The hours of "van half 10 tot 12 uur", or the start of "om 10 uur"."""
    found = [_clock(piece) for piece in split(part, "fFtT-&@")]
    loose = not any(token.said.startswith("0") for token in part)
    return Clocks(found[0], found[1] if len(found) > 1 else None, loose, of_day)


def between(said: Clocks, minutes: int) -> tuple[time, time]:
    """From when until when that is, for conversations of so many minutes. Raises NotClear for hours that cannot be."""
    start, end = said.start, said.start if said.end is None else said.end
    if said.of_day == EVENING:
        start, end = (clock + _NOON if clock < _NOON else clock for clock in (start, end))
    elif said.of_day == AFTERNOON:
        start, end = (clock + _NOON if clock < _DAY_BEGINS else clock for clock in (start, end))
    elif said.loose and said.of_day is None:
        if _DAY_BEGINS <= start < _OFFICE_OPENS and end + _NOON <= _DAY_ENDS:  # "7 tot 9": morning or evening?
            raise NotClear(Problem.HOURS)
        if start < _EARLY and end <= _DAY_BEGINS:
            start, end = start + _NOON, end + _NOON
        elif end <= start and end + _NOON <= _OFFICE_CLOSES and said.end is not None:
            end += _NOON
    end = start + minutes if said.end is None else end
    begins, ends = (_DAY_BEGINS, _DAY_ENDS) if said.of_day is None else _PARTS[said.of_day]
    if not begins <= start < end <= ends:
        raise NotClear(Problem.HOURS)
    if end - start < minutes:
        raise NotClear(Problem.LENGTH)
    return time(*divmod(start, 60)), time(*divmod(end, 60))


def length(part: Sequence[Token]) -> int:
    """The minutes of "45 minuten", "half uur", "drie kwartier" or "anderhalf uur"."""
    kinds = "".join(token.kind for token in part)
    count = next((token.number for token in part if token.kind == "n"), 1)
    unit = next(minutes for kind, minutes in _UNITS.items() if kind in kinds)
    if not _SHORTEST <= count * unit <= _LONGEST or (count > 1 and unit in _ONE_ONLY):
        raise NotClear(Problem.HOURS if unit == 60 else Problem.LENGTH, " ".join(token.said for token in part))
    return count * unit


_UNITS = {"i": 1, "q": 15, "h": 30, "a": 90, "u": 60}
_ONE_ONLY = (30, 90)  # "twee half uur" is nothing


def _clock(piece: Sequence[Token]) -> int:
    """Minutes since midnight."""
    number = {token.kind: token.number for token in piece}
    moved = -30 if "h" in number else 15 * (("o" in number) - ("v" in number))
    minutes = number["C"] if "C" in number else number["n"] * 60 + moved
    if not 0 <= minutes <= _DAY:
        raise NotClear(Problem.HOURS, " ".join(token.said for token in piece))
    return minutes
