"""People, groups and channels, and what they do. Every deed enqueues an update and returns its update_id."""

import re
import time
from typing import Any

from .chats import BotMessage, Chat
from .refusals import BLOCKED, CHAT_NOT_FOUND, DEACTIVATED, KICKED_FROM_GROUP
from .requests import Upload
from .world import World

_LONGEST = 4096


def _text(text: str) -> dict[str, Any]:
    content: dict[str, Any] = {"text": text}
    if command := re.match(r"/\w+", text, re.ASCII):
        content["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
    return content


def _membership(world: World, chat: Chat, user: dict[str, Any], old: str, new: str) -> int:
    """Tell the bot that `user` changed what it is in `chat`."""
    members: list[dict[str, Any]] = [{"user": world.bot, "status": status} for status in (old, new)]
    for member in members:
        if member["status"] == "kicked":
            member["until_date"] = 0
    change = {"chat": chat.json(), "from": user, "date": int(time.time())}
    change |= {"old_chat_member": members[0], "new_chat_member": members[1]}
    return world.enqueue("my_chat_member", change, chat.id)


class Person(Chat):
    """Somebody with Telegram, and the private chat with the bot: the bot cannot write here before they did."""

    def __init__(self, world: World, first_name: str, language_code: str | None, username: str | None) -> None:
        name = {"first_name": first_name} | ({"username": username} if username else {})
        number = world.serial()
        self.user: dict[str, Any] = {"id": number, "is_bot": False, **name}
        if language_code:
            self.user["language_code"] = language_code
        super().__init__(world, {"id": number, **name, "type": "private"}, closed=CHAT_NOT_FOUND)

    def says(self, text: str) -> int:
        """Write `text`. Over 4096 characters it becomes several messages, as from any Telegram app."""
        assert text.strip(), "Telegram sends no empty message"
        first, rest = text[:_LONGEST], text[_LONGEST:]
        update_id = self.sends(**_text(first.strip()))
        return self.says(rest) if rest.strip() else update_id

    def starts(self, code: str = "") -> int:
        """Open the bot, with the code of a link (https://t.me/bot?start=CODE) when there is one."""
        return self.says(f"/start {code}".strip())

    def sends(self, **content: Any) -> int:
        """Send any other message; `content` are fields of Telegram's Message object."""
        assert self.closed in (None, CHAT_NOT_FOUND), f"{self.name} cannot write to the bot: {self.closed}"
        self.closed = None
        return self.receive("message", {"from": self.user}, content)

    def edits(self, message_id: int, text: str) -> int:
        """Change an earlier message of their own (its number is in `api.updates[update_id]["message"]`)."""
        with self.world.change():
            message = {key: value for key, value in self.received[message_id].items() if key != "entities"}
            message |= {"edit_date": int(time.time()), **_text(text)}
            self.received[message_id] = message
            return self.world.enqueue("edited_message", message, self.id)

    def presses(self, label: str, message: BotMessage | None = None) -> int:
        """Press the button with `label`, under the newest message that has it or under `message`.

        Raises AssertionError, showing the screen, when there is none.
        """
        return self.tap(self.user, *self.find_button(label, message))

    def presses_data(self, data: str, message: BotMessage) -> int:
        """Press a button with `data` under `message`, whether it is (still) there or not."""
        return self.tap(self.user, data, message)

    def sends_photo(self, caption: str = "") -> int:
        size = {**self._file("photo.jpg", "image/jpeg"), "width": 640, "height": 480}
        return self.sends(photo=[size], **({"caption": caption} if caption else {}))

    def sends_document(self, name: str, data: bytes, content_type: str = "application/octet-stream") -> int:
        return self.sends(
            document={**self._file(name, content_type, data), "file_name": name, "mime_type": content_type}
        )

    def sends_sticker(self, emoji: str = "👍") -> int:
        sticker = {**self._file("sticker.webp", "image/webp"), "type": "regular", "width": 512, "height": 512}
        return self.sends(sticker={**sticker, "is_animated": False, "is_video": False, "emoji": emoji})

    def sends_voice(self, seconds: int = 3) -> int:
        return self.sends(voice={**self._file("voice.ogg", "audio/ogg"), "duration": seconds, "mime_type": "audio/ogg"})

    def sends_location(self, latitude: float = 52.22, longitude: float = 6.89) -> int:
        return self.sends(location={"latitude": latitude, "longitude": longitude})

    def sends_contact(self, phone_number: str = "+31612345678") -> int:
        contact = {"phone_number": phone_number, "first_name": self.name, "user_id": self.id}
        return self.sends(contact=contact)

    def blocks(self) -> int:
        """Block the bot: from now on it cannot write here."""
        self.closed = BLOCKED
        return _membership(self.world, self, self.user, "member", "kicked")

    def unblocks(self) -> int:
        self.closed = None
        return _membership(self.world, self, self.user, "kicked", "member")

    def deletes_account(self) -> None:
        """Leave Telegram. The bot gets no update; it notices when it writes."""
        self.closed = DEACTIVATED

    def _file(self, name: str, content_type: str, data: bytes = b"\0") -> dict[str, Any]:
        number = self.world.serial()
        self.world.files[f"file-{number}"] = Upload(name, data, content_type)
        return {"file_id": f"file-{number}", "file_unique_id": f"u{number}", "file_size": len(data)}


class Group(Chat):
    """A group that the bot is a member of, and whose messages it all sees."""

    def __init__(self, world: World, title: str) -> None:
        number = -1_000_000_000_000 - world.serial() % 1_000_000_000
        super().__init__(world, {"id": number, "title": title, "type": "supergroup"}, closed=None)

    def says(self, person: Person, text: str) -> int:
        return self.receive("message", {"from": person.user}, _text(text))

    def presses(self, person: Person, label: str, message: BotMessage | None = None) -> int:
        return self.tap(person.user, *self.find_button(label, message))

    def adds_bot(self, person: Person) -> int:
        self.closed = None
        return _membership(self.world, self, person.user, "left", "member")

    def removes_bot(self, person: Person) -> int:
        self.closed = KICKED_FROM_GROUP
        return _membership(self.world, self, person.user, "member", "kicked")


class Channel(Chat):
    """A channel that the bot is a member of."""

    def __init__(self, world: World, title: str) -> None:
        number = -1_000_000_000_000 - world.serial() % 1_000_000_000
        super().__init__(world, {"id": number, "title": title, "type": "channel"}, closed=None)

    def posts(self, text: str) -> int:
        return self.receive("channel_post", {"sender_chat": self.json()}, _text(text))
