"""Sheets as CSV: one file a sheet, as a spreadsheet in the Netherlands opens it."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, time
from pathlib import Path
from typing import Any

from reports.sheets.sheet import Add, Cell, Sheet

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is carried out by a spreadsheet, when nothing is before it. The last three hide one of the others."""


class CommaFiles:
    """Writes a file a sheet, in a folder that is there: UTF-8 with its mark, `;` between cells, and no cell is a formula."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def begin(self, sheet: Sheet[Any]) -> Add:
        """Begin a sheet; gives back what adds a row to it."""
        file = (self._folder / f"{sheet.name}.csv").open("w", encoding="utf-8-sig", newline="")
        write = csv.writer(self._stack.enter_context(file), delimiter=";").writerow
        write([column.key for column in sheet.columns])
        return lambda cells: write([_written(cell) for cell in cells])


@contextmanager
def comma_files(folder: Path) -> Iterator[CommaFiles]:
    """Files in a folder, which is made when it is not there; they are whole when the block ends. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        yield CommaFiles(folder, stack)


def harmless(words: str) -> str:
    """The same words as a cell that no spreadsheet takes for a formula."""
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


def _written(cell: Cell) -> str | int | None:
    if isinstance(cell, str):
        return harmless(cell) if cell.startswith(BEGINS_A_FORMULA) else cell
    if isinstance(cell, time):
        return cell.isoformat("minutes")
    return cell.isoformat() if isinstance(cell, date) else cell
