"""How long commands take from start to end, and how much memory, beside an empty Python and aiogram's import alone.

`python -m tests.bench.startup [--runs N]`. Not for Windows.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot import demo
from bot.desk import Desk, Visitor
from bot.knowledge import Knowledge
from storage.database import Database
from tests.bench.measured import beside, machine, table
from tests.bot.someone import converse
from tests.conftest import MONDAY

ROOT = Path(__file__).parents[2]
PYTHON = (sys.executable, "-c")
PROGRAM = (*PYTHON, "from bot.cli import main; main()")
EMPTY = "python -c pass"
COMMANDS: dict[str, Sequence[str]] = {
    EMPTY: (*PYTHON, "pass"),
    'python -c "import aiogram"': (*PYTHON, "import aiogram"),
    "praktijkgids --help": (*PROGRAM, "--help"),
    "praktijkgids chat --help": (*PROGRAM, "chat", "--help"),
    "praktijkgids chat --json < /dev/null": (*PROGRAM, "chat", "--json"),
    "praktijkgids match --json planten": (*PROGRAM, "match", "--json", "planten"),
    "praktijkgids intakes list": (*PROGRAM, "intakes", "list"),
    "praktijkgids dialogues --check": (*PROGRAM, "dialogues", "--check"),
}
INTAKES = 10
"""How many whole intakes are in the database."""
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system counts the memory of a process."""


LAUNCHER = """
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, null, number) for number in (0, 1)]
begun = time.perf_counter()
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(process, 0)
print(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""What starts a command and looks after it: as small as can be, as a process counts the peak of who starts it as its own."""


class Run(NamedTuple):
    """What one run took: seconds on the clock, seconds of CPU, and bytes at its peak."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path) -> Run:
    """Run a command to its end. Raises CalledProcessError when it fails."""
    own = {"DATABASE": f"sqlite:///{folder / 'bench.db'}", "CACHE": str(folder / "cache"), "NOW": MONDAY.isoformat()}
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {f"PRAKTIJKGIDS_{name}": value for name, value in own.items()}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    told = subprocess.run((*PYTHON, LAUNCHER, *command), cwd=folder, env=env, stdout=subprocess.PIPE, check=True)
    wall, cpu, memory = map(float, told.stdout.split())
    return Run(wall, cpu, memory * UNIT)


def fill(folder: Path) -> None:
    """A database in which people have been before."""
    database = Database(f"sqlite:///{folder / 'bench.db'}")
    with database.transaction() as session:
        demo.fill(session, MONDAY)
    desk = Desk(database, lambda: MONDAY, Knowledge())
    for number in range(INTAKES):
        converse(desk, Visitor("bench", str(number)))
    database.close()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="measured runs of each (%(default)s)")
    runs = parser.parse_args().runs
    with TemporaryDirectory(prefix="praktijkgids-bench-") as made:
        folder = Path(made)
        fill(folder)
        for command in COMMANDS.values():
            run(command, folder)  # compiles what was never compiled before
        rounds = [{name: run(command, folder) for name, command in COMMANDS.items()} for _round in range(runs)]
    medians = {name: Run(*map(median, zip(*(one[name] for one in rounds), strict=True))) for name in COMMANDS}
    base = medians[EMPTY]
    rows = [
        (
            f"`{name}`",
            beside(took.wall * 1e3, base.wall * 1e3, digits=0),
            beside(took.cpu * 1e3, base.cpu * 1e3, digits=0),
            beside(took.memory / 1e6, base.memory / 1e6, digits=0),
        )
        for name, took in medians.items()
    ]
    print(f"{machine()}; the median of {runs} runs each\n")
    print(table(("", "wall ms", "CPU ms", "peak MB"), rows))


if __name__ == "__main__":
    main()
