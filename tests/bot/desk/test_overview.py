"""The overview in the chat, and the digest: exact for who may see it, never of another region, and never to anybody else."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot import demo
from bot.demo.year import fill_year
from bot.desk import Desk
from bot.desk.digest import digest_due
from bot.desk.overviews import PICTURE, view_of
from bot.knowledge import Knowledge
from dialogs.messages import Attachment, Message
from dialogs.pages.overview import AT_ONCE
from people.roles import Role
from reports.figures import ANSWERS, FIGURES, GROUPINGS, Part, mark, those
from storage.database import Database
from storage.records import records
from storage.tables import Audit, Intake, Outbox, Region
from tests.bot.desk.cast import ELSEWHERE, HERE, Cast, buttons, in_words, own_intake, person
from tests.bot.desk.conftest import Staged
from tests.bot.desk.promises import hold, is_refused
from tests.conftest import MONDAY, Clock

INTAKES = 45


@pytest.fixture(scope="module")
def year(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with a small region of a year."""
    file = tmp_path_factory.mktemp("year") / "year.db"
    database = Database(f"sqlite:///{file}")
    fill_year(database, MONDAY, intakes=INTAKES, seed=3, known=knowledge)
    database.close()
    return file


@pytest.fixture
def coordinator(year: Path, staged: Staged) -> Iterator[Cast]:
    """A desk in that region, with a coordinator."""
    with staged(year) as (cast, _clock):
        cast.joins("carla", Role.COORDINATOR, demo.REGION)
        yield cast


def numbers(messages: tuple[Message, ...]) -> dict[str, int]:
    """What the buttons of an overview say of each figure."""
    found = {}
    for row in messages[-1].buttons:
        for button in row:
            if button.press.question == "figure":
                found[button.press.value] = int(dict(button.label.values)["n"])  # type: ignore[arg-type]
    return found


def listed(cast: Cast, name: str, argument: str) -> list[str]:
    """The tokens in the list behind a number, from page to page."""
    tokens: list[str] = []
    while True:
        reply = cast.goes(name, "figure", argument)
        hold(reply)
        there = buttons(reply.messages)
        tokens += [press.value for press in there if press.question == "case"]
        later = [
            press.value for press in there if press.question == "figure" and press.value.endswith(f".{len(tokens)}")
        ]
        if not later:
            return tokens
        [argument] = later


def test_every_number_is_as_long_as_the_list_behind_it_and_every_list_leads_to_cards(coordinator: Cast) -> None:
    shown = numbers(coordinator.goes("carla", "overview").messages)
    assert shown["year"] > 4 * AT_ONCE
    with coordinator.desk.database.reading() as session:
        view = view_of(session, coordinator.desk.knowledge, demo.REGION, MONDAY)
        there = list(records(session, demo.REGION, ANSWERS))
    for key, figure in FIGURES.items():
        expected = {record.token for record in those(there, figure, view)}
        assert shown.get(key, 0) == len(expected) or key.endswith("before")
        if expected:
            found = listed(coordinator, "carla", key)
            assert (len(found), set(found)) == (len(expected), expected)
    assert found[0] in {press.value for press in buttons(coordinator.goes("carla", "case", found[0]).messages)}


def test_every_part_of_a_region_has_its_own_numbers_and_lists(coordinator: Cast) -> None:
    with coordinator.desk.database.reading() as session:
        view = view_of(session, coordinator.desk.knowledge, demo.REGION, MONDAY)
        there = list(records(session, demo.REGION, ANSWERS))
    for key, grouping in GROUPINGS.items():
        coordinator.goes("carla", "overview", key)
        seen: set[str] = set()
        while True:
            reply = coordinator.screen["carla"]
            seen |= {
                press.value for press in buttons(reply) if press.value.startswith(f"{key}.") and "+" not in press.value
            }
            later = [press for press in buttons(reply) if press.value == f"{key}.+{len(seen)}"]
            if not later:
                break
            coordinator.does("carla", later[0])
        values = {value for record in there for value in grouping.values(record, view)}
        assert seen == {f"{key}.{mark(value)}" for value in values}
        largest = sorted(seen)[0]
        shown = numbers(coordinator.goes("carla", "overview", largest).messages)
        for argument, n in list(shown.items())[:3]:
            part = Part(grouping, largest.partition(".")[2])
            expected = {record.token for record in those(there, FIGURES[argument.partition(".")[0]], view, part)}
            assert set(listed(coordinator, "carla", argument)) == expected
            assert n == len(expected)


