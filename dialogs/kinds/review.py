"""A last look at all answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Offer, Option, Reading
from dialogs.kinds.one_of import not_an_option
from dialogs.scene import Scene, World
from dialogs.text import Text, _

RIGHT = Option("right", _("✅ Ja, alles klopt"), also=_("ja, klopt, goed, ok, oké, prima, alles klopt"))

CHANGE = Option("!overview", _("✏️ Iets veranderen"), also=_("nee, klopt niet, niet goed, fout, iets veranderen"))
"""Opens the overview, which is always there."""


@dataclass(frozen=True)
class Review(Kind):
    """All answers in words, and a yes to them; changing one is always possible with the overview."""

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer(preface=scene.overview, rows=((RIGHT,), (CHANGE,)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        return Complete(RIGHT.value) if option == RIGHT.value else not_an_option((RIGHT,))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        heard = heard_option(said, (RIGHT,), scene.world.language)
        return self.choose(draft, heard.value if heard else "", scene)

    def show(self, value: Json, scene: Scene) -> Text:
        return _("Klopt")

    def adopt(self, value: Json) -> Json:
        return value if value == RIGHT.value else None

    def samples(self) -> Iterable[Json]:
        return [RIGHT.value]

    def figure(self, value: Json, world: World) -> str:
        return str(value)

    def codes(self) -> Mapping[str, Text]:
        return {RIGHT.value: _("Klopt")}
