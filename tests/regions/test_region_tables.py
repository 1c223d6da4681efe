from collections import Counter

import pytest

from regions import Places, load
from regions.places import _rows
from regions.spelling import words


def test_every_region_has_its_centre_among_its_municipalities() -> None:
    named = {(row["region"], row["name"]) for row in _rows("municipalities")}
    assert [region for region in load().regions if (region.code, region.centre) not in named] == []


def test_the_tables_are_complete() -> None:
    assert [len(list(_rows(table))) for table in ("regions", "municipalities", "places")] == [35, 342, 2501]
    assert len({row["province"] for row in _rows("municipalities")}) == 12


def test_every_place_has_its_own_code_and_label() -> None:
    places = [load().place(row["code"]) for row in _rows("places")]
    assert [key for key, times in Counter(place.key for place in places).items() if times > 1] == []
    assert [label for label, times in Counter(place.official for place in places).items() if times > 1] == []


def test_a_name_occurs_at_least_as_often_as_it_is_in_the_table() -> None:
    rows = list(_rows("places"))
    times = Counter(row["name"] for row in rows)
    assert [row["name"] for row in rows if int(row["occurs"]) < times[row["name"]]] == []


def test_every_other_name_finds_what_it_stands_for() -> None:
    lost = [
        (row["name"], row["official"])
        for row in _rows("also_called")
        if row["official"] not in [place.official for place in load().find(row["name"])]
    ]
    assert lost == []


def test_no_other_name_is_there_twice() -> None:
    times = Counter(("".join(words(row["name"])), row["official"]) for row in _rows("also_called"))
    assert [line for line, count in times.items() if count > 1] == []


def test_every_other_name_has_a_note_on_why_it_is_there() -> None:
    assert [row["name"] for row in _rows("also_called") if not row["note"]] == []


def test_another_name_for_something_unknown_is_an_error_that_names_it() -> None:
    with pytest.raises(KeyError, match="Atlantis"):
        Places([], [], [], [("The lost city", "Atlantis")], [])
