"""When an adviser has time, or has not, in a typed phrase that is shown back as rules."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from agenda.hours import HOME
from agenda.phrase import read
from agenda.rules import Blocked, Rule, from_json, to_json
from agenda.unclear import Problem, Unclear
from dialogs.answers import Json
from dialogs.hearing import heard_option
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.messages import Line, Style
from dialogs.rules_in_words import rule_in_words
from dialogs.scene import Scene
from dialogs.text import Text, _, listing

MOST = 30
"""Rules in one phrase: more is no week."""

RIGHT = Option("right", _("✅ Ja, klopt"), also=_("ja, klopt, ja klopt, goed, ok, oké, prima"))
OTHERWISE = Option("other", _("✏️ Nee, anders"), also=_("nee, anders, klopt niet, niet goed"))

WHY: dict[Problem, Text] = {
    Problem.WORDS: _("Dat kan ik niet precies lezen. Typ bijvoorbeeld: {example}"),
    Problem.DAY: _("Op welke dag is dat? Typ bijvoorbeeld: {example}"),
    Problem.HOURS: _("Van hoe laat tot hoe laat is dat? Typ bijvoorbeeld: {example}"),
    Problem.LENGTH: _("Hoe lang duurt een gesprek, en past dat? Typ bijvoorbeeld: {example}"),
    Problem.WAY: _("Is dat op school, bellen of beeldbellen? Typ bijvoorbeeld: {example}"),
    Problem.PLACE: _("In welke plaats is de school? Typ bijvoorbeeld: {example}"),
    Problem.REPEAT: _("Elke week of om de week kan ik onthouden, iets anders niet. Typ bijvoorbeeld: {example}"),
    Problem.DATE: _("Welke datum is dat precies? Typ bijvoorbeeld: {example}"),
    Problem.WEEKDAY: _("Die datum is een andere dag van de week. Typ bijvoorbeeld: {example}"),
    Problem.PAST: _("Die datum is al geweest. Typ bijvoorbeeld: {example}"),
    Problem.DAYS_OFF: _("Op welke dagen kun je niet? Typ bijvoorbeeld: {example}"),
    Problem.MIXED: _("Zeg wanneer je niet kunt in een apart bericht, bijvoorbeeld: {example}"),
}
UNKNOWN_WORDS = _("Het stukje {words} begrijp ik niet. Typ bijvoorbeeld: {example}")


@dataclass(frozen=True)
class TimeRules(Kind):
    """Rules, or days without conversations, typed as people say it.

    The answer: {"rules": as `agenda.rules` has them}, with "times" when there are times in it and "school" when they are at
    school, so that a question can depend on it.
    """

    def offer(self, draft: Json, scene: Scene) -> Offer:
        rules = rules_in(draft)
        if not rules:
            return Offer()
        today = _today(scene)
        lines = tuple(Line(_("• {rule}").of(rule=rule_in_words(rule, today)), Style.ITEM) for rule in rules)
        return Offer(lines=lines, asks=_("Klopt dit?"), rows=((RIGHT, OTHERWISE),))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        if option == OTHERWISE.value:
            return Partial(None, _("Goed. Typ het opnieuw."))
        if option == RIGHT.value and rules_in(draft):
            return Complete(draft)
        return Misread(WHY[Problem.WORDS].of(example=_("elke dinsdag 9-12 bellen")))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        heard = heard_option(said, (RIGHT, OTHERWISE), scene.world.language) if rules_in(draft) else None
        if heard is not None:
            return self.choose(draft, heard.value, scene)
        found = read(said, _today(scene))
        if isinstance(found, Unclear):
            return Misread(_why(found))
        if len(found) > MOST:
            return Misread(_("Dat zijn wel erg veel tijden. Typ het in delen."))
        return Partial(_as_answer(found))

    def show(self, value: Json, scene: Scene) -> Text:
        return listing(rule_in_words(rule, _today(scene)) for rule in rules_in(value))

    def adopt(self, value: Json) -> Json:
        return value if rules_in(value) else None

    def samples(self) -> Iterable[Json]:
        said = (
            "elke dinsdag 9-12, 45 minuten, op school in Gasselterboerveenschemond, of bellen",
            "elke dinsdag 9-12 bellen",
            "niet op 1 december",
        )
        found = [read(one, date(2026, 11, 23)) for one in said]
        return [_as_answer(rules) for rules in found if not isinstance(rules, Unclear)]

    def reopen(self, value: Json) -> Json:
        return value


def rules_in(answer: Json) -> tuple[Rule, ...]:
    """The rules that an answer, or a draft, holds; none when it cannot be read."""
    listed = answer.get("rules") if isinstance(answer, dict) else None
    try:
        return tuple(from_json(one) for one in listed) if isinstance(listed, list) else ()
    except ValueError:
        return ()


def _as_answer(rules: Iterable[Rule]) -> Json:
    kept = list(rules)
    times = [rule for rule in kept if not isinstance(rule, Blocked)]
    answer: dict[str, Json] = {"rules": [cast(Json, to_json(rule)) for rule in kept]}
    if times:
        answer["times"] = True
    if any("school" in rule.ways for rule in times):
        answer["school"] = True
    return answer


def _why(unclear: Unclear) -> Text:
    text = UNKNOWN_WORDS if unclear.problem is Problem.WORDS and unclear.words else WHY[unclear.problem]
    return text.of(example=unclear.example, words=f"“{unclear.words}”")


def _today(scene: Scene) -> date:
    return scene.world.now.astimezone(HOME).date()
