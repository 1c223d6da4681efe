"""A bot in a process of its own: `python -m tests.bench.served echo|praktijkgids`, with the settings of Praktijkgids.

On SIGUSR1 it writes the seconds of CPU it has used so far.
"""

import asyncio
import gc
import signal
import sys
import time
from urllib.parse import urlsplit

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from bot.commands.serve import serve
from bot.settings import Settings


async def echo(settings: Settings) -> None:
    """aiogram's own webhook with one handler, started with the same care as Praktijkgids."""
    assert settings.telegram_token is not None
    assert settings.webhook_secret is not None
    assert settings.webhook_url is not None
    token, secret, url = (
        settings.telegram_token.get_secret_value(),
        settings.webhook_secret.get_secret_value(),
        settings.webhook_url,
    )
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_server)))
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(message.text or "")

    app = web.Application()
    SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=secret).register(
        app, urlsplit(url).path
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, settings.webhook_host, settings.webhook_port).start()
    gc.collect()
    gc.freeze()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await bot.set_webhook(url, secret_token=secret)
    await stop.wait()
    await runner.cleanup()
    await bot.session.close()


def main() -> None:
    """Serve until SIGTERM."""
    signal.signal(signal.SIGUSR1, lambda _number, _frame: print(time.process_time(), flush=True))
    if sys.argv[1] == "echo":
        asyncio.run(echo(Settings()))
    else:
        serve(None)


if __name__ == "__main__":
    main()
