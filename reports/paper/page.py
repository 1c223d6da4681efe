"""One page of paper: what is on it, and how it becomes a PDF. Whatever people typed stays data there, and never is markup."""

import json
import re
import unicodedata
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dialogs.text import Text, _, is_right_to_left, render

if TYPE_CHECKING:
    from typst import Fonts

HERE = Path(__file__).resolve().parent
TEMPLATE, FONTS = HERE / "page.typ", HERE / "fonts"
FAMILIES = (
    "Noto Sans",
    *(
        f"Noto Sans {script}"
        for script in ("Arabic", "Hebrew", "Ethiopic", "Devanagari", "Bengali", "Tamil", "Gurmukhi")
    ),
    *(f"Noto Sans {script}" for script in ("Thai", "Lao", "Khmer", "Myanmar", "Georgian", "Armenian", "Tifinagh")),
    "Droid Sans Fallback",
)
"""The letters of `reports/paper/fonts`, in the order in which they are tried; the last one has Chinese, Japanese and Korean."""
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0e\ufe0f]")
"""Emoji and the like: on paper they would be empty boxes."""
UNPRINTABLE = {"Cc", "Cn", "Co", "Cs"}
"""Categories of characters that nothing can print."""
MOST_LEFT_OUT = 40
READ_ALOUD = "ua-1"


@dataclass(frozen=True, slots=True)
class Quotes:
    """What somebody said, in their own words. `by`: as what it was given (dialogs.answers)."""

    heading: Text
    said: tuple[str, ...]
    by: str


@dataclass(frozen=True, slots=True)
class Work:
    """Chosen work. `certain`: yes, and no maybe; `verdict`: that in words; `where`: whether it is offered, in words."""

    certain: bool
    verdict: Text
    plain: Text
    official: str
    code: str
    crebo: Text
    offered: bool
    where: Text


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen work. `nothing`: what is there when none was."""

    heading: Text
    chosen: tuple[Work, ...]
    nothing: Text


@dataclass(frozen=True, slots=True)
class Fact:
    """An answer, with the name of its question, and as what it was given."""

    name: Text
    value: Text
    by: str


@dataclass(frozen=True, slots=True)
class Block:
    """Answers that belong together."""

    heading: Text
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """A heading with a few lines."""

    heading: Text
    points: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the mark of who gave an answer means."""

    by: str
    words: Text


@dataclass(frozen=True, slots=True)
class Writing:
    """Room to write: boxes to tick, and lines with names, some beside each other. Where there is room, there are more lines."""

    heading: Text
    note: Text
    routes: tuple[Text, ...]
    lines: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is on the page, from top to bottom. Texts become words when it is printed, in one language."""

    title: Text
    name: Text
    about: tuple[Text, ...]
    moment: Points
    words: Quotes
    work: Choice
    blocks: tuple[Block, ...]
    legend: tuple[Mark, ...]
    talk: Points
    writing: Writing
    promise: Text
    made: Text


def pdf(paper: Paper, language: str, made: datetime) -> bytes:
    """The page as a PDF of A4 size, always just one page. The same paper made at the same moment gives the same bytes.

    It can be read aloud by a machine (PDF/UA-1), unless there are no letters for something on it.
    """
    from typst import TypstError

    made = made.replace(microsecond=0)  # in a PDF a second is the least there is
    try:
        return _printed(paper, language, "pdf", timestamp=made, pdf_standards=READ_ALOUD)
    except TypstError:  # an empty box cannot be read
        return _printed(paper, language, "pdf", timestamp=made)


def png(paper: Paper, language: str, dots: int = 110) -> bytes:
    """The page as a picture, with so many dots an inch."""
    return _printed(paper, language, "png", ppi=dots)


def _printed(paper: Paper, language: str, form: Literal["pdf", "png"], **how: Any) -> bytes:
    import typst  # takes long to load: only when there is something to print

    described = _described(paper, language) | {
        "language": language.partition("_")[0],
        "fonts": FAMILIES,
        "right_to_left": is_right_to_left(language),
        "more": [render(_("en nog {n}").of(n=n), language) for n in range(1, MOST_LEFT_OUT)],
    }
    written = {"paper": json.dumps(described, ensure_ascii=False)}
    compiler = typst.Compiler(TEMPLATE.read_bytes(), font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=written)
    made = compiler.compile(format=form, **how)
    assert isinstance(made, bytes)  # one page
    return made


@cache
def _fonts() -> "Fonts":
    """The letters, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


def _described(value: Any, language: str) -> Any:
    """A value as JSON knows it, with every text in words."""
    match value:
        case Text():
            return printable(render(value, language))
        case str():
            return printable(value)
        case tuple():
            return [_described(item, language) for item in value]
    if is_dataclass(value):
        return {field.name: _described(getattr(value, field.name), language) for field in fields(value)}
    return value


def printable(words: str) -> str:
    """Words without what cannot be printed."""
    kept = (letter if unicodedata.category(letter) not in UNPRINTABLE else " " for letter in words)
    return " ".join(PICTURES.sub("", "".join(kept)).split())
