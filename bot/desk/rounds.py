"""All rounds. Every round can be made at any time, and by several workers at once."""

from collections.abc import Callable

from bot.desk import digest, keeping
from bot.desk.round import Round

__all__ = ["ROUNDS", "Round"]

ROUNDS: tuple[Callable[[Round], bool], ...] = (keeping.announce, keeping.erase, keeping.tidy, digest.tell)
"""Each does a part of what is due, in one transaction, and gives back whether there is more to do now."""
