"""What a conversation can look at: looked up when it comes to it, and not before."""

from functools import partial
from threading import Barrier

from sqlalchemy import event

from bot import demo
from bot.desk.looked_up import looked_up
from bot.desk.world import world_of
from bot.knowledge import Knowledge
from storage.database import Database
from storage.intakes import begin_intake
from storage.people import new_person
from tests.conftest import MONDAY
from tests.storage.at_once import PATIENCE, at_once


def test_the_database_is_asked_when_a_turn_comes_to_something_and_then_once(
    database: Database, knowledge: Knowledge
) -> None:
    with database.transaction() as session:
        intake = begin_intake(session, MONDAY, candidate=new_person(session, "terminal", "halima", "nl", MONDAY))
        intake.region_code = demo.REGION
        session.flush()
        asked: list[object] = []
        event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

        there = world_of(session, knowledge, intake, MONDAY).speaking("en")
        assert (there.now, there.language, there.catalogue) == (MONDAY, "en", knowledge.catalogue)
        assert asked == []

        for _again in range(2):
            assert there.offered
            assert there.contact
            assert len(asked) == 2

        times = there.free_times
        so_far = len(asked)
        assert there.free_times is times
        assert not there.nobody_offers
        assert len(asked) == so_far


def test_who_looks_something_up_waits_for_nobody_who_looks_up_the_same_for_another() -> None:
    """One can hold the row that the other waits for, and come to this very place: they would wait for each other for good."""
    both_inside = Barrier(2)

    class Looking:
        @looked_up
        def place(self) -> int:
            return both_inside.wait(PATIENCE)

    people = (Looking(), Looking())
    found = at_once([partial(getattr, one, "place") for one in people])
    assert sorted(found) == [0, 1]
    assert [one.place for one in people] == found
