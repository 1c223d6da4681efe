"""`praktijkgids dialogues`: checking and drawing."""

import sys
from datetime import UTC, datetime

from bot.desk import Knowledge
from bot.mistake import Mistake
from dialogs.check import check
from dialogs.draw import draw
from dialogs.intake import INTAKE
from dialogs.scene import World

DIALOGUES = (INTAKE,)


def dialogues(check_them: bool, draw_them: bool) -> None:
    """Check or draw all dialogues; with neither, list them. Raises Mistake when a check finds faults."""
    faults = 0
    for dialogue in DIALOGUES:
        if draw_them:
            print(draw(dialogue), end="")
        if check_them:
            found = list(dict.fromkeys(check(dialogue, a_world())))
            faults += len(found)
            for fault in found:
                print(f"{dialogue.name}: {fault}", file=sys.stderr)
            print(f"{dialogue.name}: {len(dialogue.questions)} questions, {len(found)} faults")
        if not (check_them or draw_them):
            print(f"{dialogue.name}: {len(dialogue.questions)} questions")
    if faults:
        raise Mistake(f"{faults} faults found")


def a_world() -> World:
    """A world to render dialogues with: all that is shipped, and nothing that is planned."""
    known = Knowledge()
    return World(datetime(2026, 11, 23, 9, tzinfo=UTC), known.catalogue, known.plain, known, known.places)
