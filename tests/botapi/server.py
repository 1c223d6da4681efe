"""The server itself: HTTP in a thread of its own, and everything a test may ask of it."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Self

from aiohttp import web

from .delivery import Delivery
from .faults import Drop, Fail, Fault, Faults, Slow, When
from .methods import METHODS
from .people import Channel, Group, Person
from .polling import Polling
from .refusals import Refusal
from .requests import Call, read_request
from .world import World

_NAMES = {name.lower(): name for name in [*METHODS, "getUpdates"]}
_LARGEST_REQUEST = 50 * 1024 * 1024  # bytes


def _always(params: dict[str, Any]) -> bool:
    return True


class BotApi:
    """A Telegram for one bot, on a free port of this machine, from `with` to the end of its block.

    `retry_pause` is how long (seconds) a webhook that failed is left alone. Updates of one chat reach a webhook one
    at a time, in order; with `taps_overtake`, taps go beside messages, as they do at Telegram.
    """

    def __init__(self, token: str = "42:TEST-TOKEN", *, retry_pause: float = 0.01, taps_overtake: bool = False) -> None:
        self.token = token
        self.url = ""
        self.calls: list[Call] = []
        self._world = World(token, taps_overtake)
        self._faults = Faults()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="bot-api")
        self._started: Future[None] = Future()
        self._polling = Polling(self._world)
        self._delivery = Delivery(self._world, retry_pause, self._carry_out)

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.result()
        return self

    def __exit__(self, *exception: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    # People

    def person(
        self, first_name: str = "Halima", language_code: str | None = "nl", username: str | None = None
    ) -> Person:
        """Somebody who has not yet written to the bot."""
        return Person(self._world, first_name, language_code, username)

    def group(self, title: str = "Werkcentrum") -> Group:
        """A group that the bot is a member of."""
        return Group(self._world, title)

    def channel(self, title: str = "Nieuws") -> Channel:
        """A channel that the bot is a member of."""
        return Channel(self._world, title)

    def calls_of(self, *methods: str) -> list[Call]:
        """The bot's requests of these methods, oldest first."""
        return [call for call in self.calls if call.method in methods]

    # Updates

    @property
    def updates(self) -> dict[int, dict[str, Any]]:
        """Every update so far, by its update_id."""
        return self._world.updates

    def raw_update(self, content: dict[str, Any]) -> int:
        """Send the bot `content` as an update, whatever is in it. Returns the update_id."""
        return self._world.raw_update(content)

    def repeat_update(self, update_id: int) -> int:
        """Send the bot an earlier update once more, under its own number, although it took it before."""
        return self._world.repeat_update(update_id)

    def expire_queries(self) -> None:
        """Make every tap until now too old to be answered."""
        with self._world.change():
            self._world.open_queries.clear()

    # Waiting

    def settled(self, timeout: float = 10) -> None:
        """Wait until the bot took every update: confirmed it with its next poll, or accepted it at its webhook.

        Raises AssertionError, naming the updates, when it takes longer than `timeout` seconds.
        """
        waiting = self._world.queue
        self.waits_until(lambda: not waiting.waiting, lambda: f"Not taken: {self._not_taken()}", timeout)

    def waits_until(
        self, condition: Callable[[], object], complaint: Callable[[], str] = lambda: "", timeout: float = 10
    ) -> None:
        """Wait until `condition` holds; it is looked at after every request and every update.

        Raises AssertionError with the `complaint` when it takes longer than `timeout` seconds.
        """
        self._world.waits_until(condition, complaint, timeout)

    def _not_taken(self) -> list[dict[str, Any]]:
        return [pending.update for pending in self._world.queue.waiting]

    # Faults

    def fail(
        self,
        method: str,
        *,
        status: int,
        description: str | None = None,
        retry_after: int | None = None,
        body: str | None = None,
        times: int = 1,
        when: When = _always,
    ) -> None:
        """Answer the next `times` calls of `method` with an error, without doing what they ask.

        `retry_after` (seconds) also goes into the header; `body`, when given, is sent in place of JSON. `when` looks
        at the parameters of a call, and lets the others through.
        """
        self._add(Fail(method, times, when, status, description, retry_after, body))

    def drop(self, method: str, *, times: int = 1, after_effect: bool = False, when: When = _always) -> None:
        """Close the connection of the next `times` calls without an answer, before or after doing what they ask."""
        self._add(Drop(method, times, when, after_effect))

    def slow(self, method: str, seconds: float, *, times: int = 1, when: When = _always) -> None:
        """Do what the next `times` calls ask at once, but answer `seconds` later."""
        self._add(Slow(method, times, when, seconds))

    def heal(self) -> None:
        """Take back all faults."""
        with self._world.change():
            self._faults.clear()

    def _add(self, fault: Fail | Drop | Slow) -> None:
        if fault.method not in _NAMES.values():
            raise ValueError(f"no such method: {fault.method}")
        with self._world.change():
            self._faults.add(fault)

    # HTTP

    async def _serve(self) -> None:
        runner = web.AppRunner(self._app(), access_log=None, handler_cancellation=True, shutdown_timeout=0.05)
        try:
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
            self._world.news = lambda: self._loop.call_soon_threadsafe(self._news)
            self._started.set_result(None)
            delivering = asyncio.create_task(self._delivery.run())
            await self._stop.wait()
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering
        except BaseException as error:
            if not self._started.done():
                self._started.set_exception(error)
            raise
        finally:
            await runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=_LARGEST_REQUEST)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_route("GET", "/file/bot{token}/documents/{file}", self._download)
        app.router.add_route("*", "/{path:.*}", _nothing_here)
        return app

    def _news(self) -> None:
        self._polling.news()
        self._delivery.news()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        try:
            call = await self._read(request)
        except Refusal as refusal:
            return _refused(refusal)
        fault = self._record(call)
        match fault:
            case Fail():
                return fault.response()
            case Drop(after_effect=False):
                return _hung_up(request)
        try:
            response = web.json_response({"ok": True, "result": await self._perform(call)})
        except Refusal as refusal:
            response = _refused(refusal)
        match fault:
            case Drop():
                return _hung_up(request)
            case Slow(seconds=seconds):
                await asyncio.sleep(seconds)
        return response

    async def _download(self, request: web.Request) -> web.Response:
        """What is in a file, where getFile says that it is."""
        file = self._world.files.get(request.match_info["file"])
        if request.match_info["token"] != self.token or file is None:
            return await _nothing_here(request)
        return web.Response(body=file.data, content_type=file.content_type)

    async def _read(self, request: web.Request) -> Call:
        token, method = request.match_info["token"], request.match_info["method"]
        if token != self.token:
            raise Refusal("Unauthorized" if ":" in token else "Unauthorized: invalid token specified")
        return Call(_NAMES.get(method.lower(), method), await read_request(request))

    def _record(self, call: Call) -> Fault | None:
        with self._world.change():
            self.calls.append(call)
            return self._faults.strike(call)

    async def _perform(self, call: Call) -> Any:
        if call.method == "getUpdates":
            return await self._polling.get_updates(call.params)
        if call.method not in METHODS:
            raise Refusal("Not Found: method not found")
        with self._world.change():
            return METHODS[call.method](self._world, call.params)

    async def _carry_out(self, call: Call) -> None:
        """Do what the webhook's answer asks; how that went, nobody hears."""
        call = Call(_NAMES.get(call.method.lower(), call.method), call.params)
        self._record(call)
        with suppress(Refusal):
            await self._perform(call)


async def _nothing_here(request: web.Request) -> web.Response:
    return _refused(Refusal("Not Found"))


def _refused(refusal: Refusal) -> web.Response:
    answer = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    return web.json_response(answer, status=refusal.status)


def _hung_up(request: web.Request) -> web.Response:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()  # goes nowhere
