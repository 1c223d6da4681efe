"""The local Bot API server behaves as Telegram does, as seen by aiogram and over plain HTTP."""

import asyncio
import contextlib
import html
import json
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self, TypeVar

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    DeleteMessage,
    DeleteWebhook,
    EditMessageReplyMarkup,
    EditMessageText,
    GetMe,
    GetUpdates,
    GetWebhookInfo,
    LeaveChat,
    SendChatAction,
    SendDice,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVoice,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
    Update,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import ClientSession, FormData, web
from hypothesis import given
from hypothesis import strategies as st

from tests.botapi import BotApi, BotMessage, Group, Person
from tests.botapi.markup import parse_html, utf16_length
from tests.botapi.refusals import Refusal

Answer = TypeVar("Answer")


# What the tests stand on


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def session(runner: asyncio.Runner) -> Iterator[AiohttpSession]:
    session = AiohttpSession()
    yield session
    runner.run(session.close())


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as api:
        yield api


class Asker:
    """A real aiogram Bot, for synchronous tests."""

    def __init__(self, api: BotApi, session: AiohttpSession, runner: asyncio.Runner) -> None:
        session.api = TelegramAPIServer.from_base(api.url)
        self.api, self.session, self.runner = api, session, runner
        self.bot = Bot(api.token, session=session)

    def __call__(self, method: TelegramMethod[Answer]) -> Answer:
        return self.runner.run(self._ask(method))

    async def _ask(self, method: TelegramMethod[Answer]) -> Answer:
        return await self.bot(method, request_timeout=5)

    def refused(self, method: TelegramMethod[Any], kind: type[TelegramAPIError] = TelegramBadRequest) -> str:
        with pytest.raises(kind) as refusal:
            self(method)
        return refusal.value.message

    def plainly(self, path: str, **request: Any) -> tuple[int, dict[str, str], Any]:
        """Ask over plain HTTP: the status, the headers and the JSON of the answer."""

        async def ask() -> tuple[int, dict[str, str], Any]:
            async with (
                ClientSession() as http,
                http.post(f"{self.api.url}/bot{self.api.token}/{path}", **request) as got,
            ):
                return got.status, dict(got.headers), await got.json()

        return self.runner.run(ask())


@pytest.fixture
def ask(api: BotApi, session: AiohttpSession, runner: asyncio.Runner) -> Asker:
    return Asker(api, session, runner)


@pytest.fixture
def halima(api: BotApi) -> Person:
    """Somebody who wrote to the bot."""
    halima = api.person(first_name="Halima", language_code="nl")
    halima.says("hoi")
    return halima


def keyboard(**buttons: str) -> InlineKeyboardMarkup:
    """One row of buttons: label and data."""
    row = [InlineKeyboardButton(text=label, callback_data=data) for label, data in buttons.items()]
    return InlineKeyboardMarkup(inline_keyboard=[row])


YES_OR_NO = keyboard(Ja="y", Nee="n")


# Requests and answers


def test_the_bot_gets_to_know_itself(ask: Asker) -> None:
    me = ask(GetMe())
    assert (me.id, me.is_bot) == (42, True)


@pytest.mark.parametrize("kind", ["json", "form", "multipart", "url"])
def test_requests_come_as_json_form_multipart_or_url(ask: Asker, halima: Person, kind: str) -> None:
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    fields = {"chat_id": str(halima.id), "text": "Dag", "reply_markup": json.dumps(markup)}
    form = FormData(default_to_multipart=True)
    for name, value in fields.items():
        form.add_field(name, value)
    requests: dict[str, dict[str, Any]] = {
        "json": {"json": {"chat_id": halima.id, "text": "Dag", "reply_markup": markup}},
        "form": {"data": fields},
        "multipart": {"data": form},
        "url": {"params": fields},
    }
    status, _, answer = ask.plainly("sendMessage", **requests[kind])
    assert (status, answer["ok"], answer["result"]["text"]) == (200, True, "Dag")
    assert ask.api.calls == [("sendMessage", {"chat_id": halima.id, "text": "Dag", "reply_markup": markup})]
    assert halima.last.labels == ["Ja"]


def test_the_name_of_a_method_may_be_written_in_any_case(ask: Asker) -> None:
    assert ask.plainly("GETME")[0] == 200
    assert ask.api.calls == [("getMe", {})]


def test_a_refusal_has_the_real_status_and_says_it_again(ask: Asker) -> None:
    status, _, answer = ask.plainly("sendMessage", json={"text": "Dag", "chat_id": 5})
    assert status == 400
    assert answer == {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}


def test_a_request_that_is_no_json_is_refused(ask: Asker) -> None:
    headers = {"Content-Type": "application/json"}
    assert ask.plainly("sendMessage", data="{", headers=headers)[0] == 400
    assert ask.plainly("sendMessage", json={"chat_id": 1, "text": "a", "reply_markup": "{"})[0] == 400


def test_an_unknown_method_is_not_found(ask: Asker) -> None:
    assert ask.refused(SendDice(chat_id=1), TelegramNotFound) == "Not Found: method not found"


def test_an_unknown_path_is_not_found(ask: Asker) -> None:
    assert ask.plainly("sendMessage/more")[0] == 404


