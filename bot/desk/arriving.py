"""Arriving by a link: what each code means, for whoever opens it, and what comes of it."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from bot.desk import appointments, follow_ups, news, threads
from bot.desk.conversation import sit_down
from bot.desk.home import home
from bot.desk.posts import leave_post
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from bot.desk.world import called_by
from dialogs.events import Arrived
from dialogs.forms import JOIN
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages import talk
from dialogs.pages.home import lower_post_page, told, welcome_page
from dialogs.text import Text, _, languages
from people.policy import REACH, Action, stands_above
from people.roles import Role
from storage import intakes, invitations, people, seats
from storage.erasure import forget, forget_intake
from storage.invitations import Worth
from storage.tables import Answer, Intake, Invitation, Organisation, Person, Region

WORTHLESS: dict[Worth, Text] = {
    Worth.USED: _("Deze link is al gebruikt. Vraag om een nieuwe."),
    Worth.EXPIRED: _("Deze link is te oud. Vraag om een nieuwe."),
    Worth.WITHDRAWN: _("Deze link werkt niet meer. Vraag om een nieuwe."),
}
FOREIGN = _("Deze uitnodiging is voor een andere regio. Je werkt al in een regio: vraag eerst je coördinator.")
OLD_BUTTON = _("Dit knopje is van een oud gesprek. Wil je beginnen? Stuur dan een bericht.")
OWN_INVITATION = _("Deze uitnodiging is voor je collega. Stuur de link door: jij hebt al een rol.")
NOT_YOURS = _("Dank je dat je dat zegt. Het gesprek is niet meer van jou.")
TOO_LATE = _("Je hebt al antwoord gegeven. Is dit gesprek niet van jou? Typ dan: hulp")
NOT_YOUR_PHONE = (
    _("Met deze link gaat iemand verder op een nieuwe telefoon. Maar jij hebt zelf al een gesprek met mij."),
    _("Is het toch jouw link? Typ dan: wis alles. Open de link daarna nog een keer."),
)
OWN_LINK = _("Deze link is voor je kandidaat. Laat de kandidaat hem openen, op de eigen telefoon.")


def turned_away(session: Session, code: str, now: datetime) -> Text | None:
    """What to say to a stranger whose link is worth nothing any more; None when they may come in."""
    invitation = invitations.invitation_with(session, code) if code else None
    return WORTHLESS.get(invitations.worth(invitation, now)) if invitation else None


def arrive(visit: Visit, code: str) -> tuple[Shown, ...]:
    """What comes of opening the bot with this code (or with none)."""
    invitation = invitations.invitation_with(visit.session, code) if code else None
    if invitation is None:
        return _without_invitation(visit, code)
    intake = visit.session.get(Intake, invitation.intake_id) if invitation.intake_id is not None else None
    worth = invitations.worth(invitation, visit.now)
    mine = invitation.redeemed_by_id == visit.person.id or (
        intake is not None and intake.candidate_id == visit.person.id
    )
    if worth is not Worth.GOOD:
        return where_they_were(visit, *(() if mine else (WORTHLESS[worth],)))
    if invitation.role != Role.CANDIDATE.value:
        return _take_up_post(visit, invitation, code)
    if intake is None:
        return _begin_in_region(visit, invitation)
    return _join(visit, invitation, intake, code)


def where_they_were(visit: Visit, *notes: Text) -> tuple[Shown, ...]:
    """Where somebody is in Praktijkgids, after a few words; a candidate who is new begins."""
    told_first = (told(*notes, buttons=()),) if notes else ()
    if visit.person.role is not None:
        return (*told_first, home(visit))
    return (*told_first, sit_down(visit, INTAKE, own_intake(visit), Arrived()))


def own_intake(visit: Visit) -> Intake:
    """The person's own intake, new when they have none."""
    found = intakes.intake_of(visit.session, visit.person)
    return found or intakes.begin_intake(visit.session, visit.now, candidate=visit.person)


