"""A whole number."""

import re
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import digit

from dialogs.answers import Json
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Reading
from dialogs.scene import Scene, World
from dialogs.text import Text, _, verbatim


@dataclass(frozen=True)
class WholeNumber(Kind):
    """A whole number from `least` to `most`. `groups`: where others begin, when only the group of a number goes to others."""

    least: int
    most: int
    example: int
    groups: tuple[int, ...] = ()

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

    def figure(self, value: Json, world: World) -> str:
        return self._group(bisect(self.groups, value)) if self.groups and isinstance(value, int) else str(value)

    def codes(self) -> Mapping[str, Text]:
        limits = (self.least, *self.groups, self.most + 1)
        spans = pairwise(limits) if self.groups else ()
        return {
            self._group(n): _("Van {least} tot en met {most}").of(least=least, most=most - 1)
            for n, (least, most) in enumerate(spans)
        }

    def in_whole(self, value: Json) -> int | None:
        return value if self.groups and isinstance(value, int) else None

    @property
    def is_personal(self) -> bool:
        return bool(self.groups)

    def _group(self, n: int) -> str:
        if n == 0:
            return f"onder {self.groups[0]}"
        last = n == len(self.groups)
        return f"{self.groups[-1]}+" if last else f"{self.groups[n - 1]}-{self.groups[n] - 1}"
