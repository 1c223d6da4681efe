"""A whole intake on a Bot API server that others wrote, lo-bot-api-emulator: a second opinion beside our own."""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from lo_bot_api_emulator import LoBotApiEmulator
from lo_bot_api_emulator.journal import verdict
from sqlmodel import select

from bot.desk import Desk
from bot.telegram.hear import WANTED
from bot.telegram.polling import poll
from bot.telegram.reception import Reception
from bot.telegram.show import Shower
from bot.telegram.webhook import application
from dialogs.events import Pressed
from dialogs.pages.going import PAGE
from storage.tables import Appointment, Intake
from tests.bot.telegram.candidate import next_deed, question_of
from tests.bot.telegram.serving import SECRET, Background

TOKEN = "42:SECOND"
HALIMA = {"id": 7001, "is_bot": False, "first_name": "Halima", "language_code": "nl"}
CHAT = {"id": HALIMA["id"], "type": "private", "first_name": "Halima"}


class Phone:
    """The phone of a candidate, on the server of others: what is on it last, and what they do."""

    def __init__(self, journal: Path) -> None:
        self.server = LoBotApiEmulator(journal=journal, allow_insecure_loopback_webhooks=True)
        self.screen: asyncio.Queue[tuple[int, dict[str, Pressed]]] = asyncio.Queue()
        self._validate = self.server.validate
        self.server.validate = self._watched

    def _watched(self, method: str, fields: dict[str, Any], uploads: dict[str, Any]) -> Any:
        """The server keeps no messages: note which buttons are shown, and under which message."""
        answer = self._validate(method, fields, uploads)
        if fields.get("reply_markup"):
            rows = json.loads(fields["reply_markup"])["inline_keyboard"]
            offered = [Pressed.parse(button["callback_data"]) for row in rows for button in row]
            self.screen.put_nowait((answer["message_id"], {pressed.value: pressed for pressed in offered}))
        return answer

    async def intake(self) -> None:
        """Go through all questions."""
        await self._says("/start")
        while True:
            message, offered = await asyncio.wait_for(self.screen.get(), 20)
            if all(pressed.token == PAGE for pressed in offered.values()):
                continue  # it is told beside the questions
            if not question_of(offered):
                return
            deed = next_deed(offered)
            if deed.startswith("> "):
                await self._says(deed[2:])
            else:
                await self._presses(message, offered[deed])

    async def _says(self, text: str) -> None:
        message = {"message_id": 9000, "date": 1, "chat": CHAT, "from": HALIMA, "text": text}
        await self._does({"message": message})

    async def _presses(self, message: int, button: Pressed) -> None:
        under = {"message_id": message, "date": 1, "chat": CHAT}
        await self._does(
            {
                "callback_query": {
                    "id": "1",
                    "from": HALIMA,
                    "message": under,
                    "chat_instance": "1",
                    "data": button.data,
                }
            }
        )

    async def _does(self, update: Mapping[str, Any]) -> None:
        await self.server.enqueue_update(update, token=TOKEN)


async def listening(app: web.Application) -> tuple[web.AppRunner, str]:
    """An application at work, and where."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


@pytest.mark.parametrize(
    ("way", "database_url"), [("polling", "postgresql"), ("webhook", "sqlite")], indirect=["database_url"]
)
def test_an_independent_server_has_nothing_to_complain_of(
    way: str, desk: Desk, background: Background, tmp_path: Path
) -> None:
    journal = tmp_path / "journal.jsonl"

    async def hold() -> None:
        phone = Phone(journal)
        server, url = await listening(phone.server.app())
        background.session.api = TelegramAPIServer.from_base(url)
        bot = Bot(TOKEN, session=background.session)
        reception = Reception(desk, Shower(bot, desk.file))
        hook, hook_url = await listening(application(reception, "/hook", SECRET))
        polling = asyncio.create_task(poll(bot, reception)) if way == "polling" else None
        if polling is None:
            await bot.set_webhook(f"{hook_url}/hook", secret_token=SECRET, allowed_updates=WANTED)
        await phone.intake()
        await reception.settled()
        if polling is not None:
            polling.cancel()
        await hook.cleanup()
        await server.cleanup()

    background.do(hold())
    with desk.database.transaction() as session:
        assert session.exec(select(Intake)).one().finished_at is not None
        assert len(session.exec(select(Appointment)).all()) == 1
    methods = ["sendMessage", "editMessageText", "answerCallbackQuery"]
    methods.append("getUpdates" if way == "polling" else "setWebhook")
    opinion = verdict(journal, require_response=True, require_methods=methods)
    assert opinion["ok"], opinion