def test_lists_are_noted_with_how_many_were_seen(coordinator: Cast) -> None:
    tokens = listed(coordinator, "carla", "year")
    with coordinator.desk.database.reading() as session:
        noted = session.exec(select(Audit).where(Audit.what == "list")).all()
        carla = person(session, "carla").id
    assert sum(one.times for one in noted) == len(tokens)
    assert {(one.who_id, one.deed, one.region_code, one.about_id) for one in noted} == {
        (carla, "saw", demo.REGION, None)
    }


FORGED = (
    *("late.", "late.0", "late.7", "late.-1", "late.99999", "late.999999", "late.school", "late.school.00000000"),
    *("late.school.00000000.8", "late.school..8", "late.nothing.x", "nothing", "nothing.8", ".", "...", "late.a.b.c.d"),
    *("school", "school.", "school.+8", "school.+99999", "school.00000000", "school.٣", "nothing.+8", "+8", "é.é"),
)


def test_forged_buttons_show_something_kind_and_never_another_region(coordinator: Cast) -> None:
    coordinator.joins("greta", Role.COORDINATOR, ELSEWHERE)
    for page in ("overview", "figure"):
        for argument in FORGED:
            hold(coordinator.goes("carla", page, argument))
            reply = coordinator.goes("greta", page, argument)
            hold(reply)
            assert not [press for press in buttons(reply.messages) if press.question == "case"]
    assert numbers(coordinator.goes("greta", "overview").messages) == {}
    assert coordinator.screen["greta"][0].attached is None
    assert listed(coordinator, "greta", "year") == []


@pytest.mark.parametrize("name", ["sanne", "noor", "ada", "kees", "tom"])
def test_nobody_else_sees_the_overview_or_a_list(name: str, cast: Cast) -> None:
    for page, argument in (("overview", ""), ("overview", "school"), ("figure", "year")):
        reply = cast.goes(name, page, argument)
        assert name == "tom" or is_refused(reply)
        assert not [press for press in buttons(reply.messages) if press.question in ("figure", "case")]
        assert all(message.attached is None for message in reply.messages)


def test_a_coordinators_own_intake_is_in_no_number_and_in_no_list(cast: Cast) -> None:
    before = numbers(cast.goes("carla", "overview").messages)
    with cast.desk.database.transaction() as session:
        own_intake(session, "kees").candidate_id = person(session, "carla").id
    after = numbers(cast.goes("carla", "overview").messages)
    assert after["year"] == before["year"] - 1
    for key in FIGURES:
        assert len(listed(cast, "carla", key)) == after.get(key, 0) or key.endswith("before")


def test_the_word_overzicht_means_the_answers_in_a_dialogue_and_the_region_only_to_who_may_see_it(cast: Cast) -> None:
    def shows_region(name: str, words: str) -> bool:
        return any(press.question == "figure" for press in buttons(cast.says(name, words).messages))

    assert shows_region("carla", "overzicht")
    assert shows_region("carla", "/cijfers")
    assert not shows_region("sanne", "overzicht")
    assert not shows_region("kees", "/overzicht")
    cast.goes("sanne", "new")
    assert "Je hebt nog niets ingevuld" in in_words(cast.says("sanne", "/overzicht").messages)
    cast.goes("carla", "new")
    assert not shows_region("carla", "/overzicht")
    assert shows_region("carla", "/cijfers")


