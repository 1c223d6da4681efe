"""Long polling. aiogram's own polling confirms an update whose handling failed; this confirms only what is stored."""

import asyncio
import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.telegram.hear import WANTED
from bot.telegram.reception import Reception
from bot.telegram.show import Pause

log = logging.getLogger(__name__)

WAIT = 50
"""Seconds that Telegram may keep a request waiting for something to happen."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two attempts when there is no answer."""


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, without reading the updates: one that cannot be read must not hold up those behind it."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = WAIT
    allowed_updates: list[str] = WANTED


async def poll(bot: Bot, reception: Reception, wait: int = WAIT, pause: Pause = asyncio.sleep) -> None:
    """Fetch and store updates until cancelled, growing more patient while Telegram or the database does not answer."""
    there_may_be_a_webhook = True
    offset: int | None = None
    patience = SHORTEST_PAUSE
    while True:
        try:
            if there_may_be_a_webhook:
                await bot.delete_webhook(drop_pending_updates=False)
                there_may_be_a_webhook = False
            raws = await bot(GetRawUpdates(offset=offset, timeout=wait), request_timeout=wait + 10)
            await reception.receive(raws)
            if raws:
                offset = max(raw["update_id"] for raw in raws) + 1
            patience = SHORTEST_PAUSE
        except TelegramRetryAfter as told:
            await pause(told.retry_after)
        except Exception as problem:  # whatever comes back, people keep writing: never stop asking
            if isinstance(problem, TelegramConflictError):
                log.error("another receiver is using this bot's token: only one may poll")
            else:
                log.warning("no updates: %s, trying again in %.0f s", type(problem).__name__, patience)
            await pause(patience)
            patience = min(patience * 2, LONGEST_PAUSE)
