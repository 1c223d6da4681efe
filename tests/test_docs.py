"""The documentation says what is so."""

import re
from pathlib import Path

import pytest

from dialogs.dialogue import Dialogue
from dialogs.dialogues import DIALOGUES
from dialogs.text import SOURCE_LANGUAGE
from docs import pictures
from reports.paper.page import pdf
from reports.picture import told

DOCS = Path(pictures.__file__).parent
PAGES = sorted(
    [
        DOCS.parent / "README.md",
        *DOCS.glob("*.md"),
        *DOCS.parent.glob("*/README.md"),
        *DOCS.parent.glob("*/data/README.md"),
    ]
)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.name)
def test_the_drawing_of_a_dialogue_is_current(dialogue: Dialogue) -> None:
    assert (DOCS / f"{dialogue.name}.md").read_text() == pictures.drawing(dialogue)


@pytest.mark.parametrize("page", pictures.TRANSCRIPTS)
def test_a_transcript_is_current(page: str) -> None:
    title, played = pictures.TRANSCRIPTS[page], pictures.PLAYED[page]
    assert (DOCS / f"{page}.md").read_text() == pictures.transcript(title, played)


def test_the_summary_on_paper_is_current() -> None:
    assert (DOCS / "summary.pdf").read_bytes() == pdf(pictures.summary(), SOURCE_LANGUAGE, pictures.MOMENT)


def test_the_pictures_of_the_overview_are_current() -> None:
    for file, picture in pictures.overviews().items():
        # Letters are drawn a little differently elsewhere: what a picture says is in it in words too.
        assert told(picture, SOURCE_LANGUAGE).encode("latin-1") in (DOCS / file).read_bytes()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS.parent)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
