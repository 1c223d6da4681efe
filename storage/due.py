"""Which messages of the outbox may leave at a moment: one rule for every channel, asked of the database.

The questions are constants, with the moment (`at`) as their parameters: they are asked several times a second.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal_column, or_
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from storage.manner import may_go, midnight
from storage.tables import Instant, Outbox, Person

BREATH = timedelta(seconds=1)
"""Between two letters to one person."""


def at(now: datetime) -> dict[str, object]:
    """The moment `now`, as the parameters of the questions below."""
    return {
        "now": now,
        "breath_ago": now - BREATH,
        "midnight": midnight(now),
        "may_go": sorted(may_go(now, told=True)),
        "untold_may_go": sorted(may_go(now, told=False)),
    }


_NOW = bindparam("now", type_=Instant)
_BREATH_AGO = bindparam("breath_ago", type_=Instant)
_MIDNIGHT = bindparam("midnight", type_=Instant)


def waiting(row: type[Outbox]) -> ColumnElement[bool]:
    """A row is neither sent nor dead."""
    return and_(col(row.sent_at).is_(None), col(row.dead_at).is_(None))


def unclaimed(row: type[Outbox]) -> ColumnElement[bool]:
    """Nobody is bringing a row, or who did so has died."""
    return or_(col(row.claimed_until).is_(None), col(row.claimed_until) <= _NOW)


def _ready(row: type[Outbox]) -> ColumnElement[bool]:
    """The moment of a row has come, has not passed, and suits its person, who must be in the query."""
    untold = or_(col(Person.news_at).is_(None), col(Person.news_at) < _MIDNIGHT)
    suits = or_(
        col(row.manner).in_(bindparam("may_go", expanding=True)),
        and_(untold, col(row.manner).in_(bindparam("untold_may_go", expanding=True))),
    )
    return and_(
        waiting(row), col(row.due_at) <= _NOW, or_(col(row.expires_at).is_(None), col(row.expires_at) > _NOW), suits
    )


def _holds_up(row: type[Outbox]) -> ColumnElement[bool]:
    """All others for the same person wait for this row: it is on its way, or is to be tried again first."""
    return and_(waiting(row), col(row.due_at) <= _NOW, or_(~unclaimed(row), and_(col(row.try_at) > _NOW, _ready(row))))


_other, _last = aliased(Outbox), aliased(Outbox)

# One look over all that is due, kept; then one at each of the people: quick, whatever a planner believes of the tables.
# "+ 0": with the bare column, SQLite would go through all that is planned, because it lies sorted by person somewhere.
_whom = (col(Outbox.person_id) + literal_column("0")).label("whom")
_first = (
    select(_whom, func.min(Outbox.due_at).label("due"))
    .join(Person)
    .where(
        _ready(Outbox),
        col(Outbox.person_id).not_in(select(_other.person_id).join(Person).where(_holds_up(_other))),
    )
    .group_by(_whom)
    .cte()
    .prefix_with("MATERIALIZED")
)
# A clock that stands still, for a rehearsal, would say for ever that something has just arrived: hence "before now".
_arrived = select(func.max(_last.sent_at)).where(_last.person_id == Person.id, col(_last.sent_at) < _NOW)

EXPECTING = (
    select(Person)
    .join(_first, _first.c.whom == Person.id)
    .where(
        col(Person.channel) == bindparam("channel"),
        col(Person.unreachable_at).is_(None),
        (_arrived.scalar_subquery() > _BREATH_AGO).is_not(True),
    )
    .order_by(_first.c.due, _first.c.whom)
)
"""The people on `channel` who can be reached, to whom something may leave now, and to whom nothing is on its way or has just
arrived; who waits longest first."""

READY = (
    select(Outbox)
    .join(Person)
    .where(
        _ready(Outbox),
        col(Outbox.person_id) == bindparam("person"),
        ~exists().where(col(_other.person_id) == bindparam("person"), _holds_up(_other)),
    )
    .order_by(col(Outbox.due_at), col(Outbox.id))
)
"""What may leave to `person` now, in order; nothing as long as something holds it up."""

PASSED = and_(waiting(Outbox), col(Outbox.due_at) <= _NOW, col(Outbox.expires_at) <= _NOW, unclaimed(Outbox))
"""The moment of a row has passed, and nobody is bringing it."""
