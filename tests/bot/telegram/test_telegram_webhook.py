"""The webhook: whoever does not know the secret is nobody, and Telegram hears "yes" only to what is stored."""

import json
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from sqlmodel import select

from bot.telegram.webhook import SECRET_HEADER
from storage.tables import Inbox
from tests.bot.telegram.candidate import go_until, question
from tests.bot.telegram.serving import SECRET, Serving
from tests.bot.telegram.test_telegram_receiving import SQLITE, away
from tests.botapi import BotApi, Person


def _update(person: Person, number: int = 1) -> bytes:
    message = {"message_id": 1, "date": 1, "chat": person.json(), "from": person.user, "text": "hallo"}
    return json.dumps({"update_id": number, "message": message}).encode()


def _stored(serving: Serving) -> int:
    with serving.desk.database.transaction() as session:
        return len(session.exec(select(Inbox.update_id)).all())


@SQLITE
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: SECRET[:-1]},
        {SECRET_HEADER: SECRET + "x"},
        {SECRET_HEADER: SECRET.upper()},
        {SECRET_HEADER: f"Bearer {SECRET}"},
        {"Authorization": SECRET},
    ],
)
def test_who_does_not_know_the_secret_gets_in_nothing(short: Serving, halima: Person, headers: dict[str, str]) -> None:
    assert short.listens().posted(_update(halima), headers) == 401
    assert _stored(short) == 0


@SQLITE
@pytest.mark.parametrize("secret", [b"\xff\xfe", "Ωé".encode(), SECRET.encode("utf-16")])
def test_a_secret_in_strange_letters_is_a_wrong_one(short: Serving, halima: Person, secret: bytes) -> None:
    address = urlsplit(short.listens().url)
    connection = HTTPConnection(str(address.hostname), address.port)
    with closing(connection):
        connection.request("POST", address.path, _update(halima), {SECRET_HEADER: secret})
        assert connection.getresponse().status in (400, 401)
    assert _stored(short) == 0


@SQLITE
@pytest.mark.parametrize(
    "body",
    [b"", b"hallo", b"{", b"[]", b"1", b"null", b'"hallo"', b"\xff\xfe", b"{}", b'{"update_id": "1"}', b"[" * 100_000],
)
def test_what_is_no_update_is_dropped_for_good(short: Serving, body: bytes) -> None:
    assert short.listens().posted(body) == 200  # or Telegram would send it for ever
    assert _stored(short) == 0


@SQLITE
def test_a_post_in_letters_that_do_not_exist_is_dropped_for_good(short: Serving, halima: Person) -> None:
    headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json; charset=martian"}
    assert short.listens().posted(_update(halima), headers) == 200


@SQLITE
def test_an_update_is_stored_before_telegram_hears_that_it_came(short: Serving, halima: Person) -> None:
    assert short.listens().posted(_update(halima)) == 200
    assert _stored(short) == 1


def test_telegram_sends_again_what_could_not_be_stored(
    short: Serving, api: BotApi, halima: Person, caplog: pytest.LogCaptureFixture
) -> None:
    go_until(halima, "hours", short.listens().rests)
    with away(short.desk):
        assert short.posted(_update(halima)) == 503
        halima.says("36")
        api.waits_until(lambda: caplog.text.count("could not be stored") > 2)
    short.rests()
    assert question(halima) == "learning"


@SQLITE
def test_polling_and_listening_may_take_turns(short: Serving, halima: Person) -> None:
    go_until(halima, "hours", short.listens().rests)
    short.stops()
    halima.says("36")
    short.polls().rests()
    short.stops()
    halima.says("voordoen")
    short.listens().rests()
    assert question(halima) == "obstacles"
