"""What came out of an advice conversation, as the adviser notes it: an advice, and never a decision."""

from dialogs.conditions import Answer
from dialogs.dialogue import LEFT_OPEN, Dialogue, Question
from dialogs.kinds import FreeText, OneOf
from dialogs.kinds.agreed_work import AgreedWork
from dialogs.kinds.kind import Option
from dialogs.kinds.start_month import StartMonth
from dialogs.text import _

DIPLOMA, CERTIFICATE, PRAKTIJKVERKLARING = "diploma", "certificate", "praktijkverklaring"
OTHER_FIRST, NOT_NOW = "other_first", "not_now"

RESULTS = (
    Option(DIPLOMA, _("🎓 Diplomaroute (bbl, bol, entree)"), also=_("diploma, bbl, bol, entree")),
    Option(CERTIFICATE, _("📄 Mbo-certificaat"), also=_("certificaat")),
    Option(PRAKTIJKVERKLARING, _("🛠 Praktijkverklaring"), also=_("pv, praktijkleren, derde leerweg")),
    Option(OTHER_FIRST, _("🌱 Eerst iets anders"), also=_("werkfit, taal, zorg, schulden, anders")),
    Option(NOT_NOW, _("⏸ Nu niet"), also=_("niet nu, niets, geen, later")),
)
LEARNING = (DIPLOMA, CERTIFICATE, PRAKTIJKVERKLARING)
"""The results after which somebody learns."""

OUTCOME = Dialogue(
    "outcome",
    Question(
        "result",
        _("Wat kwam er uit het gesprek?"),
        OneOf(RESULTS),
        label=_("Uitkomst"),
        hint=_("Het is een advies. De kandidaat kiest zelf."),
        why=_(
            "De eerste route die haalbaar is gaat voor. Diploma: bbl, bol of entree. Certificaat: een deel van een "
            "mbo-opleiding. Praktijkverklaring: afgesproken werkprocessen, in de derde leerweg. Eerst iets anders: "
            "werkfit, taal, zorg of schulden. Nu niet: de kandidaat wil of kan nu niet. Een reden vragen we niet."
        ),
    ),
    Question(
        "work",
        _("Welke werkprocessen spraken jullie af?"),
        AgreedWork(),
        when=Answer("result").among(CERTIFICATE, PRAKTIJKVERKLARING),
        label=_("Werkprocessen"),
        hint=_("Meer of een ander crebo? Typ een crebo, een code of een paar woorden."),
        why=_("Dit is waar de kandidaat mee begint. De school zet het in de onderwijsovereenkomst (OOK)."),
        optional=True,
    ),
    Question(
        "company",
        _("Bij welk leerbedrijf?"),
        FreeText(80, example=_("Hoveniersbedrijf De Linde")),
        when=Answer("result").among(*LEARNING),
        label=_("Leerbedrijf"),
        hint=_("Nog niet bekend? Sla over."),
        why=_("Dan weten kandidaat en consulent waar het leren begint, en kan de school de erkenning nagaan."),
        optional=True,
    ),
    Question(
        "start",
        _("Wanneer begint het?"),
        StartMonth(),
        when=Answer("result").among(*LEARNING),
        label=_("Begin"),
        why=_("Drie, zes en twaalf maanden later vragen we hoe het gaat."),
        optional=True,
    ),
    skip=LEFT_OPEN,
)
"""The first account of a conversation: of several advisers the first one counts."""

CORRECTION = Dialogue("correction", *OUTCOME.questions, skip=LEFT_OPEN)
"""Another account, in place of the one that is there."""
