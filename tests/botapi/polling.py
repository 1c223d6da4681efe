"""getUpdates: waits until there is something to tell, and lets only one poll wait."""

import asyncio
from typing import Any

from .methods import allow
from .refusals import OTHER_POLL, WEBHOOK_ACTIVE, WEBHOOK_CAME, Refusal
from .world import World

_LONGEST_WAIT = 50  # seconds


class Polling:
    """The poll that waits, if any. Lives in the server's thread."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._waiting: asyncio.Future[None] | None = None

    async def get_updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        """Forget what is confirmed, and return what is next, waiting for it if need be. Raises Refusal (409)."""
        if self._world.webhook:
            raise Refusal(WEBHOOK_ACTIVE)
        limit = min(max(params.get("limit", 100), 1), 100)
        timeout = min(max(params.get("timeout", 0), 0), _LONGEST_WAIT)
        with self._world.change():
            allow(self._world, params)
            self._world.queue.confirm(params.get("offset", 0))
            updates = self._world.queue.take(limit)
        if updates or not timeout:
            return updates
        self._end(OTHER_POLL)
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(waiting, timeout)
        except TimeoutError:
            return []
        finally:
            if self._waiting is waiting:
                self._waiting = None
        with self._world.change():
            return self._world.queue.take(limit)

    def news(self) -> None:
        """Look again: an update may have come, or a webhook."""
        if self._world.webhook:
            self._end(WEBHOOK_CAME)
        elif self._world.queue.waiting:
            self._end(None)

    def _end(self, conflict: str | None) -> None:
        if self._waiting is None or self._waiting.done():
            return
        if conflict:
            self._waiting.set_exception(Refusal(conflict))
        else:
            self._waiting.set_result(None)
