"""A local Telegram Bot API server, and the people who talk to a bot through it.

    from tests.botapi import BotApi

    with BotApi() as api:
        start_my_bot(api.url, api.token)  # with polling, or with a webhook
        halima = api.person("Halima", language_code="nl")
        halima.starts()
        halima.waits_for("Hoe oud ben je?")
        halima.presses("16 of 17")
        api.settled()
        assert halima.last.labels == ["Ja", "Nee"]

The server lives in a thread of its own, so a synchronous test can drive it. What people do only enqueues an update
and returns its update_id; waiting for the bot is always said aloud. Refusals are worded and numbered as Telegram
words and numbers them (read in the source of tdlib/telegram-bot-api 10.0 and tdlib/td).
"""

from .chats import BotMessage, Chat
from .keyboards import Button
from .people import Channel, Group, Person
from .requests import Call, Upload
from .server import BotApi

__all__ = ["BotApi", "BotMessage", "Button", "Call", "Channel", "Chat", "Group", "Person", "Upload"]
