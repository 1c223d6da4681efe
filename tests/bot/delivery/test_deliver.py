"""`praktijkgids deliver` as a process, which may be killed at any moment."""

from pathlib import Path

import pytest

from bot.cli import main
from bot.delivery.worker import MOST_ON_WAY
from storage.database import Database
from storage.letters import CLAIM
from tests.bot.delivery.processes import Deliverer
from tests.bot.delivery.rounds import Ticking
from tests.bot.telegram.processes import Served, environment
from tests.botapi import BotApi, Person
from tests.storage.outgoing import plan, rows, somebody

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
PATIENCE = 30
"""Seconds until a process must have done something."""
KILLED_AFTER = (3, 13)
"""Calls to Telegram."""


def planned(database: Database, people: list[Person], messages: int) -> None:
    """Plan so many messages, that are numbers, to each of the people."""
    with database.transaction() as session:
        for person in people:
            person.starts()
            plan(session, somebody(session, str(person.id)), *map(str, range(messages)))


def numbered(person: Person) -> list[int]:
    return [int(message.text) for message in person.screen]


def waits_for_calls(api: BotApi, more: int) -> None:
    """Wait until Telegram was called so many times more."""
    calls = len(api.calls_of("sendMessage")) + more
    api.waits_until(lambda: len(api.calls_of("sendMessage")) >= calls, timeout=PATIENCE)


def waits_for_all(api: BotApi, people: list[Person], messages: int) -> int:
    """Wait until everybody has everything, in order; gives back how many messages came twice."""
    everything = list(range(messages))
    api.waits_until(lambda: all(everything[-1] in numbered(person) for person in people), timeout=PATIENCE)
    for got in map(numbered, people):
        assert got == sorted(got)
        assert sorted(set(got)) == everything
    return sum(len(person.screen) - messages for person in people)


@ON_SQLITE
def test_a_deliverer_that_is_killed_again_and_again_loses_nothing_and_doubles_only_what_was_on_its_way(
    api: BotApi, database: Database, database_url: str, clock: Ticking, tmp_path: Path
) -> None:
    people = [api.person() for _number in range(12)]
    planned(database, people, 4)
    with Deliverer(api, database_url, clock, tmp_path) as deliverer:
        for calls in KILLED_AFTER:
            waits_for_calls(api, calls)
            deliverer.is_killed()
            clock.forward(seconds=CLAIM.total_seconds())  # then everybody knows that it is dead
            deliverer.starts()
        assert waits_for_all(api, people, 4) <= len(KILLED_AFTER) * MOST_ON_WAY
        assert deliverer.stops() == 0
    assert {row.message for row in rows(database)} == {None}
    log = deliverer.log.read_text()
    assert "Traceback" not in log
    assert not [hidden for hidden in (api.token, str(people[0].id)) if hidden in log]


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_two_deliverers_share_the_work_and_when_one_is_killed_the_other_goes_on(
    api: BotApi, database: Database, database_url: str, clock: Ticking, tmp_path: Path
) -> None:
    people = [api.person() for _number in range(20)]
    planned(database, people, 3)
    with Deliverer(api, database_url, clock, tmp_path) as one, Deliverer(api, database_url, clock, tmp_path) as other:
        waits_for_calls(api, 15)
        one.is_killed()
        waits_for_calls(api, 10)
        assert other.stops() == 0
        clock.forward(seconds=CLAIM.total_seconds())
        one.starts()
        assert waits_for_all(api, people, 3) <= MOST_ON_WAY
        assert one.stops() == 0


@ON_SQLITE
def test_serving_delivers_too(api: BotApi, database: Database, database_url: str, tmp_path: Path) -> None:
    halima = api.person("Halima")
    planned(database, [halima], 2)
    with Served(environment(api, database_url), tmp_path) as served:
        halima.waits_for(lambda screen: {"0", "1"} <= {message.text for message in screen}, PATIENCE)
        assert served.stops() == 0
    assert {row.message for row in rows(database)} == {None}
    assert "Traceback" not in served.log.read_text()


@ON_SQLITE
def test_delivering_waits_for_telegram_but_not_for_one_that_does_not_know_it(
    api: BotApi, database: Database, database_url: str, clock: Ticking, tmp_path: Path
) -> None:
    halima = api.person("Halima")
    planned(database, [halima], 1)
    api.drop("getMe")
    with Deliverer(api, database_url, clock, tmp_path) as deliverer:
        halima.waits_for("0", PATIENCE)
        assert deliverer.stops() == 0
    deliverer.settings["PRAKTIJKGIDS_TELEGRAM_TOKEN"] = "43:ANOTHER"
    with deliverer:
        assert deliverer.ends() == 1
    assert "PRAKTIJKGIDS_TELEGRAM_TOKEN" in deliverer.log.read_text().splitlines()[-1]


@ON_SQLITE
@pytest.mark.parametrize("token", ["", "geheim", "42:ge heim", "42:"])
def test_a_wrong_token_is_told_in_one_line(
    api: BotApi, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    for name, value in (environment(api, database_url) | {"PRAKTIJKGIDS_TELEGRAM_TOKEN": token}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(["deliver"])
    assert "PRAKTIJKGIDS_TELEGRAM_TOKEN" in str(end.value)
    assert "\n" not in str(end.value)
    assert "heim" not in str(end.value)
