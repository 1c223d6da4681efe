"""Buttons that lead to a page."""

from dialogs.events import Pressed
from dialogs.messages import Button
from dialogs.text import Text, _

PAGE = "@"
"""Stands in a button where those of a dialogue have the token of a seat."""


def go(page: str, argument: str = "") -> Pressed:
    """What a button carries that leads to `page`, about `argument` (the token of an intake, a number)."""
    return Pressed(PAGE, page, 0, argument)


def ways_on(page: str, about: str, start: int, at_once: int, of: int) -> tuple[Button, ...]:
    """Buttons to what comes before and after the part of a list that is shown: the things from place `start` on, `at_once` of them,
    of so many. `about`: what stands before the place in the argument of the page."""
    earlier = (button(_("◀ Vorige"), page, f"{about}{max(start - at_once, 0)}"),) if start else ()
    later = (button(_("Volgende ▶"), page, f"{about}{start + at_once}"),) if start + at_once < of else ()
    return (*earlier, *later)


def button(label: Text, page: str, argument: str = "") -> Button:
    """A button that leads to `page`, about `argument`."""
    return Button(label, go(page, argument))


OWN_COPY = button(_("📄 Mijn samenvatting"), "copy")
"""Leads a candidate to their own copy of the summary."""
