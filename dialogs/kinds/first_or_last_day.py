"""The first or the last day of something that lasts school years, or no such day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agenda.hours import HOME
from agenda.phrase import one_date
from agenda.unclear import Problem
from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Reading
from dialogs.kinds.one_of import in_rows
from dialogs.scene import Scene
from dialogs.text import Text, _

NO_DAY = "none"
AUGUST = 8
"""A school year begins on the first of it."""
WHY_NOT = {
    Problem.WEEKDAY: _("Die datum is een andere dag van de week. Typ bijvoorbeeld: {example}"),
    Problem.PAST: _("Die dag is geweest. Typ het jaar erbij, bijvoorbeeld: {example}"),
    Problem.DATE: _("Welke dag bedoel je? Typ bijvoorbeeld: {example}"),
}


@dataclass(frozen=True)
class FirstOrLastDay(Kind):
    """A day ("2027-08-01"), or "none". `without`: what it is called when there is no such day. `not_before`: the key of the
    question about the first day, when this is about the last one."""

    without: Option
    not_before: str | None = None

    def offer(self, draft: Json, scene: Scene) -> Offer:
        return Offer(rows=((self.without,), *in_rows(self._days(scene), 2)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        if option == NO_DAY:
            return Complete(NO_DAY)
        chosen = day(option)  # a day that was offered may have gone by since: it is what it was
        return self._read(chosen, scene) if chosen else Misread(self._example(Problem.DATE, scene))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        meant = one_date(said, _today(scene))
        if isinstance(meant, date):
            return self._read(meant, scene)
        heard = heard_option(said, [self.without], scene.world.language) if not said.strip().isdecimal() else None
        return Complete(NO_DAY) if heard else Misread(self._example(meant, scene))

    def _read(self, meant: date, scene: Scene) -> Reading:
        first = day(scene.values.get(self.not_before)) if self.not_before else None
        if first is not None and meant < first:
            text = _("Dat is vóór de eerste dag, {first}. Typ bijvoorbeeld: {example}")
            return Misread(text.of(first=in_words(first), example=_typed(self._school_year_after(first))))
        return Complete(meant.isoformat())

    def _days(self, scene: Scene) -> list[Option]:
        """Today, and the days on which school years begin or end."""
        first = day(scene.values.get(self.not_before)) if self.not_before else None
        today = _today(scene)
        soon = self._school_year_after(max(today, first or today))
        later = self._school_year_after(soon)
        days = [today, soon] if first is None or first <= today else [soon]
        return [_option(one, today) for one in ([*days, later] if self.not_before else days)]

    def _school_year_after(self, day: date) -> date:
        """The next day after this one on which a school year begins; or, when this is about a last day, ends."""
        month_day = (AUGUST - 1, 31) if self.not_before else (AUGUST, 1)
        return next(end for year in (day.year, day.year + 1) if (end := date(year, *month_day)) > day)

    def _example(self, problem: Problem, scene: Scene) -> Text:
        why = WHY_NOT.get(problem, WHY_NOT[Problem.DATE])
        soon = self._school_year_after(_today(scene))
        return why.of(example=_typed(soon))

    def show(self, value: Json, scene: Scene) -> Text:
        shown = day(value)
        return in_words(shown) if shown else self.without.label

    def adopt(self, value: Json) -> Json:
        return value if value == NO_DAY or day(value) else None

    def samples(self) -> Iterable[Json]:
        return [NO_DAY, "2027-08-01"]


def day(value: Json) -> date | None:
    """The day that an answer stands for; None when it stands for none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _typed(day: date) -> str:
    """A day as anybody can type it, whatever their language: "1-8-2027"."""
    return f"{day.day}-{day.month}-{day.year}"


def in_words(day: date) -> Text:
    """A day with its year: "zondag 1 augustus 2027"."""
    return _("{day} {year}").of(day=day, year=day.year)


def _option(day: date, today: date) -> Option:
    return Option(day.isoformat(), _("Vandaag") if day == today else in_words(day))


def _today(scene: Scene) -> date:
    return scene.world.now.astimezone(HOME).date()
