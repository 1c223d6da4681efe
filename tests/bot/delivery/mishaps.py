"""What goes wrong between the worker and Telegram, at random."""

import random
from collections.abc import Callable
from typing import Any

from tests.botapi import BotApi


class Mishaps:
    """From now on something goes wrong with one of nine calls.

    `struck`: how often; `lost`: how often the message did arrive, and only the answer was lost.
    """

    def __init__(self, api: BotApi, rng: random.Random) -> None:
        self.rng = rng
        self.struck = 0
        self.lost = 0
        always: dict[str, Any] = {"times": 10**9}
        api.fail("sendMessage", status=429, retry_after=2, when=self._sometimes(0.03), **always)
        api.fail("sendMessage", status=500, when=self._sometimes(0.03), **always)
        api.fail("sendMessage", status=502, body="<html>", when=self._sometimes(0.02), **always)
        api.drop("sendMessage", when=self._sometimes(0.02), **always)
        api.drop("sendMessage", after_effect=True, when=self._sometimes(0.01, lost=True), **always)
        api.slow("sendMessage", 60, when=self._sometimes(0.005, lost=True), **always)

    def _sometimes(self, chance: float, *, lost: bool = False) -> Callable[[dict[str, Any]], bool]:
        def strikes(_params: dict[str, Any]) -> bool:
            struck = self.rng.random() < chance
            self.struck += struck
            self.lost += struck and lost
            return struck

        return strikes
