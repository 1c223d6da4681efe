"""The region that an option names."""

from sqlmodel import Session, select

from bot.mistake import Mistake
from storage.tables import Region


def known_region(session: Session, code: str | None) -> None:
    """Raises Mistake when there is no region with this code; None stands for all regions."""
    if code is not None and session.get(Region, code) is None:
        known = ", ".join(session.exec(select(Region.code)).all()) or "none yet"
        raise Mistake(f"there is no region {code!r}; there is: {known}")
