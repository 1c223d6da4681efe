"""The figures of a region. A number is the length of a list: each is a named question about one intake, declared once, below.

"Advice for everyone within a week" is counted in days on the calendar, from the day on which an intake began: a conversation on
the seventh day after it is in time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cached_property
from hashlib import blake2s

from agenda.hours import HOME
from crebo.catalogue import Catalogue, UnknownId
from dialogs.kinds.work_processes import Draft
from dialogs.outcome import CERTIFICATE, DIPLOMA, NOT_NOW, OTHER_FIRST, PRAKTIJKVERKLARING, RESULTS
from dialogs.professional import TARGET_GROUPS
from dialogs.text import Text, _, verbatim
from reports.record import Record, Stage

PROMISE = 7
"""Days within which everyone gets advice; and after so many days without a word an intake is silent."""
STAGES = tuple(Stage)
ENTREE = "Entree"
"""What the catalogue calls the domain of every qualification at the first level; their names say what the work is."""


@dataclass(frozen=True)
class View:
    """From where a region is looked at: the moment, what can be chosen, and which crebo's somebody there offers."""

    now: datetime
    catalogue: Catalogue
    offered: frozenset[str] = frozenset()

    def midnight(self, days_ago: int = 0) -> datetime:
        """When a day began on the clock of the Netherlands."""
        day = self.now.astimezone(HOME).date() - timedelta(days=days_ago)
        return datetime.combine(day, time(), HOME).astimezone(self.now.tzinfo)

    @cached_property
    def week(self) -> datetime:
        """When this week began: on Monday."""
        return self.midnight(self.now.astimezone(HOME).weekday())

    @cached_property
    def week_before(self) -> datetime:
        """When last week began."""
        return self.midnight(self.now.astimezone(HOME).weekday() + 7)

    @cached_property
    def week_after(self) -> datetime:
        """When next week begins."""
        return self.midnight(self.now.astimezone(HOME).weekday() - 7)

    @cached_property
    def promised(self) -> datetime:
        """What began before this moment should have had a conversation."""
        return self.midnight(PROMISE)

    @cached_property
    def year(self) -> datetime:
        """When the year began that is looked back on: the first of this month, a year ago."""
        return datetime.combine(self.first_day, time(), HOME).astimezone(self.now.tzinfo)

    @property
    def first_day(self) -> date:
        """The first day of that year, on the clock of the Netherlands."""
        today = self.now.astimezone(HOME).date()
        return today.replace(today.year - 1, day=1)

    @cached_property
    def _known(self) -> dict[str, tuple[str, bool]]:
        return {}

    def work(self, choice: str) -> tuple[str, bool]:
        """The domain of chosen work, in Dutch ("" when the catalogue does not have it any more), and whether it is offered."""
        if choice not in self._known:
            try:
                family = self.catalogue.choice(choice).family
            except UnknownId:
                self._known[choice] = ("", True)
            else:
                domain = family.name if family.domain == ENTREE else family.domain
                self._known[choice] = (domain, not self.offered.isdisjoint(family.crebos))
        return self._known[choice]


def chosen(record: Record) -> tuple[str, ...]:
    """The work that somebody said "ja" or "misschien" to."""
    work = Draft.of(record.settled("work"))
    return (*work.yes, *work.maybe)


# The figures


class Section(Enum):
    """What a figure is about, in words."""

    WEEK = _("Deze week")
    LAST_WEEK = _("Vorige week")
    NOW = _("Nu")
    """Where everybody stands who has no outcome, however long ago they began: each in one of these, and some are late as well."""
    YEAR = _("De laatste twaalf maanden")
    """Of the intakes that began then."""


@dataclass(frozen=True, slots=True)
class Figure:
    """How many intakes there are of which `counts` is true. `name`: what they are, in Dutch; `short`: that on a button."""

    key: str
    section: Section
    name: Text
    short: Text
    counts: Callable[[Record, View], bool]


def is_silent(record: Record, view: View) -> bool:
    """Whether somebody stopped on the way: not done, no conversation, and no answer was changed for seven days."""
    return record.touched < view.promised and record.stage(view.now) is Stage.STARTED


def is_late(record: Record, view: View) -> bool:
    """Whether somebody waits for longer than was promised: they began more than seven days ago and have had no conversation.

    Whose conversation is planned waits too. Who stopped on the way does not: they are counted as silent.
    """
    if record.started >= view.promised or record.advice is not None:
        return False
    talked = record.conversation is not None and record.conversation.starts <= view.now
    return not talked and not is_silent(record, view)


def _stands(stage: Stage) -> Callable[[Record, View], bool]:
    return lambda record, view: record.stage(view.now) is stage


def _resulted(code: str) -> Callable[[Record, View], bool]:
    return lambda record, view: (
        record.advice is not None and record.advice.result == code and record.started >= view.year
    )


