"""Which work an adviser and a candidate agree on: what was chosen, and more of the same qualifications."""

from collections.abc import Sequence
from random import Random

from bot.knowledge import Knowledge
from crebo.catalogue import Family
from dialogs.kinds.agreed_work import begun

ADVANCED = 0.12
"""How often who chose work of level 2 is up to a part of level 3, where that is about the same."""


class Agreements:
    """What is agreed, of all that an adviser may tick; looked up once for every choice."""

    def __init__(self, known: Knowledge, offered: frozenset[str]) -> None:
        self._known = known
        self._shown: dict[tuple[str, ...], tuple[str, ...]] = {}
        catalogue = known.catalogue
        entree = (one.id for one in catalogue.families.values() if one.level == "entree" and one.id in offered)
        self._anything = tuple(sorted(entree))
        self._advanced: dict[str, list[str]] = {}
        for process in catalogue.work_processes.values():
            family = catalogue.family_of(process.crebo)
            if family.level == "3" and process.crebo == family.shown and not process.generic:
                self._advanced.setdefault(family.domain, []).append(process.id)

    def of(self, chosen: Sequence[str], most: int, rng: Random) -> list[str]:
        """At most so many work processes: of what was chosen, or else of something at Entree that is offered."""
        wanted = tuple(chosen) or (rng.choice(self._anything),)
        if wanted not in self._shown:
            self._shown[wanted] = self._ticked(wanted)
        family = self._known.catalogue.choice(wanted[0]).family
        if family.level == "2" and family.domain in self._advanced and rng.random() < ADVANCED:
            return self._advanced[family.domain][:most]
        return list(self._shown[wanted][:most])

    def _ticked(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        """What was chosen in the order in which it is agreed: work processes first, Entree before level 2."""
        catalogue = self._known.catalogue
        families = dict.fromkeys(catalogue.choice(one).family for one in wanted)
        whole = [one.id for one in sorted(families, key=_level) if one.id in catalogue.choices]
        parts = [one for one in begun(whole, (), self._known).shown if "/" in one]
        single = sorted((one for one in wanted if "/" in one), key=lambda one: _level(catalogue.choice(one).family))
        return tuple(dict.fromkeys((*single, *parts))) or wanted


def _level(family: Family) -> bool:
    return family.level != "entree"
