"""A dialogue is an ordered tuple of questions. The next question is a function of the answers; nothing remembers a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dialogs.answers import CANDIDATE, RATHER_NOT, Given, Json, State
from dialogs.conditions import Always, Condition, Values
from dialogs.controls import LABELS, Control
from dialogs.kinds.kind import Kind
from dialogs.messages import Line, Progress, Style
from dialogs.scene import Scene, World
from dialogs.text import Text, _


@dataclass(frozen=True, slots=True)
class Skip:
    """Going on without an answer: what is kept of it, the words of its button, how it is shown, and its code in a spreadsheet."""

    value: str
    label: Text
    shown: Text
    code: str


RATHER_NOT_SAY = Skip(RATHER_NOT, LABELS[Control.SKIP], _("Liever niet gezegd"), "rather_not")
"""What anybody may answer about themselves: nobody asks it again."""
LEFT_OPEN = Skip("-", _("Overslaan"), _("Overgeslagen"), "left_open")
"""What a professional does at a question about somebody else: it says nothing of that person, who may still be asked."""


def skipped(value: Json) -> Skip | None:
    """How a question was skipped that has `value` for an answer; None when it was answered."""
    return next((skip for skip in (RATHER_NOT_SAY, LEFT_OPEN) if skip.value == value), None)


@dataclass(frozen=True, slots=True)
class Note:
    """A kind word after an answer, for those it concerns."""

    when: Condition
    text: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `label`: its name in an overview. `why`: what to say to "waarom vraag je dit?". `optional`: "liever niet
    zeggen" is an answer. `formerly`: its keys in older versions. `notes`: said after the answer, to those they concern."""

    key: str
    text: Text
    kind: Kind
    when: Condition = Always()
    label: Text | None = None
    why: Text = _("Met je antwoord kunnen we je beter helpen.")
    hint: Text | None = None
    optional: bool = False
    notes: tuple[Note, ...] = ()
    formerly: tuple[str, ...] = ()
    in_overview: bool = True

    @property
    def name(self) -> Text:
        """What the question is called in an overview."""
        return self.label or self.text

    def show(self, value: Json, scene: Scene) -> Text:
        """A whole answer in words."""
        skip = skipped(value)
        return skip.shown if skip else self.kind.show(value, scene)

    def figure(self, value: Json, world: World) -> str:
        """A whole answer in a spreadsheet that names nobody."""
        skip = skipped(value)
        return skip.code if skip else self.kind.figure(value, world)

    def in_whole(self, value: Json) -> str | int | None:
        """What a whole answer says beyond its figure; None when that is all there is."""
        return None if skipped(value) else self.kind.in_whole(value)


@dataclass(frozen=True, init=False)
class Dialogue:
    """An ordered list of questions, what is said when all are answered, and what skipping an optional one means."""

    name: str
    questions: tuple[Question, ...]
    done: tuple[Text, ...]
    skip: Skip

    def __init__(
        self,
        name: str,
        *questions: Question,
        done: tuple[Text, ...] = (_("Klaar. Dank je wel!"),),
        skip: Skip = RATHER_NOT_SAY,
    ) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "questions", questions)
        object.__setattr__(self, "done", done)
        object.__setattr__(self, "skip", skip)

    def question(self, key: str) -> Question | None:
        """The question with this key; None when there is none."""
        return next((question for question in self.questions if question.key == key), None)

    def applicable(self, state: State) -> Iterator[tuple[Question, Given]]:
        """The questions that apply, given the answers to earlier ones, with where their answers stand."""
        values: dict[str, Json] = {}
        for question in self.questions:
            if not question.when.holds(values):
                continue
            given = state.given(question.key)
            if given.settled is not None:
                values[question.key] = given.settled
            yield question, given

    def values(self, state: State) -> Values:
        """The whole answers that count."""
        return {question.key: given.settled for question, given in self.applicable(state) if given.settled is not None}

    def next(self, state: State, by: str = CANDIDATE) -> Question | None:
        """The first question that applies and is open to `by`; None when there is nothing to ask them (any more)."""
        return next((question for question, given in self.applicable(state) if _is_open(question, given, by)), None)

    def asked(self, state: State, by: str = CANDIDATE) -> Question | None:
        """The question that `by` answers now: the one on their screen as long as it is open, else the next one."""
        open_to_them = (question for question, given in self.applicable(state) if _is_open(question, given, by))
        return next((question for question in open_to_them if question.key == state.asked), self.next(state, by))

    def previous(self, state: State, by: str = CANDIDATE) -> Question | None:
        """The last answered question before the one that `by` is asked now."""
        now, found = self.asked(state, by), None
        for question, _given in self.applicable(state):
            if question == now:
                break
            found = question
        return found

    def progress(self, state: State) -> Progress:
        """How many of the questions that apply are answered."""
        opens = [given.open for _question, given in self.applicable(state)]
        return Progress(opens.count(False), len(opens))

    def scene(self, state: State, world: World) -> Scene:
        """What the kinds of answer may look at now."""
        values = self.values(state)
        bare = Scene(world, values)
        return replace(bare, overview=self.in_words(values, bare))

    def in_words(self, values: Values, scene: Scene) -> tuple[Line, ...]:
        """These whole answers as lines, without what has no place in an overview."""
        shown = [(self.question(key), value) for key, value in values.items()]
        return tuple(
            Line(_("• {question}: {answer}").of(question=question.name, answer=question.show(value, scene)), Style.ITEM)
            for question, value in shown
            if question and question.in_overview
        )

    def adopt(self, stored: Mapping[str, Given]) -> dict[str, Given]:
        """Stored answers as this version of the dialogue knows them; what it cannot use is asked again."""
        adopted: dict[str, Given] = {}
        for question in self.questions:
            given = _stored(question, stored)
            if given is None:
                continue
            if given.settled is not None:
                settled = self._adopted(question, given.settled)
                given = replace(given, settled=settled, open=given.open or settled is None)
            adopted[question.key] = given
        return adopted

    def whole_answers(self, stored: Mapping[str, Given]) -> Values:
        """The whole answers that count of what is stored: as `values` after `adopt`, for who looks at very many."""
        values: dict[str, Json] = {}
        for question in self.questions:
            given = _stored(question, stored)
            if given is not None and given.settled is not None and question.when.holds(values):
                settled = self._adopted(question, given.settled)
                if settled is not None:
                    values[question.key] = settled
        return values

    def _adopted(self, question: Question, settled: Json) -> Json:
        if settled in (RATHER_NOT, self.skip.value):
            return settled
        # Left open in another dialogue: here it is a question as any other.
        return None if settled == LEFT_OPEN.value else question.kind.adopt(settled)


def _stored(question: Question, stored: Mapping[str, Given]) -> Given | None:
    """What is stored of a question, under its key or an earlier one."""
    given = stored.get(question.key)
    if given is None and question.formerly:
        given = next((stored[key] for key in question.formerly if key in stored), None)
    return given


def _is_open(question: Question, given: Given, by: str) -> bool:
    """Whether a question is put to `by`. While somebody else changes an answer, the answer there was stands for the rest of us;
    unless it was taken back."""
    if given.open and given.settled is not None and given.by != by:
        return not question.kind.may_keep(given.draft)
    return given.open
