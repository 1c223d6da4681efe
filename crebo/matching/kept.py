"""A matcher that is kept in a file, because building one takes longer than a person wants to wait."""

import gc
import os
import pickle
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from crebo.catalogue import Catalogue
from crebo.match import Matcher
from crebo.plain import Plain

PACKAGE = Path(__file__).resolve().parent.parent


def kept_matcher(catalogue: Catalogue, plain: Mapping[str, Plain], imported: Path | None, folder: Path) -> Matcher:
    """The matcher for this catalogue and these words: from `folder` if it is there, else built, and kept there.

    A matcher is kept under the fingerprint of everything it was made from, so it can never be out of date. A folder that cannot be
    used is no reason to fail; only a file that this user alone can write is trusted.
    """
    file = folder / f"matcher-{_fingerprint(imported)}.pickle"
    with suppress(OSError, pickle.PickleError, EOFError, AttributeError, ImportError, IndexError, ValueError):
        if _is_ours(file):
            kept = _loaded(file)
            if isinstance(kept, Matcher):
                return kept.attach(catalogue, plain)
    built = Matcher(catalogue, plain)
    with suppress(OSError):
        _keep(built, file)
    return built


def _loaded(file: Path) -> object:
    # Nothing that comes from the file can be garbage yet: looking for it takes three times as long as reading.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return pickle.loads(file.read_bytes())
    finally:
        if collecting:
            gc.enable()


def _fingerprint(imported: Path | None) -> str:
    made_of = blake2b(sys.version.encode(), digest_size=12)
    for file in _sources(imported):
        made_of.update(file.name.encode() + b"\0" + file.read_bytes())
    return made_of.hexdigest()


def _sources(imported: Path | None) -> Iterator[Path]:
    yield from sorted(PACKAGE.rglob("*.py"))
    yield from sorted((PACKAGE / "data").rglob("*.csv"))
    if imported is not None and imported.is_dir():
        yield from sorted(imported.glob("*.csv"))


def _is_ours(file: Path) -> bool:
    """Whether nobody else can have written the file: a pickle of somebody else could do anything."""
    about = file.stat()
    return not hasattr(os, "getuid") or (about.st_uid == os.getuid() and not about.st_mode & 0o022)


def _keep(matcher: Matcher, file: Path) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for older in file.parent.glob("matcher-*.pickle"):
        older.unlink(missing_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as written:
        pickle.dump(matcher, written, protocol=pickle.HIGHEST_PROTOCOL)
    os.replace(written.name, file)
