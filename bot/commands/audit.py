"""`praktijkgids audit`: who saw, changed, gave out or erased what."""

import json
from dataclasses import asdict

from bot import open
from bot.commands.regions import known_region
from bot.mistake import Mistake
from storage import audit
from storage.audit import Entry
from storage.intakes import intake_with


def show(region: str, intake: str | None, db: str | None, as_json: bool) -> None:
    """Print what was noted in a region, the newest first, or only of one intake. Raises Mistake when there is no such intake."""
    known_region(region)
    with open.database(db) as database, database.reading() as session:
        about = intake_with(session, intake) if intake is not None else None
        if intake is not None and about is None:
            raise Mistake(f"there is no intake {intake!r} (any more)")
        for entry in audit.entries(session, region, about):
            print(_json(entry) if as_json else _words(entry))


def _json(entry: Entry) -> str:
    return json.dumps(asdict(entry) | {"at": entry.at.isoformat(timespec="seconds")}, ensure_ascii=False)


def _words(entry: Entry) -> str:
    who = " ".join(filter(None, (entry.role, entry.who, f"({entry.organisation})" if entry.organisation else "")))
    times = f"  {entry.times}×" if entry.times > 1 else ""
    return f"{entry.at:%F %H:%M} UTC  {who}: {entry.deed} {entry.what}  {entry.token or '-'}{times}"
