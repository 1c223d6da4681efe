"""How long things are kept and who saw them: what candidates are told of that, and what is set and seen in a region."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogs.controls import LABELS, Control
from dialogs.dialogue import Dialogue
from dialogs.events import Pressed
from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import HOME, ROLES, named
from dialogs.pages.talk import go_on
from dialogs.text import Text, _, counted, listing, verbatim
from people.roles import Role

MONTHS = (12, 24, 36)
"""What a region can choose: for how many months after the last activity an intake is kept."""
UNFINISHED = (1, 3, 6)
"""The same, of one that was never finished."""
AT_ONCE = 20
"""Lines of the log on one page."""
DAYS = 3
"""Days that are named of somebody who saw the answers of a candidate."""
SEEN_BY: dict[Role | None, Text] = {
    Role.CONSULTANT: _("begeleider"),
    Role.ADVISER: _("iemand van de school"),
    Role.COORDINATOR: _("coördinator van de regio"),
}
"""What candidates call the people who saw their answers."""
PEOPLE = (button(_("👥 Collega's in de regio"), "people"), HOME)


# To candidates.


def announced(token: str, seat: str, name: str, day: date) -> Message:
    """Nothing happens any more, so everything is going to be erased on this day. `token`: of the intake; `seat`: their own."""
    hello = (Line(_("Hoi {name}!").of(name=verbatim(name))),) if name else ()
    lines = (
        *hello,
        Line(_("Er is lang niets gebeurd in ons gesprek. Op {day} wis ik daarom je antwoorden.").of(day=day)),
        Line(_("Wil je ze houden? Kies dan: Bewaar mijn antwoorden. Wil je dat niet? Dan hoef je niets te doen.")),
    )
    look = Button(LABELS[Control.OVERVIEW], Pressed(seat, "", 0, Control.OVERVIEW.value))
    return Message(lines, ((button(_("💾 Bewaar mijn antwoorden"), "keep", token),), (look,)))


def kept(seat: str, months: int) -> Message:
    """The answers stay. `months`: for how long, when nothing happens."""
    text = counted(
        "Goed. Ik bewaar je antwoorden nog {n} maand.", "Goed. Ik bewaar je antwoorden nog {n} maanden.", months
    )
    return Message((Line(text), Line(_("Daarna vraag ik het je weer."))), ((go_on(seat),),))


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody who saw the answers of a candidate, or did something with them: as what, where, and when, the last day first."""

    role: Role | None
    organisation: str
    days: tuple[date, ...]


def seen_page(readers: Sequence[Seen], seat: str) -> Message:
    """To a candidate: who saw their answers."""
    if not readers:
        nobody = _("Nog niemand heeft je antwoorden bekeken.")
        return Message((Line(nobody), Line(_("Alleen mensen van jouw gesprek mogen dat."))), ((go_on(seat),),))
    lines = [Line(_("Deze mensen zagen je antwoorden:"), Style.STRONG)]
    for reader in readers:
        text = _("• {who}, {organisation}: {days}") if reader.organisation else _("• {who}: {days}")
        who = SEEN_BY.get(reader.role, _("beheer van Praktijkgids"))
        days = listing(tuple(reversed(reader.days[:DAYS])))
        lines.append(Line(text.of(who=who, organisation=reader.organisation, days=days), Style.ITEM))
    lines.append(Line(_("Klopt er iets niet? Typ dan: hulp"), Style.QUIET))
    return Message(tuple(lines), ((go_on(seat),),))


# To professionals.


def announced_to_guide(token: str, name: str, day: date) -> Message:
    """A candidate whom the bot cannot reach is going to be erased on this day."""
    text = _("🗄 {name}: er is lang niets gebeurd. Op {day} wordt alles gewist. De kandidaat is hier niet bereikbaar.")
    keep = button(_("💾 Bewaar langer"), "keep", token)
    return Message((Line(text.of(name=named(name), day=day)),), ((keep, button(_("👤 Kaart"), "case", token)),))


