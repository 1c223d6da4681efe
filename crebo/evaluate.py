"""How often the matcher is right, for phrases of which a person judged what is right.

A line is JSON: `query`, `kind`, `lang`, `families` and `work_processes` with a grade each (3 exact, 2 also good,
1 acceptable), `abstain` (there is no answer) and `avoid` (families that must not be shown).
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crebo.catalogue import Catalogue, UnknownId
from crebo.match import Matcher

RIGHT = 2  # the lowest grade that is right


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of one phrase. None where it does not apply: a phrase without an answer has no right family."""

    query: str
    kind: str
    language: str
    first: bool | None  # a right family is the first
    first_3: bool | None  # a right family is among the first 3
    process_5: bool | None  # a right work process is among the first 5
    avoided_5: bool | None  # a family to be avoided is among the first 5
    abstained: bool | None  # where there is no answer: nothing is shown
    lost: bool | None  # where there is an answer: nothing is shown


@dataclass(frozen=True, slots=True)
class Measure:
    """A share, of how many phrases, and its target: at least `least`, or at most `most`."""

    name: str
    share: float
    phrases: int
    least: float | None = None
    most: float | None = None

    @property
    def reached(self) -> bool:
        return (self.least is None or self.share >= self.least) and (self.most is None or self.share <= self.most)


@dataclass(frozen=True, slots=True)
class Line:
    """The shares of one kind of phrase; None where nothing of that kind has it."""

    kind: str
    phrases: int
    first: float | None
    first_3: float | None
    process_5: float | None
    avoided_5: float | None
    abstained: float | None
    lost: float | None


@dataclass(frozen=True, slots=True)
class Table:
    """`lines`: one a kind of phrase, in the order of the file, and one for all. `measures`: beside their targets."""

    lines: tuple[Line, ...]
    measures: tuple[Measure, ...]
    judged: tuple[Judged, ...]

    def __str__(self) -> str:
        """The table in Markdown."""
        rows = [
            "| kind | phrases | first | first 3 | process in 5 | avoided | abstains | wrongly abstains |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        ]
        for line in self.lines:
            shares = (line.first, line.first_3, line.process_5, line.avoided_5, line.abstained, line.lost)
            cells = ("" if share is None else f"{share:.2f}" for share in shares)
            rows.append(f"| {line.kind} | {line.phrases} | {' | '.join(cells)} |")
        rows += ["", "| measure | share | phrases | target | |", "| --- | ---: | ---: | ---: | --- |"]
        for measure in self.measures:
            target = f"≥ {measure.least}" if measure.least is not None else f"≤ {measure.most}"
            reached = "reached" if measure.reached else "missed"
            rows.append(f"| {measure.name} | {measure.share:.3f} | {measure.phrases} | {target} | {reached} |")
        return "\n".join(rows)


def evaluate(matcher: Matcher, lines: Iterable[str]) -> Table:
    """The table for `lines` of judged phrases. Raises ValueError (also for bad JSON) or KeyError for a line without a field."""
    judged = tuple(judge(matcher, line) for line in lines if line.strip())
    kinds = dict.fromkeys(one.kind for one in judged)
    table = [_line(kind, [one for one in judged if one.kind == kind]) for kind in kinds]
    return Table((*table, _line("all", judged)), tuple(_measures(judged)), judged)


def judge(matcher: Matcher, line: str) -> Judged:
    """What comes of the phrase of one line. Any crebo of a family counts as the family; a work process counts across
    generations by family and title."""
    label = json.loads(line)
    catalogue = matcher.catalogue
    right = {_family(catalogue, item["family"]) for item in label["families"] if item["grade"] >= RIGHT}
    processes = {_process(catalogue, item["id"]) for item in label["work_processes"] if item["grade"] >= RIGHT}
    avoid = {_family(catalogue, crebo) for crebo in label["avoid"]}

    found = matcher.match(label["query"], limit=5)
    families = [match.family for match in found.matches]
    shown = {_process(catalogue, match.work_process) for match in found.matches if match.work_process}
    return Judged(
        label["query"],
        label["kind"],
        label["lang"],
        bool(right.intersection(families[:1])) if right else None,
        bool(right.intersection(families[:3])) if right else None,
        bool(processes & shown) if processes else None,
        bool(avoid.intersection(families)) if avoid else None,
        found.abstained if label["abstain"] else None,
        found.abstained if not label["abstain"] else None,
    )


def _family(catalogue: Catalogue, crebo: str) -> str:
    try:
        return catalogue.family_of(crebo).id
    except UnknownId:
        return crebo


def _process(catalogue: Catalogue, id: str) -> tuple[str, str]:
    process = catalogue.work_processes.get(id)
    return (_family(catalogue, process.crebo), process.title.casefold()) if process else (id, "")


def _share(judged: Iterable[Judged], of: Callable[[Judged], bool | None]) -> tuple[float | None, int]:
    values = [value for one in judged if (value := of(one)) is not None]
    return (sum(values) / len(values), len(values)) if values else (None, 0)


def _line(kind: str, judged: Iterable[Judged]) -> Line:
    some = list(judged)
    return Line(
        kind,
        len(some),
        _share(some, lambda one: one.first)[0],
        _share(some, lambda one: one.first_3)[0],
        _share(some, lambda one: one.process_5)[0],
        _share(some, lambda one: one.avoided_5)[0],
        _share(some, lambda one: one.abstained)[0],
        _share(some, lambda one: one.lost)[0],
    )


def _measures(judged: tuple[Judged, ...]) -> Iterator[Measure]:
    dutch = [one for one in judged if one.language == "nl" and one.kind != "mixed"]
    foreign = [one for one in judged if one.language != "nl" or one.kind == "mixed"]

    def of_kind(*kinds: str) -> list[Judged]:
        return [one for one in judged if one.kind in kinds]

    def first_3(one: Judged) -> bool | None:
        return one.first_3

    wanted: tuple[tuple[str, Iterable[Judged], Callable[[Judged], bool | None], float | None, float | None], ...] = (
        ("Dutch, first 3", dutch, first_3, 0.92, None),
        ("Dutch, first", dutch, lambda one: one.first, 0.80, None),
        ("all languages, first 3", judged, first_3, 0.88, None),
        ("foreign and mixed, first 3", foreign, first_3, 0.80, None),
        ("typo, first 3", of_kind("typo"), first_3, 0.95, None),
        ("sound-alike, first 3", of_kind("phonetic"), first_3, 0.95, None),
        ("hobby, first 3", of_kind("hobby"), first_3, 0.75, None),
        ("dialect, first 3", of_kind("dialect"), first_3, 0.75, None),
        ("work process, first 5", judged, lambda one: one.process_5, 0.80, None),
        ("avoided family, first 5", judged, lambda one: one.avoided_5, None, 0.05),
        ("abstains where there is no answer", judged, lambda one: one.abstained, 0.75, None),
        ("wrongly abstains", judged, lambda one: one.lost, None, 0.03),
    )
    for name, some, of, least, most in wanted:
        share, phrases = _share(some, of)
        if share is not None:
            yield Measure(name, share, phrases, least, most)
