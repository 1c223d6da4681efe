"""The candidates of a professional: beginning an intake, the list, and what can be done with each."""

from datetime import timedelta

from bot.desk import appointments, cases, follow_ups, news, threads
from bot.desk.conversation import sit_down
from bot.desk.erasing import erase
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from bot.desk.world import called_by, world_of
from dialogs.events import Pressed
from dialogs.forms import NEW_INTAKE, PLAN
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages import candidates as pages
from dialogs.pages import talk as messages
from dialogs.pages.going import button
from dialogs.pages.home import HOME, told
from dialogs.professional import PROFESSIONAL
from dialogs.text import Text, _
from people.policy import Action
from people.roles import Role
from storage import audit, intakes, invitations, people, seats
from storage.audit import Deed
from storage.outbox import say, take_back
from storage.tables import Intake, Person

DONE = ((button(_("📋 Mijn kandidaten"), "mine"), HOME),)
"""Where to go from what is done."""

ONCE_A = timedelta(days=1)
"""How often a candidate is reminded at most."""


def new(visit: Visit, argument: str) -> Shown:
    """Begin an intake."""
    visit.allow(Action.START_INTAKE)
    return sit_down(visit, NEW_INTAKE)


def mine(visit: Visit, argument: str) -> Message:
    """The candidates of a consultant; for a coordinator also those of the region who need somebody."""
    visit.allow(Action.REMIND)
    visit.person.at = None
    start = int(argument) if argument.isdecimal() and len(argument) < 6 else 0
    of_region, listed = cases.sees_region(visit), cases.of_professional(visit)
    if listed:
        region, times = visit.person.region_code, len(listed)
        audit.note(visit.session, visit.now, Deed.SAW, "list", visit.person, region=region, times=times)
    return pages.list_page(listed, start, visit.now, of_region=of_region)


def case(visit: Visit, token: str, notes: tuple[Text, ...] = ()) -> Message:
    """The card of a candidate."""
    return card(visit, visit.intake(token, Action.SEE_ANSWERS), notes)


def card(visit: Visit, intake: Intake, notes: tuple[Text, ...] = ()) -> Message:
    """The card of a candidate whom the person may see."""
    visit.person.at = None
    audit.note(visit.session, visit.now, Deed.SAW, "card", visit.person, about=intake)
    about = intakes.about(visit.session, intake)
    can = visit.can(about)
    if visit.person.id in about.owners:
        can -= {Action.TAKE_OVER}
    return pages.case_page(cases.case_of(visit, intake), can, visit.now, notes)


def more(visit: Visit, token: str) -> Message:
    """What is seldom done with a candidate."""
    intake = visit.intake(token, Action.LINK_CANDIDATE)
    return pages.more_page(cases.case_of(visit, intake), visit.can(intakes.about(visit.session, intake)))


def answers(visit: Visit, token: str) -> Message:
    """What was said, by the candidate and by the professional."""
    intake = visit.intake(token, Action.SEE_ANSWERS)
    audit.note(visit.session, visit.now, Deed.SAW, "answers", visit.person, about=intake)
    world = world_of(visit.session, visit.known, intake, visit.now)
    summary = cases.summary_of(visit.session, visit.dialogues[INTAKE.name], intake, world)
    may_read = visit.may(Action.SEE_BACKGROUND, intakes.about(visit.session, intake))
    name = news.name_of(visit, intake)
    return pages.answers_page(token, name, summary.lines, summary.background if may_read else ())


def together(visit: Visit, token: str) -> Shown:
    """Go through the candidate's questions with the candidate at one's side."""
    intake = visit.intake(token, Action.GIVE_ANSWERS)
    audit.note(visit.session, visit.now, Deed.SAW, "answers", visit.person, about=intake)
    return sit_down(visit, INTAKE, intake)


def background(visit: Visit, token: str) -> Shown:
    """The professional's own questions about a candidate."""
    intake = visit.intake(token, Action.GIVE_BACKGROUND)
    if cases.has_refused(visit.session, intake):
        return card(visit, intake, (_("De kandidaat wil niet dat we antwoorden bewaren. Dan vraag ik jou ook niets."),))
    return sit_down(visit, PROFESSIONAL, intake)


def plan(visit: Visit, token: str) -> Shown:
    """Choose the moment of the advice conversation for a candidate."""
    intake = visit.intake(token, Action.PLAN)
    seat = seats.take_seat(visit.session, visit.person, PLAN.name, intake)
    return sit_down(visit, PLAN, intake, Pressed(seat.token, "moment", 0, "!change"))


def link(visit: Visit, token: str) -> Message:
    """A new link to an intake; those before it work no longer."""
    intake = visit.intake(token, Action.LINK_CANDIDATE)
    assert intake.region_code is not None  # the policy reaches no intake without a region
    code, invitation = invitations.invite(
        visit.session,
        Role.CANDIDATE,
        intake.region_code,
        visit.now,
        organisation=visit.person.organisation_id,
        intake=intake,
        by=visit.person,
    )
    name = news.name_of(visit, intake)
    return pages.link_page(token, name, visit.link_to(code), invitation.expires_at)


