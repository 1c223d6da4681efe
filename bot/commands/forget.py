"""`praktijkgids forget`: erase a person."""

import typer

from bot import open
from bot.mistake import Mistake
from storage import erasure, intakes


def forget(address: str, channel: str, db: str | None, yes: bool) -> None:
    """Erase the person at `address` of `channel`. Raises Mistake when there is none."""
    with open.database(db) as database, database.transaction() as session:
        person = intakes.find_person(session, channel, address)
        if person is None:
            raise Mistake(f"there is nobody with address {address!r} in channel {channel!r}")
        if not yes:
            typer.confirm(f"Erase {channel} {address} and all their answers?", abort=True)
        erasure.forget(session, person)
    print("Erased.")
