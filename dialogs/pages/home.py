"""Where people who work with Praktijkgids begin, and come back to."""

from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.text import Text, _, verbatim
from people.policy import Action
from people.roles import Role

ROLES: dict[Role, Text] = {
    Role.CANDIDATE: _("kandidaat"),
    Role.CONSULTANT: _("consulent"),
    Role.ADVISER: _("mbo-adviseur"),
    Role.COORDINATOR: _("coördinator"),
    Role.ADMINISTRATOR: _("beheerder"),
}

HOME = button(_("🏠 Begin"), "home")

REFUSAL = _("Dat kan ik niet voor je doen: het hoort bij een collega, een andere rol of een andere regio.")
"""What is said to everything that the policy does not allow; it does not say whether the thing is there."""

BUTTONS: tuple[tuple[Action, Button], ...] = (
    (Action.START_INTAKE, button(_("➕ Nieuwe intake"), "new")),
    (Action.REMIND, button(_("📋 Mijn kandidaten"), "mine")),
    (Action.SEE_OVERVIEW, button(_("📊 Overzicht"), "overview")),
    (Action.KEEP_FREE_TIMES, button(_("🗓 Mijn vrije tijden"), "times")),
    (Action.SEE_OFFERING, button(_("🏫 Aanbod van scholen"), "offering")),
    (Action.EXPORT, button(_("📥 Spreadsheet"), "export")),
    (Action.READ_HANDBOOK, button(_("💡 Kennisbank"), "know")),
    (Action.SEE_CONTACTS, button(_("☎️ Wie kan ik bellen?"), "call")),
    (Action.WITHDRAW_INVITATION, button(_("✉️ Uitnodigen"), "invite")),
    (Action.SEE_PEOPLE, button(_("👥 Collega's in de regio"), "people")),
    (Action.REMIND, button(_("🔔 Meldingen"), "news")),
)
"""What can be done from here, each for who may do it at all."""


def home_page(name: str, can: frozenset[Action], *, own_intake: bool, notes: tuple[Text, ...] = ()) -> Message:
    """The way to everything that somebody with this `name` can do."""
    hello = _("Dag {name}, wat wil je doen?").of(name=name) if name else _("Wat wil je doen?")
    rows = [(shown,) for action, shown in BUTTONS if action in can]
    if own_intake:
        rows.append((button(_("👤 Mijn eigen intake"), "own"),))
    lines = [*map(Line, notes), Line(hello, Style.STRONG)]
    if Action.READ_HANDBOOK in can:
        lines.append(Line(_("Of typ een vraag, dan zoek ik het op."), Style.QUIET))
    return Message(tuple(lines), tuple(rows))


def welcome_page(role: Role, organisation: str | None, region: str) -> Message:
    """Somebody has a post now."""
    as_what = _("Welkom bij Praktijkgids! Je bent nu {role} in de regio {region}.")
    if organisation:
        as_what = _("Welkom bij Praktijkgids! Je bent nu {role} bij {organisation}, in de regio {region}.")
    return Message((Line(as_what.of(role=ROLES[role], region=region, organisation=organisation or "")),))


def lower_post_page(role: Role, other: Role, code: str) -> Message:
    """Somebody with a `role` opens an invitation for one with which they can do less; `code`: of the invitation."""
    text = _("Je bent nu {role}. Met deze link word je {other}, en kun je minder. Wil je dat?")
    surely = button(_("Ja, ik word {other}").of(other=ROLES[other]), "post", code)
    keep = button(_("Nee, ik blijf {role}").of(role=ROLES[role]), "home")
    return Message((Line(text.of(role=ROLES[role], other=ROLES[other])),), ((surely,), (keep,)))


def no_role_page() -> Message:
    """Somebody wants what only people with a post can do."""
    text = _("Dit kan alleen met een rol in Praktijkgids. Vraag je coördinator om een uitnodiging.")
    return Message((Line(text),))


def told(*texts: Text, buttons: tuple[tuple[Button, ...], ...] = ((HOME,),)) -> Message:
    """A few sentences, and a way on."""
    return Message(tuple(map(Line, texts)), buttons)


def named(name: str) -> Text:
    """A name as people see it, also of somebody whose name we do not know."""
    return verbatim(name) if name else _("Een kandidaat")
