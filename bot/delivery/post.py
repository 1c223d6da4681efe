"""One letter to Telegram, by python-telegram-bot, and what came of it."""

import asyncio
import logging
import os
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.delivery.pace import Pause
from bot.desk.files import Files
from bot.handed import file_of
from bot.markup import fits_below, html
from bot.mistake import Mistake
from dialogs.messages import Message
from dialogs.text import render
from storage.letters import Letter
from storage.outcomes import Gone, Never, NotYet, Outcome, Sent

log = logging.getLogger(__name__)

os.environ["PTB_TIMEDELTA"] = "true"  # as python-telegram-bot will have it: a time to wait is a timedelta
PATIENCE = 20.0
"""Seconds after which Telegram is not going to answer any more."""
SHORTEST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
"""Seconds between two attempts to find Telegram at the start."""
NOT_FOUND = "chat not found"


class Post:
    """Brings letters to Telegram. It has no updater: it can only send, never receive. `files` makes what messages hand out."""

    def __init__(self, token: str, server: str, files: Files, patience: float = PATIENCE) -> None:
        for name in (
            "httpx",
            "telegram",
        ):  # the one logs addresses with the token in them, the other what it was answered
            logging.getLogger(name).setLevel(logging.CRITICAL)
        request = HTTPXRequest(connection_pool_size=16, connect_timeout=patience, read_timeout=patience)
        builder = ApplicationBuilder().token(token).base_url(f"{server.rstrip('/')}/bot").request(request)
        self.application = builder.updater(None).job_queue(None).build()
        self.files = files
        self.patience = patience

    async def open(self, pause: Pause = asyncio.sleep) -> None:
        """Find Telegram, however long it takes. Raises Mistake when it does not know the token."""
        patience = SHORTEST_PAUSE
        while True:
            try:
                return await self.application.initialize()
            except InvalidToken:
                raise Mistake(
                    "Telegram does not know PRAKTIJKGIDS_TELEGRAM_TOKEN (any more); ask @BotFather for it"
                ) from None
            except TelegramError as problem:
                log.warning("no Telegram yet: %s, trying again in %.0f s", type(problem).__name__, patience)
            await pause(patience)
            patience = min(patience * 2, LONGEST_PAUSE)

    async def close(self) -> None:
        """Let go of all connections."""
        await self.application.shutdown()
        await self.application.bot.shutdown()  # if Telegram was never found, the application thinks there are none

    async def __call__(self, letter: Letter) -> Outcome:
        """Bring a letter, once, and tell what came of it."""
        try:
            async with asyncio.timeout(self.patience):
                await self._send(int(letter.address), letter.message, letter.language)
        except RetryAfter as told:
            assert isinstance(told.retry_after, timedelta)
            return NotYet("RetryAfter", told.retry_after.total_seconds())
        except Forbidden:
            return Gone()
        except BadRequest as refusal:
            return Gone() if NOT_FOUND in refusal.message.lower() else Never("BadRequest")
        except (TelegramError, TimeoutError) as problem:
            return NotYet(type(problem).__name__)
        return Sent()

    async def _send(self, chat: int, message: Message, language: str) -> None:
        words, keyboard = html(message, language), _keyboard(message, language)
        bot = self.application.bot
        file = await asyncio.to_thread(file_of, message, language, self.files)
        if file is None:
            await bot.send_message(chat, words, parse_mode=ParseMode.HTML, reply_markup=keyboard)
            return
        send = bot.send_photo if file.picture else bot.send_document
        handed = InputFile(file.content, filename=file.name)
        if fits_below(message, language):  # words and file in one message: they arrive both, or neither
            await send(chat, handed, caption=words, parse_mode=ParseMode.HTML, reply_markup=keyboard)
            return
        await send(chat, handed)
        await bot.send_message(chat, words, parse_mode=ParseMode.HTML, reply_markup=keyboard)


def _keyboard(message: Message, language: str) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    rows = [
        [InlineKeyboardButton(render(button.label, language), callback_data=button.press.data) for button in row]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(rows)
