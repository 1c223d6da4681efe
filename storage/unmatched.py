"""What people like and the matcher did not know, counted without identity, so that the words can grow.

A phrase is kept in words only from the time that it was said in several intakes, and each of them counts once; until then only
its fingerprint is. So erasing somebody leaves nothing here that only they have said.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import blake2b

from sqlmodel import Session, col, select

from dialogs.answers import Json
from storage.tables import Answer, Intake, Unmatched

SEEN_BEFORE_KEPT = 3
LONGEST = 60
"""Characters; a longer text is a story, and a story tells who told it."""


def count_unmatched(session: Session, phrase: str, now: datetime) -> None:
    """Count a phrase that found no work. Phrases with digits or of more than LONGEST characters are not counted."""
    words = _normal(phrase)
    if not words or len(words) > LONGEST or any(letter.isdigit() for letter in words):
        return
    fingerprint = blake2b(words.encode(), digest_size=16).hexdigest()
    seen = session.get(Unmatched, fingerprint) or Unmatched(fingerprint=fingerprint, times=0, last_at=now)
    seen.times += 1
    seen.last_at = now
    if seen.times >= SEEN_BEFORE_KEPT:
        seen.phrase = words
    session.add(seen)


def was_said(session: Session, phrase: str, intake: Intake) -> bool:
    """Whether a phrase was said in an intake before: each intake counts once."""
    earlier = session.exec(select(Answer.draft, Answer.settled).where(Answer.intake_id == intake.id))
    return _normal(phrase) in {_normal(said) for row in earlier for part in row for said in _strings(part)}


def _normal(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def _strings(value: Json) -> Iterator[str]:
    """Everything that is said in a value, however deep."""
    match value:
        case str():
            yield value
        case list() | dict():
            for part in value.values() if isinstance(value, dict) else value:
                yield from _strings(part)


def unmatched(session: Session) -> list[Unmatched]:
    """The phrases that found no work in several intakes, most frequent first."""
    query = select(Unmatched).where(col(Unmatched.phrase).is_not(None))
    return list(session.exec(query.order_by(col(Unmatched.times).desc(), col(Unmatched.phrase))).all())
