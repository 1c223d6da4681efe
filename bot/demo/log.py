"""The answers of one intake as they come in: every change is a row, made just as a conversation makes it."""

from datetime import datetime

from bot.demo.rows import Row
from dialogs.answers import Given, Json


class Log:
    """The log of one intake. `given`: where each answer stands; `rows`: of the table of answers; `turns`: how many were saved, and
    `last`: when the last one was."""

    def __init__(self, intake: int) -> None:
        self._intake = intake
        self.given: dict[str, Given] = {}
        self.rows: list[Row] = []
        self.turns = 0
        self.last: datetime | None = None

    def settled(self, key: str) -> Json:
        """The last whole answer to a question; None when there is none."""
        given = self.given.get(key)
        return given.settled if given is not None else None

    def whole(self, key: str, value: Json, by: str, who: int, at: datetime) -> None:
        """Somebody gives a whole answer: `by` is as what, `who` their number."""
        self._keep(key, self.given.get(key, Given()).whole(value, by), who, at)

    def drafted(self, key: str, draft: Json, by: str, who: int, at: datetime) -> None:
        """Somebody gives a part of an answer."""
        self._keep(key, self.given.get(key, Given()).drafted(draft, by), who, at)

    def reopened(self, key: str, draft: Json, by: str, who: int, at: datetime) -> None:
        """Somebody wants to change an answer."""
        self._keep(key, self.given.get(key, Given()).reopened(draft, by), who, at)

    def _keep(self, key: str, given: Given, who: int, at: datetime) -> None:
        self.given[key] = given
        self.turns += 1
        self.last = at if self.last is None or at > self.last else self.last
        self.rows.append(
            {
                "intake_id": self._intake,
                "key": key,
                "revision": given.revision,
                "settled": given.settled,
                "draft": given.draft,
                "open": given.open,
                "since": given.since,
                "by": given.by,
                "by_id": who,
                "at": at,
            }
        )
