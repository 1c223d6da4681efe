"""One letter to Telegram: what is seen, and what is made of the answer."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.delivery.post import Post
from bot.desk.files import File, Files
from bot.markup import LONGEST_CAPTION
from bot.mistake import Mistake
from dialogs.events import Pressed
from dialogs.messages import Attachment, Button, Line, Message, Style
from dialogs.text import _, verbatim
from storage.letters import Letter
from storage.manner import Manner
from storage.outcomes import Gone, Never, NotYet, Outcome, Sent
from tests.bot.files import no_files
from tests.bot.telegram.processes import free_port
from tests.botapi import BotApi, Person

SOON = datetime(2026, 11, 23, 9, 1, tzinfo=UTC)
HELLO = Message((Line(verbatim("Hoi <b>jij</b> & ik")),))


@pytest.fixture
def halima(api: BotApi) -> Person:
    halima = api.person("Halima")
    halima.starts()
    return halima


OK = ((Button(_("Ja"), Pressed("a", "b", 1, "c")),),)


def letter_to(person: Person, message: Message = HELLO, language: str = "nl") -> Letter:
    return Letter((1,), 1, str(person.id), language, Manner.AT_ONCE, message, SOON, None)


def brought(api: BotApi, letter: Letter, patience: float = 5, files: Files = no_files) -> Outcome:
    """What comes of a letter."""

    async def bring() -> Outcome:
        post = Post(api.token, api.url, files, patience)
        await post.open()
        try:
            return await post(letter)
        finally:
            await post.close()

    return asyncio.run(bring())


def test_words_and_buttons_arrive_as_they_are_meant(api: BotApi, halima: Person) -> None:
    message = Message(
        (Line(_("Ja"), Style.STRONG), Line(verbatim("<b> & _x_"))), ((Button(_("Nee"), Pressed("a", "b", 1, "c")),),)
    )
    assert brought(api, letter_to(halima, message)) == Sent()
    assert brought(api, letter_to(halima, message, "en")) == Sent()
    dutch, english = halima.screen
    assert (dutch.text, dutch.html) == ("Ja\n\n<b> & _x_", "<b>Ja</b>\n\n&lt;b&gt; &amp; _x_")
    assert (english.text, english.labels) == ("Yes\n\n<b> & _x_", ["No"])
    assert dutch.buttons[0][0].data == "a.b.1.c"


def test_a_link_to_scan_arrives_as_a_picture_with_the_words_below(api: BotApi, halima: Person) -> None:
    link = "https://t.me/PraktijkgidsTestBot?start=abcdefghijklmnopqrstuvwxyz"
    message = Message((Line(verbatim("Scan <dit>")),), ((Button(_("Ja"), Pressed("a", "b", 1, "c")),),), qr=link)
    assert brought(api, letter_to(halima, message)) == Sent()
    assert halima.last.file is not None
    assert halima.last.file.data.startswith(b"\x89PNG")
    assert (halima.last.text, halima.last.labels) == ("Scan <dit>", ["Ja"])


def test_a_date_arrives_as_a_file_with_the_words_and_buttons_below(api: BotApi, halima: Person) -> None:
    ics = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    message = Message((Line(verbatim("Tot <dan>")),), ((Button(_("Ja"), Pressed("a", "b", 1, "c")),),), calendar=ics)
    assert brought(api, letter_to(halima, message)) == Sent()
    [shown] = halima.screen
    assert shown.file is not None
    assert (shown.file.name, shown.file.data) == ("gesprek.ics", ics.encode())
    assert (shown.text, shown.labels) == ("Tot <dan>", ["Ja"])


def test_a_file_is_made_when_it_is_brought_in_the_language_of_who_gets_it(api: BotApi, halima: Person) -> None:
    def made(attachment: Attachment, language: str) -> File:
        return File(f"{attachment.what}-{language}.pdf", attachment.of.encode())

    message = Message((Line(verbatim("Lees <dit>")),), OK, attached=Attachment("summary", "abc"))
    assert brought(api, letter_to(halima, message, "en"), files=made) == Sent()
    [shown] = halima.screen
    assert shown.file is not None
    assert (shown.file.name, shown.file.data) == ("summary-en.pdf", b"abc")
    assert (shown.text, shown.labels) == ("Lees <dit>", ["Yes"])


def test_words_too_long_to_stand_below_a_file_come_after_it(api: BotApi, halima: Person) -> None:
    long = "x" * (LONGEST_CAPTION + 1)
    for words, shown in ((long, 2), (long[1:], 1)):
        before = len(halima.screen)
        message = Message((Line(verbatim(words)),), OK, calendar="BEGIN:VCALENDAR")
        assert brought(api, letter_to(halima, message)) == Sent()
        assert [one.file is not None for one in halima.screen[before:]] == [True, False][:shown]
        assert (halima.last.text, halima.last.labels) == (words, ["Ja"])


def test_words_arrive_also_when_what_the_file_is_about_is_gone(api: BotApi, halima: Person) -> None:
    message = Message((Line(verbatim("Lees dit")),), attached=Attachment("summary", "abc"))
    assert brought(api, letter_to(halima, message)) == Sent()
    assert (halima.last.text, halima.last.file) == ("Lees dit", None)


@pytest.mark.parametrize(
    ("go_wrong", "outcome"),
    [
        (lambda api, _: api.fail("sendMessage", status=429, retry_after=7), NotYet("RetryAfter", 7)),
        (lambda api, _: api.fail("sendMessage", status=500), NotYet("NetworkError")),
        (lambda api, _: api.fail("sendMessage", status=502, body="<html>Hoi jij</html>"), NotYet("NetworkError")),
        (lambda api, _: api.fail("sendMessage", status=200, body="<html>Hoi jij</html>"), NotYet("TelegramError")),
        (lambda api, _: api.fail("sendMessage", status=401), NotYet("InvalidToken")),
        (lambda api, _: api.drop("sendMessage"), NotYet("NetworkError")),
        (lambda api, _: api.drop("sendMessage", after_effect=True), NotYet("NetworkError")),
        (lambda api, _: api.slow("sendMessage", 60), NotYet("TimeoutError")),
        (lambda api, _: api.fail("sendMessage", status=400, description="Bad Request: wrong"), Never("BadRequest")),
        (lambda _, person: person.blocks(), Gone()),
        (lambda _, person: person.deletes_account(), Gone()),
    ],
)
def test_what_goes_wrong_is_told_without_words(
    api: BotApi,
    halima: Person,
    caplog: pytest.LogCaptureFixture,
    go_wrong: Callable[[BotApi, Person], object],
    outcome: Outcome,
) -> None:
    caplog.set_level(0)
    go_wrong(api, halima)
    assert brought(api, letter_to(halima), patience=0.3) == outcome
    assert not [words for words in ("jij", str(halima.id), api.token) if words in caplog.text]


def test_somebody_who_never_wrote_cannot_be_reached(api: BotApi) -> None:
    assert brought(api, letter_to(api.person("Arthur"))) == Gone()


def test_it_can_never_poll(api: BotApi, halima: Person) -> None:
    post = Post(api.token, api.url, no_files)
    assert post.application.updater is None
    with pytest.raises(RuntimeError, match="Updater"):
        post.application.run_polling()
    assert brought(api, letter_to(halima)) == Sent()
    assert {call.method for call in api.calls} == {"getMe", "sendMessage"}


def test_telegram_may_come_later(api: BotApi, halima: Person) -> None:
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async def open_and_close() -> None:
        post = Post(api.token, api.url, no_files)
        await post.open(pause)
        await post.close()

    api.drop("getMe", times=3)
    api.fail("getMe", status=500, times=6)
    asyncio.run(open_and_close())
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_who_gives_up_waiting_for_telegram_leaves_nothing_open() -> None:
    async def give_up() -> None:
        post = Post("42:TOKEN", f"http://127.0.0.1:{free_port()}/", no_files)

        async def pause(_seconds: float) -> None:
            raise asyncio.CancelledError

        try:
            await post.open(pause)
        finally:
            await post.close()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(give_up())


def test_a_token_that_telegram_does_not_know_is_a_mistake(api: BotApi) -> None:
    async def open_and_close() -> None:
        post = Post("43:ANOTHER", api.url, no_files)
        try:
            await post.open()
        finally:
            await post.close()

    with pytest.raises(Mistake, match="PRAKTIJKGIDS_TELEGRAM_TOKEN"):
        asyncio.run(open_and_close())
