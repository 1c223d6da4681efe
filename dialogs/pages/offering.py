"""What schools offer in the derde leerweg, and what people want that none of them offers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from dialogs.kinds.first_or_last_day import in_words as day_in_words
from dialogs.kinds.start_month import in_words as month_in_words
from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.candidates import Case, in_a_line
from dialogs.pages.going import button, ways_on
from dialogs.pages.home import HOME, named
from dialogs.text import Text, _, counted, verbatim

AT_ONCE = 8
"""Things on one page of a list: a message is for a phone, and may hold 4096 characters."""
WIDE = 3
MOST_ENDING = 5
WISHES = button(_("🎯 Wensen zonder aanbod"), "wishes")


class Stands(Enum):
    """Where an offering stands on a day."""

    NOW = auto()
    ENDS_SOON = auto()
    COMING = auto()
    ENDED = auto()


@dataclass(frozen=True, slots=True)
class Shown:
    """An offering as people see it. `work`: in plain and official words, with level and crebo."""

    school: int
    crebo: str
    work: Text
    contact: str
    first: date | None
    last: date | None
    stands: Stands


@dataclass(frozen=True, slots=True)
class School:
    """A school and what there is of it. `offers`: how many crebo's it offers today."""

    number: int
    name: str
    offers: int
    ending: tuple[Shown, ...] = ()


def schools_page(schools: Sequence[School], start: int, sees_wishes: bool, may_invite: bool) -> Message:
    """The schools of a region, and what ends soon."""
    lines = [Line(_("🏫 Wat scholen in de regio aanbieden in de derde leerweg"), Style.STRONG)]
    if not schools:
        lines.append(Line(_("Er is nog geen school. Een school komt erbij als je een mbo-adviseur uitnodigt.")))
    page = schools[start : start + AT_ONCE]
    for school in page:
        offers = counted("• {school}: {n} opleiding", "• {school}: {n} opleidingen", school.offers)
        lines.append(Line(offers.of(school=school.name), Style.ITEM))
    ending = [(school, one) for school in schools for one in school.ending]
    if ending:
        lines.append(Line(_("⏳ Loopt binnen vier weken af. Vraag de school of het doorgaat:"), Style.STRONG))
    for school, one in ending[:MOST_ENDING]:
        text = _("• {school}: {work}, tot en met {day}")
        lines.append(Line(text.of(school=school.name, work=one.work, day=_until(one)), Style.ITEM))
    if len(ending) > MOST_ENDING:
        lines.append(Line(_("• en nog {n}").of(n=len(ending) - MOST_ENDING), Style.ITEM))
    rows: list[tuple[Button, ...]] = [(button(verbatim(school.name), "school", str(school.number)),) for school in page]
    rows.append(ways_on("offering", "", start, AT_ONCE, len(schools)))
    if not schools and may_invite:
        rows.append((button(_("✉️ Uitnodigen"), "invite"),))
    if sees_wishes:
        rows.append((WISHES,))
    return Message(tuple(lines), tuple(row for row in (*rows, (HOME,)) if row), in_place=True)


def school_page(
    school: School, offering: Sequence[Shown], start: int, may_keep: bool, way_back: tuple[Button, ...]
) -> Message:
    """What one school offers, a page at a time, from the one in place `start` on."""
    lines = [Line(_("🏫 {school} in de derde leerweg").of(school=school.name), Style.STRONG)]
    page = offering[start : start + AT_ONCE]
    lines += [Line(_("• {offering}").of(offering=_described(one)), Style.ITEM) for one in page]
    if not offering:
        lines.append(Line(_("Er staat nog niets. Dan zien kandidaten ook niet dat deze school iets aanbiedt.")))
    changes = [
        button(_("✏️ {crebo}").of(crebo=one.crebo), "offered", f"{one.school}.{one.crebo}") for one in page if may_keep
    ]
    rows = [tuple(changes[place : place + WIDE]) for place in range(0, len(changes), WIDE)]
    rows.append(ways_on("school", f"{school.number}.", start, AT_ONCE, len(offering)))
    if may_keep:
        rows.append((button(_("➕ Voeg toe"), "offered+", str(school.number)),))
    return Message(tuple(lines), tuple(row for row in (*rows, way_back) if row), in_place=True)


def offered_page(school: str, one: Shown, notes: Sequence[Text] = ()) -> Message:
    """One offering, with what can be changed of it."""
    about = f"{one.school}.{one.crebo}"
    lines = [*map(Line, notes), Line(one.work, Style.STRONG)]
    lines.append(Line(_("• School: {school}").of(school=school), Style.ITEM))
    lines.append(Line(_("• Contact: {contact}").of(contact=one.contact or _("nog niet bekend")), Style.ITEM))
    lines.append(Line(_("• Geldt: {when}").of(when=_when(one)), Style.ITEM))
    rows = (
        (
            button(_("☎️ Contact"), "offered~", f"{about}.contact"),
            button(_("📅 Vanaf"), "offered~", f"{about}.first"),
            button(_("🏁 Tot en met"), "offered~", f"{about}.last"),
        ),
        (button(_("✖ Beëindig"), "offered-", about),),
        (button(_("➕ Voeg nog iets toe"), "offered+", str(one.school)),),
        (button(_("◀ {school}").of(school=school), "school", str(one.school)), HOME),
    )
    return Message(tuple(lines), rows)


