"""Answers of older versions of a dialogue, as this version knows them."""

import pytest

from dialogs.answers import RATHER_NOT, Given, Json, State
from dialogs.dialogue import Dialogue, Question
from dialogs.events import Arrived
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, OneOf, WholeNumber
from dialogs.kinds.kind import Option
from dialogs.text import _
from tests.dialogs.world import TOKEN, Conversation

NOW = Dialogue(
    "now",
    Question("name", _("Hoe heet je?"), FreeText(20, example=_("Halima")), formerly=("naam", "first_name")),
    Question("age", _("Hoe oud ben je?"), WholeNumber(12, 99, example=34)),
    Question("pet", _("Welk dier?"), OneOf((Option("dog", _("Hond"), formerly=("hond",)),)), optional=True),
)


def settled(value: Json) -> Given:
    """A whole answer."""
    return Given(4, value, open=False, since=4)


def test_an_answer_under_an_older_key_or_code_still_counts() -> None:
    adopted = NOW.adopt({"naam": settled("Halima"), "pet": settled("hond"), "age": settled(34)})
    assert {key: given.settled for key, given in adopted.items()} == {"name": "Halima", "age": 34, "pet": "dog"}
    assert adopted["name"].revision == 4


def test_the_newest_key_goes_before_older_ones() -> None:
    adopted = NOW.adopt({"first_name": settled("Oud"), "name": settled("Nieuw"), "naam": settled("Ouder")})
    assert adopted["name"].settled == "Nieuw"


@pytest.mark.parametrize(("key", "value"), [("age", 7), ("age", "34"), ("pet", "cat"), ("name", ""), ("name", 3)])
def test_an_answer_that_cannot_be_used_any_more_is_asked_again(key: str, value: Json) -> None:
    adopted = NOW.adopt({key: settled(value)})
    assert adopted[key].settled is None
    assert adopted[key].open
    assert adopted[key].revision == 4


def test_answers_of_questions_that_are_gone_are_left_out() -> None:
    assert NOW.adopt({"shoe_size": settled(42)}) == {}


def test_rather_not_say_stays() -> None:
    assert NOW.adopt({"pet": settled(RATHER_NOT)})["pet"].settled == RATHER_NOT


def test_adopting_twice_changes_nothing() -> None:
    talk = Conversation()
    talk.finish(school="abroad", foreign="yes")
    once = INTAKE.adopt(talk.state.answers)
    assert once == talk.state.answers
    assert INTAKE.adopt(once) == once


def test_a_conversation_goes_on_with_what_was_adopted() -> None:
    talk = Conversation(NOW)
    talk.state = State(TOKEN, NOW.adopt({"naam": settled("Halima"), "age": settled(7)}))
    talk.do(Arrived())
    assert talk.asked == "age"
    talk.finish()
    assert talk.values["name"] == "Halima"
