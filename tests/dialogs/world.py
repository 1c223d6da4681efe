"""A person and Praktijkgids without doors and without a database; all that is shown is looked at on the way."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from bot.knowledge import Knowledge
from crebo.catalogue import Catalogue
from crebo.match import Found, Match
from dialogs.answers import Given, Json, State
from dialogs.controls import Control, heard_control
from dialogs.dialogue import Dialogue, Question
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, HomeTown, SeveralOf, WholeNumber, WorkProcesses
from dialogs.kinds.kind import Offer
from dialogs.messages import Message, in_words
from dialogs.privacy import holds_bsn
from dialogs.scene import FreeTime, Scene, Way, World
from dialogs.text import languages, render
from dialogs.turn import LONGEST, Turn, take
from dialogs.wishes import AskPerson, Book, Erase, Speak, Wish

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TOKEN = "Kj3-_x9Q"
AT_ITS_QUESTION = (Control.BACK, Control.KEEP, Control.SKIP)
"""Controls that mean nothing at another question than the one they were shown at."""
MOST_CHARACTERS, MOST_BYTES = 4096, 64
"""Of a message, in UTF-16 units; of the data of a button."""

FREE_TIMES = tuple(
    FreeTime(
        number, MONDAY + timedelta(days=number, hours=number), "Europe/Amsterdam", 45, way, "Enschede", "ROC van Twente"
    )
    for number, way in enumerate((Way.SCHOOL, Way.PHONE, Way.VIDEO, Way.SCHOOL, Way.PHONE), 1)
)

LIKED = {"planten": 0, "koken": 20, "mensen": 40, "dieren": 60, "auto": 80, "kapper": 100, "winkel": 120}
"""The only words that the small matcher knows, and where the work begins that it finds for them."""


class SmallMatcher:
    """A matcher that knows a few words: quick, and the same whatever the real one learns."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._all = tuple(catalogue.choices.values())

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        """The work that a known word in `text` stands for."""
        known = next((word for word in LIKED if word in text.casefold()), None)
        if known is None:
            return Found(text, ())
        some = self._all[LIKED[known] : LIKED[known] + 6][:limit]
        return Found(text, tuple(Match(c.id, c.family.id, c.crebo, None, "", "", 1.0, known) for c in some))


@cache
def knowledge() -> Knowledge:
    """All that is shipped, loaded once."""
    return Knowledge()


@cache
def small_world() -> World:
    """A world with all that is shipped except the matcher, five free times, and a region that offers one family."""
    known = knowledge()
    return World(
        now=MONDAY,
        catalogue=known.catalogue,
        plain=known.plain,
        matcher=SmallMatcher(known.catalogue),
        places=known.places,
        free_times=FREE_TIMES,
        offered=frozenset(known.catalogue.choice("25746").family.crebos),
        contact="Anja, 053 123 45 67",
    )


def scene(values: Mapping[str, Json] | None = None, **changes: Any) -> Scene:
    """A scene in the small world, in which `changes` are made, with these whole answers."""
    return Scene(a_world(**changes), values or {})


def a_world(**changes: Any) -> World:
    """The small world with these changes."""
    return replace(small_world(), **changes)


def as_stored(state: State) -> State:
    """The state as it comes back from a database: tuples have become lists."""
    answers = {key: Given(**json.loads(json.dumps(asdict(given)))) for key, given in state.answers.items()}
    return replace(state, answers=answers)


def text_of(message: Message, language: str = "nl") -> str:
    """A message as a person reads it."""
    return in_words(message.lines, lambda line: render(line.text, language))


def words_of(message: Message, language: str = "nl") -> str:
    """A message as a person reads it, with the labels of its buttons."""
    labels = [render(button.label, language) for row in message.buttons for button in row]
    return "\n".join([text_of(message, language), *labels])


def offered_words(offer: Offer, language: str = "nl") -> list[str]:
    """The labels that an offer has buttons for."""
    return [render(option.label, language) for row in offer.rows for option in row]