def _begun(record: Record, view: View) -> bool:
    return record.started >= view.week


def _finished(record: Record, view: View) -> bool:
    return record.finished is not None and record.finished >= view.week


def _talks(record: Record, view: View) -> bool:
    return record.conversation is not None and view.week <= record.conversation.starts < view.week_after


def _begun_before(record: Record, view: View) -> bool:
    return view.week_before <= record.started < view.week


def _finished_before(record: Record, view: View) -> bool:
    return record.finished is not None and view.week_before <= record.finished < view.week


def _talked_before(record: Record, view: View) -> bool:
    return record.conversation is not None and view.week_before <= record.conversation.starts < view.week


def _is_busy(record: Record, view: View) -> bool:
    return record.stage(view.now) is Stage.STARTED and not is_silent(record, view)


def _of_year(record: Record, view: View) -> bool:
    return record.started >= view.year


def _missed(record: Record, view: View) -> bool:
    return record.missed > 0 and record.started >= view.year


def _wishes_in_vain(record: Record, view: View) -> bool:
    return record.started >= view.year and not all(view.work(choice)[1] for choice in chosen(record))


WEEK, LAST_WEEK, NOW, YEAR = Section

IN_SHORT = {
    DIPLOMA: _("🎓 Diploma"),
    CERTIFICATE: _("📄 Certificaat"),
    PRAKTIJKVERKLARING: _("🛠 Verklaring"),
    OTHER_FIRST: _("🌱 Eerst anders"),
    NOT_NOW: _("⏸ Nu niet"),
}

FIGURES: Mapping[str, Figure] = {
    figure.key: figure
    for figure in (
        Figure("begun", WEEK, _("Begonnen"), _("Nieuw"), _begun),
        Figure("finished", WEEK, _("Klaar met de vragen"), _("Klaar"), _finished),
        Figure("talks", WEEK, _("Gesprekken"), _("Gesprekken"), _talks),
        Figure("begun_before", LAST_WEEK, _("Begonnen"), _("Nieuw"), _begun_before),
        Figure("finished_before", LAST_WEEK, _("Klaar met de vragen"), _("Klaar"), _finished_before),
        Figure("talked_before", LAST_WEEK, _("Gesprekken"), _("Gesprekken"), _talked_before),
        Figure("waiting", NOW, _("Klaar, nog geen gesprek gepland"), _("Wacht"), _stands(Stage.FINISHED)),
        Figure("late", NOW, _("Langer dan 7 dagen zonder gesprek"), _("7+ dagen"), is_late),
        Figure("held", NOW, _("Gesprek gehad, nog geen uitkomst"), _("Geen uitkomst"), _stands(Stage.HELD)),
        Figure("planned", NOW, _("Gesprek gepland"), _("Gepland"), _stands(Stage.PLANNED)),
        Figure("busy", NOW, _("Bezig met de vragen"), _("Bezig"), _is_busy),
        Figure("silent", NOW, _("Gestopt, 7 dagen niets gedaan"), _("Gestopt"), is_silent),
        Figure("year", YEAR, _("Begonnen"), _("Alle"), _of_year),
        *(
            Figure(result.value, YEAR, result.label, IN_SHORT[result.value], _resulted(result.value))
            for result in RESULTS
        ),
        Figure("missed", YEAR, _("Kwam niet op een gesprek"), _("Niet gekomen"), _missed),
        Figure("in_vain", YEAR, _("Wil werk dat niemand hier aanbiedt"), _("Geen aanbod"), _wishes_in_vain),
    )
}
"""Every figure, in the order in which they are shown."""

LATELY = tuple(key for key, figure in FIGURES.items() if figure.section is LAST_WEEK)
WAIT = ("waiting", "late", "held")
"""The figures of those who wait for somebody to do something."""
TOLD = (*LATELY, *WAIT, "in_vain")
"""What may go from hand to hand, with small numbers protected; with more figures than these a small one could be reckoned back."""


# The groups


@dataclass(frozen=True, slots=True)
class Grouping:
    """A way to tell intakes apart. `values`: what an intake counts for, one or several; empty when that is not known (yet).

    `label`: a value in words. `answer`: the question it looks at. `several`: an intake can count for more than one value.
    """

    key: str
    name: Text
    values: Callable[[Record, View], Iterable[str]]
    label: Callable[[str], Text]
    answer: str | None = None
    several: bool = False


TARGETS = {option.value: option.label for option in TARGET_GROUPS}


def _organisations(record: Record, view: View) -> tuple[str, ...]:
    return (record.organisation,)


def _targets(record: Record, view: View) -> tuple[str, ...]:
    group = record.settled("target_group")
    return (group if isinstance(group, str) and group in TARGETS else "",)


def _schools(record: Record, view: View) -> tuple[str, ...]:
    return (record.conversation.school if record.conversation is not None else "",)


