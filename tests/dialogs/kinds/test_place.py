"""The place where somebody lives."""

import pytest

from dialogs.answers import Json
from dialogs.kinds import HomeTown
from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.text import languages, render
from dialogs.wishes import BelongTo
from tests.dialogs.world import offered_values, offered_words, scene, small_world

KIND = HomeTown()


def keys(*names: str) -> list[Json]:
    """The keys of the places that these names mean first."""
    return [small_world().places.find(name)[0].key for name in names]


def keys_of_all(name: str) -> list[Json]:
    """The keys of all places that this name means."""
    return [place.key for place in small_world().places.find(name)]


@pytest.mark.parametrize(
    "said", ["Enschede", "enschede", "ENSCHEDE!", "ik woon in Enschede", "Ensgede", "enshede", " Enschede "]
)
def test_one_place_is_confirmed_before_it_counts(said: str) -> None:
    reading = KIND.hear(None, said, scene())
    assert reading == Partial(keys("Enschede"))
    offer = KIND.offer(keys("Enschede"), scene())
    assert offered_values(offer) == ["yes", "no"]
    assert offer.asks is not None
    assert all("Enschede" in render(offer.asks, language) for language in languages())


def test_a_name_that_several_places_have_is_asked_about() -> None:
    reading = KIND.hear(None, "Hengelo", scene())
    assert isinstance(reading, Partial)
    offer = KIND.offer(reading.draft, scene())
    assert offered_words(offer)[:2] == ["Hengelo", "Hengelo (Gld)"]
    assert offered_values(offer)[-1] == "another"


@pytest.mark.parametrize("said", ["xyzzyx", "", "?", "😀", "7", "ja", "nee", "weet ik niet", "hoi", "a" * 1000])
def test_what_is_no_place_is_asked_again_with_an_example(said: str) -> None:
    reading = KIND.hear(None, said, scene())
    assert isinstance(reading, Misread)
    assert "Enschede" in render(reading.because, "nl")


@pytest.mark.parametrize("said", ["ja", "Ja hoor", "klopt", "1", "ja, Enschede", "Enschede ja"])
def test_yes_to_one_place_is_the_answer_and_tells_the_region(said: str) -> None:
    (key,) = keys("Enschede")
    expected = Complete({"key": key, "name": "Enschede", "region": "AM05"}, (BelongTo("AM05"),))
    assert KIND.hear([key], said, scene()) == expected


@pytest.mark.parametrize("said", ["nee", "Nee hoor", "2"])
def test_no_to_one_place_asks_again(said: str) -> None:
    reading = KIND.hear(keys("Enschede"), said, scene())
    assert isinstance(reading, Partial)
    assert reading.draft is None
    assert reading.note is not None


@pytest.mark.parametrize("said", ["nee, Almelo", "Almelo", "nee ik woon in Almelo", "almello"])
@pytest.mark.parametrize("draft", [["Enschede"], ["Hengelo", "Hengelo gld"]])
def test_another_place_instead_of_an_answer_is_heard_as_that_place(said: str, draft: list[str]) -> None:
    assert KIND.hear(keys(*draft), said, scene()) == Partial(keys("Almelo"))


@pytest.mark.parametrize(("said", "number"), [("1", 0), ("2", 1), ("Hengelo gld", 1), ("hengelo (gld)", 1), ("٢", 1)])
def test_one_of_several_places_can_be_typed_by_number_or_name(said: str, number: int) -> None:
    draft = keys_of_all("Hengelo")
    reading = KIND.hear(draft, said, scene())
    assert isinstance(reading, Complete)
    assert isinstance(reading.value, dict)
    assert reading.value["key"] == draft[number]


@pytest.mark.parametrize("said", ["geen van deze", "nee", "een andere plaats", "anders", "3"])
def test_none_of_several_places_asks_again(said: str) -> None:
    draft = keys_of_all("Hengelo")[:2]
    reading = KIND.hear(draft, said, scene())
    assert isinstance(reading, Partial)
    assert reading.draft is None


def test_pressing_is_as_good_as_typing() -> None:
    draft = keys("Enschede", "Almelo")
    reading = KIND.choose(draft, str(draft[1]), scene())
    assert isinstance(reading, Complete)
    assert isinstance(reading.value, dict)
    assert reading.value["name"] == "Almelo"
    assert KIND.choose(draft, "another", scene()) == KIND.choose(draft[:1], "no", scene())


@pytest.mark.parametrize("option", ["yes", "9999", "", "Enschede", "!back"])
def test_pressing_what_is_not_offered_is_not_understood(option: str) -> None:
    assert isinstance(KIND.choose(None, option, scene()), Misread)
    assert isinstance(KIND.choose(keys("Enschede", "Almelo"), option, scene()), Misread)


def test_a_place_that_was_not_offered_cannot_be_pressed() -> None:
    assert isinstance(KIND.choose(keys("Enschede"), str(keys("Almelo")[0]), scene()), Misread)


def test_a_place_that_is_gone_since_it_was_offered_is_not_offered_any_more() -> None:
    assert offered_values(KIND.offer(["no such place"], scene())) == []
    assert offered_values(KIND.offer(["no such place", *keys("Almelo")], scene())) == ["yes", "no"]
    assert isinstance(KIND.hear(["no such place"], "ja", scene()), Misread)


def test_names_in_other_scripts_are_heard() -> None:
    assert KIND.hear(None, "أمستردام", scene()) == Partial(keys("Amsterdam"))


def test_one_step_back_asks_for_the_place_again() -> None:
    assert KIND.step_back(keys("Enschede")) == Partial(None)
    assert KIND.step_back(None) is None
    assert KIND.reopen({"key": "1", "name": "x", "region": "AM05"}) is None


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) for language in languages())
    assert KIND.adopt("Enschede") is None
    assert KIND.adopt({"name": "Enschede"}) is None
