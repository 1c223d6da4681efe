"""Somebody who holds the whole conversation, at whatever door: they look at what is asked and shown, and answer that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.desk import Desk, Reply, Visitor
from dialogs.events import Arrived, Event, Pressed, Said

SAYS = {"name": "Halima", "age": "23", "place": "Enschede", "work": "planten", "diploma": "kapper, 2009"}
"""What is typed where no wanted button is shown."""
WANTS = {
    "language": ("nl",),
    "consent": ("yes",),
    "place": ("yes",),
    "work_now": ("none",),
    "school": ("vmbo",),
    "foreign": ("yes",),
    "usable": ("no",),
    "enrolled": ("no",),
    "work": ("yes:", "go"),
    "before": ("little",),
    "hours": ("28to35",),
    "learning": ("doing",),
    "school_wish": ("maybe",),
    "obstacles": ("done", "+language"),
    "motivation": ("very",),
    "helpers": ("done", "+gemeente"),
    "moment": ("t", "none"),
    "review": ("right",),
}
"""Per question the buttons to press, by how their values begin; the first that is shown is pressed."""
LONG_ENOUGH = 60
"""Turns; no straight conversation takes so many."""


@dataclass(frozen=True)
class Habit:
    """How somebody answers. `says` and `wants` are laid over those of everybody."""

    says: Mapping[str, str] = field(default_factory=dict)
    wants: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def answer(self, question: str, values: Sequence[str]) -> tuple[str | None, str]:
        """What to do at a question with buttons of these values: the value to press, or None and the words to say."""
        for wanted in {**WANTS, **self.wants}.get(question, ()):
            for value in values:
                if value.startswith(wanted):
                    return value, ""
        return None, {**SAYS, **self.says}[question]


EVERYDAY = Habit()


def presses(reply: Reply) -> list[Pressed]:
    """The buttons below the last message of a reply."""
    return [button.press for row in reply.messages[-1].buttons for button in row]


def press(reply: Reply, value: str) -> Pressed:
    """The button with a value that begins so."""
    return next(one for one in presses(reply) if one.value.startswith(value))


def question_of(reply: Reply) -> str | None:
    """The question that a reply ends with; None when there is none."""
    return reply.messages[-1].question


def next_event(reply: Reply, habit: Habit = EVERYDAY) -> Event | None:
    """What somebody does with what is shown; None when nothing is asked any more."""
    question = question_of(reply)
    if question is None:
        return None
    buttons = {one.value: one for one in presses(reply)}
    value, words = habit.answer(question, list(buttons))
    return Said(words) if value is None else buttons[value]


def converse(desk: Desk, visitor: Visitor, until: str | None = None, habit: Habit = EVERYDAY) -> Reply:
    """Hold the conversation until a question is asked, or to its end; gives back what is shown then."""
    reply = desk.repeat(visitor) or desk.turn(visitor, Arrived())
    for _turn in range(LONG_ENOUGH):
        event = next_event(reply, habit)
        if event is None or (until is not None and question_of(reply) == until):
            assert question_of(reply) == until, f"the conversation ended at {question_of(reply)} and not at {until}"
            return reply
        reply = desk.turn(visitor, event)
    raise AssertionError(f"the conversation does not end; it is at {question_of(reply)}")
