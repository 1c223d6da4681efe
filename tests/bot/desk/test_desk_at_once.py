"""Several people, in several workers, with one candidate at the same moment; on each database."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from random import Random

import pytest
from sqlmodel import col, select

from bot.desk import Desk
from dialogs.events import Arrived, Event, Pressed, Said
from people.policy import Action, may
from people.roles import Role
from storage import people
from storage.database import Database
from storage.intakes import about
from storage.tables import Answer, Intake, Outbox, Thread
from tests.bot.desk.cast import HERE, Cast, buttons, person
from tests.storage.at_once import at_once

OpenDesk = Callable[[], Desk]
SAYS = {
    "arthur": ("52", "hulp", "verder", "Enschede", "ja", "nee", "vmbo", "terug", "hallo?"),
    "sanne": ("52", "Enschede", "ja", "nee", "vmbo", "terug", "Dag Arthur"),
    "carla": ("Dag Arthur", "1"),
}


@pytest.fixture
def begun(open_desk: OpenDesk) -> tuple[Cast, str, str]:
    """Sanne has begun an intake for Arthur: everybody, its token, and a link to it."""
    cast = Cast(open_desk())
    for name in ("sanne", "bram"):
        cast.joins(name, Role.CONSULTANT, HERE, "Gemeente Enschede")
    cast.joins("carla", Role.COORDINATOR, HERE)
    token = cast.begins("sanne", "Arthur")
    return cast, token, cast.links("sanne", token)


def test_of_those_who_open_one_link_at_once_one_comes_in(
    begun: tuple[Cast, str, str], open_desk: OpenDesk, database: Database
) -> None:
    _cast, token, code = begun
    at_once([partial(Cast(open_desk()).opens, f"arthur {number}", code) for number in range(4)])
    with database.reading() as session:
        [intake] = session.exec(select(Intake).where(Intake.token == token)).all()
        others = session.exec(select(Intake).where(Intake.token != token)).all()
    assert intake.candidate_id is not None
    assert intake.candidate_id not in {other.candidate_id for other in others}


@pytest.mark.parametrize("erasing", [False, True])
def test_whatever_people_do_at_once_with_one_candidate_is_in_the_log_in_order_and_with_the_right_people(
    erasing: bool, begun: tuple[Cast, str, str], open_desk: OpenDesk, database: Database
) -> None:
    cast, token, code = begun
    cast.opens("arthur", code)
    cast.says("arthur", "Nederlands", "ja")
    with database.reading() as session:
        numbers = [person(session, name).id for name in ("sanne", "bram")]
    pages = {
        "sanne": [("together", token), ("background", token), ("talk", token), ("talked", token), ("remind", token)],
        "carla": [("talk", token), ("take", token), ("case", token), *(("hand", f"{token}.{n}") for n in numbers)],
        "arthur": [],
    }

    def busy(name: str, seed: int) -> None:
        random, mine = Random(seed), Cast(open_desk())
        reply = mine.does(name, Arrived())
        for _deed in range(12):
            shown = [one for one in buttons(reply.messages) if not one.value.startswith("!erase")]
            page = [Pressed("@", *what[:1], 0, *what[1:]) for what in pages[name]]
            choices: list[Event] = [*shown[:3], *page, *map(Said, SAYS[name])]
            if erasing and name == "arthur":
                choices += [Said("wis alles"), Said("ja")] * 3
            reply = mine.does(name, random.choice(choices))
            mine.hears(name)

    at_once([partial(busy, name, seed) for seed, name in enumerate(("arthur", "sanne", "carla"))])

    with database.reading() as session:
        intake = session.exec(select(Intake).where(Intake.token == token)).one_or_none()
        assert intake is not None or erasing
        if intake is None:
            return  # and nothing in the database can be about it any more
        revisions = defaultdict(list)
        for row in session.exec(select(Answer).where(Answer.intake_id == intake.id).order_by(col(Answer.id))):
            revisions[row.key].append(row.revision)
        assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in revisions.values())
        assert len(session.exec(select(Thread).where(col(Thread.closed_at).is_(None))).all()) <= 1
        what = about(session, intake)
        waiting = select(Outbox.person_id).where(Outbox.about_id == intake.id, col(Outbox.sent_at).is_(None))
        for number in session.exec(waiting):
            one = next(
                each for name in ("arthur", "sanne", "bram", "carla") if (each := person(session, name)).id == number
            )
            former = one.address in ("sanne", "bram")  # is told that a colleague goes on
            assert may(people.actor(one), Action.TALK, what) or one.id == intake.candidate_id or former
