"""One of the schools of a region."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Offer, Option, Reading
from dialogs.kinds.one_of import in_rows, not_an_option
from dialogs.scene import Scene
from dialogs.text import Text, verbatim


@dataclass(frozen=True)
class OneSchool(Kind):
    """One of those that the person may speak for (`World.schools`): its number."""

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer(rows=in_rows(_options(scene), 1))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        known = any(school.value == option for school in _options(scene))
        return Complete(int(option)) if known else not_an_option(_options(scene))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        heard = heard_option(said, _options(scene), scene.world.language)
        return Complete(int(heard.value)) if heard else not_an_option(_options(scene))

    def show(self, value: Json, scene: Scene) -> Text:
        name = scene.world.schools.get(value) if isinstance(value, int) else None
        return verbatim(name or "…")

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, int) else None

    def samples(self) -> Iterable[Json]:
        return [1]


def _options(scene: Scene) -> list[Option]:
    return [Option(str(number), verbatim(name)) for number, name in scene.world.schools.items()]
