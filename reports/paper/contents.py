"""What of an intake goes on paper: for the table in the advice conversation, and the candidate's own copy."""

from collections.abc import Mapping
from datetime import date

from dialogs.answers import CANDIDATE, CONSULTANT
from dialogs.kinds.time_slot import in_words
from dialogs.scene import FreeTime
from dialogs.signals import Signal
from dialogs.summary import ChosenWork, Summary, Told
from dialogs.text import Text, _, counted, of_work, verbatim
from reports.paper.page import Block, Choice, Fact, Mark, Paper, Points, Quotes, Work, Writing

IN_THE_HEADER = ("name", "age", "place", "language", "work", "moment")
"""Questions of which the answer has a place of its own."""
PRACTICAL = (
    *("hours", "learning", "school_wish", "obstacles", "helpers"),
    *("company", "company_name", "recognised", "placement", "financing", "joining"),
)
"""Questions about how it could be done. Any other is about the candidate, or is what a professional saw."""

AT_THE_TABLE: Mapping[Signal, Text] = {
    Signal.UNDER_18: _("Nog geen 18: wat zegt de eigen school of het RMC, en welke route past?"),
    Signal.PRO_VSO: _("PrO en vso hebben een eigen route: welke past het best?"),
    Signal.STARTKWALIFICATIE: _("Er is al een diploma: welk, hoe oud, en wat is er nog mee te doen?"),
    Signal.OUTDATED_DIPLOMA: _("Het diploma helpt niet meer aan werk: kan praktijkleren daarom?"),
    Signal.FOREIGN_DIPLOMA: _("Wat is het diploma uit een ander land hier waard, en wie zoekt dat uit?"),
    Signal.ENROLLED: _("Is er nu een inschrijving op een mbo-school? De school gaat dat na bij DUO."),
    Signal.DIPLOMA_FIRST: _("Ook graag naar school: is een diploma (bbl, bol, entree) of certificaat haalbaar?"),
    Signal.LEERBAARHEID: _("Hoe gaat leren het best, en wat helpt daarbij?"),
    Signal.SCHOOLBAARHEID: _("Hoe gaat het in een les of groep, en wat maakt dat fijn?"),
    Signal.MOTIVATION: _("Meedoen is vrijwillig: wat trekt aan, en wat houdt tegen?"),
    Signal.VOLUNTARY: _("Is besproken dat het een eigen keuze is? Nee zeggen mag altijd."),
    Signal.WERKFIT_FIRST: _("Wat is nu eerst nodig, en wanneer past leren dan?"),
    Signal.WERKFIT_ALONGSIDE: _("Wat vraagt nog aandacht, en kan dat tegelijk met het leren?"),
    Signal.NO_WORK_CHOSEN: _("Welk werk past? Verken het samen."),
    Signal.NOT_OFFERED: _("Niet al dit werk is in de regio te leren: wat kan wel, en wie zoekt verder?"),
    Signal.NOT_RECOGNISED: _("Is het leerbedrijf erkend voor dit werk? Kijk in Stagemarkt, of vraag SBB."),
    Signal.FEW_HOURS: _("Meestal is het 20 tot 36 uur per week: wat is haalbaar?"),
}
"""The signals as questions to people who sit at one table. That there is no moment yet is not one of them."""


def for_the_table(summary: Summary, time: FreeTime | None, region: str, made: date) -> Paper:
    """For everybody in the advice conversation at `time` (None: there is none yet), with room to write what comes out of it.

    `region`: its name; empty when nobody knows.
    """
    about = [told for told in summary.told if told.key not in (*IN_THE_HEADER, *PRACTICAL)]
    blocks = (
        Block(_("Achtergrond"), _facts(summary, [told for told in about if told.key not in summary.background_values])),
        Block(_("Praktisch"), _facts(summary, [told for told in summary.told if told.key in PRACTICAL])),
        Block(
            _("Van de begeleider"), _facts(summary, [told for told in about if told.key in summary.background_values])
        ),
    )
    return Paper(
        title=_("Samenvatting voor het adviesgesprek"),
        name=_name(summary, _("Een kandidaat")),
        about=_about(summary, _("spreekt graag {language}")),
        moment=Points(_("Het gesprek"), _moment(time, _("Nog niet gepland"))),
        words=Quotes(_("In eigen woorden"), summary.own_words, summary.given_by.get("work", CANDIDATE)),
        work=_work(summary, _("Gekozen werk"), _("Er is nog geen werk gekozen. Verken samen wat past."), official=True),
        blocks=blocks,
        legend=(
            Mark(CANDIDATE, _("ingevuld door {name}").of(name=_name(summary, _("de kandidaat")))),
            Mark(CONSULTANT, _("ingevuld door de begeleider")),
        ),
        talk=Points(
            _("Om samen over te praten"),
            tuple(AT_THE_TABLE[signal] for signal in summary.signals if signal in AT_THE_TABLE),
        ),
        writing=Writing(
            _("Wat kwam eruit?"),
            _("Het is een advies. {name} kiest zelf.").of(name=_name(summary, _("De kandidaat"))),
            (_("Diplomaroute"), _("Certificaat"), _("Praktijkverklaring"), _("Eerst iets anders"), _("Nu niet")),
            ((_("Afgesproken werkprocessen"),), (_("Leerbedrijf"), _("Begin")), (_("Wie doet wat, en wanneer?"),)),
        ),
        promise=_("Het is een advies: je kiest zelf. Meedoen is vrijwillig. Alleen voor wie bij dit gesprek is."),
        made=_made(region, made),
    )


