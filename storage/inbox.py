"""What came in: stored before it is handled, handled once, forgotten as soon as it is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CursorResult, update
from sqlmodel import Session, col, select

from storage.tables import Inbox

INBOX_CHANNEL = "telegram"
"""The channel whose updates come in here."""
WORTH_REPEATING = timedelta(hours=1)
MOST_TRIES = 5
"""How often an update is tried before it is put aside."""


class Handled(Exception):
    """This update was handled already, perhaps by another worker."""


@dataclass(frozen=True, slots=True)
class Received:
    """An update to handle."""

    update_id: int
    chat: str
    raw: str


def receive(session: Session, updates: Sequence[Received], now: datetime) -> None:
    """Store updates as they came; those that were stored before are left as they are."""
    known = set(
        session.exec(select(Inbox.update_id).where(col(Inbox.update_id).in_([one.update_id for one in updates])))
    )
    fresh = {one.update_id: one for one in updates if one.update_id not in known}
    session.add_all(
        Inbox(update_id=one.update_id, chat=one.chat, raw=one.raw, received_at=now) for one in fresh.values()
    )


def next_of(session: Session, chat: str) -> Received | None:
    """The oldest update of a chat that waits to be handled; None when there is none."""
    row = session.exec(
        select(Inbox)
        .where(Inbox.chat == chat, col(Inbox.done_at).is_(None), col(Inbox.raw).is_not(None), Inbox.tries < MOST_TRIES)
        .order_by(col(Inbox.update_id))
        .limit(1)
    ).first()
    return Received(row.update_id, chat, row.raw) if row and row.raw is not None else None


def waiting_chats(session: Session) -> list[str]:
    """The chats with updates that wait to be handled, longest waiting first; "" for those that name none."""
    rows = session.exec(
        select(Inbox.chat)
        .where(col(Inbox.done_at).is_(None), col(Inbox.raw).is_not(None), Inbox.tries < MOST_TRIES)
        .order_by(col(Inbox.update_id))
    ).all()
    return [chat for chat in dict.fromkeys(rows) if chat is not None]


def unanswered_chats(session: Session, before: datetime, now: datetime) -> list[str]:
    """The chats with an update that was handled before a moment, while the reply perhaps never left.

    After WORTH_REPEATING it is not repeated any more: the person's next message is answered anyway.
    """
    late = col(Inbox.done_at) <= now - WORTH_REPEATING
    session.execute(update(Inbox).where(late, col(Inbox.replied_at).is_(None)).values(replied_at=now, chat=None))
    rows = session.exec(
        select(Inbox.chat).where(
            col(Inbox.done_at) <= before, col(Inbox.replied_at).is_(None), col(Inbox.chat).is_not(None)
        )
    ).all()
    return [chat for chat in dict.fromkeys(rows) if chat]


def is_unanswered(session: Session, chat: str) -> bool:
    """Whether an update of a chat was handled, while the reply perhaps never left."""
    rows = select(Inbox.update_id).where(
        Inbox.chat == chat, col(Inbox.done_at).is_not(None), col(Inbox.replied_at).is_(None)
    )
    return session.exec(rows.limit(1)).first() is not None


def mark_done(session: Session, update_id: int, now: datetime) -> None:
    """Note, in the transaction of its turn, that an update is handled. Raises Handled when it was already."""
    marked = session.execute(
        update(Inbox)
        .where(col(Inbox.update_id) == update_id, col(Inbox.done_at).is_(None))
        .values(done_at=now, raw=None)
    )
    assert isinstance(marked, CursorResult)
    if marked.rowcount != 1:
        raise Handled


def mark_replied(session: Session, chat: str, now: datetime) -> None:
    """Note that a chat got its replies, and forget whose they were."""
    session.execute(
        update(Inbox)
        .where(col(Inbox.chat) == chat, col(Inbox.done_at).is_not(None), col(Inbox.replied_at).is_(None))
        .values(replied_at=now, chat=None)
    )


def mark_failed(session: Session, update_id: int, fault: str) -> int:
    """Note that handling an update failed, with the kind of fault (never its words); gives back how often it was tried.

    After MOST_TRIES it is not tried again, and stays for somebody to look at.
    """
    row = session.get_one(Inbox, update_id)
    row.tries += 1
    row.fault = fault
    return row.tries


def put_aside(session: Session, update_id: int, fault: str | None, now: datetime) -> None:
    """Note that there is nothing (more) to do with an update, with the fault it has if any, and forget its words."""
    session.execute(
        update(Inbox)
        .where(col(Inbox.update_id) == update_id)
        .values(done_at=now, replied_at=now, raw=None, chat=None, fault=fault)
    )
