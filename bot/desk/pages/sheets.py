"""A region as a spreadsheet: taking it along, and sending it back with changes."""

from io import BytesIO

from agenda.hours import HOME
from bot.desk.conversation import sit_down
from bot.desk.exporting import export as write
from bot.desk.exporting import note_export
from bot.desk.files import FILES, File, Making
from bot.desk.importing import take_in
from bot.desk.shown import Shown
from bot.desk.visit import Visit
from dialogs.answers import CONSULTANT, Given, State
from dialogs.conditions import Values
from dialogs.events import Handed
from dialogs.messages import Attachment, Message
from dialogs.pages import sheets as pages
from dialogs.pages.home import told
from dialogs.sheets import IMPORT
from people.policy import About, Action
from reports.sheets.reading import Filled, read
from reports.sheets.region import IMPORTED
from reports.sheets.workbook import NoWorkbook, workbook
from storage import seats
from storage.records import how_many
from storage.tables import Region

WORKBOOK = "export"
MOST_ROWS = 2000
"""Of a workbook that is sent to the bot: they are kept until there is a yes."""


def export(visit: Visit, argument: str) -> Message:
    """The region as a workbook, without who people are; that it was taken along is noted."""
    visit.allow(Action.EXPORT)
    region = visit.session.get_one(Region, visit.person.region_code)
    intakes = how_many(visit.session, region.code)
    note_export(visit.session, region.code, visit.now, visit.person, intakes)
    # Their own intake they do not see as others do.
    return pages.export_page(region.name, intakes, Attachment(WORKBOOK, f"{region.code}.{visit.person.id}"))


def may_import(visit: Visit) -> bool:
    """Whether the person may change what the region keeps by sending a workbook."""
    region = About(visit.person.region_code)
    return visit.may(Action.KEEP_OFFERING, region) and visit.may(Action.KEEP_CONTACTS, region)


def handed(visit: Visit, event: Handed) -> tuple[Shown, ...]:
    """What a workbook that somebody sent would change, and whether it shall; or what is wrong with it."""
    try:
        filled = read(event.content, IMPORTED)
        if sum(map(len, filled.lines.values())) > MOST_ROWS:
            raise NoWorkbook(too_large=True)
    except NoWorkbook as problem:
        return (told(pages.TOO_LARGE if problem.too_large else pages.NO_WORKBOOK),)
    region = visit.person.region_code or ""
    would = take_in(visit.session, visit.known, region, filled, visit.now, visit.person, only_look=True)
    if would.faults:
        return (pages.faults_page([fault.text for fault in would.faults], filled.notes),)
    if not would.changed:
        return (told(pages.NO_CHANGES, *filled.notes),)
    seat = seats.seat_of(visit.session, visit.person, IMPORT.name)
    seats.leave(visit.session, visit.person, seat, for_good=True)  # what was sent before it is out of date
    seat = seats.take_seat(visit.session, visit.person, IMPORT.name)
    draft = Given().drafted({"rows": filled.stored, "changes": {**would.changed}}, CONSULTANT)
    seats.keep_own_answers(seat, State(seat.token, {"rows": draft}))
    notes = (pages.notes_page(filled.notes),) if filled.notes else ()
    return (*notes, sit_down(visit, IMPORT))


def taken_in(visit: Visit, values: Values) -> Message:
    """Take over what somebody said yes to, as things are now."""
    filled = Filled.of(values["rows"], IMPORTED)
    if not filled.lines:
        return told(pages.NOT_TAKEN)
    if not may_import(visit):
        return told(pages.NOT_TAKEN)
    region = visit.person.region_code or ""
    taken = take_in(visit.session, visit.known, region, filled, visit.now, visit.person, only_look=False)
    if taken.faults:  # something else has changed since
        return pages.faults_page([fault.text for fault in taken.faults], ())
    return pages.taken_page(taken.changed) if taken.changed else told(pages.NO_CHANGES)


def _made(making: Making) -> File | None:
    code, _dot, person = making.of.partition(".")
    if making.session.get(Region, code) is None:
        return None
    into = BytesIO()
    with workbook(into) as book:
        write(
            making.session,
            making.known,
            code,
            making.now,
            book,
            without=int(person) if person.isdecimal() else None,
            dialogue=making.dialogue,
        )
    return File(f"praktijkgids-{code}-{making.now.astimezone(HOME):%Y-%m-%d}.xlsx", into.getvalue())


FILES[WORKBOOK] = _made