def offered_values(offer: Offer) -> list[str]:
    """What the buttons of an offer stand for."""
    return [option.value for row in offer.rows for option in row]


class Conversation:
    """What one person does, and what comes of it. Every turn is held against the promises that hold for all turns."""

    def __init__(self, dialogue: Dialogue = INTAKE, world: World | None = None) -> None:
        self.dialogue = dialogue
        self.world = world or small_world()
        self.state = State(TOKEN, {})
        self.shown = Message(())
        self.turn = Turn(self.state, ())
        self.pressable: list[Pressed] = []
        self.log: dict[tuple[str, str, int], Given] = {}
        self.wishes: list[Wish] = []
        self.erased = False

    # What the person does.

    def do(self, event: Event) -> Turn:
        """Take the turn that `event` makes, look at it, store it and carry out its wishes."""
        before = self.state
        turn = take(self.dialogue, before, event, self.world)
        self._look_at(turn)
        self._compare(before, event, turn.state)
        self.turn, self.shown, self.state = turn, turn.messages[-1], as_stored(turn.state)
        self._carry_out(turn)
        return turn

    def arrive(self) -> Turn:
        """Open the conversation."""
        return self.do(Arrived())

    def say(self, *words: str) -> Turn:
        """Type some messages, one after the other."""
        for said in words:
            turn = self.do(Said(said))
        return turn

    def press(self, *values: str) -> Turn:
        """Press buttons that are on the screen, one after the other; each value may be the begin of what it stands for."""
        for value in values:
            turn = self.do(self.button(value))
        return turn

    def button(self, value: str) -> Pressed:
        """The button of the last message that stands for `value`, or for something that begins with it."""
        presses = [button.press for row in self.shown.buttons for button in row]
        exact = [press for press in presses if press.value == value]
        near = [press for press in presses if press.value.startswith(value)]
        assert exact or near, f"no button {value!r} at {self.asked!r}; there are {[press.value for press in presses]}"
        return (exact or near)[0]

    def to(self, key: str, **answers: str) -> "Conversation":
        """Answer everything until `key` is asked; `answers` are values of options to press on the way."""
        for _try in range(200):
            if self.asked == key:
                return self
            self.do(self.good_answer(answers))
        raise AssertionError(f"{key!r} was never asked; stuck at {self.asked!r}")

    def finish(self, **answers: str) -> None:
        """Answer whatever is still asked, until everything is answered; fails when that is impossible."""
        for _try in range(200):
            if self.dialogue.next(self.state) is None and not self.erased:
                assert self.state.finished or self.do(Arrived()).state.finished
                return
            self.do(self.good_answer(answers))
        raise AssertionError(f"not finished after 200 good answers; stuck at {self.asked!r}")

    def good_answer(self, answers: Mapping[str, str]) -> Event:
        """Something that answers what is asked, or asks for it: the button that `answers` names, or what comes to mind."""
        question = self.dialogue.asked(self.state)
        if self.erased or question is None or self.asked != question.key:
            return Arrived()
        if question.key in answers:
            return self.button(answers[question.key])
        options = [button.press for row in self.shown.buttons for button in row if button.press.value[0] != "!"]
        match question.kind:
            case FreeText():
                return Said("Halima")
            case WholeNumber(example=example):
                return Said(str(example))
            case HomeTown():
                return options[0] if options else Said("Enschede")
            case WorkProcesses():
                ends = [press for press in options if press.value == "go"]
                return (ends or options)[0] if ends or len(options) > 1 else Said("planten")
            case SeveralOf():
                return options[-1]
            case _:
                return options[0]

    # What there is of it.

    @property
    def asked(self) -> str | None:
        """The question that is on the screen; None when that is something else."""
        return self.shown.question

    @property
    def open(self) -> str | None:
        """The question that is to be answered now, whatever is on the screen."""
        question = self.dialogue.next(self.state)
        return question.key if question else None

    @property
    def values(self) -> dict[str, Any]:
        """The whole answers that count."""
        return dict(self.dialogue.values(self.state))

    @property
    def settled(self) -> dict[str, Any]:
        """All whole answers, also of questions that do not apply at the moment."""
        return {key: given.settled for key, given in self.state.answers.items() if given.settled is not None}

    def draft(self, key: str) -> Any:
        """What there is of an answer that is not whole yet."""
        return self.state.given(key).draft

    def question(self, key: str) -> Question:
        """The question with this key."""
        found = self.dialogue.question(key)
        assert found is not None
        return found

    def words(self, language: str = "nl") -> str:
        """What is on the screen."""
        return words_of(self.shown, language)

    def copy(self) -> "Conversation":
        """The same conversation, to go on with in another way."""
        twin = Conversation(self.dialogue, self.world)
        twin.__dict__.update(self.__dict__)
        twin.pressable, twin.log, twin.wishes = list(self.pressable), dict(self.log), list(self.wishes)
        return twin

    # What holds for every turn.

    def _look_at(self, turn: Turn) -> None:
        assert len(turn.messages) == 1, "one thing at a time"
        for message in (*turn.messages, *((turn.pressed,) if turn.pressed else ())):
            for language in languages():
                words = text_of(message, language)
                assert words.strip()
                assert len(words.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
        buttons = [button for row in turn.messages[0].buttons for button in row]
        assert buttons or Erase() in turn.wishes, "there is no way on"
        for button in buttons:
            assert len(button.press.data.encode()) <= MOST_BYTES
            assert Pressed.parse(button.press.data) == button.press
            assert all(render(button.label, language).strip() for language in languages())
        assert all(row for row in turn.messages[0].buttons)
        self.pressable += [button.press for button in buttons]

    def _compare(self, before: State, event: Event, after: State) -> None:
        """Answers are only ever added to, one revision at a time, and only the question that was asked gets settled."""
        asked = self.dialogue.asked(before)
        if self._cannot_answer(before, event, asked):
            assert after.answers == before.answers
        assert before.answers.keys() <= after.answers.keys()
        for key, given in after.answers.items():
            was = before.given(key)
            if given == was:
                continue
            assert given.revision == was.revision + 1, f"the log of {key!r} skips or repeats a revision"
            if given.settled != was.settled:
                assert asked is not None
                assert asked.key == key, f"the answer to {key!r} changed while {asked.key!r} was asked"
                assert not given.open
            self.log[after.token, key, given.revision] = given

    def _cannot_answer(self, before: State, event: Event, asked: Question | None) -> bool:
        """Whether something that a person does must leave all answers as they are, whatever is made of it."""
        match event:
            case Pressed(token, question, _revision, value):
                elsewhere = asked is None or question != asked.key
                return token != before.token or (elsewhere and Control.of(value) in (None, *AT_ITS_QUESTION))
            case Said(words):
                beside = before.aside is not None and heard_control(words, self.world.language) is not Control.LANGUAGE
                return beside or holds_bsn(words) or len(words) > LONGEST
            case _:
                return True

    def _carry_out(self, turn: Turn) -> None:
        self.wishes += turn.wishes
        self.erased = Erase() in turn.wishes
        if self.erased:
            self.state = State(TOKEN[::-1] if self.state.token == TOKEN else TOKEN, {})
            self.world = replace(self.world, free_times=FREE_TIMES)
            return
        for wish in turn.wishes:
            match wish:
                case Speak(language):
                    self.world = replace(self.world, language=language)
                case Book(free_time):
                    left = tuple(time for time in FREE_TIMES if time.id != free_time)
                    self.world = replace(self.world, free_times=left)

    def asked_for_a_person(self) -> bool:
        """Whether the last turn passed on that the person wants to talk to somebody."""
        return AskPerson() in self.turn.wishes

    def offers_a_person(self) -> bool:
        """Whether a person is offered on the screen, beside the question."""
        return any(button.press.value == Control.PERSON for row in self.shown.buttons for button in row)
