"""The hand-written tables beside the plain words: cells with words or phrases, `; ` between them."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from crebo.tables import read_table

DATA = Path(__file__).parent.parent / "data"


def phrases(cell: str) -> tuple[str, ...]:
    """The phrases of a cell, in order."""
    return tuple(phrase for part in cell.split(";") if (phrase := " ".join(part.split())))


def read_phrases(name: str, columns: Sequence[str]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """For each line of the table `name` the phrases in each of `columns`. Raises CatalogueError."""
    for row in read_table(DATA / name, columns):
        yield tuple(phrases(row[column]) for column in columns)
