"""Made-up regions, so that everything can be tried without any account: a small one, and one with a year behind it (`year.py`)."""

from bot.demo.region import OFFERED_AT_ENTREE, OFFERED_AT_LEVEL_2, REGION, SCHOOL_CODE, fill

__all__ = ["OFFERED_AT_ENTREE", "OFFERED_AT_LEVEL_2", "REGION", "SCHOOL_CODE", "fill"]
