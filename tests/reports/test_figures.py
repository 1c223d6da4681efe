"""A number is the length of a list, whatever happened in a region."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from dialogs.text import render
from reports.figures import FIGURES, GROUPINGS, Part, Section, Tally, View, mark, overview, those
from reports.record import Record, Stage
from tests.conftest import MONDAY
from tests.reports.regions_made_up import CATALOGUE, DAY, HOUR, VIEW, record, regions

LAST_FRIDAY = MONDAY - 3 * DAY


@settings(max_examples=25)
@given(regions(25))
def test_every_number_is_the_length_of_its_list_for_all_and_for_every_part(records: Sequence[Record]) -> None:
    counted = overview(records, VIEW)
    for key, figure in FIGURES.items():
        assert counted.whole.figures[key] == len(list(those(records, figure, VIEW)))
        for grouping in GROUPINGS.values():
            for value, tally in counted.parts[grouping.key].items():
                part = Part(grouping, mark(value))
                assert tally.figures[key] == len(list(those(records, figure, VIEW, part)))


@given(regions(40))
def test_everybody_is_at_one_place_and_in_one_part_and_who_is_further_has_come_so_far_too(
    records: Sequence[Record],
) -> None:
    counted = overview(records, VIEW, {Stage.STARTED: 2, Stage.HELD: 1})
    figures, now = counted.whole.figures, ("waiting", "held", "planned", "busy", "silent")
    assert sum(figures[key] for key in now) + sum(one.advice is not None for one in records) == len(records)
    results = [figure.key for figure in FIGURES.values() if figure.section is Section.YEAR][1:6]
    assert sum(figures[key] for key in results) == counted.whole.stages[Stage.ADVISED]
    for grouping in GROUPINGS.values():
        years = sum(tally.figures["year"] for tally in counted.parts[grouping.key].values())
        assert years == figures["year"] or (grouping.several and years > figures["year"])
    funnel = list(counted.funnel.values())
    assert funnel == sorted(funnel, reverse=True)
    assert funnel[0] == figures["year"] + 3
    assert [before - now for before, now in zip(funnel, counted.whole.funnel.values(), strict=True)] == [3, 1, 1, 1, 0]


@pytest.mark.parametrize(
    ("one", "figures"),
    [
        (record(MONDAY - HOUR), {"begun", "busy", "year"}),
        (record(LAST_FRIDAY, finished=MONDAY - HOUR), {"begun_before", "finished", "waiting", "year"}),
        (record(LAST_FRIDAY, finished=LAST_FRIDAY, talks=MONDAY + 3 * DAY), {"begun_before", "finished_before", "talks", "planned", "year"}),  # noqa: E501
        (record(MONDAY - 7 * DAY, finished=MONDAY - 7 * DAY), {"begun_before", "finished_before", "waiting", "year"}),
        (record(MONDAY - 8 * DAY, finished=MONDAY - 8 * DAY), {"waiting", "late", "year"}),
        (record(MONDAY - 8 * DAY, touched=MONDAY - HOUR), {"busy", "late", "year"}),
        (record(MONDAY - 8 * DAY), {"silent", "year"}),
        (record(MONDAY - 8 * DAY, talks=MONDAY + 10 * DAY), {"planned", "late", "year"}),
        (record(MONDAY - 8 * DAY, talks=LAST_FRIDAY), {"held", "talked_before", "year"}),
        (record(MONDAY - 30 * DAY, talks=MONDAY - 20 * DAY, result="not_now"), {"not_now", "year"}),
        (record(MONDAY - 500 * DAY, talks=MONDAY - 490 * DAY, result="not_now", missed=1), set()),
        (record(MONDAY - 500 * DAY, finished=MONDAY - 500 * DAY), {"waiting", "late"}),
        (record(LAST_FRIDAY, finished=LAST_FRIDAY, missed=1), {"begun_before", "finished_before", "waiting", "missed", "year"}),
        (record(MONDAY - HOUR, work=("25740", "25743")), {"begun", "busy", "in_vain", "year"}),
        (record(MONDAY - HOUR, work=("25740", "an id of nothing")), {"begun", "busy", "year"}),
    ],
)  # fmt: skip
def test_an_intake_counts_for_what_it_is(one: Record, figures: set[str]) -> None:
    assert {key for key, figure in FIGURES.items() if figure.counts(one, VIEW)} == figures


def test_weeks_and_days_begin_at_midnight_in_the_netherlands_also_when_the_clock_is_changed() -> None:
    sunday = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)  # half past eleven, on the day on which summer time ended
    view = View(sunday, CATALOGUE)
    assert view.week == datetime(2026, 10, 18, 22, tzinfo=UTC)
    assert view.week_before == datetime(2026, 10, 11, 22, tzinfo=UTC)
    assert view.week_after == datetime(2026, 10, 25, 23, tzinfo=UTC)
    assert view.year == datetime(2025, 9, 30, 22, tzinfo=UTC)
    assert View(datetime(2028, 2, 29, 12, tzinfo=UTC), CATALOGUE).first_day.isoformat() == "2027-02-01"


def test_the_time_until_the_conversation_is_counted_in_days_on_the_calendar() -> None:
    begun = datetime(2026, 11, 2, 22, 30, tzinfo=UTC)  # half an hour before midnight
    waits = (0, 1, 6, 7, 8, 12)
    records = [record(begun, talks=begun + days * DAY - HOUR) for days in waits]
    tally = overview(records, VIEW).whole
    assert tally.days == dict.fromkeys(waits, 1)
    assert (tally.median, tally.in_time) == (6, 4)
    assert (Tally().median, Tally().in_time) == (None, 0)


def test_work_at_the_first_level_is_told_apart_by_its_name_and_other_work_by_its_domain() -> None:
    logistics, other = CATALOGUE.families["25743"], CATALOGUE.families["25960"]
    parts = overview([record(MONDAY, work=("25743", "25960")), record(MONDAY)], VIEW).parts["domain"]
    assert set(parts) == {logistics.name, other.domain, ""}
    assert render(GROUPINGS["domain"].label(""), "nl") == "Nog geen werk gekozen"
