"""Going through the questions of a dialogue, as people do: with pauses, changes of mind, and not always to the end."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from bot.demo.answers import SKIPPED, Answers
from bot.demo.case import Case, Stops
from bot.demo.chance import Mix
from bot.demo.meetings import Meetings
from bot.demo.seasons import at_work, awake
from bot.demo.wishes import MOSTLY, SHELTERED
from dialogs.answers import CANDIDATE, CONSULTANT, Given, Json
from dialogs.dialogue import LEFT_OPEN, RATHER_NOT_SAY, Dialogue, Question, skipped
from dialogs.intake import INTAKE
from dialogs.kinds import Consent, OneOf, SeveralOf
from dialogs.kinds.consent import REFUSE
from storage.tables import Consent as ConsentRow

PAUSES: Mapping[str, float] = {
    "language": 0.03,
    "consent": 0.04,
    "place": 0.03,
    "school": 0.03,
    "diploma": 0.05,
    "work": 0.12,
    "obstacles": 0.03,
    "moment": 0.08,
    "review": 0.04,
    "leerbaarheid": 0.08,
    "company": 0.05,
    "financing": 0.04,
}
ELSE_PAUSES = 0.01
"""How often people stop at a question, for a while or for good: in all about half do not finish at once."""
FOR_GOOD = {CANDIDATE: 0.58, CONSULTANT: 0.4}
"""How often somebody who stops does not come back."""
REFUSES = 0.015
CHANGES_MIND = 0.12
CAN_CHANGE = ("hours", "learning", "school_wish", "before", "motivation")
HALF_WAY = 0.5
"""How often who stops at a question with several steps has taken the first."""
SHELTERED_GROUPS = ("wsw", "beschut", "banenafspraak")
SECONDS = {CANDIDATE: 22.0, CONSULTANT: 9.0}
"""What an answer takes on average, above some seconds that it always takes."""


class Interview:
    """The questions of one intake, put to its people. `clock`: the moment at which they are."""

    def __init__(self, case: Case, meetings: Meetings) -> None:
        self._case = case
        self._rng: Random = case.rng
        self._answers = Answers(case.them, case.began.year, case.rng)
        self._meetings = meetings
        sectors: Mix[str] = SHELTERED if case.them.group in SHELTERED_GROUPS else MOSTLY
        self._sector = sectors.draw(case.rng)
        self.clock: datetime = case.began

    def talk(self, dialogue: Dialogue, by: str, who: int, begin: datetime, restless: float = 1.0) -> None:
        """Go through what is open in a dialogue from a moment on: `who`, as what is `by`. Raises Stops where it goes no further.

        `restless`: how much more than usual they stop for a while.
        """
        case = self._case
        self.clock = case.until_now(begin)
        values: dict[str, Json] = {}
        for question in dialogue.questions:
            if not question.when.holds(values):
                continue
            if _is_open(case.log.given.get(question.key), dialogue):
                case.asked[dialogue.name, who] = question.key
                self._pause(question, by, who, restless)
                if question.key == "review" and self._rng.random() < CHANGES_MIND:
                    self._change(dialogue, by, who)
                self._answer(dialogue, question, by, who)
            values[question.key] = case.log.settled(question.key)
        case.asked[dialogue.name, who] = None
        if dialogue is INTAKE:
            case.finished_at = self.clock

    def _pause(self, question: Question, by: str, who: int, restless: float) -> None:
        self._tick(by)
        if self._rng.random() >= PAUSES.get(question.key, ELSE_PAUSES) * restless:
            return
        if question.key in ("work", "place") and self._rng.random() < HALF_WAY:
            self._case.log.drafted(question.key, self._first_step(question.key), by, who, self.clock)
            self._heard(by)
        if self._rng.random() < FOR_GOOD[by]:
            raise Stops
        later = self.clock + timedelta(days=min(self._rng.lognormvariate(0.5, 1.1), 60))
        if by == CANDIDATE and self._case.consultant and later - self.clock > timedelta(days=3):
            self._case.reminded_at = at_work(self.clock + timedelta(days=3), self._rng)
            if self._case.reminded_at > self._case.year.now:
                self._case.reminded_at = None
        self.clock = self._case.until_now((awake if by == CANDIDATE else at_work)(later, self._rng))

    def _first_step(self, key: str) -> Json:
        if key == "place":
            return self._case.year.towns.town(self._case.them.town).draft
        story = self._case.year.wishes.story(self._sector, self._case.them.says_in, self._rng)
        return story.drafts[0]

    def _tick(self, by: str) -> None:
        """Some time passes. Raises Stops when the year ends meanwhile."""
        seconds = 4 + self._rng.expovariate(1 / SECONDS[by])
        self.clock = self._case.until_now(self.clock + timedelta(seconds=int(seconds)))

    def _heard(self, by: str) -> None:
        if by == CANDIDATE:
            self._case.heard_at = self.clock

    def _answer(self, dialogue: Dialogue, question: Question, by: str, who: int) -> None:
        case = self._case
        if question.key == "consent":
            self._consent(question, by, who)
            return
        if question.key == "moment":
            case.log.whole("moment", self._meetings.choose(self.clock), by, who, self.clock)
            self._heard(by)
            return
        steps, value = self._steps(question)
        if value == SKIPPED:
            value = dialogue.skip.value
        for draft in steps:
            case.log.drafted(question.key, draft, by, who, self.clock)
            self._tick(by)
        case.log.whole(question.key, value, by, who, self.clock)
        self._heard(by)

    def _steps(self, question: Question) -> tuple[tuple[Json, ...], Json]:
        """What is there of an answer after each step towards it, and the whole answer."""
        case = self._case
        if question.key == "language":
            return (), case.them.language
        if question.key == "place":
            town = case.year.towns.town(case.them.town)
            if case.consultant is None:
                case.region = str(town.answer["region"])
            return (town.draft,), town.answer
        if question.key == "work":
            story = case.year.wishes.story(self._sector, case.them.says_in, self._rng)
            for words in story.unmatched:
                case.year.count_unmatched(words, self.clock)
            return story.drafts, story.answer
        value = self._answers.to(question)
        if isinstance(question.kind, SeveralOf) and isinstance(value, list):
            return tuple(value[:ticked] for ticked in range(1, len(value) + 1)), value
        return (), value

    def _consent(self, question: Question, by: str, who: int) -> None:
        assert isinstance(question.kind, Consent)
        case, refuses = self._case, self._rng.random() < REFUSES
        case.year.rows.add(
            ConsentRow,
            intake_id=case.number,
            version=question.kind.version,
            language=case.them.language if by == CANDIDATE else "nl",
            given=not refuses,
            by=by,
            at=self.clock,
        )
        self._heard(by)
        if refuses:
            case.log.drafted("consent", REFUSE.value, by, who, self.clock)
            case.refused = True
            raise Stops
        case.log.whole("consent", "yes", by, who, self.clock)

    def _change(self, dialogue: Dialogue, by: str, who: int) -> None:
        """Somebody looks at all answers and changes one."""
        log = self._case.log
        found = [key for key in CAN_CHANGE if log.settled(key) is not None and skipped(log.settled(key)) is None]
        question = dialogue.question(self._rng.choice(found)) if found else None
        if question is not None and isinstance(question.kind, OneOf):
            before = log.settled(question.key)
            log.reopened(question.key, question.kind.reopen(before), by, who, self.clock)
            self._tick(by)
            log.whole(question.key, self._answers.another(question, before), by, who, self.clock)
            self._heard(by)
            self._tick(by)


def _is_open(given: Given | None, dialogue: Dialogue) -> bool:
    """Whether a question is asked in a dialogue: also what was skipped in another one, where that says nothing of the person."""
    if given is None or given.open:
        return True
    return given.settled == LEFT_OPEN.value and dialogue.skip is RATHER_NOT_SAY
