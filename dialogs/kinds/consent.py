"""Permission to keep and use the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Offer, Option, Partial, Reading
from dialogs.kinds.one_of import not_an_option
from dialogs.messages import Line
from dialogs.scene import Scene, World
from dialogs.text import Text, _
from dialogs.wishes import RecordConsent

AGREE = Option("yes", _("Ja, dat is goed"), also=_("ja, akkoord, goed, ok, oké, prima, yes, mag"))
REFUSE = Option("no", _("Nee"), also=_("nee hoor, liever niet, niet goed, no"))
BEGIN = Option(AGREE.value, _("Toch beginnen"), also=_("toch beginnen, beginnen, ja, toch wel, goed, ok, oké, yes"))


@dataclass(frozen=True)
class Consent(Kind):
    """Yes to `terms`. A no is not an error: nothing more is asked, and a yes stays possible."""

    terms: tuple[Text, ...]

    @property
    def version(self) -> str:
        """The version of the text that is agreed to: it changes with every letter of it."""
        return sha256("\n".join(text.msgid for text in self.terms).encode()).hexdigest()[:12]

    def offer(self, draft: Json, scene: Scene) -> Offer:
        if draft == REFUSE.value:
            refused = _("Dat is goed. Dan stel ik geen vragen. Bedenk je je? Dan kun je altijd nog beginnen.")
            return Offer(asks=refused, rows=((BEGIN,),))
        return Offer(preface=tuple(Line(text) for text in self.terms), rows=((AGREE, REFUSE),))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        if option == AGREE.value:
            return Complete(AGREE.value, (RecordConsent(self.version, given=True),))
        if option == REFUSE.value:
            return Partial(REFUSE.value, wishes=(RecordConsent(self.version, given=False),))
        return not_an_option((BEGIN,) if draft == REFUSE.value else (AGREE, REFUSE))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        options = (BEGIN, REFUSE) if draft == REFUSE.value else (AGREE, REFUSE)
        heard = heard_option(said, options, scene.world.language)
        return self.choose(draft, heard.value if heard else "", scene)

    def show(self, value: Json, scene: Scene) -> Text:
        return AGREE.label

    def adopt(self, value: Json) -> Json:
        return value if value == AGREE.value else None

    def samples(self) -> Iterable[Json]:
        return [AGREE.value]

    def figure(self, value: Json, world: World) -> str:
        return str(value)

    def codes(self) -> Mapping[str, Text]:
        return {AGREE.value: AGREE.label}

    def may_keep(self, draft: Json) -> bool:
        return draft != REFUSE.value  # what was taken back is given again by saying so, and in no other way
