"""From Telegram's updates to events."""

from dataclasses import dataclass
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Chat, InaccessibleMessage, Message, Update, User

from bot.desk import Visitor
from bot.telegram.workbooks import SentWorkbook, workbook_in
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from storage.inbox import INBOX_CHANNEL

WANTED = ["message", "edited_message", "callback_query", "channel_post", "my_chat_member"]
"""The kinds of update to ask Telegram for."""
LEFT = ("kicked", "left")


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody did something in a private chat. `query` and `message`: the button press to answer, and where the button is.
    `workbook`: that is what they sent; what is in it is still to be fetched."""

    visitor: Visitor
    event: Event
    query: str | None = None
    message: int | None = None
    workbook: SentWorkbook | None = None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Something was said in a group or channel, where Praktijkgids does not talk about people."""

    chat: int


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody blocked the bot."""

    visitor: Visitor


def chat_of(raw: dict[str, Any]) -> str:
    """The chat an undecoded update belongs to; empty when it names none."""
    for kind in WANTED:
        part = raw.get(kind)
        if isinstance(part, dict):
            within = part.get("message") if kind == "callback_query" else part
            chat = within.get("chat") if isinstance(within, dict) else None
            if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                return str(chat["id"])
            sender = part.get("from")
            if isinstance(sender, dict) and isinstance(sender.get("id"), int):
                return str(sender["id"])
    return ""


def hear(update: Update) -> Heard | Elsewhere | Gone | None:
    """What an update says; None when there is nothing to react to."""
    if update.callback_query is not None:
        return _press(update.callback_query)
    if update.my_chat_member is not None:
        change = update.my_chat_member
        if change.chat.type != ChatType.PRIVATE:
            return Elsewhere(change.chat.id) if change.new_chat_member.status not in LEFT else None
        return Gone(_visitor(change.chat, change.from_user)) if change.new_chat_member.status in LEFT else None
    message = update.message or update.edited_message or update.channel_post
    if message is None:
        return None
    if message.chat.type != ChatType.PRIVATE:
        return Elsewhere(message.chat.id) if message.left_chat_member is None else None
    visitor = _visitor(message.chat, message.from_user)
    if update.edited_message is not None:
        # Without words it is a location that is shared for a while: it changes all by itself.
        return Heard(visitor, Edited(message.text)) if message.text is not None else None
    return Heard(visitor, _said(message), workbook=workbook_in(message))


def _press(query: CallbackQuery) -> Heard | None:
    # An old button is a press all the same; Telegram only does not tell any more what the message looked like.
    where = query.message
    if where is not None and where.chat.type != ChatType.PRIVATE:
        return None
    try:
        event = Pressed.parse(query.data or "")
    except ValueError:
        event = Pressed("", "", 0, "")  # a button of nobody: the question is shown again
    shown = None if where is None or isinstance(where, InaccessibleMessage) else where.message_id
    visitor = Visitor(INBOX_CHANNEL, str(query.from_user.id), _language(query.from_user))
    return Heard(visitor, event, query.id, shown)


def _said(message: Message) -> Event:
    if message.text is not None:
        command, space, rest = message.text.partition(" ")
        if command.startswith("/"):
            command = command.partition("@")[
                0
            ]  # "/terug@PraktijkgidsBot" is how a command is written where others read along
        return Arrived(rest.strip()) if command == "/start" else Said(command + space + rest)
    for kind, what in UNREADABLE.items():
        if getattr(message, kind) is not None:
            return Sent(what)
    return Sent(Unreadable.OTHER)


UNREADABLE = {
    "photo": Unreadable.PHOTO,
    "sticker": Unreadable.STICKER,
    "voice": Unreadable.VOICE,
    "audio": Unreadable.VOICE,
    "video_note": Unreadable.VOICE,
    "location": Unreadable.LOCATION,
    "contact": Unreadable.CONTACT,
}


def _visitor(chat: Chat, sender: User | None) -> Visitor:
    return Visitor(INBOX_CHANNEL, str(chat.id), _language(sender))


def _language(sender: User | None) -> str:
    return (sender.language_code or "").partition("-")[0] if sender else ""
