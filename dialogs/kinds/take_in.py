"""Filled-in sheets that a region is to keep: what would change, and a yes to that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Offer, Option, Reading
from dialogs.kinds.one_of import not_an_option
from dialogs.messages import Line, Style
from dialogs.scene import Scene
from dialogs.text import Text, _, counted, verbatim

YES = Option("yes", _("✅ Ja, neem over"), also=_("ja, ja graag, neem over, goed, ok, oké, prima, doe maar"))
NO = Option("no", _("Nee, laat maar"), also=_("nee, laat maar, niet, niet doen, stop maar"))


@dataclass(frozen=True)
class TakeIn(Kind):
    """A yes to what the draft says: {"rows": as they were read, "changes": how many of each sheet}. The answer: the rows; none of
    them after a no."""

    def offer(self, draft: Json, scene: Scene) -> Offer:
        lines = tuple(
            Line(_("• {rows}").of(rows=text), Style.ITEM) for text in changes_in_words(_part(draft, "changes"))
        )
        return Offer(lines=(Line(_("Dit verandert er:")), *lines), rows=((YES, NO),))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        if option == YES.value:
            return Complete(_part(draft, "rows"))
        return Complete({}) if option == NO.value else not_an_option((YES, NO))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        heard = heard_option(said, (YES, NO), scene.world.language)
        return self.choose(draft, heard.value if heard else "", scene)

    def show(self, value: Json, scene: Scene) -> Text:
        return YES.label if value else NO.label

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, dict) else None

    def samples(self) -> Iterable[Json]:
        return [{}, {"aanbod": [[2, {"school": "ROC van Twente", "crebo": "25740"}]]}]


def changes_in_words(changes: Mapping[str, Json]) -> list[Text]:
    """How many rows of each sheet: "12 rijen aanbod"."""
    return [_rows(sheet, times) for sheet, times in changes.items() if isinstance(times, int)]


def _rows(sheet: str, times: int) -> Text:
    match sheet:
        case "aanbod":
            return counted("{n} rij aanbod", "{n} rijen aanbod", times)
        case "contacten":
            return counted("{n} contact", "{n} contacten", times)
        case "vrije_tijden":
            return counted("{n} vrije tijd", "{n} vrije tijden", times)
    return counted("{n} rij {sheet}", "{n} rijen {sheet}", times).of(sheet=verbatim(sheet))


def _part(draft: Json, name: str) -> dict[str, Json]:
    part = draft.get(name) if isinstance(draft, dict) else None
    return part if isinstance(part, dict) else {}
