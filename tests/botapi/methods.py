"""The methods of the Bot API that answer at once: what each changes, returns and refuses."""

import asyncio
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from . import keyboards
from .chats import BotMessage, Chat
from .markup import Formatted, parse_html, utf16_length
from .refusals import CHAT_NOT_FOUND, LEFT_CHANNEL, LEFT_GROUP, NOT_MODIFIED, QUERY_TOO_OLD, Refusal
from .requests import Upload
from .world import Webhook, World

Params = dict[str, Any]
Method = Callable[[World, Params], Any]

METHODS: dict[str, Method] = {}

_LONGEST_REQUEST = 1 << 15  # bytes, markup included
_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LONGEST_ANSWER = 200


def method(name: str) -> Callable[[Method], Method]:
    """Register a function as the Bot API method `name`; it runs under the world's lock and may raise Refusal."""

    def register(function: Method) -> Method:
        METHODS[name] = function
        return function

    return register


@method("getMe")
def get_me(world: World, params: Params) -> dict[str, Any]:
    abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
    return {**world.bot, **dict.fromkeys(abilities, False), "can_join_groups": True}


@method("sendMessage")
def send_message(world: World, params: Params) -> dict[str, Any]:
    content = _content(params, "text")
    markup = keyboards.read(params.get("reply_markup"))
    chat = _chat(world, params)
    if not content.text:
        raise Refusal("Bad Request: text must be non-empty")
    if utf16_length(content.text) > _LONGEST_TEXT:
        raise Refusal("Bad Request: message is too long")
    return chat.post(content, str(params["text"]), markup, reply_to=_replied(chat, params)).json()


@method("sendDocument")
def send_document(world: World, params: Params) -> dict[str, Any]:
    def document(file: Upload, file_id: dict[str, Any]) -> dict[str, Any]:
        return {"document": {**file_id, "file_name": file.name, "mime_type": file.content_type}}

    return _send_file(world, params, "document", document)


@method("getFile")
def get_file(world: World, params: Params) -> dict[str, Any]:
    file_id = str(params.get("file_id", ""))
    if file_id not in world.files:
        raise Refusal("Bad Request: invalid file_id")
    ids = {"file_id": file_id, "file_unique_id": f"u-{file_id}"}
    return {**ids, "file_size": len(world.files[file_id].data), "file_path": f"documents/{file_id}"}


@method("sendPhoto")
def send_photo(world: World, params: Params) -> dict[str, Any]:
    return _send_file(
        world, params, "photo", lambda file, file_id: {"photo": [{**file_id, "width": 640, "height": 480}]}
    )


@method("sendVoice")
def send_voice(world: World, params: Params) -> dict[str, Any]:
    def voice(file: Upload, file_id: dict[str, Any]) -> dict[str, Any]:
        return {"voice": {**file_id, "duration": params.get("duration", 0), "mime_type": file.content_type}}

    return _send_file(world, params, "voice", voice)


@method("editMessageText")
def edit_message_text(world: World, params: Params) -> dict[str, Any]:
    content = _content(params, "text")
    markup = keyboards.read(params.get("reply_markup"))
    message = _own_message(_chat(world, params), params)
    if message.file:
        raise Refusal("Bad Request: there is no text in the message to edit")
    if not content.text:
        raise Refusal("Bad Request: text must be non-empty")
    if utf16_length(content.text) > _LONGEST_TEXT:
        raise Refusal("Bad Request: MESSAGE_TOO_LONG")
    return _edit(message, content, str(params["text"]), markup)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, params: Params) -> dict[str, Any]:
    markup = keyboards.read(params.get("reply_markup"))
    message = _own_message(_chat(world, params), params)
    return _edit(message, message.content, message.html, markup)


@method("deleteMessage")
def delete_message(world: World, params: Params) -> bool:
    chat = _chat(world, params)
    if chat.received.pop(params.get("message_id", 0), None):
        return True
    message = _message(chat, params)
    if message is None:
        raise Refusal("Bad Request: message to delete not found")
    if message.old:
        raise Refusal("Bad Request: message can't be deleted")
    message.deleted = True
    return True


@method("answerCallbackQuery")
def answer_callback_query(world: World, params: Params) -> bool:
    query_id = str(params.get("callback_query_id"))
    if query_id not in world.open_queries:
        raise Refusal(QUERY_TOO_OLD)
    if len(params.get("text", "")) > _LONGEST_ANSWER:
        raise Refusal("Bad Request: MESSAGE_TOO_LONG")
    world.open_queries.remove(query_id)
    return True


@method("sendChatAction")
def send_chat_action(world: World, params: Params) -> bool:
    actions = ("typing", "record_video", "record_voice", "record_video_note", "choose_sticker", "find_location")
    uploads = ("upload_photo", "upload_video", "upload_voice", "upload_document", "upload_video_note")
    if params.get("action") not in actions + uploads:
        raise Refusal("Bad Request: wrong parameter action in request")
    _chat(world, params)
    return True


@method("leaveChat")
def leave_chat(world: World, params: Params) -> bool:
    chat = _chat(world, params)
    if chat.id > 0:
        raise Refusal("Bad Request: can't leave private chats")
    chat.closed = LEFT_CHANNEL if chat.json()["type"] == "channel" else LEFT_GROUP
    return True


