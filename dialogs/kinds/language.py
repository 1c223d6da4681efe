"""The language to talk in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import heard_option, normal
from dialogs.kinds.kind import Complete, Kind, Offer, Option, Reading
from dialogs.kinds.one_of import in_rows, not_an_option
from dialogs.messages import Line, Style
from dialogs.scene import Scene, World
from dialogs.text import SOURCE_LANGUAGE, Text, _, languages, name_of, render, verbatim
from dialogs.wishes import Speak

WHICH = _("Welke taal spreek je het liefst?")


@dataclass(frozen=True)
class Language(Kind):
    """One of the languages that Praktijkgids speaks."""

    def offer(self, draft: Json, scene: Scene) -> Offer:
        # Nobody knows yet which language is understood: ask in all of them.
        others = [language for language in languages() if language != scene.world.language]
        lines = tuple(Line(verbatim(render(WHICH, language)), Style.ITEM) for language in others)
        return Offer(lines=lines, asks=WHICH, rows=in_rows(_options(), 2))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        return Complete(option, (Speak(option),)) if option in languages() else not_an_option(_options())

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        code = normal(said)
        heard = heard_option(said, _options(), scene.world.language)
        return self.choose(draft, heard.value if heard else code, scene)

    def show(self, value: Json, scene: Scene) -> Text:
        return verbatim(name_of(str(value)))

    def adopt(self, value: Json) -> Json:
        return value if value in languages() else None

    def samples(self) -> Iterable[Json]:
        return list(languages())

    def figure(self, value: Json, world: World) -> str:
        return str(value)

    def codes(self) -> Mapping[str, Text]:
        return {language: verbatim(name_of(language, SOURCE_LANGUAGE)) for language in languages()}


def _options() -> list[Option]:
    def called(language: str) -> Text:
        return verbatim(", ".join(name_of(language, within) for within in languages()))

    return [Option(language, verbatim(name_of(language)), also=called(language)) for language in languages()]
