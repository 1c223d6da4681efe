"""Makes the pictures in this folder anew: `python3 run.py -m docs.pictures`.

intake.md and the like: each dialogue as a drawing. conversation.svg and transcript.md: the straight run, in a terminal and as text.
guided.svg and guided.md: a consultant who guides an intake. summary.pdf and summary.png: the summary of an invented person.
overview.png and overview-organisation.png: the overview of a made-up region of a year.
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
from bot.demo.year import fill_year
from bot.desk import Desk, Visitor
from bot.desk.overviews import overview_of
from bot.knowledge import Knowledge
from bot.terminal.person import converse
from dialogs.answers import CANDIDATE, CONSULTANT, Given, Json, State
from dialogs.dialogue import Dialogue
from dialogs.dialogues import DIALOGUES
from dialogs.draw import draw
from dialogs.events import Arrived, Said
from dialogs.intake import INTAKE
from dialogs.scene import FreeTime, Way, World
from dialogs.summary import summarise
from dialogs.text import SOURCE_LANGUAGE
from people.roles import Role
from reports import chart
from reports.figures import GROUPINGS
from reports.paper.contents import for_the_table
from reports.paper.page import Paper, pdf, png
from reports.picture import Picture, of_grouping, of_region
from storage.database import Database
from storage.invitations import invite, organisation_named
from storage.tables import Region

HERE = Path(__file__).resolve().parent
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
PLAYED = {
    "transcript": HERE.parent / "tests" / "transcripts" / "straight_run.txt",
    "guided": HERE.parent / "tests" / "transcripts" / "met_een_link.txt",
}
TRANSCRIPTS = {"transcript": "A whole intake", "guided": "A guided intake"}
BEFORE = ("nederlands", "nederlands", "ja", "Halima", "23", "enschede", "ja", "nee", "vmbo", "nee")
GUIDED = ("/nieuw", "Halima", "samen nu")
HALIMA: dict[str, Json] = {
    "language": "nl",
    "name": "Halima",
    "age": 23,
    "place": {"key": "1245", "name": "Enschede", "region": demo.REGION},
    "work_now": "volunteer",
    "school": "abroad",
    "foreign": "no",
    "enrolled": "no",
    "work": {
        "said": ["naaien kan ik heel goed, dat leerde ik van mijn moeder", "iets met mensen, helpen in het buurthuis"],
        "yes": ["25689", "25741/P2-K1-W2"],
        "maybe": ["25748/P5-K1-W2", "25854"],
        "no": [],
    },
    "before": "often",
    "learning": "watching",
    "school_wish": "maybe",
    "obstacles": ["language", "childcare"],
    "motivation": "very",
    "helpers": ["gemeente", "family"],
}
"""What an invented person told."""
SANNE: dict[str, Json] = {
    "target_group": "newcomer",
    "referrer": "gemeente",
    "benefit": "participatiewet",
    "obligation": "integrate",
    "werkfit": ["specific"],
    "leerbaarheid": "Onthoudt drie stappen na één keer voordoen.",
    "schoolbaarheid": "Kwam tien weken op tijd naar de taalles.",
    "voluntary": "yes",
    "company": "other",
    "company_name": "Atelier Rits, Enschede",
    "recognised": "unsure",
    "hours": "28to35",
    "joining": ["consultant"],
}
"""What her consultant added."""
TALK = FreeTime(
    1,
    datetime(2026, 11, 26, 9, tzinfo=UTC),
    "Europe/Amsterdam",
    45,
    Way.SCHOOL,
    "Enschede",
    "Voorbeeldcollege Twente",
    "Noor Jansen",
)
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


def summary() -> Paper:
    """The summary on paper of an invented person."""
    answers = {key: Given().whole(value, CANDIDATE) for key, value in HALIMA.items()}
    answers |= {key: Given().whole(value, CONSULTANT) for key, value in SANNE.items()}
    known, offered = Knowledge(), frozenset((*demo.OFFERED_AT_ENTREE, *demo.OFFERED_AT_LEVEL_2))
    world = World(MOMENT, known.catalogue, known.plain, known, known.places, offered=offered)
    told = summarise(INTAKE, State("halima", answers), world)
    return for_the_table(told, TALK, "Twente", MOMENT.date())


def overviews() -> dict[str, Picture]:
    """The overview of a made-up region of a year, by the name of the picture."""
    with tempfile.TemporaryDirectory() as folder:
        database, known = Database(f"sqlite:///{folder}/picture.db"), Knowledge()
        made = fill_year(database, MOMENT, intakes=150, seed=1, known=known)
        with database.reading() as session:
            counted = overview_of(session, known, made.region, MOMENT)
            name = session.get_one(Region, made.region).name
        database.close()
    by_organisation = of_grouping(name, counted, GROUPINGS["organisation"])
    return {"overview.png": of_region(name, counted), "overview-organisation.png": by_organisation}


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
    (HERE / "summary.pdf").write_bytes(pdf(summary(), SOURCE_LANGUAGE, MOMENT))
    for file, picture in overviews().items():
        (HERE / file).write_bytes(chart.png(picture, SOURCE_LANGUAGE))
    (HERE / "summary.png").write_bytes(png(summary(), SOURCE_LANGUAGE))
