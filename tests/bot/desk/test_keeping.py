from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from agenda.hours import HOME
from bot.demo.year import fill_year
from bot.desk import Desk
from bot.knowledge import Knowledge
from dialogs.events import Said
from people.roles import Role
from storage import audit
from storage.database import Database
from storage.outcomes import lose
from storage.records import records
from storage.retention import WEEK
from storage.tables import (
    Answer,
    Appointment,
    Audit,
    Consent,
    Erased,
    FollowUp,
    Intake,
    Outbox,
    Outcome,
    Person,
    Region,
    Seat,
    Thread,
)
from tests.bot.desk.cast import Cast, in_words, own_intake, person, token_of, visitor
from tests.bot.someone import converse
from tests.conftest import MONDAY, Clock
from tests.storage.at_once import at_once

TWO_YEARS = timedelta(days=760)
THREE_MONTHS = timedelta(days=92)
"""From a Monday in November on."""
KEEP = "💾 Bewaar"


def later(cast: Cast, clock: Clock, time: timedelta) -> None:
    """Time passes, and a round is made."""
    clock.now += time
    cast.desk.rounds()


def is_there(cast: Cast, name: str) -> bool:
    """Whether somebody is known at all."""
    with cast.desk.database.reading() as session:
        return session.exec(select(Person).where(Person.address == name)).one_or_none() is not None


def announced(cast: Cast, *names: str) -> list[str]:
    """Who of these people is told that something is going to be erased."""
    return [name for name in names if KEEP in in_words(cast.hears(name))]


def change(cast: Cast, what: Callable[[Session], None]) -> None:
    """Bring something about that takes long to play."""
    with cast.desk.database.transaction() as session:
        what(session)


