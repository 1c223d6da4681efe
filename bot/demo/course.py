"""The course of one intake, from its begin to now: who begins it and how, then its questions, its conversation and the rest."""

from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random

from bot.demo.candidates import somebody
from bot.demo.case import Case, Stops, Year
from bot.demo.cast import CHANNEL
from bot.demo.chance import Mix
from bot.demo.interview import Interview
from bot.demo.log import Log
from bot.demo.meetings import Meetings
from bot.demo.seasons import at_work, awake
from dialogs.answers import CANDIDATE, CONSULTANT
from dialogs.forms import BY_LINK, FIRST_ME, TOGETHER
from dialogs.intake import INTAKE
from dialogs.professional import PROFESSIONAL
from dialogs.turn import STOPPED
from people.roles import Role
from storage.invitations import LASTS
from storage.tables import Answer, Intake, Invitation, Person, Seat

HOW = Mix({BY_LINK: 46, TOGETHER: 34, FIRST_ME: 20})
BY_POSTER = 0.7
OPENS_LINK = 0.86
ADDS_BACKGROUND = 0.84
SAYS_STOP = 0.3
CALM = 0.15
"""How restless people are when they go through the questions together."""


def play(year: Year, number: int, seed: int, began: datetime, *, guided: bool) -> None:
    """Make up the course of an intake that begins at a moment, and add its rows.

    `number`: which of the year it is; `guided`: whether a consultant begins it.
    """
    rng = Random(f"{seed}:{number}")
    intake = year.rows.number(Intake)
    case = Case(year, rng, intake, year.tokens.new(), began, somebody(rng), Log(intake))
    course = _Course(case, number)
    if guided:
        course.guided()
    else:
        course.alone()
    if not case.refused:
        with suppress(Stops):
            course.meetings.go_on()
    course.write()


class _Course:
    def __init__(self, case: Case, number: int) -> None:
        self._case = case
        self._number = number
        self.meetings = Meetings(case)
        self._interview = Interview(case, self.meetings)

    def alone(self) -> None:
        """Somebody begins by themselves."""
        case, rng = self._case, self._case.rng
        if rng.random() < BY_POSTER:
            case.came_by = rng.choice(case.year.cast.links)
        self._candidate_arrives(case.began)

    def guided(self) -> None:
        """A consultant begins, at work, with the name of the candidate."""
        case, rng = self._case, self._case.rng
        refer = case.year.cast.consultants
        consultant = rng.choice(refer.get(case.them.referrer) or rng.choice(list(refer.values())))
        case.consultant, case.came_by, case.region = consultant, consultant.organisation, case.year.region
        case.log.whole("name", case.them.known_as, CONSULTANT, consultant.id, case.began)
        how = HOW.draw(rng)
        if how == TOGETHER:
            with suppress(Stops):
                self._interview.talk(INTAKE, CONSULTANT, consultant.id, case.began, CALM)
            self._background(case.touched_at)
            return
        if how == FIRST_ME:
            self._background(case.began)
        self._link(case.touched_at + timedelta(minutes=1))
        if how == BY_LINK:
            self._background(at_work(case.touched_at + timedelta(hours=rng.expovariate(0.05)), rng))

    def _background(self, begin: datetime) -> None:
        """The consultant answers the professional's questions, or some of them."""
        case = self._case
        if case.consultant is not None and not case.refused and case.rng.random() < ADDS_BACKGROUND:
            with suppress(Stops):
                self._interview.talk(PROFESSIONAL, CONSULTANT, case.consultant.id, begin + timedelta(minutes=1))

    def _link(self, made: datetime) -> None:
        """A link for the candidate, who opens it some time, or never."""
        case, rng = self._case, self._case.rng
        assert case.consultant is not None
        if made > case.year.now:
            return
        row = case.year.rows.add(
            Invitation,
            fingerprint=sha256(f"{case.token} {rng.random()}".encode()).hexdigest(),
            role=Role.CANDIDATE.value,
            region_code=case.region,
            organisation_id=case.came_by,
            intake_id=case.number,
            invited_by_id=case.consultant.id,
            created_at=made,
            expires_at=made + LASTS[Role.CANDIDATE],
        )
        opened = awake(made + timedelta(hours=min(rng.lognormvariate(1.5, 1.6), 600)), rng)
        if rng.random() < OPENS_LINK and opened <= case.year.now:
            self._candidate_arrives(opened)
            row["redeemed_at"], row["redeemed_by_id"] = opened, case.candidate

    def _candidate_arrives(self, at: datetime) -> None:
        case = self._case
        person = case.year.rows.add(
            Person,
            channel=CHANNEL,
            address=f"demo-kandidaat-{self._number}",
            language=case.them.language,
            created_at=at,
            at=case.token,
        )
        case.candidate = person["id"]
        case.asked[INTAKE.name, person["id"]] = INTAKE.questions[0].key
        with suppress(Stops):
            self._interview.talk(INTAKE, CANDIDATE, person["id"], at)

    def write(self) -> None:
        """Add the rows of the intake, of its answers, and of the seats of its people."""
        case, rows = self._case, self._case.year.rows
        case.log.rows.sort(key=lambda row: row["at"])
        rows.add(
            Intake,
            id=case.number,
            token=case.token,
            candidate_id=case.candidate,
            consultant_id=case.consultant.id if case.consultant is not None else None,
            region_code=case.region,
            came_by_id=case.came_by,
            version=case.log.turns,
            created_at=case.began,
            touched_at=case.touched_at,
            heard_at=case.heard_at,
            reminded_at=case.reminded_at,
            finished_at=case.finished_at,
        )
        rows.extend(Answer, case.log.rows)
        for (dialogue, person), asked in case.asked.items():
            own = person == case.candidate
            finished = case.finished_at is not None if dialogue == INTAKE.name else asked is None
            rows.add(
                Seat,
                person_id=person,
                intake_id=case.number,
                dialogue=dialogue,
                token=case.token if own else case.year.tokens.new(),
                aside=STOPPED if own and asked is not None and case.rng.random() < SAYS_STOP else None,
                asked=asked,
                finished=finished,
            )
        rows.settle()
