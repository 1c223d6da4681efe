"""One of a few options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import PRESS_A_BUTTON, Complete, Kind, Misread, Offer, Option, Reading
from dialogs.scene import Scene, World
from dialogs.text import Text, _


def in_rows(options: Iterable[Option], wide: int) -> tuple[tuple[Option, ...], ...]:
    """The options in rows of at most `wide`."""
    listed = list(options)
    return tuple(tuple(listed[start : start + wide]) for start in range(0, len(listed), wide))


def not_an_option(options: Iterable[Option]) -> Misread:
    """What to say when typed words are none of the options."""
    first = next(iter(options), None)
    if first is None:
        return Misread(PRESS_A_BUTTON)
    return Misread(_("Dat begreep ik niet. Kies een van de knoppen, bijvoorbeeld: {example}").of(example=first.label))


@dataclass(frozen=True)
class OneOf(Kind):
    """One of `options`, shown in rows of `wide`."""

    options: tuple[Option, ...]
    wide: int = 1

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer(rows=in_rows(self.options, self.wide))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        if any(known.value == option for known in self.options):
            return Complete(option)
        return not_an_option(self.options)

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        option = heard_option(said, self.options, scene.world.language)
        return Complete(option.value) if option else not_an_option(self.options)

    def show(self, value: Json, scene: Scene) -> Text:
        return next(option.label for option in self.options if option.value == value)

    def adopt(self, value: Json) -> Json:
        return next(
            (option.value for option in self.options if value == option.value or value in option.formerly), None
        )

    def samples(self) -> Iterable[Json]:
        return [option.value for option in self.options]

    def figure(self, value: Json, world: World) -> str:
        return str(value)

    def codes(self) -> Mapping[str, Text]:
        return {option.value: option.label for option in self.options}


YES = Option("yes", _("Ja"), also=_("jawel, jazeker, ja hoor, zeker, klopt, ok, oké, goed, graag, yes, jep"))
NO = Option("no", _("Nee"), also=_("nee hoor, nope, niet, helemaal niet, nog niet, no"))
UNSURE = Option("unsure", _("Weet ik niet"), also=_("weet niet, geen idee, misschien, kweenie, ik weet het niet"))


def YesNo(*, unsure: bool = False) -> OneOf:  # reads as a kind in a dialogue
    """Yes or no; with `unsure` also "weet ik niet"."""
    return OneOf((YES, NO, UNSURE), wide=3) if unsure else OneOf((YES, NO), wide=2)
