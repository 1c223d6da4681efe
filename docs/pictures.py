"""Makes the pictures in this folder anew: `python3 run.py -m docs.pictures`.

intake.md and the like: each dialogue as a drawing. conversation.svg and transcript.md: the straight run, in a terminal and as text.
guided.svg and guided.md: a consultant who guides an intake.
"""

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
from dialogs.events import Arrived, Said
from people.roles import Role
from storage.database import Database
from storage.invitations import invite, organisation_named

HERE = Path(__file__).resolve().parent
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
PLAYED = {
    "transcript": HERE.parent / "tests" / "transcripts" / "straight_run.txt",
    "guided": HERE.parent / "tests" / "transcripts" / "met_een_link.txt",
}
TRANSCRIPTS = {"transcript": "A whole intake", "guided": "A guided intake"}
BEFORE = ("nederlands", "nederlands", "ja", "Halima", "23", "enschede", "ja", "nee", "vmbo", "nee")
GUIDED = ("/nieuw", "Halima", "samen nu")
SHOWN = ("ik hou van plante en buiten werke", "ja", "geen van deze", "verder")


def drawing(dialogue: Dialogue) -> str:
    """A dialogue as a Markdown page with a Mermaid drawing."""
    intro = "What decides whether a question is asked is written at its arrow; 💬 is a kind word after an answer."
    made = f"Made by `praktijkgids dialogues --draw`. {intro}"
    return f"# The questions: {dialogue.name}\n\n{made}\n\n```mermaid\n{draw(dialogue)}```\n"


def transcript(title: str, file: Path) -> str:
    """A transcript as a Markdown page."""
    return f"# {title}\n\nThis conversation is also a test.\n\n```text\n{file.read_text()}```\n"


def conversation() -> str:
    """The heart of an intake in a terminal, as SVG."""
    with _desk() as desk:
        candidate = Visitor("terminal", "Halima")
        for words in BEFORE:
            desk.turn(candidate, Said(words))
        return _pictured(desk, candidate, SHOWN)


def guided() -> str:
    """A consultant begins an intake in three taps, in a terminal, as SVG."""
    with _desk() as desk:
        consultant = Visitor("terminal", "Sanne")
        with desk.database.transaction() as session:
            where = organisation_named(session, demo.REGION, "Gemeente Enschede")
            code, _invitation = invite(session, Role.CONSULTANT, demo.REGION, MOMENT, organisation=where.id)
        desk.turn(consultant, Arrived(code))
        desk.turn(consultant, Said("Sanne"))
        return _pictured(desk, consultant, GUIDED)


@contextmanager
def _desk() -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/picture.db")
        with database.transaction() as session:
            demo.fill(session, MOMENT)
        yield Desk(database, lambda: MOMENT, Knowledge())
        database.close()


def _pictured(desk: Desk, visitor: Visitor, shown: tuple[str, ...]) -> str:
    """What somebody sees in a terminal who types these words, as SVG."""
    console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True, highlight=False)
    typed = _typed(console, shown)
    converse(desk, visitor, console, lambda: next(typed))
    picture = console.export_svg(title="Praktijkgids")
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)  # any monospaced font will do: fetch none


def _typed(console: Console, shown: tuple[str, ...]) -> Iterator[str]:
    for words in shown:
        console.print(f"\n[bold green]›[/] {words}")
        yield words
    raise EOFError


if __name__ == "__main__":
    for dialogue in DIALOGUES:
        (HERE / f"{dialogue.name}.md").write_text(drawing(dialogue))
    for page, title in TRANSCRIPTS.items():
        (HERE / f"{page}.md").write_text(transcript(title, PLAYED[page]))
    (HERE / "conversation.svg").write_text(conversation())
    (HERE / "guided.svg").write_text(guided())
