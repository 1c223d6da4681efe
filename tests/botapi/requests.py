"""Requests as a bot sends them: JSON, a form or multipart, read into one shape."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from aiohttp import BodyPartReader, ClientResponse, MultipartReader, web

from .refusals import Refusal

_JSON = {
    "allowed_updates",
    "caption_entities",
    "commands",
    "entities",
    "link_preview_options",
    "reply_markup",
    "reply_parameters",
    "scope",
}
_WHOLE = {"cache_time", "chat_id", "duration", "limit", "max_connections", "message_id", "offset", "timeout"}
_FLAGS = {"disable_notification", "drop_pending_updates", "protect_content", "show_alert"}


class Call(NamedTuple):
    """A request of the bot: the method's name, and its parameters with numbers, flags, objects and files read."""

    method: str
    params: dict[str, Any]


@dataclass(frozen=True)
class Upload:
    """A file with its name."""

    name: str
    data: bytes
    content_type: str = "application/octet-stream"


async def read_request(request: web.Request) -> dict[str, Any]:
    """The parameters of `request`, from its URL and its body. Raises Refusal when they cannot be read."""
    raw: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        raw |= _object(await request.text())
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                raw[name] = Upload(value.filename, value.file.read(), value.content_type)
                value.file.close()
            else:
                raw[name] = value
    return _typed(raw)


async def read_reply(response: ClientResponse) -> dict[str, Any]:
    """The parameters in an answer to a webhook, which may hold a whole request ("method" and its parameters)."""
    raw: dict[str, Any] = {}
    if response.content_type == "application/json":
        raw = _object(await response.text())
    elif response.content_type.startswith("multipart/"):
        reader = MultipartReader.from_response(response)
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or not part.name:
                continue
            data = bytes(await part.read(decode=True))
            raw[part.name] = Upload(part.filename, data) if part.filename else data.decode()
    return _typed(raw)


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text or "{}")
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise Refusal("Bad Request: can't parse request body JSON object")
    return value


def _typed(raw: Mapping[str, Any]) -> dict[str, Any]:
    params = {name: _value(name, value) for name, value in raw.items()}
    attached = {
        name: value.removeprefix("attach://")
        for name, value in params.items()
        if isinstance(value, str) and value.startswith("attach://")
    }
    for name, key in attached.items():
        params[name] = params.pop(key, None)
    return params


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in _JSON:
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise Refusal(f"Bad Request: can't parse {name} JSON object") from None
    if name in _WHOLE and value.removeprefix("-").isdecimal():
        return int(value)
    if name in _FLAGS:
        return value.lower() in ("true", "yes", "1")
    return value
