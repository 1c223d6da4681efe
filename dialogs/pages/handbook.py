"""Pages of the knowledge bank: a card, all cards, and what answers a question. `way_back`: the last row of buttons."""

from collections.abc import Iterable, Sequence

from dialogs.handbook.card import Card, source_name
from dialogs.hearing import readable
from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.privacy import holds_bsn
from dialogs.text import _, listing

FEW, WIDE = 6, 2
"""So many buttons stand below each other; more stand in rows of two."""
LONGEST = 60
"""Characters of a question that are shown again."""

Rows = tuple[tuple[Button, ...], ...]


def card_page(card: Card, cards: Sequence[Card], way_back: tuple[Button, ...] = ()) -> Message:
    """One of `cards`, with the way to the cards inside it, beside it and around it."""
    around = next((other for other in cards if card in other.inside), None)
    beside = around.inside if around else _outermost(cards)
    at = beside.index(card)
    aside = [button(_("📖 Alle kaarten"), "know", around.key if around else "")]
    if at > 0:
        aside.insert(0, button(_("◀ Vorige"), "know", beside[at - 1].key))
    if at + 1 < len(beside):
        aside.append(button(_("Volgende ▶"), "know", beside[at + 1].key))
    return Message(_written(card), _rows(_leading_to(card.inside), (tuple(aside),), way_back), in_place=True)


def index_page(cards: Sequence[Card], way_back: tuple[Button, ...] = ()) -> Message:
    """A button for each of `cards` that is not inside another one."""
    lines = (Line(_("Wat wil je weten?"), Style.STRONG), Line(_("Kies een kaart."), Style.QUIET))
    return Message(lines, _rows(_leading_to(_outermost(cards)), (), way_back), in_place=True)


def found_page(question: str, found: Sequence[Card], way_back: tuple[Button, ...] = ()) -> Message:
    """The first of the cards that were `found` (at least one) for a question, and the way to the others."""
    best, *others = found
    every = (button(_("📖 Alle kaarten"), "know"),)
    rows = _rows(_leading_to(dict.fromkeys((*best.inside, *others))), (every,), way_back)
    return Message((*_repeated(question), *_written(best)), rows)


def nothing_found(question: str, way_back: tuple[Button, ...] = ()) -> Message:
    """No card answers the question: where else to look, and whom to ask."""
    lines = (
        *_repeated(question),
        Line(_("Daar heb ik geen kaart over.")),
        Line(_("Typ het eens in één of twee woorden. Of vraag het aan een mens."), Style.QUIET),
    )
    ways = (button(_("📖 Alle kaarten"), "know"), button(_("☎️ Wie kan ik bellen?"), "call"))
    return Message(lines, _rows((), (ways,), way_back))


def _written(card: Card) -> tuple[Line, ...]:
    sources = [source_name(source) for source in card.sources]
    named = (Line(_("Bron: {sources}").of(sources=listing(sources)), Style.QUIET),) if sources else ()
    return (Line(card.title, Style.STRONG), *(Line(line, Style.ITEM) for line in card.lines), *named)


def _repeated(question: str) -> tuple[Line, ...]:
    """The question, so that it is clear what is answered; never a citizen service number."""
    words = " ".join(readable(question).split())
    if not words or holds_bsn(question):
        return ()
    shown = words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
    return (Line(_("🔎 {question}").of(question=shown), Style.QUIET),)


def _outermost(cards: Sequence[Card]) -> tuple[Card, ...]:
    inside = {card.key for around in cards for card in around.inside}
    return tuple(card for card in cards if card.key not in inside)


def _leading_to(cards: Iterable[Card]) -> Rows:
    buttons = tuple(button(card.title, "know", card.key) for card in cards)
    wide = 1 if len(buttons) <= FEW else WIDE
    return tuple(buttons[start : start + wide] for start in range(0, len(buttons), wide))


def _rows(cards: Rows, ways: Rows, way_back: tuple[Button, ...]) -> Rows:
    return (*cards, *ways, *((way_back,) if way_back else ()))
