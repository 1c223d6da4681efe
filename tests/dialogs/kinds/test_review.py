"""A last look at all answers."""

import pytest

from dialogs.controls import Control
from dialogs.kinds import Review
from dialogs.kinds.kind import Complete, Misread
from dialogs.messages import Line
from dialogs.scene import Scene
from dialogs.text import languages, render, verbatim
from tests.dialogs.world import offered_values, scene, small_world

KIND = Review()


@pytest.mark.parametrize("said", ["ja", "Ja, alles klopt", "klopt", "alles klopt", "ja hoor, prima", "ok", "1"])
def test_a_yes_is_heard(said: str) -> None:
    assert KIND.hear(None, said, scene()) == Complete("right")


@pytest.mark.parametrize(
    "said",
    [
        "nee",
        "klopt niet",
        "het klopt niet",
        "dat is niet goed",
        "niet alles klopt",
        "bijna",
        "",
        "Halima",
        "ja maar de naam niet",
    ],
)
def test_anything_but_a_yes_settles_nothing(said: str) -> None:
    assert isinstance(KIND.hear(None, said, scene()), Misread)


def test_all_answers_are_shown_before_the_question_and_changing_is_one_press_away() -> None:
    overview = (Line(verbatim("• Naam: Halima")),)
    offer = KIND.offer(None, Scene(small_world(), {}, overview))
    assert offer.preface == overview
    assert offered_values(offer) == ["right", Control.OVERVIEW]


def test_only_right_can_be_chosen() -> None:
    assert KIND.choose(None, "right", scene()) == Complete("right")
    assert isinstance(KIND.choose(None, "wrong", scene()), Misread)


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) for language in languages())
    assert KIND.adopt("wrong") is None
