"""The places that people have in dialogues: what is on their screen there, and what they do beside it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from dialogs.answers import CONSULTANT, Given, Json, State
from storage.intakes import new_token
from storage.tables import Intake, Person, Seat


def seat_with(session: Session, person: Person, token: str | None) -> Seat | None:
    """The seat of this person with this token; None when there is none, or when it is somebody else's."""
    if token is None or not token.isprintable():
        return None
    # With the intake that it is about: whoever looks for a seat needs that next.
    both = select(Seat, Intake).join(Intake, col(Seat.intake_id) == col(Intake.id), isouter=True)
    found = session.exec(both.where(Seat.token == token, Seat.person_id == person.id)).one_or_none()
    return found[0] if found else None


def take_seat(session: Session, person: Person, dialogue: str, intake: Intake | None = None) -> Seat:
    """The person's seat in a dialogue about an intake (or about nothing), new when they have none. Their words go there now."""
    seat = seat_of(session, person, dialogue, intake)
    person.at = seat.token
    return seat


def seat_of(session: Session, person: Person, dialogue: str, intake: Intake | None = None) -> Seat:
    """The person's seat in a dialogue about an intake (or about nothing), new when they have none."""
    about = col(Seat.intake_id) == intake.id if intake else col(Seat.intake_id).is_(None)
    query = select(Seat).where(Seat.person_id == person.id, Seat.dialogue == dialogue, about)
    seat = session.exec(query).one_or_none()
    if seat is None:
        # A candidate's own buttons carry the token of the intake itself, as they always have.
        own = intake is not None and intake.candidate_id == person.id and dialogue == "intake"
        seat = Seat(
            person_id=person.id,
            intake_id=intake.id if intake else None,
            dialogue=dialogue,
            token=intake.token if own and intake and not _is_used(session, intake.token) else new_token(),
        )
        session.add(seat)
        session.flush()
    return seat


def leave(session: Session, person: Person, seat: Seat, *, for_good: bool) -> None:
    """The person gets up: for good, or to come back to it later."""
    if person.at == seat.token:
        person.at = None
    if for_good:
        session.delete(seat)
    session.flush()


def leave_intake(session: Session, person_id: int, intake: Intake) -> None:
    """Somebody has no seat at this intake any more, in any dialogue."""
    seats = session.exec(select(Seat).where(Seat.person_id == person_id, Seat.intake_id == intake.id)).all()
    person = session.get(Person, person_id)
    if person is not None and person.at in {seat.token for seat in seats}:
        person.at = None
    session.execute(delete(Seat).where(col(Seat.id).in_([seat.id for seat in seats])))
    session.flush()


def state_at(seat: Seat, answers: Mapping[str, Given], finished: bool) -> State:
    """The conversation at a seat, with these answers."""
    return State(seat.token, answers, seat.aside, seat.misses, finished=finished, asked=seat.asked)


def keep_state(seat: Seat, state: State) -> None:
    """Note at the seat what is on the person's screen, and beside it. The answers are not kept here."""
    seat.aside, seat.misses, seat.asked, seat.finished = state.aside, state.misses, state.asked, state.finished


def own_answers(seat: Seat) -> dict[str, Given]:
    """The answers of a dialogue that is about no intake."""
    kept: dict[str, Any] = seat.answers or {}
    return {key: Given(**given) for key, given in kept.items()}


def keep_own_answers(seat: Seat, state: State) -> None:
    """Keep the answers of a dialogue that is about no intake."""
    fields = ("revision", "settled", "draft", "open", "since", "by")
    seat.answers = {key: {name: getattr(given, name) for name in fields} for key, given in state.answers.items()}


def answer_beforehand(seat: Seat, key: str, value: Json) -> None:
    """Answer a question of a dialogue that is about no intake, before it is asked."""
    keep_own_answers(seat, State(seat.token, {**own_answers(seat), key: Given().whole(value, CONSULTANT)}))


def _is_used(session: Session, token: str) -> bool:
    return session.exec(select(Seat.id).where(Seat.token == token)).first() is not None
