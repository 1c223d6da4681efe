"""What the straight conversation asks of the person, and of the machine: `python -m tests.bench.straight_run`."""

import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import demo
from bot.desk import Desk
from bot.knowledge import Knowledge
from storage.database import Database
from tests.bench.measured import machine, table
from tests.conftest import Clock
from tests.transcript import Stage, actions

TRANSCRIPTS = {"nl": Path(__file__).parents[1] / "transcripts" / "straight_run.txt"}
"""The straight conversation in each language that has one written down."""
WORDS_A_MINUTE = 120
"""How fast somebody reads for whom reading is hard work."""


def words(lines: Sequence[str]) -> int:
    """How many words people see in what a transcript says is shown, those on buttons included."""
    shown = (line for line in lines if not line.strip().startswith(("-- ", "(now: ")))
    return sum(any(letter.isalnum() for letter in word) for line in shown for word in line.split())


def played(file: Path, knowledge: Knowledge) -> tuple[str, ...]:
    """The cells about one transcript, played at a new database."""
    done = [action for action in actions(file.read_text()) if not action.startswith("#")]
    clock = Clock()
    with TemporaryDirectory(prefix="praktijkgids-bench-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        with database.transaction() as session:
            demo.fill(session, clock())
        stage = Stage(lambda: Desk(database, clock, knowledge), clock.forward)
        wall, cpu = time.perf_counter(), time.process_time()
        shown = sum(words(stage.play(action)) for action in done)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        database.close()
    typed = sum(action.startswith(">") for action in done)
    return (str(len(done)), str(typed), f"{wall:.2f}", f"{cpu:.2f}", str(shown), f"{shown / WORDS_A_MINUTE:.1f}")


def main() -> None:
    """Play, and print."""
    knowledge = Knowledge()
    knowledge.warm_up()
    rows = [(language, *played(file, knowledge)) for language, file in TRANSCRIPTS.items()]
    heads = ("language", "turns", "of which typed", "wall s", "CPU s", "words shown", "minutes of reading")
    print(f"{machine()}; {WORDS_A_MINUTE} words a minute\n")
    print(table(heads, rows))


if __name__ == "__main__":
    main()
