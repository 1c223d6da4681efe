"""What Telegram knows: the bot, its chats, its updates and its webhook. One lock guards it all."""

import asyncio
import itertools
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .requests import Upload
from .updates import Pending, UpdateQueue

if TYPE_CHECKING:
    from .chats import Chat


@dataclass
class Webhook:
    """Where updates go, and what came of the last one that was not accepted."""

    url: str
    secret_token: str
    max_connections: int
    connections: asyncio.Semaphore
    last_error_date: int = 0
    last_error_message: str = ""


class World:
    """The state that requests and people change, from the server's thread and the test's."""

    def __init__(self, token: str, taps_overtake: bool) -> None:
        self.token = token
        self.bot: dict[str, Any] = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Praktijkgids",
            "username": "PraktijkgidsTestBot",
        }
        self.updates: dict[int, dict[str, Any]] = {}
        self.queue = UpdateQueue()
        self.webhook: Webhook | None = None
        self.chats: dict[int, Chat] = {}
        self.open_queries: set[str] = set()
        self.files: dict[str, Upload] = {}
        # Called after an update was enqueued or the webhook changed; the server's thread wants to know.
        self.news: Callable[[], object] = lambda: None
        self._taps_overtake = taps_overtake
        self._changed = threading.Condition()
        self._update_ids = itertools.count(100_000_001)
        # More than 32 bits, as real ones have.
        self._serials = itertools.count(7_000_000_001)

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the lock, and tell everyone who waits that something changed."""
        with self._changed:
            yield
            self._changed.notify_all()

    def waits_until(
        self, condition: Callable[[], object], complaint: Callable[[], str] = lambda: "", timeout: float = 10
    ) -> None:
        """Return once `condition` holds; looked at after every change, under the lock.

        Raises AssertionError with the `complaint` when it does not within `timeout` seconds.
        """
        with self._changed:
            if not self._changed.wait_for(condition, timeout):
                raise AssertionError(f"Not within {timeout} seconds. {complaint()}".strip())

    def serial(self) -> int:
        """A number never given out before, for people, chats, files and queries."""
        return next(self._serials)

    def enqueue(self, kind: str, content: dict[str, Any], chat_id: int) -> int:
        """Send the bot an update, unless it asked not to get this kind. Returns the update_id."""
        with self.change():
            update_id = next(self._update_ids)
            update = {"update_id": update_id, kind: content}
            self.updates[update_id] = update
            if not self.queue.allowed or kind in self.queue.allowed:
                self.queue.add(Pending(update_id, update, self._lane(kind, chat_id)))
        self.news()
        return update_id

    def _lane(self, kind: str, chat_id: int) -> Hashable:
        return (chat_id, self._taps_overtake and kind == "callback_query")

    def raw_update(self, content: dict[str, Any]) -> int:
        """Send the bot `content` as an update, whatever is in it. Returns the update_id."""
        with self.change():
            update_id = next(self._update_ids)
            self.updates[update_id] = {"update_id": update_id, **content}
            self.queue.add(Pending(update_id, self.updates[update_id], "raw"))
        self.news()
        return update_id

    def repeat_update(self, update_id: int) -> int:
        """Send the bot an earlier update once more, under its own number, although it took it before."""
        with self.change():
            self.queue.add(Pending(update_id, self.updates[update_id], ("again", update_id), repeated=True))
        self.news()
        return update_id
