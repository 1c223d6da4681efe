"""How long the export of a region takes, and how much memory, as the region grows. Prints a Markdown table.

`python -m tests.bench.export [--intakes N,N,N]`

Each export is a process of its own, on an SQLite file with a year that the demo made. Beside it stand a bare csv.writer, that gets
the same rows, and only reading the records. Peak memory is that of the process, with all that it imports.
"""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.demo.year import fill_year
from bot.desk.exporting import export
from bot.knowledge import Knowledge
from reports.sheets.comma import comma_files
from reports.sheets.jsonfile import json_file
from reports.sheets.sheet import Add, Sheet
from reports.sheets.workbook import workbook
from storage.database import Database
from storage.records import records
from tests.bench.measured import beside, machine, table
from tests.conftest import MONDAY

INTAKES = (1_000, 10_000, 100_000)
READ, BARE, COMMA, JSON, XLSX = "records", "csv.writer", "CSV", "JSON", "XLSX"
WAYS = (READ, BARE, COMMA, JSON, XLSX)
REGION = "AM05"


class Bare:
    """What a bare csv.writer makes of rows, without a thought."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack

    def begin(self, sheet: Sheet[Any]) -> Add:
        """Begin a sheet; gives back what adds a row to it."""
        file = self._stack.enter_context((self._folder / sheet.name).open("w", newline=""))
        return csv.writer(file).writerow


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--intakes", default=",".join(map(str, INTAKES)), help="how many (%(default)s)")
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        _one(*options.one)
        return
    rows = []
    for intakes in map(int, options.intakes.split(",")):
        with TemporaryDirectory(prefix="praktijkgids-bench-") as folder:
            file = Path(folder) / "region.db"
            database = Database(f"sqlite:///{file}")
            fill_year(database, MONDAY, intakes=intakes, seed=7, known=Knowledge())
            database.close()
            figures = {way: _measured(way, file) for way in WAYS}
        for way, figure in figures.items():
            cells = (
                f"{figure['intakes']:,}",
                f"{figure['seconds']:.1f}",
                beside(figure["busy"], figures[BARE]["busy"]),
                f"{figure['busy'] / figure['intakes'] * 1e3:.2f}",
                f"{figure['memory']:.0f}",
                f"{figure['bytes'] / 1e6:.1f}",
            )
            rows.append((way, *cells))
            print(way, *cells, file=sys.stderr, flush=True)
    print(f"{machine()}; × is beside csv.writer, which reads and tells the same rows\n")
    print(table(("", "intakes", "s", "CPU s", "CPU ms an intake", "peak MB", "MB written"), rows))


def _measured(way: str, file: Path) -> dict[str, float]:
    """What a process of its own says of one export."""
    command = [sys.executable, "-m", "tests.bench.export", "--one", way, str(file)]
    said = subprocess.run(command, capture_output=True, check=True, text=True, env={**os.environ}).stdout
    found: dict[str, float] = json.loads(said)
    return found


def _one(way: str, file: str) -> None:
    known = Knowledge()
    assert known.catalogue.choices and known.plain and known.places  # loaded once, however many are exported
    database = Database(f"sqlite:///{file}")
    with TemporaryDirectory(prefix="praktijkgids-bench-") as name, database.reading() as session, ExitStack() as stack:
        folder = Path(name)
        begun, at_work = time.perf_counter(), time.process_time()
        if way == READ:
            intakes = sum(1 for _record in records(session, REGION))
        else:
            with ExitStack() as within:
                if way == BARE:
                    book: Any = Bare(folder, within)
                elif way == COMMA:
                    book = within.enter_context(comma_files(folder))
                elif way == JSON:
                    into = stack.enter_context((folder / "region.json").open("w", encoding="utf-8"))
                    book = within.enter_context(json_file(into))
                else:
                    packed = stack.enter_context((folder / "region.xlsx").open("wb"))
                    book = within.enter_context(workbook(packed))
                intakes = export(session, known, REGION, MONDAY, book)
        stack.close()
        seconds, busy = time.perf_counter() - begun, time.process_time() - at_work
        written = sum(one.stat().st_size for one in folder.iterdir())
    database.close()
    figures: Sequence[tuple[str, float]] = (
        ("intakes", intakes),
        ("seconds", seconds),
        ("busy", busy),
        ("memory", _peak()),
        ("bytes", written),
    )
    print(json.dumps(dict(figures)))


def _peak() -> float:
    """The most memory that this process ever had, in megabytes (Linux); what it was forked from does not count."""
    found = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
