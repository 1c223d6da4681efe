"""`praktijkgids retention`: for how long the intakes of a region are kept, and what is due."""

import json

from sqlmodel import Session

from bot import open
from bot.mistake import Mistake
from storage import audit, retention
from storage.audit import Deed
from storage.retention import Due
from storage.tables import Region


def retention_of(region: str, months: int | None, unfinished: int | None, db: str | None, as_json: bool) -> None:
    """Set for how long the intakes of a region are kept, when that is given; print it, with what is due.

    Raises Mistake for a region that does not work with Praktijkgids.
    """
    now = open.settings().clock()
    with open.database(db) as database:
        if months is not None or unfinished is not None:
            with database.transaction() as session:
                there = _region(session, region)
                there.keep_months = months or there.keep_months
                there.keep_unfinished_months = unfinished or there.keep_unfinished_months
                if there.keep_unfinished_months > there.keep_months:
                    raise Mistake("an intake that was never finished cannot be kept for longer than one that was")
                audit.note(session, now, Deed.CHANGED, "keeping", None, region=region)
        with database.reading() as session:
            there = _region(session, region)
            due = retention.due(session, there, now)
    print(_json(there, due) if as_json else _words(there, due))


def _region(session: Session, code: str) -> Region:
    found = session.get(Region, code)
    if found is None:
        raise Mistake(f"no region {code!r} works with Praktijkgids here")
    return found


def _json(region: Region, due: Due) -> str:
    kept = {"region": region.code, "months": region.keep_months, "unfinished": region.keep_unfinished_months}
    first = due.first.isoformat(timespec="seconds") if due.first else None
    return json.dumps({**kept, "old": due.old, "announced": due.announced, "first": first, "erased": due.erased})


def _words(region: Region, due: Due) -> str:
    first = f", the first on {due.first:%F}" if due.first else ""
    return (
        f"{region.code}: kept for {region.keep_months} months after the last activity, "
        f"{region.keep_unfinished_months} when never finished\n"
        f"old enough to be told of: {due.old}; told, and erased within a week: {due.announced}{first}\n"
        f"erased so far, for whatever reason: {due.erased}"
    )
