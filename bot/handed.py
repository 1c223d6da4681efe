"""What a message hands out beside its words, as a file: the same at every door."""

from dataclasses import dataclass
from pathlib import Path

from bot.desk.files import File, Files
from bot.qr import png
from dialogs.messages import CALENDAR_FILE, Message

QR_FILE = "praktijkgids.png"


def file_of(message: Message, language: str, files: Files) -> File | None:
    """The file that comes with a message, made in this language; None when there is none (any more)."""
    if message.qr is not None:
        return File(QR_FILE, png(message.qr), picture=True)
    if message.calendar is not None:
        return File(CALENDAR_FILE, message.calendar.encode())
    return files(message.attached, language) if message.attached is not None else None


@dataclass(frozen=True, slots=True)
class Kept:
    """Keeps the files of messages in a folder, for a terminal, which cannot show them; in none without one."""

    files: Files
    folder: Path | None

    def __call__(self, message: Message, language: str) -> str | None:
        """Where the file of a message is now: its path, or its name when it is kept nowhere; None when there is no file."""
        file = file_of(message, language, self.files)
        if file is None or self.folder is None:
            return file.name if file is not None else None
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / file.name
        path.write_bytes(file.content)
        return str(path)
