"""Reads what an adviser types about their time into rules: "elke dinsdag 9-12, 45 minuten, op school in Enschede, of bellen".

A wrong reading is worse than none: what is said must fit the grammar to the last word, or it is unclear.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agenda.dates import dates, period, week
from agenda.rules import MINUTES, ZONE, Blocked, Rule
from agenda.timetable import Timetable
from agenda.unclear import NotClear, Problem, Unclear
from agenda.words import NAMED, Token, kinds_of, tokens

_LONGEST = 300  # characters; nobody needs more for their week

# What can be said, over the kinds of `agenda.words`, one letter each. What comes first is tried first.
_CLOCK = "(?:Cu?|hnu?|k[vo]nu?|nu?)"
_LENGTH = "(?:ni|n?hu|n?q|n?au|nu)"
_DATE = "(?:d?nmy?|[rg]d|dg|D)"
_PERIOD = f"[fF]?(?:{_DATE}[tT-]{_DATE}|d?n[tT-]d?nmy?)"
_DATES = f"(?:d?n[,&]+)*{_DATE}"
_TIME = {
    "pause": f"f?{_LENGTH}P+|P+f?{_LENGTH}",
    "period": _PERIOD,
    "dates": _DATES,
    "hours": f"[fF]?{_CLOCK}[tT-]{_CLOCK}|f{_CLOCK}&{_CLOCK}|@{_CLOCK}",
    "minutes": f"f?{_LENGTH}",
    "from": f"F(?:{_DATE}|g)",
    "until": f"[tT]{_DATE}",
    "days": "(?:ew?)?(?:b|d(?:[T-]d|(?:-?[,&]+e?d)*))",
    "every other": "2",
    "part of day": "p",
    "way": "[BV]|SL?|L",
    "or": r"\|(?=,*[BVSL])",
    "sign": "[,&-]",
}
_NO_TIME = {"off": "x(?!x)", "period": _PERIOD, "week": "wn|g(?!d)", "dates": _DATES, "sign": "[,&-]"}

_NOT_READ = dict.fromkeys("CnhkutfF@p", Problem.HOURS) | dict.fromkeys("e2wzg", Problem.REPEAT)
_NOT_READ |= dict.fromkeys("myrD", Problem.DATE) | dict.fromkeys("iqaP", Problem.LENGTH)
_NOT_READ_OFF = dict.fromkeys([*_NOT_READ, "d", "x"], Problem.DAYS_OFF)


def read(
    said: str, today: date, minutes: int = MINUTES, place: str = "", zone: str = ZONE
) -> tuple[Rule, ...] | Unclear:
    """The rules that are meant with `said`, in the order in which they were said.

    `today` is where dates without a year, and rules without a start, begin. `minutes` and `place` are what the adviser
    means without saying it; `zone` is where their clock hangs. The name of a place is given as it was typed.
    """
    try:
        if len(said) > _LONGEST:
            raise NotClear(Problem.WORDS)
        found = tokens(said)
        if not set("xX").isdisjoint(kinds_of(found)):
            return tuple(_days_off(found, today))
        for token in found:
            if token.kind == "L" and token.said.islower() and "S" not in kinds_of(found):  # "in principe" is no place
                raise NotClear(Problem.WORDS, token.said)
        heard = Timetable(today, minutes, place, zone)
        for name, part in _parts(found, _TIME, _NOT_READ):
            heard.hear(name, part)
        return tuple(heard.rules())
    except NotClear as reason:
        return reason.told(today)


def one_date(said: str, today: date) -> date | Problem:
    """The one date that is meant with `said`: without a year the first such one from `today` on, with a year any; else why not."""
    part = _with_dates(tokens(said)) if len(said) <= _LONGEST else []
    years = [token.number for token in part if token.kind == "y"]
    # "Tot 1 augustus" may or may not be with that day.
    if not re.fullmatch(f"[fFT]?{_DATE}", kinds_of(part)) or not all(1 < year < date.max.year for year in years):
        return Problem.DATE
    try:
        [found] = dates(part, date(years[0], 1, 1) if years else today)
    except NotClear as reason:
        return reason.problem
    return found


def _parts(
    said: Sequence[Token], grammar: dict[str, str], not_read: dict[str, Problem]
) -> Iterator[tuple[str, Sequence[Token]]]:
    """What is said part by part, each with its name in the grammar. Raises NotClear for a token that has no place in it."""
    kinds, at = kinds_of(said), 0
    while at < len(said):
        matches = ((name, re.compile(pattern).match(kinds, at)) for name, pattern in grammar.items())
        name, end = next(((name, match.end()) for name, match in matches if match), ("", at))
        if not name:
            raise NotClear(not_read.get(kinds[at], Problem.WORDS), said[at].said)
        yield name, said[at:end]
        at = end


def _days_off(said: Sequence[Token], today: date) -> list[Blocked]:
    if not set("CiqBVSLbePX").isdisjoint(kinds_of(said)):
        raise NotClear(Problem.MIXED)
    why = next((token.said for token in said if token.kind == "x" and token.number == NAMED), "")
    off = list[tuple[date, date]]()
    for name, part in _parts(_with_dates(said), _NO_TIME, _NOT_READ_OFF):
        match name:
            case "period":
                off.append(period(part, today))
            case "week":
                off.append(week(part, today))
            case "dates":
                off += [(day, day) for day in dates(part, today)]
    if not off:
        raise NotClear(Problem.DAYS_OFF)
    return [Blocked(first=first, last=last, why=why) for first, last in off]


def _with_dates(said: Sequence[Token]) -> list[Token]:
    """The same, with "24-12" as a date. "9-12" stays what it is: that may be hours."""
    kinds = re.sub("n-n([tT])n-n", r"n_m\1n_m", kinds_of(said))
    kinds = re.sub("n-n(?!m)", lambda pair: "n_m" if said[pair.start()].number > 12 else pair[0], kinds)
    return [token._replace(kind=kind) for token, kind in zip(said, kinds, strict=True) if kind != "_"]
