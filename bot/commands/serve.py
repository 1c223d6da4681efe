"""`praktijkgids serve`: answering people on Telegram until told to stop."""

import asyncio
import gc
import logging
import re
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramUnauthorizedError
from aiogram.types import BotCommand
from aiohttp import web

from bot import open
from bot.delivery.deliver import deliver
from bot.desk import Desk
from bot.mistake import Mistake
from bot.settings import Settings
from bot.stop import told_to_stop, until_first
from bot.telegram.faults import traced
from bot.telegram.hear import WANTED
from bot.telegram.polling import LONGEST_PAUSE, SHORTEST_PAUSE, poll
from bot.telegram.reception import SWEEP_EVERY, Reception
from bot.telegram.show import Shower
from bot.telegram.webhook import application
from dialogs.text import SOURCE_LANGUAGE, _, languages, render

log = logging.getLogger(__name__)

COMMANDS = {
    "terug": _("Terug naar de vorige vraag"),
    "overzicht": _("Mijn antwoorden bekijken of veranderen"),
    "taal": _("Een andere taal kiezen"),
    "hulp": _("Praten met een mens"),
    "gezien": _("Zien wie je antwoorden las"),
    "stop": _("Stoppen en later verdergaan"),
    "wis": _("Alles wissen"),
}
ABOUT = _("Praktijkgids zoekt samen met jou werk dat je kunt leren op de werkplek. Het duurt 10 minuten.")


def serve(db: str | None) -> None:
    """Serve until SIGINT or SIGTERM. Raises Mistake when a setting is missing or wrong."""
    settings = open.settings()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    secret, token = _webhook_secret(settings), open.telegram_token(settings)
    with open.desk(db) as desk:
        asyncio.run(_serve(settings, token, secret, desk))


def _webhook_secret(settings: Settings) -> str:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    if settings.webhook_url and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise Mistake(
            "a webhook needs PRAKTIJKGIDS_WEBHOOK_SECRET: 1-256 of A-Za-z0-9_-; else anybody could post updates"
        )
    return secret


async def _serve(settings: Settings, token: str, secret: str, desk: Desk) -> None:
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_server)))
    reception = Reception(desk, Shower(bot, desk.file))
    stop = told_to_stop()
    desk.knowledge.warm_up()
    runner: web.AppRunner | None = None
    try:
        await _introduce(bot, desk)
        await reception.sweep(older_than=0)
        gc.collect()
        gc.freeze()  # what is loaded now stays: no need to look it over again and again
        if settings.webhook_url:
            runner = await _listen(reception, settings, secret)
            receiving = _announce(bot, settings.webhook_url, secret)
        else:
            receiving = poll(bot, reception)
        log.info("serving by %s", "webhook" if runner else "polling")
        delivering = deliver(token, settings.telegram_server, desk)
        await until_first(*map(asyncio.create_task, (stop.wait(), _sweep(reception), receiving, delivering)))
    finally:
        if runner:
            await runner.cleanup()
        await reception.settled()
        await bot.session.close()


async def _listen(reception: Reception, settings: Settings, secret: str) -> web.AppRunner:
    path = urlsplit(settings.webhook_url or "").path or "/"
    runner = web.AppRunner(application(reception, path, secret), access_log=None)
    await runner.setup()
    host, port = settings.webhook_host, settings.webhook_port
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as problem:
        await runner.cleanup()
        raise Mistake(f"cannot listen at {host}, port {port}: {problem.strerror}") from None
    return runner


async def _announce(bot: Bot, url: str, secret: str) -> None:
    """Tell Telegram where to bring updates, as often as it takes; then only wait to be cancelled."""
    patience = SHORTEST_PAUSE
    while True:
        try:
            await bot.set_webhook(url, secret_token=secret, allowed_updates=WANTED, drop_pending_updates=False)
            await asyncio.Event().wait()
        except TelegramBadRequest as refusal:
            raise Mistake(f"Telegram refuses PRAKTIJKGIDS_WEBHOOK_URL: {refusal.message}") from None
        except AiogramError as problem:
            log.warning("no webhook yet: %s, trying again in %.0f s", type(problem).__name__, patience)
            await asyncio.sleep(patience)
            patience = min(patience * 2, LONGEST_PAUSE)


async def _sweep(reception: Reception) -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        try:
            await reception.sweep()
        except Exception as fault:  # the next sweep tries again
            log.error("the sweep failed: %s", traced(fault))


async def _introduce(bot: Bot, desk: Desk) -> None:
    """Ask Telegram what the bot is called, for links, and tell it the commands and what the bot is, in every language.

    That it fails is no reason not to serve.
    """
    try:
        me = await bot.get_me()
        desk.link = open.link(me.username or open.settings().telegram_name)
        for language in languages():
            commands = [BotCommand(command=name, description=render(text, language)) for name, text in COMMANDS.items()]
            code = None if language == SOURCE_LANGUAGE else language
            await bot.set_my_commands(commands, language_code=code)
            await bot.set_my_short_description(render(ABOUT, language), language_code=code)
    except TelegramUnauthorizedError:
        raise Mistake("Telegram does not know PRAKTIJKGIDS_TELEGRAM_TOKEN (any more); ask @BotFather for it") from None
    except AiogramError as problem:
        log.warning("the commands could not be shown in the menu: %s", type(problem).__name__)
