"""Leaving a post: what becomes of the candidates, the talks and the half-filled forms of whoever had it."""

from sqlalchemy import delete
from sqlmodel import col

from bot.desk import advice, news, threads
from bot.desk.visit import Visit
from bot.desk.world import called_by
from dialogs.pages import talk
from storage import invitations, people
from storage.intakes import intake_of
from storage.outbox import Manner, say
from storage.tables import Outbox, Person, Seat
from storage.threads import helped_by


def leave_post(visit: Visit, person: Person) -> None:
    """Take somebody's role away. Their candidates wait for another consultant and hear so, as does the coordinator.

    Nothing reaches them any more about anybody else, and whom they invited but did not come is invited no longer.
    """
    name, who, region = person.name, called_by(visit.session, person), person.region_code
    for invitation in invitations.open_invitations(visit.session, region or "", visit.now, person):
        invitations.withdraw(visit.session, invitation, visit.now)
    talking, asked = helped_by(visit.session, person), advice.asked_of(visit, person)
    left = people.take_role_away(visit.session, person)
    for intake in left:
        news.tell_candidate(visit, intake, talk.no_consultant, who)
    for intake in {intake.id: intake for intake in (*left, *talking)}.values():
        threads.hand_on(visit, intake)
    _forget_work(visit, person)
    advice.ask_others(visit, asked)
    coordinator = people.coordinator(visit.session, region)
    if left and coordinator is not None and coordinator.id != visit.person.id:
        say(visit.session, coordinator.id, talk.left_alone(name, len(left)), visit.now, Manner.BY_DAY)


def _forget_work(visit: Visit, person: Person) -> None:
    """Their seats, with what they were typing there, and what was on its way to them; but not of an intake of their own."""
    own = intake_of(visit.session, person)
    apart = own.id if own is not None else 0
    at_work = col(Seat.person_id) == person.id, col(Seat.intake_id).is_distinct_from(apart)
    to_them = col(Outbox.person_id) == person.id, col(Outbox.about_id).is_distinct_from(apart)
    visit.session.execute(delete(Seat).where(*at_work))
    visit.session.execute(delete(Outbox).where(*to_them, col(Outbox.sent_at).is_(None)))
