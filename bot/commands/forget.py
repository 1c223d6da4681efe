"""`praktijkgids forget`: erase a person, or an intake that nobody has on their own phone."""

from collections import Counter

import typer

from bot import open
from bot.desk import Desk, Visitor
from bot.mistake import Mistake
from storage import people
from storage.intakes import intake_with


def forget(address: str | None, intake: str | None, channel: str, db: str | None, yes: bool) -> None:
    """Erase the person at `address` of `channel`, or the intake with a token and its candidate.

    Raises Mistake when there is none, and typer.BadParameter when both or neither are given.
    """
    if (address is None) == (intake is None):
        raise typer.BadParameter("say who: --person ADDRESS, or --intake TOKEN")
    with open.desk(db) as desk:
        what = _known(desk, address, intake, channel)
        if not yes:  # outside any transaction: nobody has to wait for the answer
            typer.confirm(f"Erase {what} and all their answers?", abort=True)
        gone = desk.forget(Visitor(channel, address)) if address is not None else desk.forget_intake(intake or "")
    print(_told(gone or Counter()))


def _known(desk: Desk, address: str | None, intake: str | None, channel: str) -> str:
    with desk.database.reading() as session:
        if address is not None and people.find_person(session, channel, address) is None:
            raise Mistake(f"there is nobody with address {address!r} in channel {channel!r}")
        if intake is not None and intake_with(session, intake) is None:
            raise Mistake(f"there is no intake {intake!r}; see: praktijkgids intakes list")
    return f"{channel} {address}" if address is not None else f"intake {intake}"


def _told(gone: Counter[str]) -> str:
    """What was erased, in counts: of tables, as they are called."""
    counts = ", ".join(f"{table} {rows}" for table, rows in sorted(gone.items()) if rows)
    return f"Erased: {counts}." if counts else "There was nothing left to erase."
