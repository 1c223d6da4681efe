"""From messages to Telegram: what is written, what is edited in place, and what to do when Telegram refuses."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from aiogram import Bot
from aiogram.enums import ChatAction
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup
from aiogram.types import Message as Sent

from bot.desk import Reply
from bot.desk.files import Files
from bot.handed import file_of
from bot.markup import fits_below, html
from dialogs.messages import Message
from dialogs.text import _, render

log = logging.getLogger(__name__)

TRIES = 5
"""How often one message is tried; then it is left to the sweep."""
TYPING_AFTER, TYPING_LASTS = 0.5, 5.0
"""Seconds of work after which a chat shows that the bot is typing, and how long Telegram shows it."""
NOT_MODIFIED = "message is not modified"
NO_ANSWER = (TelegramNetworkError, TelegramServerError, ClientDecodeError)
"""Telegram did not answer, or something in between answered in its place: the next time may be better."""
KEPT = (Response[Sent], Response[Sent | bool], Response[bool])
"""What aiogram reads answers with. It makes them anew for every call, for most of the work of it, unless they are kept."""

Pause = Callable[[float], Awaitable[None]]


class Unreachable(Exception):
    """The person blocked the bot, or is not on Telegram any more."""


class Shower:
    """Shows replies in chats. `files` makes what messages hand out; `pause` waits a number of seconds."""

    def __init__(self, bot: Bot, files: Files, pause: Pause = asyncio.sleep) -> None:
        self.bot = bot
        self.files = files
        self.pause = pause

    async def show(self, chat: int, reply: Reply, pressed: int | None = None) -> None:
        """Show a reply, in order; `pressed`: the message whose button was pressed, if it can still be edited.

        Raises Unreachable when the person cannot be reached, and an AiogramError when trying again did not help.
        """
        if pressed is not None and reply.pressed is not None:
            await self._edit(chat, pressed, reply.pressed, reply.language)
        for message in reply.messages:
            if pressed is not None and message.in_place and await self._edit(chat, pressed, message, reply.language):
                continue
            await self._send(chat, message, reply.language)

    async def acknowledge(self, query: str) -> None:
        """Tell Telegram that a button press was seen, so that the button stops turning. Too late is no harm."""
        try:
            await self.bot.answer_callback_query(query)
        except AiogramError as problem:
            log.info("a button press was not acknowledged: %s", type(problem).__name__)

    async def decline(self, chat: int) -> None:
        """Say in a group or channel that Praktijkgids talks with one person at a time."""
        text = _("Hoi! Ik praat alleen met één persoon tegelijk. Open een chat met mij, dan beginnen we.")
        try:
            await self.bot.send_message(chat, render(text, "nl"))
        except AiogramError as problem:
            log.info("a group was not declined: %s", type(problem).__name__)

    @asynccontextmanager
    async def typing(self, chat: int) -> AsyncIterator[None]:
        """Show that the bot is typing while the block lasts, if it lasts. No reason to wait when that does not work."""
        showing = asyncio.create_task(self._type(chat))
        try:
            yield
        finally:
            showing.cancel()

    async def _type(self, chat: int) -> None:
        await asyncio.sleep(TYPING_AFTER)
        with suppress(AiogramError):
            while True:
                await self.bot.send_chat_action(chat, ChatAction.TYPING)
                await asyncio.sleep(TYPING_LASTS)

    async def _send(self, chat: int, message: Message, language: str) -> None:
        words, keyboard = html(message, language), _keyboard(message, language)
        file = await asyncio.to_thread(file_of, message, language, self.files)
        if file is None:
            await self._tried(lambda: self.bot.send_message(chat, words, parse_mode="HTML", reply_markup=keyboard))
            return
        send = self.bot.send_photo if file.picture else self.bot.send_document
        handed = BufferedInputFile(file.content, file.name)
        if fits_below(message, language):  # words and file in one message: they arrive both, or neither
            await self._tried(lambda: send(chat, handed, caption=words, parse_mode="HTML", reply_markup=keyboard))
            return
        await self._tried(lambda: send(chat, handed))
        await self._tried(lambda: self.bot.send_message(chat, words, parse_mode="HTML", reply_markup=keyboard))

    async def _edit(self, chat: int, shown: int, message: Message, language: str) -> bool:
        """Change a message in place; False when that cannot be done any more and a new one is needed."""
        words, keyboard = html(message, language), _keyboard(message, language)
        try:
            await self._tried(
                lambda: self.bot.edit_message_text(
                    words, chat_id=chat, message_id=shown, parse_mode="HTML", reply_markup=keyboard
                )
            )
        except TelegramBadRequest as refusal:
            return NOT_MODIFIED in refusal.message
        return True

    async def _tried(self, call: Callable[[], Awaitable[object]]) -> None:
        for attempt in range(TRIES):
            try:
                await call()
                return
            except TelegramForbiddenError:
                raise Unreachable from None
            except TelegramRetryAfter as wait:
                if attempt == TRIES - 1:
                    raise
                await self.pause(wait.retry_after)
            except NO_ANSWER:
                if attempt == TRIES - 1:
                    raise
                await self.pause(0.25 * 2**attempt)


def _keyboard(message: Message, language: str) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    rows = [
        [InlineKeyboardButton(text=render(button.label, language), callback_data=button.press.data) for button in row]
        for row in message.buttons
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows)
