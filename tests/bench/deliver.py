"""How fast what is said unasked leaves, and what becomes of it when things go wrong. Prints Markdown tables.

`python -m tests.bench.deliver [--messages N]`. Takes a quarter of an hour, because Telegram's pace is slow. Not for Windows.
"""

import argparse
import asyncio
import logging
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from bot.delivery.pace import PER_SECOND, Pace
from bot.delivery.post import Post
from bot.delivery.worker import MOST_ON_WAY, Worker
from storage.database import Database
from storage.letters import Letter
from storage.manner import Manner
from storage.outcomes import Outcome
from tests.bench.databases import POSTGRESQL, SQLITE, Servers, servers
from tests.bench.measured import machine, table
from tests.bot.delivery.mishaps import Mishaps
from tests.bot.delivery.rounds import Rounds, Ticking
from tests.bot.files import no_files
from tests.botapi import BotApi, Person
from tests.conftest import MONDAY
from tests.storage.outgoing import plan, somebody, words

ROOT = Path(__file__).parents[2]
EACH = 10
"""Messages for one person, where order matters."""
KILLS = 8
"""How often a process is killed, in the first half of what it has to do."""
PATIENCE = 600
"""Seconds after which messages that do not arrive are given up."""


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=500, metavar="N", help="messages of each (%(default)s)")
    messages = parser.parse_args().messages
    logging.disable()
    with servers() as made:
        print(f"{machine()}; {messages} messages each; {PER_SECOND} a second are allowed\n")
        print(_pace(made, messages))
        print(_unpaced(made, messages))
        print(_among_mishaps(made, messages * 10))
        print(_among_kills(made, messages * 2))


# The pace


def _pace(made: Servers, messages: int) -> str:
    """The table of how fast `praktijkgids deliver` goes, when everybody gets one message at the same time."""
    lines = []
    for kind, workers in ((SQLITE, 1), (POSTGRESQL, 1), (POSTGRESQL, 2)):
        with BotApi() as api:
            url = made.filled(kind)
            people = _planned(url, api, messages, each=1)
            moments = _moments(api)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            with _deliverers(api, url, made.folder, workers):
                _wait_for(api, people, each=1)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        busiest = max(sum(moment <= other < moment + 1 for other in moments) for moment in moments)
        lines.append(
            (
                f"{kind}, {workers} at work",
                f"{(len(moments) - 1) / (moments[-1] - moments[0]):.1f}",
                f"{busiest}",
                f"{min(later - earlier for earlier, later in pairwise(moments)) * 1e3:.0f}",
                f"{cpu / messages * 1e3:.1f}",
            )
        )
    columns = (
        "",
        "messages a second",
        "most in any second",
        "least ms between two",
        "ms CPU a message, start included",
    )
    return table(columns, lines)


def _moments(api: BotApi) -> list[float]:
    """When the messages come in at Telegram, from now on."""
    moments: list[float] = []

    def note(_params: object) -> None:
        moments.append(time.perf_counter())

    api.fail("sendMessage", status=500, when=note)  # which never strikes, because a note is not true
    return moments


def _unpaced(made: Servers, messages: int) -> str:
    """The table of how fast it could go: the worker without a pace, beside python-telegram-bot alone, as many at a time."""
    lines = [("python-telegram-bot alone", f"{messages / _alone(messages):.0f}")]
    for kind in (SQLITE, POSTGRESQL):
        with BotApi() as api:
            url = made.filled(kind)
            people = _planned(url, api, messages, each=1, due=MONDAY)
            database = Database(url)
            begun = time.perf_counter()
            asyncio.run(_work_unpaced(api, database, people))
            lines.append((f"the worker, {kind}", f"{messages / (time.perf_counter() - begun):.0f}"))
            database.close()
    return table(("without a pace", "messages a second"), lines)


def _alone(messages: int) -> float:
    """The seconds in which python-telegram-bot sends so many messages."""

    async def send(api: BotApi, people: Sequence[Person]) -> float:
        post, room = Post(api.token, api.url, no_files), asyncio.Semaphore(MOST_ON_WAY)
        await post.open()

        async def bring(letter: Letter) -> None:
            async with room:
                await post(letter)

        letters = [Letter((1,), 1, str(person.id), "nl", Manner.AT_ONCE, words("0"), MONDAY, None) for person in people]
        begun = time.perf_counter()
        await asyncio.gather(*map(bring, letters))
        taken = time.perf_counter() - begun
        await post.close()
        return taken

    with BotApi() as api:
        people = [api.person() for _message in range(messages)]
        for person in people:
            person.starts()
        return asyncio.run(send(api, people))


