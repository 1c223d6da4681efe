"""How fast messages may leave: evenly, without bursts, and not while Telegram has had enough of everybody."""

import asyncio
import time
from collections.abc import Awaitable, Callable

Pause = Callable[[float], Awaitable[None]]

PER_SECOND = 20
"""Messages; Telegram allows about 30, and replies in conversations have to get through too."""
EVERYBODY = 3
"""In so many chats in a row Telegram asks to wait: then it is not about the chats."""
LONGEST_HOLD = 30.0
"""Seconds that everybody is held up; then a message will tell whether it helped."""


class Pace:
    """Gives every message its turn. `pause` waits a number of seconds, `clock` tells them, from whenever it likes."""

    def __init__(self, pause: Pause = asyncio.sleep, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._next = clock()
        self._between = 1 / PER_SECOND
        self._refused: set[int] = set()

    async def turn(self) -> None:
        """Wait until the next message may leave."""
        while (wait := self._next - self._clock()) > 0:
            await self._pause(wait)
        # Who comes late to a turn is not late for the next one too, but nothing like a burst comes of it.
        self._next = max(self._next + self._between, self._clock() + self._between / 2)

    def share(self, workers: int) -> None:
        """From now on so many workers together may go as fast as one alone."""
        self._between = workers / PER_SECOND

    def accepted(self) -> None:
        """Telegram took a message: if it asked others to wait, that was about their chats."""
        self._refused.clear()

    def refused(self, person: int, seconds: float) -> None:
        """Telegram asked to wait with messages to a person. Their chat is no concern here, unless it is about everybody."""
        self._refused.add(person)
        if len(self._refused) >= EVERYBODY:
            self._refused.clear()
            self._next = max(self._next, self._clock() + min(seconds, LONGEST_HOLD))
