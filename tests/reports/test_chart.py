"""Pictures: what is on them, in words and bars, and that they can be drawn, whatever is in them."""

import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import repeat

import pytest

from dialogs.text import render, verbatim
from reports import picture
from reports.chart import MOST_HIGH, WIDTH, png, printable
from reports.figures import GROUPINGS, overview
from reports.picture import Bar, Panel, Picture
from reports.record import Stage
from tests.conftest import MONDAY
from tests.reports.regions_made_up import DAY, VIEW, record, some_records

REGION = [
    *(record(MONDAY - 60 * DAY, number=number, organisation="Gemeente Enschede") for number in range(12)),
    *(
        record(MONDAY - 60 * DAY, number=number, organisation="UWV", finished=MONDAY, talks=MONDAY - days * DAY)
        for number, days in enumerate((58, 57, 56, 55, 54, 50, 40, 20))
    ),
    record(MONDAY - 60 * DAY, organisation="Werkbedrijf"),
]


def lines(shown: Picture) -> list[str]:
    """What can be read of the bars: the label and the number of each."""
    bars = [bar for panel in shown.panels for bar in panel.bars]
    return [f"{render(bar.label, 'nl')}: {render(bar.number, 'nl')}" for bar in bars]


def says(shown: Picture) -> list[str | None]:
    return [render(panel.says, "nl") if panel.says is not None else None for panel in shown.panels]


def test_a_region_is_shown_as_how_far_people_come_and_how_long_it_takes() -> None:
    shown = picture.of_region("Twente", overview(REGION, VIEW, {Stage.STARTED: 10}))
    assert lines(shown) == [
        "Begonnen: 30+",
        "Klaar met de vragen: 5+",
        "Gesprek gepland: 5+",
        "Gesprek gehad: 5+",
        "Uitkomst genoteerd: 0",
        "Binnen 1 week: 5+",
        "Langer dan 1 week: <5",
    ]
    assert says(shown) == ["Ongeveer 2 van de 10 hadden een gesprek", None]
    assert [bar.length for bar in shown.panels[0].bars] == [32, 7, 7, 7, 0]
    assert [bar.good for bar in shown.panels[1].bars] == [True, False]


def test_parts_with_small_numbers_are_shown_together() -> None:
    counted = overview(REGION, VIEW)
    shown = picture.of_grouping("Twente", counted, GROUPINGS["organisation"])
    assert lines(shown) == ["Gemeente Enschede: 0 van 10+", "Alle andere samen: 5+ van 5+"]
    few = picture.of_grouping("Twente", overview(REGION[-4:], VIEW), GROUPINGS["organisation"])
    assert lines(few) == ["Allemaal samen: <5 van <5"]
    assert len(shown.foot) == 1
    assert len(picture.of_grouping("Twente", counted, GROUPINGS["domain"]).foot) == 2


def test_of_many_parts_the_largest_are_shown_and_the_others_together() -> None:
    many = [record(MONDAY, organisation=f"Gemeente {part}") for part in range(20) for _one in range(5 + part)]
    shown = lines(picture.of_grouping("Twente", overview(many, VIEW), GROUPINGS["organisation"]))
    assert len(shown) == picture.MOST + 1
    assert (shown[0], shown[-1]) == ("Gemeente 19: 0 van 20+", "Alle andere samen: 0 van 125+")


@pytest.mark.parametrize(
    "shown",
    [
        picture.of_region("Twente", overview(some_records(1, 300), VIEW)),
        picture.of_region("Twente", overview([], VIEW)),
        Picture(
            verbatim("Regio $x^2_{$ \\frac ⁨🌱⁩ العربية " + "lang " * 40),
            verbatim("\n"),
            (Panel(verbatim(""), tuple(repeat(Bar(verbatim("Ÿ" * 200), verbatim("1" * 9), 10**9, 10**6), 9))),),
            (verbatim("klein"), verbatim("kleiner")),
        ),
    ],
    ids=["a year", "nothing", "nonsense"],
)
def test_a_picture_can_be_drawn_and_fits_on_a_phone(shown: Picture) -> None:
    drawn = png(shown, "nl")
    assert drawn.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == WIDTH
    assert WIDTH / 3 < height <= MOST_HIGH


def test_a_longer_bar_is_drawn_longer_and_nothing_is_drawn_twice() -> None:
    shown = picture.of_region("Twente", overview(some_records(1, 300), VIEW))
    first = png(shown, "nl")
    with ThreadPoolExecutor(2) as pool:  # others draw at the same time
        assert set(pool.map(png, repeat(shown, 2), repeat("nl"))) == {first}
    [funnel, *others] = shown.panels
    other = replace(
        shown, panels=(replace(funnel, bars=(replace(funnel.bars[0], length=1), *funnel.bars[1:])), *others)
    )
    assert png(other, "nl") != first


def test_what_has_no_letters_here_is_left_out_and_no_empty_box() -> None:
    assert printable("Zoë 🌱 Łódź αб") == "Zoë  Łódź αб"
