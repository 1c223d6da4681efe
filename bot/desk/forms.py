"""What comes of a dialogue that has come to its end."""

from bot.desk import cases, news
from bot.desk.conversation import NEEDS, End, Taken, sit_down
from bot.desk.home import home
from bot.desk.pages import advice, candidates, free_times, offering, region, sheets
from bot.desk.shown import Shown
from bot.desk.visit import Visit
from bot.desk.world import called_by
from dialogs.answers import CONSULTANT, Given, State
from dialogs.conditions import Values
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.forms import BY_LINK, CANDIDATES_TOO, CONTACT, INVITE, JOIN, NEW_INTAKE, PLAN, TOGETHER
from dialogs.free_times import FREE_TIMES
from dialogs.intake import INTAKE
from dialogs.offering import OFFERING
from dialogs.outcome import CORRECTION, OUTCOME
from dialogs.pages import talk
from dialogs.professional import PROFESSIONAL
from dialogs.sheets import IMPORT
from people.policy import About, Action, may_take_role_away
from people.roles import Role
from storage import contacts, intakes, invitations, people
from storage.outbox import Manner, say
from storage.tables import Intake


def after(visit: Visit, taken: Taken) -> tuple[Shown, ...]:
    """What is shown after the last turn of a dialogue, for a professional."""
    if taken.intake is not None and taken.dialogue.name in NEEDS:
        return _about_candidate(visit, taken, taken.intake)
    if taken.end is End.LEFT:
        return (_left(visit, taken),)
    match taken.dialogue.name:
        case JOIN.name:
            visit.person.name = str(taken.values["name"])
            _tell_inviter(visit)
            return (home(visit),)
        case NEW_INTAKE.name:
            return _new_intake(visit, taken.values)
        case INVITE.name:
            organisation = invitations.organisation_named(
                visit.session, visit.person.region_code or "", str(taken.values["organisation"])
            )
            return (region.invited(visit, Role(str(taken.values["role"])), organisation),)
        case CONTACT.name:
            visit.allow(Action.KEEP_CONTACTS)
            for_candidates = taken.values["for_whom"] == CANDIDATES_TOO
            line = str(taken.values["line"])
            contacts.add_contact(visit.session, visit.person.region_code or "", line, for_candidates=for_candidates)
            return (region.call(visit, ""),)
        case FREE_TIMES.name:
            return (free_times.published(visit, taken.values),)
        case OFFERING.name:
            return (offering.noted(visit, taken.values),)
        case IMPORT.name:
            return (sheets.taken_in(visit, taken.values),)
        case OUTCOME.name | CORRECTION.name:
            return (advice.noted(visit, taken),)
        case FOLLOW_UP.name | FOLLOW_UP_FOR.name:
            return (advice.followed(visit, taken),)
    return (home(visit),)


def _left(visit: Visit, taken: Taken) -> Shown:
    """Where somebody is who leaves a form half-way: where they came from."""
    if taken.dialogue is FREE_TIMES:
        return free_times.times(visit)
    return offering.schools(visit) if taken.dialogue is OFFERING else home(visit)


def _new_intake(visit: Visit, values: Values) -> tuple[Shown, ...]:
    """An intake begins, with the name that was given, in the way that was chosen."""
    visit.allow(Action.START_INTAKE)
    intake = intakes.begin_intake(visit.session, visit.now, consultant=visit.person)
    before = State(intake.token, {})
    after = before.with_given("name", Given().whole(values["name"], CONSULTANT))
    intakes.save(visit.session, intake, before, after, visit.now, visit.person.id)
    visit.session.refresh(intake)
    if values["how"] == TOGETHER:
        return (sit_down(visit, INTAKE, intake),)
    if values["how"] == BY_LINK:
        return (candidates.link(visit, intake.token),)
    return (sit_down(visit, PROFESSIONAL, intake),)


def _about_candidate(visit: Visit, taken: Taken, intake: Intake) -> tuple[Shown, ...]:
    """After a part of an intake: what the professional does next."""
    if taken.end is End.LEFT:
        return (candidates.card(visit, intake),)
    if taken.dialogue.name not in (PROFESSIONAL.name, PLAN.name) and cases.case_of(visit, intake).has_background_to_do:
        return (talk.now_your_questions(intake.token, news.name_of(visit, intake)),)
    if taken.dialogue is PROFESSIONAL and intake.candidate_id is None and intake.finished_at is None:
        return (candidates.link(visit, intake.token),)
    return (candidates.card(visit, intake),)


def _tell_inviter(visit: Visit) -> None:
    """Who invited somebody hears who came: it may be the wrong one."""
    inviter = invitations.inviter_of(visit.session, visit.person)
    if inviter is not None and inviter.role is not None:
        who, role = called_by(visit.session, visit.person), visit.role
        may_take_away = may_take_role_away(people.actor(inviter), role, About(visit.person.region_code))
        say(visit.session, inviter.id, talk.joined(who, role, may_take_away), visit.now, Manner.BY_DAY)
