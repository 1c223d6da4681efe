"""Webhook delivery: every update again and again until it is accepted, those of one queue one after the other."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable

from aiohttp import ClientError, ClientSession, ClientTimeout

from .refusals import Refusal
from .requests import Call, read_reply
from .updates import Pending
from .world import Webhook, World

_TIMEOUT = ClientTimeout(total=60)


class Delivery:
    """Posts updates to the webhook, when there is one. Lives in the server's thread.

    After a refusal or a lost connection it tries again in `pause` seconds. `carry_out` does what the bot asks in its
    answer: a webhook may answer with a request.
    """

    def __init__(self, world: World, pause: float, carry_out: Callable[[Call], Awaitable[object]]) -> None:
        self._world = world
        self._pause = pause
        self._carry_out = carry_out
        self._busy: set[Hashable] = set()
        self._news = asyncio.Event()

    def news(self) -> None:
        """Look again: an update may have come, or a webhook."""
        self._news.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        async with ClientSession(timeout=_TIMEOUT) as http, asyncio.TaskGroup() as deliveries:
            while True:
                self._news.clear()
                with self._world.change():
                    hook = self._world.webhook
                    heads = self._world.queue.heads(self._busy) if hook else []
                for pending in heads:
                    assert hook is not None
                    self._busy.add(pending.queue)
                    deliveries.create_task(self._deliver(http, hook, pending))
                await self._news.wait()

    async def _deliver(self, http: ClientSession, hook: Webhook, pending: Pending) -> None:
        async with hook.connections:
            error = await self._post(http, hook, pending)
        with self._world.change():
            # Once the webhook has changed, the answer of the one before says nothing any more.
            if self._world.webhook is hook and error is None:
                self._world.queue.remove(pending)
            if error is not None:
                hook.last_error_date, hook.last_error_message = int(time.time()), error
        if error is not None:
            await asyncio.sleep(self._pause)
        self._busy.discard(pending.queue)
        self._news.set()

    async def _post(self, http: ClientSession, hook: Webhook, pending: Pending) -> str | None:
        """Post one update. Returns what went wrong, or None when it was accepted."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret_token} if hook.secret_token else {}
        try:
            async with http.post(hook.url, json=pending.update, headers=headers, allow_redirects=False) as response:
                if not 200 <= response.status <= 299:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                params = await read_reply(response)
        except (ClientError, TimeoutError):
            return "Webhook connection closed"
        except Refusal:
            return None  # accepted, with an answer that asks nothing
        if method := str(params.pop("method", "")):
            await self._carry_out(Call(method, params))
        return None