def kept_by_guide(name: str, months: int) -> Text:
    """An intake stays that was going to be erased."""
    return counted(
        "{name} blijft bewaard, nog {n} maand vanaf nu.", "{name} blijft bewaard, nog {n} maanden vanaf nu.", months
    ).of(name=named(name))


def faded() -> Message:
    """To a consultant: candidates are erased because nothing happened any more; nothing of them is left, not even here."""
    text = _("🗑 Er gebeurde lang niets bij een of meer van je kandidaten. Daarom is alles van hen gewist.")
    return Message((Line(text),), ((button(_("📋 Mijn kandidaten"), "mine"),),))


def keeping_page(months: int, unfinished: int, notes: tuple[Text, ...] = ()) -> Message:
    """For how long the intakes of a region are kept, and other choices."""
    asks = _("Hoe lang bewaren we een intake, nadat er voor het laatst iets gebeurde?")
    how = _(
        "Een week ervoor hoort de kandidaat het, met een knop om alles te bewaren. "
        "Daarna wordt alles gewist. Alleen de aantallen blijven. "
        "Bij 12 maanden vervalt soms de laatste vraag naar hoe het gaat."
    )

    def choice(kind: str, label: Text, n: int, now: int) -> Button:
        return button(_("✔️ {answer}").of(answer=label) if n == now else label, "keeping", f"{kind}.{n}")

    rows = (
        tuple(choice("all", _months(n), n, months) for n in MONTHS),
        tuple(
            choice("unfinished", counted("niet af: {n} maand", "niet af: {n} maanden", n), n, unfinished)
            for n in UNFINISHED
        ),
        PEOPLE,
    )
    now = _("Nu: {months}, en {unfinished} als de intake niet af is.")
    lines = (
        *map(Line, notes),
        Line(asks, Style.STRONG),
        Line(now.of(months=_months(months), unfinished=_months(unfinished))),
        Line(how, Style.QUIET),
    )
    return Message(lines, rows, in_place=True)


def _months(n: int) -> Text:
    return counted("{n} maand", "{n} maanden", n)


@dataclass(frozen=True, slots=True)
class Noted:
    """A line of the log, on the clock of whoever reads it. `role`: None on the command line, or when Praktijkgids did it itself."""

    at: datetime
    who: str
    role: Role | None
    by_itself: bool
    deed: str
    what: str
    times: int
    name: str


def audit_page(noted: Sequence[Noted], start: int, more: bool, dialogues: Sequence[Dialogue]) -> Message:
    """One page of who did what in a region; `more`: there is another one after it."""
    lines = [Line(_("Wie deed wat? Het nieuwste staat boven."), Style.STRONG), *_in_lines(noted, dialogues)]
    earlier = (button(_("◀ Vorige"), "audit", str(max(start - AT_ONCE, 0))),) if start else ()
    later = (button(_("Volgende ▶"), "audit", str(start + AT_ONCE)),) if more else ()
    return Message(tuple(lines), tuple(row for row in ((*earlier, *later), PEOPLE) if row), in_place=True)


def audit_of_page(token: str, name: str, noted: Sequence[Noted], dialogues: Sequence[Dialogue]) -> Message:
    """Who saw or did something with one candidate."""
    lines = [
        Line(_("Wie zag of deed iets bij {name}?").of(name=named(name)), Style.STRONG),
        *_in_lines(noted, dialogues),
    ]
    return Message(tuple(lines), ((button(_("◀ Terug"), "more", token), HOME),))


