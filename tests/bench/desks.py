"""A turn without Telegram: at the desk beside one bare transaction, and in the engine alone."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

from sqlalchemy import event

from bot import demo
from bot.desk import Desk, Reply, Visitor
from bot.knowledge import Knowledge
from dialogs.answers import State
from dialogs.events import Arrived, Event
from dialogs.intake import INTAKE
from dialogs.scene import World
from dialogs.turn import take
from storage.database import Database
from storage.free_times import free_times
from tests.bench.databases import POSTGRESQL, SQLITE, Servers
from tests.bench.measured import Measured, beside, table
from tests.bot.someone import next_event
from tests.conftest import MONDAY

WARM_UP = 60


def at_the_desk(made: Servers, knowledge: Knowledge, turns: int) -> str:
    """The table of `Desk.turn` beside the least that storing anything takes on the same database."""
    rows: list[tuple[str, ...]] = []
    for kind in (SQLITE, POSTGRESQL):
        database, other = Database(made.filled(kind)), Database(made.filled(kind))
        turn, bare = Measured(f"a turn at the desk, {kind}"), Measured(f"one bare insert, {kind}")
        statements: list[str] = []
        talk = _talk_at(Desk(database, lambda: MONDAY, knowledge))
        with _bare_insert(other) as insert:
            for _turn in range(WARM_UP):
                next(talk)
                insert()
            event.listen(database.engine, "before_cursor_execute", lambda *told, seen=statements: seen.append(told[2]))
            for _turn in range(turns):
                turn.seconds.append(next(talk))
                bare.seconds.append(insert())
        asked = sum(not statement.startswith("BEGIN") for statement in statements)
        for one, sql in ((bare, 1.0), (turn, asked / turns)):
            rows.append((one.name, beside(one.p50, bare.p50), beside(one.p99, bare.p99), f"{sql:.1f}"))
        database.close()
        other.close()
    return table(("", "p50 ms", "p99 ms", "SQL statements"), rows)


def _talk_at(desk: Desk) -> Iterator[float]:
    """One person after another holds the straight conversation; the seconds of every turn."""
    for number in count():
        said: Event | None = Arrived()
        while said is not None:
            begun = time.perf_counter()
            reply = desk.turn(Visitor("bench", str(number)), said)
            yield time.perf_counter() - begun
            said = next_event(reply)


@contextmanager
def _bare_insert(database: Database) -> Iterator[Callable[[], float]]:
    """Stores one row in one transaction, on a connection as Praktijkgids opens them; gives the seconds it took."""
    connection = database.engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE bench (words TEXT)")
    connection.commit()
    begins = database.engine.dialect.name == "sqlite"  # psycopg begins by itself

    def insert() -> float:
        begun = time.perf_counter()
        if begins:
            cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("INSERT INTO bench VALUES ('Halima')")
        connection.commit()
        return time.perf_counter() - begun

    yield insert
    connection.close()


def in_the_engine(made: Servers, knowledge: Knowledge, rounds: int) -> str:
    """The table of `take` alone on the straight conversation."""
    database = Database(made.filled(SQLITE))
    with database.transaction() as session:
        times = free_times(session, demo.REGION, after=MONDAY)
    database.close()
    world = World(
        *(MONDAY, knowledge.catalogue, knowledge.plain, knowledge.matcher, knowledge.places),
        free_times=times,
        offered=frozenset((*demo.OFFERED_AT_ENTREE, *demo.OFFERED_AT_LEVEL_2)),
    )
    turns = list(_straight(world))
    alone = Measured("`take` alone")
    for at in range(-1, rounds):
        for state, said in turns:
            begun = time.perf_counter()
            take(INTAKE, state, said, world)
            if at >= 0:
                alone.seconds.append(time.perf_counter() - begun)
    return table(("", "p50 ms", "p99 ms"), [(alone.name, f"{alone.p50:.2f}", f"{alone.p99:.2f}")])


def _straight(world: World) -> Iterator[tuple[State, Event]]:
    """The turns of the straight conversation: the state before, and what the person does."""
    state = State("bench", {})
    said: Event | None = Arrived()
    while said is not None:
        yield state, said
        turn = take(INTAKE, state, said, world)
        state = turn.state
        said = next_event(Reply(world.language, turn.messages, turn.pressed))
