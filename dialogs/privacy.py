"""What must never be kept, even when someone types it."""

import re

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
BSNS = [re.compile(rf"(?<!\d)(?=(\d(?:[\s./\-–]{{0,3}}\d){{{more}}})(?!\d))") for more in (7, 8)]
"""Eight and nine digits, however grouped; they may overlap, because a number before them can look like a part of them."""


def holds_bsn(words: str) -> bool:
    """Whether a citizen service number (BSN) is in `words`: eight or nine digits that pass its check, however grouped."""
    for found in (number for bsn in BSNS for number in bsn.findall(words)):
        digits = [int(figure) for figure in re.sub(r"\D", "", found).zfill(9)]
        if any(digits) and sum(weight * figure for weight, figure in zip(BSN_WEIGHTS, digits, strict=True)) % 11 == 0:
            return True
    return False