def test_a_wrong_token_is_unauthorized(ask: Asker) -> None:
    ask.bot = Bot("42:WRONG", session=ask.session)
    assert ask.refused(GetMe(), TelegramUnauthorizedError) == "Unauthorized"


# Messages


def test_a_message_is_kept_as_sent_and_as_seen(ask: Asker, halima: Person) -> None:
    text = "<b>Dag</b> Halima &amp; co, <a href='https://sbb.nl'>lees</a>"
    sent = ask(SendMessage(chat_id=halima.id, text=text, parse_mode=ParseMode.HTML, reply_markup=YES_OR_NO))
    shown = halima.last
    assert (shown.text, shown.html, shown.labels) == ("Dag Halima & co, lees", text, ["Ja", "Nee"])
    assert shown.message_id == sent.message_id
    assert sent.html_text == '<b>Dag</b> Halima &amp; co, <a href="https://sbb.nl">lees</a>'
    assert [[(button.label, button.data) for button in row] for row in shown.buttons] == [[("Ja", "y"), ("Nee", "n")]]


def test_white_space_around_a_message_is_taken_off(ask: Asker, halima: Person) -> None:
    sent = ask(SendMessage(chat_id=halima.id, text="\n <b> Dag </b>\n", parse_mode=ParseMode.HTML))
    assert sent.html_text == "<b>Dag</b>"


def test_an_edit_changes_the_message_and_remembers_what_it_said(ask: Asker, halima: Person) -> None:
    first = ask(SendMessage(chat_id=halima.id, text="Een", reply_markup=YES_OR_NO))
    ask(EditMessageText(chat_id=halima.id, message_id=first.message_id, text="Twee", reply_markup=YES_OR_NO))
    ask(EditMessageText(chat_id=halima.id, message_id=first.message_id, text="Drie"))
    assert len(halima.screen) == 1
    assert (halima.last.text, halima.last.edits, halima.last.labels) == ("Drie", ["Een", "Twee"], [])


def test_the_buttons_of_a_message_can_be_changed_alone(ask: Asker, halima: Person) -> None:
    first = ask(SendMessage(chat_id=halima.id, text="Een", reply_markup=YES_OR_NO))
    edited = ask(EditMessageReplyMarkup(chat_id=halima.id, message_id=first.message_id))
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup, halima.last.labels, halima.last.edits) == ("Een", None, [], [])


def test_a_deleted_message_is_no_longer_on_the_screen(ask: Asker, halima: Person) -> None:
    first = ask(SendMessage(chat_id=halima.id, text="Een"))
    ask(SendMessage(chat_id=halima.id, text="Twee"))
    assert ask(DeleteMessage(chat_id=halima.id, message_id=first.message_id))
    assert [message.text for message in halima.screen] == ["Twee"]
    assert ask.refused(DeleteMessage(chat_id=halima.id, message_id=first.message_id)) == (
        "Bad Request: message to delete not found"
    )


def test_files_are_kept_and_can_be_sent_again_by_their_id(ask: Asker, halima: Person) -> None:
    file = BufferedInputFile(b"%PDF", filename="Intake.pdf")
    sent = ask(SendDocument(chat_id=halima.id, document=file, caption="Jouw <i>intake</i>", parse_mode=ParseMode.HTML))
    assert sent.document and sent.caption == "Jouw intake"
    assert halima.last.file and (halima.last.file.name, halima.last.file.data) == ("Intake.pdf", b"%PDF")
    ask(SendDocument(chat_id=halima.id, document=sent.document.file_id))
    assert halima.last.file.data == b"%PDF"
    ask(SendPhoto(chat_id=halima.id, photo=BufferedInputFile(b"jpg", filename="p.jpg")))
    ask(SendVoice(chat_id=halima.id, voice=BufferedInputFile(b"ogg", filename="v.ogg")))
    assert [message.file.data for message in halima.screen if message.file] == [b"%PDF", b"%PDF", b"jpg", b"ogg"]


def test_a_bot_can_show_that_it_types_and_describe_itself(ask: Asker, halima: Person) -> None:
    assert ask(SendChatAction(chat_id=halima.id, action="typing"))
    assert ask(SetMyCommands(commands=[BotCommand(command="start", description="Begin")]))
    assert ask(SetMyDescription(description="Ik help je kiezen."))
    assert ask(SetMyShortDescription(short_description="Ik help je kiezen."))
    assert [call.method for call in ask.api.calls_of("setMyCommands", "sendChatAction")] == [
        "sendChatAction",
        "setMyCommands",
    ]


def test_a_message_id_is_unique_in_its_chat_only(ask: Asker, halima: Person) -> None:
    arthur = ask.api.person("Arthur")
    arthur.says("hoi")
    sent = [ask(SendMessage(chat_id=chat.id, text="Dag")).message_id for chat in (halima, arthur)]
    assert sent[0] == sent[1]


# Refusals

