"""The place where someone lives."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import exact_option, heard_option
from dialogs.kinds.kind import GIVEN, Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.kinds.one_of import NO, YES
from dialogs.scene import Scene, World
from dialogs.text import Text, _, verbatim
from dialogs.wishes import BelongTo

ANOTHER = Option("another", _("Een andere plaats"), also=_("geen van deze, nee, anders, andere"))
NOT_FOUND = _("Die plaats ken ik niet. Typ de naam van je stad of dorp, bijvoorbeeld: {example}").of(example="Enschede")


@dataclass(frozen=True)
class HomeTown(Kind):
    """A place or municipality in the Netherlands, confirmed. The draft is the list of places that were meant perhaps."""

    def offer(self, draft: Json, scene: Scene) -> Offer:
        options = self._options(draft, scene)
        if len(options) == 1:
            return Offer(asks=_("Bedoel je {place}?").of(place=options[0].label), rows=((YES, NO),))
        if options:
            return Offer(asks=_("Welke plaats bedoel je?"), rows=(*((option,) for option in options), (ANOTHER,)))
        return Offer()

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        options = self._options(draft, scene)
        if len(options) == 1 and option == YES.value:
            option = options[0].value
        if option in (NO.value, ANOTHER.value):
            return Partial(None, _("Goed, we proberen het nog een keer."))
        if any(known.value == option for known in options):
            place = scene.world.places.place(option)
            value: Json = {"key": place.key, "name": place.label, "region": place.municipality.region.code}
            return Complete(value, (BelongTo(place.municipality.region.code),))
        return Misread(NOT_FOUND)

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        options = self._options(draft, scene)
        asked = [YES, NO] if len(options) == 1 else [*options, ANOTHER] if options else []
        found: list[Json] = [place.key for place in scene.world.places.find(said)]
        exact = exact_option(said, asked, scene.world.language)
        if exact is None and found and found != draft:
            return Partial(found)  # "Nee, Almelo" is about Almelo
        heard = exact or heard_option(said, asked, scene.world.language)
        if heard:
            return self.choose(draft, heard.value, scene)
        return Partial(found) if found else Misread(NOT_FOUND)

    def show(self, value: Json, scene: Scene) -> Text:
        return verbatim(str(value["name"]) if isinstance(value, dict) else "")

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, dict) and {"key", "name", "region"} <= value.keys() else None

    def samples(self) -> Iterable[Json]:
        return [{"key": "1245", "name": "Westerhaar-Vriezenveensewijk", "region": "AM05"}]

    def step_back(self, draft: Json) -> Partial | None:
        return Partial(None) if draft else None

    def figure(self, value: Json, world: World) -> str:
        """The municipality: a village may have one inhabitant of some age and school."""
        with suppress(KeyError):
            return world.places.place(str(value["key"] if isinstance(value, dict) else "")).municipality.name
        return GIVEN

    def codes(self) -> Mapping[str, Text]:
        return {GIVEN: _("Een gemeente die niet meer bestaat")}

    def in_whole(self, value: Json) -> str:
        return str(value["name"]) if isinstance(value, dict) else ""

    @property
    def is_personal(self) -> bool:
        return True

    def _options(self, draft: Json, scene: Scene) -> list[Option]:
        keys = draft if isinstance(draft, list) else []
        options: list[Option] = []
        for key in keys:
            with suppress(KeyError):  # a place that is no place any more since it was offered
                place = scene.world.places.place(str(key))
                options.append(Option(place.key, verbatim(place.label)))
        return options
