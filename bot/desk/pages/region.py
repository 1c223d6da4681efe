"""The people of a region: inviting them, seeing who is there, taking a role away, whom to call."""

from sqlmodel import col, select

from bot.desk.conversation import sit_down
from bot.desk.pages.own import way_back
from bot.desk.posts import leave_post
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.forms import CONTACT, INVITE
from dialogs.messages import Message
from dialogs.pages import region as pages
from dialogs.pages.home import told
from dialogs.text import _
from people.policy import INVITING, REACH, About, Action, Reach, may_take_role_away
from people.roles import Role
from storage import contacts, invitations, people, seats
from storage.intakes import intake_of
from storage.outbox import say
from storage.tables import Contact, Invitation, Organisation, Person, Region

WITHOUT_ORGANISATION = (Role.ADMINISTRATOR, Role.COORDINATOR)
"""They work for the whole region; others work for an organisation."""


def invite(visit: Visit, argument: str) -> Shown:
    """Invite somebody: nothing, a ROLE, or ROLE.NUMBER of an organisation (or ROLE.new for one that is not there yet)."""
    visit.allow(Action.WITHDRAW_INVITATION)
    name, _dot, where = argument.partition(".")
    role = next((role for role in invitable(visit) if role.value == name), None)
    if role is None:
        return _overview(visit)
    if role in WITHOUT_ORGANISATION:
        return invited(visit, role, None)
    if REACH[visit.role][INVITING[role]] is Reach.ORGANISATION:
        return invited(visit, role, people.organisation_of(visit.session, visit.person))
    if where == "new":
        seats.answer_beforehand(seats.take_seat(visit.session, visit.person, INVITE.name), "role", role.value)
        return sit_down(visit, INVITE)
    known = visit.session.exec(
        select(Organisation)
        .where(Organisation.region_code == visit.person.region_code)
        .order_by(col(Organisation.name))
    ).all()
    chosen = next((organisation for organisation in known if str(organisation.id) == where), None)
    if chosen is None:
        return pages.where_page(role, [(organisation.id, organisation.name) for organisation in known])
    return invited(visit, role, chosen)


def invited(visit: Visit, role: Role, organisation: Organisation | None) -> Message:
    """Make an invitation, and show it; raises Refused when the person may not invite for this role or organisation."""
    region = visit.session.get(Region, visit.person.region_code) if visit.person.region_code else None
    if region is None or (organisation is not None and organisation.region_code != region.code):
        raise Refused
    organisations = frozenset({organisation.id}) if organisation else frozenset()
    visit.allow(INVITING[role], About(region.code, organisations=organisations))
    code, invitation = invitations.invite(
        visit.session,
        role,
        region.code,
        visit.now,
        organisation=organisation.id if organisation else None,
        by=visit.person,
    )
    where = organisation.name if organisation else ""
    return pages.invitation_page(role, where, region.name, visit.link_to(code), invitation.expires_at)


def invitable(visit: Visit) -> list[Role]:
    """The roles for which the person may invite somebody."""
    return [role for role, action in INVITING.items() if action in REACH.get(visit.role, {})]


def withdraw(visit: Visit, number: str) -> Shown:
    """Make an invitation worthless."""
    found = visit.session.get(Invitation, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None:
        raise Refused
    visit.allow(Action.WITHDRAW_INVITATION, invitations.about(found))
    invitations.withdraw(visit.session, found, visit.now)
    return _overview(visit)


def show_people(visit: Visit, argument: str) -> Message:
    """Who works in the region with Praktijkgids."""
    visit.allow(Action.SEE_PEOPLE)
    listed = []
    for person in people.professionals(visit.session, visit.person.region_code or ""):
        where = people.organisation_of(visit.session, person)
        listed.append((person.id, person.name, Role(person.role or Role.CANDIDATE), where.name if where else ""))
    about = About(visit.person.region_code)
    theirs = [
        n
        for n, _called, role, _where in listed
        if n != visit.person.id and may_take_role_away(visit.actor, role, about)
    ]
    return pages.people_page(listed, theirs, visit.can(visit.own))


def take_role(visit: Visit, number: str) -> Message:
    """Really?"""
    person = _colleague(visit, number)
    return pages.take_role_page(person.id, person.name)


def take_role_surely(visit: Visit, number: str) -> Message:
    """Take somebody's role away; their candidates wait for another consultant, and the coordinator hears so."""
    person = _colleague(visit, number)
    leave_post(visit, person)
    say(
        visit.session,
        person.id,
        told(_("Je hebt geen rol meer in Praktijkgids. Dank je wel voor je werk."), buttons=()),
        visit.now,
    )
    return show_people(visit, "")


def call(visit: Visit, argument: str) -> Message:
    """Whom one can call in the region; candidates see what is meant for them."""
    if visit.person.role is None:
        own = intake_of(visit.session, visit.person)
        listed = contacts.contacts(visit.session, own.region_code or "", for_candidates=True) if own else ()
        return pages.call_page([(one.id, one.line, True) for one in listed], False, way_back(visit))
    visit.allow(Action.SEE_CONTACTS)
    listed = contacts.contacts(visit.session, visit.person.region_code or "")
    may_keep = visit.may(Action.KEEP_CONTACTS, visit.own)
    return pages.call_page([(one.id, one.line, one.for_candidates) for one in listed], may_keep, way_back(visit))


def add_contact(visit: Visit, argument: str) -> Shown:
    """Add somebody to call."""
    visit.allow(Action.KEEP_CONTACTS)
    return sit_down(visit, CONTACT)


def remove_contact(visit: Visit, number: str) -> Message:
    """Take somebody off the list."""
    found = visit.session.get(Contact, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is not None:
        visit.allow(Action.KEEP_CONTACTS, About(found.region_code))
        visit.session.delete(found)
        visit.session.flush()
    return call(visit, "")


def _overview(visit: Visit) -> Message:
    everybody = REACH[visit.role][Action.WITHDRAW_INVITATION] is Reach.REGION
    by = None if everybody else visit.person
    listed = []
    for invitation in invitations.open_invitations(visit.session, visit.person.region_code or "", visit.now, by):
        where = visit.session.get(Organisation, invitation.organisation_id) if invitation.organisation_id else None
        listed.append((invitation.id, Role(invitation.role), where.name if where else "", invitation.expires_at))
    return pages.invite_page(invitable(visit), listed)


def _colleague(visit: Visit, number: str) -> Person:
    person = visit.session.get(Person, int(number)) if number.isdecimal() and len(number) < 10 else None
    if person is None or person.role is None or person.id == visit.person.id:
        raise Refused
    if not may_take_role_away(visit.actor, Role(person.role), About(person.region_code)):
        raise Refused
    return person
