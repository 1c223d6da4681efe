"""The worker: looks in the outbox again and again, and has every letter brought that may leave."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

from sqlmodel import Session

from bot.delivery.pace import Pace, Pause
from bot.telegram.faults import traced
from storage.database import Database
from storage.inbox import INBOX_CHANNEL
from storage.letters import Letter, anything, claim, drop_passed
from storage.outcomes import Never, NotTried, NotYet, Outcome, Sent, settle
from storage.shift import Shift

log = logging.getLogger(__name__)
T = TypeVar("T")

MOST_ON_WAY = 8
"""Letters that are brought at the same time, by all workers together."""
LOOK_EVERY = 0.25
"""Seconds between two looks when there is nothing to do."""
SWEEP_EVERY = timedelta(minutes=1)
"""Between two looks for messages whose moment has passed."""
ROOM = timedelta(seconds=25)
"""What bringing a letter may take. With less of its claim left, it is not begun: somebody else might bring it too."""
TRIES, RETRY_AFTER = 5, 2.0
"""How often the database is told what came of a letter, and the seconds between."""


class Worker:
    """Brings what waits in the outbox for people on Telegram, by `post`, which brings one letter.

    It holds no state that matters: several may work on one database, and any of them may die at any moment.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        post: Callable[[Letter], Awaitable[Outcome]],
        pace: Pace,
        pause: Pause = asyncio.sleep,
    ) -> None:
        self.database = database
        self.clock = clock
        self.post = post
        self.pace = pace
        self.pause = pause
        self.on_way: set[asyncio.Task[None]] = set()
        self._claimed: deque[Letter] = deque()
        self._shift = Shift(database)
        self._workers = 1
        self._swept: datetime | None = None

    async def run(self) -> None:
        """Work until cancelled; then what is on its way arrives first."""
        try:
            while True:
                try:
                    await self._look()
                except Exception as fault:  # whatever happens, there will be more to bring
                    log.error("the outbox could not be looked into: %s", traced(fault))
                    await self.pause(RETRY_AFTER)
        finally:
            await self._finish()

    async def _look(self) -> None:
        """Bring what may leave now, as far as there is room; pause when there is nothing."""
        await self._sweep()
        if self._room() <= 0:
            await asyncio.wait(self.on_way, return_when=asyncio.FIRST_COMPLETED)
        await self._claim()
        if not self._claimed:
            await self.pause(LOOK_EVERY)
        while self._claimed:
            await self.pace.turn()
            task = asyncio.create_task(self._bring(self._claimed.popleft()))
            self.on_way.add(task)
            task.add_done_callback(self.on_way.discard)

    def _room(self) -> int:
        return max(MOST_ON_WAY // self._workers, 1) - len(self.on_way)

    async def _sweep(self) -> None:
        now = self.clock()
        if self._swept is None or now - self._swept >= SWEEP_EVERY:
            await self._stored(lambda session: drop_passed(session, now))
            self._swept = now

    async def _claim(self) -> None:
        def claimed() -> list[Letter]:
            now = self.clock()
            self._workers = self._shift.size()
            with self.database.reading() as session:
                if not anything(session, INBOX_CHANNEL, now):
                    return []
            with self.database.transaction() as session:
                return claim(session, INBOX_CHANNEL, now, max(self._room(), 0))

        claiming = asyncio.create_task(asyncio.to_thread(claimed))
        try:
            await asyncio.shield(claiming)
        finally:  # who stops now has to know what was claimed
            self._claimed.extend(await claiming)
        self.pace.share(self._workers)

    async def _bring(self, letter: Letter) -> None:
        now = self.clock()
        if now + ROOM > letter.claimed_until or (letter.expires_at is not None and letter.expires_at <= now):
            await self._note(letter, NotTried())
            return
        try:
            outcome = await self.post(letter)
        except Exception as fault:  # a mistake of ours: it would go wrong every time
            log.error("message %s cannot be sent: %s", letter.rows[0], traced(fault))
            outcome = Never(type(fault).__name__)
        match outcome:
            case Sent():
                self.pace.accepted()
            case NotYet(kind, wait):
                log.warning("message %s did not arrive: %s", letter.rows[0], kind)
                if wait:
                    self.pace.refused(letter.person_id, wait)
        await self._note(letter, outcome)

    async def _note(self, letter: Letter, outcome: Outcome) -> None:
        """Tell the database what came of a letter. To try that again is better than to bring the letter twice."""
        for _try in range(TRIES):
            try:
                await self._stored(lambda session: settle(session, letter, outcome, self.clock()))
                return
            except Exception as fault:
                log.error("what came of message %s could not be noted: %s", letter.rows[0], traced(fault))
                await self.pause(RETRY_AFTER)

    async def _finish(self) -> None:
        await asyncio.gather(*self.on_way)
        while self._claimed:
            await self._note(self._claimed.popleft(), NotTried())
        await asyncio.to_thread(self._shift.close)

    async def _stored(self, work: Callable[[Session], T]) -> T:
        """Do `work` in one transaction, in one hop to another thread."""

        def transact() -> T:
            with self.database.transaction() as session:
                return work(session)

        return await asyncio.to_thread(transact)