def test_a_picture_is_made_of_the_region_and_of_nothing_else(coordinator: Cast) -> None:
    desk = coordinator.desk
    for of in (demo.REGION, f"{demo.REGION}.school"):
        file = desk.file(Attachment(PICTURE, of), "nl")
        assert file is not None
        assert file.picture
        assert file.content.startswith(b"\x89PNG")
    for of in ("AM99", "", f"{demo.REGION}.nothing", ELSEWHERE):
        assert desk.file(Attachment(PICTURE, of), "nl") is None


# The digest


def digests(cast: Cast, name: str) -> list[Message]:
    """The digests that somebody hears now."""
    return [
        message for message in cast.hears(name) if message.attached is not None and message.attached.what == PICTURE
    ]


def test_all_coordinators_hear_how_it_goes_on_monday_at_half_past_eight_and_nobody_else_does(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    cast.joins("karel", Role.COORDINATOR, HERE)
    heard: list[tuple[datetime, str]] = []
    for day in (0, 1, 4, 7, 8, 14):
        for hour in (7, 9, 21):
            clock.now = MONDAY.replace(hour=hour, minute=29) + timedelta(days=day)
            cast.desk.rounds()
            clock.forward(minutes=1)
            cast.desk.rounds()
            for name in ("carla", "karel", "sanne", "noor", "ada"):
                heard += [(clock.now, name) for _digest in digests(cast, name)]
    due = [MONDAY.replace(hour=7, minute=30) + timedelta(days=days) for days in (7, 14)]
    assert heard == [(moment, name) for moment in due for name in ("carla", "karel")]


def test_a_digest_says_how_many_and_gives_nobody_away(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    clock.forward(days=7)
    cast.desk.rounds()
    [digest] = digests(cast, "carla")
    words = in_words((digest,))
    assert "Begonnen: <5" in words
    assert "Gesprek gehad, nog geen uitkomst: <5" in words
    assert not any(name.capitalize() in words for name in ("kees", "mira", "zef", "olga"))
    assert [press.question for press in buttons((digest,))] == ["overview"]
    assert digest.attached == Attachment(PICTURE, HERE)


def test_a_region_with_nothing_to_tell_hears_nothing(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    with cast.desk.database.transaction() as session:
        for intake in session.exec(select(Intake).where(Intake.region_code == ELSEWHERE)):
            intake.region_code = None
    clock.forward(days=7)
    cast.desk.rounds()
    assert digests(cast, "greta") == []
    assert len(digests(cast, "carla")) == 1


def test_whatever_the_number_of_workers_a_digest_is_written_once(
    open_desk: Callable[[], Desk], clock: Clock, knowledge: Knowledge
) -> None:
    desks = [open_desk() for _worker in range(3)]
    cast = Cast(desks[0])
    cast.joins("carla", Role.COORDINATOR, HERE)
    cast.joins("sanne", Role.CONSULTANT, HERE, "Gemeente Enschede")
    cast.begins("sanne", "Piet")
    clock.forward(days=7)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda desk: desk.rounds(), desks * 2))
    with desks[0].database.reading() as session:
        written = [one.key for one in session.exec(select(Outbox)) if one.key and one.key.startswith("digest:")]
        assert session.get_one(Region, HERE).digest_on == (MONDAY + timedelta(days=7)).date()
    assert len(written) == 1


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 23, 3, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        (datetime(2026, 11, 29, 22, 59, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        (datetime(2026, 4, 7, 9, tzinfo=UTC), datetime(2026, 4, 7, 6, 30, tzinfo=UTC)),  # after Easter, in summer time
        (datetime(2026, 12, 28, 9, tzinfo=UTC), datetime(2026, 12, 28, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_digest_is_due_on_the_first_working_day_of_the_week_at_half_past_eight(now: datetime, due: datetime) -> None:
    assert digest_due(now) == due
