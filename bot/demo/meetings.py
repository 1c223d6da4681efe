"""The advice conversations of one intake: chosen, planned by somebody else, moved, called off, missed, or held."""

import math
from datetime import datetime, timedelta
from itertools import chain
from uuid import UUID

from agenda.hours import HOME
from agenda.rules import MINUTES
from bot.demo.aftermath import Aftermath
from bot.demo.case import Case
from bot.demo.chance import Mix
from bot.demo.rows import Row
from bot.demo.seasons import at_work, awake, working_days_later
from bot.demo.timetable import Time
from dialogs.answers import CANDIDATE, CONSULTANT, Json
from dialogs.forms import PLAN
from dialogs.kinds.work_processes import Draft
from storage.appointments import CALLED_OFF, NO_MOMENT
from storage.tables import Appointment, Busy

NONE_FITS = 0.05
DAYS_AHEAD = 4.6
"""The day that people have in mind: so many days from now for half of them, with a long tail."""
PLANNED_FOR_THEM, PLANNED_ALL_THE_SAME = 0.62, 0.2
"""How often a professional plans for somebody who has no moment; and for somebody who has not said what they like."""
STAYS, MOVED, BY_CANDIDATE, BY_SCHOOL = "stays", "moved", "candidate", "school"
CHANGES = Mix({STAYS: 84, MOVED: 8, BY_CANDIDATE: 5, BY_SCHOOL: 3})
IN_TIME = timedelta(hours=3)
"""After that nobody moves a conversation or calls it off any more."""
REMINDED = timedelta(days=2)
MISSED = 0.12
TRIES_AGAIN = 0.6
SAYS_COMING = 0.6
MOST = 4
"""Conversations that are planned for one person, one after the other."""
WHY_NOT = Mix({"busy": 5, "travel": 2, "doubt": 2, "other": 2})
WHY_SCHOOL_NOT = Mix({"adviser": 8, "other": 2})


