"""The work that is agreed in an advice conversation: the candidate's choice, from which things go and to which things come."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from crebo.catalogue import Catalogue, UnknownId
from crebo.plain import Plain
from dialogs.answers import Json
from dialogs.hearing import exact_option
from dialogs.kinds.kind import PRESS_A_BUTTON, Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.kinds.several_of import DONE
from dialogs.messages import Line, Style
from dialogs.scene import Scene, World
from dialogs.text import Text, _, listing, of_work, verbatim

MOST_FOUND, BY_WORDS = 14, 6
"""How much is offered at once: of a whole crebo, and of what words may mean."""
CREBO = re.compile(r"(?<!\d)\d{5}(?!\d)")
CODE = re.compile(r"\b([bp])\W?(\d+)\W*k(\d+)\W*w(\d+)\b", re.IGNORECASE)
NOTHING_FOUND = _(
    "Daar vond ik geen werk bij. Typ een crebo, een code of een paar woorden, bijvoorbeeld: {example}"
).of(example="25746 P1-K1-W2")
WHICH_CREBO = _("Die code komt vaker voor. Typ het crebo erbij, bijvoorbeeld: {example}").of(example="25746 P1-K1-W2")
TICK = _("Tik aan wat jullie afspraken.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What there is of the answer: the work that is shown, and what of it is agreed."""

    shown: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()

    @classmethod
    def of(cls, stored: Json) -> "Draft":
        """The draft as it was stored; an empty one when there is none."""
        if not isinstance(stored, dict):
            return cls()
        return cls(_ids(stored.get("shown")), _ids(stored.get("agreed")))

    @property
    def stored(self) -> Json:
        """The draft as a value to store."""
        return {name: list(ids) for name, ids in asdict(self).items()}

    def with_agreed(self, ids: Iterable[str]) -> "Draft":
        """The same, with this agreed as well."""
        more = tuple(dict.fromkeys((*self.agreed, *ids)))
        shown = tuple(dict.fromkeys((*self.shown, *more)))
        return Draft(shown, tuple(id for id in shown if id in more))

    def offering(self, ids: Iterable[str]) -> "Draft":
        """The same, with this shown too, in place of what is shown and not agreed."""
        return replace(self, shown=tuple(dict.fromkeys((*self.agreed, *ids))))


@dataclass(frozen=True)
class AgreedWork(Kind):
    """Work of any crebo and level, at least one and at most `at_most`: a list of ids of the catalogue.

    A draft made beforehand (`Draft`) is where the answer begins.
    """

    at_most: int = 10
    any_order = True  # a button says "agreed" or "not agreed" and never "the other way round"

    def offer(self, draft: Json, scene: Scene) -> Offer:
        now = Draft.of(draft)
        lines = tuple(Line(_("• {work}").of(work=in_full(id, scene.world)), Style.ITEM) for id in now.shown)
        rows = tuple((self._toggle(id, id in now.agreed, scene.world),) for id in now.shown)
        return Offer(lines=lines, rows=(*rows, (DONE,)) if now.agreed else rows)

    def _toggle(self, id: str, agreed: bool, world: World) -> Option:
        label = in_plain(id, world)
        return Option(f"-{id}", _("✔️ {option}").of(option=label)) if agreed else Option(f"+{id}", label)

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        now, sign, id = Draft.of(draft), option[:1], option[1:]
        if option == DONE.value and now.agreed:
            return Complete(list(now.agreed))
        if sign == "-":
            return Partial(replace(now, agreed=tuple(one for one in now.agreed if one != id)).stored)
        if sign != "+" or not _is_work(id, scene.world):
            return Misread(PRESS_A_BUTTON)
        return self._agree(now, [id])

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        now, world = Draft.of(draft), scene.world
        if exact_option(said, (DONE,), world.language):
            return self.choose(draft, DONE.value, scene)
        crebos, codes = CREBO.findall(said), ["{}{}-K{}-W{}".format(*code).upper() for code in CODE.findall(said)]
        if codes:
            meant = list(_with_codes(codes, crebos or _crebos_of(now.shown, world), world))
            if meant and (crebos or len(meant) == len(set(codes))):
                return self._agree(now, meant)
            if meant:  # of several crebos
                return Partial(now.offering(meant[:MOST_FOUND]).stored, TICK)
            return Misread(NOTHING_FOUND if crebos else WHICH_CREBO)
        if crebos:
            found = [id for crebo in crebos for id in _of_crebo(crebo, world)]
        else:
            matches = world.matcher.match(said, limit=BY_WORDS, offered=world.offered).matches
            found = [match.choice for match in matches]
        found = [id for id in found if id not in now.agreed][:MOST_FOUND]
        return Partial(now.offering(found).stored, TICK) if found else Misread(NOTHING_FOUND)

    def _agree(self, now: Draft, ids: Sequence[str]) -> Reading:
        then = now.with_agreed(ids)
        if len(then.agreed) > self.at_most:
            return Misread(_("Meer dan {n} past niet. Haal eerst iets weg.").of(n=self.at_most))
        return Partial(then.stored)

    def show(self, value: Json, scene: Scene) -> Text:
        return listing(in_full(id, scene.world) for id in _ids(value))

    def adopt(self, value: Json) -> Json:
        return list(_ids(value)) or None

    def samples(self) -> Iterable[Json]:
        longest: list[Json] = [f"25583/P1-K{task}-W{process}" for task in range(1, 4) for process in range(1, 5)]
        return [["25740"], longest[: self.at_most]]

    def reopen(self, value: Json) -> Json:
        return Draft(_ids(value), _ids(value)).stored

    def figure(self, value: Json, world: World) -> str:
        return ";".join(_ids(value))

    def codes(self) -> Mapping[str, Text]:
        return {}  # those of the catalogue


