"""When a question applies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import RATHER_NOT, Json
from dialogs.conditions import Always, Answer, Condition, Values, all_of, any_of
from dialogs.intake import INTAKE

SCHOOL = Answer("school").among("mbo", "havo")
YOUNG = Answer("age").below(18)

CONDITIONS: st.SearchStrategy[Condition] = st.recursive(
    st.one_of(
        st.just(Always()),
        st.builds(lambda key, some: Answer(key).among(*some), st.sampled_from("abc"), st.lists(st.sampled_from("xyz"))),
        st.builds(lambda key, limit: Answer(key).below(limit), st.sampled_from("abc"), st.integers(0, 9)),
    ),
    lambda some: st.one_of(
        st.lists(some, max_size=3).map(lambda parts: any_of(*parts)),
        st.lists(some, max_size=3).map(lambda parts: all_of(*parts)),
    ),
)
VALUES = st.dictionaries(
    st.sampled_from("abcd"), st.one_of(st.sampled_from("xyz"), st.integers(0, 9), st.just(RATHER_NOT))
)


@pytest.mark.parametrize(
    ("condition", "values", "holds"),
    [
        (Always(), {}, True),
        (SCHOOL, {"school": "mbo"}, True),
        (SCHOOL, {"school": "vmbo"}, False),
        (SCHOOL, {"school": RATHER_NOT}, False),
        (SCHOOL, {}, False),
        (SCHOOL, {"school": ["mbo"]}, False),
        (SCHOOL, {"school": {"mbo": 1}}, False),
        (YOUNG, {"age": 17}, True),
        (YOUNG, {"age": 18}, False),
        (YOUNG, {"age": RATHER_NOT}, False),
        (YOUNG, {}, False),
        (any_of(SCHOOL, YOUNG), {"age": 17}, True),
        (any_of(SCHOOL, YOUNG), {"age": 40, "school": "vmbo"}, False),
        (all_of(SCHOOL, YOUNG), {"age": 17}, False),
        (all_of(SCHOOL, YOUNG), {"age": 17, "school": "havo"}, True),
        (any_of(), {}, False),
        (all_of(), {}, True),
    ],
)
def test_a_condition_holds_for_the_answers_it_names(condition: Condition, values: Values, holds: bool) -> None:
    assert condition.holds(values) is holds


def test_a_condition_knows_which_answers_it_looks_at() -> None:
    assert Always().keys() == frozenset()
    assert all_of(SCHOOL, any_of(YOUNG, Answer("work").among("paid"))).keys() == {"school", "age", "work"}


def test_a_condition_reads_as_words() -> None:
    assert str(Always()) == ""
    assert str(SCHOOL) == "school: mbo / havo"
    assert str(YOUNG) == "age < 18"
    assert str(any_of(SCHOOL, YOUNG)) == "school: mbo / havo of age < 18"
    assert str(all_of(SCHOOL, YOUNG)) == "school: mbo / havo en age < 18"


@given(CONDITIONS, VALUES)
def test_a_condition_depends_on_nothing_but_the_answers_it_names(condition: Condition, values: dict[str, Json]) -> None:
    looked_at = condition.keys()
    named = {key: value for key, value in values.items() if key in looked_at}
    assert condition.holds(values) == condition.holds(named)


@given(CONDITIONS)
def test_conditions_can_be_compared_and_kept_in_a_set(condition: Condition) -> None:
    assert condition in {condition}
    assert isinstance(str(condition), str)


def test_the_intake_only_looks_at_answers_that_were_given_before() -> None:
    seen: set[str] = set()
    for question in INTAKE.questions:
        assert question.when.keys() <= seen
        seen.add(question.key)
        assert all(note.when.keys() <= seen for note in question.notes)
