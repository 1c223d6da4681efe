"""A card of the knowledge bank: one question, answered at a glance."""

from __future__ import annotations  # a card can hold cards

from dataclasses import dataclass

from dialogs.text import Text, _, verbatim

SOURCES: dict[str, Text] = {
    "KBA21": _("KBA Nijmegen 2021, evaluatie van de pilots"),
    "KBA23": _("KBA Nijmegen 2023, sociale ontwikkelbedrijven"),
    "AEF": _("AEF, werkfit en baancreatie"),
    "HR": _("Handreiking van de Programmaraad"),
}
"""What a source is called, by the word that a card's source begins with."""


@dataclass(frozen=True, slots=True)
class Card:
    """`key`: on its button, short and without dots. `sources`: a key of SOURCES and the place in it, as "KBA21 §5.4".

    `also`: comma-separated, what people type for it beside its title: words and whole questions.
    `inside`: the cards it leads to, which are not in the index.
    """

    key: str
    title: Text
    lines: tuple[Text, ...]
    sources: tuple[str, ...] = ()
    also: Text | None = None
    inside: tuple[Card, ...] = ()


def source_name(source: str) -> Text:
    """A source in words: "KBA Nijmegen 2021, evaluatie van de pilots (§5.4)". Raises KeyError for an unknown one."""
    key, _space, place = source.partition(" ")
    name = SOURCES[key]
    return Text("{name} ({place})", domain=None).of(name=name, place=verbatim(place)) if place else name
