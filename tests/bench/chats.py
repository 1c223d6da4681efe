"""Somebody who holds the straight conversation on Telegram, again and again; each time in a new chat."""

from itertools import count
from typing import Any

from dialogs.events import Pressed
from tests.bench.stub import Shown
from tests.bot.someone import EVERYDAY

HELLO = "/start"
CHATS, UPDATES = count(1001), count(1)


class Chat:
    """What one person sees, and the update that what they do next makes."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self.id = next(CHATS)
        self._shown: Shown | None = None

    def sees(self, shown: Shown) -> None:
        """A reply arrived. When nothing is asked any more the next person begins."""
        self._shown = shown
        if not any(Pressed.parse(data).question for data in shown.buttons):
            self._begin()

    def does(self) -> dict[str, Any]:
        """The next update."""
        if self._shown is None:
            return self._says(HELLO)
        buttons = {press.value: press for press in map(Pressed.parse, self._shown.buttons)}
        question = next(press.question for press in buttons.values() if press.question)
        value, words = EVERYDAY.answer(question, list(buttons))
        return self._says(words) if value is None else self._presses(buttons[value].data, self._shown.message)

    def _says(self, words: str) -> dict[str, Any]:
        return {"update_id": next(UPDATES), "message": self._message(1) | {"from": self._person, "text": words}}

    def _presses(self, data: str, message: int) -> dict[str, Any]:
        press = {"id": "1", "from": self._person, "chat_instance": "1", "data": data}
        return {"update_id": next(UPDATES), "callback_query": press | {"message": self._message(message)}}

    def _message(self, number: int) -> dict[str, Any]:
        return {"message_id": number, "date": 1, "chat": {"id": self.id, "type": "private"}}

    @property
    def _person(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "Halima", "language_code": "nl"}


class Echoed(Chat):
    """The same for a bot that only echoes: it hears words, and shows no buttons."""

    def sees(self, shown: Shown) -> None:
        pass
