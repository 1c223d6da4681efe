"""Checking dialogues before anybody meets their faults: questions, conditions, translations, and the sizes of what is shown."""

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice, product

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dialogs.answers import RATHER_NOT, Given, Json, State
from dialogs.conditions import AllOf, Always, Among, AnyOf, Below, Condition, Values
from dialogs.controls import WORDS
from dialogs.dialogue import Dialogue, Question
from dialogs.events import Arrived, Pressed, Said
from dialogs.hearing import normal, spoken_forms
from dialogs.kinds import OneOf, SeveralOf, WholeNumber
from dialogs.messages import in_words
from dialogs.scene import World
from dialogs.text import LOCALE, Text, languages, render
from dialogs.turn import Turn, take

MOST_BYTES, MOST_CHARACTERS = 64, 4096
"""What Telegram allows in the data of a button, and in a message (counted in UTF-16 units, the strictest reading)."""
TOKEN = "WWWWWWWW"
COMBINATIONS = 50_000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong: where, and what."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def check(dialogue: Dialogue, world: World) -> list[Fault]:
    """All faults of one dialogue, in every language; an empty list when it is sound. `world` is one to render with."""
    return [
        *_keys(dialogue),
        *_done(dialogue),
        *_conditions(dialogue),
        *_labels(dialogue),
        *_untranslated(dialogue),
        *_shown(dialogue, world),
    ]


def check_together(dialogues: Iterable[Dialogue]) -> list[Fault]:
    """The faults in what dialogues share: the answers of an intake, the words that always work, and the translations."""
    return [*_shared(dialogues), *_words(), *_translations()]


def _keys(dialogue: Dialogue) -> Iterator[Fault]:
    seen: set[str] = set()
    for question in dialogue.questions:
        for key in (question.key, *question.formerly):
            if key in seen:
                yield Fault(question.key, f"the key {key!r} is used twice")
            seen.add(key)
            if "." in key or not key:
                yield Fault(question.key, f"the key {key!r} is empty or has a dot")


def _shared(dialogues: Iterable[Dialogue]) -> Iterator[Fault]:
    """A key is one question, whoever is asked: else an answer in one dialogue is another answer, or none, in the next."""
    names: set[str] = set()
    known: dict[str, tuple[str, Question]] = {}
    for dialogue in dialogues:
        if dialogue.name in names:
            yield Fault(dialogue.name, "is the name of two dialogues")
        names.add(dialogue.name)
        for question in dialogue.questions:
            for key in (question.key, *question.formerly):
                where, first = known.setdefault(key, (dialogue.name, question))
                if _answered(question) != _answered(first):
                    yield Fault(
                        f"{dialogue.name}, {question.key}",
                        f"the key {key!r} has another kind of answer, condition or older keys in {where}",
                    )


def _answered(question: Question) -> tuple[object, ...]:
    """All that decides what an answer to this question is, and when it counts."""
    return question.key, question.kind, question.when, question.formerly


def _done(dialogue: Dialogue) -> Iterator[Fault]:
    always = {question.key for question in dialogue.questions if question.when == Always()}
    shown = {field for text in dialogue.done for field in _fields(text.msgid) - {name for name, _value in text.values}}
    for field in sorted(shown - always):
        yield Fault("done", f"shows the answer to {field!r}, which is not a question that everybody answers")


def _conditions(dialogue: Dialogue) -> Iterator[Fault]:
    earlier: dict[str, Question] = {}
    for question in dialogue.questions:
        for when in (question.when, *(note.when for note in question.notes)):
            known = earlier if when is question.when else {**earlier, question.key: question}
            for key in sorted(when.keys() - known.keys()):
                later = dialogue.question(key) is not None
                yield Fault(
                    question.key, f"has a condition on {key!r}, which is {'asked later' if later else 'no question'}"
                )
            for key, option in _options_used(when):
                if key in known and option not in _values_of(known[key], when, dialogue):
                    yield Fault(question.key, f"has a condition on {option!r}, which is no answer to {key!r}")
            if when.keys() <= known.keys() and _way_to(when, known, dialogue) is None:
                what = "can never be reached" if when is question.when else "has a note that can never be shown"
                yield Fault(question.key, what)
        earlier[question.key] = question


def _options_used(condition: Condition) -> Iterator[tuple[str, str]]:
    match condition:
        case Among(key, options):
            yield from ((key, option) for option in options)
        case AnyOf(conditions) | AllOf(conditions):
            for one in conditions:
                yield from _options_used(one)


def _values_of(question: Question, when: Condition, dialogue: Dialogue) -> list[Json]:
    """The answers to a question that a condition can tell apart."""
    values = list(question.kind.samples())
    if isinstance(question.kind, WholeNumber):
        values += [limit - 1 for limit in _limits(when) if question.kind.least < limit <= question.kind.most]
    return [*values, RATHER_NOT, dialogue.skip.value] if question.optional else values


def _limits(condition: Condition) -> Iterator[int]:
    match condition:
        case Below(_key, limit):
            yield limit
        case AnyOf(conditions) | AllOf(conditions):
            for one in conditions:
                yield from _limits(one)


