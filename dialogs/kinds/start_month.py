"""The month in which something begins."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Offer, Option, Reading
from dialogs.kinds.one_of import in_rows, not_an_option
from dialogs.scene import Scene, World
from dialogs.text import Text, _

MONTHS = (
    *(_("januari"), _("februari"), _("maart"), _("april"), _("mei"), _("juni")),
    *(_("juli"), _("augustus"), _("september"), _("oktober"), _("november"), _("december")),
)
UNKNOWN = Option("unknown", _("Nog niet bekend"), also=_("weet niet, weet ik niet, onbekend, later"))
WELL_FORMED = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
HEARD = 12
"""How many months ahead can be meant with the name of one."""


@dataclass(frozen=True)
class StartMonth(Kind):
    """This month or one of those after it, `at_once` on buttons: "2026-12"; or "unknown"."""

    at_once: int = 4

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer(rows=(*in_rows(_ahead(scene)[: self.at_once], 2), (UNKNOWN,)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        # A month that was offered may have gone by since: it is what it was.
        return Complete(option) if self.adopt(option) else not_an_option(_ahead(scene))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        options = [*_ahead(scene), UNKNOWN]
        heard = None if said.strip().isdecimal() else heard_option(said, options, scene.world.language)
        return Complete(heard.value) if heard else not_an_option(options)

    def show(self, value: Json, scene: Scene) -> Text:
        starts = month(value)
        return in_words(starts) if starts else UNKNOWN.label

    def adopt(self, value: Json) -> Json:
        return value if value == UNKNOWN.value or month(value) else None

    def samples(self) -> Iterable[Json]:
        return [UNKNOWN.value, "2026-12"]

    def figure(self, value: Json, world: World) -> str:
        return str(value)

    def codes(self) -> Mapping[str, Text]:
        return {UNKNOWN.value: UNKNOWN.label}


def month(value: Json) -> date | None:
    """The first day of the month that an answer stands for; None when it stands for none."""
    if not isinstance(value, str) or not WELL_FORMED.fullmatch(value):
        return None
    return date(int(value[:4]), int(value[5:]), 1)


def in_words(day: date) -> Text:
    """The month of a day: "december 2026"."""
    return _("{month} {year}").of(month=MONTHS[day.month - 1], year=day.year)


def _ahead(scene: Scene) -> list[Option]:
    now = scene.world.now
    counted = (now.year * 12 + now.month - 1 + ahead for ahead in range(HEARD))
    days = (date(one // 12, one % 12 + 1, 1) for one in counted)
    return [Option(f"{day:%Y-%m}", in_words(day), also=MONTHS[day.month - 1]) for day in days]
