"""Doing several things at once, each in a thread of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60
"""Seconds; what takes longer hangs."""


def at_once(deeds: Sequence[Callable[[], T]]) -> list[T]:
    """Start all deeds at the same moment; gives back what each gives back. Raises what one of them raises."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], T]) -> T:
        start.wait(PATIENCE)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [done.result(PATIENCE) for done in [threads.submit(do, deed) for deed in deeds]]
