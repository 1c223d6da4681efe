"""The files that messages hand out: each kind made from what is known at the moment it is asked for, and kept nowhere."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from bot.knowledge import Knowledge
from dialogs.dialogue import Dialogue
from dialogs.messages import Attachment


@dataclass(frozen=True, slots=True)
class File:
    """A file to hand out. `picture`: it is shown as one (a PNG)."""

    name: str
    content: bytes
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Making:
    """What making a file may look at. `of`: what it is about; `language`: of who gets it."""

    session: Session
    now: datetime
    known: Knowledge
    dialogue: Dialogue
    of: str
    language: str


FILES: dict[str, Callable[[Making], File | None]] = {}
"""How each kind of file is made; None when what it is about is not there any more."""

Files = Callable[[Attachment, str], File | None]
"""Makes the file of an attachment in a language: how the doors know it (`Desk.file`)."""
