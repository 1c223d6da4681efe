"""`praktijkgids appointments`: advice conversations, without who they are with."""

import json
from typing import Any

from sqlmodel import col, select

from bot import open
from bot.commands.regions import known_region
from dialogs.kinds.time_slot import in_words
from dialogs.text import render
from storage.free_times import as_free_time
from storage.tables import Appointment, Intake, Organisation, Slot


def show(region: str | None, db: str | None, as_json: bool) -> None:
    """Print one line a conversation, the first one first; also those that were moved or called off."""
    known_region(region)
    with open.database(db) as database, database.reading() as session:
        query = (
            select(Appointment, Slot, Organisation, Intake.token)
            .join(Slot, col(Appointment.slot_id) == col(Slot.id))
            .join(Organisation, col(Slot.school_id) == col(Organisation.id))
            .join(Intake, col(Appointment.intake_id) == col(Intake.id))
            .order_by(col(Appointment.starts_at), col(Appointment.id))
        )
        within = query.where(Organisation.region_code == region) if region else query
        for appointment, slot, school, intake in session.exec(within).all():
            described = _described(appointment, slot, school.name, intake)
            print(json.dumps(described, ensure_ascii=False) if as_json else _line(described, slot, school.name))


def _described(appointment: Appointment, slot: Slot, school: str, intake: str) -> dict[str, Any]:
    time = as_free_time(slot, school)
    cancelled = appointment.cancelled_at
    return {
        "id": appointment.id,
        "uid": appointment.uid,
        "sequence": appointment.sequence,
        "starts": time.local.isoformat(),
        "zone": time.zone,
        "minutes": time.minutes,
        "way": time.way.value,
        "place": time.place,
        "school": time.school,
        "intake": intake,
        "coming": appointment.coming,
        "missed": appointment.missed,
        "cancelled": cancelled.isoformat(timespec="seconds") if cancelled else None,
        "reason": appointment.reason,
    }


def _line(described: dict[str, Any], slot: Slot, school: str) -> str:
    time = as_free_time(slot, school)
    words = render(in_words(time.local, time.way, time.place), "nl")
    state = "missed" if described["missed"] else "cancelled" if described["cancelled"] else ""
    state = state or {True: "coming", False: "cannot come", None: "planned"}[described["coming"]]
    return f"{described['id']:5}  {described['intake']}  {words}  ({school})  {state}"
