"""From the post of an update until its reply arrives: Praktijkgids beside aiogram's own webhook."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import median
from typing import Self

from aiohttp import ClientSession

from bot.telegram.webhook import SECRET_HEADER
from tests.bench.chats import Chat, Echoed
from tests.bench.databases import POSTGRESQL, SQLITE, Servers
from tests.bench.measured import Measured, beside, table
from tests.bench.stub import Stub
from tests.conftest import MONDAY

ROOT = Path(__file__).parents[2]
ECHO = "aiogram's echo"
SECRET = "only-Telegram_knows-1"
WARM_UP = 60
"""Updates before anything is measured: two conversations."""
AT_ONCE, ROUNDS = 20, 3
BREATH = 0.02
"""Seconds between two measured updates, so that what a bot does after its reply is not measured with the next."""
PATIENCE = 60
"""Seconds after which a bot that does not start or reply is given up."""


class Served:
    """A bot in a process of its own, with a Bot API server and people who talk to it.

    `folder`: where it may keep things. `database`: that of Praktijkgids; without one the bot only echoes.
    """

    def __init__(self, name: str, folder: Path, database: str = "") -> None:
        self.waited = Measured(name)
        self._echoes = not database
        self._folder = folder
        self._database = database
        self._api = Stub()
        self._http = ClientSession()
        self._chats = [Echoed() if self._echoes else Chat() for _ in range(AT_ONCE)]
        self._url = ""

    async def __aenter__(self) -> Self:
        await self._api.__aenter__()
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._url = f"http://127.0.0.1:{port}/hook"
        settings = {
            "DATABASE": self._database,
            "CACHE": str(self._folder),
            "NOW": MONDAY.isoformat(),
            "TELEGRAM_TOKEN": "123456789:bench",
            "TELEGRAM_SERVER": self._api.url,
            "WEBHOOK_URL": self._url,
            "WEBHOOK_PORT": str(port),
            "WEBHOOK_SECRET": SECRET,
        }
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.served", "echo" if self._echoes else "praktijkgids"),
            cwd=ROOT,
            env=os.environ | {f"PRAKTIJKGIDS_{name}": value for name, value in settings.items()},
            stdout=subprocess.PIPE,
        )
        await asyncio.wait_for(self._api.listening.wait(), PATIENCE)
        return self

    async def __aexit__(self, *exception: object) -> None:
        self._process.terminate()
        await self._process.wait()
        await self._http.close()
        await self._api.__aexit__()

    async def turn(self, chat: int = 0) -> float:
        """Somebody does something; gives back after how many seconds the reply arrived."""
        person = self._chats[chat]
        reply, update = self._api.expect(person.id), person.does()
        begun = time.perf_counter()
        async with self._http.post(self._url, json=update, headers={SECRET_HEADER: SECRET}) as response:
            response.raise_for_status()
        shown = await asyncio.wait_for(reply, PATIENCE)
        person.sees(shown)
        return shown.at - begun

    async def rush(self, updates: int) -> float:
        """So many updates of AT_ONCE people, who each react as soon as there is a reply; how many a second were answered."""

        async def converse(chat: int) -> None:
            for _update in range(updates // AT_ONCE):
                await self.turn(chat)

        begun = time.perf_counter()
        await asyncio.gather(*(converse(chat) for chat in range(AT_ONCE)))
        return updates // AT_ONCE * AT_ONCE / (time.perf_counter() - begun)

    async def cpu(self) -> float:
        """Milliseconds of CPU that the process has used so far."""
        self._process.send_signal(signal.SIGUSR1)
        assert self._process.stdout is not None
        return float(await self._process.stdout.readline()) * 1e3


async def over_telegram(made: Servers, updates: int) -> str:
    """The table. The bots take turns, so that whatever else the machine does meets them alike."""
    async with AsyncExitStack() as stack:
        bots = [
            await stack.enter_async_context(bot)
            for bot in (
                Served("aiogram's bare webhook, echo", made.folder),
                Served("Praktijkgids on SQLite", made.folder, made.filled(SQLITE)),
                Served("Praktijkgids on PostgreSQL", made.folder, made.filled(POSTGRESQL)),
            )
        ]
        for bot in bots:
            for _update in range(WARM_UP):
                await bot.turn()
        before = [await bot.cpu() for bot in bots]
        for _update in range(updates):
            for bot in bots:
                bot.waited.seconds.append(await bot.turn())
                await asyncio.sleep(BREATH)
        used = [(await bot.cpu() - then) / updates for bot, then in zip(bots, before, strict=True)]
        rushes = [[await bot.rush(updates) for bot in bots] for _round in range(ROUNDS)]
    rates = [median(rounds) for rounds in zip(*rushes, strict=True)]
    echo = bots[0].waited
    rows = [
        (
            bot.waited.name,
            beside(bot.waited.p50, echo.p50),
            beside(bot.waited.p99, echo.p99),
            beside(cpu, used[0]),
            beside(rate, rates[0], digits=0),
        )
        for bot, cpu, rate in zip(bots, used, rates, strict=True)
    ]
    return table(("", "p50 ms", "p99 ms", "CPU ms an update", f"updates a second, {AT_ONCE} chats at once"), rows)
