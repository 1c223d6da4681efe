"""The tables. Instants are UTC; answers are codes and own words, never translated text.

Personal data is only in `person.address` and `person.name`, `answer.settled`, `answer.draft`, `seat.answers` and
`outcome.company`, and, until it is handled or sent, in `inbox.raw` and `outbox.message`.
"""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, Index, UniqueConstraint, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMES


class Instant(TypeDecorator[datetime]):
    """A moment in UTC, with its zone on every database (SQLite forgets zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def instant(*, nullable: bool = False, index: bool = False) -> Any:
    """A column that holds a moment in UTC."""
    return Field(default=None, sa_type=Instant, nullable=nullable, index=index)


def json() -> Any:
    """A column that holds a JSON value, or nothing."""
    return Field(default=None, sa_type=JSON(none_as_null=True), nullable=True)


class Region(SQLModel, table=True):
    """A labour market region that works with Praktijkgids.

    `keep_months`, `keep_unfinished_months`: for how long after the last activity an intake is kept, and one that was never
    finished. `digest_on`: the Monday of which the coordinators had the digest.
    """

    code: str = Field(primary_key=True)
    name: str
    demo: bool = False
    keep_months: int = 24
    keep_unfinished_months: int = 3
    digest_on: date | None = None


class Contact(SQLModel, table=True):
    """Whom people in a region can turn to, in one line of words. `for_candidates`: candidates see it too."""

    id: int = Field(default=None, primary_key=True)
    region_code: str = Field(foreign_key="region.code", index=True)
    line: str
    for_candidates: bool


class Organisation(SQLModel, table=True):
    """A school, municipality, UWV office or social work company. `code`: in the links it hands out.

    Of a school: `most_a_day`: how many advice conversations it can hold on one day, as many as it likes when it does not say.
    """

    id: int = Field(default=None, primary_key=True)
    region_code: str = Field(foreign_key="region.code", index=True)
    name: str
    code: str = Field(unique=True)
    most_a_day: int | None = None


class Offering(SQLModel, table=True):
    """A crebo for which a school has the recognition for the derde leerweg. `contact`: whom to turn to about it, in words.

    `valid_from` and `valid_until`: the first and the last day on which somebody can begin; none: no such limit.
    """

    school_id: int = Field(foreign_key="organisation.id", primary_key=True)
    crebo: str = Field(primary_key=True)
    contact: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


NOWHERE = text("role IS NULL AND at IS NULL")


class Person(SQLModel, table=True):
    """Someone at the other end of a channel. `address`: who they are there (a chat number, a name in the terminal).

    `role`, `name`, `organisation_id` and `region_code` are of people who work with Praktijkgids, and of nobody else. `at`: the
    token of the seat where their words go; nothing when they are at no dialogue. `silent_days`: after how many days of silence
    of a candidate they want to hear of it. `news_at`: when they last got news.
    """

    __table_args__ = (
        UniqueConstraint("channel", "address"),
        Index("ix_person_nowhere", "created_at", sqlite_where=NOWHERE, postgresql_where=NOWHERE),
    )

    id: int = Field(default=None, primary_key=True)
    channel: str
    address: str
    language: str
    created_at: datetime = instant()
    unreachable_at: datetime | None = instant(nullable=True)
    role: str | None = None
    name: str = ""
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    region_code: str | None = Field(default=None, foreign_key="region.code", index=True)
    at: str | None = None
    silent_days: int = 3
    news_at: datetime | None = instant(nullable=True)


class Invitation(SQLModel, table=True):
    """A link that lets one person in, once. The code itself is kept nowhere: `fingerprint` recognises it.

    With an intake it is for the candidate of that intake.
    """

    id: int = Field(default=None, primary_key=True)
    fingerprint: str = Field(unique=True)
    role: str
    region_code: str = Field(foreign_key="region.code", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    intake_id: int | None = Field(default=None, foreign_key="intake.id", index=True)
    invited_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    created_at: datetime = instant()
    expires_at: datetime = instant()
    withdrawn_at: datetime | None = instant(nullable=True)
    redeemed_at: datetime | None = instant(nullable=True)
    redeemed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)


UNFINISHED = text("finished_at IS NULL")
TO_BE_ERASED = text("erase_at IS NOT NULL")


class Intake(SQLModel, table=True):
    """One candidate's intake. `version` guards its turns: who saves must have read the version that is there.

    `candidate_id`: nobody yet, when a consultant began it and the candidate has no account here. `heard_at`: when the candidate
    last did something themselves. `asked_person_at`: since when
    the candidate wants to talk to a human being and there was nobody to hand over to. `erase_at`: when everything is erased, as
    the candidate was told because nothing happened any more.
    """

    __table_args__ = (
        Index("ix_intake_unfinished", "touched_at", sqlite_where=UNFINISHED, postgresql_where=UNFINISHED),
        Index("ix_intake_erase_at", "erase_at", sqlite_where=TO_BE_ERASED, postgresql_where=TO_BE_ERASED),
    )

    id: int = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    candidate_id: int | None = Field(default=None, foreign_key="person.id", unique=True)
    consultant_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    region_code: str | None = Field(default=None, index=True)
    came_by_id: int | None = Field(default=None, foreign_key="organisation.id")
    version: int = 0
    created_at: datetime = instant()
    touched_at: datetime = instant(index=True)
    heard_at: datetime | None = instant(nullable=True)
    reminded_at: datetime | None = instant(nullable=True)
    finished_at: datetime | None = instant(nullable=True)
    asked_person_at: datetime | None = instant(nullable=True)
    erase_at: datetime | None = instant(nullable=True)


class Seat(SQLModel, table=True):
    """A person's place in a dialogue. `token`: in the buttons they see. `asked`: the question on their screen.

    The answers of a dialogue about an intake are in the log of that intake; those of any other dialogue are here, in
    `answers`, until it is done.
    """

    __table_args__ = (UniqueConstraint("person_id", "intake_id", "dialogue"),)

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    intake_id: int | None = Field(default=None, foreign_key="intake.id", index=True)
    dialogue: str
    token: str = Field(unique=True)
    answers: Any = json()
    aside: str | None = None
    misses: int = 0
    asked: str | None = None
    finished: bool = False


class Answer(SQLModel, table=True):
    """One change of one answer. Rows are only added; the newest of a key is where that answer stands.

    `by`: as what the person who gave it did so; `by_id`: who that was, as long as we know them.
    """

    __table_args__ = (UniqueConstraint("intake_id", "key", "revision"),)

    id: int = Field(default=None, primary_key=True)
    intake_id: int = Field(foreign_key="intake.id", index=True)
    key: str
    revision: int
    settled: Any = json()
    draft: Any = json()
    open: bool
    since: int
    by: str
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    at: datetime = instant()


class Consent(SQLModel, table=True):
    """What a candidate said to which text, in which language. `by`: on whose device: their own, or the consultant's."""

    id: int = Field(default=None, primary_key=True)
    intake_id: int = Field(foreign_key="intake.id", index=True)
    version: str
    language: str
    given: bool
    by: str
    at: datetime = instant()


