"""How long things are kept: what is old is announced, a week later erased, and what is of no use to anybody goes too."""

from sqlmodel import select

from agenda.hours import HOME, is_rest
from bot.desk.erasing import let_fade
from bot.desk.follow_ups import candidate_to_tell
from bot.desk.news import name_of
from bot.desk.round import Round
from bot.desk.visit import Visit
from bot.desk.world import helper_of
from dialogs.intake import INTAKE
from dialogs.pages import keeping as pages
from storage import people, retention, seats
from storage.erasure import forget
from storage.intakes import is_untouched
from storage.outbox import say, take_back
from storage.retention import WEEK, Step
from storage.tables import Intake, Outbox, Person

AT_ONCE = 10
"""Intakes in one transaction: others have to get a turn in between."""
ROWS_AT_ONCE = 1000


def announce(round: Round) -> bool:
    """Tell that intakes are going to be erased in a week. By day only: then the week begins when it is heard."""
    if is_rest(round.now):
        return False
    found = retention.to_announce(round.session, round.now, AT_ONCE)
    visit = round.visit(people.nobody())
    for intake in found:
        intake.erase_at = round.now + WEEK
        _tell(visit, intake, _first(intake))
    return len(found) == AT_ONCE


def erase(round: Round) -> bool:
    """Erase what was announced a week ago and heard, when nothing has happened since."""
    found = retention.to_erase(round.session, round.now, AT_ONCE)
    visit = round.visit(people.nobody())
    for intake, step in found:
        if step is Step.SPARE:
            spare(visit, intake)
        elif _was_told(visit, intake):
            let_fade(visit, intake, pages.faded())
        else:  # once more, with another day, to whoever can be reached now; then it is over
            spare(visit, intake)
            intake.erase_at = round.now + WEEK
            _tell(visit, intake, _second(intake))
        round.session.flush()
    return len(found) == AT_ONCE


def tidy(round: Round) -> bool:
    """Delete what is of no use any more: people who have nothing here, and what was sent, handled or noted long ago."""
    idle = retention.idle_people(round.session, round.now, AT_ONCE)
    for person in idle:
        forget(round.session, person, round.now)
    dropped = retention.drop_leftovers(round.session, round.now, ROWS_AT_ONCE)
    return len(idle) == AT_ONCE or dropped == ROWS_AT_ONCE


def stir(visit: Visit, intake: Intake) -> None:
    """Somebody does something with an intake: from now on it is kept as long as if it were new."""
    intake.touched_at = visit.now
    spare(visit, intake)


def spare(visit: Visit, intake: Intake) -> None:
    """An intake is not erased after all, as far as we know now."""
    if intake.erase_at is not None:
        intake.erase_at = None
        take_back(visit.session, _first(intake), _second(intake))


def _tell(visit: Visit, intake: Intake, key: str) -> None:
    """Tell the candidate, or else who guides them, on which day everything is erased; nobody, when nothing was asked yet."""
    if intake.erase_at is None or is_untouched(visit.session, intake):
        return
    day, name = intake.erase_at.astimezone(HOME).date(), name_of(visit, intake)
    candidate, guide = candidate_to_tell(visit, intake), helper_of(visit.session, intake)
    if candidate is not None:
        seat = seats.seat_of(visit.session, candidate, INTAKE.name, intake).token
        message = pages.announced(intake.token, seat, name, day)
        say(visit.session, candidate.id, message, visit.now, about=intake.id, key=key)
    elif guide is not None:
        message = pages.announced_to_guide(intake.token, name, day)
        say(visit.session, guide.id, message, visit.now, about=intake.id, key=key)


def _was_told(visit: Visit, intake: Intake) -> bool:
    """Whether what was announced has arrived, or was announced twice. Who was lost meanwhile has not heard it."""
    waiting = set(visit.session.exec(select(Outbox.key).where(Outbox.about_id == intake.id)))
    if _second(intake) in waiting:
        return True
    candidate = visit.session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    lost = candidate.unreachable_at if candidate is not None else None
    told_at = intake.erase_at - WEEK if intake.erase_at is not None else visit.now
    return _first(intake) not in waiting and (lost is None or lost < told_at)


def _first(intake: Intake) -> str:
    return f"erase:{intake.id}"


def _second(intake: Intake) -> str:
    return f"erase:{intake.id}:again"
