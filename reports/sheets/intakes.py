"""The sheets about the intakes of a region: for the monitor, and for the agreements that a school draws up.

They name nobody: who somebody is, and what they said in own words, is in columns that are there only when names were asked for. A
question of the dialogues has its column, and its codes their meaning, because it is in the dialogue.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from crebo.catalogue import UnknownId
from dialogs.answers import Json
from dialogs.dialogue import LEFT_OPEN, RATHER_NOT_SAY, Dialogue, Question, skipped
from dialogs.intake import INTAKE
from dialogs.kinds.work_processes import Draft
from dialogs.outcome import CERTIFICATE, PRAKTIJKVERKLARING
from dialogs.professional import PROFESSIONAL
from dialogs.scene import Scene, World
from dialogs.signals import signals
from dialogs.text import _
from reports.record import Record
from reports.sheets.sheet import Cell, Column, Holds, Sheet, in_dutch
from reports.sheets.told import (
    CHOSEN_WORK,
    CONVERSATION,
    LEFT_TO_SCHOOL,
    OUTCOME,
    PSEUDONYM,
    ROUTES,
    TOKEN,
    WHERE_IT_STANDS,
    Chosen,
    Told,
    Work,
    company,
    of_advice,
    organisation,
)

QUESTION, IN_WHOLE = "vraag_", "precies_"
"""How the columns of questions begin, and those of what an answer says beyond its code."""
MOST_LOOKED_UP = 1000
"""Figures of one question that are remembered: more is no list of codes."""


class Sheets:
    """The sheets about intakes, and how to tell of an intake in them, as the world of the region is now.

    `names`: with the columns that say who somebody is.
    """

    def __init__(
        self, world: World, dialogue: Dialogue = INTAKE, professional: Dialogue = PROFESSIONAL, *, names: bool = False
    ) -> None:
        self._world = world
        self._dialogues = (dialogue, professional)
        self._questions = _questions(self._dialogues)
        self._work = cache(self._look_up)
        everything = (self._of_intakes(), self._of_work(), self._of_agreements())
        self.intakes, self.work, self.agreements = everything
        if not names:
            self.intakes, self.work = self.intakes.without_names(), self.work.without_names()
            self.agreements = self.agreements.without_names()

    def told(self, record: Record) -> Told:
        """An intake, with what its answers mean."""
        consent = record.answers.get("consent")
        values: dict[str, Json] = {}
        # Who takes back that answers may be kept is counted, and no more.
        if consent is None or not consent.open or consent.draft is None:
            candidates, professionals = self._dialogues
            values = {**professionals.whole_answers(record.answers), **candidates.whole_answers(record.answers)}
        raised = ";".join([signal.value for signal in signals(values, self._world)])
        # The same in every export, and no way in.
        pseudonym = sha256(record.token.encode()).hexdigest()[:12]
        return Told(record, pseudonym, values, record.stage(self._world.now), raised)

    def chosen(self, told: Told) -> Iterator[Chosen]:
        """The work that was chosen in an intake: by the candidate, in the advice conversation, or both."""
        choice, advice = Draft.of(told.values.get("work")), told.record.advice
        verdicts = dict.fromkeys(map(self._known_as, choice.maybe), "maybe")
        verdicts |= dict.fromkeys(map(self._known_as, choice.yes), "yes")
        agreed = dict.fromkeys(map(self._known_as, advice.work)) if advice is not None else {}
        for id in (*verdicts, *(id for id in agreed if id not in verdicts)):
            yield Chosen(told, self._work(id), verdicts.get(id, ""), id in agreed if advice is not None else None)

    def is_agreed(self, told: Told) -> bool:
        """Whether a school draws up agreements after this intake."""
        return told.record.advice is not None and told.record.advice.result in (PRAKTIJKVERKLARING, CERTIFICATE)

    def _known_as(self, id: str) -> str:
        known = self._world.catalogue.known.get(id)
        return known.id if known is not None else id

    def _look_up(self, id: str) -> Work:
        catalogue = self._world.catalogue
        known = catalogue.known.get(id)
        process = known.work_process if known is not None else catalogue.work_processes.get(id)
        crebo = known.crebo if known is not None else id.partition("/")[0]
        try:
            family = catalogue.family_of(crebo)
        except UnknownId:  # of a catalogue that was imported here once
            return Work(crebo)
        plain = self._world.plain.get(known.id) if known is not None else None
        official = process.title if process is not None else family.name
        return Work(
            crebo=crebo,
            code=process.code if process is not None else "",
            official=official,
            plain=plain.title if plain is not None else "",
            level=family.level,
            domain=family.domain,
            offered=not self._world.offered.isdisjoint(family.crebos),
        )

    def _of_intakes(self) -> Sheet[Told]:
        columns: list[Column[Told]] = [PSEUDONYM, TOKEN, *self._named("name"), *WHERE_IT_STANDS, *CONVERSATION]
        columns += [*OUTCOME, *(self._figures(question) for question in self._questions.values())]
        columns += [column for key in self._questions if key != "name" for column in self._named(key)]
        return Sheet("intakes", _("Eén rij is één intake"), tuple(columns))

    def _of_work(self) -> Sheet[Chosen]:
        return Sheet("werkprocessen", _("Eén rij is één gekozen werkproces, of een hele opleiding"), CHOSEN_WORK)

    def _of_agreements(self) -> Sheet[Told]:
        meaning = _("Wat een school nodig heeft voor de onderwijsovereenkomst (OOK) en de praktijkovereenkomst (POK)")
        columns: list[Column[Told]] = [PSEUDONYM, TOKEN, *self._named("name")]
        columns += [
            Column("school", _("De school"), Holds.TEXT, of_advice(lambda advice: advice.school)),
            Column("route", _("De uitkomst van het adviesgesprek"), Holds.CODE, of_advice(lambda a: a.result), ROUTES),
            Column("crebo", _("De crebo's van wat is afgesproken"), Holds.CODES, self._crebos),
            Column("werkprocessen", _("De afgesproken werkprocessen"), Holds.TEXT, self._agreed_work),
            Column("leerbedrijf", _("Het leerbedrijf"), Holds.TEXT, company, named=True),
            self._in_words("erkend", "recognised"),
            self._in_words("soort_plek", "placement"),
            self._in_words("uren_per_week", "hours"),
            Column(
                "begin", _("De eerste dag van de maand waarin het begint"), Holds.DAY, of_advice(lambda a: a.starts_on)
            ),
            self._in_words("financiering", "financing"),
            Column("consulent", _("De consulent"), Holds.TEXT, lambda told: told.record.consultant or None, named=True),
            Column("organisatie", _("De organisatie van de consulent"), Holds.TEXT, organisation),
        ]
        return Sheet("ook_pok", meaning, (*columns, *LEFT_TO_SCHOOL))

    def _figures(self, question: Question) -> Column[Told]:
        """The answers to a question as codes."""
        key, world = question.key, self._world
        looked_up: dict[str | int, str] = {}

        def of(told: Told) -> Cell:
            value = told.values.get(key)
            if not isinstance(value, str | int):
                return question.figure(value, world) if value is not None else None
            if value not in looked_up:  # there are few different ones, and very many intakes
                figure = question.figure(value, world)
                if len(looked_up) > MOST_LOOKED_UP:
                    return figure
                looked_up[value] = figure
            return looked_up[value]

        may_skip = (skip for skip in (RATHER_NOT_SAY, LEFT_OPEN) if self._may_skip(key, skip.value))
        codes = {**question.kind.codes(), **{skip.code: skip.shown for skip in may_skip}}
        meaning = question.text
        if question.kind.is_personal:
            meaning = _("{question} (alleen wat niemand herkenbaar maakt)").of(question=question.text)
        return Column(f"{QUESTION}{key}", meaning, Holds.CODES, of, codes)

    def _named(self, key: str) -> tuple[Column[Told], ...]:
        """What the answers to a question say beyond their codes; no column when that is nothing."""
        question = self._questions.get(key)
        if question is None or not question.kind.is_personal:
            return ()

        def of(told: Told) -> Cell:
            value = told.values.get(key)
            return question.in_whole(value) if value is not None else None

        meaning = _("Het antwoord zelf op: {question}").of(question=question.text)
        return (Column(f"{IN_WHOLE}{key}", meaning, Holds.TEXT, of, named=True),)

    def _in_words(self, name: str, key: str) -> Column[Told]:
        """The answers to a question in words, for whoever fills in a form."""
        question = self._questions[key]

        def of(told: Told) -> Cell:
            value = told.values.get(key)
            answered = value is not None and skipped(value) is None
            return in_dutch(question.show(value, Scene(self._world, told.values))) if answered else None

        meaning = _("Volgens de intake: {question}").of(question=question.text)
        return Column(name, meaning, Holds.TEXT, of)

    def _may_skip(self, key: str, with_value: str) -> bool:
        asked = ((dialogue, dialogue.question(key)) for dialogue in self._dialogues)
        return any(question and question.optional and dialogue.skip.value == with_value for dialogue, question in asked)

    def _crebos(self, told: Told) -> Cell:
        return ";".join(dict.fromkeys(work.crebo for work in self._agreed(told))) or None

    def _agreed_work(self, told: Told) -> Cell:
        return "; ".join(" ".join(filter(None, (work.code, work.official))) for work in self._agreed(told)) or None

    def _agreed(self, told: Told) -> list[Work]:
        return [self._work(self._known_as(id)) for id in told.record.advice.work] if told.record.advice else []


def _questions(dialogues: tuple[Dialogue, ...]) -> Mapping[str, Question]:
    """Every question, as it is put to the candidate, or else to the professional."""
    questions: dict[str, Question] = {}
    for dialogue in dialogues:
        for question in dialogue.questions:
            questions.setdefault(question.key, question)
    return questions
