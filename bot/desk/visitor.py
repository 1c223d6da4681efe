"""Who comes to the desk, and what they get."""

from dataclasses import dataclass

from dialogs.messages import Message
from dialogs.text import SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is at the door: the channel, the address there, and the language their device speaks."""

    channel: str
    address: str
    language: str = SOURCE_LANGUAGE


@dataclass(frozen=True, slots=True)
class Reply:
    """What to show, in which language. `pressed`: how the message with the pressed button looks from now on.

    Without messages the bot is silent: a human being is talking.
    """

    language: str
    messages: tuple[Message, ...] = ()
    pressed: Message | None = None