def begun(chosen: Sequence[str], perhaps: Sequence[str], knows: "Knows") -> Draft:
    """Where an answer begins of which somebody chose this already; of what was chosen as a whole its parts are shown too."""
    parts = (part for id in chosen for part in _of_crebo(id, knows) if "/" not in id)
    shown = dict.fromkeys((*chosen, *perhaps, *parts))
    return Draft(tuple(shown)[: len(chosen) + MOST_FOUND], tuple(chosen))


class Knows(Protocol):
    """What knows all work: the world of a turn, or what that is made of."""

    @property
    def catalogue(self) -> Catalogue:
        """The qualifications and work processes."""

    @property
    def plain(self) -> Mapping[str, Plain]:
        """The plain words of everything that a candidate can choose."""


def in_plain(id: str, knows: Knows) -> Text:
    """Work in plain words; its official title where nobody has written those."""
    known = knows.catalogue.known.get(id)
    if known is not None:
        return of_work(knows.plain[known.id].title)
    process = knows.catalogue.work_processes.get(id)
    return verbatim(process.title if process else id)


def in_full(id: str, knows: Knows) -> Text:
    """Work in plain words and in official ones, with its code and crebo."""
    known = knows.catalogue.known.get(id)
    if known is not None and known.work_process is None:
        whole = _("{plain} (heel crebo {crebo}: {official})")
        return whole.of(plain=in_plain(id, knows), crebo=known.crebo, official=known.official)
    process = known.work_process if known is not None else knows.catalogue.work_processes.get(id)
    if process is None:
        return verbatim(id)
    code = process.code or _("zonder code")
    if known is None:
        return _("{official} ({code}, crebo {crebo})").of(official=process.title, code=code, crebo=process.crebo)
    full = _("{plain} ({code}, crebo {crebo}: {official})")
    return full.of(plain=in_plain(id, knows), code=code, crebo=process.crebo, official=process.title)


def _with_codes(codes: Iterable[str], crebos: Iterable[str], knows: Knows) -> Iterator[str]:
    """The work with these official codes, in these crebos or the newer generations of them."""
    wanted = frozenset(codes)
    for crebo in crebos:
        yield from (id for id in _of_crebo(crebo, knows, whole=False) if id.partition("/")[2] in wanted)


def _of_crebo(crebo: str, knows: Knows, *, whole: bool = True) -> Iterator[str]:
    """All work of a crebo, of any generation and level; as a `whole` first, where it can be chosen so."""
    catalogue = knows.catalogue
    try:
        family = catalogue.family_of(crebo)
    except UnknownId:
        return
    if whole and family.id in catalogue.choices:
        yield family.id
    own = [process for process in catalogue.work_processes.values() if process.crebo == crebo and not process.generic]
    newest = (process for process in catalogue.work_processes.values() if process.crebo == family.shown)
    for process in own or (process for process in newest if not process.generic):
        known = catalogue.known.get(process.id)
        yield known.id if known is not None else process.id


def _crebos_of(ids: Iterable[str], knows: Knows) -> list[str]:
    known = (knows.catalogue.known.get(id) for id in ids)
    return list(dict.fromkeys(choice.crebo if choice else id[:5] for id, choice in zip(ids, known, strict=True)))


def _is_work(id: str, knows: Knows) -> bool:
    return id in knows.catalogue.known or id in knows.catalogue.work_processes


def _ids(value: Json) -> tuple[str, ...]:
    return tuple(id for id in value if isinstance(id, str)) if isinstance(value, list) else ()
