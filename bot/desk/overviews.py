"""The overview of a region, and its pictures: counted anew each time, from what is there at that moment."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from bot.desk.files import FILES, File, Making
from bot.knowledge import Knowledge
from dialogs.messages import Attachment
from reports.figures import ANSWERS, GROUPINGS, Overview, View, overview
from reports.record import Record
from storage.offering import offered_crebos
from storage.records import erased_since, records
from storage.tables import Person, Region

PICTURE = "overview"
"""Pictures are of a region, as AM05, or of a grouping in it, as AM05.school. Small numbers are protected in them."""


def view_of(session: Session, known: Knowledge, region: str, now: datetime) -> View:
    """From where a region is looked at now."""
    return View(now, known.catalogue, offered_crebos(session, region, now))


def overview_of(
    session: Session, known: Knowledge, region: str, now: datetime, counts: Callable[[Record], bool] | None = None
) -> Overview:
    """The figures of a region; `counts`: of these intakes only."""
    view = view_of(session, known, region, now)
    counted = filter(counts or (lambda _record: True), records(session, region, ANSWERS))
    return overview(counted, view, erased_since(session, region, view.first_day))


def not_of(person: Person) -> Callable[[Record], bool]:
    """Whether an intake is not somebody's own, which they do not see as others do."""
    return lambda record: record.candidate != person.id


def picture_of(region: str, grouping: str = "") -> Attachment:
    """The picture of a region, or of a grouping in it, to hand out with a message."""
    return Attachment(PICTURE, f"{region}.{grouping}" if grouping else region)


def drawn(session: Session, known: Knowledge, now: datetime, of: str, language: str) -> bytes | None:
    """The picture of a region, or of a grouping in it, as PNG; None when there is no such region, or nothing of it to see."""
    code, _dot, key = of.partition(".")
    region, grouping = session.get(Region, code), GROUPINGS.get(key)
    counted = overview_of(session, known, code, now) if region is not None else None
    if region is None or counted is None or counted.is_empty or (key and grouping is None):
        return None
    from reports import chart, picture  # matplotlib takes a second to load: only for who wants a picture

    shown = picture.of_grouping(region.name, counted, grouping) if grouping else picture.of_region(region.name, counted)
    return chart.png(shown, language)


def _made(making: Making) -> File | None:
    content = drawn(making.session, making.known, making.now, making.of, making.language)
    return File(f"overzicht-{making.of.replace('.', '-')}.png", content, picture=True) if content is not None else None


FILES[PICTURE] = _made
