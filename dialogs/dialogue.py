"""A dialogue is an ordered tuple of questions. The next question is a function of the answers; nothing remembers a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dialogs.answers import RATHER_NOT, Given, Json, State
from dialogs.conditions import Always, Condition, Values
from dialogs.kinds.kind import Kind
from dialogs.messages import Line, Progress, Style
from dialogs.scene import Scene, World
from dialogs.text import Text, _


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
        return _("Liever niet gezegd") if value == RATHER_NOT else self.kind.show(value, scene)


@dataclass(frozen=True, init=False)
class Dialogue:
    """An ordered list of questions, and what is said when all are answered."""

    name: str
    questions: tuple[Question, ...]
    done: tuple[Text, ...]

    def __init__(self, name: str, *questions: Question, done: tuple[Text, ...] = (_("Klaar. Dank je wel!"),)) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "questions", questions)
        object.__setattr__(self, "done", done)

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

    def next(self, state: State) -> Question | None:
        """The first question that applies and is open; None when the dialogue is done."""
        return next((question for question, given in self.applicable(state) if given.open), None)

    def previous(self, state: State) -> Question | None:
        """The last answered question before the one that is asked now."""
        now, found = self.next(state), None
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
        shown = [(self.question(key), value) for key, value in values.items()]
        overview = tuple(
            Line(_("• {question}: {answer}").of(question=question.name, answer=question.show(value, bare)), Style.ITEM)
            for question, value in shown
            if question and question.in_overview
        )
        return replace(bare, overview=overview)

    def adopt(self, stored: Mapping[str, Given]) -> dict[str, Given]:
        """Stored answers as this version of the dialogue knows them; what it cannot use is asked again."""
        adopted: dict[str, Given] = {}
        for question in self.questions:
            given = next((stored[key] for key in (question.key, *question.formerly) if key in stored), None)
            if given is None:
                continue
            if given.settled is not None and given.settled != RATHER_NOT:
                settled = question.kind.adopt(given.settled)
                given = replace(given, settled=settled, open=given.open or settled is None)
            adopted[question.key] = given
        return adopted
