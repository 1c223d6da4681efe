"""What people like and the matcher did not know, counted without identity, so that the words can grow.

A phrase is kept in words only from the time that it was said in several intakes; until then only its fingerprint is.
"""

from datetime import datetime
from hashlib import blake2b

from sqlmodel import Session, col, select

from storage.tables import Unmatched

SEEN_BEFORE_KEPT = 3
LONGEST = 60
"""Characters; a longer text is a story, and a story tells who told it."""


def count_unmatched(session: Session, phrase: str, now: datetime) -> None:
    """Count a phrase that found no work. Phrases with digits or of more than LONGEST characters are not counted."""
    words = " ".join(phrase.casefold().split())
    if not words or len(words) > LONGEST or any(letter.isdigit() for letter in words):
        return
    fingerprint = blake2b(words.encode(), digest_size=16).hexdigest()
    seen = session.get(Unmatched, fingerprint) or Unmatched(fingerprint=fingerprint, times=0, last_at=now)
    seen.times += 1
    seen.last_at = now
    if seen.times >= SEEN_BEFORE_KEPT:
        seen.phrase = words
    session.add(seen)


def unmatched(session: Session) -> list[Unmatched]:
    """The phrases that found no work in several intakes, most frequent first."""
    query = select(Unmatched).where(col(Unmatched.phrase).is_not(None))
    return list(session.exec(query.order_by(col(Unmatched.times).desc(), col(Unmatched.phrase))).all())