ON_SEND: dict[str, dict[str, Any]] = {
    "message text is empty": {"text": ""},
    "text must be non-empty": {"text": " \n "},
    "message is too long": {"text": "a" * 4097},
    "text is too long": {"text": "<b></b>" * 5000, "parse_mode": "HTML"},
    "unsupported parse_mode": {"text": "a", "parse_mode": "BBCode"},
    "can't parse entities: Can't find end tag corresponding to start tag \"b\"": {"text": "<b>a"},
    'can\'t parse entities: Unsupported start tag "3" at byte offset 4': {"text": "I é<3 u"},
    'can\'t parse entities: Unmatched end tag at byte offset 5, expected "</b>", found "</i>"': {"text": "<b>ab</i>"},
    "can't parse entities: Unexpected end tag at byte offset 1": {"text": "a</b>"},
    "can't parse entities: Unclosed start tag at byte offset 0": {"text": "<b"},
    "BUTTON_DATA_INVALID": {"reply_markup": keyboard(Ja="ي" * 33)},
    "Text buttons are unallowed in the inline keyboard": {"reply_markup": keyboard(Ja="")},
    "reply markup is too long": {"reply_markup": InlineKeyboardMarkup(inline_keyboard=YES_OR_NO.inline_keyboard * 51)},
    "inline keyboard button URL 'http://localhost/' is invalid: Wrong HTTP URL": {
        "reply_markup": InlineKeyboardMarkup(
            inline_keyboard=[[InlineKeyboardButton(text="Lees", url="http://localhost/")]]
        )
    },
    "message to be replied not found": {"reply_parameters": ReplyParameters(message_id=99)},
}


@pytest.mark.parametrize("reason", ON_SEND)
def test_a_message_that_telegram_would_not_send_is_refused(ask: Asker, halima: Person, reason: str) -> None:
    fields = {"text": "Dag", "parse_mode": "HTML", **ON_SEND[reason]}
    assert ask.refused(SendMessage.model_validate({"chat_id": halima.id, **fields})) == f"Bad Request: {reason}"
    assert halima.screen == []


@pytest.mark.parametrize("text", ["a" * 4096, "<b>" + "a" * 4090 + "</b>&amp;&#128077;", "👍" * 2048])
def test_the_length_is_counted_without_markup(ask: Asker, halima: Person, text: str) -> None:
    assert ask(SendMessage(chat_id=halima.id, text=text, parse_mode=ParseMode.HTML))


def test_the_length_is_counted_in_utf16_too(ask: Asker, halima: Person) -> None:
    assert ask.refused(SendMessage(chat_id=halima.id, text="👍" * 2049)) == "Bad Request: message is too long"


def test_callback_data_may_be_64_bytes(ask: Asker, halima: Person) -> None:
    ask(SendMessage(chat_id=halima.id, text="Dag", reply_markup=keyboard(Ja="ي" * 32)))
    assert halima.last.buttons[0][0].data == "ي" * 32


def test_a_caption_has_its_own_length(ask: Asker, halima: Person) -> None:
    document = BufferedInputFile(b"a", filename="a.txt")
    assert ask.refused(SendDocument(chat_id=halima.id, document=document, caption="a" * 1025)) == (
        "Bad Request: message caption is too long"
    )


@pytest.mark.parametrize(
    "document, reason",
    [
        ("", "there is no document in the request"),
        ("nonsense", "wrong file_id or the file is temporarily unavailable"),
        (BufferedInputFile(b"", filename="a.txt"), "file must be non-empty"),
    ],
)
def test_a_file_that_is_not_there_is_refused(ask: Asker, halima: Person, document: Any, reason: str) -> None:
    assert ask.refused(SendDocument(chat_id=halima.id, document=document)) == f"Bad Request: {reason}"


def test_an_edit_that_changes_nothing_is_refused(ask: Asker, halima: Person) -> None:
    sent = ask(SendMessage(chat_id=halima.id, text="Dag", reply_markup=YES_OR_NO))
    reason = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message"
    )
    where: dict[str, Any] = {"chat_id": halima.id, "message_id": sent.message_id, "reply_markup": YES_OR_NO}
    assert ask.refused(EditMessageText(text="Dag ", **where)) == reason
    assert ask.refused(EditMessageReplyMarkup(**where)) == reason


def test_only_an_own_text_that_is_there_can_be_edited(ask: Asker, halima: Person) -> None:
    def refused(message_id: int, text: str = "Nieuw") -> str:
        return ask.refused(EditMessageText(chat_id=halima.id, message_id=message_id, text=text))

    assert refused(99) == "Bad Request: message to edit not found"
    assert refused(next(iter(halima.received))) == "Bad Request: message can't be edited"
    file = ask(SendDocument(chat_id=halima.id, document=BufferedInputFile(b"a", filename="a.txt")))
    assert refused(file.message_id) == "Bad Request: there is no text in the message to edit"
    text = ask(SendMessage(chat_id=halima.id, text="Dag"))
    assert refused(text.message_id, "a" * 4097) == "Bad Request: MESSAGE_TOO_LONG"
    halima.last.old = True
    assert refused(text.message_id) == "Bad Request: message can't be edited"
    halima.last.deleted = True
    assert refused(text.message_id) == "Bad Request: message to edit not found"


def test_the_bot_cannot_write_first(ask: Asker) -> None:
    stranger = ask.api.person("Arthur")
    assert ask.refused(SendMessage(chat_id=stranger.id, text="Dag")) == "Bad Request: chat not found"
    stranger.starts("CODE")
    assert ask(SendMessage(chat_id=stranger.id, text="Dag"))


