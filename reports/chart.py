"""Draws pictures as PNG, to be read on a phone: few words, large letters, and colours that everybody can tell apart."""

import io
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import FancyBboxPatch

from dialogs.text import SOURCE_LANGUAGE, Text, render
from reports.picture import Bar, Panel, Picture, told

FONTS = Path(__file__).resolve().parent / "paper" / "fonts"
FONT = {"normal": FONTS / "NotoSans-Regular.ttf", "bold": FONTS / "NotoSans-Bold.ttf"}
WIDTH, MOST_HIGH, DPI = 1080, 1350, 100
"""A picture in pixels: at most as much of the screen of a phone as a message can have."""
MARGIN, TOP = 64, 44
TITLE, HEADING, WORDS, SMALL = 52, 38, 33, 25
"""Sizes of letters in pixels; on a phone the picture is about a third as large."""
LINE = 1.3
ROOM, THICK, GAP = 104, 30, 36
"""How much room a bar has with what is said above it, and how thick it is itself, at most; what is left free above a panel."""
SCALE = 20
"""A bar as long as the picture is at least so many: a few do not look like many."""
INK, QUIET, GROUND, EMPTY = "#1c2733", "#586471", "#ffffff", "#eef1f4"
PALE, DEEP, GOOD = "#9ccbe8", "#0072b2", "#009e73"
"""Blue and green of Okabe and Ito; the pale blue is lighter in grey too."""

Weight = Literal["normal", "bold"]

_one_at_a_time = Lock()  # matplotlib does not promise that two threads can draw at once


def png(picture: Picture, language: str) -> bytes:
    """A picture in a language, as PNG, described in words; in Dutch where there are no letters here to write that language with."""
    with _one_at_a_time:
        readable = printable(render(picture.foot[0], language))
        return _Drawing(picture, language if any(map(str.isalpha, readable)) else SOURCE_LANGUAGE).made()


class _Drawing:
    """A sheet with places in pixels, from the top left."""

    def __init__(self, picture: Picture, language: str) -> None:
        self.picture = picture
        self.language = language
        head = TOP + (TITLE + WORDS) * LINE
        self.foot = TOP + SMALL * LINE * len(picture.foot)
        fixed = head + self.foot + sum(map(_head, picture.panels))
        bars = sum(len(panel.bars) for panel in picture.panels)
        self.room = min(ROOM, (MOST_HIGH - fixed) / max(bars, 1))
        self.high = fixed + self.room * bars
        self.figure = Figure(figsize=(WIDTH / DPI, self.high / DPI), dpi=DPI, facecolor=GROUND)
        FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, WIDTH)
        self.axes.set_ylim(self.high, 0)
        self.axes.set_axis_off()

    def made(self) -> bytes:
        picture, top = self.picture, float(TOP)
        top += self._line(picture.title, top, TITLE, weight="bold")
        top += self._line(picture.subtitle, top, WORDS, QUIET)
        for panel in picture.panels:
            self._panel(panel, top)
            top += _head(panel) + self.room * len(panel.bars)
        top = self.high - self.foot
        for words in picture.foot:
            top += self._line(words, top, SMALL, QUIET)
        made = io.BytesIO()
        self.figure.savefig(
            made, format="png", metadata={"Software": None, "Description": told(picture, self.language)}
        )
        return made.getvalue()

    def _panel(self, panel: Panel, top: float) -> None:
        top += GAP
        top += self._line(panel.title, top, HEADING, weight="bold")
        if panel.says is not None:
            top += self._line(panel.says, top, WORDS, QUIET)
        if panel.legend is not None:
            self._legend(panel.legend, top)
            top += WORDS * LINE
        top += GAP / 3
        longest = max(SCALE, *(bar.length for bar in panel.bars))
        for bar in panel.bars:
            self._bar(bar, top, longest)
            top += self.room

    def _bar(self, bar: Bar, top: float, longest: int) -> None:
        thick = min(THICK, self.room - WORDS * LINE - 14)
        place, full = top + WORDS * LINE + 4, WIDTH - 2 * MARGIN
        used = self._write(bar.number, WIDTH - MARGIN, top, WORDS, weight="bold", to_the_left=True)
        self._write(bar.label, MARGIN, top, WORDS, most=full - used - 24)
        self._block(place, thick, full, EMPTY)
        colour = GOOD if bar.good else DEEP if bar.inner is None else PALE
        self._block(place, thick, full * bar.length / longest, colour)
        self._block(place, thick, full * (bar.inner or 0) / longest, DEEP)

    def _line(self, words: Text, top: float, size: int, colour: str = INK, weight: Weight = "normal") -> float:
        """Write a line of words; gives back how high it is."""
        self._write(words, MARGIN, top, size, colour, weight=weight)
        return size * LINE

    def _legend(self, legend: tuple[Text, Text], top: float) -> None:
        across: float = MARGIN
        for colour, words in zip((PALE, DEEP), legend, strict=True):
            self.axes.add_patch(FancyBboxPatch((across + 4, top + 8), 20, 20, "round,pad=4", fc=colour, ec="none"))
            across += 44 + self._write(words, across + 44, top, WORDS, QUIET) + 36

    def _block(self, top: float, thick: float, length: float, colour: str) -> None:
        if length > 0:
            corner = min(thick, length) / 2
            shape = f"round,pad=0,rounding_size={min(corner, 8)}"
            self.axes.add_patch(FancyBboxPatch((MARGIN, top), length, thick, shape, fc=colour, ec="none"))

    def _write(
        self,
        words: Text,
        across: float,
        top: float,
        size: int,
        colour: str = INK,
        *,
        weight: Weight = "normal",
        to_the_left: bool = False,
        most: float = WIDTH - 2 * MARGIN,
    ) -> float:
        """Write words from a place on, or up to it, cut short when they are wider than `most`; gives back how wide they are."""
        said = printable(render(words, self.language))
        text = self.axes.text(
            across,
            top,
            said,
            font=FontProperties(fname=FONT[weight], size=size * 72 / DPI),
            color=colour,
            ha="right" if to_the_left else "left",
            va="top",
            parse_math=False,  # a name may hold a dollar sign
        )
        while (wide := text.get_window_extent().width) > most and said:
            said = said[: min(len(said) - 1, int(len(said) * most / wide))].rstrip()
            text.set_text(f"{said}…")
        return float(wide)


def _head(panel: Panel) -> float:
    """How high the head of a panel is."""
    lines = (panel.says is not None) + (panel.legend is not None)
    return GAP + HEADING * LINE + lines * WORDS * LINE + GAP / 3


@cache
def _letters() -> frozenset[int]:
    """Every letter that can be drawn."""
    return frozenset(get_font(str(FONT["normal"])).get_charmap())


def printable(words: str) -> str:
    """The words without what can only be drawn as an empty box."""
    return "".join(letter for letter in words if ord(letter) in _letters())
