"""A few words of one's own."""

import pytest

from dialogs.kinds import FreeText
from dialogs.kinds.kind import Complete, Misread
from dialogs.text import _, languages, render
from tests.dialogs.world import scene

KIND = FreeText(40, example=_("Halima"))


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("Halima", "Halima"),
        ("  Halima \n van   Dijk ", "Halima van Dijk"),
        ("محمد", "محمد"),
        ("Łukasz-Øyvind d'Arc", "Łukasz-Øyvind d'Arc"),
        ("{naam} <b>", "{naam} <b>"),
        ("X", "X"),
        ("7", "7"),
        ("a" * 40, "a" * 40),
        ("😀 Ali", "😀 Ali"),
    ],
)
def test_own_words_are_kept_as_they_are_without_doubled_blanks(said: str, value: str) -> None:
    assert KIND.hear(None, said, scene()) == Complete(value)


@pytest.mark.parametrize("said", ["", "   ", "\n", "?!", "😀", "...", "-", "a" * 41, "a b " * 11])
def test_no_words_and_too_many_words_are_asked_again_with_an_example(said: str) -> None:
    reading = KIND.hear(None, said, scene())
    assert isinstance(reading, Misread)
    for language in languages():
        assert render(_("Halima"), language) in render(reading.because, language)


def test_a_press_is_answered_with_an_example() -> None:
    assert isinstance(KIND.choose(None, "anything", scene()), Misread)
    assert KIND.offer(None, scene()).rows == ()


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert len(str(sample)) == KIND.max_length
        assert KIND.adopt(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) == sample for language in languages())
    assert KIND.adopt("") is None
    assert KIND.adopt(7) is None
    assert KIND.reopen("Halima") is None
    assert KIND.step_back(None) is None


def test_braces_and_markup_are_shown_as_they_are() -> None:
    assert render(KIND.show("{naam} {} {{x}} %s <b>", scene()), "nl") == "{naam} {} {{x}} %s <b>"
