"""What sheets tell of an intake, beside the answers: where it stands, the conversation, what came of it, and the chosen work."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from agenda.hours import HOME
from dialogs.conditions import Values
from dialogs.dialogue import LEFT_OPEN, RATHER_NOT_SAY, skipped
from dialogs.follow_up import FOLLOW_UP_FOR
from dialogs.outcome import RESULTS
from dialogs.scene import Way
from dialogs.signals import TALK_ABOUT
from dialogs.text import _
from reports.record import Advice, Conversation, Record, Stage
from reports.sheets.sheet import Cell, Column, Holds, yes_no

FOLLOWED_UP = (3, 6, 12)
"""Months after the outcome."""
WAYS = {Way.SCHOOL.value: "school", Way.PHONE.value: "bellen", Way.VIDEO.value: "beeldbellen"}
"""What the ways of holding a conversation are called in sheets."""
WAYS_MEAN = {"school": _("Op school"), "bellen": _("De school belt"), "beeldbellen": _("Met beeldbellen")}
STAGES = {
    Stage.STARTED: _("Begonnen, nog niet klaar"),
    Stage.FINISHED: _("Klaar, nog geen gesprek gepland"),
    Stage.PLANNED: _("Gesprek gepland"),
    Stage.HELD: _("Gesprek geweest, uitkomst nog niet bekend"),
    Stage.ADVISED: _("Uitkomst bekend"),
}
LEVELS = {"entree": _("Entree"), "2": _("Niveau 2"), "3": _("Niveau 3"), "4": _("Niveau 4")}


@dataclass(frozen=True, slots=True)
class Told:
    """An intake as sheets tell of it. `pseudonym`: what it is called in every export. `values`: the whole answers that count, to
    the questions of candidate and professional. `signals`: their codes."""

    record: Record
    pseudonym: str
    values: Values
    stage: Stage
    signals: str


@dataclass(frozen=True, slots=True)
class Work:
    """A work process, or a qualification as a whole: what is known of it. `offered`: a school in the region does so now."""

    crebo: str
    code: str = ""
    official: str = ""
    plain: str = ""
    level: str = ""
    domain: str = ""
    offered: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """Work that was chosen in an intake. `verdict`: yes or maybe, empty when the candidate did not choose it; `agreed`: in the
    outcome, None when there is none."""

    told: Told
    work: Work
    verdict: str
    agreed: bool | None


def company(told: Told) -> Cell:
    """The training company: as it was agreed, or else as the consultant has it in view."""
    in_view = told.values.get("company_name")
    agreed = told.record.advice.company if told.record.advice is not None else ""
    return agreed or (in_view if isinstance(in_view, str) and skipped(in_view) is None else None)


def organisation(told: Told) -> Cell:
    """Where the consultant works."""
    return told.record.organisation or None


def of_advice(of: Callable[[Advice], Cell]) -> Callable[[Told], Cell]:
    """A cell about the outcome; empty when there is none, or when it does not say."""
    return lambda told: (of(told.record.advice) or None) if told.record.advice is not None else None


def _of_conversation(of: Callable[[Conversation], Cell]) -> Callable[[Told], Cell]:
    return lambda told: of(told.record.conversation) if told.record.conversation is not None else None


def _day(moment: datetime) -> date:
    """The day of a moment on the calendar that people have on the wall."""
    return moment.astimezone(HOME).date()


def _days_to_conversation(told: Told) -> Cell:
    conversation = told.record.conversation
    return (_day(conversation.starts) - _day(told.record.started)).days if conversation is not None else None


def _finished(told: Told) -> Cell:
    return _day(told.record.finished) if told.record.finished is not None else None


def _later(months: int) -> list[Column[Told]]:
    """What became of somebody so many months after the outcome."""
    asked = FOLLOW_UP_FOR.questions  # who guides a candidate is asked the same, and may not know
    return [
        Column(
            f"na_{months}_{question.key}",
            _("Na {months} maanden: {question}").of(months=months, question=question.text),
            Holds.CODE,
            partial(_answer_later, months, question.key),
            {**question.kind.codes(), **{skip.code: skip.shown for skip in (RATHER_NOT_SAY, LEFT_OPEN)}},
        )
        for question in asked
    ]


def _answer_later(months: int, key: str, told: Told) -> Cell:
    for later in told.record.later:
        value = later.answers.get(key) if later.months == months else None
        if isinstance(value, str):
            skip = skipped(value)
            return skip.code if skip is not None else value
    return None


SIGNALS = {signal.value: text for signal, text in TALK_ABOUT.items()}
ROUTES = {option.value: option.label for option in RESULTS}

PSEUDONYM = Column[Told](
    "pseudoniem", _("Het kenmerk van de intake: in elke export hetzelfde"), Holds.TEXT, lambda told: told.pseudonym
)
TOKEN = Column[Told](
    "kenmerk", _("Het kenmerk van de intake in Praktijkgids"), Holds.TEXT, lambda told: told.record.token, named=True
)
WHERE_IT_STANDS: tuple[Column[Told], ...] = (
    Column("regio", _("De code van de arbeidsmarktregio"), Holds.TEXT, lambda told: told.record.region),
    Column("organisatie", _("De organisatie van de consulent, of die de kandidaat stuurde"), Holds.TEXT, organisation),
    Column("consulent", _("De consulent"), Holds.TEXT, lambda told: told.record.consultant or None, named=True),
    Column("begeleid", _("Een consulent begeleidt de intake"), Holds.YES_NO, lambda told: yes_no(told.record.guided)),
    Column(
        "eigen_telefoon",
        _("De kandidaat heeft de intake op de eigen telefoon"),
        Holds.YES_NO,
        lambda told: yes_no(told.record.candidate is not None),
    ),
    Column("begonnen", _("De dag waarop de intake begon"), Holds.DAY, lambda told: _day(told.record.started)),
    Column("klaar", _("De dag waarop alle vragen voor het eerst klaar waren"), Holds.DAY, _finished),
    Column(
        "fase",
        _("Hoe ver de intake is"),
        Holds.CODE,
        lambda told: told.stage.value,
        {stage.value: meaning for stage, meaning in STAGES.items()},
    ),
    Column(
        "signalen", _("Wat aandacht vraagt in het gesprek"), Holds.CODES, lambda told: told.signals or None, SIGNALS
    ),
)
CONVERSATION: tuple[Column[Told], ...] = (
    Column(
        "geboekt",
        _("De dag waarop dit adviesgesprek werd geboekt"),
        Holds.DAY,
        _of_conversation(lambda one: _day(one.booked_at)),
    ),
    Column("gesprek", _("De dag van het adviesgesprek"), Holds.DAY, _of_conversation(lambda one: _day(one.starts))),
    Column("dagen_tot_gesprek", _("Dagen van het begin tot het gesprek"), Holds.NUMBER, _days_to_conversation),
    Column("gesprek_school", _("De school van het gesprek"), Holds.TEXT, _of_conversation(lambda one: one.school)),
    Column(
        "gesprek_manier",
        _("Hoe het gesprek wordt gehouden"),
        Holds.CODE,
        _of_conversation(lambda one: WAYS[one.way]),
        WAYS_MEAN,
    ),
    Column("verzet", _("Hoe vaak het gesprek is verzet"), Holds.NUMBER, _of_conversation(lambda one: one.moved)),
    Column("niet_gekomen", _("Hoe vaak de kandidaat niet kwam"), Holds.NUMBER, lambda told: told.record.missed),
)
OUTCOME: tuple[Column[Told], ...] = (
    Column("uitkomst", _("Wat er uit het adviesgesprek kwam"), Holds.CODE, of_advice(lambda one: one.result), ROUTES),
    Column("uitkomst_op", _("De dag waarop dat is genoteerd"), Holds.DAY, of_advice(lambda one: _day(one.noted_at))),
    Column("uitkomst_school", _("De school van de uitkomst"), Holds.TEXT, of_advice(lambda one: one.school)),
    Column("leerbedrijf", _("Het leerbedrijf"), Holds.TEXT, company, named=True),
    Column("start", _("De maand waarin het begint, als eerste dag"), Holds.DAY, of_advice(lambda one: one.starts_on)),
    *(column for months in FOLLOWED_UP for column in _later(months)),
)
CHOSEN_WORK: tuple[Column[Chosen], ...] = (
    Column("pseudoniem", PSEUDONYM.meaning, Holds.TEXT, lambda chosen: chosen.told.pseudonym),
    Column(
        "keuze",
        _("Wat de kandidaat ervan vindt; leeg: niet door de kandidaat gekozen"),
        Holds.CODE,
        lambda chosen: chosen.verdict or None,
        {"yes": _("Ja"), "maybe": _("Misschien")},
    ),
    Column(
        "afgesproken",
        _("Afgesproken in het adviesgesprek; leeg: er is nog geen uitkomst"),
        Holds.YES_NO,
        lambda chosen: yes_no(chosen.agreed) if chosen.agreed is not None else None,
    ),
    Column("crebo", _("Het crebo"), Holds.TEXT, lambda chosen: chosen.work.crebo),
    Column("code", _("De code van het werkproces; leeg: de hele opleiding"), Holds.TEXT, lambda c: c.work.code or None),
    Column("titel", _("De officiële titel"), Holds.TEXT, lambda chosen: chosen.work.official or None),
    Column("gewone_titel", _("De titel in gewone woorden"), Holds.TEXT, lambda chosen: chosen.work.plain or None),
    Column("niveau", _("Het niveau"), Holds.CODE, lambda chosen: chosen.work.level or None, LEVELS),
    Column("domein", _("De sector"), Holds.TEXT, lambda chosen: chosen.work.domain or None),
    Column(
        "aangeboden",
        _("Een school in de regio biedt dit nu aan in de derde leerweg"),
        Holds.YES_NO,
        lambda chosen: yes_no(chosen.work.offered),
    ),
)


def _nothing(told: Told) -> Cell:
    return None


BY_SCHOOL = _("{what}. Vult de school zelf in: Praktijkgids vraagt dit nooit en bewaart het niet")
LEFT_TO_SCHOOL: tuple[Column[Told], ...] = tuple(
    Column(key, BY_SCHOOL.of(what=what), Holds.TEXT, _nothing)
    for key, what in {
        "volledige_naam": _("De naam zoals op het identiteitsbewijs"),
        "geboortedatum": _("De geboortedatum"),
        "bsn": _("Het burgerservicenummer"),
        "adres": _("Het adres"),
        "einddatum": _("De laatste dag van de overeenkomst"),
        "leerbedrijf_id": _("Het nummer van het leerbedrijf bij SBB"),
        "praktijkopleider": _("De praktijkopleider"),
        "handtekening_kandidaat": _("De handtekening van de kandidaat"),
        "handtekening_school": _("De handtekening van de school"),
        "handtekening_leerbedrijf": _("De handtekening van het leerbedrijf"),
    }.items()
)
"""What the agreements of a school need and Praktijkgids does not know, ever."""
