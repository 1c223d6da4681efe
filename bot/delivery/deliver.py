"""Delivering, as a task beside others or alone."""

from collections.abc import Callable
from datetime import datetime

from bot.delivery.pace import Pace
from bot.delivery.post import Post
from bot.delivery.worker import Worker
from storage.database import Database


async def deliver(token: str, server: str, database: Database, clock: Callable[[], datetime]) -> None:
    """Bring what waits in the outbox, until cancelled. Raises Mistake when Telegram does not know the token."""
    post = Post(token, server)
    try:
        await post.open()
        await Worker(database, clock, post, Pace()).run()
    finally:
        await post.close()