def not_me(visit: Visit, token: str) -> Shown:
    """Somebody opened a link that was for somebody else: they let go of the intake before they said anything in it."""
    intake = intakes.intake_of(visit.session, visit.person)
    if intake is None or intake.token != token or intake.consultant_id is None:
        raise Refused
    said = select(Answer.key).where(Answer.intake_id == intake.id, Answer.by_id == visit.person.id)
    if set(visit.session.exec(said)) - {"language"}:
        seat = seats.seat_of(visit.session, visit.person, INTAKE.name, intake)
        return told(TOO_LATE, buttons=((talk.go_on(seat.token),),))
    news.tell(visit, intake.consultant_id, talk.WRONG_PERSON, intake)
    news.part(visit, visit.person.id, intake)
    theirs = (col(Answer.intake_id) == intake.id, col(Answer.by_id) == visit.person.id)
    visit.session.execute(delete(Answer).where(*theirs))
    intake.candidate_id = None
    visit.session.flush()
    if visit.person.role is not None:
        return home(visit, notes=(NOT_YOURS,))
    forget(visit.session, visit.person, visit.now)
    return talk.not_for_you()


def guide(visit: Visit, code: str) -> Shown:
    """A candidate lets the consultant whose link they opened guide the intake that they already have."""
    own = intakes.intake_of(visit.session, visit.person)
    invitation = invitations.invitation_with(visit.session, code)
    begun = visit.session.get(Intake, invitation.intake_id) if invitation and invitation.intake_id is not None else None
    if own is None or invitation is None or begun is None or begun.id == own.id:
        raise Refused
    if begun.candidate_id is not None or begun.consultant_id == visit.person.id:
        raise Refused  # somebody else's own intake, or one's own link
    worth = invitations.worth(invitation, visit.now)
    if worth is not Worth.GOOD or begun.consultant_id is None:
        return sit_down(visit, INTAKE, own, Arrived(understood=False))
    threads.go_on(visit, own, seats.seat_of(visit.session, visit.person, INTAKE.name, own))
    before = own.consultant_id
    if before is not None and before != begun.consultant_id:
        news.part(visit, before, own)
        news.tell(visit, before, talk.TAKEN_OVER, own)
    own.consultant_id, own.region_code, own.came_by_id = begun.consultant_id, begun.region_code, begun.came_by_id
    appointments.taken_along(visit, begun, own)
    intakes.take_along(visit.session, begun, own, visit.now)
    forget_intake(visit.session, begun, visit.now, goes_on=True)
    follow_ups.plan(visit, own)
    news.started(visit, own)
    return sit_down(visit, INTAKE, own, Arrived())


def _without_invitation(visit: Visit, code: str) -> tuple[Shown, ...]:
    asked = select(Organisation).where(Organisation.code == code)
    # What cannot be printed cannot be looked up either: not every database can take it.
    sender = visit.session.exec(asked).one_or_none() if code and code.isprintable() else None
    if visit.person.role is not None:
        unknown = () if sender or not code else (_("Die link ken ik niet meer. Dat geeft niet."),)
        return (home(visit, notes=unknown),)
    intake = own_intake(visit)
    if sender is not None and intake.came_by_id is None:
        intake.came_by_id = sender.id
    return (sit_down(visit, INTAKE, intake, Arrived(code, understood=not code or sender is not None)),)


def lower_post(visit: Visit, code: str) -> Shown:
    """Somebody takes the post of an invitation instead of the higher one they have, after they were asked."""
    invitation = invitations.invitation_with(visit.session, code)
    if invitation is None or visit.person.role is None or invitation.role == Role.CANDIDATE.value:
        raise Refused
    worth = invitations.worth(invitation, visit.now)
    if worth is not Worth.GOOD:
        return home(visit, notes=(WORTHLESS[worth],))
    *said, last = _take_up_post(visit, invitation)
    lines = [line for message in said if isinstance(message, Message) for line in message.lines]
    return replace(last, lines=(*lines, *last.lines)) if isinstance(last, Message) else last


