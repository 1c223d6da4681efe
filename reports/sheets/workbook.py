"""Workbooks (XLSX): written as they grow, and read with suspicion. What people typed is text in them, and never anything else."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any
from zipfile import ZipFile

from reports.sheets.sheet import Add, Cell, Holds, Sheet

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook as Written
    from xlsxwriter.worksheet import Worksheet

LARGEST = 60_000_000
"""Bytes that a workbook that is read may unpack to: it is a packed folder, and small ones can unpack to anything."""
MOST_ROWS, MOST_COLUMNS, MOST_PARTS = 20_000, 60, 500
"""Rows of a sheet that is read, columns that are looked at, files in the packed folder."""
WIDTHS = {
    Holds.TEXT: 24,
    Holds.CODES: 18,
    Holds.DAY: 11,
    Holds.CLOCK: 8,
    Holds.NUMBER: 8,
    Holds.YES_NO: 8,
    Holds.CODE: 14,
}
"""In characters; a column is as wide as its name too."""
LONGEST_CELL = 32_767
"""Characters; a longer cell would make the workbook one that does not open."""


class NoWorkbook(Exception):
    """These bytes are no workbook that we read. `too_large`: that is why."""

    def __init__(self, *, too_large: bool = False) -> None:
        super().__init__("too large" if too_large else "no workbook")
        self.too_large = too_large


class Workbook:
    """Writes sheets side by side into one workbook. Rows that were added are in a file already."""

    def __init__(self, written: "Written") -> None:
        self._written = written
        self._heading = written.add_format({"bold": True, "bottom": 1})
        self._day = written.add_format({"num_format": "dd-mm-yyyy"})
        self._clock = written.add_format({"num_format": "hh:mm"})
        self._pages: list[_Page] = []

    def begin(self, sheet: Sheet[Any]) -> Add:
        """Begin a sheet; gives back what adds a row to it."""
        written = self._written.add_worksheet(sheet.name)
        written.freeze_panes(1, 1)
        for place, column in enumerate(sheet.columns):
            written.set_column(place, place, max(WIDTHS[column.holds], min(len(column.key) + 2, 30)))
            written.write_string(0, place, column.key, self._heading)
        page = _Page(written, self._day, self._clock, len(sheet.columns))
        self._pages.append(page)
        return page.add

    def finish(self) -> None:
        """There are no more rows."""
        for page in self._pages:
            page.finish()


class _Page:
    """A sheet that grows."""

    def __init__(self, written: "Worksheet", day: "Format", clock: "Format", columns: int) -> None:
        self._written = written
        self._day = day
        self._clock = clock
        self._columns = columns
        self._row = 0

    def add(self, cells: Sequence[Cell]) -> None:
        self._row = row = self._row + 1
        written = self._written
        for place, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                written.write_string(row, place, cell[:LONGEST_CELL])
            elif isinstance(cell, int):
                written.write_number(row, place, cell)
            else:
                written.write_datetime(row, place, cell, self._clock if isinstance(cell, time) else self._day)

    def finish(self) -> None:
        self._written.autofilter(0, 0, self._row, self._columns - 1)


@contextmanager
def workbook(into: IO[bytes]) -> Iterator[Workbook]:
    """A workbook in a file that is open; it is whole when the block ends. Raises OSError when it cannot be written."""
    from xlsxwriter.workbook import Workbook as Written

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    written = Written(into, options)
    try:
        book = Workbook(written)
        yield book
        book.finish()
    finally:
        written.close()  # its rows are in files of its own until then


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet as it was read. `rows`: nothing but values; the first one is row 1."""

    name: str
    rows: tuple[tuple[object, ...], ...] = ()


def read(content: bytes, wanted: Callable[[str], bool]) -> list[Table]:
    """The sheets of a workbook, in order, and the rows of those whose name is wanted. Raises NoWorkbook."""
    from openpyxl import load_workbook

    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
            raise NoWorkbook(too_large=True)
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
        return [Table(page.title, _rows(page) if wanted(page.title) else ()) for page in book.worksheets]
    except NoWorkbook:
        raise
    except Exception:  # it is from somebody else: anything can be in it, and anything can be wrong with it
        raise NoWorkbook from None


def _rows(page: Any) -> tuple[tuple[object, ...], ...]:
    rows = tuple(page.iter_rows(min_row=1, max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True))
    if len(rows) > MOST_ROWS:
        raise NoWorkbook(too_large=True)
    return rows
