"""Telegram's HTML: from what a bot sends to the text and the entities that people see."""

import re
from dataclasses import dataclass, field
from typing import Any

from .refusals import Refusal

_ENTITIES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[^\s>]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)(?P<end>>?)")
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))")
# Telegram knows these four names; any other, such as &nbsp;, stays as it is written.
_REFERENCE = re.compile(r"&(?:(?P<name>lt|gt|amp|quot)(?![a-zA-Z])|#(?P<decimal>\d{1,7})|#x(?P<hex>[\da-fA-F]{1,6}));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


def utf16_length(text: str) -> int:
    """The length of `text` in UTF-16 code units, in which Telegram counts offsets; never less than in code points."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True)
class Formatted:
    """Text as people see it, with Telegram's MessageEntity objects (offsets in UTF-16 units)."""

    text: str
    entities: list[dict[str, Any]] = field(default_factory=list)

    def trimmed(self) -> "Formatted":
        """Without white space at both ends, which Telegram takes off every message."""
        text = self.text.strip()
        cut = utf16_length(self.text[: len(self.text) - len(self.text.lstrip())])
        entities = []
        for entity in self.entities:
            begin = max(entity["offset"] - cut, 0)
            end = min(entity["offset"] + entity["length"] - cut, utf16_length(text))
            if begin < end:
                entities.append({**entity, "offset": begin, "length": end - begin})
        return Formatted(text, entities)


def parse_html(html: str) -> Formatted:
    """Read Telegram's HTML. Raises Refusal ("can't parse entities: …") where Telegram does."""
    text = ""
    entities: list[dict[str, Any]] = []
    opened: list[tuple[str, str, str]] = []  # name, attributes, the text before it
    at = 0
    while at < len(html):
        if html[at] != "<":
            end = html.find("<", at)
            end = len(html) if end < 0 else end
            text += _REFERENCE.sub(_character, html[at:end])
            at = end
            continue
        tag = _TAG.match(html, at)
        assert tag is not None  # every part of it may be empty
        name, offset = tag["name"].lower(), len(html[:at].encode(errors="surrogatepass"))
        at = tag.end()
        if not tag["closing"]:
            if tag.end("name") == len(html):
                raise _unreadable(f"Unclosed start tag at byte offset {offset}")
            if name not in _ENTITIES:
                raise _unreadable(f'Unsupported start tag "{name}" at byte offset {offset}')
            if not tag["end"]:
                raise _unreadable(f"Unclosed start tag at byte offset {offset}")
            opened.append((name, tag["attributes"], text))
            continue
        if not opened:
            raise _unreadable(f"Unexpected end tag at byte offset {offset}")
        if not tag["end"]:
            raise _unreadable(f"Unclosed end tag at byte offset {offset}")
        expected, attributes, before = opened.pop()
        if name not in ("", expected):
            raise _unreadable(f'Unmatched end tag at byte offset {offset}, expected "</{expected}>", found "</{name}>"')
        if text != before:
            begin = utf16_length(before)
            entity = {"type": _ENTITIES[expected], "offset": begin, "length": utf16_length(text) - begin}
            if expected == "a":
                href = _HREF.search(attributes)
                entity["url"] = _REFERENCE.sub(_character, href[href.lastindex or 0]) if href else text[len(before) :]
            entities.append(entity)
    if opened:
        raise _unreadable(f'Can\'t find end tag corresponding to start tag "{opened[-1][0]}"')
    return Formatted(text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def _unreadable(why: str) -> Refusal:
    return Refusal(f"Bad Request: can't parse entities: {why}")


def _character(reference: re.Match[str]) -> str:
    if reference["name"]:
        return _NAMED[reference["name"]]
    code = int(reference["decimal"]) if reference["decimal"] else int(reference["hex"], 16)
    return chr(code) if 0 < code < 0x10FFFF else reference[0]
