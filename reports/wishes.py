"""Work that people want and that no school in the region offers: a recognition takes long, and must be asked for in time.

Everybody counts who chose such work ("ja" or "misschien") in an intake that began in the last twelve months, however it went on:
also who had the conversation, and whose outcome is other work or something else. That may be so because nobody offered what they
wanted; and who asks for a recognition needs to know what people want, not for whom it comes too late.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crebo.catalogue import Catalogue, Family, UnknownId
from dialogs.kinds.work_processes import Draft
from dialogs.text import Text, _
from reports.figures import View
from reports.record import Record
from reports.small import shown

MOST_TOLD = 3


@dataclass(slots=True)
class Wish:
    """A qualification that no school in the region offers in any generation. `sure`, `perhaps`: the numbers of the intakes of those
    who said "ja" to something of it, or only "misschien", each once; `since`: when the first of them began."""

    family: Family
    since: datetime
    sure: list[int] = field(default_factory=list)
    perhaps: list[int] = field(default_factory=list)

    @property
    def people(self) -> int:
        """How many want it, surely or perhaps."""
        return len(self.sure) + len(self.perhaps)


def wishes(records: Iterable[Record], view: View) -> list[Wish]:
    """What nobody offers and somebody wants, most wanted first; of as many people what more of them are sure of.

    `records`: with the answer to "work".
    """
    found: dict[str, Wish] = {}
    for record in records:
        for family, sure in _in_vain(record, view):
            wish = found.setdefault(family.id, Wish(family, record.started))
            wish.since = min(wish.since, record.started)
            (wish.sure if sure else wish.perhaps).append(record.number)
    return sorted(found.values(), key=lambda wish: (-wish.people, -len(wish.sure), wish.family.name, wish.family.id))


def told(found: Sequence[Wish]) -> list[tuple[Text, str]]:
    """The most wanted of what nobody offers, and how many people want each, where small numbers are protected."""
    name = _("{work} (crebo {crebo})")
    return [(name.of(work=wish.family.name, crebo=wish.family.id), shown(wish.people)) for wish in found[:MOST_TOLD]]


def _in_vain(record: Record, view: View) -> Iterator[tuple[Family, bool]]:
    """What somebody wants that nobody offers, each once, and whether they are sure."""
    if record.started < view.year:
        return
    work = Draft.of(record.settled("work"))
    sure = {family.id: family for family in _families(work.yes, view.catalogue)}
    perhaps = {family.id: family for family in _families(work.maybe, view.catalogue)}
    for id, family in (perhaps | sure).items():
        if view.offered.isdisjoint(family.crebos):
            yield family, id in sure


def _families(choices: Iterable[str], catalogue: Catalogue) -> Iterator[Family]:
    for choice in choices:
        try:
            yield catalogue.choice(choice).family
        except UnknownId:  # it was in an earlier catalogue
            continue