def end_page(one: Shown) -> Message:
    """When does it end, or was it never so?"""
    about = f"{one.school}.{one.crebo}"
    text = _("Wanneer stopt dit aanbod? Gesprekken die al gepland zijn, blijven staan.")
    rows = (
        (button(_("Vandaag is de laatste dag"), "offered-", f"{about}.today"),),
        (button(_("Op een andere dag"), "offered~", f"{about}.last"),),
        (button(_("🗑 Haal weg: het klopte niet"), "offered-", f"{about}.gone"),),
        (button(_("◀ Terug"), "offered", about),),
    )
    return Message((Line(one.work, Style.STRONG), Line(text)), rows)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Work that people want and nobody offers. `family`: its code; `sure`, `perhaps`: how many said "ja", or only "misschien".

    `coming`: the day from which on a school is going to offer it.
    """

    family: str
    work: Text
    title: Text
    sure: int
    perhaps: int
    since: date
    coming: date | None = None


def wishes_page(wishes: Sequence[Wanted], start: int) -> Message:
    """What people want and no school in the region offers, most wanted first, from the one in place `start` on."""
    lines = [Line(_("🎯 Wensen zonder aanbod"), Style.STRONG)]
    if not wishes:
        lines.append(
            Line(_("Al het werk dat mensen in de afgelopen twaalf maanden kozen, biedt een school in de regio aan."))
        )
    else:
        lines.append(Line(_("Dit werk kozen mensen in de afgelopen twaalf maanden. Geen school biedt het nu aan.")))
        lines.append(Line(_("Een erkenning krijgen duurt lang. Overleg er op tijd over met een school."), Style.QUIET))
    page = wishes[start : start + AT_ONCE]
    for wish in page:
        text = _("• {work}. {people}, sinds {month}")
        if wish.coming is not None:
            text = _("• {work}. {people}, sinds {month}. 🔜 Vanaf {day} biedt een school het aan.")
            text = text.of(day=day_in_words(wish.coming))
        described = text.of(work=wish.work, people=_people(wish), month=month_in_words(wish.since))
        lines.append(Line(described, Style.ITEM))
    rows = [(button(_("👥 {work}").of(work=wish.title), "wish", wish.family),) for wish in page]
    ways = ways_on("wishes", "", start, AT_ONCE, len(wishes))
    back = (button(_("◀ Aanbod van scholen"), "offering"), HOME)
    return Message(tuple(lines), tuple(row for row in (*rows, ways, back) if row), in_place=True)


def wish_page(wish: Wanted, cases: Sequence[Case], start: int, now: datetime) -> Message:
    """Who wants this: `cases` are those to show, from the one in place `start` on."""
    lines = [Line(wish.work, Style.STRONG), Line(_("{people}").of(people=_people(wish)))]
    lines += [in_a_line(case, now) for case in cases]
    cards = [button(named(case.name), "case", case.token) for case in cases]
    rows = [tuple(cards[place : place + 2]) for place in range(0, len(cards), 2)]
    ways = ways_on("wish", f"{wish.family}.", start, AT_ONCE, wish.sure + wish.perhaps)
    back = (button(_("◀ Terug"), "wishes"), HOME)
    return Message(tuple(lines), tuple(row for row in (*rows, ways, back) if row), in_place=True)


def _people(wish: Wanted) -> Text:
    if not wish.sure:
        return _("{perhaps} misschien").of(perhaps=wish.perhaps)
    sure = _("{sure} ja, {perhaps} misschien") if wish.perhaps else _("{sure} ja")
    return sure.of(sure=wish.sure, perhaps=wish.perhaps)


def _described(one: Shown) -> Text:
    """One line of a list: without what goes without saying."""
    words = one.work
    if one.contact:
        words = _("{work}, contact: {contact}").of(work=words, contact=one.contact)
    lasts = one.last is None and one.stands is Stands.NOW
    return words if lasts else _("{work}, {when}").of(work=words, when=_when(one))


def _when(one: Shown) -> Text:
    """From when until when, as far as that matters today."""
    match one.stands:
        case Stands.ENDED:
            return _("⛔ afgelopen, tot en met {day}").of(day=_until(one))
        case Stands.ENDS_SOON:
            return _("⏳ nog tot en met {day}").of(day=_until(one))
        case Stands.COMING if one.first and one.last:
            return _("🔜 vanaf {first} tot en met {last}").of(first=day_in_words(one.first), last=_until(one))
        case Stands.COMING if one.first:
            return _("🔜 vanaf {day}").of(day=day_in_words(one.first))
    return _("tot en met {day}").of(day=_until(one)) if one.last else _("zonder einddatum")


def _until(one: Shown) -> Text:
    return day_in_words(one.last) if one.last else _("zonder einddatum")
