"""Messages as JSON, so that they can be kept until somebody can be told. Texts stay texts: they become words at the door.

Every object is written as its kind with what it is made of, `{"Line": {"text": …}}`, and without what is as it is by default:
what gets a new field, with a default, can still be read.
"""

from dataclasses import MISSING, fields
from datetime import date, time
from typing import Any

from dialogs.answers import Json
from dialogs.events import Pressed
from dialogs.messages import Attachment, Button, Line, Message, Progress, Style
from dialogs.text import Listed, Text

OBJECTS = {kind.__name__: kind for kind in (Message, Line, Button, Attachment, Pressed, Progress, Text, Listed)}


def written(message: Message) -> Json:
    """A message as JSON. Raises TypeError when there is something in it that no message can hold."""
    return _written(message)


def read(json: Json) -> Message:
    """The message that was written so. Raises ValueError when it is no message, or of another version of Praktijkgids."""
    try:
        message = _read(json)
    except (KeyError, TypeError, ValueError):
        message = None
    if not isinstance(message, Message):
        raise ValueError("this is no message that can be read")
    return message


def _written(thing: Any) -> Json:
    kind = type(thing)
    if thing is None or kind in (bool, int, str):
        plain: Json = thing
        return plain
    if kind is tuple:
        return [_written(part) for part in thing]
    if kind in (date, time):
        return {kind.__name__: thing.isoformat()}
    if kind is Style:
        return {kind.__name__: thing.value}
    if kind not in OBJECTS.values():
        raise TypeError(f"no message can hold a {kind.__name__}")
    parts = ((field.name, getattr(thing, field.name), field.default) for field in fields(kind))
    return {
        kind.__name__: {name: _written(part) for name, part, default in parts if default is MISSING or part != default}
    }


def _read(json: Json) -> Any:
    if isinstance(json, list):
        return tuple(_read(part) for part in json)
    if not isinstance(json, dict):
        return json
    [(kind, parts)] = json.items()
    match kind, parts:
        case "date", str():
            return date.fromisoformat(parts)
        case "time", str():
            return time.fromisoformat(parts)
        case "Style", str():
            return Style(parts)
        case _, dict():
            return OBJECTS[kind](**{name: _read(part) for name, part in parts.items()})
    raise ValueError(f"no {kind} is written so")
