"""When advisers are busy, from their own calendar: the times in an iCalendar file (RFC 5545), and nothing else of it.

Calendars come from outside, so nothing in one may take long: rules are followed for so many days in all, and no further.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from agenda.recurrence import Patience, starts
from agenda.rules import ZONE

_MOST_BYTES = 10_000_000
_MOST_DAYS = 2_000_000  # that rules may be followed, all together; takes about … seconds


class Flaw(Enum):
    """What is wrong with a file."""

    NO_CALENDAR = "This is no iCalendar file."
    CUT_OFF = "This iCalendar file is damaged: it ends too early, or its parts do not fit."
    TOO_MUCH = "This calendar is too large, or repeats too much."


class CalendarError(ValueError):
    """A file in which we cannot look up when somebody is busy."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


class Busy(NamedTuple):
    """A time at which somebody is busy, in UTC."""

    start: datetime
    end: datetime
