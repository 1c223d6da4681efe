"""Whatever anybody does, in whatever order, twice or too late: the promises of every turn hold, and the end can be reached.

The promises themselves are in `Conversation`, which holds every turn against them.
"""

from dataclasses import dataclass, replace
from functools import cache

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dialogs.controls import WORDS, Control
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from dialogs.intake import INTAKE
from dialogs.text import languages
from dialogs.wishes import Erase
from tests.dialogs.pet import PET
from tests.dialogs.world import FREE_TIMES, TOKEN, Conversation

FAST = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class OnScreen:
    """Press a button of the newest message."""

    number: int


@dataclass(frozen=True)
class Old:
    """Press any button that was ever shown."""

    number: int


@dataclass(frozen=True)
class Again:
    """Do what was done last once more."""


@dataclass(frozen=True)
class Swapped:
    """Press two buttons of the newest message before its answer arrives: the first also decides what is there."""

    first: int
    second: int


@dataclass(frozen=True)
class Taken:
    """Others book and give back: these free times are left."""

    left: frozenset[int]


Move = Event | OnScreen | Old | Again | Swapped | Taken

POOL = [
    *(form.strip() for text in WORDS.values() for form in text.msgid.split(",")),
    *(
        "ja",
        "nee",
        "ja hoor",
        "nee dank je",
        "misschien",
        "weet ik niet",
        "geen idee",
        "niet",
        "graag",
        "klaar",
        "verder",
    ),
    *("1", "2", "3", "9", "20", "23", "17", "٣٤", "²", "➀", "-5", "3,5", "111222333", "111 222 333", "0612345678"),
    *(
        "Halima",
        "محمد",
        "{naam}",
        "{0}",
        "{",
        "%s",
        "<b>vet</b>",
        "&amp;",
        "\u202eomgekeerd",
        "a\u0301" * 30,
        "👩‍👩‍👧",
        "",
    ),
    *("Enschede", "Hengelo", "Bergen", "Den Haag", "planten", "koken", "mensen", "dieren", "auto", "een hond", "kat"),
    *(
        "taal en reizen",
        "geen auto",
        "gemeente, uwv",
        "zitten en rollen",
        "mbo",
        "havo",
        "buitenland",
        "mavo",
        "10 uur",
    ),
    *("\x00", "ja\x00", "\ud800", "taal\nreizen", "\u2067Ali", "𝕁𝕒"),
    *("yes", "no", "english", "Nederlands", "back", "why", "delete everything", "W" * 1000, "W" * 1001, "x " * 149),
]
WORDS_TYPED = st.one_of(st.sampled_from(POOL), st.text(max_size=40))
NUMBERS = st.integers(0, 200)
FORGED = st.builds(
    Pressed,
    st.sampled_from([TOKEN, TOKEN[::-1], "WWWWWWWW", ""]),
    st.sampled_from(["", "nothing", *(question.key for question in (*INTAKE.questions, *PET.questions))]),
    st.integers(-1, 6),
    st.one_of(
        st.sampled_from(
            [*(control.value for control in Control), "yes", "no", "none", "go", "+sit", "-sit", "t1", "later"]
        ),
        st.text(max_size=20),
    ),
)
ON_SCREEN = st.builds(OnScreen, NUMBERS)
MOVES: st.SearchStrategy[Move] = st.one_of(
    ON_SCREEN,
    ON_SCREEN,
    ON_SCREEN,
    st.builds(Said, WORDS_TYPED),
    st.builds(Said, WORDS_TYPED),
    st.builds(Old, NUMBERS),
    st.builds(Swapped, NUMBERS, NUMBERS),
    st.just(Again()),
    FORGED,
    st.builds(Sent, st.sampled_from(Unreadable)),
    st.builds(Edited, WORDS_TYPED),
    st.builds(Arrived, st.sampled_from(["", "ABC"]), st.booleans()),
    st.builds(Taken, st.frozensets(st.integers(1, 5))),
)


