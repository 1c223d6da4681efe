"""What a sheet is: columns, each of which knows what it means, what is in it and how to get that from a row."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import Enum
from typing import Any, Generic, Protocol, TypeVar

from dialogs.text import SOURCE_LANGUAGE, Text, _, render

Cell = str | int | date | time | None
"""What a cell can hold; nothing when there is nothing to say."""
T = TypeVar("T")


class Holds(Enum):
    """What is in the cells of a column, as the data dictionary calls it."""

    TEXT = _("tekst")
    CODE = _("code")
    CODES = _("codes, met ; ertussen")
    NUMBER = _("getal")
    DAY = _("datum")
    CLOCK = _("tijd")
    YES_NO = _("ja of nee")


YES, NO = "ja", "nee"


def yes_no(so: bool) -> str:
    """What stands in a column that holds yes or no."""
    return YES if so else NO


def in_dutch(text: Text) -> str:
    """The words of a text in the language of sheets."""
    return render(text, SOURCE_LANGUAGE)


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its name, what it means, what it holds, and how to get that from a row.

    `codes`: what its codes mean. `named`: it says who somebody is, or what they said in own words; it is there only when names were
    asked for. For sheets that can be imported: `required`: nothing can be done without it; `told`: it is there for the reader,
    and is not imported; `also`: what people call it too.
    """

    key: str
    meaning: Text
    holds: Holds
    of: Callable[[T], Cell]
    codes: Mapping[str, Text] = field(default_factory=dict)
    named: bool = False
    required: bool = False
    told: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """A sheet: its name, what a row of it is, and its columns."""

    name: str
    meaning: Text
    columns: tuple[Column[T], ...]

    def without_names(self) -> "Sheet[T]":
        """The same sheet without the columns that say who somebody is."""
        return replace(self, columns=tuple(column for column in self.columns if not column.named))

    def cells(self, row: T) -> list[Cell]:
        """A row of the sheet."""
        return [column.of(row) for column in self.columns]


Add = Callable[[Sequence[Cell]], None]
"""Adds a row to a sheet."""


class Book(Protocol):
    """Where sheets are written to: one file or several. Rows go out at once, so that there can be any number of them."""

    def begin(self, sheet: Sheet[Any]) -> Add:
        """Begin a sheet; gives back what adds a row to it. Several sheets can be written to side by side."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A line of the data dictionary: about a column, or about one of its codes."""

    sheet: str
    column: str
    holds: str
    code: str
    meaning: str


DICTIONARY = Sheet[Meaning](
    "woordenboek",
    _("Wat er in elke kolom staat, en wat elke code betekent"),
    (
        Column("blad", _("Het blad"), Holds.TEXT, lambda line: line.sheet),
        Column("kolom", _("De kolom; leeg: het gaat over het hele blad"), Holds.TEXT, lambda line: line.column or None),
        Column("soort", _("Wat er in de kolom staat"), Holds.TEXT, lambda line: line.holds or None),
        Column("code", _("De code; leeg: het gaat over de hele kolom"), Holds.TEXT, lambda line: line.code or None),
        Column("betekenis", _("Wat het betekent"), Holds.TEXT, lambda line: line.meaning),
    ),
)


def dictionary(sheets: Iterable[Sheet[Any]]) -> Iterator[Meaning]:
    """What every column of these sheets means, and every code in it: from the declarations that make them."""
    for sheet in sheets:
        yield Meaning(sheet.name, "", "", "", in_dutch(sheet.meaning))
        for column in sheet.columns:
            holds = in_dutch(column.holds.value)
            yield Meaning(sheet.name, column.key, holds, "", in_dutch(column.meaning))
            for code, meaning in column.codes.items():
                yield Meaning(sheet.name, column.key, "", code, in_dutch(meaning))
