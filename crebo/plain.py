"""The choices in plain words: what they are called, what you do, and the words people use for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from crebo.catalogue import DATA, Catalogue, Choice, UnknownId, load
from crebo.tables import Row, read_table

LONGEST_TITLE = 6  # words: what fits on a button


@dataclass(frozen=True, slots=True)
class Plain:
    """A choice in plain Dutch. `sentence` is "" and `words` is empty for a choice nobody has written about yet."""

    title: str
    sentence: str
    words: tuple[str, ...]


@cache
def load_plain(catalogue: Catalogue, folder: Path = DATA / "plain") -> Mapping[str, Plain]:
    """Plain words for every choice `catalogue.choice` can give, by its id, from all CSV files in `folder`.

    The rows are written for the shipped catalogue; after an import they follow their work process to its new place.
    Raises CatalogueError for a row about an unknown choice or one that was had before, a title of more than six words,
    and a missing title, sentence or word.
    """
    found = {choice.id: Plain(choice.official, "", ()) for choice in catalogue.known.values()}
    rows: dict[str, Row] = {}
    written: set[str] = set()
    for path in sorted(folder.glob("*.csv")):
        for row in read_table(path, ("choice", "title", "sentence", "words")):
            choice, plain = _choice(row, catalogue), _plain(row)
            if first := rows.get(row["choice"]):
                raise row.wrong(
                    f"Keuze {row['choice']} staat ook in {first.path.name}, regel {first.line}.",
                    "Haal een van de twee regels weg.",
                )
            rows[row["choice"]] = row
            # Two old work processes can have become one: the row with its own id speaks for it.
            if choice and (choice.id not in written or choice.id == row["choice"]):
                found[choice.id] = plain
                written.add(choice.id)
    return MappingProxyType(found)


def _choice(row: Row, catalogue: Catalogue) -> Choice | None:
    """The choice the row is about; None when an import left nothing of it: other work has its code, or its level rose."""
    try:
        choice = catalogue.choice_as_shipped(row["choice"])
    except UnknownId as error:
        if row["choice"] in load().known:
            return None
        raise row.wrong(
            f"Keuze {row['choice']!r} is geen keuze in de catalogus ({error}).", "Verbeter de id, of haal de regel weg."
        ) from error
    return choice if catalogue.known[choice.id] == choice else None


def _plain(row: Row) -> Plain:
    if not row["title"]:
        raise row.wrong("De titel ontbreekt.", "Schrijf in een paar woorden wat je doet.")
    if (length := len(row["title"].split())) > LONGEST_TITLE:
        raise row.wrong(f"De titel heeft {length} woorden.", f"Maak er hoogstens {LONGEST_TITLE} van.")
    if not row["sentence"]:
        raise row.wrong("De zin ontbreekt.", "Schrijf in één zin wat je doet: 'Je maait het gras in parken.'")
    words = tuple(word for part in row["words"].split(";") if (word := " ".join(part.split())))
    if not words:
        raise row.wrong("Er staan geen woorden.", "Schrijf woorden die mensen zelf gebruiken, met '; ' ertussen.")
    seen: set[str] = set()
    for word in words:
        if word.casefold() in seen:
            raise row.wrong(f"Het woord {word!r} staat er twee keer.", "Haal het een keer weg.")
        seen.add(word.casefold())
    return Plain(row["title"], row["sentence"], words)
