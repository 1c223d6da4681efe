"""The language to talk in."""

import pytest

from dialogs.kinds import Language
from dialogs.kinds.kind import Complete, Misread
from dialogs.text import languages, name_of, render
from dialogs.wishes import Speak
from tests.dialogs.world import offered_values, offered_words, scene

KIND = Language()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Nederlands", "nl"),
        ("nederlands graag", "nl"),
        ("nederlans", "nl"),
        ("NL", "nl"),
        ("dutch", "nl"),
        ("1", "nl"),
        ("English", "en"),
        ("engels", "en"),
        ("Engels graag", "en"),
        ("in english please", "en"),
        ("en", "en"),
    ],
)
@pytest.mark.parametrize("speaking", languages())
def test_a_language_is_heard_by_its_name_in_any_language_we_speak(said: str, code: str, speaking: str) -> None:
    assert KIND.hear(None, said, scene(language=speaking)) == Complete(code, (Speak(code),))


@pytest.mark.parametrize(
    "said", ["Klingon", "english of nederlands", "99", "0", "", "xx", "🇬🇧", "ja", "en_GB.UTF-8", "zzz"]
)
def test_a_language_we_do_not_speak_is_asked_again(said: str) -> None:
    assert isinstance(KIND.hear(None, said, scene()), Misread)


def test_every_language_is_offered_by_its_own_name_and_asked_for_in_itself() -> None:
    for speaking in languages():
        offer = KIND.offer(None, scene(language=speaking))
        assert offered_values(offer) == list(languages())
        assert offered_words(offer, speaking) == [name_of(language) for language in languages()]
        assert offer.asks is not None
        asked = [render(line.text, speaking) for line in offer.lines] + [render(offer.asks, speaking)]
        assert len(set(asked)) == len(languages())


@pytest.mark.parametrize("option", ["xx", "", "NL", "../en", "Nederlands"])
def test_pressing_what_is_no_language_is_not_understood(option: str) -> None:
    assert isinstance(KIND.choose(None, option, scene()), Misread)


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    assert list(KIND.samples()) == list(languages())
    for sample in KIND.samples():
        assert KIND.adopt(sample) == sample
        assert KIND.choose(None, str(sample), scene()) == Complete(sample, (Speak(str(sample)),))
        assert all(render(KIND.show(sample, scene()), language) for language in languages())


def test_a_language_that_is_no_longer_spoken_is_asked_again() -> None:
    assert KIND.adopt("xx") is None
    assert KIND.adopt(None) is None
