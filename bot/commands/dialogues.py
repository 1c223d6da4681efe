"""`praktijkgids dialogues`: checking and drawing."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.knowledge import Knowledge
from bot.mistake import Mistake
from dialogs.check import Fault, check, check_together
from dialogs.dialogues import DIALOGUES
from dialogs.draw import draw
from dialogs.scene import World


def dialogues(check_them: bool, draw_them: bool) -> None:
    """Check or draw all dialogues; with neither, list them. Raises Mistake when a check finds faults."""
    if draw_them:
        print("\n".join(map(draw, DIALOGUES)), end="")
    if not (check_them or draw_them):
        for dialogue in DIALOGUES:
            print(f"{dialogue.name}: {len(dialogue.questions)} questions")
    if check_them:
        faults = 0
        for dialogue in DIALOGUES:
            found = _told(dialogue.name, check(dialogue, a_world()))
            print(f"{dialogue.name}: {len(dialogue.questions)} questions, {found} faults")
            faults += found
        found = _told("together", check_together(DIALOGUES))
        print(f"together: {len(DIALOGUES)} dialogues, {found} faults")
        if faults + found:
            raise Mistake(f"{faults + found} faults found")


def _told(whose: str, found: Sequence[Fault]) -> int:
    """Say each fault once; gives back how many there are."""
    distinct = dict.fromkeys(found)
    for fault in distinct:
        print(f"{whose}: {fault}", file=sys.stderr)
    return len(distinct)


def a_world() -> World:
    """A world to render dialogues with: all that is shipped, and nothing that is planned."""
    known = Knowledge()
    return World(datetime(2026, 11, 23, 9, tzinfo=UTC), known.catalogue, known.plain, known, known.places)
