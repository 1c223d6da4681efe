"""The overview of a region in the chat: the numbers, and behind each of them the list of who they are."""

from bot.desk import cases
from bot.desk.overviews import not_of, overview_of, picture_of, view_of
from bot.desk.visit import Refused, Visit
from dialogs.messages import Message
from dialogs.pages import overview as pages
from dialogs.pages.overview import Number, Speed
from dialogs.text import Text, _
from people.policy import Action
from reports.figures import ANSWERS, FIGURES, GROUPINGS, Figure, Grouping, Overview, Part, Section, Tally, mark, those
from storage import audit
from storage.records import records
from storage.tables import Region

SHOWN = [figure for figure in FIGURES.values() if figure.section is not Section.LAST_WEEK]
"""The figures of the overview; those of last week are for the digest."""
ENOUGH = 5
"""Conversations of which it makes sense to say how long they took."""
LONGEST = 40
"""Letters of the name of a part that there is room for."""


def overview(visit: Visit, argument: str = "") -> Message:
    """The numbers of the region; of one part of it (GROUPING.MARK); or its parts (GROUPING, GROUPING.+PLACE)."""
    visit.allow(Action.SEE_OVERVIEW)
    visit.person.at = None
    code = visit.person.region_code or ""
    counted = overview_of(visit.session, visit.known, code, visit.now, not_of(visit.person))
    key, _dot, which = argument.partition(".")
    if not key:
        region = visit.session.get(Region, code)
        groupings = [(grouping.key, grouping.name) for grouping in GROUPINGS.values()]
        picture = None if counted.is_empty else picture_of(code)
        title = _("📊 Overzicht {region}").of(region=region.name if region is not None else code)
        erased = sum(counted.erased.values())
        return pages.overview_page(title, _numbers(counted.whole), _speed(counted.whole), erased, groupings, picture)
    if key not in GROUPINGS:
        raise Refused
    parts = _parts(counted, GROUPINGS[key])
    if which in parts:
        part, tally = parts[which]
        return pages.part_page(part, _numbers(tally), _speed(tally))
    start = _place(which.removeprefix("+")) if which.startswith("+") else 0
    picture = picture_of(code, key) if not start and not counted.is_empty else None
    several, listed = GROUPINGS[key].several, [part for part, _tally in parts.values()]
    return pages.parts_page(key, GROUPINGS[key].name, listed, start, several, picture)


def figure(visit: Visit, argument: str) -> Message:
    """Who is behind a number, of the region or of a part of it: KEY, KEY.PLACE, KEY.GROUPING.MARK or KEY.GROUPING.MARK.PLACE."""
    visit.allow(Action.SEE_OVERVIEW)
    visit.person.at = None
    wanted, part, start = _wanted(argument)
    code = visit.person.region_code or ""
    view = view_of(visit.session, visit.known, code, visit.now)
    others = filter(not_of(visit.person), records(visit.session, code, ANSWERS))
    name: Text | None = None
    numbers: list[int] = []
    for record in those(others, wanted, view, part):
        numbers.append(record.number)
        if part is not None and name is None:
            name = next(
                _label(part.grouping, value) for value in part.grouping.values(record, view) if mark(value) == part.mark
            )
    if wanted.section is Section.YEAR:
        numbers.reverse()  # of what is over the latest comes first; of who waits, who waits longest
    start = start if start < len(numbers) else 0
    shown = cases.numbered(visit, numbers[start : start + pages.AT_ONCE])
    if shown:
        audit.note(visit.session, visit.now, audit.Deed.SAW, "list", visit.person, region=code, times=len(shown))
    at = pages.Part(part.grouping.key, part.mark, name or part.grouping.name) if part is not None else None
    return pages.figure_page(_number(wanted, len(numbers)), at, shown, start, visit.now)


def _wanted(argument: str) -> tuple[Figure, Part | None, int]:
    """What a button asks for; raises Refused for what there is not."""
    key, *rest = argument.split(".")
    part = None
    if len(rest) >= 2:
        grouping, which, *rest = rest
        part = Part(GROUPINGS[grouping], which) if grouping in GROUPINGS else None
        if part is None:
            raise Refused
    if key not in FIGURES or len(rest) > 1:
        raise Refused
    return FIGURES[key], part, _place(rest[0]) if rest else 0


def _place(number: str) -> int:
    """The place in a list that a button leads to; the begin when it says nothing of the kind."""
    return int(number) if number.isdecimal() and len(number) < 6 else 0


def _parts(counted: Overview, grouping: Grouping) -> dict[str, tuple[pages.Part, Tally]]:
    """The parts of a region by their mark, those where most began first."""
    tallies = counted.parts[grouping.key]
    order = sorted(tallies, key=lambda value: (-tallies[value].figures["year"], value))
    return {
        mark(value): (
            pages.Part(grouping.key, mark(value), _label(grouping, value), tallies[value].figures["year"]),
            tallies[value],
        )
        for value in order
    }


def _label(grouping: Grouping, value: str) -> Text:
    return grouping.label(value if len(value) <= LONGEST else f"{value[: LONGEST - 1].rstrip()}…")


def _numbers(tally: Tally) -> list[Number]:
    return [_number(figure, tally.figures[figure.key]) for figure in SHOWN]


def _number(figure: Figure, n: int) -> Number:
    return Number(figure.key, figure.section.value, figure.name, figure.short, n)


def _speed(tally: Tally) -> Speed | None:
    held = tally.days.total()
    if tally.median is None or held < ENOUGH:
        return None
    return Speed(tally.median, round(100 * tally.in_time / held))