def play(talk: Conversation, moves: list[Move]) -> None:
    """Do all this, whatever comes of it."""
    last: Event = Arrived()
    for move in moves:
        on_screen = [button.press for row in talk.shown.buttons for button in row]
        match move:
            case Taken(left):
                talk.world = replace(talk.world, free_times=tuple(time for time in FREE_TIMES if time.id in left))
                continue
            case Swapped(first, second) if on_screen:
                talk.do(on_screen[first % len(on_screen)])
                last = on_screen[second % len(on_screen)]
            case OnScreen(number) if on_screen:
                last = on_screen[number % len(on_screen)]
            case Old(number) if talk.pressable:
                last = talk.pressable[number % len(talk.pressable)]
            case Arrived() | Said() | Pressed() | Sent() | Edited():
                last = move
            case _:
                pass
        talk.do(last)


def hold_against_the_log(talk: Conversation) -> None:
    """What counts now is the newest of what was ever said, and nothing of that is gone."""
    newest: dict[str, int] = {}
    for token, key, revision in talk.log:
        if token == talk.state.token:
            newest[key] = max(revision, newest.get(key, 0))
    if not talk.erased and talk.state.answers:
        assert {key: given.revision for key, given in talk.state.answers.items()} == newest
        assert all(
            talk.log[talk.state.token, key, given.revision] == given for key, given in talk.state.answers.items()
        )


@cache
def half_way(language: str) -> Conversation:
    """An intake that is nearly done, in this language; to copy."""
    talk = Conversation()
    talk.to("motivation", language=language, school="abroad", foreign="yes")
    return talk


@FAST
@given(st.lists(MOVES, max_size=40))
def test_anything_done_in_a_small_dialogue_loses_no_answer_and_can_be_finished(moves: list[Move]) -> None:
    talk = Conversation(PET)
    talk.arrive()
    play(talk, moves)
    hold_against_the_log(talk)
    talk.finish()


@settings(FAST, max_examples=50)
@given(st.lists(MOVES, max_size=40))
def test_anything_done_in_an_intake_loses_no_answer_and_can_be_finished(moves: list[Move]) -> None:
    talk = Conversation()
    play(talk, moves)
    hold_against_the_log(talk)
    talk.finish(school="abroad", foreign="yes")


@settings(FAST, max_examples=50)
@given(st.sampled_from(languages()), st.lists(MOVES, max_size=30))
@example("nl", [Edited("terug"), OnScreen(1), Swapped(0, 1), OnScreen(0)])  # two answers are changed at once
def test_anything_done_half_way_an_intake_loses_no_answer_and_can_be_finished(language: str, moves: list[Move]) -> None:
    talk = half_way(language).copy()
    before = talk.settled
    play(talk, moves)
    hold_against_the_log(talk)
    if Erase() not in talk.wishes:
        assert before.keys() <= talk.settled.keys()
    talk.finish(school="abroad", foreign="yes")


@settings(FAST, max_examples=30)
@given(st.lists(MOVES, max_size=20))
def test_the_same_deeds_make_the_same_conversation(moves: list[Move]) -> None:
    one, other = half_way("nl").copy(), half_way("nl").copy()
    play(one, moves)
    play(other, moves)
    assert (one.state, one.shown, one.wishes, one.log) == (other.state, other.shown, other.wishes, other.log)


@settings(FAST, max_examples=40)
@given(st.sampled_from([question.key for question in INTAKE.questions]), st.lists(WORDS_TYPED, max_size=8))
def test_anything_typed_at_any_question_is_answered(key: str, words: list[str]) -> None:
    talk = at(key).copy()
    for said in words:
        talk.say(said)
    talk.finish(school="abroad", foreign="yes")


@cache
def at(key: str) -> Conversation:
    """An intake at this question; to copy."""
    return Conversation().to(key, school="abroad", foreign="yes")
