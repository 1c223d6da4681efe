"""A candidate who taps and types through the intake. They go by what is on the screen, and remember nothing."""

from collections.abc import Callable, Mapping

from dialogs.events import Pressed
from dialogs.pages.going import PAGE
from tests.botapi import BotMessage, Person

OWN_WORDS = "Ik hou van planten en buiten werken"
PLAN: dict[str, tuple[str, ...]] = {
    "language": ("nl",),
    "consent": ("yes",),
    "name": ("> Halima",),
    "age": ("> 23",),
    "place": ("yes", "> Enschede"),
    "work_now": ("none",),
    "school": ("vmbo",),
    "enrolled": ("no",),
    "work": ("yes:*", "go", f"> {OWN_WORDS}"),
    "before": ("little",),
    "hours": ("28to35",),
    "learning": ("doing",),
    "school_wish": ("maybe",),
    "obstacles": ("+language", "+childcare", "done"),
    "motivation": ("very",),
    "helpers": ("+gemeente", "done"),
    "moment": ("t*",),
    "review": ("right",),
}
"""What they do at each question: the first that can be done. The value of a button (or how it begins), or words to type."""
ANSWERS = {
    "name": "Halima",
    "age": 23,
    "work_now": "none",
    "school": "vmbo",
    "enrolled": "no",
    "hours": "28to35",
    "obstacles": ["language", "childcare"],
    "helpers": ["gemeente"],
}
"""What comes of it, where that is plain."""


def buttons(message: BotMessage) -> dict[str, Pressed]:
    """The buttons under a message, by their value."""
    datas = [button.data for row in message.buttons for button in row if button.data]
    return {pressed.value: pressed for pressed in map(Pressed.parse, datas)}


def question(person: Person, message: BotMessage | None = None) -> str:
    """The key of the question in the newest message, or in `message`; empty when there is none."""
    return question_of(buttons(message or person.last))


def question_of(offered: Mapping[str, Pressed]) -> str:
    """The key of the question that has these buttons; empty when they are of none."""
    return next((pressed.question for pressed in offered.values() if pressed.question and pressed.token != PAGE), "")


def press(person: Person, value: str, message: BotMessage | None = None) -> int:
    """Press the button with this value under the newest message, or under `message`. Raises KeyError when there is none."""
    message = message or person.last
    return person.presses_data(buttons(message)[value].data, message)


def next_deed(offered: Mapping[str, Pressed]) -> str:
    """What they do when these buttons are on the screen: the value of one, or "> " and words to type."""
    key = question_of(offered)
    for deed in PLAN[key]:
        beginning = deed.removesuffix("*")
        found = [value for value in offered if value == deed or (deed != beginning and value.startswith(beginning))]
        if found or deed.startswith("> "):
            return found[0] if found else deed
    raise AssertionError(f"what to do at {key}? There are {list(offered)}")


def go_on(person: Person, message: BotMessage | None = None) -> int:
    """Do what the newest message asks, or `message`. Gives back the update_id."""
    message = message or person.last
    deed = next_deed(buttons(message))
    return person.says(deed[2:]) if deed.startswith("> ") else press(person, deed, message)


def go_until(person: Person, key: str, rests: Callable[[], object]) -> BotMessage:
    """Go through the questions until the one with this key is on the screen, or none is (""); gives back that message.

    Greets first when the screen is empty. `rests` waits until the bot has answered.
    """
    if not person.screen:
        person.starts()
        rests()
    while question(person) != key:
        assert question(person), f"{key} was never asked. {person}"
        go_on(person)
        rests()
    return person.last