def remind(visit: Visit, token: str) -> Message:
    """Send the candidate a kind word."""
    intake = visit.intake(token, Action.REMIND)
    candidate = visit.session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
    if candidate is None:
        raise Refused
    if cases.has_refused(visit.session, intake) or intakes.settled(visit.session, intake, "consent") is None:
        return card(visit, intake, (_("Deze kandidaat heeft nog geen ja gezegd. Spreek de kandidaat zelf even."),))
    if candidate.unreachable_at is not None:
        return card(visit, intake, (_("Deze kandidaat is hier niet bereikbaar. Bel of spreek de kandidaat zelf."),))
    if intake.reminded_at is not None and visit.now - intake.reminded_at < ONCE_A:
        return card(visit, intake, (_("Je hebt vandaag al herinnerd. Eén keer per dag is genoeg."),))
    intake.reminded_at = visit.now
    theirs = seats.seat_of(visit.session, candidate, INTAKE.name, intake)
    progress = cases.case_of(visit, intake).progress
    left = progress.of - progress.answered
    who = called_by(visit.session, visit.person)
    message = messages.reminder(theirs.token, news.name_of(visit, intake), who, left)
    say(visit.session, candidate.id, message, visit.now, about=intake.id)
    return card(visit, intake, (_("Ik stuur een vriendelijke herinnering."),))


def talk(visit: Visit, token: str) -> Message:
    """Write to a candidate."""
    return threads.write_to(visit, visit.intake(token, Action.TALK))


def talked(visit: Visit, token: str) -> Message:
    """Be done with writing to a candidate."""
    intake = visit.intake(token, Action.TALK)
    threads.stop_talking(visit, intake)
    return card(visit, intake)


def hand_over(visit: Visit, argument: str) -> Message:
    """Choose to whom, and hand a candidate over: `TOKEN` or `TOKEN.NUMBER`."""
    token, _dot, number = argument.partition(".")
    intake = visit.intake(token, Action.HAND_OVER)
    name = news.name_of(visit, intake)
    others = [
        person
        for person in people.professionals(visit.session, intake.region_code or "", Role.CONSULTANT, Role.COORDINATOR)
        if person.id not in (intake.consultant_id, intake.candidate_id)
    ]
    chosen = next((person for person in others if str(person.id) == number), None)
    if chosen is None:
        listed = [(person.id, person.name or "…", _where(visit, person)) for person in others]
        return pages.hand_page(token, name, listed)
    _give(visit, intake, chosen)
    who = called_by(visit.session, chosen)
    done = _("{name} is overgedragen aan {who}.").of(name=name, who=who)
    return told(done, buttons=DONE)


def take_over(visit: Visit, token: str) -> Message:
    """Guide a candidate of the region oneself from now on."""
    intake = visit.intake(token, Action.TAKE_OVER)
    _give(visit, intake, visit.person)
    return card(visit, intake, (_("Jij begeleidt deze kandidaat nu."),))


def let_go(visit: Visit, token: str) -> Message:
    """Really?"""
    intake = visit.intake(token, Action.LET_GO)
    return pages.let_go_page(token, news.name_of(visit, intake), intake.candidate_id is not None)


def let_go_surely(visit: Visit, token: str) -> Message:
    """Stop guiding a candidate, who goes on alone; an intake that no candidate has joined is erased."""
    intake = visit.intake(token, Action.LET_GO)
    take_back(visit.session, f"silent:{intake.id}")
    if intake.candidate_id is None:
        erase(visit, intake, visit.person)
        return told(_("Alles van deze kandidaat is gewist."), buttons=DONE)
    intake.consultant_id = None
    news.tell_coordinator(visit, messages.ALONE, intake)
    news.tell_candidate(visit, intake, messages.no_consultant, called_by(visit.session, visit.person))
    threads.hand_on(visit, intake)
    news.part(visit, visit.person.id, intake)
    follow_ups.plan(visit, intake)
    return told(_("Je begeleidt deze kandidaat niet meer."), buttons=DONE)


def _give(visit: Visit, intake: Intake, consultant: Person) -> None:
    """From now on this consultant guides the candidate; everybody whom it concerns hears so."""
    before = intake.consultant_id
    intake.consultant_id = consultant.id
    news.tell(visit, consultant.id, messages.HANDED_OVER, intake)
    news.tell_candidate(visit, intake, messages.new_consultant, called_by(visit.session, consultant))
    threads.hand_on(visit, intake)
    if before is not None:
        news.part(visit, before, intake)
        news.tell(visit, before, messages.TAKEN_OVER, intake)
    appointments.new_consultant(visit, intake)
    follow_ups.plan(visit, intake)
    if intake.heard_at is not None:
        news.expect_candidate(visit, intake)


def _where(visit: Visit, person: Person) -> str:
    organisation = people.organisation_of(visit.session, person)
    return organisation.name if organisation else ""
