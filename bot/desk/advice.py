"""What came out of an advice conversation: asking the adviser the day after, noting it, and telling whom it concerns."""

from bot.desk.visit import Visit
from storage.advice import take_back_all
from storage.tables import Appointment


def plan_outcome(visit: Visit, appointment: Appointment) -> None:
    """From now on the adviser is asked what came out of this conversation, on the first working day after it."""


def drop_outcome(visit: Visit, appointment: Appointment) -> None:
    """Nobody is asked any more what came out of this conversation: it is cancelled or moved."""
    take_back_all(visit.session, f"outcome:{appointment.id}:")
