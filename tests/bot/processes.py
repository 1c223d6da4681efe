"""The command line in processes of their own, which can be killed at any moment.

They are forked from a process that has loaded everything, so that starting one is quick.
"""

import io
import json
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from tests.bot.someone import EVERYDAY, Habit

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds; what takes longer hangs."""
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.bot.loaded"])


class Mortal:
    """Kills its own process when so many moments have passed.

    A moment is before and after every statement, before every commit, and around every half of what is written.
    """

    def __init__(self, moments: int) -> None:
        self.left = moments

    def moment(self, *_whatever: object) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


class Writing(io.TextIOBase):
    """A stream that writes every text in two halves, with a moment before, between and after."""

    def __init__(self, to: io.TextIOWrapper, mortal: Mortal) -> None:
        self.to = to
        self.mortal = mortal

    def write(self, text: str) -> int:
        half = len(text) // 2
        self.mortal.moment()
        self.to.write(text[:half])
        self.to.flush()
        self.mortal.moment()
        self.to.write(text[half:])
        self.to.flush()
        self.mortal.moment()
        return len(text)


def run(arguments: list[str], wire: socket.socket, errors: Path, moments: int) -> None:
    """What the process does: the command, with the wire as its standard input and output."""
    import tests.bot.loaded
    from bot.cli import main

    assert tests.bot.loaded.KNOWLEDGE

    mortal = Mortal(moments)
    for happening in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(Engine, happening, mortal.moment)
    sys.stdin = wire.makefile("r", encoding="utf-8")
    sys.stdout = Writing(wire.makefile("w", encoding="utf-8"), mortal)
    sys.stderr = errors.open("a")
    main(arguments)


class Running:
    """A conversation as JSON Lines with a process that runs `praktijkgids chat`."""

    def __init__(self, process: BaseProcess, wire: socket.socket) -> None:
        self.process = process
        self.wire = wire
        self.lines = wire.makefile("r", encoding="utf-8")

    def read(self) -> dict[str, Any] | None:
        """The next message of the dialogue, and not what is told beside it; None when the process is gone."""
        message = self._read()
        while message is not None and message["progress"] is None:
            message = self._read()
        return message

    def _read(self) -> dict[str, Any] | None:
        """The next message; None when the process is gone, perhaps halfway a line."""
        try:
            line = self.lines.readline()
        except ConnectionResetError:  # it was killed before it read what we said last
            return None
        read: dict[str, Any] | None = json.loads(line) if line.endswith("\n") else None
        return read

    def say(self, line: dict[str, str]) -> dict[str, Any] | None:
        """Say or press something; gives back what is shown then."""
        try:
            self.wire.sendall(json.dumps(line).encode() + b"\n")
        except BrokenPipeError:
            return None
        return self.read()

    def hold(self, habit: Habit = EVERYDAY) -> bool:
        """Converse as long as something is asked; gives back whether all was answered (else the process is gone)."""
        shown = self.read()
        while shown is not None and shown["question"] is not None:
            shown = self.say(reaction(shown, habit))
        return shown is not None

    def end(self) -> int | None:
        """Let the input end; gives back the exit status of the process."""
        self.wire.shutdown(socket.SHUT_WR)
        self.process.join(PATIENCE)
        return self.process.exitcode


def reaction(shown: dict[str, Any], habit: Habit = EVERYDAY) -> dict[str, str]:
    """What somebody does with a message, as a line."""
    buttons = {button["value"].split(".", 3)[3]: button["value"] for row in shown["buttons"] for button in row}
    value, words = habit.answer(shown["question"], list(buttons))
    return {"text": words} if value is None else {"press": buttons[value]}


@contextmanager
def chatting(url: str, errors: Path, person: str = "halima", moments: int = 0) -> Iterator[Running]:
    """A process that chats with `person`, and that is killed after so many moments (0: never). `errors`: what it complains."""
    ours, theirs = socket.socketpair()
    arguments = ["chat", "--json", "--person", person, "--db", url]
    process = PROCESSES.Process(target=run, args=(arguments, theirs, errors, moments))
    process.start()
    theirs.close()
    ours.settimeout(PATIENCE)
    running = Running(process, ours)
    try:
        yield running
    finally:
        process.kill()
        process.join(PATIENCE)
        process.close()
        running.lines.close()
        ours.close()
