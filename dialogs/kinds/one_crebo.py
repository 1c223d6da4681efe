"""One crebo: typed as a number of any generation, or found by words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crebo.catalogue import UnknownId
from dialogs.answers import Json
from dialogs.hearing import normal
from dialogs.kinds.agreed_work import Knows, in_plain
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.messages import Line, Style
from dialogs.scene import Scene, World
from dialogs.text import Text, _, verbatim

MOST_FOUND = 6
NUMBER = re.compile(r"(?<!\d)\d{5}(?!\d)")
LEVELS = {"entree": _("Entree"), "2": _("niveau 2"), "3": _("niveau 3"), "4": _("niveau 4")}
EXAMPLE = _("Typ een crebo van vijf cijfers of een paar woorden, bijvoorbeeld: {example}").of(
    example=_("25746 of groenonderhoud")
)


@dataclass(frozen=True)
class OneCrebo(Kind):
    """A crebo of any level; the draft is a list of those that words may mean."""

    def offer(self, draft: Json, scene: Scene) -> Offer:
        found = [crebo for crebo in _crebos(draft) if _is_known(crebo, scene.world)]
        lines = [Line(_("• {work}").of(work=in_full(crebo, scene.world)), Style.ITEM) for crebo in found]
        rows = ((Option(crebo, verbatim(f"{crebo} {_official(crebo, scene.world)}")),) for crebo in found)
        return Offer(lines=tuple(lines), rows=tuple(rows))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        return Complete(option) if _is_known(option, scene.world) else Misread(EXAMPLE)

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        numbers = list(dict.fromkeys(NUMBER.findall(said)))
        unknown = next((number for number in numbers if not _is_known(number, scene.world)), None)
        if unknown is not None:
            text = _("Crebo {crebo} ken ik niet. Klopt het nummer? Je kunt ook een paar woorden typen.")
            return Misread(text.of(crebo=unknown))
        if len(numbers) == 1:
            return Complete(numbers[0])
        found = [*numbers] or _meant(said, scene.world)
        return Partial([*found[:MOST_FOUND]], _("Welke bedoel je?")) if found else Misread(EXAMPLE)

    def show(self, value: Json, scene: Scene) -> Text:
        return in_full(str(value), scene.world)

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, str) and NUMBER.fullmatch(value) else None

    def samples(self) -> Iterable[Json]:
        return ["25746", "25583"]


def in_full(crebo: str, knows: Knows) -> Text:
    """What a crebo stands for: in plain words where there are any, its official name, level and number."""
    family = knows.catalogue.family_of(crebo)
    official = _official(crebo, knows)
    level = LEVELS.get(family.level, _("niveau onbekend"))
    if family.id in knows.catalogue.choices and knows.plain[family.id].title != official:
        text = _("{plain}: {official}, {level}, crebo {crebo}").of(plain=in_plain(family.id, knows))
    else:
        text = _("{official}, {level}, crebo {crebo}")
    return text.of(official=official, level=level, crebo=crebo)


def _official(crebo: str, knows: Knows) -> str:
    """The official name, in the generation of this crebo."""
    known = knows.catalogue.qualifications.get(crebo)
    return known.name if known is not None else knows.catalogue.family_of(crebo).name


def _meant(said: str, world: World) -> list[str]:
    """The newest crebo's of what words may mean: the official name first, of any level, then what the matcher finds."""
    words = normal(said)
    named = [family.id for family in world.catalogue.families.values() if words and words in normal(family.name)]
    found = world.matcher.match(said, limit=MOST_FOUND)
    matched = (match.family for match in found.matches)
    later = (family.id for family in found.later)
    # A part of many names says little.
    first = named if len(named) <= MOST_FOUND else []
    return list(dict.fromkeys((*first, *matched, *later, *named)))


def _is_known(crebo: str, world: World) -> bool:
    try:
        world.catalogue.family_of(crebo)
    except UnknownId:
        return False
    return True


def _crebos(draft: Json) -> list[str]:
    return [crebo for crebo in draft if isinstance(crebo, str)] if isinstance(draft, list) else []
