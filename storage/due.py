"""Which messages of the outbox may leave at a moment. One rule for every channel, asked of the database."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from storage.manner import may_go, midnight
from storage.tables import Outbox, Person

BREATH = timedelta(seconds=1)
"""Between two letters to one person."""


def leaving(channel: str, now: datetime) -> Select[Outbox, Person]:
    """What may leave now through a channel, to people who can be reached and just got nothing else, the longest due first."""
    sent = aliased(Outbox)
    # A clock that stands still, for a rehearsal, would say for ever that something was sent just now.
    just_now = and_(col(sent.sent_at) > now - BREATH, col(sent.sent_at) < now)
    breathless = exists().where(col(sent.person_id) == col(Outbox.person_id), just_now)
    reachable = and_(col(Person.channel) == channel, col(Person.unreachable_at).is_(None))
    return heads(now).where(reachable, ~breathless)


def heads(now: datetime) -> Select[Outbox, Person]:
    """Of every person what is to leave first, if it may leave now and nothing else is on its way to them."""
    other = aliased(Outbox)
    earlier = or_(
        col(other.due_at) < col(Outbox.due_at),
        and_(col(other.due_at) == col(Outbox.due_at), col(other.id) < col(Outbox.id)),
    )
    held_up = exists().where(
        col(other.person_id) == col(Outbox.person_id),
        waiting(other),
        or_(~unclaimed(other, now), and_(earlier, ready(other, now))),
    )
    return (
        with_person()
        .where(
            ready(Outbox, now),
            or_(col(Outbox.try_at).is_(None), col(Outbox.try_at) <= now),
            # Said of the row itself too: PostgreSQL looks at that once more when somebody else just had the row.
            unclaimed(Outbox, now),
            ~held_up,
        )
        .order_by(col(Outbox.due_at), col(Outbox.id))
    )


def with_person() -> Select[Outbox, Person]:
    """The messages of the outbox, each with its person."""
    return select(Outbox, Person).join(Person, col(Outbox.person_id) == col(Person.id))


def ready(row: type[Outbox], now: datetime) -> ColumnElement[bool]:
    """The moment of a row has come and has not passed, and is one for its person (who must be in the query)."""
    untold = or_(col(Person.news_at).is_(None), col(Person.news_at) < midnight(now))
    return and_(
        waiting(row),
        col(row.due_at) <= now,
        or_(col(row.expires_at).is_(None), col(row.expires_at) > now),
        or_(
            col(row.manner).in_(sorted(may_go(now, told=True))),
            and_(untold, col(row.manner).in_(sorted(may_go(now, told=False)))),
        ),
    )


def waiting(row: type[Outbox]) -> ColumnElement[bool]:
    """A row is neither sent nor dead."""
    return and_(col(row.sent_at).is_(None), col(row.dead_at).is_(None))


def unclaimed(row: type[Outbox], now: datetime) -> ColumnElement[bool]:
    """Nobody is bringing a row, or who did so has died."""
    return or_(col(row.claimed_until).is_(None), col(row.claimed_until) <= now)
