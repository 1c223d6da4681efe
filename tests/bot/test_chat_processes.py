"""`praktijkgids chat --json` in real processes: several at a time, and killed at any moment."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from random import Random

import pytest
from sqlmodel import col, select

from storage.database import Database
from storage.tables import Answer, Appointment, Consent, Intake, Person, Region, Slot
from tests.bot.processes import ROOT, chatting
from tests.storage.at_once import at_once

LIVES = 200
"""No conversation should need more."""
LONG, SHORT = 3000, 300
"""Moments: to make the tables, all of them or none; to take a few turns."""


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What the process needs from which the others are started; it is started with the first of them."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    monkeypatch.setenv("PRAKTIJKGIDS_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("PRAKTIJKGIDS_NOW", "2026-11-23T09:00:00Z")


@pytest.fixture
def errors(tmp_path: Path) -> Iterator[Path]:
    """Where processes complain; nobody is to complain."""
    file = tmp_path / "errors.txt"
    yield file
    assert not file.exists() or file.read_text() == ""


def answers(url: str, person: str = "halima") -> dict[str, list[tuple[int, object]]]:
    """Per question what was answered whole, with its revision; checks that nothing is doubled or missing on the way."""
    with closing(Database(url)) as database, database.transaction() as session:
        mine = session.exec(select(Person).where(Person.address == person)).one()
        intake = session.exec(select(Intake).where(Intake.candidate_id == mine.id)).one()
        rows = session.exec(select(Answer).where(Answer.intake_id == intake.id).order_by(col(Answer.id))).all()
        keys = dict.fromkeys(row.key for row in rows)
        for key in keys:
            revisions = [row.revision for row in rows if row.key == key]
            assert revisions == list(range(1, len(revisions) + 1))
        booked = session.exec(select(Appointment).where(Appointment.intake_id == intake.id)).all()
        assert len([row for row in booked if row.cancelled_at is None]) == 1
        assert intake.finished_at is not None
        assert len(session.exec(select(Region)).all()) == 1
        assert len(session.exec(select(Slot)).all()) == 16
        return {key: [(row.revision, row.settled) for row in rows if row.key == key and not row.open] for key in keys}


def test_a_conversation_on_an_empty_database_that_is_ended_and_taken_up_again(
    empty_database_url: str, errors: Path
) -> None:
    with chatting(empty_database_url, errors) as running:
        assert running.hold()
        assert running.end() == 0
    with chatting(empty_database_url, errors) as running:
        shown = running.read()
        assert shown is not None
        assert shown["question"] is None
        assert running.end() == 0
    assert answers(empty_database_url)["name"] == [(1, "Halima")]


def test_however_often_the_process_is_killed_nothing_is_lost_or_doubled(
    empty_database_url: str, errors: Path, tmp_path: Path
) -> None:
    random = Random(1)
    lives, begun, ended = 0, False, False
    while not ended:
        lives += 1
        assert lives < LIVES, "the conversation does not come to its end"
        moments = random.randint(1, SHORT if begun else LONG)
        with chatting(empty_database_url, errors, moments=moments) as running:
            if begun:
                ended = running.hold()
            else:
                begun = running.read() is not None
    assert lives > 5

    undisturbed = f"sqlite:///{tmp_path / 'undisturbed.db'}"
    with chatting(undisturbed, errors) as running:
        assert running.hold()
    assert answers(empty_database_url) == answers(undisturbed)
    with closing(Database(empty_database_url)) as database, database.transaction() as session:
        assert [row.given for row in session.exec(select(Consent)).all()] == [True]
        assert len(session.exec(select(Appointment)).all()) == 1


def test_three_processes_that_talk_with_one_person_at_once_hold_one_conversation(
    empty_database_url: str, errors: Path
) -> None:
    with ExitStack() as stack:
        running = [stack.enter_context(chatting(empty_database_url, errors)) for _process in range(3)]
        assert at_once([one.hold for one in running]) == [True] * 3
        assert [one.end() for one in running] == [0] * 3
    assert answers(empty_database_url)["name"] == [(1, "Halima")]


def test_processes_that_talk_with_several_people_do_not_mix_them_up(empty_database_url: str, errors: Path) -> None:
    people = ["halima", "arthur", "marianne"]
    with ExitStack() as stack:
        running = [stack.enter_context(chatting(empty_database_url, errors, person)) for person in people]
        assert at_once([partial(one.hold) for one in running]) == [True] * 3
    moments = [answers(empty_database_url, person)["moment"][0][1] for person in people]
    assert len({str(moment) for moment in moments}) == len(people)
