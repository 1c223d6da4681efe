"""Workbooks that people send: what is in them is fetched before the turn, from those who may change something with them."""

from dataclasses import dataclass
from io import BytesIO

from aiogram import Bot
from aiogram.types import Message

from dialogs.events import Handed

LARGEST = 1_000_000
"""Bytes of a workbook that is fetched."""
ENDS = ".xlsx"


@dataclass(frozen=True, slots=True)
class SentWorkbook:
    """A workbook in a message: by what Telegram knows it, and what it is called."""

    file: str
    name: str


def workbook_in(message: Message) -> SentWorkbook | None:
    """The workbook that a message is; None when it is none, or too large."""
    sent = message.document
    if sent is None or not (sent.file_name or "").lower().endswith(ENDS) or (sent.file_size or 0) > LARGEST:
        return None
    return SentWorkbook(sent.file_id, sent.file_name or "")


async def fetched(bot: Bot, workbook: SentWorkbook) -> Handed:
    """A workbook with what is in it. Raises AiogramError or aiohttp.ClientError when Telegram does not give it."""
    into = BytesIO()
    await bot.download(workbook.file, into)
    return Handed(workbook.name, into.getvalue())
