"""`praktijkgids serve` in processes of its own, that can be killed at any moment and started again."""

import os
import socket
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Self
from unittest.mock import patch

from tests.bot.processes import PROCESSES
from tests.bot.telegram.serving import SECRET
from tests.botapi import BotApi
from tests.conftest import MONDAY

# Forked from a process that has loaded everything, as those of tests.bot.processes are: there is one for both.
PROCESSES.set_forkserver_preload(["tests.bot.loaded", "bot.commands.serve"])


def environment(api: BotApi, database_url: str) -> dict[str, str]:
    """The settings to serve with, by polling."""
    return {
        "PRAKTIJKGIDS_DATABASE": database_url,
        "PRAKTIJKGIDS_TELEGRAM_SERVER": api.url,
        "PRAKTIJKGIDS_TELEGRAM_TOKEN": api.token,
        "PRAKTIJKGIDS_NOW": MONDAY.isoformat(),
    }


def webhook(port: int) -> dict[str, str]:
    """What must be set besides, to listen at a port of this machine."""
    return {
        "PRAKTIJKGIDS_WEBHOOK_URL": f"http://127.0.0.1:{port}/hook",
        "PRAKTIJKGIDS_WEBHOOK_SECRET": SECRET,
        "PRAKTIJKGIDS_WEBHOOK_PORT": str(port),
    }


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Served:
    """A bot that is served by a process; `log` is the file it writes its log to."""

    def __init__(self, settings: dict[str, str], folder: Path) -> None:
        self.settings = settings
        self.folder = folder
        self.log = folder / "serve.log"
        self._process: BaseProcess | None = None

    def __enter__(self) -> Self:
        self.starts()
        return self

    def __exit__(self, *exception: object) -> None:
        self.is_killed()

    def starts(self) -> None:
        """Start a process; it serves a moment later."""
        self._process = PROCESSES.Process(target=_serve, args=(self.settings, self.folder, self.log))
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
        self._process.join(20)
        return self._process.exitcode


def _serve(settings: dict[str, str], folder: Path, log: Path) -> None:
    from bot.cli import main
    from tests.bot.loaded import KNOWLEDGE

    os.chdir(folder)
    os.environ.update(settings)
    sys.stderr = log.open("a", buffering=1)
    with patch("bot.open.Knowledge", lambda *_settings: KNOWLEDGE):
        main(["serve"])
