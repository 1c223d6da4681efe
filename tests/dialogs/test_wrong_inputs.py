"""Every wrong input at every question of the intake, in every state its answer can be in."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

import pytest

from dialogs.controls import Control
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from dialogs.intake import INTAKE
from dialogs.text import render
from tests.dialogs.world import TOKEN, Conversation

EVERYTHING = {"school": "abroad", "foreign": "yes"}
KEYS = [question.key for question in INTAKE.questions]

DRAFTS = {
    "consent, refused": ("consent", "[no"),
    "place, one found": ("place", "Enschede"),
    "place, several found": ("place", "Hengelo"),
    "work, first card": ("work", "planten"),
    "work, last card": ("work", "planten", "[yes:", "[maybe:", "[no:"),
    "work, some chosen": ("work", "planten", "[yes:", "[none"),
    "work, none chosen": ("work", "planten", "[none"),
    "work, pictures": ("work", "[pictures"),
    "work, nothing found": ("work", "qwzx jklp"),
    "work, card of a picture": ("work", "[pictures", "[kind:food"),
    "work, chosen again": ("work", "planten", "[yes:", "[none", "[again"),
    "obstacles, some chosen": ("obstacles", "[+travel", "[+sums"),
    "obstacles, none left": ("obstacles", "[+travel", "[-travel"),
    "helpers, some chosen": ("helpers", "school en familie"),
    "moment, later": ("moment", "[later"),
}
"""States inside a question: the question, and what is typed or [pressed from there."""

PLACES = [*KEYS, *(f"{key}, asked again" for key in KEYS), *DRAFTS]


@cache
def reached(place: str) -> Conversation:
    """A conversation that is at this place; to copy."""
    if place in DRAFTS:
        key, *steps = DRAFTS[place]
        talk = reached(key).copy()
        for step in steps:
            if step.startswith("["):
                talk.press(step[1:])
            else:
                talk.say(step)
    elif place in KEYS:
        before = KEYS.index(place) - 1
        talk = Conversation() if before < 0 else reached(KEYS[before]).copy()
        talk.to(place, **EVERYTHING)
    else:
        key = place.partition(",")[0]
        talk = reached(key).copy()
        talk.finish(**EVERYTHING)
        talk.do(Pressed(TOKEN, key, 0, Control.CHANGE))
    return talk


def pressing(change: Callable[[Pressed, Conversation], Pressed]) -> Callable[[Conversation], Event]:
    """The first button on the screen that answers, changed into one that does not."""

    def event(talk: Conversation) -> Event:
        presses = [button.press for row in talk.shown.buttons for button in row]
        first = next((press for press in presses if not press.value.startswith("!")), presses[0])
        return change(first, talk)

    return event


def since(talk: Conversation) -> int:
    """The revision at which this round of asking began."""
    return talk.state.given(talk.open or "").since


def sending(what: Unreadable) -> Callable[[Conversation], Event]:
    """Something that is no words."""
    return lambda talk: Sent(what)


WRONG: dict[str, Callable[[Conversation], Event]] = {
    **{f"a {what.value}": sending(what) for what in Unreadable},
    "10,000 characters": lambda talk: Said("a" * 10_000),
    "10,000 times yes": lambda talk: Said("ja " * 10_000),
    "10,000 digits": lambda talk: Said("1" * 10_000),
    "10,000 blanks": lambda talk: Said(" " * 10_000),
    "a citizen service number": lambda talk: Said("111222333"),
    "a citizen service number in a sentence": lambda talk: Said("ja mijn bsn is 111.22.23.33"),
    "nothing": lambda talk: Said(""),
    "blanks": lambda talk: Said(" \n\t "),
    "emoji": lambda talk: Said("🙃🙃"),
    "punctuation": lambda talk: Said("?!..."),
    "a digit that is no decimal": lambda talk: Said("➀"),
    "gibberish": lambda talk: Said("qwzx jklp"),
    "a greeting": lambda talk: Said("Hallo!"),
    "repeat": lambda talk: Said("nog een keer"),
    "an unknown link": lambda talk: Arrived("XYZ", understood=False),
    "an edited message": lambda talk: Edited("ja"),
    "data that is no button": lambda talk: Pressed("", "", 0, ""),
    "a button of somebody else": pressing(lambda press, talk: replace(press, token="WWWWWWWW")),
    "a button of an older round": pressing(lambda press, talk: replace(press, revision=since(talk) - 1)),
    "a button of a later round": pressing(lambda press, talk: replace(press, revision=press.revision + 1)),
    "a button of another question": pressing(lambda press, talk: replace(press, question="nothing")),
    "a button of the last question": pressing(lambda press, talk: Pressed(TOKEN, KEYS[talk_at(talk) - 1], 1, "yes")),
    "a button of the next question": pressing(
        lambda press, talk: Pressed(TOKEN, KEYS[(talk_at(talk) + 1) % len(KEYS)], 0, "yes")
    ),
    "a value that does not exist": pressing(lambda press, talk: replace(press, value="nothing")),
    "no value": pressing(lambda press, talk: replace(press, value="")),
    "a control that does not exist": pressing(lambda press, talk: replace(press, value="!nothing")),
    "a long value": pressing(lambda press, talk: replace(press, value="+" * 10_000)),
    "an old back": pressing(lambda press, talk: replace(press, revision=press.revision - 1, value=Control.BACK)),
    "an old keep": pressing(lambda press, talk: replace(press, revision=press.revision - 1, value=Control.KEEP)),
    "an old skip": pressing(lambda press, talk: replace(press, revision=press.revision - 1, value=Control.SKIP)),
    "a change of nothing": pressing(lambda press, talk: Pressed(TOKEN, "nothing", 0, Control.CHANGE)),
}


def talk_at(talk: Conversation) -> int:
    """The place of the question that is asked among all questions."""
    return KEYS.index(talk.open or "")


def cases() -> Iterator[object]:
    """Every place with every input that is wrong there: in own words, these are right."""
    for place in PLACES:
        for name in WRONG:
            own_words = place.partition(",")[0] in ("name", "diploma")
            if not (own_words and name in ("gibberish", "a digit that is no decimal")):
                yield pytest.param(place, name, id=f"{place}: {name}")


finished: set[str] = set()
"""The states from which the intake was finished once; finishing from the same state again shows nothing new."""


@pytest.mark.parametrize(("place", "name"), [*cases()])
def test_a_wrong_input_changes_no_answer_and_repeats_the_question(place: str, name: str) -> None:
    talk = reached(place).copy()
    key, settled, language = talk.open, talk.settled, talk.world.language
    progress = talk.dialogue.progress(talk.state)
    event = WRONG[name](talk)
    turn = talk.do(event)

    assert talk.settled == settled
    assert talk.open == key
    assert talk.dialogue.progress(talk.state) == progress
    assert talk.world.language == language
    assert turn.pressed is None
    assert len(turn.messages) == 1
    assert key is not None
    if isinstance(event, Edited) and talk.asked is None:
        talk.button("!change")
        talk.button("!on")
    else:
        assert talk.asked == key
        offer = talk.question(key).kind.offer(talk.state.given(key).draft, talk.dialogue.scene(talk.state, talk.world))
        assert render(offer.asks or talk.question(key).text, "nl") in talk.words()
        assert talk.button("!menu")
        for row in offer.rows:
            for option in row:
                assert talk.button(option.value)

    state = repr((talk.state.answers, talk.state.aside, talk.world.free_times))
    if state not in finished:
        talk.finish(**EVERYTHING)
        finished.add(state)


def test_the_places_are_what_they_say() -> None:
    for place in PLACES:
        talk = reached(place)
        assert talk.asked == talk.open == place.partition(",")[0]
        given = talk.state.given(talk.asked)
        assert (given.settled is not None) == ("asked again" in place)
        if place in DRAFTS:
            assert given.draft is not None
