"""A whole number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.kinds import WholeNumber
from dialogs.kinds.kind import Complete, Misread
from dialogs.text import languages, render
from tests.dialogs.world import scene

AGE = WholeNumber(12, 99, example=34)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("34", 34),
        (" 34 ", 34),
        ("34 jaar", 34),
        ("Ik ben 34.", 34),
        ("ik ben 34, bijna", 34),
        ("٣٤", 34),
        ("۳۴", 34),
        ("३४", 34),
        ("034", 34),
        ("12", 12),
        ("99", 99),
        ("leeftijd: 18!", 18),
    ],
)
def test_a_number_is_heard_in_a_sentence_and_in_other_digits(said: str, number: int) -> None:
    assert AGE.hear(None, said, scene()) == Complete(number)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "oud",
        "vierendertig",
        "34 of 35",
        "30-40",
        "3.4",
        "3,4",
        "-34",
        "−34",
        "11",
        "100",
        "0",
        "1990",
        "9" * 5000,
        "²",
        "➀",
        "🔟",
    ],
)
def test_what_is_no_number_in_range_is_asked_again_with_an_example(said: str) -> None:
    reading = AGE.hear(None, said, scene())
    assert isinstance(reading, Misread)
    assert all("34" in render(reading.because, language) for language in languages())


@given(st.integers(12, 99))
def test_every_number_in_range_is_heard_and_shown_back(number: int) -> None:
    assert AGE.hear(None, f"ik ben {number} jaar", scene()) == Complete(number)
    assert render(AGE.show(number, scene()), "nl") == str(number)


@given(st.integers(max_value=11) | st.integers(min_value=100))
def test_no_number_out_of_range_is_taken(number: int) -> None:
    assert isinstance(AGE.hear(None, str(number), scene()), Misread)


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for sample in AGE.samples():
        assert AGE.adopt(sample) == sample
        assert all(render(AGE.show(sample, scene()), language) for language in languages())
    assert list(AGE.samples()) == [12, 99]


@pytest.mark.parametrize("stored", [11, 100, "34", None, 34.5])
def test_what_is_no_number_in_range_is_not_adopted(stored: int | str | float | None) -> None:
    assert AGE.adopt(stored) is None


def test_a_press_is_answered_with_an_example() -> None:
    assert isinstance(AGE.choose(None, "34", scene()), Misread)
    assert AGE.offer(None, scene()).rows == ()
