"""A Bot API server that answers everything at once, checks nothing, and tells when a reply arrives."""

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

BOT = {"id": 123456789, "is_bot": True, "first_name": "Praktijkgids", "username": "PraktijkgidsBot"}


@dataclass(frozen=True)
class Shown:
    """What a chat shows now: since when (`time.perf_counter`), as which message, with which buttons below it."""

    at: float
    message: int
    buttons: tuple[str, ...]


class Stub:
    """A Bot API server on a free port of this machine, for one bot."""

    def __init__(self) -> None:
        self.listening = asyncio.Event()
        """Set as soon as the bot told where its webhook is."""
        self._expected: dict[int, asyncio.Future[Shown]] = {}
        self._messages = 0
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        self.url = ""

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self._runner.cleanup()

    def expect(self, chat: int) -> asyncio.Future[Shown]:
        """The next reply in this chat: a new message, or an old one that gets new buttons; a document comes beside it."""
        self._expected[chat] = asyncio.get_running_loop().create_future()
        return self._expected[chat]

    async def _answer(self, request: web.Request) -> web.Response:
        given = await request.post()
        now, method = time.perf_counter(), request.match_info["method"]
        if method == "setWebhook":
            self.listening.set()
        if method == "getMe":
            return web.json_response({"ok": True, "result": BOT})
        if method not in ("sendMessage", "editMessageText", "sendDocument"):
            return web.json_response({"ok": True, "result": True})
        chat = int(str(given["chat_id"]))
        self._messages += 1
        message = int(str(given.get("message_id", self._messages)))
        replies = method == "sendMessage" or (method == "editMessageText" and "reply_markup" in given)
        if replies and chat in self._expected:
            self._expected.pop(chat).set_result(Shown(now, message, _datas(str(given.get("reply_markup", "{}")))))
        words = {"caption": given["caption"]} if method == "sendDocument" else {"text": given["text"]}
        result = {"message_id": message, "date": 1, "chat": {"id": chat, "type": "private"}} | words
        return web.json_response({"ok": True, "result": result})


def _datas(markup: str) -> tuple[str, ...]:
    rows: list[list[dict[str, Any]]] = json.loads(markup).get("inline_keyboard", [])
    return tuple(button["callback_data"] for row in rows for button in row)
