"""For doors whose messages hand out no files."""

from bot.desk.files import File
from dialogs.messages import Attachment


def no_files(attachment: Attachment, language: str) -> File | None:
    """There are none."""
    return None
