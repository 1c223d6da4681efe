"""What is written to a workbook and to CSV is what was meant, whatever people typed; and what is no workbook is told apart."""

import csv
import json
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, time
from io import BytesIO, StringIO
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dialogs.text import _
from reports.sheets.comma import BEGINS_A_FORMULA, comma_files
from reports.sheets.jsonfile import json_file
from reports.sheets.sheet import Book, Cell, Column, Holds, Sheet
from reports.sheets.workbook import LARGEST, MOST_PARTS, NoWorkbook, read, workbook

Row = Sequence[Cell]
SHEET = Sheet[Row](
    "blad",
    _("Een blad"),
    (
        Column("tekst", _("Tekst"), Holds.TEXT, lambda row: row[0]),
        Column("getal", _("Getal"), Holds.NUMBER, lambda row: row[1]),
        Column("dag", _("Dag"), Holds.DAY, lambda row: row[2]),
        Column("tijd", _("Tijd"), Holds.CLOCK, lambda row: row[3]),
    ),
)
TYPED = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30) | st.builds(
    "{}{}".format,
    st.sampled_from([*BEGINS_A_FORMULA, " =", "{=", "http://", "mailto:", "internal:", "'="]),
    st.text("A1(+x", max_size=8),
)
"""What people type, mostly by accident."""


def fill(book: Book, rows: Sequence[Row]) -> None:
    """Write these rows to the sheet."""
    add = book.begin(SHEET)
    for row in rows:
        add(SHEET.cells(row))


def written(rows: Sequence[Row]) -> bytes:
    """These rows as a workbook."""
    into = BytesIO()
    with workbook(into) as book:
        fill(book, rows)
    return into.getvalue()


def cells_of(content: bytes) -> list[ElementTree.Element]:
    """The cells of the first sheet, as they are in the file."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        root = ElementTree.fromstring(packed.read("xl/worksheets/sheet1.xml"))
    return list(root.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"))


@settings(max_examples=15)
@given(st.lists(TYPED, min_size=20, max_size=40))
@example(
    [
        "=1+1",
        "+31 6",
        "-",
        "@SUM(A1)",
        "\t=1",
        "\r\n=cmd|' /C calc'!A0",
        "https://example.org",
        "007",
        "_x0041_",
        "\x00",
        "\ufffe",
    ]
)
def test_whatever_people_type_no_cell_is_a_formula_a_link_or_a_number(typed: list[str]) -> None:
    content = written([(words, None, None, None) for words in typed])
    for cell in cells_of(content):
        assert cell.get("t") == "inlineStr"
        assert not [part for part in cell if part.tag.endswith("}f")]
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert not [name for name in packed.namelist() if "sheet1.xml.rels" in name]
    page = openpyxl.load_workbook(BytesIO(content))["blad"]
    assert {page.cell(row, 1).data_type for row in range(2, len(typed) + 2)} == {"s"}
    assert [page.cell(row, 1).hyperlink for row in range(2, len(typed) + 2)] == [None] * len(typed)


@settings(max_examples=15)
@given(st.lists(TYPED, min_size=20, max_size=40))
def test_whatever_people_type_no_cell_of_csv_begins_as_a_formula(
    tmp_path_factory: pytest.TempPathFactory, typed: list[str]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "csv"
    with comma_files(folder) as files:
        fill(files, [(words, None, None, None) for words in typed])
    raw = (folder / "blad.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with (folder / "blad.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert header == ["tekst", "getal", "dag", "tijd"]
    assert [row[0].startswith(BEGINS_A_FORMULA) for row in rows] == [False] * len(typed)
    assert [
        row[0].removeprefix("'") if words.startswith(BEGINS_A_FORMULA) else row[0]
        for words, row in zip(typed, rows, strict=True)
    ] == typed


def test_a_second_library_reads_back_what_was_written() -> None:
    rows: list[Row] = [
        ("Halima ﷽", 3, date(2026, 12, 1), time(9, 30)),
        (None, -2, None, None),
        ("x" * 40_000, 0, None, None),
    ]
    page = openpyxl.load_workbook(BytesIO(written(rows)))["blad"]
    found = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert found[0][:2] == ["Halima ﷽", 3]
    assert (found[0][2].date(), found[0][3]) == (date(2026, 12, 1), time(9, 30))  # type: ignore[union-attr]
    assert found[1] == [None, -2, None, None]
    assert len(str(found[2][0])) == 32_767  # a longer one makes a workbook that does not open
    assert (page.freeze_panes, page.auto_filter.ref) == ("B2", "A1:D4")
    assert page["C2"].number_format == "dd-mm-yyyy"
    assert [cell.value for cell in page[1]] == ["tekst", "getal", "dag", "tijd"]
    into = StringIO()
    with json_file(into) as file:
        fill(file, rows[:2])
    assert json.loads(into.getvalue()) == {
        "blad": [
            {"tekst": "Halima ﷽", "getal": 3, "dag": "2026-12-01", "tijd": "09:30"},
            {"tekst": None, "getal": -2, "dag": None, "tijd": None},
        ]
    }


def test_what_was_written_is_read_and_other_sheets_are_only_named() -> None:
    content = written([("een", 1, date(2026, 12, 1), time(9, 30))])
    (table,) = read(content, lambda name: name == "blad")
    assert (table.name, table.rows[1][:2]) == ("blad", ("een", 1))
    (table,) = read(content, lambda name: False)
    assert table.rows == ()


def packed(**parts: bytes) -> bytes:
    """A packed folder with these files."""
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in parts.items():
            folder.writestr(name, content)
    return into.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"Naam;Crebo\n", b"PK\x03\x04 kapot", packed(), packed(word=b"<document/>"), written([])[:-100]],
    ids=["nothing", "text", "broken", "empty", "another kind", "cut off"],
)
def test_what_is_no_workbook_is_told_so(content: bytes) -> None:
    with pytest.raises(NoWorkbook) as told:
        read(content, lambda name: True)
    assert not told.value.too_large


def bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to more than we read."""
    return packed(**{"xl/sharedStrings.xml": b" " * (LARGEST + 1)})


@pytest.mark.parametrize("make", [bomb, lambda: packed(**{str(n): b"" for n in range(MOST_PARTS + 1)})])
def test_a_workbook_that_unpacks_to_too_much_is_told_so(make: Callable[[], bytes]) -> None:
    content = make()
    assert len(content) < 100_000
    with pytest.raises(NoWorkbook) as told:
        read(content, lambda name: True)
    assert told.value.too_large


def test_a_sheet_that_goes_on_and_on_is_told_so_when_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.sheets.workbook.MOST_ROWS", 100)
    content = written([(None, 1, None, None)] * 100)
    assert read(content, lambda name: False)
    with pytest.raises(NoWorkbook) as told:
        read(content, lambda name: True)
    assert told.value.too_large


def test_entities_that_multiply_are_not_read() -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 999 + b'">]><x>&a;</x>'
    with pytest.raises(NoWorkbook):
        read(packed(**{"[Content_Types].xml": laughs}), lambda name: True)
