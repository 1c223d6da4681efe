"""`praktijkgids forget`: erase a person."""

import typer

from bot import open
from bot.desk import Visitor
from bot.mistake import Mistake
from storage import people


def forget(address: str, channel: str, db: str | None, yes: bool) -> None:
    """Erase the person at `address` of `channel`. Raises Mistake when there is none."""
    with open.desk(db) as desk:
        with desk.database.reading() as session:
            if people.find_person(session, channel, address) is None:
                raise Mistake(f"there is nobody with address {address!r} in channel {channel!r}")
        if not yes:  # outside any transaction: nobody has to wait for the answer
            typer.confirm(f"Erase {channel} {address} and all their answers?", abort=True)
        desk.forget(Visitor(channel, address))
    print("Erased.")
