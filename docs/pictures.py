"""Makes the pictures in this folder anew: `python3 run.py -m docs.pictures`.

intake.md and the like: each dialogue as a drawing. conversation.svg and transcript.md: the straight run, in a terminal and as text.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot import demo
from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from bot.terminal.person import converse
from dialogs.dialogue import Dialogue
from dialogs.dialogues import DIALOGUES
from dialogs.draw import draw
from dialogs.events import Said
from storage.database import Database

HERE = Path(__file__).resolve().parent
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
STRAIGHT_RUN = HERE.parent / "tests" / "transcripts" / "straight_run.txt"
BEFORE = ("nederlands", "nederlands", "ja", "Halima", "23", "enschede", "ja", "nee", "vmbo", "nee")
SHOWN = ("ik hou van plante en buiten werke", "ja", "geen van deze", "verder")


def drawing(dialogue: Dialogue) -> str:
    """A dialogue as a Markdown page with a Mermaid drawing."""
    intro = "What decides whether a question is asked is written at its arrow; 💬 is a kind word after an answer."
    made = f"Made by `praktijkgids dialogues --draw`. {intro}"
    return f"# The questions: {dialogue.name}\n\n{made}\n\n```mermaid\n{draw(dialogue)}```\n"


def transcript() -> str:
    """The straight run as a Markdown page."""
    return f"# A whole intake\n\nThis conversation is also a test.\n\n```text\n{STRAIGHT_RUN.read_text()}```\n"


def conversation() -> str:
    """The heart of an intake in a terminal, as SVG."""
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True, highlight=False)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/picture.db")
        with database.transaction() as session:
            demo.fill(session, MOMENT)
        desk, visitor = Desk(database, lambda: MOMENT, Knowledge()), Visitor("terminal", "Halima")
        for words in BEFORE:
            desk.turn(visitor, Said(words))
        typed = _typed(console)
        converse(desk, visitor, console, lambda: next(typed))
        database.close()
    picture = console.export_svg(title="Praktijkgids")
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)  # any monospaced font will do: fetch none


def _typed(console: Console) -> Iterator[str]:
    for words in SHOWN:
        console.print(f"\n[bold green]›[/] {words}")
        yield words
    raise EOFError


if __name__ == "__main__":
    for dialogue in DIALOGUES:
        (HERE / f"{dialogue.name}.md").write_text(drawing(dialogue))
    (HERE / "transcript.md").write_text(transcript())
    (HERE / "conversation.svg").write_text(conversation())
