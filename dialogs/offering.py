"""The dialogue in which somebody says what a school offers in the derde leerweg."""

from dialogs.dialogue import LEFT_OPEN, Dialogue, Question
from dialogs.kinds import FreeText
from dialogs.kinds.first_or_last_day import NO_DAY, FirstOrLastDay
from dialogs.kinds.kind import Option
from dialogs.kinds.one_crebo import OneCrebo
from dialogs.kinds.one_school import OneSchool
from dialogs.text import _

ALREADY = Option(NO_DAY, _("Het geldt al"), also=_("al, nu al, geldt al, altijd al, geen begin"))
NO_END = Option(NO_DAY, _("Geen einddatum"), also=_("geen, nooit, onbepaald, onbekend, geen einde, weet ik niet"))

OFFERING = Dialogue(
    "offering",
    Question("of_school", _("Welke school?"), OneSchool(), label=_("Van welke school")),
    Question(
        "crebo",
        _("Welke opleiding biedt de school aan in de derde leerweg?"),
        OneCrebo(),
        label=_("Opleiding"),
        hint=_("Typ het crebonummer, of een paar woorden. Welk crebo geldt, staat in de erkenning van de school."),
        why=_("Een school heeft per crebo een erkenning voor de derde leerweg nodig."),
    ),
    Question(
        "contact",
        _("Wie is bij de school het contact voor deze opleiding?"),
        FreeText(120, example=_("Noor de Boer, 053 - 000 00 00")),
        label=_("Contact"),
        why=_("Collega's in de regio weten dan wie ze over deze opleiding kunnen bellen."),
        optional=True,
    ),
    Question(
        "first",
        _("Vanaf welke dag geldt het?"),
        FirstOrLastDay(ALREADY),
        label=_("Vanaf"),
        hint=_("Kies een knop, of typ een datum."),
        why=_("Vóór die dag noemen we deze opleiding niet bij kandidaten, en plannen we er geen gesprek voor."),
    ),
    Question(
        "last",
        _("Tot en met welke dag geldt het?"),
        FirstOrLastDay(NO_END, not_before="first"),
        label=_("Laatste dag"),
        hint=_("Kies een knop, of typ een datum."),
        why=_("Na die dag plannen we er geen gesprek meer voor. Vier weken ervoor ziet de coördinator het staan."),
    ),
    skip=LEFT_OPEN,
)