DEEDS: dict[tuple[str, str], Text] = {
    ("saw", "card"): _("bekeek de kaart"),
    ("saw", "answers"): _("bekeek de antwoorden"),
    ("saw", "log"): _("bekeek wie wat deed"),
    ("saw", "list"): _("bekeek een lijst"),
    ("saw", "summary"): _("bekeek de samenvatting"),
    ("saw", "summary-"): _("bekeek de samenvatting"),
    ("saw", "own summary"): _("bekeek de kopie van de kandidaat"),
    ("sent", "summary"): _("kreeg de samenvatting"),
    ("exported", "summary"): _("maakte een bestand van de samenvatting"),
    ("exported", "own summary"): _("maakte een bestand van de kopie van de kandidaat"),
    ("exported", "intakes"): _("nam een spreadsheet mee, zonder namen"),
    ("exported", "intakes with names"): _("nam een spreadsheet mee, met namen"),
    ("imported", "sheets"): _("las een spreadsheet in"),
    ("changed", "answer"): _("vulde in: {part}"),
    ("changed", "planned"): _("plande het gesprek"),
    ("changed", "moved"): _("verzette het gesprek"),
    ("changed", "cancelled"): _("zegde het gesprek af"),
    ("changed", "missed"): _("noteerde: niet gekomen"),
    ("changed", "outcome"): _("noteerde de uitkomst"),
    ("changed", "follow-up"): _("vertelde hoe het nu gaat"),
    ("changed", "talk"): _("praatte met de kandidaat"),
    ("changed", "reminder"): _("stuurde een herinnering"),
    ("changed", "link"): _("maakte een link"),
    ("changed", "consultant"): _("veranderde wie begeleidt"),
    ("changed", "kept"): _("bewaarde langer"),
    ("changed", "keeping"): _("veranderde hoe lang we bewaren"),
    ("changed", "invited"): _("nodigde uit: {part}"),
    ("changed", "withdrawn"): _("trok een uitnodiging in: {part}"),
    ("changed", "role given"): _("kreeg een rol: {part}"),
    ("changed", "role taken"): _("nam een rol weg: {part}"),
    ("changed", "offering"): _("veranderde het aanbod"),
    ("erased", "intake"): _("wiste een intake"),
    ("erased", "person"): _("wiste een persoon"),
}
"""What somebody did, in words; {part} is what stands behind the colon in the code."""
OTHER_DEEDS: dict[str, Text] = {
    "saw": _("bekeek: {what}"),
    "changed": _("veranderde: {what}"),
    "sent": _("verstuurde: {what}"),
    "exported": _("nam een bestand mee: {what}"),
    "imported": _("las een bestand in: {what}"),
    "erased": _("wiste: {what}"),
}


def in_words(deed: str, what: str, dialogues: Sequence[Dialogue] = ()) -> Text:
    """What somebody did, by its codes. `dialogues`: where the questions are that a code can name."""
    kind, _colon, part = what.partition(":")
    text = DEEDS.get((deed, kind)) or OTHER_DEEDS.get(deed, verbatim(deed)).of(what=verbatim(what))
    return text.of(part=_part(kind, part, dialogues)) if "{part}" in text.msgid else text


def _part(kind: str, part: str, dialogues: Sequence[Dialogue]) -> Text:
    if kind == "answer":
        questions = (question for dialogue in dialogues for question in dialogue.questions)
        return next((question.name for question in questions if question.key == part), verbatim(part))
    return ROLES[Role(part)] if part in set(Role) else verbatim(part)


def _in_lines(noted: Sequence[Noted], dialogues: Sequence[Dialogue]) -> list[Line]:
    if not noted:
        return [Line(_("Er is nog niets genoteerd."))]
    return [_in_line(one, dialogues) for one in noted]


def _in_line(one: Noted, dialogues: Sequence[Dialogue]) -> Line:
    text = _("• {day} {time}: {who} {deed}")
    if one.name:
        text = _("• {day} {time}: {who} {deed} ({name})")
    if one.times > 1:
        text = _("• {day} {time}: {who} {deed} ({n} stuks)").of(n=one.times)
    deed = in_words(one.deed, one.what, dialogues)
    return Line(
        text.of(day=verbatim(f"{one.at:%d-%m-%Y}"), time=one.at.time(), who=_who(one), deed=deed, name=one.name),
        Style.ITEM,
    )


def _who(one: Noted) -> Text:
    if one.by_itself:
        return _("Praktijkgids")
    role = ROLES[one.role] if one.role is not None else _("iemand op de computer zelf")
    return _("{who} ({role})").of(who=one.who, role=role) if one.who else role
