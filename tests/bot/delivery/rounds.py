"""A worker that goes its rounds in a time of its own, which passes as soon as the worker waits for it."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

from bot.delivery.pace import Pace
from bot.delivery.post import Post
from bot.delivery.worker import LOOK_EVERY, Worker
from storage.database import Database
from storage.letters import Letter
from storage.outcomes import Outcome, Sent
from tests.bot.files import no_files
from tests.botapi import BotApi
from tests.conftest import Clock


class Ticking(Clock):
    """A clock on which no two moments are the same."""

    def __call__(self) -> datetime:
        self.forward(microseconds=1)
        return self.now


class Rounds:
    """A worker on `database`, that posts to `api`.

    While it looks around, time passes only when nothing is on its way: what takes a moment here takes none there.
    `begun`: when which letter was begun; `arrived`: the rows of those of which Telegram said so; `busiest`: how many were on
    their way at the same time.
    """

    def __init__(self, api: BotApi, database: Database, clock: Clock, patience: float = 5) -> None:
        self.api = api
        self.database = database
        self.clock = clock
        self.patience = patience
        self.begun: list[tuple[datetime, Letter]] = []
        self.arrived: list[tuple[int, ...]] = []
        self.busiest = 0
        self._delay = 0.0
        self._end = clock.now
        self._over = asyncio.Event()
        self._post = Post(api.token, api.url, no_files, patience)
        self._worker = self._employed()

    def go(self, **time: float) -> None:
        """Work for so long, as `go(minutes=1)`, and stop in good order."""
        asyncio.run(self._go(timedelta(**time)))

    def delay(self, seconds: float) -> None:
        """Let the next pause last so much longer."""
        self._delay = seconds

    async def _go(self, time: timedelta) -> None:
        self._end, self._over = self.clock.now + time, asyncio.Event()
        self._post = Post(self.api.token, self.api.url, no_files, self.patience)
        self._worker = self._employed()
        await self._post.open()
        working = asyncio.create_task(self._worker.run())
        await self._over.wait()
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        await self._post.close()

    def _employed(self) -> Worker:
        pace = Pace(self._pause, lambda: self.clock().timestamp())
        return Worker(self.database, self.clock, self._observed, pace, self._pause)

    async def _observed(self, letter: Letter) -> Outcome:
        self.begun.append((self.clock.now, letter))
        self.busiest = max(self.busiest, len(self._worker.on_way))
        outcome = await self._post(letter)
        if outcome == Sent():
            self.arrived.append(letter.rows)
        return outcome

    async def _pause(self, seconds: float) -> None:
        on_way = self._worker.on_way
        if seconds >= LOOK_EVERY and on_way and asyncio.current_task() not in on_way:
            await asyncio.wait(on_way)
        await asyncio.sleep(0)  # what was begun just now, was begun before this pause
        self.clock.forward(seconds=seconds + self._delay)
        self._delay = 0.0
        if self.clock.now >= self._end:
            self._over.set()
            await asyncio.Event().wait()
