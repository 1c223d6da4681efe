"""The tables. Instants are UTC; answers are codes and own words, never translated text.

Personal data is only in `person.address`, `answer.settled`, `answer.draft` and, until it is handled, `inbox.raw`.
"""

from datetime import UTC, datetime
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
    """A labour market region that works with Praktijkgids. `contact`: whom its people can turn to."""

    code: str = Field(primary_key=True)
    name: str
    contact: str = ""
    demo: bool = False


class Organisation(SQLModel, table=True):
    """A school, municipality, UWV office or social work company. `code`: in the links it hands out."""

    id: int = Field(default=None, primary_key=True)
    region_code: str = Field(foreign_key="region.code", index=True)
    name: str
    code: str = Field(unique=True)


class Offering(SQLModel, table=True):
    """A crebo for which a school has the recognition for the derde leerweg."""

    school_id: int = Field(foreign_key="organisation.id", primary_key=True)
    crebo: str = Field(primary_key=True)


class Person(SQLModel, table=True):
    """Someone at the other end of a channel. `address`: who they are there (a chat number, a name in the terminal)."""

    __table_args__ = (UniqueConstraint("channel", "address"),)

    id: int = Field(default=None, primary_key=True)
    channel: str
    address: str
    language: str
    created_at: datetime = instant()
    unreachable_at: datetime | None = instant(nullable=True)


class Intake(SQLModel, table=True):
    """One candidate's intake. `version` guards its turns: who saves must have read the version that is there."""

    id: int = Field(default=None, primary_key=True)
    token: str = Field(unique=True)
    dialogue: str
    candidate_id: int = Field(foreign_key="person.id", unique=True)
    region_code: str | None = Field(default=None, index=True)
    came_by_id: int | None = Field(default=None, foreign_key="organisation.id")
    version: int = 0
    aside: str | None = None
    misses: int = 0
    created_at: datetime = instant()
    touched_at: datetime = instant(index=True)
    finished_at: datetime | None = instant(nullable=True)
    asked_person_at: datetime | None = instant(nullable=True)


class Answer(SQLModel, table=True):
    """One change of one answer. Rows are only added; the newest of a key is where that answer stands."""

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
    at: datetime = instant()


class Consent(SQLModel, table=True):
    """What a person said to which text, in which language."""

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    version: str
    language: str
    given: bool
    at: datetime = instant()


class Slot(SQLModel, table=True):
    """A time that a school keeps for one advice conversation. `zone`: where its clock hangs."""

    __table_args__ = (UniqueConstraint("school_id", "starts_at", "way", "place"),)

    id: int = Field(default=None, primary_key=True)
    school_id: int = Field(foreign_key="organisation.id", index=True)
    starts_at: datetime = instant(index=True)
    minutes: int
    zone: str
    way: str
    place: str


IN_FORCE = text("cancelled_at IS NULL")


class Appointment(SQLModel, table=True):
    """An advice conversation. In force: one a slot and one an intake, and the database itself sees to it."""

    __table_args__ = (
        Index("uq_appointment_slot", "slot_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
        Index("uq_appointment_intake", "intake_id", unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE),
    )

    id: int = Field(default=None, primary_key=True)
    slot_id: int = Field(foreign_key="slot.id")
    intake_id: int = Field(foreign_key="intake.id")
    booked_at: datetime = instant()
    cancelled_at: datetime | None = instant(nullable=True)


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
