"""`praktijkgids forget`: erase a person."""

import typer

from bot import open
from bot.mistake import Mistake
from storage import erasure, people


def forget(address: str, channel: str, db: str | None, yes: bool) -> None:
    """Erase the person at `address` of `channel`. Raises Mistake when there is none."""
    with open.database(db) as database:
        with database.reading() as session:
            if people.find_person(session, channel, address) is None:
                raise Mistake(f"there is nobody with address {address!r} in channel {channel!r}")
        if not yes:  # outside any transaction: nobody has to wait for the answer
            typer.confirm(f"Erase {channel} {address} and all their answers?", abort=True)
        with database.transaction() as session:
            person = people.find_person(session, channel, address, alone=True)
            if person is not None:
                erasure.forget(session, person)
    print("Erased.")
