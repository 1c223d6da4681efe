"""The terminal for programs: one JSON object a line, in and out."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from bot.desk import Desk, Reply, Visitor
from bot.handed import Kept
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.messages import Message, in_words
from dialogs.text import render


class LineError(ValueError):
    """A line that is no event; the message says what is expected."""


def converse(desk: Desk, visitor: Visitor, lines: Iterable[str], out: TextIO, folder: Path | None = None) -> None:
    """Show where the conversation is, then take a turn for every line, until the lines end.

    A line that is no event is answered with `{"type":"error",…}`; the conversation goes on. When a human being is talking, the
    bot's own reply is `{"type":"silent"}`. What is said unasked comes after it, marked `"unasked":true`; an empty line fetches it.
    Files that messages hand out go into `folder`, if there is one.
    """
    keep = Kept(desk.file, folder)
    _write(out, described(desk.repeat(visitor) or desk.turn(visitor, Arrived()), keep))
    _write_unasked(out, desk, visitor, keep)
    for line in lines:
        if line.strip():
            try:
                _write(out, described(desk.turn(visitor, read(line)), keep))
            except LineError as problem:
                _write(out, [{"type": "error", "error": str(problem)}])
        _write_unasked(out, desk, visitor, keep)


def _write_unasked(out: TextIO, desk: Desk, visitor: Visitor, keep: Kept) -> None:
    """What others said, or what became due, since the last line; an empty line only asks for this."""
    unasked = desk.unasked(visitor)
    _write(out, ({**message, "unasked": True} for message in described(unasked, keep) if message["type"] == "message"))


def read(line: str) -> Event:
    """The event that a line describes: `{"text":…}` or `{"press":VALUE}`. Raises LineError for anything else."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        said = None
    match said:
        case {"text": str(text)} if text.split(maxsplit=1)[:1] == ["/start"]:
            return Arrived(text.strip().removeprefix("/start").strip())
        case {"text": str(text)}:
            return Said(text)
        case {"press": str(data)}:
            try:
                return Pressed.parse(data)
            except ValueError:
                return Pressed("", "", 0, "")  # a button of nobody: the question is shown again
        case _:
            raise LineError('Expected a line like {"text": "Halima"} or {"press": "VALUE OF A BUTTON"}')


def described(reply: Reply, keep: Kept) -> Iterator[dict[str, object]]:
    """The messages of a reply as JSON objects, with where the files that they hand out are kept."""
    if not reply.messages:
        yield {"type": "silent"}
    for message in reply.messages:
        yield {
            "type": "message",
            "text": as_text(message, reply.language),
            "question": message.question,
            "buttons": [
                [{"label": render(button.label, reply.language), "value": button.press.data} for button in row]
                for row in message.buttons
            ],
            "progress": {"answered": message.progress.answered, "of": message.progress.of}
            if message.progress
            else None,
            **({"link": message.qr} if message.qr else {}),
            **({"calendar": message.calendar} if message.calendar else {}),
            **({"file": keep(message, reply.language)} if message.attached else {}),
        }


def as_text(message: Message, language: str) -> str:
    """The words of a message, a blank line between its paragraphs."""
    return in_words(message.lines, lambda line: render(line.text, language))


def _write(out: TextIO, objects: Iterable[dict[str, object]]) -> None:
    for described_object in objects:
        out.write(json.dumps(described_object, ensure_ascii=False) + "\n")
    out.flush()