@method("setMyCommands")
def set_my_commands(world: World, params: Params) -> bool:
    commands = params.get("commands") or []
    if len(commands) > 100:
        raise Refusal("Bad Request: BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = command["command"].strip().removeprefix("/"), command["description"].strip()
        if not name:
            raise Refusal("Bad Request: command must be non-empty")
        if len(name) > 32:
            raise Refusal("Bad Request: command length must not exceed 32")
        if not description:
            raise Refusal("Bad Request: command description must be non-empty")
        if len(description) > 256:
            raise Refusal("Bad Request: command description length must not exceed 256")
        if not re.fullmatch(r"[a-z0-9_]+", name):
            raise Refusal("Bad Request: BOT_COMMAND_INVALID")
    return True


@method("setMyDescription")
def set_my_description(world: World, params: Params) -> bool:
    return _described(params.get("description", ""), 512)


@method("setMyShortDescription")
def set_my_short_description(world: World, params: Params) -> bool:
    return _described(params.get("short_description", ""), 120)


@method("setWebhook")
def set_webhook(world: World, params: Params) -> bool:
    url, secret = params.get("url", ""), params.get("secret_token", "")
    if not url:
        delete_webhook(world, params)
        return True
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refusal("Bad Request: invalid webhook URL specified")
    if len(secret) > 256:
        raise Refusal("Bad Request: secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refusal("Bad Request: secret token contains unallowed characters")
    most = min(max(params.get("max_connections", 40), 1), 100)
    delete_webhook(world, params)
    world.webhook = Webhook(url, secret, most, asyncio.Semaphore(most))
    allow(world, params)
    world.news()
    return True


@method("deleteWebhook")
def delete_webhook(world: World, params: Params) -> bool:
    if params.get("drop_pending_updates"):
        world.queue.waiting.clear()
    world.webhook = None
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, params: Params) -> dict[str, Any]:
    hook = world.webhook
    info: dict[str, Any] = {"url": hook.url if hook else "", "has_custom_certificate": False}
    info["pending_update_count"] = len(world.queue.waiting)
    if hook and hook.last_error_date:
        info |= {"last_error_date": hook.last_error_date, "last_error_message": hook.last_error_message}
    if hook:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
    if world.queue.allowed:
        info["allowed_updates"] = world.queue.allowed
    return info


def allow(world: World, params: Params) -> None:
    """Note which kinds of update the bot wants from now on; without the parameter nothing changes."""
    if params.get("allowed_updates") is not None:
        world.queue.allowed = params["allowed_updates"]


def _content(params: Params, name: str) -> Formatted:
    """The text or caption in a request, its markup read, as Telegram keeps it."""
    raw = str(params.get(name, ""))
    if name == "text" and not raw:
        raise Refusal("Bad Request: message text is empty")
    if len(raw.encode(errors="surrogatepass")) > _LONGEST_REQUEST:
        raise Refusal("Bad Request: text is too long")
    match params.get("parse_mode", "").lower():
        case "html":
            return parse_html(raw).trimmed()
        case "" | "none":
            entities = params.get("entities" if name == "text" else "caption_entities")
            return Formatted(raw, entities or []).trimmed()
        case _:
            raise Refusal("Bad Request: unsupported parse_mode")


def _chat(world: World, params: Params) -> Chat:
    if not params.get("chat_id"):
        raise Refusal("Bad Request: chat_id is empty")
    chat = world.chats.get(params["chat_id"])
    if chat is None or chat.closed:
        raise Refusal(chat.closed if chat and chat.closed else CHAT_NOT_FOUND)
    return chat


def _message(chat: Chat, params: Params) -> BotMessage | None:
    return next((message for message in chat.screen if message.message_id == params.get("message_id")), None)


def _own_message(chat: Chat, params: Params) -> BotMessage:
    message = _message(chat, params)
    if params.get("message_id") in chat.received or (message and message.old):
        raise Refusal("Bad Request: message can't be edited")
    if message is None:
        raise Refusal("Bad Request: message to edit not found")
    return message


def _edit(message: BotMessage, content: Formatted, html: str, markup: dict[str, Any] | None) -> dict[str, Any]:
    if (content, markup) == (message.content, message.markup):
        raise Refusal(NOT_MODIFIED)
    message.change(content, html, markup)
    return message.json()


def _replied(chat: Chat, params: Params) -> int | None:
    reply = params.get("reply_parameters") or {}
    message_id = reply.get("message_id")
    there = message_id in chat.received or any(message.message_id == message_id for message in chat.screen)
    if message_id and not there and not reply.get("allow_sending_without_reply"):
        raise Refusal("Bad Request: message to be replied not found")
    return message_id if there else None


def _send_file(
    world: World, params: Params, kind: str, media: Callable[[Upload, dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    caption = _content(params, "caption")
    markup = keyboards.read(params.get("reply_markup"))
    given = params.get(kind)
    if not given:
        raise Refusal(f"Bad Request: there is no {kind} in the request")
    if isinstance(given, Upload):
        file, file_id = given, f"file-{world.serial()}"
        world.files[file_id] = file
    elif given in world.files:
        file, file_id = world.files[given], given
    else:
        raise Refusal("Bad Request: wrong file_id or the file is temporarily unavailable")
    if not file.data:
        raise Refusal("Bad Request: file must be non-empty")
    chat = _chat(world, params)
    if utf16_length(caption.text) > _LONGEST_CAPTION:
        raise Refusal("Bad Request: message caption is too long")
    described = media(file, {"file_id": file_id, "file_unique_id": f"u-{file_id}", "file_size": len(file.data)})
    html = str(params.get("caption", ""))
    return chat.post(caption, html, markup, file, described, _replied(chat, params)).json()


def _described(text: str, most: int) -> bool:
    if len(text) > most:
        raise Refusal("Bad Request: DESCRIPTION_TOO_LONG")
    return True
