"""For which of the work that a school offers: whole sectors by button, single crebo's typed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crebo.catalogue import Catalogue, Family
from dialogs.answers import Json
from dialogs.hearing import normal
from dialogs.kinds.kind import Kind, Misread, Offer, Option, Partial, Reading
from dialogs.kinds.several_of import SeveralOf
from dialogs.scene import Scene, World
from dialogs.text import Text, _, listing, verbatim

EVERYTHING = Option("all", _("📚 Alles wat de school aanbiedt"), also=_("alles, alle, al het werk, maakt niet uit"))
CREBO = re.compile(r"\b\d{5}\b")


@dataclass(frozen=True)
class OfferedWork(Kind):
    """Sectors and crebo's of those that the school offers; the answer is a list of their codes, empty for all of them."""

    any_order = True

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return _several(draft, scene.world).offer(draft, scene)

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        return _several(draft, scene.world).choose(draft, option, scene)

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        typed = CREBO.findall(said)
        if not typed:
            return _several(draft, scene.world).hear(draft, said, scene)
        unknown = next((crebo for crebo in typed if crebo not in scene.world.offered), None)
        if unknown is not None:
            return Misread(_("Crebo {crebo} biedt jouw school niet aan, voor zover ik weet.").of(crebo=unknown))
        before = draft if isinstance(draft, list) else []
        return Partial(list(dict.fromkeys([*before, *typed])))

    def show(self, value: Json, scene: Scene) -> Text:
        several = _several(value, scene.world)
        labels = [option.label for option in several.options if isinstance(value, list) and option.value in value]
        return listing(labels) if labels else EVERYTHING.label

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, list) and all(isinstance(code, str) for code in value) else None

    def samples(self) -> Iterable[Json]:
        return [[], ["techniek", "voedsel", "25743"]]

    def reopen(self, value: Json) -> Json:
        return value


def crebos_of(value: Json, offered: Iterable[str], catalogue: Catalogue) -> tuple[str, ...] | None:
    """The crebo's that an answer stands for, of those offered; None for all of them."""
    if not isinstance(value, list) or not value:
        return None
    return tuple(
        crebo for crebo in sorted(offered) if crebo in value or _code(catalogue.family_of(crebo).domain) in value
    )


def _several(draft: Json, world: World) -> SeveralOf:
    """The sectors of what is offered, and the single crebo's that were typed."""
    families: dict[str, Family] = {crebo: world.catalogue.family_of(crebo) for crebo in sorted(world.offered)}
    sectors = {_code(family.domain): family.domain for family in families.values()}
    options = [Option(code, verbatim(sector) if sector else _("Overig")) for code, sector in sorted(sectors.items())]
    typed = [code for code in draft if isinstance(code, str) and code in families] if isinstance(draft, list) else []
    options += [Option(crebo, verbatim(f"{crebo} {families[crebo].name}")) for crebo in typed]
    return SeveralOf(tuple(options), EVERYTHING)


def _code(sector: str) -> str:
    """What a sector is called in an answer: its first word is its own."""
    return next(iter(normal(sector).split()), "overig")