def own_copy(summary: Summary, time: FreeTime | None, region: str, made: date) -> Paper:
    """For the candidate: what they said, without what others said of them, and with room for their own questions.

    `summary`: one without background.
    """
    told = [told for told in summary.told if told.key not in IN_THE_HEADER]
    half = (len(told) + 1) // 2
    return Paper(
        title=_("Mijn samenvatting"),
        name=_name(summary, _("Mijn intake")),
        about=_about(summary, _("ik spreek graag {language}")),
        moment=Points(_("Mijn gesprek"), _moment(time, _("Nog geen moment. We zoeken het samen."))),
        words=Quotes(_("Dit zei ik"), summary.own_words, CANDIDATE),
        work=_work(summary, _("Dit werk koos ik"), _("Ik weet nog niet welk werk ik leuk vind."), official=False),
        blocks=(
            Block(_("Dit vertelde ik"), _facts(summary, told[:half])),
            Block(verbatim(""), _facts(summary, told[half:])),
        ),
        legend=(
            Mark(CANDIDATE, _("dit vulde ik zelf in")),
            Mark(CONSULTANT, _("dit vulde mijn begeleider in")),
        ),
        talk=Points(verbatim(""), ()),
        writing=Writing(
            _("Mijn vragen voor het gesprek"),
            _("Neem dit blad mee. Neem gerust iemand mee."),
            (),
            ((verbatim(""),),) * 3,
        ),
        promise=_("Je krijgt een advies. Jij kiest zelf. Meedoen is vrijwillig. Dit blad is van jou."),
        made=_made(region, made),
    )


def _name(summary: Summary, nameless: Text) -> Text:
    name = summary.values.get("name")
    return verbatim(name) if isinstance(name, str) and name else nameless


def _about(summary: Summary, speaks: Text) -> tuple[Text, ...]:
    """Who it is, in a few words."""
    answers = {told.key: told.answer for told in summary.told}
    age = summary.values.get("age")
    lines = [
        counted("{n} jaar", "{n} jaar", age) if isinstance(age, int) else None,
        answers.get("place"),
        speaks.of(language=answers["language"]) if "language" in answers else None,
    ]
    return tuple(line for line in lines if line is not None)


def _moment(time: FreeTime | None, none: Text) -> tuple[Text, ...]:
    if time is None:
        return (none,)
    lasts = _("met {who}, {n} minuten") if time.adviser else _("{n} minuten")
    return (
        in_words(time.local, time.way, time.place),
        verbatim(time.school),
        lasts.of(who=time.adviser, n=time.minutes),
    )


def _work(summary: Summary, heading: Text, nothing: Text, *, official: bool) -> Choice:
    return Choice(heading, tuple(_one(work, official) for work in summary.work), nothing)


def _one(work: ChosenWork, official: bool) -> Work:
    certain = work.verdict == "yes"
    return Work(
        certain=certain,
        verdict=_("ja") if certain else _("misschien"),
        plain=of_work(work.plain),
        official=work.official if official else "",
        code=(work.code or "") if official else "",
        crebo=_("crebo {crebo}").of(crebo=work.crebo) if official else verbatim(""),
        offered=work.offered,
        where=_("in de regio te leren") if work.offered else _("nog niet in de regio"),
    )


def _facts(summary: Summary, told: list[Told]) -> tuple[Fact, ...]:
    return tuple(Fact(one.question, one.answer, summary.given_by[one.key]) for one in told)


def _made(region: str, made: date) -> Text:
    text = _("Praktijkgids, regio {region} · {day} {year}") if region else _("Praktijkgids · {day} {year}")
    return text.of(region=region, day=made, year=made.year)
