"""Many timings of one thing, and tables of them."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass
class Measured:
    """How long something took, each time, in seconds."""

    name: str
    seconds: list[float] = field(default_factory=list)

    @property
    def p50(self) -> float:
        """What half of the times stays under, in milliseconds."""
        return median(self.seconds) * 1e3

    @property
    def p99(self) -> float:
        """What all but one in a hundred of the times stay under, in milliseconds."""
        return quantiles(self.seconds, n=100, method="inclusive")[98] * 1e3


def beside(value: float, base: float, digits: int = 2) -> str:
    """A value, and how many times `base` it is."""
    return f"{value:.{digits}f} ({value / base:.2f}×)"


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; all but the first column are numbers."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


def machine() -> str:
    """One line that says what the figures are of."""
    return (
        f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"
    )
