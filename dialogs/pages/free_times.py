"""The free times of an adviser: the coming two weeks, and the rules that they come from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agenda.rules import Rule
from dialogs.languages_spoken import spoken
from dialogs.messages import Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import HOME, named
from dialogs.rules_in_words import rule_in_words
from dialogs.text import Text, _, counted

WIDE = 4


@dataclass(frozen=True, slots=True)
class Time:
    """A time in the week of an adviser, on the clock where it is: free, or the conversation of an intake.

    `name`: of the candidate, as far as the adviser may know it. `token`: of the intake, when the adviser may see its card.
    `outside`: no rule gives this time any more.
    """

    starts: datetime
    booked: bool = False
    name: str = ""
    token: str = ""
    outside: bool = False


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule with its number, and whom it is for. `sectors`: for how many crebo's, None for all that the school offers."""

    number: int
    rule: Rule
    crebos: int | None = None
    languages: tuple[str, ...] = ()
    wheelchair: bool = False


def times_page(times: Sequence[Time], rules: Sequence[OwnRule], today: date, notes: Sequence[Text] = ()) -> Message:
    """The coming two weeks as a list, and the rules, each with a button to take it back."""
    lines = [*map(Line, notes), Line(_("🗓 Jouw vrije tijden, de komende twee weken"), Style.STRONG)]
    days = sorted({time.starts.date() for time in times})
    for day in days:
        on_day = [_in_words(time) for time in times if time.starts.date() == day]
        lines.append(Line(_("• {day}: {times}").of(day=day, times=_in_a_row(on_day)), Style.ITEM))
    if not days:
        lines.append(Line(_("Er staat nog niets.")))
    if any(time.outside for time in times):
        lines.append(Line(_("❗ is buiten je vrije tijden. Verzet dit gesprek, of laat het doorgaan."), Style.QUIET))
    if rules:
        lines.append(Line(_("Dit heb je opgegeven:"), Style.STRONG))
    for place, own in enumerate(rules, 1):
        lines.append(Line(_("{n}. {rule}").of(n=place, rule=_described(own, today)), Style.ITEM))
    cards = [button(_("👤 {name}").of(name=named(time.name)), "case", time.token) for time in times if time.token]
    takes = [button(_("✖ Haal {n} weg").of(n=place), "times-", str(own.number)) for place, own in enumerate(rules, 1)]
    rows = [row[start : start + WIDE] for row in (cards, takes) for start in range(0, len(row), WIDE)]
    buttons = (*map(tuple, rows), (button(_("➕ Voeg toe"), "times+"),), (HOME,))
    return Message(tuple(lines), buttons, in_place=True)


def _in_words(time: Time) -> Text:
    if not time.booked:
        return _("{time}").of(time=time.starts.time())
    taken = _("{time} {name} ❗") if time.outside else _("{time} {name}")
    return taken.of(time=time.starts.time(), name=named(time.name))


def _described(own: OwnRule, today: date) -> Text:
    words = rule_in_words(own.rule, today)
    if own.crebos is not None:
        words = _("{rule}, {work}").of(rule=words, work=counted("voor {n} crebo", "voor {n} crebo's", own.crebos))
    if own.languages:
        words = _("{rule}, ook {languages}").of(rule=words, languages=spoken(own.languages))
    return _("{rule} ♿").of(rule=words) if own.wheelchair else words


def _in_a_row(parts: Sequence[Text]) -> Text:
    names = [f"part{number}" for number in range(len(parts))]
    return Text(" · ".join(f"{{{name}}}" for name in names), domain=None).of(**dict(zip(names, parts, strict=True)))
