"""When people say they have time, in a few words: "dinsdag", "woensdagmiddag", "volgende week", "morgen"."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogs.hearing import normal, spoken_forms
from dialogs.text import SOURCE_LANGUAGE, Text, _

WEEKDAYS: tuple[Text, ...] = (
    _("maandag, maandags, ma"),
    _("dinsdag, dinsdags, di"),
    _("woensdag, woensdags, wo"),
    _("donderdag, donderdags, do"),
    _("vrijdag, vrijdags, vr"),
    _("zaterdag, zaterdags, za"),
    _("zondag, zondags, zo"),
)
PARTS: tuple[tuple[Text, int, int], ...] = (
    (_("ochtend, ochtends, morgens, voormiddag, ochtenden"), 0, 12),
    (_("middag, middags, namiddag, middagen"), 12, 18),
    (_("avond, avonds, avonden"), 18, 24),
)
"""Parts of a day, from which hour on and until which."""
TOMORROW, DAY_AFTER = _("morgen"), _("overmorgen")
THIS_WEEK, NEXT_WEEK = _("deze week"), _("volgende week, week erna")
NOTHING_SAID = _(
    "op, in, om, de, het, s, liever, graag, liefst, kan, ik, wel, dan, alleen, en, of, een, komende, misschien"
)
"""Words that say nothing of when."""


@dataclass(frozen=True, slots=True)
class When:
    """What was said. `days`: of the week, 0 is Monday; any when none is said. `last`: the last date, if there is one."""

    days: frozenset[int]
    hours: tuple[tuple[int, int], ...]
    first: date
    last: date

    def fits(self, local: datetime) -> bool:
        """Whether a moment, on the clock where it is, is as was said."""
        hours = not self.hours or any(begin <= local.hour < end for begin, end in self.hours)
        return hours and self.first <= local.date() <= self.last and (not self.days or local.weekday() in self.days)


def heard_when(said: str, language: str, today: date) -> When | None:
    """When somebody means by `said`; None when there is anything else in it, or nothing of when."""
    words = f" {normal(said)} "
    monday = today - timedelta(days=today.weekday())
    spans: dict[Text, tuple[date, date]] = {
        NEXT_WEEK: (monday + timedelta(days=7), monday + timedelta(days=13)),
        THIS_WEEK: (today, monday + timedelta(days=6)),
        DAY_AFTER: (today + timedelta(days=2),) * 2,
        TOMORROW: (today + timedelta(days=1),) * 2,
    }
    first, last, found = today, date.max, False
    for text, (begin, end) in spans.items():
        for form in spoken_forms(text, language):
            if f" {form} " in words:
                words, first, last, found = words.replace(f" {form} ", " "), begin, end, True
    days, hours = set[int](), set[tuple[int, int]]()
    for word in words.split():
        day, part = _day_and_part(word, language)
        if day is None and part is None and word not in spoken_forms(NOTHING_SAID, language):
            return None
        days |= {day} if day is not None else set()
        hours |= {part} if part is not None else set()
    if not (found or days or hours):
        return None
    return When(frozenset(days), tuple(sorted(hours)), first, last)


def _day_forms(text: Text, language: str) -> list[str]:
    """The words for a day. Dutch is understood in every language, but "do", "so" and "ma" are words of other languages too."""
    forms = spoken_forms(text, language)
    return forms if language == SOURCE_LANGUAGE else [form for form in forms if len(form) > 2]


def _day_and_part(word: str, language: str) -> tuple[int | None, tuple[int, int] | None]:
    """The day and the part of it that one word stands for: "dinsdag", "middag", "dinsdagmiddag"."""
    parts = [(form, (begin, end)) for text, begin, end in PARTS for form in spoken_forms(text, language)]
    days = [(form, day) for day, text in enumerate(WEEKDAYS) for form in _day_forms(text, language)]
    day = next((day for form, day in days if form == word), None)
    if day is not None:
        return day, None
    whole = next((hours for form, hours in parts if form == word), None)
    if whole is not None:
        return None, whole
    both = ((day, hours) for form, day in days for tail, hours in parts if form + tail == word)
    return next(both, (None, None))
