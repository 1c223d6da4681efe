"""Sheets that somebody filled in: what each row says, and what is wrong with it, told so that they can find and mend it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from dialogs.answers import Json
from dialogs.privacy import holds_bsn
from dialogs.text import Text, _, counted, listing
from reports.sheets import workbook
from reports.sheets.sheet import NO, YES, Cell, Column, Holds, Sheet
from reports.sheets.workbook import Table

LONGEST = 500
"""Characters of a cell."""
YESES, NOES = (YES, "j", "yes", "y", "true", "waar", "1", "x"), (NO, "n", "no", "false", "onwaar", "0", "-")
DAYS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%y", "%d/%m/%y")
"""How people write a day, when it is no date to their spreadsheet."""
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?::00)?)?\s*(?:uur|u)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is wrong: in which sheet, row and column, and what is expected there."""

    sheet: str
    row: int
    column: str
    why: Text

    @property
    def text(self) -> Text:
        """The fault in words."""
        return _("{sheet}, rij {row}, {column}: {why}").of(
            sheet=self.sheet, row=self.row, column=self.column, why=self.why
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A row that somebody filled in. `cells`: by the columns that are in the sheet; what is empty is None."""

    sheet: str
    row: int
    cells: Mapping[str, Cell]

    def words(self, column: str) -> str:
        """The words in a cell; none when there are none."""
        cell = self.cells.get(column)
        return cell if isinstance(cell, str) else ""

    def fault(self, column: str, why: Text) -> Fault:
        """What is wrong with a cell of it. `{value}` in `why` is what stands there."""
        return Fault(self.sheet, self.row, column, why.of(value=_quoted(self.cells.get(column))))


@dataclass(frozen=True, slots=True)
class Filled:
    """What was read: the rows of each sheet that can be imported, what is wrong, and what was passed over."""

    lines: Mapping[str, Sequence[Line]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    notes: tuple[Text, ...] = ()

    @property
    def stored(self) -> Json:
        """The rows as a value to keep until somebody says yes to them."""
        return {
            sheet: [[line.row, {name: _plain(cell) for name, cell in line.cells.items()}] for line in lines]
            for sheet, lines in self.lines.items()
        }

    @classmethod
    def of(cls, stored: Json, sheets: Iterable[Sheet[Any]]) -> "Filled":
        """What was stored."""
        kept: Any = stored
        columns = {sheet.name: {column.key: column for column in sheet.columns} for sheet in sheets}
        return cls(
            {
                sheet: [
                    Line(sheet, row, {name: _value(columns[sheet][name], cell) for name, cell in cells.items()})
                    for row, cells in lines
                ]
                for sheet, lines in kept.items()
            }
        )


class Unfit(ValueError):
    """A cell that does not hold what its column holds; `why` says what is expected."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.msgid)
        self.why = why


def called(name: str) -> str:
    """What makes two names of a sheet or a column the same: their letters and digits."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def read(content: bytes, sheets: Sequence[Sheet[Any]]) -> Filled:
    """What somebody filled in in a workbook, in any order and with any other sheets beside it. Raises NoWorkbook."""
    known = {called(sheet.name): sheet for sheet in sheets}
    tables = workbook.read(content, lambda name: called(name) in known)
    lines: dict[str, list[Line]] = defaultdict(list)
    faults: list[Fault] = []
    notes: list[Text] = []
    others = [table.name for table in tables if called(table.name) not in known]
    for table in tables:
        sheet = known.get(called(table.name))
        if sheet is not None:
            found = _Reader(sheet, table)
            lines[sheet.name] += found.lines
            faults += found.faults
            notes += found.notes
    if others:
        notes.append(_("Deze bladen lees ik niet: {names}").of(names=listing(others)))
    return Filled(dict(lines), tuple(faults), tuple(notes))


class _Reader:
    """Reads one sheet."""

    def __init__(self, sheet: Sheet[Any], table: Table) -> None:
        self.sheet = sheet
        self.lines: list[Line] = []
        self.faults: list[Fault] = []
        self.notes: list[Text] = []
        rows = [(row, cells) for row, cells in enumerate(table.rows, 1) if any(map(_is_filled, cells))]
        if not rows:
            self.notes.append(_("{sheet}: dit blad is leeg.").of(sheet=sheet.name))
            return
        (heading, names), *filled = rows
        columns = self._columns(heading, names)
        if self.faults:
            return
        for row, cells in filled:
            self._read(row, {column.key: (column, cells[place]) for place, column in columns.items()})
        empty = filled[-1][0] - heading - len(filled) if filled else 0
        if empty:
            passed = counted("{sheet}: {n} lege rij overgeslagen.", "{sheet}: {n} lege rijen overgeslagen.", empty)
            self.notes.append(passed.of(sheet=sheet.name))

    def _columns(self, row: int, names: Sequence[object]) -> dict[int, Column[Any]]:
        """Where the columns are that we read."""
        by_name = {called(name): column for column in self.sheet.columns for name in (column.key, *column.also)}
        found: dict[int, Column[Any]] = {}
        strange: list[str] = []
        for place, name in enumerate(names):
            column = by_name.get(called(name)) if isinstance(name, str) else None
            if column is None:
                strange += [str(name)] if _is_filled(name) else []
            elif column in found.values():
                self.faults.append(Fault(self.sheet.name, row, column.key, _("Deze kolom staat er twee keer.")))
            elif not column.told:
                found[place] = column
        there = {column.key for column in found.values()}
        for column in self.sheet.columns:
            if column.required and column.key not in there:
                missing = _("Deze kolom ontbreekt. Zet {column} in de eerste rij, en vul de kolom in.")
                self.faults.append(Fault(self.sheet.name, row, column.key, missing.of(column=column.key)))
        if strange:
            passed = _("{sheet}: deze kolommen lees ik niet: {names}")
            self.notes.append(passed.of(sheet=self.sheet.name, names=listing(strange)))
        return found

    def _read(self, row: int, cells: Mapping[str, tuple[Column[Any], object]]) -> None:
        values: dict[str, Cell] = {}
        unfit = False
        for key, (column, cell) in cells.items():
            try:
                values[key] = _value(column, cell)
            except Unfit as problem:
                unfit = True
                self.faults.append(Fault(self.sheet.name, row, key, problem.why.of(value=_quoted(cell))))
        if not unfit:
            self.lines.append(Line(self.sheet.name, row, values))


def _value(column: Column[Any], cell: object) -> Cell:
    """What a cell holds. Raises Unfit."""
    if not _is_filled(cell):
        if column.required:
            raise Unfit(_("Hier staat niets. {expected}.").of(expected=column.meaning))
        return None
    return READ[column.holds](cell)


def _text(cell: object) -> str:
    if isinstance(cell, date | time) or (isinstance(cell, float) and not cell.is_integer()):
        raise Unfit(_("{value} is geen tekst."))
    words = " ".join(str(int(cell) if isinstance(cell, float) else cell).split())
    if len(words) > LONGEST:
        raise Unfit(_("Dit is te lang: hooguit {n} letters.").of(n=LONGEST))
    if holds_bsn(words):
        raise Unfit(_("Dat lijkt een BSN. Dat bewaar ik niet."))
    return words


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    for written in DAYS if isinstance(cell, str) else ():
        try:
            return datetime.strptime(str(cell).strip(), written).date()
        except ValueError:
            continue
    raise Unfit(_("{value} is geen datum. Typ een datum, zoals 31-12-2026."))


def _clock(cell: object) -> time:
    if isinstance(cell, datetime | time):
        return time(cell.hour, cell.minute)
    written = CLOCK.fullmatch(str(cell).strip().lower()) if isinstance(cell, str) else None
    if written is not None and int(written[1]) < 24 and int(written[2] or 0) < 60:
        return time(int(written[1]), int(written[2] or 0))
    raise Unfit(_("{value} is geen tijd. Typ een tijd, zoals 13:30."))


def _number(cell: object) -> int:
    written = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
    if written.isascii() and written.isdecimal() and len(written) < 10:
        return int(written)
    raise Unfit(_("{value} is geen getal. Typ een heel getal, zoals 45."))


def _yes_no(cell: object) -> str:
    said = str(cell).strip().casefold()
    if said not in (*YESES, *NOES):
        raise Unfit(_("{value} is geen ja of nee."))
    return YES if said in YESES else NO


READ: Mapping[Holds, Callable[[object], Cell]] = {
    Holds.TEXT: _text,
    Holds.CODE: _text,
    Holds.CODES: _text,
    Holds.DAY: _day,
    Holds.CLOCK: _clock,
    Holds.NUMBER: _number,
    Holds.YES_NO: _yes_no,
}


def _is_filled(cell: object) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def _quoted(cell: object) -> str:
    """What stands in a cell, as whoever filled it in sees it."""
    if isinstance(cell, datetime | date):
        words = cell.strftime("%d-%m-%Y")
    else:
        words = cell.strftime("%H:%M") if isinstance(cell, time) else str(cell or "")
    return f"'{words[:40]}…'" if len(words) > 41 else f"'{words}'"


def _plain(cell: Cell) -> Json:
    return cell.isoformat() if isinstance(cell, date | time) else cell
