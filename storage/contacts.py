"""Whom people in a region can turn to."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.tables import Contact


def contacts(session: Session, region: str, *, for_candidates: bool = False) -> Sequence[Contact]:
    """The contacts of a region, in the order in which they were added; only those that candidates see, if so wanted."""
    query = select(Contact).where(Contact.region_code == region).order_by(col(Contact.id))
    return session.exec(query.where(col(Contact.for_candidates)) if for_candidates else query).all()


def add_contact(session: Session, region: str, line: str, *, for_candidates: bool) -> None:
    """Add a contact to a region, in one line of words."""
    session.add(Contact(region_code=region, line=line, for_candidates=for_candidates))
    session.flush()