OPEN = text("closed_at IS NULL")


class Thread(SQLModel, table=True):
    """A candidate and a professional who exchange messages, while the bot is silent. Open: one an intake.

    `waits_since`: the candidate has had no answer since then. `answered_at`: when the professional last wrote.
    """

    __table_args__ = (Index("uq_thread_intake", "intake_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),)

    id: int = Field(default=None, primary_key=True)
    intake_id: int = Field(foreign_key="intake.id", index=True)
    helper_id: int = Field(foreign_key="person.id", index=True)
    opened_at: datetime = instant()
    waits_since: datetime | None = instant(nullable=True)
    answered_at: datetime | None = instant(nullable=True)
    closed_at: datetime | None = instant(nullable=True)


WAITING = text("sent_at IS NULL AND dead_at IS NULL")
SENT, DEAD = text("sent_at IS NOT NULL"), text("dead_at IS NOT NULL")


class Outbox(SQLModel, table=True):
    """Something to say to somebody unasked, written in the transaction that causes it.

    `key`: names it, so that it can be moved or taken back, and is planned once. `about_id`: the intake it is about.
    `manner`: how it may be delivered (storage/outbox.py). `message`: goes as soon as it is sent. `expires_at`: after this moment it
    is better not sent. `try_at`: when it is tried again, after `tries` times in vain; `fault`: of what kind was the last fault.
    `claimed_until`: a worker is sending it.
    """

    __table_args__ = (
        Index("ix_outbox_waiting", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_outbox_waiting_person", "person_id", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("ix_outbox_sent", "sent_at", sqlite_where=SENT, postgresql_where=SENT),
        Index("ix_outbox_dead", "dead_at", sqlite_where=DEAD, postgresql_where=DEAD),
    )

    id: int = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, unique=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    about_id: int | None = Field(default=None, foreign_key="intake.id", index=True)
    manner: str
    message: Any = json()
    created_at: datetime = instant()
    due_at: datetime = instant()
    expires_at: datetime | None = instant(nullable=True)
    try_at: datetime | None = instant(nullable=True)
    tries: int = 0
    claimed_until: datetime | None = instant(nullable=True)
    sent_at: datetime | None = instant(nullable=True)
    dead_at: datetime | None = instant(nullable=True)
    fault: str | None = None


class Rule(SQLModel, table=True):
    """When an adviser has time, or has not: a rule of `agenda.rules` as JSON, on local clocks.

    For times: `crebos` are those it is for (none: all that the school offers), `languages` those that the adviser speaks beside
    Dutch, `wheelchair`: whether the place can be entered with one. `filled_to`: there are slots of it up to and including then.
    """

    id: int = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="organisation.id", index=True)
    adviser_id: int = Field(foreign_key="person.id", index=True)
    described: Any = json()
    crebos: Any = json()
    languages: Any = json()
    wheelchair: bool = False
    filled_to: date | None = None
    created_at: datetime = instant()


class Busy(SQLModel, table=True):
    """A time that an adviser has something else to do, from their own calendar. `source`: which import it came with."""

    id: int = Field(default=None, primary_key=True)
    adviser_id: int = Field(foreign_key="person.id", index=True)
    source: str
    starts_at: datetime = instant()
    ends_at: datetime = instant()


OF_SCHOOL = text("adviser_id IS NULL AND NOT withdrawn")


class Slot(SQLModel, table=True):
    """A time that a school keeps for one advice conversation. `zone`: where its clock hangs.

    `rule_id`: the rule that it comes from; none when somebody added just this one. `way`: how the conversation can be held; a
    slot that leaves a choice is there once for each way, and all of them are gone when one is booked. `withdrawn`: it stays
    because it was booked, and is never offered again.
    """

    __table_args__ = (
        UniqueConstraint("school_id", "adviser_id", "starts_at", "way", "place"),
        # To a unique constraint no adviser is never the same as no adviser.
        Index(
            "uq_slot_school",
            *("school_id", "starts_at", "way", "place"),
            unique=True,
            sqlite_where=OF_SCHOOL,
            postgresql_where=OF_SCHOOL,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="organisation.id", index=True)
    adviser_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    rule_id: int | None = Field(default=None, foreign_key="rule.id", index=True)
    starts_at: datetime = instant(index=True)
    minutes: int
    zone: str
    way: str
    place: str
    withdrawn: bool = False


IN_FORCE = text("cancelled_at IS NULL")


class Appointment(SQLModel, table=True):
    """An advice conversation. In force: one a slot, one an intake and one an adviser at a time, and the database sees to it.

    `uid` and `sequence`: in calendars, the same conversation and which version of it; a conversation that is moved keeps its
    uid. `reason`: why it was cancelled, as a code. `coming`: the candidate says so. `missed`: the candidate did not come.
    """

    __table_args__ = (
        Index("uq_appointment_slot", "slot_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
        Index("uq_appointment_intake", "intake_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
        Index(
            "uq_appointment_adviser",
            "adviser_id",
            "starts_at",
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        ),
    )

    id: int = Field(default=None, primary_key=True)
    slot_id: int = Field(foreign_key="slot.id")
    intake_id: int = Field(foreign_key="intake.id", index=True)
    adviser_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    starts_at: datetime = instant(index=True)
    uid: str = Field(index=True)
    sequence: int = 0
    booked_at: datetime = instant()
    cancelled_at: datetime | None = instant(nullable=True)
    reason: str | None = None
    coming: bool | None = None
    missed: bool = False


class Outcome(SQLModel, table=True):
    """What came out of an advice conversation: an advice, and no decision. `work`: the agreed choices of the catalogue."""

    id: int = Field(default=None, primary_key=True)
    intake_id: int = Field(foreign_key="intake.id", index=True)
    appointment_id: int = Field(foreign_key="appointment.id", unique=True)
    result: str
    work: Any = json()
    school_id: int | None = Field(default=None, foreign_key="organisation.id")
    company: str = ""
    starts_on: date | None = None
    by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    noted_at: datetime = instant()


class FollowUp(SQLModel, table=True):
    """What became of a candidate so many months after the outcome. `answers`: codes; `by`: as what somebody gave them."""

    __tablename__ = "follow_up"
    __table_args__ = (UniqueConstraint("outcome_id", "months"),)

    id: int = Field(default=None, primary_key=True)
    intake_id: int = Field(foreign_key="intake.id", index=True)
    outcome_id: int = Field(foreign_key="outcome.id", index=True)
    months: int
    answers: Any = json()
    by: str
    at: datetime = instant()


class Audit(SQLModel, table=True):
    """Somebody saw, changed, gave out or erased something: who, when, of which intake, and never what it said.

    `who_id`: nobody, on the command line, or when they were erased since; `role`: as what they did so. `deed`, `what`: codes
    (storage/audit.py). `about_id`: the intake; nothing once that is erased, and for what is about many (`times` says how many).
    """

    id: int = Field(default=None, primary_key=True)
    at: datetime = instant(index=True)
    region_code: str | None = Field(default=None, index=True)
    who_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    role: str
    deed: str
    what: str
    about_id: int | None = Field(default=None, foreign_key="intake.id", index=True)
    times: int = 1


class Erased(SQLModel, table=True):
    """How many intakes that were begun in a month ("2026-11") are erased, by how far they had come: a count, and nobody.

    `stage` and `result`: codes (reports/record.py); `result` is empty where no outcome was noted.
    """

    region_code: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    stage: str = Field(primary_key=True)
    result: str = Field(primary_key=True)
    times: int


class Unmatched(SQLModel, table=True):
    """Something people like that found no work. `phrase`: the words, once several people said them."""

    fingerprint: str = Field(primary_key=True)
    times: int
    phrase: str | None = None
    last_at: datetime = instant()


class Inbox(SQLModel, table=True):
    """An update as it came in, before anything is done with it. `raw` and `chat` go as soon as it is handled and answered."""

    update_id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    chat: str | None = Field(default=None, index=True)
    raw: str | None = None
    received_at: datetime = instant()
    done_at: datetime | None = instant(nullable=True)
    replied_at: datetime | None = instant(nullable=True)
    tries: int = 0
    fault: str | None = None