def _domains(record: Record, view: View) -> Iterable[str]:
    return {view.work(choice)[0] for choice in chosen(record)} or ("",)


def _named(nothing: Text) -> Callable[[str], Text]:
    return lambda value: verbatim(value) if value else nothing


GROUPINGS: Mapping[str, Grouping] = {
    grouping.key: grouping
    for grouping in (
        Grouping("organisation", _("Per organisatie"), _organisations, _named(_("Zonder organisatie"))),
        Grouping(
            "target",
            _("Per doelgroep"),
            _targets,
            lambda value: TARGETS.get(value, _("Nog niet bekend")),
            "target_group",
        ),
        Grouping("school", _("Per school"), _schools, _named(_("Nog geen gesprek"))),
        Grouping("domain", _("Per soort werk"), _domains, _named(_("Nog geen werk gekozen")), "work", several=True),
    )
}
"""How the figures are told apart. Somebody who chose work of several kinds counts in each of them."""

ANSWERS = frozenset(grouping.answer for grouping in GROUPINGS.values() if grouping.answer)
"""The questions of which figures and groupings look at the answers."""


def mark(value: str) -> str:
    """Stands for a value of a grouping where there is little room: eight characters."""
    return blake2s(value.encode(), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a region: those that count for the value of a grouping with this mark."""

    grouping: Grouping
    mark: str

    def holds(self, record: Record, view: View) -> bool:
        """Whether an intake is in it."""
        return any(mark(value) == self.mark for value in self.grouping.values(record, view))


def those(records: Iterable[Record], figure: Figure, view: View, part: Part | None = None) -> Iterator[Record]:
    """The list behind a number: the intakes that a figure counts, in the order in which they began."""
    for record in records:
        if figure.counts(record, view) and (part is None or part.holds(record, view)):
            yield record


# The overview


@dataclass(slots=True)
class Tally:
    """What was counted of some intakes. `figures`: by key. Of the last twelve months: `stages`: how many came so far and no
    further; `days`: how many had their conversation after so many days."""

    figures: Counter[str] = field(default_factory=Counter)
    stages: Counter[Stage] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)

    @property
    def funnel(self) -> dict[Stage, int]:
        """How many came at least so far."""
        return {stage: sum(self.stages[later] for later in STAGES[place:]) for place, stage in enumerate(STAGES)}

    @property
    def median(self) -> int | None:
        """After so many days half of those who had a conversation had it; None when nobody had one."""
        half, passed = self.days.total() / 2, 0
        for days, times in sorted(self.days.items()):
            passed += times
            if passed >= half:
                return days
        return None

    @property
    def in_time(self) -> int:
        """How many had their conversation within the week that was promised."""
        return sum(times for days, times in self.days.items() if days <= PROMISE)


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a region: of all, and of every value of every grouping.

    `erased`: how many of those who began in the last twelve months are erased, by how far they had come. They are in no list,
    and they are in `funnel`: who is erased did begin.
    """

    view: View
    whole: Tally
    parts: Mapping[str, Mapping[str, Tally]]
    erased: Mapping[Stage, int]

    @property
    def is_empty(self) -> bool:
        """Whether nobody began in the last twelve months."""
        return not self.funnel[Stage.STARTED]

    @property
    def funnel(self) -> dict[Stage, int]:
        """How many came at least so far in the last twelve months, erased since or not."""
        return Tally(stages=self.whole.stages + Counter(self.erased)).funnel


def overview(records: Iterable[Record], view: View, erased: Mapping[Stage, int] | None = None) -> Overview:
    """Count everything there is to count, in one pass; nothing of the records is kept."""
    whole = Tally()
    parts: dict[str, dict[str, Tally]] = {key: {} for key in GROUPINGS}
    figures = [(figure.key, figure.counts) for figure in FIGURES.values()]
    groupings = [(grouping.values, parts[key]) for key, grouping in GROUPINGS.items()]
    for record in records:
        counted = [key for key, counts in figures if counts(record, view)]
        stage = record.stage(view.now) if record.started >= view.year else None
        days = _days(record, view) if stage is not None else None
        _add(whole, counted, stage, days)
        for values, tallies in groupings:
            for value in values(record, view):
                if value not in tallies:
                    tallies[value] = Tally()
                _add(tallies[value], counted, stage, days)
    return Overview(view, whole, parts, erased or {})


def _add(tally: Tally, counted: Iterable[str], stage: Stage | None, days: int | None) -> None:
    for key in counted:
        tally.figures[key] += 1
    if stage is not None:
        tally.stages[stage] += 1
    if days is not None:
        tally.days[days] += 1


def _days(record: Record, view: View) -> int | None:
    """After how many days somebody had their conversation; None when they have not had one."""
    if record.conversation is None or record.conversation.starts > view.now:
        return None
    begun, held = record.started.astimezone(HOME).date(), record.conversation.starts.astimezone(HOME).date()
    return max((held - begun).days, 0)
