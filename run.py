"""Set up Praktijkgids in `.venv` from the lock, then run it. Needs Python 3.11+ and pip, nothing else.

python3 run.py chat            talk with Praktijkgids in this terminal
python3 run.py test [ARG ...]  run the tests (arguments go to pytest)
python3 run.py COMMAND ...     any other command of Praktijkgids; `--help` lists them
python3 run.py -m MODULE ...   a Python module with everything for developing installed
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


def install(lock: Path) -> None:
    """Bring `.venv` to what `lock` says; does nothing when it is there already. Exits with pip's status when pip fails."""
    stamp = VENV / f"installed-{lock.stem}"
    wanted = hashlib.sha256(
        lock.read_bytes() + (HERE / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    print("Praktijkgids wordt klaargezet, dat duurt ongeveer een minuut …", file=sys.stderr)
    # --without-pip: Debian's Python has venv but not always ensurepip; the pip that is there can fill any environment.
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], check=True)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "--disable-pip-version-check", "install", "--quiet"]
    for arguments in (["--require-hashes", "-r", str(lock)], ["--no-deps", "--no-build-isolation", "-e", str(HERE)]):
        done = subprocess.run([*pip, *arguments])
        if done.returncode:
            sys.exit(done.returncode)
    stamp.write_text(wanted)
    # What developers install holds all that running needs.
    if lock.stem == "dev":
        run = HERE / "requirements" / "run.txt"
        (VENV / "installed-run").write_text(
            hashlib.sha256(run.read_bytes() + (HERE / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
        )


def main() -> None:
    if sys.version_info < (3, 11):
        sys.exit("Praktijkgids needs Python 3.11 or newer; this is " + sys.version.split()[0])
    command, *rest = sys.argv[1:] or ["--help"]
    developing = command in ("test", "-m")
    install(HERE / "requirements" / ("dev.txt" if developing else "run.txt"))
    if command == "test":
        arguments = [str(PYTHON), "-m", "pytest", *rest]
    elif command == "-m":
        arguments = [str(PYTHON), "-m", *rest]
    else:
        arguments = [str(BIN / "praktijkgids"), command, *rest]
    sys.exit(subprocess.run(arguments).returncode)


if __name__ == "__main__":
    main()
