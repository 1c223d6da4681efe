"""`praktijkgids deliver` in processes of its own, that can be killed at any moment and started again."""

import os
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self

from tests.bot.processes import PROCESSES
from tests.bot.telegram.processes import environment
from tests.botapi import BotApi
from tests.conftest import Clock


class Deliverer:
    """A process that delivers; it believes that it is the moment of `clock` at which it was started."""

    def __init__(self, api: BotApi, database_url: str, clock: Clock, folder: Path) -> None:
        self.settings = environment(api, database_url)
        self.clock = clock
        self.folder = folder
        self.log = folder / "deliver.log"
        self._process: BaseProcess | None = None

    def __enter__(self) -> Self:
        self.starts()
        return self

    def __exit__(self, *exception: object) -> None:
        self.is_killed()

    def starts(self) -> None:
        """Start a process; it delivers a moment later."""
        settings = self.settings | {"PRAKTIJKGIDS_NOW": self.clock.now.isoformat()}
        self._process = PROCESSES.Process(target=_deliver, args=(settings, self.folder, self.log))
        self._process.start()

    def is_killed(self) -> None:
        """End the process in the middle of whatever it does (SIGKILL)."""
        assert self._process is not None
        self._process.kill()
        self._process.join()
        self._process.close()

    def stops(self) -> int | None:
        """Ask the process to stop (SIGTERM); gives back its exit status."""
        assert self._process is not None
        self._process.terminate()
        return self.ends()

    def ends(self) -> int | None:
        """Wait until the process ends by itself; gives back its exit status, None when it took too long."""
        assert self._process is not None
        self._process.join(30)
        return self._process.exitcode


def _deliver(settings: dict[str, str], folder: Path, log: Path) -> None:
    from bot.cli import main

    os.chdir(folder)
    os.environ.update(settings)
    sys.stderr = log.open("a", buffering=1)
    main(["deliver"])
