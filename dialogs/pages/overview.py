"""The overview of a region: its numbers, each with a way to the list behind it, and what coordinators hear on Monday."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from dialogs.messages import Attachment, Button, Line, Message, Style
from dialogs.pages.candidates import Case, Need, since, standing
from dialogs.pages.going import button
from dialogs.pages.home import HOME, named
from dialogs.pages.offering import WISHES
from dialogs.text import Text, _, counted

AT_ONCE = 8
"""Candidates, or parts of a region, on one page of a list."""
WIDE = 2
PART_WIDE = 3
"""Buttons next to each other that say a word and a number."""

OVERVIEW = button(_("📊 Overzicht"), "overview")


@dataclass(frozen=True, slots=True)
class Number:
    """A number of which there is a list. `key`: what its button asks for; `section`: what it is about, in words, and `short`: in
    one word."""

    key: str
    section: Text
    name: Text
    short: Text
    n: int


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a region: by what it is a part (`grouping`), and what its button asks for (`mark`). `n`: how many began there."""

    grouping: str
    mark: str
    name: Text
    n: int = 0

    @property
    def argument(self) -> str:
        """What a button carries that is about this part."""
        return f"{self.grouping}.{self.mark}"


@dataclass(frozen=True, slots=True)
class Speed:
    """How long it took until the conversation: half had it after so many days; so many in a hundred had it in time."""

    median: int
    in_time: int


def overview_page(
    title: Text,
    numbers: Sequence[Number],
    speed: Speed | None,
    erased: int,
    groupings: Sequence[tuple[str, Text]],
    attached: Attachment | None,
) -> Message:
    """The numbers of a region. `groupings`: by what it can be told apart; `erased`: how many are only counted any more."""
    lines = [Line(title, Style.STRONG), *_numbers(numbers)]
    if speed is not None:
        lines.append(_speed(speed))
    if erased:
        lines.append(Line(_("• Gewist, alleen nog geteld: {n}").of(n=erased), Style.ITEM))
    rows = _rows([button(name, "overview", key) for key, name in groupings], WIDE)
    return Message(tuple(lines), (*_lists(numbers), *rows, (WISHES, HOME)), attached=attached)


def part_page(part: Part, numbers: Sequence[Number], speed: Speed | None) -> Message:
    """The numbers of a part of a region."""
    lines = [Line(part.name, Style.STRONG), *_numbers(numbers)]
    if speed is not None:
        lines.append(_speed(speed))
    back = (button(_("◀ Terug"), "overview", part.grouping), OVERVIEW)
    return Message(tuple(lines), (*_lists(numbers, part), back, (HOME,)), in_place=True)


def parts_page(
    grouping: str, name: Text, parts: Sequence[Part], start: int, several: bool, attached: Attachment | None
) -> Message:
    """The parts of a region, each with how many began there in the last twelve months, from the one in this place on.

    `several`: somebody can be in more than one part. `attached`: the picture of it.
    """
    start = start if start < len(parts) else 0
    shown = parts[start : start + AT_ONCE]
    lines = [Line(name, Style.STRONG), Line(_("Begonnen in de laatste twaalf maanden:"))]
    lines += [Line(_("• {name}: {n}").of(name=part.name, n=part.n), Style.ITEM) for part in shown]
    if several:
        lines.append(Line(_("Wie werk van meer soorten koos, telt bij elke soort mee."), Style.QUIET))
    ways = _ways_on("overview", f"{grouping}.+", start, len(parts))
    rows = _rows([button(part.name, "overview", part.argument) for part in shown], WIDE)
    ways_on = tuple(row for row in (*rows, ways, (OVERVIEW, HOME)) if row)
    return Message(tuple(lines), ways_on, in_place=attached is None, attached=attached)


def figure_page(number: Number, part: Part | None, cases: Sequence[Case], start: int, now: datetime) -> Message:
    """A number, and those it counts from the one in place `start` on, with where each stands; each leads to the card."""
    title = _("{section}: {name}").of(section=number.section, name=number.name)
    lines = [Line(title, Style.STRONG)]
    if part is not None:
        lines.append(Line(part.name))
    lines.append(Line(counted("{n} kandidaat", "{n} kandidaten", number.n) if number.n else _("Niemand.")))
    for case in cases:
        stands = standing(case, now)
        line = _("{name}: {where}")
        if stands.need not in (Need.PLANNED, Need.HELD):
            line = _("{name}: {where} ({since})").of(since=since(stands.since, now))
        lines.append(Line(line.of(name=named(case.name), where=stands.words), Style.ITEM))
    rows = _rows([button(named(case.name), "case", case.token) for case in cases], WIDE)
    about = _about(number, part)
    ways = _ways_on("figure", f"{about}.", start, number.n)
    back = button(_("◀ Terug"), "overview", part.argument if part is not None else "")
    return Message(tuple(lines), tuple(row for row in (*rows, ways, (back, HOME)) if row), in_place=True)


def digest_page(
    region: str, happened: Sequence[tuple[Text, str]], waits: Sequence[tuple[Text, str]], attached: Attachment | None
) -> Message:
    """What coordinators hear on Monday: what happened last week, and who waits, in numbers that give nobody away."""
    lines = [Line(_("☀️ Goedemorgen! Zo staat het in de regio {region}.").of(region=region), Style.STRONG)]
    lines += [Line(_("Vorige week:")), *_items(happened)]
    if waits:
        lines += [Line(_("Vraagt aandacht:")), *_items(waits)]
    else:
        lines.append(Line(_("Niemand wacht op je. Mooi werk!")))
    lines.append(Line(_("Kleine aantallen zijn beschermd. In het overzicht zie je wie het zijn."), Style.QUIET))
    return Message(tuple(lines), ((OVERVIEW,),), attached=attached)


def _items(numbers: Iterable[tuple[Text, str]]) -> list[Line]:
    return [Line(_("• {name}: {n}").of(name=name, n=n), Style.ITEM) for name, n in numbers]


def _numbers(numbers: Sequence[Number]) -> list[Line]:
    """The numbers by section, without those that are nought."""
    lines: list[Line] = []
    for section, those in groupby(numbers, key=lambda number: number.section):
        some = [(number.name, str(number.n)) for number in those if number.n]
        lines += [Line(section), *_items(some)] if some else [Line(_("{section}: nog niets").of(section=section))]
    return lines


def _speed(speed: Speed) -> Line:
    text = _("• Van begin tot gesprek: {n}% binnen een week, en de helft binnen {median}")
    return Line(text.of(median=counted("{n} dag", "{n} dagen", speed.median), n=speed.in_time), Style.ITEM)


def _lists(numbers: Sequence[Number], part: Part | None = None) -> tuple[tuple[Button, ...], ...]:
    """A button for every number that there is a list of."""
    label = _("{name} {n}")
    return _rows(
        [
            button(label.of(name=number.short, n=number.n), "figure", _about(number, part))
            for number in numbers
            if number.n
        ],
        PART_WIDE,
    )


def _about(number: Number, part: Part | None) -> str:
    return f"{number.key}.{part.argument}" if part is not None else number.key


def _rows(buttons: Sequence[Button], wide: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(buttons[place : place + wide]) for place in range(0, len(buttons), wide))


def _ways_on(page: str, about: str, start: int, of: int) -> tuple[Button, ...]:
    earlier = (button(_("◀ Vorige"), page, f"{about}{max(start - AT_ONCE, 0)}"),) if start else ()
    later = (button(_("Volgende ▶"), page, f"{about}{start + AT_ONCE}"),) if start + AT_ONCE < of else ()
    return (*earlier, *later)