def _take_up_post(visit: Visit, invitation: Invitation, code: str = "") -> tuple[Shown, ...]:
    """Somebody gets the post of an invitation. With its `code` they are asked first when they have a higher one."""
    person = visit.person
    if person.role is not None and person.region_code != invitation.region_code:
        return (told(FOREIGN),)
    if person.role is not None and person.id == invitation.invited_by_id:
        return (told(OWN_INVITATION),)
    if code and person.role is not None and stands_above(Role(person.role), Role(invitation.role)):
        return (lower_post_page(Role(person.role), Role(invitation.role), code),)
    if not invitations.redeem(visit.session, invitation, person, visit.now):
        return where_they_were(visit, WORTHLESS[Worth.USED])
    _drop_untouched(visit)
    role = Role(invitation.role)
    if person.role is not None and Action.GIVE_ANSWERS not in REACH[role]:
        leave_post(visit, person)  # whoever guides nobody in the new post has no candidates any more
    people.give_role(visit.session, person, role, invitation.region_code, invitation.organisation_id)
    person.at = None
    region = visit.session.get_one(Region, invitation.region_code)
    where = people.organisation_of(visit.session, person)
    welcome = welcome_page(role, where.name if where else None, region.name)
    return (welcome, home(visit) if person.name else sit_down(visit, JOIN))


def _begin_in_region(visit: Visit, invitation: Invitation) -> tuple[Shown, ...]:
    """A link for any candidate of a region."""
    invitations.redeem(visit.session, invitation, visit.person, visit.now)
    intake = own_intake(visit)
    intake.region_code = intake.region_code or invitation.region_code
    intake.came_by_id = intake.came_by_id or invitation.organisation_id
    return (sit_down(visit, INTAKE, intake, Arrived()),)


def _join(visit: Visit, invitation: Invitation, intake: Intake, code: str) -> tuple[Shown, ...]:
    """A candidate opens the link to the intake that a consultant began; or to their own, on a new phone."""
    person = visit.person
    if person.id in (intake.consultant_id, invitation.invited_by_id):
        return (told(OWN_LINK),)
    consultant = visit.session.get(Person, intake.consultant_id or invitation.invited_by_id or 0)
    who = called_by(visit.session, consultant) if consultant else ""
    _drop_untouched(visit, but=intake)
    own = intakes.intake_of(visit.session, person)
    if own is not None and own.id != intake.id:
        on = seats.seat_of(visit.session, person, INTAKE.name, own)
        if intake.candidate_id is not None:
            return (told(*NOT_YOUR_PHONE, buttons=((talk.go_on(on.token),),)),)
        return (talk.may_guide(code, who, news.name_of(visit, intake), on.token),)
    if not invitations.redeem(visit.session, invitation, person, visit.now):
        return where_they_were(visit, WORTHLESS[Worth.USED])
    if intake.candidate_id is not None and intake.candidate_id != person.id:
        _leave_behind(visit, visit.session.get_one(Person, intake.candidate_id), intake)
        news.tell(visit, intake.consultant_id, talk.NEW_PHONE, intake)
    intake.candidate_id = person.id
    visit.session.flush()
    if appointments.candidate_of(visit, intake) is not None:
        appointments.joined(visit, intake)
        follow_ups.plan(visit, intake)
    language = intakes.settled(visit.session, intake, "language")
    if isinstance(language, str) and language in languages():
        person.language = language
    greeting = talk.invited_by(intake.token, news.name_of(visit, intake), who)
    return (greeting, sit_down(visit, INTAKE, intake))


def _drop_untouched(visit: Visit, but: Intake | None = None) -> None:
    """Whoever only opened the bot before coming in by a link has begun nothing that is worth keeping."""
    own = intakes.intake_of(visit.session, visit.person)
    if own is not None and (but is None or own.id != but.id) and intakes.is_untouched(visit.session, own):
        forget_intake(visit.session, own, visit.now)


def _leave_behind(visit: Visit, old: Person, intake: Intake) -> None:
    """The account of a lost phone has no part in the intake any more."""
    news.part(visit, old.id, intake)
    intake.candidate_id = None
    visit.session.flush()
    if old.role is None:
        forget(visit.session, old, visit.now)