def test_who_is_silent_is_told_a_week_before_and_then_nothing_but_a_count_is_left(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    token = token_of(cast.desk.database, "mira")
    later(cast, clock, THREE_MONTHS - WEEK)
    assert announced(cast, "mira", "zef", "bram", "carla") == ["mira", "zef"]
    for _hour in range(7 * 24 - 1):
        clock.now += timedelta(hours=1)
    cast.desk.rounds()
    assert is_there(cast, "mira")
    later(cast, clock, timedelta(hours=1))
    assert not is_there(cast, "mira")
    assert not is_there(cast, "zef")
    told = in_words(cast.hears("bram"))
    assert "Daarom is alles van hen gewist" in told
    assert "Mira" not in told
    with cast.desk.database.reading() as session:
        counts = session.exec(select(Erased).where(Erased.region_code == "AM05")).all()
        assert [(one.month, one.stage, one.result, one.times) for one in counts] == [("2026-11", "started", "", 2)]
        log = session.exec(select(Audit).where(Audit.deed == "erased", Audit.region_code == "AM05")).all()
        assert [(row.role, row.about_id, row.who_id) for row in log] == [(audit.BY_ITSELF, None, None)] * 2
    assert "Dat kan ik niet" in in_words(cast.goes("bram", "case", token).messages)


def chooses(cast: Cast, name: str, page: str) -> Callable[[], object]:
    return lambda: cast.goes(name, page, token_of(cast.desk.database, "mira"))


@pytest.mark.parametrize(
    "does",
    [
        lambda cast: chooses(cast, "mira", "keep"),
        lambda cast: lambda: cast.says("mira", "hallo"),
        lambda cast: lambda: cast.says("mira", "/gezien"),
        lambda cast: lambda: cast.does("mira", Said("x" * 3000)),
        lambda cast: lambda: (cast.says("mira", "hulp"), cast.says("mira", "Ben je daar?")),
        lambda cast: chooses(cast, "bram", "keep"),
        lambda cast: chooses(cast, "bram", "remind"),
        lambda cast: chooses(cast, "bram", "link"),
        lambda cast: chooses(cast, "carla", "take"),
        lambda cast: lambda: (chooses(cast, "bram", "background")(), cast.says("bram", "ja")),
        lambda cast: lambda: (chooses(cast, "bram", "talk")(), cast.says("bram", "Hoe gaat het?")),
    ],
)
def test_whoever_does_anything_meanwhile_keeps_everything(
    does: Callable[[Cast], Callable[[], object]], cast_and_clock: tuple[Cast, Clock]
) -> None:
    cast, clock = cast_and_clock
    later(cast, clock, THREE_MONTHS - WEEK)
    assert announced(cast, "mira") == ["mira"]
    clock.now += timedelta(days=6)
    does(cast)()
    later(cast, clock, timedelta(days=50))
    assert is_there(cast, "mira")
    with cast.desk.database.reading() as session:
        assert own_intake(session, "mira").erase_at is None


def test_what_is_kept_is_announced_again_after_as_long_a_time(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    later(cast, clock, THREE_MONTHS - WEEK)
    assert announced(cast, "mira") == ["mira"]
    cast.picks("mira", "keep")
    later(cast, clock, timedelta(days=80))
    assert announced(cast, "mira") == []
    later(cast, clock, timedelta(days=5))
    assert announced(cast, "mira") == ["mira"]
    later(cast, clock, WEEK)
    assert not is_there(cast, "mira")


@pytest.mark.parametrize("does", [("bram", "case"), ("bram", "answers"), ("carla", "case")])
def test_looking_alone_keeps_nothing(does: tuple[str, str], cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    later(cast, clock, THREE_MONTHS - WEEK)
    cast.hears("mira")
    cast.goes(*does, token_of(cast.desk.database, "mira"))
    later(cast, clock, WEEK)
    assert not is_there(cast, "mira")


def test_a_conversation_to_come_or_an_outcome_keeps_an_intake_for_the_long_time(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    change(cast, lambda session: setattr(own_intake(session, "kees"), "finished_at", None))
    later(cast, clock, timedelta(days=720))
    assert announced(cast, "kees") == []
    assert is_there(cast, "kees")
    later(cast, clock, timedelta(days=9))
    assert announced(cast, "kees") == ["kees"]
    later(cast, clock, WEEK)
    assert not is_there(cast, "kees")


@pytest.mark.parametrize(("who", "hears"), [("mira", "bram"), ("zef", "carla")])
def test_of_a_candidate_who_cannot_be_reached_whoever_guides_them_or_else_the_coordinator_hears(
    who: str, hears: str, cast_and_clock: tuple[Cast, Clock]
) -> None:
    cast, clock = cast_and_clock
    change(cast, lambda session: lose(session, person(session, who).id, clock.now))
    cast.hears(hears)
    later(cast, clock, THREE_MONTHS - WEEK)
    assert announced(cast, "mira", "zef", "bram", "carla") == sorted({"mira", "zef", hears} - {who}, key=cast_order)
    cast.goes(hears, "keep", token_of(cast.desk.database, who))
    later(cast, clock, WEEK)
    assert [name for name in ("mira", "zef") if is_there(cast, name)] == [who]


def cast_order(name: str) -> int:
    return ("mira", "zef", "bram", "carla").index(name)


def test_an_intake_that_no_candidate_has_joined_is_announced_to_who_began_it(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    token = cast.begins("sanne", "Arthur")
    later(cast, clock, THREE_MONTHS - WEEK)
    assert "Arthur" in in_words(cast.hears("sanne"))
    later(cast, clock, WEEK)
    assert "Dat kan ik niet" in in_words(cast.goes("sanne", "case", token).messages)


def test_who_only_opened_the_bot_is_forgotten_without_a_word(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    cast.says("tom", "hallo")
    later(cast, clock, THREE_MONTHS - WEEK)
    assert announced(cast, "tom", "mira", "olga", "zef", "carla") == ["mira", "olga", "zef"]
    later(cast, clock, WEEK)
    assert not is_there(cast, "tom")
    with cast.desk.database.reading() as session:
        assert (
            sum(one.times for one in session.exec(select(Erased))) == 3
        )  # Mira, Olga and Zef, of whom something was asked


def test_who_works_with_praktijkgids_is_not_forgotten_with_their_own_intake(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    cast.joins("zef", Role.CONSULTANT, "AM05", "Gemeente Enschede")
    later(cast, clock, THREE_MONTHS - WEEK)
    assert announced(cast, "zef") == ["zef"]
    later(cast, clock, WEEK)
    assert is_there(cast, "zef")
    with cast.desk.database.reading() as session:
        assert session.exec(select(Intake).where(Intake.candidate_id == person(session, "zef").id)).all() == []


@pytest.mark.parametrize("long", [timedelta(days=8), timedelta(days=900)])
def test_after_a_long_standstill_nobody_is_erased_who_has_not_had_a_week_to_answer(
    long: timedelta, cast_and_clock: tuple[Cast, Clock]
) -> None:
    """It was announced, and then nothing was delivered and no round was made."""
    cast, clock = cast_and_clock
    later(cast, clock, THREE_MONTHS - WEEK)
    later(cast, clock, long)
    assert is_there(cast, "mira")
    assert in_words(cast.hears("mira")).count("Hoi Mira!") == 1
    later(cast, clock, WEEK - timedelta(minutes=1))
    assert is_there(cast, "mira")
    later(cast, clock, timedelta(minutes=1))
    assert not is_there(cast, "mira")


def test_who_turns_out_to_be_gone_when_they_are_told_is_announced_to_who_guides_them(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    later(cast, clock, THREE_MONTHS - WEEK)
    change(cast, lambda session: lose(session, person(session, "mira").id, clock.now))
    later(cast, clock, WEEK)
    assert is_there(cast, "mira")
    assert announced(cast, "bram") == ["bram"]
    later(cast, clock, WEEK)
    assert not is_there(cast, "mira")


def test_by_night_nothing_is_announced_and_when_the_clock_is_changed_seven_days_are_seven_days(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    midnight = datetime(2027, 3, 24, 0, 30, tzinfo=MONDAY.tzinfo)  # the clock is changed on the 28th
    later(cast, clock, midnight - clock.now)
    assert announced(cast, "mira") == []
    later(cast, clock, timedelta(hours=8))
    assert announced(cast, "mira") == ["mira"]
    later(cast, clock, WEEK - timedelta(minutes=1))
    assert is_there(cast, "mira")
    later(cast, clock, timedelta(minutes=1))
    assert not is_there(cast, "mira")


def test_several_workers_at_once_announce_and_erase_everything_once(
    open_desk: Callable[[], Desk], database: Database, clock: Clock
) -> None:
    desks = [open_desk() for _worker in range(3)]
    for n in range(2):
        converse(desks[0], visitor(f"candidate {n}"), "age")
    clock.now += THREE_MONTHS - WEEK
    at_once([desk.rounds for desk in desks])
    with database.reading() as session:
        planned = session.exec(select(Outbox.key).where(col(Outbox.key).startswith("erase:"))).all()
        assert len(planned) == len(set(planned)) == 2
    for n in range(2):
        desks[0].unasked(visitor(f"candidate {n}"))
    clock.now += WEEK
    at_once([desk.rounds for desk in desks])
    with database.reading() as session:
        assert [*session.exec(select(Answer)), *session.exec(select(Person))] == []
        assert [one.times for one in session.exec(select(Erased))] == [2]
        assert [row.deed for row in session.exec(select(Audit))] == ["erased"] * 2


TABLES_OF_PEOPLE = (Answer, Appointment, Consent, FollowUp, Intake, Outcome, Outbox, Seat, Thread)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_two_years_after_a_whole_year_of_a_region_nothing_is_left_of_any_candidate_and_the_counts_add_up(
    desk: Desk, clock: Clock, knowledge: Knowledge
) -> None:
    fill_year(desk.database, clock.now, intakes=15, seed=6, known=knowledge)
    with desk.database.reading() as session:
        before = Counter(
            (f"{one.started.astimezone(HOME):%Y-%m}", one.stage(clock.now + TWO_YEARS).value)
            for one in records(session, "AM05", ())
        )
        worked = {*session.exec(select(Person.id).where(col(Person.role).is_not(None)))}
    assert before.total() > 10
    clock.now += TWO_YEARS
    for _week in range(4):  # nobody reads what is announced, so it is announced again
        clock.now += WEEK
        desk.rounds()
    with desk.database.reading() as session:
        assert [row for table in TABLES_OF_PEOPLE for row in session.exec(select(table)) if about_candidate(row)] == []
        assert {*session.exec(select(Person.id))} == worked
        after: Counter[tuple[str, str]] = Counter()
        for row in session.exec(select(Erased)):
            after[row.month, row.stage] += row.times
        assert after == before


def about_candidate(row: object) -> bool:
    """Whether a row is about an intake; of messages and seats some are not."""
    return not (isinstance(row, Seat) and row.intake_id is None) and not (
        isinstance(row, Outbox) and row.about_id is None
    )


def test_the_coordinator_and_the_administrator_choose_for_how_long_and_nobody_else_does(cast: Cast) -> None:
    for name in ("sanne", "noor", "zef"):
        assert "maanden" not in in_words(cast.goes(name, "keeping", "all.12").messages)
    for name, choice in (("carla", "all.12"), ("ada", "unfinished.6"), ("carla", "all.11"), ("ada", "unfinished.x")):
        assert "maanden" in in_words(cast.goes(name, "keeping", choice).messages)
    with cast.desk.database.reading() as session:
        region = session.get_one(Region, "AM05")
        assert (region.keep_months, region.keep_unfinished_months) == (12, 6)
        log = session.exec(select(Audit.role, Audit.what).where(Audit.what == "keeping").order_by(col(Audit.id))).all()
        assert list(log) == [("coordinator", "keeping"), ("administrator", "keeping")]
