"""Delivering, as a task beside others or alone; and making the rounds, from which there is something to deliver."""

import asyncio
import logging

from bot.delivery.pace import Pace
from bot.delivery.post import Post
from bot.delivery.worker import Worker
from bot.desk import Desk
from bot.telegram.faults import traced

log = logging.getLogger(__name__)

ROUND_EVERY = 300.0
"""Seconds between two rounds."""


async def deliver(token: str, server: str, desk: Desk) -> None:
    """Bring what waits in the outbox, until cancelled. Raises Mistake when Telegram does not know the token."""
    post = Post(token, server, desk.file)
    try:
        await post.open()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_make_rounds(desk))
            tasks.create_task(Worker(desk.database, desk.clock, post, Pace()).run())
    finally:
        await post.close()


async def _make_rounds(desk: Desk) -> None:
    """Do what is due by the clock, again and again, until cancelled."""
    while True:
        try:
            await asyncio.to_thread(desk.rounds)
        except Exception as fault:  # whatever happens, there will be another round
            log.error("a round was not made: %s", traced(fault))
        await asyncio.sleep(ROUND_EVERY)
