"""A whole number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import digit

from dialogs.answers import Json
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Reading
from dialogs.scene import Scene
from dialogs.text import Text, _, verbatim


@dataclass(frozen=True)
class WholeNumber(Kind):
    """A whole number from `least` to `most`."""

    least: int
    most: int
    example: int

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer()

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        return Misread(self._ask())

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        # Arabic and Persian phones type other digits: read every kind of digit.
        numbers = re.findall(r"\d+", said)
        if len(numbers) != 1 or len(numbers[0]) > 6 or re.search(r"[-−–]\s*\d|\d[.,]\d", said):
            return Misread(self._ask())
        number = int("".join(str(digit(figure)) for figure in numbers[0]))
        if not self.least <= number <= self.most:
            return Misread(
                _("Ik zoek een getal van {least} tot en met {most}. Typ bijvoorbeeld: {example}").of(
                    least=self.least, most=self.most, example=self.example
                )
            )
        return Complete(number)

    def _ask(self) -> Text:
        return _("Typ alleen een getal, bijvoorbeeld: {example}").of(example=self.example)

    def show(self, value: Json, scene: Scene) -> Text:
        return verbatim(str(value))

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, int) and self.least <= value <= self.most else None

    def samples(self) -> Iterable[Json]:
        return [self.least, self.most]
