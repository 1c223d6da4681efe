"""Pages of the knowledge bank (to be written)."""

from collections.abc import Sequence

from dialogs.handbook.card import Card
from dialogs.messages import Button, Line, Message, Style


def card_page(card: Card, cards: Sequence[Card], way_back: tuple[Button, ...]) -> Message:
    """A card."""
    return Message((Line(card.title, Style.STRONG), *map(Line, card.lines)), (way_back,))


def index_page(cards: Sequence[Card], way_back: tuple[Button, ...]) -> Message:
    """All cards."""
    return Message(tuple(Line(card.title) for card in cards), (way_back,))


def found_page(question: str, found: Sequence[Card], way_back: tuple[Button, ...]) -> Message:
    """What was found."""
    return card_page(found[0], found, way_back)


def nothing_found(question: str, way_back: tuple[Button, ...]) -> Message:
    """Nothing."""
    return Message((), (way_back,))