def _way_to(when: Condition, known: Mapping[str, Question], dialogue: Dialogue) -> Values | None:
    """Answers to earlier questions that make the condition true, given when those are asked themselves; None: there are none."""
    if not when.keys() <= known.keys():
        return None
    involved: set[str] = set()
    todo = set(when.keys())
    while todo:
        key = todo.pop()
        involved.add(key)
        todo |= (known[key].when.keys() & known.keys()) - involved
    order = [key for key in known if key in involved]
    choices = [[None, *_values_of(known[key], when, dialogue)] for key in order]
    for answers in islice(product(*choices), COMBINATIONS):
        given: Values = {key: value for key, value in zip(order, answers, strict=True) if value is not None}
        if when.holds(given) and all(known[key].when.holds(given) for key in given):
            return given
    return None


def _words() -> Iterator[Fault]:
    """Words that mean two things at once: a person would get something else than they said."""
    for language in languages():
        heard: dict[str, str] = {}
        for control, text in WORDS.items():
            for form in spoken_forms(text, language):
                if heard.setdefault(form, control) != control:
                    yield Fault(f"controls ({language})", f"{form!r} means both {heard[form]} and {control}")


def _labels(dialogue: Dialogue) -> Iterator[Fault]:
    """Buttons that look the same and mean two things."""
    for language in languages():
        for question in dialogue.questions:
            options = question.kind.options if isinstance(question.kind, OneOf | SeveralOf) else ()
            labels: dict[str, str] = {}
            for option in options:
                label = normal(render(option.label, language))
                if labels.setdefault(label, option.value) != option.value:
                    yield Fault(f"{question.key} ({language})", f"{label!r} is the label of two options")


def _untranslated(dialogue: Dialogue) -> Iterator[Fault]:
    """Texts that somebody would see in Dutch, though another language was chosen."""
    for language in languages()[1:]:
        catalogue = _catalogue(language)
        for text in _texts(dialogue):
            if text.domain == "praktijkgids" and text.msgid not in catalogue:
                yield Fault(f"{text.msgid[:50]!r}", f"is not in the catalogue of {language}")


def _translations() -> Iterator[Fault]:
    """Translations that are not there yet, or that have a hole in them."""
    for language in languages()[1:]:
        for message in _catalogue(language):
            ids = message.id if isinstance(message.id, list | tuple) else (message.id,)
            strings = message.string if isinstance(message.string, list | tuple) else (message.string,)
            if not ids[0]:
                continue  # the header
            if message.fuzzy or not all(strings):
                yield Fault(f"{ids[0][:50]!r}", f"is not translated into {language}")
            elif any(_fields(string) != _fields(ids[-1]) for string in strings):
                yield Fault(f"{ids[0][:50]!r}", f"has other values in {language}: {strings}")


def _catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "praktijkgids.po").open("rb") as file:
        return read_po(file, locale=language)


def _texts(dialogue: Dialogue) -> Iterator[Text]:
    """Every text that the declaration of a dialogue holds."""
    todo: list[object] = [dialogue.questions, dialogue.done, dialogue.skip]
    while todo:
        thing = todo.pop()
        if isinstance(thing, Text):
            yield thing
        elif isinstance(thing, tuple | list):
            todo.extend(thing)
        elif (fields := getattr(type(thing), "__dataclass_fields__", None)) is not None:
            todo.extend(getattr(thing, name) for name in fields)


def _fields(template: str | None) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(template or "") if name}


def _shown(dialogue: Dialogue, world: World) -> Iterator[Fault]:
    """Show every question, with every sample answer given before it, in every language, and measure what comes out."""
    for language in languages():
        there = world.speaking(language)
        known: dict[str, Question] = {}
        longest: dict[str, Json] = {}
        for question in dialogue.questions:
            # More answers never make a condition untrue: those that lead here may stand among the longest of the others.
            before = longest | dict(_way_to(question.when, known, dialogue) or {})
            others = {key: Given(999, value, open=False) for key, value in before.items()}
            samples = list(question.kind.samples())
            for state in (
                State(TOKEN, others),
                *(
                    State(TOKEN, {**others, question.key: Given(999, sample, question.kind.reopen(sample))})
                    for sample in samples
                ),
            ):
                for event in (Arrived(), Said("?"), Said("waarom"), Said("overzicht")):
                    yield from _measured(take(dialogue, state, event, there), question.key, language)
            known[question.key] = question
            longest[question.key] = max(samples, key=lambda sample: len(str(sample)))
        answers = {key: Given(999, value, open=False) for key, value in longest.items()}
        if not any(_done(dialogue)):
            yield from _measured(take(dialogue, State(TOKEN, answers), Arrived(), there), "done", language)


def _measured(turn: Turn, what: str, language: str) -> Iterator[Fault]:
    where = f"{what} ({language})"
    for message in turn.messages:
        words = in_words(message.lines, lambda line: render(line.text, language))
        size = len(words.encode("utf-16-le")) // 2
        if size > MOST_CHARACTERS:
            yield Fault(where, f"a message has {size} characters, more than {MOST_CHARACTERS}")
        for button in (button for row in message.buttons for button in row):
            if len(button.press.data.encode()) > MOST_BYTES:
                yield Fault(where, f"a button carries more than {MOST_BYTES} bytes: {button.press.data}")
            if not render(button.label, language).strip():
                yield Fault(where, "a button has no label")
            if not _read_back(button.press):
                yield Fault(where, f"a button cannot be read back: {button.press.data}")


def _read_back(press: Pressed) -> bool:
    try:
        return Pressed.parse(press.data) == press
    except ValueError:
        return False
