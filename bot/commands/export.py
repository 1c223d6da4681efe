"""`praktijkgids export`: a region as a spreadsheet, without who people are unless somebody says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path

from agenda.hours import HOME
from bot import open
from bot.commands.regions import known_region
from bot.desk.exporting import export as write
from bot.desk.exporting import note_export
from bot.mistake import Mistake
from reports.sheets.comma import comma_files
from reports.sheets.jsonfile import json_file
from reports.sheets.sheet import Book
from reports.sheets.workbook import workbook


def export(
    region: str, xlsx: Path | None, csv: Path | None, json: Path | None, names: bool, since: str | None, db: str | None
) -> None:
    """Write the sheets of a region to a file or a folder. Raises Mistake when that cannot be done."""
    known_region(region)
    begin = _begin(since)
    if sum(target is not None for target in (xlsx, csv, json)) != 1:
        raise Mistake("say where to: --xlsx FILE, --csv FOLDER or --json FILE")
    known = open.knowledge()
    now = open.settings().clock()
    with open.database(db) as database:
        try:
            with database.reading() as session, _book(xlsx, csv, json) as book:
                intakes = write(session, known, region, now, book, names=names, since=begin)
        except OSError as problem:
            raise Mistake(f"cannot write {xlsx or csv or json}: {problem.strerror or problem}") from None
        with database.transaction() as session:
            note_export(session, region, now, None, intakes, names=names)
    print(f"{intakes} intakes of {region} in {xlsx or csv or json}{', with names' if names else ''}")


@contextmanager
def _book(xlsx: Path | None, csv: Path | None, json: Path | None) -> Iterator[Book]:
    """What sheets are written to."""
    if xlsx is not None:
        with xlsx.open("wb") as file, workbook(file) as in_workbook:
            yield in_workbook
    elif csv is not None:
        with comma_files(csv) as in_files:
            yield in_files
    elif json is not None:
        with json.open("w", encoding="utf-8") as into, json_file(into) as in_json:
            yield in_json


def _begin(since: str | None) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(since), time(), HOME) if since is not None else None
    except ValueError:
        raise Mistake(f"--since is a day as 2026-12-01, not {since!r}") from None
