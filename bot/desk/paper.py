"""The summary of an intake on paper: made from what is known when it is asked for."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

from sqlmodel import Session

from agenda.hours import HOME
from bot.desk.files import FILES, File, Making
from bot.desk.world import world_of
from bot.knowledge import Knowledge
from dialogs.answers import State
from dialogs.dialogue import Dialogue
from dialogs.scene import FreeTime
from dialogs.summary import Summary, summarise
from dialogs.text import SOURCE_LANGUAGE
from storage import intakes
from storage.appointments import appointment_of
from storage.free_times import as_free_time
from storage.tables import Intake, Organisation, Person, Region, Slot


class Copy(StrEnum):
    """For whom a summary is made: what may be on it."""

    FULL = "summary"
    """For the people in the advice conversation."""
    WITHOUT_BACKGROUND = "summary-"
    """The same, for who may not see what only a professional was asked."""
    OWN = "own summary"
    """The candidate's own."""


@dataclass(frozen=True, slots=True)
class Known:
    """What there is to put on paper. `time`: of the advice conversation that is in force, if there is one."""

    summary: Summary
    name: str
    time: FreeTime | None


def known_of(
    session: Session, knowledge: Knowledge, dialogue: Dialogue, intake: Intake, now: datetime, copy: Copy, language: str
) -> Known:
    """What may be on this copy of the summary of an intake, as it stands now. The candidate's own is in `language`."""
    world = world_of(session, knowledge, intake, now, language_of(copy, language))
    state = State(intake.token, intakes.stored_answers(session, intake))
    summary = summarise(dialogue, state, world, with_background=copy is Copy.FULL)
    name = summary.values.get("name")
    return Known(summary, name if isinstance(name, str) else "", _time(session, intake))


def language_of(copy: Copy, language: str) -> str:
    """The language of a copy for somebody who speaks this one: Dutch at the table."""
    return language if copy is Copy.OWN else SOURCE_LANGUAGE


def file_name(name: str) -> str:
    """What the file is called, in letters that every machine knows."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(("samenvatting", *re.findall("[a-z0-9]+", plain))) + ".pdf"


def _made(copy: Copy, making: Making) -> File | None:
    from reports.paper.contents import for_the_table, own_copy
    from reports.paper.page import pdf

    intake = intakes.intake_with(making.session, making.of)
    if intake is None:
        return None
    language = language_of(copy, making.language)
    known = known_of(making.session, making.known, making.dialogue, intake, making.now, copy, language)
    region = making.session.get(Region, intake.region_code) if intake.region_code is not None else None
    write = own_copy if copy is Copy.OWN else for_the_table
    paper = write(known.summary, known.time, region.name if region else "", making.now.astimezone(HOME).date())
    return File(file_name(known.name), pdf(paper, language, making.now))


def _time(session: Session, intake: Intake) -> FreeTime | None:
    appointment = appointment_of(session, intake)
    if appointment is None:
        return None
    slot = session.get_one(Slot, appointment.slot_id)
    adviser = session.get(Person, appointment.adviser_id) if appointment.adviser_id is not None else None
    school = session.get_one(Organisation, slot.school_id).name
    return as_free_time(slot, school, adviser=adviser.name if adviser else "")


FILES.update({copy.value: partial(_made, copy) for copy in Copy})
