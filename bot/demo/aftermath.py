"""What came out of a conversation that was held, and what became of somebody afterwards."""

from calendar import monthrange
from datetime import date, datetime, timedelta

from agenda.hours import HOME
from bot.demo.answers import ONE_OF, WORDS
from bot.demo.case import Case
from bot.demo.chance import Mix
from bot.demo.rows import Row
from bot.demo.seasons import at_work, awake, working_days_later
from bot.desk.follow_ups import ASKED_AT, MONTHS, PATIENCE
from dialogs.answers import CANDIDATE, CONSULTANT, RATHER_NOT, Json
from dialogs.dialogue import Dialogue
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.kinds.work_processes import Draft
from dialogs.outcome import CERTIFICATE, DIPLOMA, LEARNING, NOT_NOW, OTHER_FIRST, PRAKTIJKVERKLARING
from storage.tables import FollowUp, Outcome

NEVER_NOTED = 0.07
NOTED_AFTER = Mix({1: 70, 2: 12, 3: 8, 5: 6, 9: 4})
"""Working days."""
BY_COORDINATOR = 0.04
RESULTS = Mix({PRAKTIJKVERKLARING: 54, OTHER_FIRST: 17, DIPLOMA: 11, CERTIFICATE: 9, NOT_NOW: 9})
OF_WHO_DOUBTS = Mix({PRAKTIJKVERKLARING: 25, OTHER_FIRST: 35, DIPLOMA: 3, CERTIFICATE: 2, NOT_NOW: 35})
OF_WHO_LIKES_SCHOOL = Mix({PRAKTIJKVERKLARING: 38, OTHER_FIRST: 11, DIPLOMA: 29, CERTIFICATE: 16, NOT_NOW: 6})
IN_ONE_TAP = 0.35
"""How often an adviser only agrees with what was chosen."""
AGREED = Mix({1: 12, 2: 7, 3: 10, 4: 5, 5: 6, 6: 19, 7: 7, 9: 27, 10: 6})
"""Work processes in a praktijkverklaring [KBA21]."""
KNOWS_COMPANY, KNOWS_START = 0.5, 0.8
TELLS, TELLS_FOR = 0.4, 0.4
"""How often a candidate tells what became of them, and how often who guides them does when they do not."""
RATHER_NOT_SAID = 0.04
NOT_KNOWN = 0.2


class Aftermath:
    """What comes of a conversation that was held."""

    def __init__(self, case: Case, appointment: Row) -> None:
        self._case = case
        self._rng = case.rng
        self._appointment = appointment

    def come(self) -> None:
        """All of it. Raises bot.demo.case.Stops where it goes no further."""
        case, rng = self._case, self._rng
        if rng.random() < NEVER_NOTED:
            return
        noted = case.until_now(working_days_later(self._appointment["starts_at"], NOTED_AFTER.draw(rng), rng))
        result = self._result()
        learns = result in LEARNING
        quick = result == PRAKTIJKVERKLARING and rng.random() < IN_ONE_TAP and bool(self._chosen()[0])
        asked_more, adviser = learns and not quick, self._appointment["adviser_id"]
        starts = _month_after(noted, rng.choice((0, 0, 1, 1, 2, 3))) if rng.random() < KNOWS_START else None
        outcome = case.year.rows.add(
            Outcome,
            intake_id=case.number,
            appointment_id=self._appointment["id"],
            result=result,
            work=self._work(result, quick=quick),
            school_id=case.year.cast.school_of[adviser],
            company=self._company() if asked_more else "",
            starts_on=starts if asked_more else None,
            by_id=case.year.cast.coordinator if rng.random() < BY_COORDINATOR else adviser,
            noted_at=noted,
        )
        if learns:
            self._follow(outcome)

    def _result(self) -> str:
        log = self._case.log
        if log.settled("motivation") in ("doubt", "no", "pushed") or log.settled("enrolled") == "yes":
            return OF_WHO_DOUBTS.draw(self._rng)
        return (OF_WHO_LIKES_SCHOOL if log.settled("school_wish") == "yes" else RESULTS).draw(self._rng)

    def _chosen(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        answer, known = Draft.of(self._case.log.settled("work")), self._case.year.known.catalogue.known
        return tuple(known[one].id for one in answer.yes), tuple(known[one].id for one in answer.maybe)

    def _work(self, result: str, *, quick: bool) -> list[str]:
        if result not in (CERTIFICATE, PRAKTIJKVERKLARING):
            return []
        yes, maybe = self._chosen()
        if quick:
            return list(yes)
        return self._case.year.agreements.of(yes or maybe, AGREED.draw(self._rng), self._rng)

    def _company(self) -> str:
        in_view = self._case.log.settled("company_name")
        if isinstance(in_view, str) and len(in_view) > 1:
            return in_view
        return self._rng.choice(WORDS["company_name"]) if self._rng.random() < KNOWS_COMPANY else ""

    def _follow(self, outcome: Row) -> None:
        noted: date = outcome["noted_at"].astimezone(HOME).date()
        base = max(outcome["starts_on"] or noted, noted)
        for months in MONTHS:
            due = datetime.combine(_later(base, months), ASKED_AT, HOME)
            told = self._told(due)
            if told is None:
                continue
            at, dialogue, by = told
            self._case.until_now(at)
            self._case.year.rows.add(
                FollowUp,
                intake_id=self._case.number,
                outcome_id=outcome["id"],
                months=months,
                answers=self._how_it_is(dialogue),
                by=by,
                at=at,
            )

    def _told(self, due: datetime) -> tuple[datetime, Dialogue, str] | None:
        """Who tells it, and when; None when nobody does."""
        rng = self._rng
        if self._case.candidate is not None and rng.random() < TELLS:
            at = awake(due + timedelta(days=min(rng.expovariate(0.4), 13)), rng)
            return at, FOLLOW_UP, CANDIDATE
        if self._case.consultant is not None and rng.random() < TELLS_FOR:
            wait = PATIENCE if self._case.candidate is not None else timedelta()
            return at_work(due + wait + timedelta(days=min(rng.expovariate(0.3), 30)), rng), FOLLOW_UP_FOR, CONSULTANT
        return None

    def _how_it_is(self, dialogue: Dialogue) -> dict[str, Json]:
        rng, values = self._rng, dict[str, Json]()
        first = dialogue.questions[0].key
        if dialogue is FOLLOW_UP and rng.random() < RATHER_NOT_SAID:
            return {first: RATHER_NOT}
        for question in dialogue.questions:
            if question.when.holds(values):
                unsure = dialogue is FOLLOW_UP_FOR and rng.random() < NOT_KNOWN
                values[question.key] = "unsure" if unsure else ONE_OF[question.key].draw(rng)
        return values


def _month_after(moment: datetime, months: int) -> date:
    return _later(moment.astimezone(HOME).date().replace(day=1), months)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
