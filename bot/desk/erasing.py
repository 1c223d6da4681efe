"""Erasing: whoever asks for it, the same is erased, counted and noted, and the same people hear what they need to go on."""

from collections import Counter

from bot.desk import appointments, news
from bot.desk.visit import Visit
from dialogs.messages import Message
from storage import audit
from storage.erasure import forget, forget_intake
from storage.outbox import Manner, say
from storage.tables import Intake, Person


def erase(visit: Visit, intake: Intake, by: Person | None) -> Counter[str]:
    """Erase an intake and its candidate, because somebody wants it (None: on the command line). Gives back how many rows, by table.

    The adviser of a conversation to come hears that it is off, and who guides the candidate that they are gone: not who it was.
    """
    if intake.consultant_id is not None and (by is None or by.id != intake.consultant_id):
        news.erased(visit, intake)
    return _erased(visit, intake, by)


def let_fade(visit: Visit, intake: Intake, told: Message) -> Counter[str]:
    """Erase an intake and its candidate, because nothing happens any more; who guides them gets to read `told`, once for all."""
    if intake.consultant_id is not None:
        key = f"faded:{intake.consultant_id}"
        say(visit.session, intake.consultant_id, told, visit.now, Manner.NEWS, key=key)
    return _erased(visit, intake, None, audit.BY_ITSELF)


def _erased(visit: Visit, intake: Intake, by: Person | None, role: str | None = None) -> Counter[str]:
    session = visit.session
    appointments.erased(visit, intake)
    audit.note(session, visit.now, audit.Deed.ERASED, "intake", by, region=intake.region_code, role=role)
    candidate = session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    if candidate is None or candidate.role is not None:  # who also works with Praktijkgids goes on doing so
        return forget_intake(session, intake, visit.now)
    return forget(session, candidate, visit.now)
