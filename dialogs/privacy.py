"""What must never be kept, even when someone types it."""

import re

BSN_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def holds_bsn(words: str) -> bool:
    """Whether a citizen service number (BSN) is in `words`: eight or nine digits that pass its check, however grouped."""
    for found in re.findall(r"(?<!\d)\d(?:[ .\-]?\d){7,8}(?!\d)", words):
        digits = [int(figure) for figure in re.sub(r"\D", "", found).zfill(9)]
        if any(digits) and sum(weight * figure for weight, figure in zip(BSN_WEIGHTS, digits, strict=True)) % 11 == 0:
            return True
    return False