async def _work_unpaced(api: BotApi, database: Database, people: Sequence[Person]) -> None:
    post, done = Post(api.token, api.url, no_files), asyncio.Event()
    await post.open()
    left = len(people)

    async def bring(letter: Letter) -> Outcome:
        nonlocal left
        left -= 1
        if not left:
            done.set()
        return await post(letter)

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    ever_later = iter(range(10**9))
    working = asyncio.create_task(
        Worker(database, lambda: MONDAY, bring, Pace(at_once, ever_later.__next__), at_once).run()
    )
    await done.wait()
    working.cancel()
    with suppress(asyncio.CancelledError):
        await working
    await post.close()


# What goes wrong


def _among_mishaps(made: Servers, messages: int) -> str:
    """The table of what arrives when Telegram refuses, fails, hangs up and falls silent; the worker's time is its own."""
    lines = []
    for kind in (SQLITE, POSTGRESQL):
        with BotApi() as api:
            url, clock = made.filled(kind), Ticking()
            people = _planned(url, api, messages, EACH, clock.now)
            mishaps = Mishaps(api, random.Random(1))
            database = Database(url)
            Rounds(api, database, clock, patience=2).go(seconds=messages / PER_SECOND * 1.3 + 120)
            database.close()
            lines.append((kind, f"{mishaps.struck:,}", f"{mishaps.lost:,}", *_counted(people, EACH)))
    columns = ("", "mishaps", "of which only the answer was lost", "messages", "missing", "out of order", "double")
    return table(columns, lines)


def _among_kills(made: Servers, messages: int) -> str:
    """The table of what arrives when `praktijkgids deliver` is killed again and again, by the clock on the wall."""
    lines = []
    for kind, workers in ((SQLITE, 1), (POSTGRESQL, 2)):
        with BotApi() as api:
            url = made.filled(kind)
            people = _planned(url, api, messages, EACH)
            with _deliverers(api, url, made.folder, workers) as processes:
                for kill in range(KILLS):
                    _wait_for_calls(api, messages // 2 // KILLS)
                    processes[kill % workers].kill()
                    processes[kill % workers].wait()
                    processes[kill % workers] = _deliverer(api, url, made.folder)
                _wait_for(api, people, EACH)
            lines.append((f"{kind}, {workers} at work", f"{KILLS}", *_counted(people, EACH)))
    return table(("", "kills", "messages", "missing", "out of order", "double"), lines)


def _counted(people: Sequence[Person], each: int) -> tuple[str, ...]:
    """How many messages there were, are missing, out of order, and double."""
    got = [[int(message.text) for message in person.screen] for person in people]
    missing = sum(each - len(set(numbers)) for numbers in got)
    disorder = sum(later < earlier for numbers in got for earlier, later in pairwise(numbers))
    doubles = sum(len(numbers) - len(set(numbers)) for numbers in got)
    return tuple(f"{number:,}" for number in (each * len(people), missing, disorder, doubles))


def _planned(url: str, api: BotApi, messages: int, each: int, due: datetime | None = None) -> list[Person]:
    """People, each with so many messages, that are numbers; all of them due (now)."""
    people = [api.person() for _person in range(messages // each)]
    database = Database(url)
    with database.transaction() as session:
        for person in people:
            person.starts()
            plan(session, somebody(session, str(person.id)), *map(str, range(each)), due=due or datetime.now(UTC))
    database.close()
    return people


def _wait_for(api: BotApi, people: Sequence[Person], each: int) -> None:
    """Wait until everybody has their last message."""
    last = str(each - 1)
    with suppress(AssertionError):  # what is missing is counted
        api.waits_until(
            lambda: all(person.screen and person.screen[-1].text == last for person in people), timeout=PATIENCE
        )


def _wait_for_calls(api: BotApi, more: int) -> None:
    """Wait until Telegram was called so many times more."""
    calls = len(api.calls) + more
    api.waits_until(lambda: len(api.calls) >= calls, timeout=PATIENCE)


@contextmanager
def _deliverers(api: BotApi, url: str, folder: Path, number: int) -> Iterator[list["subprocess.Popen[bytes]"]]:
    """So many processes of `praktijkgids deliver`, ended in good order."""
    processes = [_deliverer(api, url, folder) for _process in range(number)]
    yield processes
    for process in processes:
        process.terminate()
        process.wait()


def _deliverer(api: BotApi, url: str, folder: Path) -> "subprocess.Popen[bytes]":
    settings = {"DATABASE": url, "CACHE": str(folder), "TELEGRAM_TOKEN": api.token, "TELEGRAM_SERVER": api.url}
    return subprocess.Popen(
        (sys.executable, "-c", "from bot.cli import main; main()", "deliver"),
        cwd=ROOT,
        env=os.environ | {f"PRAKTIJKGIDS_{name}": value for name, value in settings.items()},
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
