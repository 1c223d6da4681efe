"""The reception: every update goes into the inbox first, and from there, one at a time per chat, to the desk."""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, TypeVar

from aiogram.exceptions import AiogramError
from aiogram.types import Update
from pydantic import ValidationError
from sqlmodel import Session

from bot.desk import Desk, Reply, Visitor
from bot.telegram.faults import traced
from bot.telegram.hear import Elsewhere, Gone, Heard, chat_of, hear
from bot.telegram.show import Shower, Unreachable
from bot.telegram.workbooks import fetched
from dialogs.events import Event, Handed
from dialogs.messages import Line, Message
from dialogs.text import SOURCE_LANGUAGE, _
from storage import inbox
from storage.inbox import INBOX_CHANNEL, Handled, Received

log = logging.getLogger(__name__)
T = TypeVar("T")

SWEEP_EVERY = 30.0
"""Seconds between two looks for what was left lying."""
SORRY = _("Er ging iets mis bij mij. Je antwoorden zijn bewaard. Stuur nog een keer een bericht.")


class Reception:
    """Receives updates, has them handled at the desk, and shows the replies. One event loop; many chats at a time."""

    def __init__(self, desk: Desk, shower: Shower) -> None:
        self.desk = desk
        self.shower = shower
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()
        self._unanswered: set[str] = set()
        self._declined: set[int] = set()

    async def receive(self, raws: Iterable[dict[str, Any]]) -> None:
        """Store updates as they came, then start handling them. When this returns, Telegram may forget them."""
        updates = [
            Received(raw["update_id"], chat_of(raw), json.dumps(raw))
            for raw in raws
            if isinstance(raw.get("update_id"), int)
        ]
        if updates:
            await self._stored(lambda session: inbox.receive(session, updates, self.desk.clock()))
            for chat in dict.fromkeys(update.chat for update in updates):
                self._attend(chat)

    async def sweep(self, older_than: float = SWEEP_EVERY) -> None:
        """Take up what was left lying: updates not handled, and replies of over so many seconds ago that never left."""
        now = self.desk.clock()
        waiting, unanswered = await self._stored(
            lambda session: (
                inbox.waiting_chats(session),
                inbox.unanswered_chats(session, now - timedelta(seconds=older_than), now),
            )
        )
        self._unanswered.update(unanswered)
        for chat in dict.fromkeys([*waiting, *unanswered]):
            self._attend(chat)

    async def settled(self) -> None:
        """Wait until all that was received is handled."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _attend(self, chat: str) -> None:
        """See to it that somebody handles what waits in this chat: one task a chat, so that order is kept."""
        if chat in self._tasks:
            self._again.add(chat)
        else:
            self._tasks[chat] = asyncio.create_task(self._handle_all(chat))

    async def _handle_all(self, chat: str) -> None:
        try:
            while True:
                self._again.discard(chat)
                try:
                    await self._handle_waiting(chat)
                except Exception as fault:  # a chat must never stop being attended
                    log.error("a chat could not be attended: %s", traced(fault))
                if chat not in self._again:
                    return
        finally:
            del self._tasks[chat]

    async def _handle_waiting(self, chat: str) -> None:
        while received := await self._stored(lambda session: inbox.next_of(session, chat)):
            await self._handle(received)
        if chat in self._unanswered:
            self._unanswered.discard(chat)
            if await self._stored(lambda session: inbox.is_unanswered(session, chat)):
                await self._repeat(chat)

    async def _handle(self, received: Received) -> None:
        heard, fault = None, None
        try:
            heard = hear(Update.model_validate_json(received.raw))
        except ValidationError:
            fault = "unreadable"
            log.warning("update %s cannot be read and is put aside", received.update_id)
        if isinstance(heard, Heard):
            # Beside the turn: a reply need not wait until Telegram has heard that the press was seen.
            acknowledged = asyncio.create_task(self.shower.acknowledge(heard.query)) if heard.query else None
            try:
                await self._turn(received, heard)
            finally:
                if acknowledged:
                    await acknowledged
            return
        if isinstance(heard, Elsewhere) and heard.chat not in self._declined:
            self._declined.add(heard.chat)
            await self.shower.decline(heard.chat)
        if isinstance(heard, Gone):
            await asyncio.to_thread(self.desk.lost, heard.visitor)
        await self._stored(lambda session: inbox.put_aside(session, received.update_id, fault, self.desk.clock()))

    async def _turn(self, received: Received, heard: Heard) -> None:
        try:
            async with self.shower.typing(int(received.chat)):
                event = await self._event(heard)
                reply = await asyncio.to_thread(self.desk.turn, heard.visitor, event, received.update_id)
        except Handled:
            return
        except Exception as fault:
            kind = type(fault).__name__
            log.error("update %s could not be handled: %s", received.update_id, traced(fault))
            tried = await self._stored(lambda session: inbox.mark_failed(session, received.update_id, kind))
            if tried < inbox.MOST_TRIES:
                await self.shower.pause(0.1 * 2**tried)
                return
            reply = Reply(SOURCE_LANGUAGE, (Message((Line(SORRY),)),))
        await self._show(received.chat, reply, heard.message)

    async def _event(self, heard: Heard) -> Event | Handed:
        """What somebody did, with the workbook that they sent, if it is of any use."""
        if heard.workbook is None or not await asyncio.to_thread(self.desk.reads_workbooks, heard.visitor):
            return heard.event
        return await fetched(self.shower.bot, heard.workbook)

    async def _repeat(self, chat: str) -> None:
        """A turn was taken, and perhaps the reply never left: show the question again. Twice is no harm, never is."""
        visitor = Visitor(INBOX_CHANNEL, chat)
        reply = await asyncio.to_thread(self.desk.repeat, visitor)
        if reply is not None:
            await self._show(chat, reply)
        else:
            await self._replied(chat)

    async def _show(self, chat: str, reply: Reply, pressed: int | None = None) -> None:
        try:
            await self.shower.show(int(chat), reply, pressed)
        except Unreachable:
            await asyncio.to_thread(self.desk.lost, Visitor(INBOX_CHANNEL, chat))
        except AiogramError as problem:
            log.warning("a reply did not leave, the sweep will try again: %s", type(problem).__name__)
            return
        await self._replied(chat)

    async def _replied(self, chat: str) -> None:
        await self._stored(lambda session: inbox.mark_replied(session, chat, self.desk.clock()))

    async def _stored(self, work: Callable[[Session], T]) -> T:
        """Do `work` in one transaction, in one hop to another thread."""

        def transact() -> T:
            with self.desk.database.transaction() as session:
                return work(session)

        return await asyncio.to_thread(transact)
