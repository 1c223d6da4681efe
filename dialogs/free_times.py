"""The dialogue in which an adviser says when they have time, and for whom."""

from dialogs.conditions import Answer
from dialogs.dialogue import Dialogue, Question
from dialogs.kinds import SeveralOf, YesNo
from dialogs.kinds.kind import Option
from dialogs.kinds.offered_work import OfferedWork
from dialogs.kinds.time_rules import TimeRules
from dialogs.languages_spoken import LANGUAGES
from dialogs.text import _

ONLY_DUTCH = Option("nl", _("Alleen Nederlands"), also=_("nederlands, alleen nederlands, geen, nee"))

FREE_TIMES = Dialogue(
    "times",
    Question(
        "phrase",
        _("Wanneer heb je tijd, of wanneer juist niet?"),
        TimeRules(),
        label=_("Tijden"),
        hint=_(
            "Typ het zoals je het zegt, bijvoorbeeld: elke dinsdag 9-12, 45 minuten, op school in Enschede, of bellen. "
            "Of: niet van 21 december t/m 2 januari. Feestdagen ken ik al."
        ),
        why=_("Kandidaten kiezen zelf een moment. Niemand wordt geboekt buiten deze tijden."),
    ),
    Question(
        "work",
        _("Voor welk werk zijn deze gesprekken?"),
        OfferedWork(),
        when=Answer("phrase").has("times"),
        label=_("Werk"),
        hint=_("Kies een of meer sectoren, of typ crebonummers."),
        why=_("Een kandidaat ziet alleen momenten die bij het gekozen werk passen."),
    ),
    Question(
        "languages",
        _("Welke talen kunnen jullie dan ook spreken?"),
        SeveralOf(tuple(Option(code, name) for code, name in LANGUAGES.items()), ONLY_DUTCH),
        when=Answer("phrase").has("times"),
        label=_("Talen"),
        why=_("Een kandidaat die weinig Nederlands spreekt, kan dan jullie kiezen."),
    ),
    Question(
        "wheelchair",
        _("Kan iemand met een rolstoel daar naar binnen?"),
        YesNo(),
        when=Answer("phrase").has("school"),
        label=_("Rolstoel"),
        why=_("Wie een rolstoel heeft, ziet dan waar het kan. Wij vragen de kandidaat daar niet naar."),
    ),
)
