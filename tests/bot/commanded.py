"""A command as somebody types it, in an empty folder, with what every command knows already loaded."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.knowledge import Knowledge
from tests.conftest import MONDAY


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    status: int
    out: str
    err: str


def typing(
    folder: Path, knowledge: Knowledge, patch: pytest.MonkeyPatch, printed: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    """What runs a command in a folder."""
    patch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("PRAKTIJKGIDS_")]:
        patch.delenv(name)
    patch.setenv("PRAKTIJKGIDS_NOW", MONDAY.isoformat())
    patch.setattr("bot.open.Knowledge", lambda *_folders: knowledge)

    def run(*arguments: object) -> Ran:
        printed.readouterr()
        status, said = 0, ""
        try:
            main([str(one) for one in arguments])
        except SystemExit as end:
            status, said = (end.code, "") if isinstance(end.code, int) else (int(end.code is not None), str(end.code))
        captured = printed.readouterr()
        return Ran(status, captured.out, captured.err + said)

    return run
