"""Long polling. aiogram's own polling confirms an update whose handling failed; this confirms only what is stored."""

import asyncio
import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from sqlalchemy.exc import SQLAlchemyError

from bot.telegram.hear import WANTED
from bot.telegram.reception import Reception

log = logging.getLogger(__name__)

WAIT = 50
"""Seconds that Telegram may keep a request waiting for something to happen."""
LONGEST_PAUSE = 30.0


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates, without reading the updates: one that cannot be read must not hold up those behind it."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = WAIT
    allowed_updates: list[str] = WANTED


async def poll(bot: Bot, reception: Reception, wait: int = WAIT) -> None:
    """Fetch and store updates until cancelled, growing more patient while Telegram or the database does not answer."""
    await bot.delete_webhook(drop_pending_updates=False)
    offset: int | None = None
    pause = 0.5
    while True:
        try:
            method = GetRawUpdates(offset=offset, timeout=wait)
            raws = await bot(method, request_timeout=wait + 10)
            await reception.receive(raws)
        except TelegramRetryAfter as told:
            await asyncio.sleep(told.retry_after)
            continue
        except (TelegramAPIError, SQLAlchemyError) as problem:
            if isinstance(problem, TelegramConflictError):
                log.error("another receiver is using this bot's token: only one may poll")
            else:
                log.warning("no updates: %s, trying again in %.0f s", type(problem).__name__, pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
            continue
        pause = 0.5
        if raws:
            offset = max(raw["update_id"] for raw in raws) + 1
