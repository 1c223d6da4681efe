"""A moment for the advice conversation."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import Json
from dialogs.kinds import TimeSlot
from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.kinds.time_slot import View
from dialogs.scene import FreeTime, Way
from dialogs.text import languages, render
from dialogs.wishes import Book
from tests.dialogs.world import FREE_TIMES, MONDAY, offered_values, offered_words, scene

KIND = TimeSlot()
NO_MOMENT = Complete({"id": None}, (Book(None),))


def at(start: int, way: str | None = None, days: bool = False) -> Json:
    """The draft in which the moments are shown from this one on."""
    return View(start, way, days).stored


def moved(reading: object) -> Json:
    """The draft after a step inside the question."""
    assert isinstance(reading, Partial), reading
    return reading.draft


def booked(reading: object) -> int:
    """The free time that an answer books."""
    assert isinstance(reading, Complete), reading
    assert isinstance(reading.value, Mapping)
    number = reading.value["id"]
    assert isinstance(number, int)
    assert reading.wishes == (Book(number),)
    return number


def test_three_moments_are_offered_at_a_time_with_a_way_to_the_others() -> None:
    others = ["days", "phone", "none"]
    assert offered_values(KIND.offer(None, scene())) == ["t1", "t2", "t3", "later", *others]
    assert offered_values(KIND.offer(at(3), scene())) == ["t4", "t5", "earlier", *others]
    assert offered_values(KIND.offer(at(1), scene())) == ["t2", "t3", "t4", "earlier", "later", *others]
    assert offered_values(KIND.offer(None, scene(free_times=FREE_TIMES[:2]))) == ["t1", "t2", *others]
    assert offered_values(KIND.offer(None, scene(free_times=FREE_TIMES[:1]))) == ["t1", "none"]
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


@pytest.mark.parametrize("said", ["later", "Later ▶", "andere", "4"])
def test_later_shows_the_next_moments(said: str) -> None:
    assert KIND.hear(None, said, scene()) == Partial(at(3))


@pytest.mark.parametrize("said", ["eerder", "vroeger", "3"])
def test_earlier_shows_the_ones_before(said: str) -> None:
    assert KIND.hear(at(3), said, scene()) == Partial(at(0))


@pytest.mark.parametrize("start", range(6))
def test_a_number_that_an_older_version_stored_is_where_the_moments_begin(start: int) -> None:
    assert KIND.offer(start, scene()) == KIND.offer(at(start), scene())
    assert KIND.choose(start, "later", scene()) == KIND.choose(at(start), "later", scene())


@pytest.mark.parametrize("said", ["geen", "kan niet", "geen van deze", "Geen van deze momenten kan", "7"])
def test_none_fits_is_an_answer_and_books_nothing(said: str) -> None:
    assert KIND.hear(None, said, scene()) == NO_MOMENT


@pytest.mark.parametrize(
    "said",
    ["november", "8", "0", "", "geen idee", "weet ik niet", "😀", "uur", "ja", "gisteren", "maandag niet"],
)
@pytest.mark.parametrize("draft", [None, 3])
def test_what_names_no_moment_or_several_is_asked_again(said: str, draft: int | None) -> None:
    assert isinstance(KIND.hear(draft, said, scene()), Misread)


def test_numbers_mean_what_is_on_the_screen() -> None:
    assert booked(KIND.hear(3, "1", scene())) == 4
    assert booked(KIND.hear(3, "2", scene())) == 5
    assert KIND.hear(3, "6", scene()) == NO_MOMENT
    assert isinstance(KIND.hear(3, "7", scene()), Misread)


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


def test_going_back_from_the_days_shows_the_moments_and_from_those_leaves_the_question() -> None:
    assert KIND.step_back(at(0, "phone", days=True)) == Partial(at(0, "phone"))
    assert KIND.step_back(at(3)) is KIND.step_back(3) is None
    assert KIND.reopen({"id": None}) is None


def test_a_day_that_cannot_be_is_not_an_answer_about_the_others() -> None:
    assert isinstance(TimeSlot().hear(None, "dinsdag kan niet", scene(free_times=FREE_TIMES)), Misread)


# Another day, another way.


def said_of(reading: object) -> list[str]:
    """The moments that are shown after a step."""
    return [render(line.text, "nl") for line in KIND.offer(moved(reading), scene()).lines]


def test_another_day_shows_the_days_and_a_day_shows_its_first_moments() -> None:
    days = KIND.choose(None, "days", scene())
    assert offered_words(KIND.offer(moved(days), scene()))[:2] == ["dinsdag 24 november", "woensdag 25 november"]
    assert offered_values(KIND.offer(moved(days), scene()))[-2:] == ["list", "none"]
    chosen = KIND.choose(moved(days), "d2026-11-26", scene())
    assert said_of(chosen)[0] == "1. donderdag 26 november om 13:00 uur, met beeldbellen"
    typed = KIND.hear(moved(days), "26 november", scene())
    assert typed == chosen


def test_many_days_are_shown_a_few_at_a_time() -> None:
    year = tuple(replace(FREE_TIMES[0], id=n, starts=MONDAY + timedelta(days=n)) for n in range(1, 20))
    there = scene(free_times=year)
    draft = moved(KIND.choose(None, "days", there))
    seen: list[str] = []
    while True:
        values = offered_values(KIND.offer(draft, there))
        seen += [value for value in values if value.startswith("d")]
        if "later" not in values:
            break
        draft = moved(KIND.choose(draft, "later", there))
    assert len(seen) == len(set(seen)) == 19


@pytest.mark.parametrize("said", ["bellen", "liever bellen", "Bellen in plaats van komen", "telefonisch"])
def test_whoever_would_rather_be_called_sees_no_moments_at_school(said: str) -> None:
    by_phone = KIND.hear(None, said, scene())
    assert offered_values(KIND.offer(moved(by_phone), scene())) == ["t2", "t3", "t5", "days", "school", "none"]
    come = KIND.hear(moved(by_phone), "liever komen", scene())
    assert offered_values(KIND.offer(moved(come), scene())) == ["t1", "t4", "days", "phone", "none"]


def test_of_a_time_that_leaves_the_way_open_one_is_shown_and_the_other_is_a_button_away() -> None:
    tuesday = FREE_TIMES[0]
    both = scene(free_times=(tuesday, replace(tuesday, id=9, way=Way.PHONE, place="")))
    assert offered_values(KIND.offer(None, both)) == ["t1", "phone", "none"]
    assert offered_values(KIND.offer(at(0, "phone"), both)) == ["t9", "school", "none"]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("vrijdag", "t4"),
        ("vrijdagmiddag", "t4"),
        ("op vrijdag in de middag", "t4"),
        ("liefst middag", "t2"),
        ("'s middags", "t2"),
        ("overmorgen", "t2"),
        ("zaterdag", "t5"),
        ("za", "t5"),
    ],
)
def test_the_words_for_a_day_lead_to_its_moments(said: str, first: str) -> None:
    assert offered_values(KIND.offer(moved(KIND.hear(None, said, scene())), scene()))[0] == first


@pytest.mark.parametrize("said", ["maandag", "volgende week", "dinsdagmiddag", "zondag", "woensdagavond"])
def test_when_there_is_nothing_then_that_is_said_and_the_moments_stay(said: str) -> None:
    reading = KIND.hear(at(3), said, scene())
    assert isinstance(reading, Partial)
    assert reading.draft == at(3)
    assert reading.note is not None
    assert "geen moment vrij" in render(reading.note, "nl")


def test_moments_of_more_than_a_week_away_are_told_as_such_once() -> None:
    week = tuple(replace(time, starts=time.starts + timedelta(days=6)) for time in FREE_TIMES)
    late = tuple(replace(time, starts=time.starts + timedelta(days=7)) for time in FREE_TIMES)
    assert KIND.offer(None, scene(free_times=week)).preface == ()
    told = [render(line.text, "nl") for line in KIND.offer(None, scene(free_times=late, planner="Anja")).preface]
    assert told == [
        "De komende zeven dagen is er geen plek. Dit zijn de eerste momenten daarna.",
        "Ik geef het door aan Anja. Die kijkt of het eerder kan.",
    ]
    assert len(KIND.offer(None, scene(free_times=late)).preface) == 1, "nobody hears it: then that is not promised"


def test_when_no_school_offers_the_work_a_candidate_hears_so_and_a_professional_may_plan_all_the_same() -> None:
    there = scene(nobody_offers=True, planner="Anja")
    assert offered_values(KIND.offer(None, there)) == ["none"]
    assert "praktijkleren" in render(KIND.offer(None, there).lines[0].text, "nl")
    assert isinstance(KIND.choose(None, "t1", there), Partial)
    planning = TimeSlot(named=True)
    assert "t1" in offered_values(planning.offer(None, there))
    assert booked(planning.choose(None, "t1", there)) == 1


def test_a_professional_sees_whose_time_it_is_and_each_adviser_apart() -> None:
    times = tuple(replace(FREE_TIMES[0], id=n, adviser=name) for n, name in enumerate(("Joris", "Mina"), 1))
    shown = TimeSlot(named=True).offer(None, scene(free_times=times)).lines
    assert [render(line.text, "nl") for line in shown] == [
        "1. dinsdag 24 november om 11:00 uur, op school in Enschede (Joris · ROC van Twente)",
        "2. dinsdag 24 november om 11:00 uur, op school in Enschede (Mina · ROC van Twente)",
    ]
    assert offered_values(KIND.offer(None, scene(free_times=times))) == ["t1", "none"]


def test_languages_and_a_way_in_with_a_wheelchair_are_told() -> None:
    time = replace(FREE_TIMES[0], languages=("tr", "en"), wheelchair=True)
    [line] = KIND.offer(None, scene(free_times=(time,))).lines
    assert render(line.text, "nl") == (
        "1. dinsdag 24 november om 11:00 uur, op school in Enschede, ook met een rolstoel. "
        "Daar spreken ze ook Engels en Turks."
    )


TIMES = st.lists(
    st.builds(
        lambda hours, way, school, adviser: FreeTime(
            0, MONDAY + timedelta(hours=hours), "Europe/Amsterdam", 45, way, "Almelo", school, adviser
        ),
        st.integers(20, 1500),
        st.sampled_from(Way),
        st.sampled_from(["roc", "aoc"]),
        st.sampled_from(["", "Joris"]),
    ),
    max_size=12,
)
STEPS = st.sampled_from(
    ["later", "earlier", "days", "list", "phone", "school", "dinsdag", "vrijdagmiddag", "volgende week"]
)


@given(TIMES, st.lists(STEPS, max_size=6), st.booleans())
def test_whatever_is_pressed_or_typed_what_is_shown_can_be_booked(
    found: list[FreeTime], steps: list[str], named: bool
) -> None:
    times = tuple(replace(time, id=n) for n, time in enumerate(sorted(found, key=lambda time: time.starts), 1))
    there, kind, draft = scene(free_times=times), TimeSlot(named=named), None
    for step in steps:
        values = offered_values(kind.offer(draft, there))
        reading = kind.choose(draft, step, there) if step in values else kind.hear(draft, step, there)
        if isinstance(reading, Partial):
            draft = reading.draft
    offer = kind.offer(draft, there)
    shown = [value for value in offered_values(offer) if value.startswith("t")]
    assert bool(times) == bool(len(offered_values(offer)) > 1)
    assert len(offer.lines) == len(shown) or not times
    starts = [next(time.starts for time in times if f"t{time.id}" == value) for value in shown]
    assert starts == sorted(starts)
    for value in shown:
        assert booked(kind.choose(draft, value, there)) == int(value[1:])
