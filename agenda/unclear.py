"""Why a phrase about free times could not be read, with an example of one that can."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto


class Problem(Enum):
    """What keeps a phrase from being read."""

    WORDS = auto()
    """Words that we do not know, or that mean nothing where they stand."""
    DAY = auto()
    """No day and no date."""
    HOURS = auto()
    """No hours, hours that cannot be, or hours in the night."""
    LENGTH = auto()
    """A conversation that does not fit between the hours, or that takes no likely time."""
    WAY = auto()
    """Not at school, nor by phone, nor with video; or not clear at which of the times."""
    PLACE = auto()
    """At school, but where?"""
    REPEAT = auto()
    """Some weeks and others not, in a way that no rule can say."""
    DATE = auto()
    """A date that does not exist, or that may be more than one."""
    WEEKDAY = auto()
    """A date that is another day of the week."""
    PAST = auto()
    """A date that has been."""
    DAYS_OFF = auto()
    """No time, but not said on which dates."""
    MIXED = auto()
    """When there is time and when there is none, in one phrase."""


_EXAMPLES = {
    Problem.WORDS: "elke dinsdag 9-12 bellen",
    Problem.DAY: "elke dinsdag en donderdag 9-12 bellen",
    Problem.HOURS: "elke dinsdag van 9.30 tot 12.00 uur bellen",
    Problem.LENGTH: "elke dinsdag 9-12 bellen, 45 minuten",
    Problem.WAY: "elke dinsdag 9-12 bellen of beeldbellen",
    Problem.PLACE: "elke dinsdag 9-12 op school in Enschede",
    Problem.REPEAT: "om de week op dinsdag 9-12 bellen",
    Problem.DATE: "{soon} 9-12 bellen",
    Problem.WEEKDAY: "{soon} 9-12 bellen",
    Problem.PAST: "{soon} 9-12 bellen",
    Problem.DAYS_OFF: "niet van {soon} tot en met {later}",
    Problem.MIXED: "niet op {soon}",
}
_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober"]
_MONTHS += ["november", "december"]


@dataclass(frozen=True, slots=True)
class Unclear:
    """A phrase that could not be read: why, an example that can be, and the words it is about if it is about some."""

    problem: Problem
    example: str
    words: str = ""


class NotClear(Exception):
    """Raised within the reading of a phrase."""

    def __init__(self, problem: Problem, words: str = "") -> None:
        super().__init__(problem.name)
        self.problem, self.words = problem, words

    def told(self, today: date) -> Unclear:
        """What it comes to; `today` because the dates of an example are soon."""
        soon, later = today + timedelta(14), today + timedelta(25)
        example = _EXAMPLES[self.problem].format(soon=_in_words(soon), later=_in_words(later))
        return Unclear(self.problem, example, self.words)


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]}"
