"""What a person can do, the same for every channel."""

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True)
class Arrived:
    """Opened the conversation (`/start`), perhaps with the code of a link; `understood`: the code means something."""

    code: str = ""
    understood: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """Typed something."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """Pressed a button: of which intake, at which question, at which revision of its answer, and what it stands for."""

    token: str
    question: str
    revision: int
    value: str

    @property
    def data(self) -> str:
        """The button as one string that any channel can carry."""
        return f"{self.token}.{self.question}.{self.revision}.{self.value}"

    @classmethod
    def parse(cls, data: str) -> "Pressed":
        """The button that `data` names; raises ValueError when it names none."""
        token, question, revision, value = data.split(".", 3)
        return cls(token, question, int(revision), value)


class Unreadable(Enum):
    """Things a person can send that are no words."""

    PHOTO = "photo"
    STICKER = "sticker"
    VOICE = "voice"
    LOCATION = "location"
    CONTACT = "contact"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sent:
    """Sent something that is no words."""

    what: Unreadable


@dataclass(frozen=True, slots=True)
class Edited:
    """Changed a message that was sent before."""

    text: str


Event = Arrived | Said | Pressed | Sent | Edited


@dataclass(frozen=True, slots=True)
class Handed:
    """Sent a workbook: what it is called, and what is in it. To a conversation it is `Sent` as any other file."""

    name: str
    content: bytes = field(repr=False)
