"""Rows on their way into the tables: numbered here, and written many at a time."""

from typing import Any

from sqlalchemy import func, insert, select, text
from sqlmodel import Session, SQLModel

from storage.tables import (
    Answer,
    Appointment,
    Busy,
    Consent,
    Contact,
    FollowUp,
    Intake,
    Invitation,
    Offering,
    Organisation,
    Outcome,
    Person,
    Rule,
    Seat,
    Slot,
)

Row = dict[str, Any]

IN_ORDER: tuple[type[SQLModel], ...] = (
    *(Organisation, Contact, Offering, Person, Rule, Slot, Busy),
    *(Intake, Invitation, Seat, Answer, Consent, Appointment, Outcome, FollowUp),
)
"""What is written, with what others refer to first."""
BATCH = 20_000
"""Rows that are kept before they are written."""


class Rows:
    """Takes rows and writes them a batch at a time, however many there are. Raises IntegrityError where they do not fit."""

    def __init__(self, session: Session) -> None:
        self._connection = session.connection()
        self._waiting: dict[type[SQLModel], list[Row]] = {model: [] for model in IN_ORDER}
        self._numbers = {model: self._highest(model) for model in IN_ORDER if "id" in model.model_fields}
        self._defaults: dict[type[SQLModel], Row] = {
            model: {name: field.default for name, field in model.model_fields.items()} for model in IN_ORDER
        }

    def number(self, model: type[SQLModel]) -> int:
        """The number of the next row of this table."""
        self._numbers[model] += 1
        return self._numbers[model]

    def add(self, model: type[SQLModel], **values: Any) -> Row:
        """A new row, with a number where it has none and the rest as it is when nobody says otherwise.

        It can still be changed until `settle`.
        """
        row = {**self._defaults[model], **values}
        if "id" in row and row["id"] is None:
            row["id"] = self.number(model)
        self._waiting[model].append(row)
        return row

    def extend(self, model: type[SQLModel], rows: list[Row]) -> None:
        """Rows that are whole, without numbers yet."""
        for row in rows:
            row["id"] = self.number(model)
        self._waiting[model].extend(rows)

    def settle(self) -> None:
        """Nothing of what was added will change any more: it is written when there is enough of it."""
        if sum(map(len, self._waiting.values())) >= BATCH:
            self.write()

    def write(self) -> None:
        """Write everything that waits."""
        for model, rows in self._waiting.items():
            if rows:
                self._connection.execute(insert(model), rows)
                rows.clear()

    def finish(self) -> None:
        """Write everything; what others add from now on is numbered after it."""
        self.write()
        if self._connection.dialect.name == "postgresql":
            for model, highest in self._numbers.items():
                sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
                self._connection.execute(select(func.setval(sequence, max(highest, 1), highest > 0)))

    def _highest(self, model: type[SQLModel]) -> int:
        return self._connection.scalar(text(f"SELECT coalesce(max(id), 0) FROM {model.__tablename__}")) or 0
