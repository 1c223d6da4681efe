"""The labour market region that an option names."""

from bot.mistake import Mistake
from regions import places


def known_region(code: str | None) -> None:
    """Raises Mistake when there is no labour market region with this code; None stands for all regions."""
    if code is not None:
        try:
            places.load().region(code)
        except KeyError as problem:
            raise Mistake(str(problem.args[0])) from None
