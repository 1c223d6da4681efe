"""The program as it is installed: a process of its own, that loads everything itself."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from storage.database import Database
from storage.tables import Answer, Intake
from tests.bot.processes import PATIENCE, ROOT, reaction

MAIN = "import sys; from bot.cli import main; main()"


def surroundings(cache: Path) -> dict[str, str]:
    """The environment, without settings, on a machine that is not used to UTF-8."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PRAKTIJKGIDS_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii:strict", "PRAKTIJKGIDS_CACHE": str(cache)}


class Program:
    """A running `praktijkgids chat --json`."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def read(self) -> dict[str, Any]:
        assert self.process.stdout
        shown: dict[str, Any] = json.loads(self.process.stdout.readline().decode())
        return shown

    def write(self, line: bytes) -> dict[str, Any]:
        assert self.process.stdin
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        return self.read()

    def hold(self, until: str | None) -> None:
        shown = self.read()
        while shown["question"] != until:
            shown = self.write(json.dumps(reaction(shown)).encode())


@contextmanager
def chatting(url: str, folder: Path) -> Iterator[Program]:
    arguments = [sys.executable, "-c", MAIN, "chat", "--json", "--person", "halima", "--db", url]
    with (
        (folder / "errors.txt").open("wb") as errors,
        subprocess.Popen(
            arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=surroundings(folder / "cache"),
            cwd=folder,
        ) as process,
    ):
        try:
            yield Program(process)
        finally:
            process.kill()
    assert (folder / "errors.txt").read_text() == ""


def test_a_whole_conversation_with_the_program_that_is_killed_halfway(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'praktijkgids.db'}"
    with chatting(url, tmp_path) as program:
        program.hold("before")
        program.process.kill()
    with chatting(url, tmp_path) as program:
        program.hold(None)
        assert program.write(b'{"text": "\xff\xfe ongeldig"}')["type"] == "message"
        assert program.write(b"\xff\xfe")["type"] == "error"
        assert program.process.stdin
        program.process.stdin.close()
        assert program.process.wait(PATIENCE) == 0
    with closing(Database(url)) as database, database.transaction() as session:
        assert session.exec(select(Intake)).one().finished_at is not None
        whole = session.exec(select(Answer.key).where(col(Answer.open).is_(False))).all()
        assert len(whole) == len(set(whole))


def test_help_is_there_at_once_without_loading_what_talking_needs(tmp_path: Path) -> None:
    heavy = (
        "aiogram",
        "telegram",
        "sqlalchemy",
        "sqlmodel",
        "alembic",
        "psycopg",
        "pydantic_settings",
        "crebo",
        "dialogs",
    )
    program = f"""
import sys
from bot.cli import main
for command in ("chat", "match", "serve", "slots"):
    try:
        main([command, "--help"])
    except SystemExit as end:
        assert end.code == 0
print([name for name in {heavy} if name in sys.modules], file=sys.stderr)
"""
    ran = subprocess.run(
        [sys.executable, "-c", program], env=surroundings(tmp_path), capture_output=True, timeout=PATIENCE
    )
    assert ran.stderr.decode().strip() == "[]"
