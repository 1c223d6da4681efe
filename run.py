"""Set up Praktijkgids in `.venv` from the lock, then run it. Needs Python 3.11+ and pip, nothing else.

python3 run.py chat            talk with Praktijkgids in this terminal
python3 run.py test [ARG ...]  run the tests (arguments go to pytest)
python3 run.py COMMAND ...     any other command of Praktijkgids; `--help` lists them
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")


def install(*locks: str) -> None:
    """Bring `.venv` to what one of `locks` says, the first if none is there yet. Exits with pip's status when pip fails."""
    if any(_stamp(lock).is_file() and _stamp(lock).read_text() == _state(lock) for lock in locks):
        return
    print("Praktijkgids wordt klaargezet, dat duurt ongeveer een minuut …", file=sys.stderr)
    # --without-pip: Debian's Python has venv but not always ensurepip; the pip that is there can fill any environment.
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check", "install", "--quiet"]
    locked = ["--require-hashes", "-r", str(_lock(locks[0]))]
    for arguments in (locked, ["--no-deps", "--no-build-isolation", "-e", str(HERE)]):
        done = subprocess.run([*pip, *arguments])
        if done.returncode:
            sys.exit(done.returncode)
    _stamp(locks[0]).write_text(_state(locks[0]))


def _lock(name: str) -> Path:
    return HERE / "requirements" / f"{name}.txt"


def _stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def _state(name: str) -> str:
    """What an installation depends on: the lock, the project, and the Python it is for."""
    parts = (_lock(name).read_bytes(), (HERE / "pyproject.toml").read_bytes(), sys.version.encode(), str(HERE).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def main() -> None:
    """Install what the command needs, and become the command."""
    if sys.version_info < (3, 11):
        sys.exit("Praktijkgids needs Python 3.11 or newer; this is " + sys.version.split()[0])
    command, *rest = sys.argv[1:] or ["--help"]
    if command == "test":
        install("dev")
        arguments = [str(PYTHON), "-m", "pytest", *rest]
    else:
        install("run", "dev")  # what developers have holds all that running needs
        arguments = [str(BIN / "praktijkgids"), command, *rest]
    try:
        sys.exit(subprocess.run(arguments, cwd=HERE if command == "test" else None).returncode)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