class Meetings:
    """What becomes of the conversation of an intake."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._rng = case.rng

    def choose(self, at: datetime) -> Json:
        """Somebody books a moment, or none: gives back the answer."""
        time = None if self._rng.random() < NONE_FITS else self._free(at)
        return self._book(time, at) if time is not None else {**NO_MOMENT}

    def go_on(self) -> None:
        """All that comes after the questions. Raises Stops where it goes no further."""
        if self._case.appointment is None:
            self._plan_for_them()
        for _one in range(MOST):
            if self._case.appointment is None or self._comes_to_be(self._case.appointment):
                return

    def _comes_to_be(self, appointment: Row) -> bool:
        """What becomes of a conversation; whether there is nothing more to tell."""
        case, starts = self._case, appointment["starts_at"]
        if self._is_changed(appointment):
            return False
        if case.candidate is not None and self._rng.random() < SAYS_COMING and starts - REMINDED < case.year.now:
            appointment["coming"] = True
        case.until_now(starts)
        if self._rng.random() < MISSED:
            at = case.until_now(working_days_later(starts, 1, self._rng))
            self._call_off(appointment, "missed", CONSULTANT, appointment["adviser_id"], at)
            appointment["missed"] = True
            self._again(at)
            return False
        Aftermath(case, appointment).come()
        return True

    def _is_changed(self, appointment: Row) -> bool:
        """Whether a conversation is moved or called off while it is still to come."""
        case, rng = self._case, self._rng
        starts, booked, adviser = appointment["starts_at"], appointment["booked_at"], appointment["adviser_id"]
        between = booked + (starts - booked) * rng.uniform(0.1, 0.9)
        how = CHANGES.draw(rng)
        at = at_work(between, rng) if how == BY_SCHOOL else self._some_day(between)
        if how == STAYS or at > starts - IN_TIME:
            return False
        case.until_now(at)
        if how == MOVED:
            self._choose_anew(at, appointment)
            return True
        if how == BY_SCHOOL:
            why = WHY_SCHOOL_NOT.draw(rng)
            self._call_off(appointment, why, CONSULTANT, adviser, at)
            if why == "adviser":
                ends = starts + timedelta(minutes=MINUTES)
                case.year.rows.add(Busy, adviser_id=adviser, source=CALLED_OFF, starts_at=starts, ends_at=ends)
        elif case.candidate is not None:
            self._call_off(appointment, WHY_NOT.draw(rng), CANDIDATE, case.candidate, at)
        else:
            self._call_off(appointment, "candidate", CONSULTANT, case.guide, at)
        self._again(at)
        return True

    def _some_day(self, moment: datetime) -> datetime:
        return (awake if self._case.candidate is not None else at_work)(moment, self._rng)

    def _plan_for_them(self) -> None:
        """A consultant, or else the coordinator, plans for somebody who does not."""
        case = self._case
        how_often = PLANNED_ALL_THE_SAME if case.log.settled("work") is None else PLANNED_FOR_THEM
        if (case.finished_at is None and case.consultant is None) or self._rng.random() >= how_often:
            return
        wait = timedelta(days=1 + self._rng.expovariate(0.25))
        at = case.until_now(at_work(case.touched_at + wait, self._rng))
        self._choose_anew(at, by_guide=True)

    def _again(self, at: datetime) -> None:
        """After a conversation that did not come to be: another one, or not."""
        case = self._case
        if self._rng.random() >= TRIES_AGAIN:
            return
        wait = timedelta(days=self._rng.expovariate(0.4))
        self._choose_anew(case.until_now(self._some_day(at + wait)))

    def _choose_anew(self, at: datetime, instead: Row | None = None, *, by_guide: bool = False) -> None:
        """The candidate, or else who plans for them, chooses a moment, if there is one.

        `instead` of a conversation it is the same one in their calendars. `by_guide`: not the candidate.
        """
        case = self._case
        if case.candidate is not None and not by_guide:
            by, who = CANDIDATE, case.candidate
        else:
            by, who = CONSULTANT, case.guide
            case.asked[PLAN.name, who] = None
        time = self._free(at, anywhere=by == CONSULTANT)
        if time is None:
            return
        if case.log.settled("moment") is not None:
            case.log.reopened("moment", None, by, who, at)
            at = min(at + timedelta(seconds=self._rng.randint(10, 90)), case.year.now)
        if instead is not None:
            instead["cancelled_at"] = at
            instead["sequence"] += 1
        case.log.whole("moment", self._book(time, at, instead), by, who, at)
        if by == CANDIDATE:
            case.heard_at = at

    def _call_off(self, appointment: Row, reason: str, by: str, who: int, at: datetime) -> None:
        """A conversation is off: there is no moment any more."""
        appointment["cancelled_at"], appointment["reason"] = at, reason
        appointment["sequence"] += 1
        self._case.appointment = None
        self._case.log.whole("moment", {**NO_MOMENT}, by, who, at)
        if by == CANDIDATE:
            self._case.heard_at = at

    def _free(self, at: datetime, *, anywhere: bool = False) -> Time | None:
        """A free time at a school that offers the chosen work; `anywhere`: else at any other school."""
        ahead = max(1, round(self._rng.lognormvariate(math.log(DAYS_AHEAD), 0.6)))
        wanted = at.astimezone(HOME).date() + timedelta(days=ahead)
        crebos = self._crebos()
        schools = [school for school in self._case.year.cast.schools if school.has(crebos, wanted)]
        if not schools and anywhere:
            schools = list(self._case.year.cast.schools)
        return self._case.year.timetable.take(schools, wanted, self._rng) if schools else None

    def _crebos(self) -> frozenset[str] | None:
        answer = Draft.of(self._case.log.settled("work"))
        known = self._case.year.known.catalogue.known
        choices = (known[choice] for choice in (*answer.yes, *answer.maybe))
        return frozenset(chain.from_iterable(choice.family.crebos for choice in choices)) or None

    def _book(self, time: Time, at: datetime, moved: Row | None = None) -> Json:
        case, moment = self._case, time.moment
        case.appointment = case.year.rows.add(
            Appointment,
            slot_id=time.slot,
            intake_id=case.number,
            adviser_id=time.adviser.id,
            starts_at=moment.starts,
            uid=moved["uid"] if moved else f"{UUID(int=self._rng.getrandbits(128), version=4)}@praktijkgids",
            sequence=moved["sequence"] if moved else 0,
            booked_at=at,
        )
        return {
            "id": time.slot,
            "starts": moment.starts.isoformat(),
            "zone": moment.zone,
            "minutes": moment.minutes,
            "way": time.way,
            "place": time.place,
            "school": time.adviser.school.name,
        }
