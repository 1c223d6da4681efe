"""Tokens that look drawn by lot, and of which no two are the same."""

from base64 import urlsafe_b64encode
from random import Random

from storage.intakes import TOKEN_BYTES

_ALL = 1 << (8 * TOKEN_BYTES)


class Tokens:
    """Gives one token after the other: a walk through all of them with a stride that misses none."""

    def __init__(self, rng: Random) -> None:
        self._at = rng.randrange(_ALL)
        self._stride = rng.randrange(_ALL) | 1

    def new(self) -> str:
        """A token that was not given before."""
        self._at = (self._at + self._stride) % _ALL
        # As storage.intakes.new_token has it; so "-" and "_" are the same here.
        return urlsafe_b64encode(self._at.to_bytes(TOKEN_BYTES, "big")).decode().replace("-", "_")
