"""`praktijkgids chat`: a conversation in the terminal."""

import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path

from sqlalchemy.exc import IntegrityError

from bot import demo, open
from bot.desk import Visitor
from bot.terminal import lines


def chat(person: str, language: str, db: str | None, as_json: bool, folder: Path | None) -> None:
    """Converse with `person` on the database at `db`, in JSON Lines when `as_json`; files are put into `folder`."""
    with open.desk(db) as desk:
        # When somebody else is filling it at the same moment, that is fine too.
        with suppress(IntegrityError), desk.database.transaction() as session:
            demo.fill(session, desk.clock())
        visitor = Visitor("terminal", person, language)
        if as_json:
            for stream in (sys.stdin, sys.stdout):  # JSON is UTF-8, whatever is usual on this machine
                if isinstance(stream, TextIOWrapper):
                    stream.reconfigure(encoding="utf-8", errors="replace")
            lines.converse(desk, visitor, sys.stdin, sys.stdout, folder)
            return
        from rich.console import Console

        from bot.terminal.person import converse

        console = Console(highlight=False)
        converse(desk, visitor, console, lambda: console.input("[bold green]›[/] "), folder)
