"""Sheets as one JSON object: an array of rows under the name of each sheet."""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, time
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, Any

from reports.sheets.sheet import Add, Cell, Sheet


class JsonFile:
    """Writes sheets side by side, each to a file of its own until they are put together."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._written: dict[str, IO[str]] = {}

    def begin(self, sheet: Sheet[Any]) -> Add:
        """Begin a sheet; gives back what adds a row to it."""
        opened = (self._folder / sheet.name).open("w+", encoding="utf-8")
        self._written[sheet.name] = file = self._stack.enter_context(opened)
        names = [column.key for column in sheet.columns]
        encode = json.JSONEncoder(ensure_ascii=False, default=_plain).encode
        before = "\n"

        def add(cells: Sequence[Cell]) -> None:
            nonlocal before
            file.write(before + encode(dict(zip(names, cells, strict=True))))
            before = ",\n"

        return add

    def put_together(self, into: IO[str]) -> None:
        """Write everything as one object."""
        before = "{"
        for name, file in self._written.items():
            into.write(f"{before}\n{json.dumps(name)}: [")
            file.seek(0)
            copyfileobj(file, into)
            into.write("\n]")
            before = ","
        into.write("\n}\n")


@contextmanager
def json_file(into: IO[str]) -> Iterator[JsonFile]:
    """An object in a file that is open; it is there when the block ends. Raises OSError when it cannot be written."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        writing = JsonFile(Path(folder), stack)
        yield writing
        writing.put_together(into)


def _plain(cell: date | time) -> str:
    return cell.isoformat("minutes") if isinstance(cell, time) else cell.isoformat()
