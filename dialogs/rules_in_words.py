"""The rules of an adviser in words, to look over before they are kept: "elke dinsdag van 09:00 tot 12:00 uur, …"."""

from collections.abc import Sequence
from datetime import date

from agenda.rules import Blocked, Once, Rule, Weekly
from dialogs.text import Text, _, counted, verbatim

WEEKDAYS = (
    _("maandag"),
    _("dinsdag"),
    _("woensdag"),
    _("donderdag"),
    _("vrijdag"),
    _("zaterdag"),
    _("zondag"),
)


def rule_in_words(rule: Rule, today: date) -> Text:
    """One rule, as a part of a sentence."""
    match rule:
        case Blocked(first=first, last=last, why=why):
            when = _("niet op {first}") if first == last else _("niet van {first} tot en met {last}")
            parts = [when.of(first=first, last=last), *([verbatim(why)] if why else [])]
        case Once(day=day):
            parts = [_("{day} van {begin} tot {end} uur").of(day=day, **_hours(rule)), *_how(rule)]
        case Weekly():
            parts = [_weekly(rule), *_period(rule, today), *_how(rule)]
    return _one_after_the_other(parts)


def ways_in_words(ways: Sequence[str], place: str) -> Text:
    """How a conversation can be held: "op school in Enschede of bellen"."""
    words = {"school": _("op school in {place}").of(place=place), "phone": _("bellen"), "video": _("beeldbellen")}
    first, *others = (words[way] for way in ways)
    for other in others:
        first = _("{one} of {other}").of(one=first, other=other)
    return first


def _weekly(rule: Weekly) -> Text:
    often = _("elke {weekday} van {begin} tot {end} uur")
    if rule.every_weeks > 1:
        often = _("om de week op {weekday} van {begin} tot {end} uur")
    return often.of(weekday=WEEKDAYS[rule.weekday], **_hours(rule))


def _period(rule: Weekly, today: date) -> list[Text]:
    """From when and until when, where that is worth saying."""
    first = next(rule.days(rule.starts_on, date.max), rule.starts_on)
    begins = [_("vanaf {day}").of(day=first)] if rule.starts_on > today or rule.every_weeks > 1 else []
    return [*begins, *([_("tot en met {day}").of(day=rule.ends_on)] if rule.ends_on else [])]


def _hours(rule: Weekly | Once) -> dict[str, Text]:
    clock = Text("{clock}", domain=None)
    return {"begin": clock.of(clock=rule.from_time), "end": clock.of(clock=rule.to_time)}


def _how(rule: Weekly | Once) -> list[Text]:
    times = sum(1 for _start in rule.starts())
    how = counted("{n} gesprek van {minutes} minuten", "{n} gesprekken van {minutes} minuten", times)
    pause = [_("{minutes} minuten ertussen").of(minutes=rule.pause)] if rule.pause and times > 1 else []
    return [how.of(minutes=rule.minutes), *pause, ways_in_words(rule.ways, rule.place)]


def _one_after_the_other(parts: Sequence[Text]) -> Text:
    names = [f"part{number}" for number in range(len(parts))]
    return Text(", ".join(f"{{{name}}}" for name in names), domain=None).of(**dict(zip(names, parts, strict=True)))
