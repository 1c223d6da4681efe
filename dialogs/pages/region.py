"""The people of a region: who works there, who is invited, whom to call."""

from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import HOME, ROLES
from dialogs.text import Text, _, verbatim
from people.policy import Action
from people.roles import Role

ANY_TIME = (1, 2, 3, 5, 7)
"""Days of silence after which somebody can want to hear of it."""
ON_A_BUTTON = 30
"""Characters of a contact."""


def invite_page(roles: Sequence[Role], open_ones: Sequence[tuple[int, Role, str, datetime]]) -> Message:
    """Whom one can invite, and the invitations that are out: number, role, organisation, until when."""
    lines = [Line(_("Wie wil je uitnodigen?"), Style.STRONG)]
    if open_ones:
        lines.append(Line(_("Deze uitnodigingen zijn nog niet gebruikt:")))
    for _n, role, where, until in open_ones:
        text = _("• {role}, {organisation}, tot en met {day}") if where else _("• {role}, tot en met {day}")
        lines.append(Line(text.of(role=ROLES[role], organisation=where, day=until.date()), Style.ITEM))
    rows = [(button(_("✉️ Een {role}").of(role=ROLES[role]), "invite", role.value),) for role in roles]
    rows += [
        (button(_("✖ Trek in: {role} {organisation}").of(role=ROLES[role], organisation=where), "withdraw", str(n)),)
        for n, role, where, _until in open_ones
    ]
    return Message(tuple(lines), (*rows, (HOME,)))


def where_page(role: Role, organisations: Sequence[tuple[int, str]]) -> Message:
    """For which organisation somebody is invited: the number and the name of each that is known."""
    asks = Line(_("Bij welke organisatie werkt de {role}?").of(role=ROLES[role]), Style.STRONG)
    rows = tuple((button(verbatim(name), "invite", f"{role.value}.{n}"),) for n, name in organisations)
    other = button(_("➕ Een andere organisatie"), "invite", f"{role.value}.new")
    return Message((asks,), (*rows, (other,), (HOME,)))


def invitation_page(role: Role, organisation: str, region: str, link: str, until: datetime) -> Message:
    """An invitation that was just made."""
    what = _("Uitnodiging voor een {role} in de regio {region}:")
    if organisation:
        what = _("Uitnodiging voor een {role} bij {organisation}, in de regio {region}:")
    once = _("De link werkt één keer, tot en met {day}. Geef hem alleen aan degene voor wie hij is.")
    lines = (
        Line(what.of(role=ROLES[role], organisation=organisation, region=region)),
        Line(verbatim(link)),
        Line(once.of(day=until.date()), Style.QUIET),
    )
    return Message(lines, ((button(_("✉️ Uitnodigen"), "invite"), HOME),), qr=link)


KEEPING: tuple[tuple[Action, Button], ...] = (
    (Action.KEEP_RETENTION, button(_("🗄 Hoe lang bewaren we?"), "keeping")),
    (Action.SEE_AUDIT, button(_("🔎 Wie deed wat?"), "audit")),
)
"""What else is looked after in a region, each for who may do it."""


def people_page(
    people: Sequence[tuple[int, str, Role, str]], may_take_away: Sequence[int], can: frozenset[Action]
) -> Message:
    """Who works in the region: number, name, role, organisation of each; of whom one may take the role away, and what one can
    do besides."""
    lines = [Line(_("Zij werken in jouw regio met Praktijkgids:"), Style.STRONG)]
    for _n, name, role, where in people:
        text = _("• {name}, {role}, {organisation}") if where else _("• {name}, {role}")
        lines.append(Line(text.of(name=_called(name), role=ROLES[role], organisation=where), Style.ITEM))
    rows = [
        (button(_("✖ Neem rol weg: {name}").of(name=_called(name)), "take_role", str(n)),)
        for n, name, _role, _where in people
        if n in may_take_away
    ]
    rows += [(shown,) for action, shown in KEEPING if action in can]
    return Message(tuple(lines), (*rows, (HOME,)))


def take_role_page(n: int, name: str) -> Message:
    """Really?"""
    text = _(
        "{name} kan dan niets meer zien of doen. De kandidaten houden hun antwoorden en krijgen een andere begeleider."
    )
    surely = button(_("Ja, neem de rol weg"), "take_role!", str(n))
    return Message((Line(text.of(name=_called(name))),), ((surely,), (button(_("◀ Terug"), "people"),)))


def call_page(
    lines: Sequence[tuple[int, str, bool]], may_keep: bool, way_back: tuple[Button, ...] = (HOME,)
) -> Message:
    """Whom one can call in the region: number, words, and whether candidates see it too."""
    shown = [Line(_("Wie kun je bellen?"), Style.STRONG)]
    shown += [Line(_("• {contact}").of(contact=words), Style.ITEM) for _n, words, _all in lines]
    if not lines:
        shown.append(Line(_("Er is nog niemand opgegeven. De coördinator kan hier mensen neerzetten.")))
    rows = [
        (button(_("✖ Haal weg: {contact}").of(contact=_short(words)), "contact-", str(n)),)
        for n, words, _a in lines
        if may_keep
    ]
    add = [(button(_("➕ Voeg toe"), "contact+"),)] if may_keep else []
    return Message(tuple(shown), (*rows, *add, way_back))


def news_page(days: int) -> Message:
    """After how many days of silence of a candidate somebody wants to hear of it; 0: never."""
    asks = _("Na hoeveel dagen stilte van een kandidaat wil je een bericht?")
    how = _(
        "Je krijgt hooguit één bericht per dag, en nooit tussen 21 en 8 uur. "
        "Vraagt iemand om een mens, dan hoor je het meteen."
    )

    def chosen(n: int) -> Text:
        text = str(n) if n else _("nooit")
        return _("✔️ {n}").of(n=text) if n == days else _("{n}").of(n=text)

    row = tuple(button(chosen(n), "news", str(n)) for n in ANY_TIME)
    return Message(
        (Line(asks, Style.STRONG), Line(how, Style.QUIET)), (row, (button(chosen(0), "news", "0"),), (HOME,))
    )


def _short(words: str) -> str:
    """The first of these words, as many as fit on a button."""
    first = words[:ON_A_BUTTON]
    if first == words:
        return words
    return shorten(words, ON_A_BUTTON, placeholder=" …") if " " in first else f"{first} …"


def _called(name: str) -> Text:
    return verbatim(name) if name else _("(nog geen naam)")
