"""The whole intake over Telegram: a candidate who only taps and types ends with an appointment."""

from sqlmodel import select

from bot.desk import Desk
from storage import intakes
from storage.inbox import INBOX_CHANNEL
from storage.tables import Appointment, Intake, Person
from tests.bot.telegram.candidate import ANSWERS, go_until
from tests.bot.telegram.serving import Serving
from tests.bot.telegram.test_telegram_receiving import WAYS
from tests.botapi import Person as Someone


@WAYS
def test_a_candidate_who_only_taps_and_types_ends_with_an_appointment(
    serving: Serving, halima: Someone, desk: Desk, way: str
) -> None:
    serving.by(way)
    go_until(halima, "", serving.rests)
    with desk.database.transaction() as session:
        person = session.exec(select(Person)).one()
        intake = session.exec(select(Intake)).one()
        answers = {key: given.settled for key, given in intakes.stored_answers(session, intake).items()}
        appointment = session.exec(select(Appointment)).one()
        assert (person.channel, person.address) == (INBOX_CHANNEL, str(halima.id))
        assert intake.finished_at is not None
        assert appointment.intake_id == intake.id
        assert answers | ANSWERS == answers
