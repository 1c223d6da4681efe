"""Buttons under a message: what Telegram refuses, drops or keeps."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from .refusals import Refusal

_ACTIONS = {"callback_game", "copy_text", "login_url", "pay", "web_app"}
_INLINE = {"switch_inline_query", "switch_inline_query_chosen_chat", "switch_inline_query_current_chat"}
_LARGEST = 64  # bytes of callback_data
_ROW = 12  # buttons; the rest of a row is dropped without a word
_MOST = 100  # buttons


@dataclass(frozen=True)
class Button:
    """A button of an inline keyboard: `data` goes back to the bot, `url` opens a page."""

    label: str
    data: str | None = None
    url: str | None = None


def read(markup: Any) -> dict[str, Any] | None:
    """The reply_markup as Telegram keeps it, or None when nothing is left of it. Raises Refusal."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise Refusal("Bad Request: object expected as reply markup")
    if "inline_keyboard" not in markup:
        return markup or None  # a keyboard in place of the letters, or its removal: kept as it is
    rows = [[_button(button) for button in row if button.get("text")][:_ROW] for row in markup["inline_keyboard"]]
    if sum(len(row) for row in rows) > _MOST:
        raise Refusal("Bad Request: reply markup is too long")
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def rows(markup: dict[str, Any] | None) -> list[list[Button]]:
    """The buttons of an inline keyboard, row by row."""
    keyboard = (markup or {}).get("inline_keyboard", [])
    return [[Button(key["text"], key.get("callback_data"), key.get("url")) for key in row] for row in keyboard]


def _button(button: dict[str, Any]) -> dict[str, Any]:
    if button.get("url"):
        _check_url(button["url"])
    elif button.get("callback_data"):
        if len(button["callback_data"].encode()) > _LARGEST:
            raise Refusal("Bad Request: BUTTON_DATA_INVALID")
    elif not (_ACTIONS | _INLINE) & button.keys():
        raise Refusal("Bad Request: Text buttons are unallowed in the inline keyboard")
    return button


def _check_url(url: str) -> None:
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme != "tg" and "." not in (parts.hostname or ""):
        raise Refusal(f"Bad Request: inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
