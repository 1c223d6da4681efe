"""`praktijkgids deliver`: bringing what is said unasked, without receiving anything."""

import asyncio
import logging

from bot import open
from bot.delivery.deliver import deliver as delivering
from bot.desk import Desk
from bot.settings import Settings
from bot.stop import told_to_stop, until_first


def deliver(db: str | None) -> None:
    """Deliver until SIGINT or SIGTERM. Raises Mistake when a setting is missing or wrong."""
    settings = open.settings()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    token = open.telegram_token(settings)
    with open.desk(db) as desk:
        asyncio.run(_deliver(token, settings, desk))


async def _deliver(token: str, settings: Settings, desk: Desk) -> None:
    stop = told_to_stop()
    work = delivering(token, settings.telegram_server, desk)
    await until_first(asyncio.create_task(stop.wait()), asyncio.create_task(work))
