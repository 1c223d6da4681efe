"""Drawing by weight: how often each of a few things is the case."""

from bisect import bisect
from collections.abc import Mapping
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Mix(Generic[T]):
    """Things with their weights."""

    def __init__(self, weights: Mapping[T, float]) -> None:
        self._things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, rng: Random) -> T:
        """One of them, each as often as its weight says."""
        return self._things[bisect(self._sums, rng.random() * self._sums[-1], hi=len(self._things) - 1)]
