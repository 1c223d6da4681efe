"""The candidates of a professional: the list with what is needed now, and the card of each with what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from dialogs.messages import Button, Line, Message, Progress, Style
from dialogs.pages.going import button, ways_on
from dialogs.pages.home import HOME, named
from dialogs.pages.summaries import to_summary
from dialogs.text import Text, _, counted, verbatim
from people.policy import Action

AT_ONCE = 8
"""Candidates on one page of the list."""
WIDE = 2


class Need(IntEnum):
    """What a candidate needs now, the most urgent first."""

    PERSON = 0
    UNREACHABLE = 1
    CONSULTANT = 2
    MOMENT = 3
    SILENT = 4
    LINK = 5
    BACKGROUND = 6
    BUSY = 7
    PLANNED = 8
    HELD = 9


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate as a professional sees them. Moments are UTC, but `moment`, which is on the clock where it is.

    `joined`: the candidate has the intake on their own phone. `link_open`: a link is out that still works. `asks_since`: they
    talk, or want to, with a human being who has not answered yet. `background`: the professional's own questions.
    """

    token: str
    name: str
    progress: Progress
    background: Progress
    created_at: datetime
    joined: bool = False
    link_open: bool = False
    consultant: str = ""
    heard_at: datetime | None = None
    finished_at: datetime | None = None
    asks_since: datetime | None = None
    unreachable_since: datetime | None = None
    moment: datetime | None = None
    silent_days: int = 3

    @property
    def has_background_to_do(self) -> bool:
        """Whether the professional has questions of their own to answer still."""
        return self.background.answered < self.background.of


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands: what it needs, since when, and that in words."""

    need: Need
    since: datetime
    words: Text


def standing(case: Case, now: datetime) -> Standing:
    """Where a case stands at this moment."""
    heard = case.heard_at or case.created_at
    asked, of = case.progress.answered, case.progress.of
    if case.asks_since:
        return Standing(Need.PERSON, case.asks_since, _("🙋 wil een mens spreken"))
    if case.unreachable_since:
        return Standing(Need.UNREACHABLE, case.unreachable_since, _("📵 niet bereikbaar, bel of spreek zelf"))
    if not case.consultant:
        return Standing(Need.CONSULTANT, heard, _("❗ heeft geen begeleider"))
    if case.finished_at and case.moment is None:
        return Standing(Need.MOMENT, case.finished_at, _("📅 klaar, nog geen gesprek gepland"))
    if case.moment is not None:
        held = case.moment <= now
        text = _("✅ gesprek was {day}") if held else _("📅 gesprek {day}, {time}")
        text = text.of(day=case.moment.date(), time=case.moment.time())
        return Standing(Need.HELD if held else Need.PLANNED, case.moment, text)
    if case.joined and case.silent_days and now - heard >= timedelta(days=case.silent_days):
        return Standing(Need.SILENT, heard, _("💤 stil bij vraag {n} van {of}").of(n=min(asked + 1, of), of=of))
    if not case.joined and case.link_open:
        return Standing(Need.LINK, case.created_at, _("🔗 link nog niet geopend"))
    if case.has_background_to_do and not case.joined:
        return Standing(Need.BACKGROUND, case.created_at, _("✍️ jij bent aan de beurt"))
    return Standing(Need.BUSY, heard, _("⏳ bezig, {n} van {of} vragen").of(n=asked, of=of))


def since(moment: datetime, now: datetime) -> Text:
    """How long ago that was, in days."""
    days = (now - moment).days
    return _("vandaag") if days < 1 else counted("sinds {n} dag", "sinds {n} dagen", days)


def urgent_first(cases: Sequence[Case], now: datetime) -> list[tuple[Case, Standing]]:
    """The cases with where they stand: what needs somebody most comes first, and of that what waits longest; conversations
    that were held come last, the latest first."""

    def order(one: tuple[Case, Standing]) -> tuple[int, float]:
        when = one[1].since.timestamp()
        return (one[1].need, -when if one[1].need is Need.HELD else when)

    return sorted(((case, standing(case, now)) for case in cases), key=order)


def in_a_line(case: Case, now: datetime) -> Line:
    """A case in a list: who, where it stands, and since when where that matters."""
    stands = standing(case, now)
    line = _("{name}: {where}")
    if stands.need not in (Need.PLANNED, Need.HELD):
        line = _("{name}: {where} ({since})").of(since=since(stands.since, now))
    return Line(line.of(name=named(case.name), where=stands.words), Style.ITEM)


def list_page(cases: Sequence[Case], start: int, now: datetime, *, of_region: bool = False) -> Message:
    """One page of the list, from the case in place `start` on. `of_region`: those of the region who need somebody are in it too."""
    ordered = urgent_first(cases, now)
    start = start if 0 <= start < len(ordered) else 0
    shown = ordered[start : start + AT_ONCE]
    if not shown:
        nobody = _("Je hebt nog geen kandidaten. Begin er een: dat zijn drie tikken.")
        if of_region:
            nobody = _(
                "Niemand wacht nu op jou. Hier zie je wie in je regio geen begeleider, antwoord of gesprek heeft."
            )
        return Message((Line(nobody),), ((button(_("➕ Nieuwe intake"), "new"),), (HOME,)))
    lines = [Line(counted("{n} kandidaat", "{n} kandidaten", len(ordered)), Style.STRONG)]
    lines += [in_a_line(case, now) for case, _stands in shown]
    cards = [button(named(case.name), "case", case.token) for case, _stands in shown]
    rows = [tuple(cards[place : place + WIDE]) for place in range(0, len(cards), WIDE)]
    ways = ways_on("mine", "", start, AT_ONCE, len(ordered))
    return Message(tuple(lines), tuple(row for row in (*rows, ways, (HOME,)) if row), in_place=True)


def case_page(case: Case, can: frozenset[Action], now: datetime, notes: tuple[Text, ...] = ()) -> Message:
    """The card of a candidate: where it stands, and what somebody who `can` do these things can do."""
    stands = standing(case, now)
    lines = [*map(Line, notes), Line(named(case.name), Style.STRONG)]
    lines.append(
        Line(_("{where} ({since})").of(where=stands.words, since=since(case.heard_at or case.created_at, now)))
    )
    if case.consultant:
        lines.append(Line(_("• Begeleider: {who}").of(who=case.consultant), Style.ITEM))
    done = _("• Vragen van de kandidaat: {n} van {of}")
    lines.append(Line(done.of(n=case.progress.answered, of=case.progress.of), Style.ITEM))
    if Action.SEE_BACKGROUND in can:
        own = _("• Jouw vragen: {n} van {of}")
        lines.append(Line(own.of(n=case.background.answered, of=case.background.of), Style.ITEM))
    return Message(tuple(lines), tuple(row for row in _daily(case, can, now) if row))


def more_page(case: Case, can: frozenset[Action]) -> Message:
    """What is seldom done with a candidate, kept off the card."""
    on = _actions(case, can)
    rows = (
        on(Action.LINK_CANDIDATE, _("📱 Nieuwe telefoon") if case.joined else _("🔗 Link of QR"), "link"),
        on(Action.HAND_OVER, _("🤝 Draag over aan een collega"), "hand"),
        on(Action.LET_GO, _("🚪 Stop met begeleiden"), "let_go"),
        on(Action.SEE_AUDIT, _("🔎 Wie zag dit?"), "audit_of"),
        (button(_("◀ Terug"), "case", case.token), HOME),
    )
    return Message((Line(named(case.name), Style.STRONG),), tuple(row for row in rows if row))


def _daily(case: Case, can: frozenset[Action], now: datetime) -> tuple[tuple[Button, ...], ...]:
    on = _actions(case, can)
    waiting = case.finished_at is None
    planned = case.moment is not None and case.moment > now
    return (
        on(Action.TAKE_OVER, _("🙌 Neem over"), "take"),
        on(Action.GIVE_ANSWERS, _("👥 Samen verder"), "together") if waiting else (),
        on(Action.GIVE_BACKGROUND, _("✍️ Mijn vragen"), "background"),
        (
            *on(Action.SEE_ANSWERS, _("👀 Antwoorden"), "answers"),
            *((to_summary(case.token),) if Action.SEE_BACKGROUND in can else ()),
        ),
        (*on(Action.MOVE, _("🔁 Verzet gesprek"), "move"), *on(Action.MOVE, _("✖ Zeg gesprek af"), "off"))
        if planned
        else on(Action.PLAN, _("📅 Plan gesprek"), "plan"),
        (
            *(on(Action.TALK, _("💬 Stuur bericht"), "talk") if case.joined else ()),
            *(on(Action.REMIND, _("⏰ Herinner"), "remind") if case.joined and waiting else ()),
        ),
        (
            *on(Action.LINK_CANDIDATE, _("☰ Meer"), "more"),
            button(_("📋 Mijn kandidaten"), "mine") if Action.REMIND in can else HOME,  # an adviser has no list
        ),
    )


def _actions(case: Case, can: frozenset[Action]) -> Callable[[Action, Text, str], tuple[Button, ...]]:
    """Makes the button of an action, for who can do it; nothing for others."""

    def on(action: Action, label: Text, page: str) -> tuple[Button, ...]:
        return (button(label, page, case.token),) if action in can else ()

    return on


def answers_page(token: str, name: str, answers: tuple[Line, ...], background: tuple[Line, ...]) -> Message:
    """What the candidate and the professional said."""
    lines = [Line(named(name), Style.STRONG), *(answers or (Line(_("De kandidaat heeft nog niets ingevuld.")),))]
    if background:
        lines += [Line(_("Van de begeleider (de kandidaat ziet dit niet hier):"), Style.STRONG), *background]
    return Message(tuple(lines), ((button(_("◀ Terug"), "case", token),), (HOME,)))


def hand_page(token: str, name: str, colleagues: Sequence[tuple[int, str, str]]) -> Message:
    """Whom to hand a candidate over to: the number, the name and the organisation of each colleague."""
    if not colleagues:
        text = _("Er is nog geen collega in jouw regio om {name} aan over te dragen. Nodig eerst iemand uit.")
        return Message((Line(text.of(name=named(name))),), ((button(_("◀ Terug"), "case", token),),))
    asks = Line(_("Aan wie draag je {name} over?").of(name=named(name)), Style.STRONG)
    rows = tuple(
        (
            button(
                _("{name} ({organisation})").of(name=who, organisation=where) if where else verbatim(who),
                "hand",
                f"{token}.{n}",
            ),
        )
        for n, who, where in colleagues
    )
    return Message((asks,), (*rows, (button(_("◀ Terug"), "case", token),)))


def let_go_page(token: str, name: str, joined: bool) -> Message:
    """Really?"""
    if joined:
        text = _("Stop je met begeleiden? {name} kan zelf verder, en de coördinator hoort het.")
    else:
        text = _("{name} heeft nog geen eigen account. Als je stopt, wordt alles gewist. Weet je het zeker?")
    surely = button(_("Ja, ik stop"), "let_go!", token)
    return Message((Line(text.of(name=named(name))),), ((surely,), (button(_("◀ Terug"), "case", token),)))


def link_page(token: str, name: str, link: str, until: datetime) -> Message:
    """A link for the candidate, to scan or to send."""
    scan = _("Laat {name} deze code scannen, of stuur de link door:").of(name=named(name))
    once = _("De link werkt één keer, tot en met {day}.").of(day=until.date())
    lines = (Line(scan), Line(verbatim(link)), Line(once, Style.QUIET))
    return Message(lines, ((button(_("👤 Kaart"), "case", token), HOME),), qr=link)
