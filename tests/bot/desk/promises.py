"""What every reply at the desk promises, whoever gets it and whatever they did."""

from bot.desk import Reply
from bot.desk.arriving import OLD_BUTTON, WORTHLESS
from dialogs.pages.home import REFUSAL, no_role_page
from dialogs.pages.talk import not_for_you
from dialogs.text import render
from tests.bot.desk.cast import buttons, in_words

LONGEST = 64
"""Bytes that Telegram lets a button carry."""
REFUSED = (REFUSAL, no_role_page().lines[0].text)
BEGIN = "Stuur dan een bericht", "Send a message"
"""The way on of somebody who is nobody here (any more)."""
GOODBYE = (OLD_BUTTON, *WORTHLESS.values(), not_for_you().lines[0].text)
"""What may be the last word."""


def is_refused(reply: Reply) -> bool:
    """Whether somebody is told that this is not for them."""
    return any(line.text in REFUSED for message in reply.messages for line in message.lines)


def hold(reply: Reply) -> None:
    """There is something to read, and a way on."""
    assert reply.messages
    shown = buttons(reply.messages)
    assert all(len(press.data.encode()) <= LONGEST for press in shown)
    texts = [line.text for message in reply.messages for line in message.lines]
    assert all(render(text, reply.language).strip() for text in texts)
    asks = any(message.question for message in reply.messages)
    over = is_refused(reply) or any(text in GOODBYE for text in texts)
    words = in_words(reply.messages, reply.language)
    assert shown or asks or over or any(begin in words for begin in BEGIN), words
