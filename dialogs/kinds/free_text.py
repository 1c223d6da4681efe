"""A few words of the person's own."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Reading
from dialogs.scene import Scene
from dialogs.text import Text, _, counted, verbatim


@dataclass(frozen=True)
class FreeText(Kind):
    """Own words of at most `max_length` characters."""

    max_length: int
    example: Text

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer()

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        return Misread(_("Typ hier je antwoord, bijvoorbeeld: {example}").of(example=self.example))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        words = " ".join(said.split())
        if not any(letter.isalnum() for letter in words):
            return Misread(_("Daar staan geen letters in. Typ bijvoorbeeld: {example}").of(example=self.example))
        if len(words) > self.max_length:
            too_long = counted(
                "Dat is te lang. Typ {n} letter, bijvoorbeeld: {example}",
                "Dat is te lang. Typ hooguit {n} letters, bijvoorbeeld: {example}",
                self.max_length,
            )
            return Misread(too_long.of(example=self.example))
        return Complete(words)

    def show(self, value: Json, scene: Scene) -> Text:
        return verbatim(str(value))

    def adopt(self, value: Json) -> Json:
        return value if isinstance(value, str) and value else None

    def samples(self) -> Iterable[Json]:
        return ["W" * self.max_length]

    def in_whole(self, value: Json) -> str:
        return str(value)

    @property
    def is_personal(self) -> bool:
        return True
