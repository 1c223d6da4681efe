"""What became of somebody, some months after the advice: four taps, by the candidate or by who guides them."""

from dialogs.conditions import Answer
from dialogs.dialogue import LEFT_OPEN, Dialogue, Question
from dialogs.kinds import OneOf, YesNo
from dialogs.kinds.kind import Option
from dialogs.kinds.one_of import UNSURE
from dialogs.text import _

LEARNS = (
    Option("work", _("Ja, op het werk"), also=_("werk, op mijn werk, ja op werk")),
    Option("school", _("Ja, op school"), also=_("school, ja op school, cursus, opleiding")),
    Option("no", _("Nee"), also=_("nee hoor, niet, niet meer, nu niet")),
)
PROOF = (
    Option("praktijkverklaring", _("Ja, een praktijkverklaring"), also=_("ja, praktijkverklaring")),
    Option("other", _("Ja, een certificaat of diploma"), also=_("certificaat, diploma")),
    Option("not_yet", _("Nog niet"), also=_("nog niet, later, bijna, komt nog")),
    Option("no", _("Nee"), also=_("nee hoor, niet, niets")),
)

FOLLOW_UP = Dialogue(
    "follow_up",
    Question(
        "at_work",
        _("Heb je nu werk?"),
        YesNo(),
        label=_("Werk"),
        why=_("Dan weten we of leren op een werkplek mensen helpt."),
        optional=True,
    ),
    Question(
        "same_place",
        _("Is dat op de plek waar je leerde?"),
        YesNo(),
        when=Answer("at_work").among("yes"),
        label=_("Zelfde plek"),
        why=_("Dan weten we of mensen daar kunnen blijven."),
        optional=True,
    ),
    Question(
        "learning_on",
        _("Leer je nu nog iets?"),
        OneOf(LEARNS),
        label=_("Leren"),
        why=_("Dan weten we of mensen verder leren."),
        optional=True,
    ),
    Question(
        "proof",
        _("Heb je een bewijs van wat je leerde?"),
        OneOf(PROOF),
        label=_("Bewijs"),
        hint=_("Bijvoorbeeld een praktijkverklaring."),
        why=_("Dat papier is van jou. We willen dat iedereen het krijgt."),
        optional=True,
    ),
)
"""As the candidate is asked."""

FOLLOW_UP_FOR = Dialogue(
    "follow_up_for",
    Question(
        "at_work",
        _("Heeft de kandidaat nu werk?"),
        YesNo(unsure=True),
        label=_("Werk"),
        why=_("Zo weet de regio wat er van mensen is geworden. Nu weet vaak niemand het."),
    ),
    Question(
        "same_place",
        _("Is dat bij het leerbedrijf?"),
        YesNo(unsure=True),
        when=Answer("at_work").among("yes"),
        label=_("Zelfde plek"),
        why=_("Zo ziet de regio of mensen kunnen blijven waar ze leerden."),
    ),
    Question(
        "learning_on",
        _("Leert de kandidaat nog?"),
        OneOf((*LEARNS, UNSURE)),
        label=_("Leren"),
        why=_("Zo ziet de regio of mensen doorstromen."),
    ),
    Question(
        "proof",
        _("Heeft de kandidaat de praktijkverklaring, of een ander bewijs?"),
        OneOf((*PROOF, UNSURE)),
        label=_("Bewijs"),
        why=_("Het landelijke register mist er veel. Zo weet de regio het zelf."),
    ),
    skip=LEFT_OPEN,
)
"""As who guides the candidate is asked."""
