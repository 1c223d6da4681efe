"""Praktijkgids at work on a Bot API server, inside this process: the real reception, poll and webhook, at a desk of the test's."""

import asyncio
import threading
from collections.abc import Coroutine, Mapping
from typing import Any, Self, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import ClientSession, web

from bot.desk import Desk
from bot.telegram.hear import WANTED
from bot.telegram.polling import poll
from bot.telegram.reception import Reception
from bot.telegram.show import Shower
from bot.telegram.webhook import SECRET_HEADER, application
from tests.botapi import BotApi

T = TypeVar("T")

SECRET = "only-Telegram_knows-1"


class Background:
    """An event loop in a thread of its own, with one HTTP session for all bots, so that tests can be plain functions."""

    def __init__(self) -> None:
        self.session = AiohttpSession()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="praktijkgids")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.do(self.session.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """What comes of `work`, done in the other thread. Raises what it raises, and TimeoutError after half a minute."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(30)


class Serving:
    """A bot that serves `desk`, once it is told how: `polls` or `listens`. It never really pauses; `pauses` tells how long
    it would have."""

    def __init__(self, background: Background, api: BotApi, desk: Desk) -> None:
        background.session.api = TelegramAPIServer.from_base(api.url)
        self.background = background
        self.api = api
        self.desk = desk
        self.pauses: list[float] = []
        self.bot = Bot(api.token, session=background.session)
        self.reception = Reception(desk, Shower(self.bot, desk.file, self._pause))
        self.url = ""
        self._poll: asyncio.Task[None] | None = None
        self._listening: web.AppRunner | None = None

    def by(self, way: str) -> Self:
        """Start serving by "polling" or by "webhook"."""
        return {"polling": self.polls, "webhook": self.listens}[way]()

    def polls(self) -> Self:
        """Start polling."""

        async def start() -> None:
            self._poll = asyncio.create_task(poll(self.bot, self.reception, pause=self._pause))

        self.background.do(start())
        return self

    def listens(self) -> Self:
        """Start listening, and tell Telegram where."""

        async def start() -> None:
            self._listening = web.AppRunner(application(self.reception, "/hook", SECRET), access_log=None)
            await self._listening.setup()
            await web.TCPSite(self._listening, "127.0.0.1", 0).start()
            self.url = f"http://127.0.0.1:{self._listening.addresses[0][1]}/hook"
            await self.bot.set_webhook(self.url, secret_token=SECRET, allowed_updates=WANTED)

        self.background.do(start())
        return self

    def stops(self) -> None:
        """Stop receiving, and finish what was begun. Raises what ended the poll, if something did."""

        async def stop() -> None:
            if self._poll is not None:
                self._poll.cancel()
                await asyncio.wait([self._poll])
            if self._listening is not None:
                await self._listening.cleanup()
            await self.reception.settled()

        self.background.do(stop())
        poll, self._poll, self._listening = self._poll, None, None
        if poll is not None and not poll.cancelled() and (end := poll.exception()):
            raise end

    def rests(self) -> None:
        """Wait until Telegram has nothing more to tell, and all that it told is handled."""
        self.api.settled()
        self.background.do(self.reception.settled())

    def sweeps(self, older_than: float = 0) -> None:
        """Take up what was left lying, as is done from time to time and at the start."""
        self.background.do(self.reception.sweep(older_than))
        self.background.do(self.reception.settled())

    def posted(self, body: bytes, headers: Mapping[str, str] | None = None) -> int:
        """The status that somebody gets who posts `body` to the webhook, by default with the secret."""

        async def post() -> int:
            told = {SECRET_HEADER: SECRET} if headers is None else headers
            async with ClientSession() as http, http.post(self.url, data=body, headers=told) as response:
                return response.status

        return self.background.do(post())

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)
