"""`praktijkgids outbox`: what waits and what is dead can be seen, without the words, and tried again."""

import json
from datetime import timedelta
from typing import Any

import pytest

from bot.cli import main
from storage.database import Database
from storage.inbox import INBOX_CHANNEL
from storage.letters import claim
from storage.outbox import Manner, say
from storage.outcomes import Never, NotYet, Sent, settle
from storage.tables import Person
from tests.conftest import MONDAY
from tests.storage.outgoing import rows, somebody, words

HOUR = timedelta(hours=1)


@pytest.fixture
def halima(database: Database, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Halima, with a message that is dead, one that is sent, one to try again, one being brought, and one for later."""
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())
    with database.transaction() as session:
        halima = somebody(session, "31612345678")
        for outcome in (Never("BadRequest"), Sent(), NotYet("NetworkError", 60)):
            say(session, halima.id, words("geheim"), MONDAY)
            [letter] = claim(session, INBOX_CHANNEL, MONDAY, 8)
            settle(session, letter, outcome, MONDAY)
        other = somebody(session, "2")
        say(session, other.id, words("geheim"), MONDAY, Manner.AT_ONCE)
        assert len(claim(session, INBOX_CHANNEL, MONDAY, 8)) == 1
        say(session, halima.id, words("geheim"), MONDAY, Manner.NEWS, due=MONDAY + HOUR, expires=MONDAY + 2 * HOUR)
    return halima


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What `praktijkgids outbox` prints."""
    with pytest.raises(SystemExit) as end:
        main(["outbox", *arguments])
    assert end.value.code == 0
    return capsys.readouterr().out


def objects(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def test_what_waits_is_listed_without_words_or_addresses(
    halima: Person, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = objects(told(capsys, "list", "--json", "--db", database_url))
    assert [(one.get("id"), one["state"]) for one in listed] == [
        (1, "dead"),
        (3, "waiting"),
        (4, "claimed"),
        (5, "waiting"),
        (None, "sent"),
    ]
    assert listed[0] == {
        "id": 1,
        "channel": "telegram",
        "person": halima.id,
        "manner": "by_day",
        "due": "2026-11-23T09:00:00+00:00",
        "expires": None,
        "tries": 1,
        "try": None,
        "fault": "BadRequest",
        "state": "dead",
    }
    assert listed[1]["try"] == "2026-11-23T09:01:00+00:00"
    assert listed[3]["expires"] == "2026-11-23T11:00:00+00:00"
    assert listed[4] == {"state": "sent", "count": 1}
    printed = told(capsys, "list", "--db", database_url)
    assert printed.splitlines() == [
        f"     1  dead      telegram {halima.id}  by_day    due 2026-11-23 09:00 UTC  BadRequest at try 1",
        f"     3  waiting   telegram {halima.id}  by_day    due 2026-11-23 09:00 UTC  NetworkError at try 1",
        f"     4  claimed   telegram {halima.id + 1}  at_once   due 2026-11-23 09:00 UTC",
        f"     5  waiting   telegram {halima.id}  news      due 2026-11-23 10:00 UTC",
        "1 sent",
    ]


def test_only_what_is_dead_can_be_listed(halima: Person, database_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert [one["id"] for one in objects(told(capsys, "list", "--dead", "--json", "--db", database_url))] == [1]


@pytest.mark.parametrize(("which", "again"), [(["--all"], [1]), (["1"], [1]), (["3", "1"], [1, 3])])
def test_what_is_dead_or_waits_for_its_next_try_can_be_tried_again(
    halima: Person,
    database: Database,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
    which: list[str],
    again: list[int],
) -> None:
    tried = objects(told(capsys, "retry", *which, "--json", "--db", database_url))
    assert [(one["id"], one["state"], one["tries"], one["fault"]) for one in tried] == [
        (number, "waiting", 0, None) for number in again
    ]
    if 3 in again:
        with database.transaction() as session:
            letters = claim(session, INBOX_CHANNEL, MONDAY, 8)
        assert [letter.rows for letter in letters] == [(1,)]
    assert told(capsys, "retry", "--all", "--db", database_url) == "0 will be tried again\n"


@pytest.mark.parametrize(
    ("which", "complaint"), [([], "--all"), (["1", "--all"], "--all"), (["1", "99"], "99"), (["2"], "2")]
)
def test_who_does_not_say_what_to_try_again_is_told_how(
    halima: Person, database: Database, database_url: str, which: list[str], complaint: str
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["outbox", "retry", *which, "--db", database_url])
    assert complaint in str(end.value)
    assert [row.id for row in rows(database) if row.dead_at is not None] == [1]
