"""A card of the knowledge bank: one question, answered at a glance."""

from dataclasses import dataclass

from dialogs.text import Text, _, verbatim

LONGEST = 600
"""Characters that a card may have, title and lines together: more is not read at the moment of need."""

SOURCES: dict[str, Text] = {
    "KBA21": _("KBA Nijmegen 2021, evaluatie van de pilots"),
    "KBA23": _("KBA Nijmegen 2023, sociale ontwikkelbedrijven"),
    "AEF": _("AEF, werkfit en baancreatie"),
    "HR": _("Handreiking van de Programmaraad"),
    "SBB": _("SBB, pilots en Opleidingshuis"),
}
"""What a source is called, by the word that a card's source begins with."""


@dataclass(frozen=True, slots=True)
class Card:
    """`key`: on its button. `sources`: each a key of SOURCES and the place in it, as "KBA21 §5.4". `also`: comma-separated, other
    words and whole questions that people type for it. `under`: the key of the card that leads to it; "" when the index does."""

    key: str
    title: Text
    lines: tuple[Text, ...]
    sources: tuple[str, ...] = ()
    also: Text | None = None
    under: str = ""


def source_name(source: str) -> Text:
    """A card's source in words: "KBA Nijmegen 2021, evaluatie van de pilots (§5.4)". Raises KeyError for an unknown one."""
    key, _space, place = source.partition(" ")
    name = SOURCES[key]
    return Text("{name} ({place})", domain=None).of(name=name, place=verbatim(place)) if place else name
