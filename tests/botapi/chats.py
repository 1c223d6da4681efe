"""Chats, and what the bot shows in them."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from . import keyboards
from .keyboards import Button
from .markup import Formatted
from .requests import Upload
from .world import World


@dataclass(eq=False)
class BotMessage:
    """A message of the bot, as it stands now.

    `text` is what people read (of a file: its caption) and `html` what the bot sent for it; `edits` are the texts it
    had before, oldest first. Set `old` to make it too old: it can no longer be edited or deleted, and a tap on its
    buttons comes without its text (Telegram's InaccessibleMessage).
    """

    chat: "Chat"
    message_id: int
    date: int
    content: Formatted
    html: str
    markup: dict[str, Any] | None
    file: Upload | None = None
    media: dict[str, Any] = field(default_factory=dict)
    reply_to: int | None = None
    edits: list[str] = field(default_factory=list)
    edit_date: int | None = None
    deleted: bool = False
    old: bool = False

    @property
    def text(self) -> str:
        return self.content.text

    @property
    def buttons(self) -> list[list[Button]]:
        return keyboards.rows(self.markup)

    @property
    def labels(self) -> list[str]:
        """The labels of all buttons, row after row."""
        return [button.label for row in self.buttons for button in row]

    def change(self, content: Formatted, html: str, markup: dict[str, Any] | None) -> None:
        """Replace the content, as an edit does."""
        if content != self.content:
            self.edits.append(self.text)
        self.content, self.html, self.markup = content, html, markup
        self.edit_date = int(time.time())

    def json(self) -> dict[str, Any]:
        """Telegram's Message object."""
        message: dict[str, Any] = {"message_id": self.message_id, "from": self.chat.world.bot, "chat": self.chat.json()}
        message["date"] = self.date
        if self.edit_date:
            message["edit_date"] = self.edit_date
        if self.reply_to in self.chat.received:
            message["reply_to_message"] = self.chat.received[self.reply_to]
        message |= self.media
        text, entities = ("caption", "caption_entities") if self.media else ("text", "entities")
        if self.text:
            message[text] = self.text
        if self.content.entities:
            message[entities] = self.content.entities
        if self.buttons:
            message["reply_markup"] = self.markup
        return message

    def __str__(self) -> str:
        lines = [f"#{self.message_id} {'📎 ' if self.file else ''}{self.text}"]
        lines += ["    " + " ".join(f"[{button.label}]" for button in row) for row in self.buttons]
        return "\n".join(lines)


Wanted = Callable[[list[BotMessage]], object] | int | str


class Chat:
    """A chat of the bot: what the bot showed (`messages`, also deleted ones) and what it `received`, by message_id.

    `closed` is the description with which Telegram refuses to let the bot in, or None.
    """

    def __init__(self, world: World, chat: dict[str, Any], closed: str | None) -> None:
        self.world = world
        self.id: int = chat["id"]
        self.closed = closed
        self.messages: list[BotMessage] = []
        self.received: dict[int, dict[str, Any]] = {}
        self._chat = chat
        # A message_id is unique within its chat only.
        self._message_ids = itertools.count(1)
        world.chats[self.id] = self

    def json(self) -> dict[str, Any]:
        """Telegram's Chat object."""
        return self._chat

    @property
    def name(self) -> str:
        return str(self._chat.get("title") or self._chat["first_name"])

    @property
    def screen(self) -> list[BotMessage]:
        """The bot's messages that are there to be seen, oldest first."""
        return [message for message in self.messages if not message.deleted]

    @property
    def last(self) -> BotMessage:
        """The bot's newest message. Raises AssertionError when there is none."""
        screen = self.screen
        assert screen, f"{self.name} sees no message"
        return screen[-1]

    def waits_for(self, wanted: Wanted, timeout: float = 10) -> BotMessage:
        """Wait until the screen satisfies `wanted`, and return the newest message.

        `wanted` is a question about the screen, a number of messages that must at least be on it, or a part of the
        text of the newest one. Raises AssertionError, showing the screen, when it takes longer than `timeout` seconds.
        """

        def satisfied() -> bool:
            screen = self.screen
            if isinstance(wanted, int):
                return len(screen) >= wanted
            if isinstance(wanted, str):
                return bool(screen) and wanted in screen[-1].text
            return bool(wanted(screen))

        wish = f"{wanted!r} did not come. " if isinstance(wanted, int | str) else ""
        self.world.waits_until(satisfied, lambda: wish + str(self), timeout)
        return self.last

    def __str__(self) -> str:
        return "\n".join([f"{self.name} sees:", *map(str, self.screen)])

    def post(
        self,
        content: Formatted,
        html: str,
        markup: dict[str, Any] | None,
        file: Upload | None = None,
        media: dict[str, Any] | None = None,
        reply_to: int | None = None,
    ) -> BotMessage:
        """Show a new message of the bot."""
        message = BotMessage(
            self, next(self._message_ids), int(time.time()), content, html, markup, file, media or {}, reply_to
        )
        self.messages.append(message)
        return message

    def receive(self, kind: str, sender: dict[str, Any], content: dict[str, Any]) -> int:
        """Send the bot a message of somebody else; `sender` holds the fields that say of whom."""
        with self.world.change():
            message_id = next(self._message_ids)
            message = {"message_id": message_id, **sender, "chat": self.json(), "date": int(time.time()), **content}
            self.received[message_id] = message
            return self.world.enqueue(kind, message, self.id)

    def tap(self, user: dict[str, Any], data: str, message: BotMessage) -> int:
        """Send the bot a tap of `user` on a button with `data` under `message`."""
        with self.world.change():
            query = {
                "id": str(self.world.serial()),
                "from": user,
                "message": message.json(),
                "chat_instance": str(self.id),
                "data": data,
            }
            if message.old:
                query["message"] = {"message_id": message.message_id, "chat": self.json(), "date": 0}
            self.world.open_queries.add(str(query["id"]))
            return self.world.enqueue("callback_query", query, self.id)

    def find_button(self, label: str, message: BotMessage | None) -> tuple[str, BotMessage]:
        """The data of the button with `label`, and the message it is under: the newest that has it, or `message`.

        Raises AssertionError, showing the screen, when there is none.
        """
        for shown in [message] if message else reversed(self.screen):
            for row in shown.buttons:
                for button in row:
                    if button.label == label and button.data is not None:
                        return button.data, shown
        raise AssertionError(f"No button [{label}] to press. {self}")
