"""What the bot shows, the same for every channel."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from dialogs.events import Pressed
from dialogs.text import Text

CALENDAR_FILE = "gesprek.ics"
"""What the file in `Message.calendar` is called."""


class Style(Enum):
    """How much a line stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a message."""

    text: Text
    style: Style = Style.PLAIN


def in_words(lines: tuple[Line, ...], write: Callable[[Line], str]) -> str:
    """The lines as one text: a blank line between paragraphs, none between items of a list. `write` renders one line."""
    words = ""
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None:
            words += "\n" if before.style is line.style is Style.ITEM else "\n\n"
        words += write(line)
    return words


@dataclass(frozen=True, slots=True)
class Button:
    """A button below a message."""

    label: Text
    press: Pressed


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the conversation is: questions answered, of the questions that apply now."""

    answered: int
    of: int


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to hand out with a message. It is made at the door, when the message is shown: so it is never older than that, and
    kept nowhere. `what`: which kind of file (bot/desk/files.py); `of`: what it is about, as a token or a code."""

    what: str
    of: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `in_place`: it may replace the message whose button was pressed, because it is the same thing going on.
    `qr`: a link to show as a picture that a phone can scan. `calendar`: an iCalendar file to hand out with it. At most one of
    these and `attached` is there."""

    lines: tuple[Line, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    question: str | None = None
    progress: Progress | None = None
    in_place: bool = False
    qr: str | None = None
    calendar: str | None = None
    attached: Attachment | None = None
