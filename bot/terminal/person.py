"""The terminal for people: messages in colour, and options by number."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import segno
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text as Rich

from bot.desk import Desk, Reply, Visitor
from bot.handed import Kept
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.messages import CALENDAR_FILE, Message, Style
from dialogs.text import _, render

LOOKS = {Style.PLAIN: "", Style.STRONG: "bold", Style.QUIET: "dim", Style.ITEM: ""}
HOW = _("Typ je antwoord, of het nummer van een knop. Stoppen: Ctrl-D. Later ga je verder waar je was.")
BYE = _("Tot ziens! Je antwoorden zijn bewaard.")


def converse(
    desk: Desk, visitor: Visitor, console: Console, ask: Callable[[], str], folder: Path | None = None
) -> None:
    """Hold the conversation until `ask` raises EOFError (Ctrl-D) or KeyboardInterrupt. `ask` gives the next typed line.

    Files that messages hand out go into `folder`, if there is one.
    """
    keep = Kept(desk.file, folder)
    reply = desk.turn(visitor, Arrived())
    console.print(Rich(render(HOW, reply.language), style="dim"))
    buttons = show(reply, console, keep)
    while True:
        unasked = desk.unasked(visitor)
        if unasked.messages:
            buttons = show(unasked, console, keep)
        try:
            typed = ask().strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            console.print(Rich(render(BYE, reply.language), style="dim"))
            return
        if typed:
            reply = desk.turn(visitor, hear(typed, buttons))
            buttons = show(reply, console, keep)


def hear(typed: str, buttons: list[Pressed]) -> Event:
    """What typed words mean: the number of a button that is shown, or something said."""
    if typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1]
    if typed.split(maxsplit=1)[0] == "/start":
        return Arrived(typed.removeprefix("/start").strip())
    return Said(typed)


def show(reply: Reply, console: Console, keep: Kept) -> list[Pressed]:
    """Print the messages of a reply; gives back the buttons of the last one, in the order of their numbers."""
    for message in reply.messages:
        console.print()
        _show(message, reply.language, console, keep)
    return [button.press for row in reply.messages[-1].buttons for button in row] if reply.messages else []


def _show(message: Message, language: str, console: Console, keep: Kept) -> None:
    if message.progress and message.question:
        done = message.progress
        console.print(f"[dim]{'●' * done.answered}{'○' * (done.of - done.answered)}[/]")
    for before, line in zip((None, *message.lines), message.lines, strict=False):
        if before and not before.style is line.style is Style.ITEM:
            console.print()
        console.print(Rich(render(line.text, language), style=LOOKS[line.style]))
    if message.qr:
        picture = StringIO()
        segno.make(message.qr, micro=False).terminal(out=picture, compact=True)
        console.print(Rich(picture.getvalue()))
    if message.calendar:
        console.print(f"📎 {CALENDAR_FILE}")
    if message.attached and (kept := keep(message, language)):
        console.print(Rich(f"📎 {kept}"))
    number = 0
    for row in message.buttons:
        labels = []
        for button in row:
            number += 1
            labels.append(f"[cyan]{number}[/] {escape(render(button.label, language))}")
        console.print(Padding("   ".join(labels), (0, 2)))
