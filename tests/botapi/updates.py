"""Updates that the bot has yet to take: kept until confirmed, in order, as Telegram keeps them."""

from collections.abc import Hashable, Set
from dataclasses import dataclass
from typing import Any


@dataclass(eq=False)
class Pending:
    """An update on its way. A webhook gets the updates of one `queue` one at a time."""

    update_id: int
    update: dict[str, Any]
    queue: Hashable
    repeated: bool = False  # delivered whatever was confirmed before, and only once
    handed_out: bool = False


class UpdateQueue:
    """All updates not yet confirmed (by an offset) or accepted (by the webhook), oldest first."""

    def __init__(self) -> None:
        self.waiting: list[Pending] = []
        self.allowed: list[str] = []  # kinds of update; empty: all

    def add(self, pending: Pending) -> None:
        self.waiting.append(pending)

    def remove(self, pending: Pending) -> None:
        """Forget an update that was accepted; nothing happens when it was dropped meanwhile."""
        if pending in self.waiting:
            self.waiting.remove(pending)

    def confirm(self, offset: int) -> None:
        """Forget all before `offset`; a negative one keeps only the last so many; 0 forgets nothing."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        self.waiting = [
            pending
            for pending in self.waiting
            if not (pending.handed_out if pending.repeated else pending.update_id < offset)
        ]

    def take(self, limit: int) -> list[dict[str, Any]]:
        """The first `limit` updates, by number; they stay until confirmed."""
        taken = sorted(self.waiting[:limit], key=lambda pending: pending.update_id)
        for pending in taken:
            pending.handed_out = True
        return [pending.update for pending in taken]

    def heads(self, busy: Set[Hashable]) -> list[Pending]:
        """The first update of each queue that is not `busy`."""
        heads: dict[Hashable, Pending] = {}
        for pending in self.waiting:
            if pending.queue not in busy:
                heads.setdefault(pending.queue, pending)
        return list(heads.values())
