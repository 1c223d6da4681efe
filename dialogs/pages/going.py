"""Buttons that lead to a page."""

from dialogs.events import Pressed
from dialogs.messages import Button
from dialogs.text import Text

PAGE = "@"
"""Stands in a button where those of a dialogue have the token of a seat."""


def go(page: str, argument: str = "") -> Pressed:
    """What a button carries that leads to `page`, about `argument` (the token of an intake, a number)."""
    return Pressed(PAGE, page, 0, argument)


def button(label: Text, page: str, argument: str = "") -> Button:
    """A button that leads to `page`, about `argument`."""
    return Button(label, go(page, argument))