def test_who_blocked_the_bot_cannot_be_reached_until_they_unblock_it(ask: Asker, halima: Person) -> None:
    reason = "Forbidden: bot was blocked by the user"
    halima.blocks()
    assert ask.refused(SendMessage(chat_id=halima.id, text="Dag"), TelegramForbiddenError) == reason
    with pytest.raises(AssertionError, match="cannot write"):
        halima.says("hoi")
    halima.unblocks()
    assert ask(SendMessage(chat_id=halima.id, text="Dag"))


def test_who_left_telegram_cannot_be_reached(ask: Asker, halima: Person) -> None:
    halima.deletes_account()
    reason = ask.refused(SendMessage(chat_id=halima.id, text="Dag"), TelegramForbiddenError)
    assert reason == "Forbidden: user is deactivated"


def test_a_bot_can_leave_a_group_but_not_a_person(ask: Asker, halima: Person) -> None:
    group = ask.api.group("Werkcentrum")
    assert ask(SendMessage(chat_id=group.id, text="Dag allemaal"))
    assert ask(LeaveChat(chat_id=group.id))
    assert ask.refused(SendMessage(chat_id=group.id, text="Dag"), TelegramForbiddenError) == (
        "Forbidden: bot is not a member of the supergroup chat"
    )
    assert ask.refused(LeaveChat(chat_id=halima.id)) == "Bad Request: can't leave private chats"


@pytest.mark.parametrize(
    "command, description, reason",
    [
        ("a" * 33, "Begin", "command length must not exceed 32"),
        ("/", "Begin", "command must be non-empty"),
        ("Begin!", "Begin", "BOT_COMMAND_INVALID"),
        ("start", " ", "command description must be non-empty"),
        ("start", "a" * 257, "command description length must not exceed 256"),
    ],
)
def test_commands_must_be_well_formed(ask: Asker, command: str, description: str, reason: str) -> None:
    commands = [BotCommand(command=command, description=description)]
    assert ask.refused(SetMyCommands(commands=commands)) == f"Bad Request: {reason}"


# Taps

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def tapped(api: BotApi, update_id: int) -> str:
    """The id of a tap."""
    return str(api.updates[update_id]["callback_query"]["id"])


def test_a_tap_is_answered_once(ask: Asker, halima: Person) -> None:
    ask(SendMessage(chat_id=halima.id, text="Dag", reply_markup=YES_OR_NO))
    answer = AnswerCallbackQuery(callback_query_id=tapped(ask.api, halima.presses("Ja")))
    assert ask(answer)
    assert ask.refused(answer) == TOO_OLD


def test_a_tap_that_is_too_old_cannot_be_answered(ask: Asker, halima: Person) -> None:
    ask(SendMessage(chat_id=halima.id, text="Dag", reply_markup=YES_OR_NO))
    tap = halima.presses("Ja")
    ask.api.expire_queries()
    assert ask.refused(AnswerCallbackQuery(callback_query_id=tapped(ask.api, tap))) == TOO_OLD


def test_a_button_is_looked_for_in_the_newest_message_that_has_it(ask: Asker, halima: Person) -> None:
    for text, markup in (("Een", YES_OR_NO), ("Twee", YES_OR_NO), ("Drie", keyboard(Verder="v"))):
        ask(SendMessage(chat_id=halima.id, text=text, reply_markup=markup))

    def tap(update_id: int) -> tuple[str, str]:
        query = ask.api.updates[update_id]["callback_query"]
        return query["message"]["text"], query["data"]

    first = halima.screen[0]
    assert tap(halima.presses("Nee")) == ("Twee", "n")
    assert tap(halima.presses("Nee", message=first)) == ("Een", "n")
    assert tap(halima.presses_data("forged", first)) == ("Een", "forged")
    with pytest.raises(AssertionError, match=r"(?s)No button \[Misschien\].*Drie\n    \[Verder\]"):
        halima.presses("Misschien")


def test_anybody_in_a_group_can_press_a_button(ask: Asker) -> None:
    group, arthur = ask.api.group("Werkcentrum"), ask.api.person("Arthur")
    ask(SendMessage(chat_id=group.id, text="Wie?", reply_markup=YES_OR_NO))
    update = Update.model_validate(ask.api.updates[group.presses(arthur, "Ja")])
    query = update.callback_query
    assert query and isinstance(query.message, Message)
    assert (query.from_user.first_name, query.message.chat.title, query.data) == ("Arthur", "Werkcentrum", "y")


def test_a_tap_under_an_old_message_comes_without_its_text(ask: Asker, halima: Person) -> None:
    ask(SendMessage(chat_id=halima.id, text="Dag", reply_markup=YES_OR_NO))
    halima.last.old = True
    update = Update.model_validate(ask.api.updates[halima.presses("Ja")])
    assert update.callback_query and isinstance(update.callback_query.message, InaccessibleMessage)


# What people do


def pressed(person: Person) -> int:
    message = BotMessage(person, 5, 1, parse_html("Dag"), "Dag", YES_OR_NO.model_dump(exclude_none=True))
    return person.presses_data("y", message)


