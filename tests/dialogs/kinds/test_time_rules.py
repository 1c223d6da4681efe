"""When an adviser has time: typed, shown back, and then agreed with."""

from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.rules import Blocked, Weekly
from dialogs.answers import Json
from dialogs.conditions import Answer
from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.kinds.time_rules import WHY, TimeRules, rules_in
from dialogs.text import languages, render
from tests.dialogs.world import offered_values, scene

KIND = TimeRules()
TUESDAYS = "elke dinsdag 9-12, op school in Almelo, of bellen"
HOLIDAY = "niet van 21 december t/m 2 januari, kerstvakantie"


def drafted(said: str, draft: Json = None) -> Json:
    """What is there of the answer after these words."""
    reading = KIND.hear(draft, said, scene())
    assert isinstance(reading, Partial), reading
    return reading.draft


@pytest.mark.parametrize("yes", ["ja", "Klopt", "1"])
def test_what_was_typed_is_shown_back_and_counts_after_a_yes(yes: str) -> None:
    draft = drafted(TUESDAYS)
    offer = KIND.offer(draft, scene())
    assert offered_values(offer) == ["right", "other"]
    assert "elke dinsdag van 09:00 tot 12:00 uur" in render(offer.lines[0].text, "nl")
    assert KIND.hear(draft, yes, scene()) == KIND.choose(draft, "right", scene()) == Complete(draft)
    [rule] = rules_in(draft)
    assert isinstance(rule, Weekly)


def test_other_words_take_the_place_of_those_before_and_a_no_asks_for_them() -> None:
    draft = drafted(HOLIDAY, drafted(TUESDAYS))
    assert [type(rule) for rule in rules_in(draft)] == [Blocked]
    reading = KIND.hear(draft, "nee", scene())
    assert isinstance(reading, Partial)
    assert reading.draft is None


def test_other_questions_can_depend_on_what_it_is_about() -> None:
    about = {said: {"phrase": drafted(said)} for said in (TUESDAYS, HOLIDAY, "elke dinsdag 9-12 bellen")}
    times, at_school = Answer("phrase").has("times"), Answer("phrase").has("school")
    assert [times.holds(values) for values in about.values()] == [True, False, True]
    assert [at_school.holds(values) for values in about.values()] == [True, False, False]


@pytest.mark.parametrize(
    "said",
    [
        "elke dinsdag",
        "dinsdag 9-12",
        "elke dinsdag 9-12",
        "elke dag bellen",
        "hoi",
        "ja",
        "",
        "niet",
        "1-1-1990 9-12 bellen",
    ],
)
def test_what_is_not_clear_is_told_with_an_example_that_is(said: str) -> None:
    reading = KIND.hear(None, said, scene())
    assert isinstance(reading, Misread)
    example = dict(reading.because.values)["example"]
    assert isinstance(KIND.hear(None, str(example), scene()), Partial)


def test_there_is_an_explanation_of_everything_that_can_be_unclear() -> None:
    for text in WHY.values():
        assert all(render(text.of(example="x"), language) for language in languages())


@pytest.mark.parametrize("option", ["right", "t1", "", "other!"])
def test_nothing_can_be_agreed_with_before_it_is_said(option: str) -> None:
    assert isinstance(KIND.choose(None, option, scene()), Misread)


def test_samples_are_adopted_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == KIND.reopen(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) for language in languages())


@pytest.mark.parametrize("stored", [None, 3, [], {}, {"rules": []}, {"rules": [{"kind": "weekly"}]}, {"rules": 1}])
def test_what_holds_no_rules_is_no_answer(stored: object) -> None:
    assert KIND.adopt(cast(Json, stored)) is None


@given(st.text(max_size=320))
def test_no_words_are_too_strange(said: str) -> None:
    assert isinstance(KIND.hear(None, said, scene()), Partial | Misread)
