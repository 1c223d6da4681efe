"""Any number of a few options, or none of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.hearing import exact_option, heard_option
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.kinds.one_of import in_rows, not_an_option
from dialogs.scene import Scene, World
from dialogs.text import Text, _, listing

DONE = Option("done", _("✅ Klaar"), also=_("klaar, dit was het, verder, volgende, dat is alles"))

AND = re.compile(r"[,;/&+\n]|\b(?:en|and)\b", re.IGNORECASE)
"""What stands between several options when people type them."""


@dataclass(frozen=True)
class SeveralOf(Kind):
    """Several of `options`; `nothing` says that none of them applies. The answer is a list of codes, empty for nothing."""

    options: tuple[Option, ...]
    nothing: Option
    any_order = True  # a button says "on" or "off" and never "the other way round"

    def offer(self, draft: Json, scene: Scene) -> Offer:
        chosen = _codes(draft)
        marked = [
            Option(f"-{option.value}", _("✔️ {option}").of(option=option.label), also=option.also)
            if option.value in chosen
            else Option(f"+{option.value}", option.label, also=option.also)
            for option in self.options
        ]
        last = DONE if chosen else self.nothing
        return Offer(rows=(*in_rows(marked, 1), (last,)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        chosen = _codes(draft)
        if option == self.nothing.value:
            return Complete([])
        if option == DONE.value:
            return Complete(list(chosen))
        code = option[1:]
        if option[:1] not in ("+", "-") or all(known.value != code for known in self.options):
            return not_an_option(self.options)
        wanted = set(chosen) | {code} if option[0] == "+" else set(chosen) - {code}
        return Partial([known.value for known in self.options if known.value in wanted])

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        language = scene.world.language
        last = DONE if _codes(draft) else self.nothing
        if not exact_option(said, self.options, language) and exact_option(said, (DONE, self.nothing), language):
            return self.choose(draft, last.value, scene)
        heard = [heard_option(part, [*self.options, last], language) for part in AND.split(said) if part.strip()]
        if heard and all(option is last for option in heard):
            return self.choose(draft, last.value, scene)
        if not heard or any(option is None or option is last for option in heard):
            return Misread(
                _("Dat begreep ik niet. Kies een of meer knoppen, bijvoorbeeld: {example}").of(
                    example=self.options[0].label
                )
            )
        wanted = {*_codes(draft), *(option.value for option in heard if option)}
        return Partial([known.value for known in self.options if known.value in wanted])

    def show(self, value: Json, scene: Scene) -> Text:
        labels = tuple(option.label for option in self.options if option.value in _codes(value))
        return listing(labels) if labels else self.nothing.label

    def adopt(self, value: Json) -> Json:
        return [known.value for known in self.options if {known.value, *known.formerly} & set(_codes(value))]

    def samples(self) -> Iterable[Json]:
        return [[], [option.value for option in self.options]]

    def reopen(self, value: Json) -> Json:
        return value

    def figure(self, value: Json, world: World) -> str:
        return ";".join(_codes(value)) or self.nothing.value

    def codes(self) -> Mapping[str, Text]:
        return {option.value: option.label for option in (*self.options, self.nothing)}


def _codes(value: Json) -> tuple[str, ...]:
    return tuple(code for code in value if isinstance(code, str)) if isinstance(value, list) else ()