DEEDS: dict[str, tuple[str, Callable[[Person, Group], int]]] = {
    "text": ("message", lambda person, group: person.says("hoi")),
    "start": ("message", lambda person, group: person.starts("CODE")),
    "photo": ("message", lambda person, group: person.sends_photo("Mijn diploma")),
    "sticker": ("message", lambda person, group: person.sends_sticker()),
    "voice": ("message", lambda person, group: person.sends_voice()),
    "location": ("message", lambda person, group: person.sends_location()),
    "contact": ("message", lambda person, group: person.sends_contact()),
    "dice": ("message", lambda person, group: person.sends(dice={"emoji": "🎲", "value": 4})),
    "edit": ("edited_message", lambda person, group: person.edits(1, "hallo")),
    "tap": ("callback_query", lambda person, group: pressed(person)),
    "block": ("my_chat_member", lambda person, group: person.blocks()),
    "unblock": ("my_chat_member", lambda person, group: person.unblocks()),
    "group": ("message", lambda person, group: group.says(person, "/start")),
    "added": ("my_chat_member", lambda person, group: group.adds_bot(person)),
    "removed": ("my_chat_member", lambda person, group: group.removes_bot(person)),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_every_deed_is_an_update_that_aiogram_reads(api: BotApi, halima: Person, deed: str) -> None:
    kind, act = DEEDS[deed]
    update = Update.model_validate(api.updates[act(halima, api.group())])
    event: Any = update.event
    assert update.event_type == kind
    assert event.from_user.language_code == "nl" and event.from_user.id == halima.id


def test_a_post_in_a_channel_comes_from_nobody(api: BotApi) -> None:
    update = Update.model_validate(api.updates[api.channel("Nieuws").posts("Let op")])
    assert update.channel_post and update.channel_post.chat.type == "channel" and not update.channel_post.from_user


def test_a_start_carries_its_code_and_its_entity(api: BotApi) -> None:
    message = api.updates[api.person().starts("AbC-1")]["message"]
    assert message["text"] == "/start AbC-1"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


def test_an_edit_keeps_the_number_of_the_message(api: BotApi, halima: Person) -> None:
    first = api.updates[halima.says("/16")]["message"]
    second = api.updates[halima.edits(first["message_id"], "17")]["edited_message"]
    assert (second["message_id"], second["text"], second["date"]) == (first["message_id"], "17", first["date"])
    assert "entities" not in second and second["edit_date"]


def test_a_very_long_text_comes_in_several_messages(api: BotApi, halima: Person) -> None:
    before = len(api.updates)
    halima.says("a" * 10_000)
    assert [len(update["message"]["text"]) for update in list(api.updates.values())[before:]] == [4096, 4096, 1808]


def test_waiting_ends_as_soon_as_the_screen_is_right(ask: Asker, halima: Person) -> None:
    found: list[BotMessage] = []
    waiting = threading.Thread(target=lambda: found.append(halima.waits_for("Twee")))
    waiting.start()
    ask(SendMessage(chat_id=halima.id, text="Een"))
    ask(SendMessage(chat_id=halima.id, text="Twee"))
    waiting.join(timeout=5)
    assert found == [halima.last]
    assert halima.waits_for(2) is halima.waits_for(lambda screen: screen[0].text == "Een")


def test_waiting_in_vain_shows_the_screen(ask: Asker, halima: Person) -> None:
    ask(SendMessage(chat_id=halima.id, text="Dag", reply_markup=YES_OR_NO))
    with pytest.raises(AssertionError, match=r"(?s)'Hoe oud' did not come.*Halima sees:.*Dag\n    \[Ja\] \[Nee\]"):
        halima.waits_for("Hoe oud", timeout=0.01)


# Polling


def test_updates_come_in_order_until_confirmed(ask: Asker, halima: Person) -> None:
    second, third = halima.says("2"), halima.says("3")
    assert [update.update_id for update in ask(GetUpdates(limit=2))] == [second - 1, second]
    assert len(ask(GetUpdates())) == 3
    assert [update.update_id for update in ask(GetUpdates(offset=third))] == [third]
    assert [update.update_id for update in ask(GetUpdates())] == [third]
    assert ask(GetUpdates(offset=third + 1)) == []


def test_a_negative_offset_keeps_only_the_last(ask: Asker, halima: Person) -> None:
    last = [halima.says("2"), halima.says("3")][-1]
    assert [update.update_id for update in ask(GetUpdates(offset=-1))] == [last]
    assert len(ask(GetUpdates())) == 1


def test_a_poll_waits_for_an_update_and_ends_at_once(ask: Asker) -> None:
    person = ask.api.person()

    async def poll() -> list[Update]:
        polling = asyncio.create_task(ask.bot(GetUpdates(timeout=50)))
        await asyncio.to_thread(ask.api.waits_until, lambda: ask.api.calls)
        person.says("hoi")
        return await polling

    assert [update.event_type for update in ask.runner.run(poll())] == ["message"]


def test_a_poll_ends_empty_after_its_time(ask: Asker) -> None:
    assert ask(GetUpdates(timeout=1)) == []


def test_of_two_polls_the_older_is_terminated(ask: Asker) -> None:
    async def polls() -> list[Any]:
        older = asyncio.create_task(ask.bot(GetUpdates(timeout=50)))
        await asyncio.to_thread(ask.api.waits_until, lambda: len(ask.api.calls) == 1)
        newer = asyncio.create_task(ask.bot(GetUpdates(timeout=50)))
        await asyncio.wait([older])
        ask.api.person().says("hoi")
        return [*await asyncio.gather(older, newer, return_exceptions=True)]

    older, newer = ask.runner.run(polls())
    assert isinstance(older, TelegramConflictError)
    assert older.message == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    assert len(newer) == 1


def test_a_webhook_terminates_a_poll_and_prevents_the_next(ask: Asker) -> None:
    async def poll() -> Any:
        polling = asyncio.create_task(ask.bot(GetUpdates(timeout=50)))
        await asyncio.to_thread(ask.api.waits_until, lambda: ask.api.calls)
        await ask.bot(SetWebhook(url="https://bot.example/"))
        return (await asyncio.gather(polling, return_exceptions=True))[0]

    ended = ask.runner.run(poll())
    assert isinstance(ended, TelegramConflictError)
    assert ended.message == "Conflict: terminated by setWebhook request"
    assert ask.refused(GetUpdates(), TelegramConflictError).startswith(
        "Conflict: can't use getUpdates method while webhook is active"
    )
    ask(DeleteWebhook())
    assert ask(GetUpdates()) == []


def test_the_bot_may_ask_for_some_kinds_of_updates_only(ask: Asker, halima: Person) -> None:
    ask(GetUpdates(allowed_updates=["my_chat_member"]))
    halima.says("2")
    blocked = halima.blocks()
    updates = ask(GetUpdates(allowed_updates=["my_chat_member"]))
    assert [update.update_id for update in updates] == [min(ask.api.updates), blocked]


def test_an_update_can_come_again_after_it_was_confirmed(ask: Asker, halima: Person) -> None:
    again = min(ask.api.updates)
    later = halima.says("2")
    assert ask(GetUpdates(offset=later + 1)) == []
    ask.api.repeat_update(again)
    assert [update.update_id for update in ask(GetUpdates(offset=later + 1))] == [again]
    assert ask(GetUpdates(offset=again + 1)) == []
    ask.api.settled()


def test_an_update_may_be_anything(ask: Asker) -> None:
    update_id = ask.api.raw_update({"message": {"text": 7}})
    with pytest.raises(ClientDecodeError):
        ask(GetUpdates())
    assert ask.plainly("getUpdates")[2]["result"] == [{"update_id": update_id, "message": {"text": 7}}]


def test_waiting_for_what_the_bot_never_takes_names_it(api: BotApi, halima: Person) -> None:
    with pytest.raises(AssertionError, match=r"Not taken: .*'text': 'hoi'"):
        api.settled(timeout=0.01)


@contextlib.contextmanager
def polling_bot(api: BotApi) -> Iterator[None]:
    """A bot of aiogram's that polls, in a thread of its own, and says everything again."""
    dispatcher = Dispatcher()
    running: Future[asyncio.AbstractEventLoop] = Future()

    @dispatcher.message()
    async def say_again(message: Message) -> None:
        await message.answer(f"Je zei: {message.text}")

    async def poll() -> None:
        running.set_result(asyncio.get_running_loop())
        async with Bot(api.token, session=AiohttpSession(api=TelegramAPIServer.from_base(api.url))) as bot:
            await dispatcher.start_polling(bot, handle_signals=False, polling_timeout=50)

    thread = threading.Thread(target=lambda: asyncio.run(poll()))
    thread.start()
    yield
    asyncio.run_coroutine_threadsafe(dispatcher.stop_polling(), running.result()).result(timeout=5)
    thread.join(timeout=5)


def test_a_bot_that_polls_talks_with_several_people(api: BotApi) -> None:
    halima, arthur = api.person("Halima"), api.person("Arthur")
    with polling_bot(api):
        halima.says("hoi")
        halima.waits_for("Je zei: hoi")
        arthur.says("dag")
        arthur.says("nog iets")
        arthur.waits_for(2)
        api.settled()
    assert [message.text for message in halima.screen] == ["Je zei: hoi"]
    assert sorted(message.text for message in arthur.screen) == ["Je zei: dag", "Je zei: nog iets"]


# Webhook


class Receiver(ThreadingHTTPServer):
    """A webhook that writes down what it gets.

    It answers an update with the next status planned for it (None: hangs up), or with 200; a closed `gate` holds all
    answers up.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Reception)
        self.url = f"http://127.0.0.1:{self.server_port}/hook"
        self.got: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.plans: dict[int, list[int | None]] = {}
        self.reply = "{}"
        self.gate = threading.Event()
        self.gate.set()
        self.arrived = threading.Condition()

    def __enter__(self) -> Self:
        threading.Thread(target=lambda: self.serve_forever(poll_interval=0.01)).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.gate.set()
        self.shutdown()
        self.server_close()

    def receive(self, update: dict[str, Any], secret: str | None) -> int | None:
        with self.arrived:
            self.got.append(update)
            self.secrets.add(secret)
            self.arrived.notify_all()
            plan = self.plans.get(update["update_id"])
            status = plan.pop(0) if plan else 200
        self.gate.wait(timeout=5)
        return status

    def waits_for(self, count: int) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.got) >= count, timeout=5)

    @property
    def ids(self) -> list[int]:
        return [update["update_id"] for update in self.got]


class Reception(BaseHTTPRequestHandler):
    """One request to a Receiver."""

    def do_POST(self) -> None:
        assert isinstance(self.server, Receiver)
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.receive(update, self.headers["X-Telegram-Bot-Api-Secret-Token"])
        if status is not None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(self.server.reply.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing, to keep the output of the tests clean."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def test_a_webhook_gets_updates_in_order_with_its_secret(ask: Asker, halima: Person, receiver: Receiver) -> None:
    ask(SetWebhook(url=receiver.url, secret_token="geheim-1"))
    last = [halima.says(str(number)) for number in range(5)][-1]
    ask.api.settled()
    assert receiver.ids == list(range(min(ask.api.updates), last + 1))
    assert receiver.secrets == {"geheim-1"}


@pytest.mark.parametrize("failures", [[500, 302, 404], [None, None]])
def test_an_update_comes_until_it_is_accepted(
    ask: Asker, halima: Person, receiver: Receiver, failures: list[int | None]
) -> None:
    first = min(ask.api.updates)
    receiver.plans[first] = [*failures]
    second = halima.says("2")
    ask(SetWebhook(url=receiver.url))
    ask.api.settled()
    assert receiver.ids == [first] * (len(failures) + 1) + [second]
    info = ask(GetWebhookInfo())
    assert (info.url, info.pending_update_count) == (receiver.url, 0)
    assert info.last_error_message in ("Wrong response from the webhook: 404 Not Found", "Webhook connection closed")


def test_a_failure_in_one_chat_does_not_hold_up_another(ask: Asker, halima: Person, receiver: Receiver) -> None:
    receiver.plans[min(ask.api.updates)] = [500] * 1_000
    arthur = ask.api.person("Arthur").says("dag")
    behind = halima.says("2")
    ask(SetWebhook(url=receiver.url))
    receiver.waits_for(5)
    assert arthur in receiver.ids and behind not in receiver.ids


def test_chats_are_served_side_by_side_but_each_one_in_order(ask: Asker, receiver: Receiver) -> None:
    receiver.gate.clear()
    ask(SetWebhook(url=receiver.url))
    people = [ask.api.person(name) for name in ("Halima", "Arthur", "Marianne")]
    first = [person.says("1") for person in people]
    second = [person.says("2") for person in people]
    receiver.waits_for(3)
    assert sorted(receiver.ids) == first
    receiver.gate.set()
    ask.api.settled()
    assert sorted(receiver.ids[3:]) == second


def test_no_more_connections_are_made_than_asked(ask: Asker, receiver: Receiver) -> None:
    receiver.gate.clear()
    ask(SetWebhook(url=receiver.url, max_connections=2))
    for name in ("Halima", "Arthur", "Marianne"):
        ask.api.person(name).says("hoi")
    receiver.waits_for(2)
    ask(GetMe())  # a third would come about now
    assert len(receiver.got) == 2
    receiver.gate.set()
    ask.api.settled()
    assert len(receiver.got) == 3


@pytest.mark.parametrize("overtake", [False, True])
def test_taps_can_be_let_overtake_messages(
    session: AiohttpSession, runner: asyncio.Runner, receiver: Receiver, overtake: bool
) -> None:
    with BotApi(taps_overtake=overtake) as api:
        halima = api.person()
        message = halima.says("hoi")
        tap = pressed(halima)
        receiver.gate.clear()
        Asker(api, session, runner)(SetWebhook(url=receiver.url))
        receiver.waits_for(2 if overtake else 1)
        assert sorted(receiver.ids) == ([message, tap] if overtake else [message])
        receiver.gate.set()
        api.settled()


def test_an_update_can_come_again_after_it_was_accepted(ask: Asker, halima: Person, receiver: Receiver) -> None:
    ask(SetWebhook(url=receiver.url))
    ask.api.settled()
    again = min(ask.api.updates)
    ask.api.repeat_update(again)
    ask.api.settled()
    assert receiver.ids == [again, again]


def test_a_webhook_may_answer_with_a_request(ask: Asker, halima: Person, receiver: Receiver) -> None:
    receiver.reply = json.dumps({"method": "sendMessage", "chat_id": halima.id, "text": "Dag"})
    ask(SetWebhook(url=receiver.url))
    halima.waits_for("Dag")


def test_pending_updates_can_be_dropped(ask: Asker, halima: Person, receiver: Receiver) -> None:
    assert ask(GetWebhookInfo()).pending_update_count == 1
    ask(DeleteWebhook(drop_pending_updates=True))
    assert ask(GetWebhookInfo()).pending_update_count == 0


@pytest.mark.parametrize(
    "url, secret, reason",
    [
        ("bot.example", None, "invalid webhook URL specified"),
        ("https://bot.example", "a" * 257, "secret token is too long"),
        ("https://bot.example", "géheim", "secret token contains unallowed characters"),
    ],
)
def test_a_webhook_must_be_well_formed(ask: Asker, url: str, secret: str | None, reason: str) -> None:
    assert ask.refused(SetWebhook(url=url, secret_token=secret)) == f"Bad Request: {reason}"


def test_an_aiogram_webhook_gets_again_what_its_handler_failed_on(ask: Asker, halima: Person) -> None:
    dispatcher = Dispatcher()
    tries = Counter[str]()

    @dispatcher.message()
    async def fail_first(message: Message) -> SendMessage:
        tries[str(message.text)] += 1
        if tries[str(message.text)] == 1:
            raise RuntimeError("the database is away")
        return message.answer(f"Je zei: <i>{message.text}</i>", parse_mode=ParseMode.HTML)

    async def serve() -> None:
        app = web.Application()
        handler = SimpleRequestHandler(dispatcher, ask.bot, handle_in_background=False, secret_token="geheim")
        app.router.add_post("/", handler.handle)
        served = web.AppRunner(app, access_log=None, shutdown_timeout=0.01)
        await served.setup()
        await web.TCPSite(served, "127.0.0.1", 0).start()
        port = served.addresses[0][1]
        await ask.bot(SetWebhook(url=f"http://127.0.0.1:{port}/", secret_token="geheim"))
        await asyncio.to_thread(ask.api.settled)
        await served.cleanup()

    ask.runner.run(serve())
    assert tries == {"hoi": 2}
    assert [message.text for message in halima.screen] == ["Je zei: hoi"]


# Faults


def test_a_flood_answer_says_how_long_to_wait(ask: Asker, halima: Person) -> None:
    ask.api.fail("sendMessage", status=429, retry_after=3, times=2)
    with pytest.raises(TelegramRetryAfter) as refusal:
        ask(SendMessage(chat_id=halima.id, text="Dag"))
    assert refusal.value.retry_after == 3
    status, headers, answer = ask.plainly("sendMessage", json={"chat_id": halima.id, "text": "Dag"})
    assert (status, headers["Retry-After"]) == (429, "3")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    assert halima.screen == []
    assert ask(SendMessage(chat_id=halima.id, text="Dag"))


def test_an_answer_may_be_no_json_at_all(ask: Asker, halima: Person) -> None:
    ask.api.fail("sendMessage", status=502, body="<html>Bad Gateway</html>")
    with pytest.raises(ClientDecodeError):
        ask(SendMessage(chat_id=halima.id, text="Dag"))


def test_a_server_error_has_its_usual_words(ask: Asker) -> None:
    ask.api.fail("getMe", status=500)
    assert ask.refused(GetMe(), TelegramServerError) == "Internal Server Error"


def test_a_fault_can_strike_some_calls_only(ask: Asker, halima: Person) -> None:
    ask.api.fail("sendMessage", status=500, when=lambda params: params["text"] == "Twee")
    for text in ("Een", "Drie"):
        assert ask(SendMessage(chat_id=halima.id, text=text))
    assert ask.refused(SendMessage(chat_id=halima.id, text="Twee"), TelegramServerError)


@pytest.mark.parametrize("after_effect", [False, True])
def test_a_connection_can_be_lost_before_or_after_the_effect(ask: Asker, halima: Person, after_effect: bool) -> None:
    ask.api.drop("sendMessage", after_effect=after_effect)
    with pytest.raises(TelegramNetworkError):
        ask(SendMessage(chat_id=halima.id, text="Dag"))
    assert [message.text for message in halima.screen] == (["Dag"] if after_effect else [])
    assert ask(SendMessage(chat_id=halima.id, text="Dag"))


def test_a_slow_answer_comes_after_its_effect_and_holds_up_nobody(ask: Asker, halima: Person) -> None:
    ask.api.slow("sendMessage", seconds=30)

    async def send() -> None:
        slow = asyncio.create_task(ask.bot(SendMessage(chat_id=halima.id, text="Een")))
        await asyncio.to_thread(halima.waits_for, "Een")
        await ask.bot(SendMessage(chat_id=halima.id, text="Twee"))
        assert not slow.done()
        slow.cancel()

    ask.runner.run(send())
    assert [message.text for message in halima.screen] == ["Een", "Twee"]


def test_faults_can_be_taken_back(ask: Asker) -> None:
    ask.api.fail("getMe", status=500, times=1_000)
    ask.api.heal()
    assert ask(GetMe())


def test_a_fault_of_a_method_that_is_not_there_is_a_mistake(api: BotApi) -> None:
    with pytest.raises(ValueError, match="sendMesage"):
        api.fail("sendMesage", status=500)


# Markup

PIECES = [*"<>/&;bia# \"'=é👍\n", "<b>", "</b>", "<a href=", "&amp;", "&#128077;"]
MARKUP = st.lists(st.sampled_from(PIECES)).map("".join)


@given(MARKUP)
def test_escaped_text_is_seen_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)).text == text


@given(MARKUP)
def test_any_markup_is_read_or_refused(text: str) -> None:
    try:
        seen = parse_html(text).trimmed()
    except Refusal as refusal:
        assert re.match(r"Bad Request: can't parse entities: .", refusal.description)
    else:
        assert all(
            0 <= entity["offset"] < entity["offset"] + entity["length"] <= utf16_length(seen.text)
            for entity in seen.entities
        )


def test_entities_are_placed_in_utf16_units() -> None:
    seen = parse_html("👍 <b>a<i>b</i></b> <code>c</code><u></u>")
    assert (seen.text, seen.entities) == (
        "👍 ab c",
        [
            {"type": "bold", "offset": 3, "length": 2},
            {"type": "italic", "offset": 4, "length": 1},
            {"type": "code", "offset": 6, "length": 1},
        ],
    )


@pytest.mark.parametrize("tag", ["b", "i", "u", "s", "code", "pre", "a", "tg-spoiler", "blockquote"])
def test_all_of_telegrams_tags_are_known(tag: str) -> None:
    assert len(parse_html(f"<{tag}>a</{tag}>").entities) == 1
