"""What the pictures of a region show: a few words and bars, with small numbers protected. How they are drawn is in chart.py."""

from collections.abc import Iterator
from dataclasses import dataclass

from dialogs.text import Text, _, render, verbatim
from reports.figures import PROMISE, Grouping, Overview, Tally
from reports.record import Stage
from reports.small import about, neighbours, shown, tenths, together

STEPS: dict[Stage, Text] = {
    Stage.STARTED: _("Begonnen"),
    Stage.FINISHED: _("Klaar met de vragen"),
    Stage.PLANNED: _("Gesprek gepland"),
    Stage.HELD: _("Gesprek gehad"),
    Stage.ADVISED: _("Uitkomst genoteerd"),
}
"""How far people come, in the words of a funnel."""
WEEKS = (0, 1, 2, 4)
"""Where the bars of the time until the conversation begin; the last one has no end."""
MOST = 8
"""Bars of a grouping that can be read on a phone."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with what it is, and its number. `length`, `inner`: in the same unit for all bars of a panel; `inner`: how much of it
    is darker, where a part of it is. `good`: as it should be."""

    label: Text
    number: Text
    length: int
    inner: int | None = None
    good: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars below each other. `says`: what there is to see, in a sentence. `legend`: what the lighter and the darker part are."""

    title: Text
    bars: tuple[Bar, ...]
    says: Text | None = None
    legend: tuple[Text, Text] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a title, what it is of, panels, and what is said in small print below them."""

    title: Text
    subtitle: Text
    panels: tuple[Panel, ...]
    foot: tuple[Text, ...]


SMALL_PRINT = _("Kleine aantallen zijn beschermd: <5 is 1 tot en met 4, en 45+ is 45 tot en met 49.")
SEVERAL = _("Wie werk van meer soorten koos, telt bij elke soort mee.")
LAST_YEAR = _("De laatste twaalf maanden")


def of_region(region: str, overview: Overview) -> Picture:
    """The funnel of a region, and the time from the start to the conversation."""
    return Picture(verbatim(region), LAST_YEAR, (_funnel(overview), _time(overview.whole)), (SMALL_PRINT,))


def of_grouping(region: str, overview: Overview, grouping: Grouping) -> Picture:
    """How many began and had a conversation, for each value of a grouping."""
    there = rows(overview, grouping)
    rest = _("Alle andere samen") if len(there) > 1 else _("Allemaal samen")
    bars = tuple(
        Bar(grouping.label(value) if value is not None else rest, _of(held, begun), about(begun), about(held))
        for value, begun, held in there
    )
    panel = Panel(grouping.name, bars, legend=(_("begonnen"), _("gesprek gehad")))
    return Picture(verbatim(region), LAST_YEAR, (panel,), (*((SEVERAL,) if grouping.several else ()), SMALL_PRINT))


def told(picture: Picture, language: str) -> str:
    """Everything that a picture says, in words: for who cannot see it."""

    def lines() -> Iterator[Text | None]:
        yield from (picture.title, picture.subtitle)
        for panel in picture.panels:
            yield from (panel.title, panel.says, *(panel.legend or ()))
            yield from (_("{label}: {number}").of(label=bar.label, number=bar.number) for bar in panel.bars)
        yield from picture.foot

    return "\n".join(render(line, language) for line in lines() if line is not None)


def rows(overview: Overview, grouping: Grouping) -> list[tuple[str | None, int, int]]:
    """How many began and had a conversation, for each value that may be shown; last and for None, all others together."""
    parts = overview.parts[grouping.key]
    counts = {value: (tally.funnel[Stage.STARTED], tally.funnel[Stage.HELD]) for value, tally in parts.items()}
    kept, rest = together(counts, MOST)
    there: list[tuple[str | None, int, int]] = [(value, begun, held) for value, (begun, held) in kept.items()]
    if any(rest):
        begun, held = rest
        there.append((None, begun, held))
    return there


def weeks(tally: Tally) -> list[tuple[int, int | None, int]]:
    """How many had their conversation after so many weeks: more than the first number, up to the second (None: or more)."""
    ends = (*WEEKS[1:], None)
    counts = [
        sum(
            times
            for days, times in tally.days.items()
            if (days > 7 * begin or not begin) and (end is None or days <= 7 * end)
        )
        for begin, end in zip(WEEKS, ends, strict=True)
    ]
    return [(WEEKS[first], ends[last], count) for first, last, count in neighbours(counts)]


def _of(part: int, whole: int) -> Text:
    return _("{part} van {whole}").of(part=shown(part), whole=shown(whole))


def _funnel(overview: Overview) -> Panel:
    funnel = overview.funnel
    bars = tuple(Bar(STEPS[stage], verbatim(shown(count)), about(count)) for stage, count in funnel.items())
    talked = tenths(funnel[Stage.HELD], funnel[Stage.STARTED])
    says = _("Ongeveer {n} van de 10 hadden een gesprek").of(n=talked) if talked is not None else None
    return Panel(_("Hoe ver mensen komen"), bars, says)


def _time(tally: Tally) -> Panel:
    bars = tuple(
        Bar(_between(begin, end), verbatim(shown(count)), about(count), good=not begin)
        for begin, end, count in weeks(tally)
    )
    in_time = tenths(tally.in_time, tally.days.total())
    says = None
    if in_time is not None:
        says = _("Ongeveer {n} van de 10 gesprekken: binnen {days} dagen").of(n=in_time, days=PROMISE)
    return Panel(_("Tijd van begin tot gesprek"), bars, says)


def _between(begin: int, end: int | None) -> Text:
    """The words for a time in weeks."""
    if not begin:
        return _("Binnen 1 week")
    if end is None:
        return _("Langer dan 1 week") if begin == 1 else _("Langer dan {n} weken").of(n=begin)
    return _("{n} tot {end} weken").of(n=begin, end=end)
