"""The webhook: an update is stored before Telegram hears that it arrived."""

import hmac
import json
import logging

from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError

from bot.telegram.reception import Reception

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def application(reception: Reception, path: str, secret: str) -> web.Application:
    """A web application that takes updates at `path` from whoever knows the secret."""

    async def take(request: web.Request) -> web.Response:
        told = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(told.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=401)
        try:
            raw = json.loads(await request.read())
        except (ValueError, RecursionError):
            raw = None
        if not isinstance(raw, dict):
            log.warning("something that is no update came in and is dropped")
            return web.Response()  # sending it again would not make it one
        try:
            await reception.receive([raw])
        except SQLAlchemyError as problem:
            log.warning("an update could not be stored, Telegram will send it again: %s", type(problem).__name__)
            return web.Response(status=503)
        return web.Response()

    app = web.Application()
    app.router.add_post(path, take)
    return app
