"""`praktijkgids import`: the offering, the contacts and free times of a region, from a workbook."""

from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from bot import open
from bot.desk.importing import TakenIn, take_in
from bot.knowledge import Knowledge
from bot.mistake import Mistake
from dialogs.text import render
from reports.sheets.reading import Filled, read
from reports.sheets.region import IMPORTED
from reports.sheets.workbook import NoWorkbook
from storage.invitations import known_region
from storage.tables import Region


def import_sheets(file: Path, region: str | None, check: bool, db: str | None) -> None:
    """Import a workbook, or only say what would change. Raises Mistake when anything is wrong with it."""
    known = open.knowledge()
    try:
        filled = read(file.read_bytes(), IMPORTED)
    except OSError as problem:
        raise Mistake(f"cannot read {file}: {problem.strerror or problem}") from None
    except NoWorkbook as problem:
        why = "it is too large" if problem.too_large else "it is no workbook (.xlsx)"
        raise Mistake(f"cannot read {file}: {why}") from None
    for note in filled.notes:
        print(render(note, "nl"))
    with open.database(db) as database:
        try:
            with database.transaction() as session:
                taken = _taken_in(session, known, region, filled, check)
        except IntegrityError:
            raise Mistake("somebody changed the same thing at this very moment: try again") from None
    for fault in taken.faults:
        print(render(fault.text, "nl"))
    if taken.faults:
        raise Mistake(f"nothing is imported: {len(taken.faults)} faults in {file}")
    rows = ", ".join(f"{times} rows of {sheet}" for sheet, times in taken.changed.items()) or "nothing"
    print(f"{rows} {'would change' if check else 'changed'}; {taken.same} were so already")


def _taken_in(session: Session, known: Knowledge, region: str | None, filled: Filled, check: bool) -> TakenIn:
    try:
        there = known.places.region(region or _only_region(session))
    except KeyError as problem:
        raise Mistake(str(problem.args[0])) from None
    attempt = session.begin_nested()
    known_region(session, there.code, there.name)
    taken = take_in(session, known, there.code, filled, open.settings().clock(), None, only_look=check)
    if check or taken.faults:
        attempt.rollback()  # a region that was not there yet either
    return taken


def _only_region(session: Session) -> str:
    """The region of a database that has one. Raises Mistake."""
    codes = session.exec(select(Region.code)).all()
    if len(codes) != 1:
        raise Mistake(f"say for which region: --region CODE; there is: {', '.join(codes) or 'none yet'}")
    return codes[0]
