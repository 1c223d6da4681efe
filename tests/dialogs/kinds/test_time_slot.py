"""A moment for the advice conversation."""

from collections.abc import Mapping

import pytest

from dialogs.answers import Json
from dialogs.kinds import TimeSlot
from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.text import languages, render
from dialogs.wishes import Book
from tests.dialogs.world import FREE_TIMES, offered_values, offered_words, scene

KIND = TimeSlot()
NO_MOMENT = Complete({"id": None}, (Book(None),))


def booked(reading: object) -> int:
    """The free time that an answer books."""
    assert isinstance(reading, Complete), reading
    assert isinstance(reading.value, Mapping)
    number = reading.value["id"]
    assert isinstance(number, int)
    assert reading.wishes == (Book(number),)
    return number


def test_three_moments_are_offered_at_a_time_with_a_way_to_the_others() -> None:
    assert offered_values(KIND.offer(None, scene())) == ["t1", "t2", "t3", "later", "none"]
    assert offered_values(KIND.offer(3, scene())) == ["t4", "t5", "earlier", "none"]
    assert offered_values(KIND.offer(1, scene())) == ["t2", "t3", "t4", "earlier", "later", "none"]
    assert offered_values(KIND.offer(None, scene(free_times=FREE_TIMES[:2]))) == ["t1", "t2", "none"]
    assert offered_values(KIND.offer(None, scene(free_times=()))) == ["none"]


def test_a_moment_is_said_in_local_time_with_where_and_how() -> None:
    words = [render(line.text, "nl") for line in KIND.offer(None, scene()).lines]
    assert words == [
        "1. dinsdag 24 november om 11:00 uur, op school in Enschede",
        "2. woensdag 25 november om 12:00 uur, de school belt je",
        "3. donderdag 26 november om 13:00 uur, met beeldbellen",
    ]
    assert offered_words(KIND.offer(None, scene()))[0] == "dinsdag 24 november, 11:00"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("1", 1),
        ("3", 3),
        ("٢", 2),
        ("dinsdag", 1),
        ("Woensdag", 2),
        ("24 november", 1),
        ("donderdag 26 november", 3),
        ("11:00", 1),
        ("beeldbellen", 3),
        ("op school", 1),
    ],
)
def test_a_moment_can_be_typed_by_number_day_or_hour(said: str, number: int) -> None:
    assert booked(KIND.hear(None, said, scene())) == number


@pytest.mark.parametrize(("said", "start"), [("later", 3), ("Later ▶", 3), ("andere", 3), ("4", 3)])
def test_later_shows_the_next_moments(said: str, start: int) -> None:
    assert KIND.hear(None, said, scene()) == Partial(start)


@pytest.mark.parametrize(("said", "start"), [("eerder", 0), ("vroeger", 0), ("3", 0)])
def test_earlier_shows_the_ones_before(said: str, start: int) -> None:
    assert KIND.hear(3, said, scene()) == Partial(start)


@pytest.mark.parametrize("said", ["geen", "kan niet", "geen van deze", "Geen van deze momenten kan", "5"])
def test_none_fits_is_an_answer_and_books_nothing(said: str) -> None:
    assert KIND.hear(None, said, scene()) == NO_MOMENT


@pytest.mark.parametrize(
    "said",
    ["november", "maandag", "6", "0", "", "geen idee", "weet ik niet", "😀", "uur", "ja", "gisteren", "maandag niet"],
)
@pytest.mark.parametrize("draft", [None, 3])
def test_what_names_no_moment_or_several_is_asked_again(said: str, draft: int | None) -> None:
    assert isinstance(KIND.hear(draft, said, scene()), Misread)


def test_numbers_mean_what_is_on_the_screen() -> None:
    assert booked(KIND.hear(3, "1", scene())) == 4
    assert booked(KIND.hear(3, "2", scene())) == 5
    assert KIND.hear(3, "4", scene()) == NO_MOMENT
    assert isinstance(KIND.hear(3, "5", scene()), Misread)


@pytest.mark.parametrize("said", ["ja", "goed", "ok", "verder", "1"])
def test_a_region_without_moments_promises_one(said: str) -> None:
    assert KIND.hear(None, said, scene(free_times=())) == NO_MOMENT
    assert KIND.choose(None, "none", scene(free_times=())) == NO_MOMENT


@pytest.mark.parametrize("option", ["t1", "t2", "t3", "t4", "t5"])
def test_any_free_moment_can_be_pressed(option: str) -> None:
    assert booked(KIND.choose(None, option, scene())) == int(option[1:])


@pytest.mark.parametrize("option", ["t99", "t", "", "t0", "1", "+t1"])
@pytest.mark.parametrize("draft", [None, 3])
def test_a_moment_that_is_gone_is_told_and_nothing_is_booked(option: str, draft: int | None) -> None:
    reading = KIND.choose(draft, option, scene())
    assert isinstance(reading, Partial)
    assert reading.draft == draft
    assert reading.note is not None
    assert reading.wishes == ()


@pytest.mark.parametrize("draft", [-3, 99, 5, "later", None, [], {"id": 1}])
def test_a_page_that_is_gone_shows_the_first_moments(draft: Json) -> None:
    assert offered_values(KIND.offer(draft, scene()))[0] == "t1"
    assert offered_values(KIND.offer(3, scene(free_times=FREE_TIMES[:3])))[0] == "t1"


def test_paging_never_leaves_the_moments() -> None:
    draft: Json = None
    for option in ["later", "later", "later", "earlier", "earlier", "earlier", "later"]:
        reading = KIND.choose(draft, option, scene())
        assert isinstance(reading, Partial)
        draft = reading.draft
        assert offered_values(KIND.offer(draft, scene()))[0].startswith("t")


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) for language in languages())
    for time in FREE_TIMES:
        reading = KIND.choose(None, f"t{time.id}", scene())
        assert isinstance(reading, Complete)
        assert KIND.adopt(reading.value) == reading.value
        assert "Enschede" in render(KIND.show(reading.value, scene()), "nl") or time.way.value != "school"


@pytest.mark.parametrize("stored", [None, "t1", 1, {}, {"id": 1}, {"id": 1, "starts": "2026-12-01T09:00:00+00:00"}])
def test_half_a_moment_is_not_adopted(stored: Json) -> None:
    assert KIND.adopt(stored) is None


def test_there_are_no_steps_inside_this_question() -> None:
    assert KIND.step_back(3) is None
    assert KIND.reopen({"id": None}) is None


def test_a_day_that_cannot_be_is_not_an_answer_about_the_others() -> None:
    assert isinstance(TimeSlot().hear(None, "dinsdag kan niet", scene(free_times=FREE_TIMES)), Misread)
