"""A workbook on Telegram: fetched from who may change something with it, and from nobody else."""

from io import BytesIO

import pytest
from sqlmodel import select

from bot import demo
from bot.desk import Desk
from bot.telegram.workbooks import LARGEST
from people.roles import Role
from reports.sheets.region import CONTACTS, Call
from reports.sheets.workbook import workbook
from storage.invitations import invite
from storage.tables import Contact
from tests.bot.telegram.candidate import go_until, question
from tests.bot.telegram.serving import Serving
from tests.botapi import BotApi, Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def contacts_sheet() -> bytes:
    into = BytesIO()
    with workbook(into) as book:
        book.begin(CONTACTS)(CONTACTS.cells(Call("Ingrid, 053 - 222", True)))
    return into.getvalue()


@pytest.fixture
def carla(api: BotApi, serving: Serving, desk: Desk) -> Person:
    """A coordinator of the demo region."""
    carla = api.person("Carla", language_code="nl")
    with desk.database.transaction() as session:
        code, _invitation = invite(session, Role.COORDINATOR, demo.REGION, desk.clock())
    serving.polls()
    carla.starts(code)
    serving.rests()
    carla.says("Carla")
    serving.rests()
    return carla


def lines(desk: Desk) -> list[str]:
    with desk.database.reading() as session:
        return list(session.exec(select(Contact.line)))


def test_a_coordinator_sends_a_workbook_and_says_yes(serving: Serving, carla: Person, desk: Desk, api: BotApi) -> None:
    carla.sends_document("Regio.XLSX", contacts_sheet())
    serving.rests()
    assert "1 contact" in carla.last.text
    carla.presses("✅ Ja, neem over")
    serving.rests()
    assert "Ingrid, 053 - 222" in lines(desk)
    assert len(api.calls_of("getFile")) == 1


def test_a_workbook_that_does_not_come_through_at_once_is_fetched_again(
    serving: Serving, carla: Person, desk: Desk, api: BotApi
) -> None:
    api.fail("getFile", status=502)
    carla.sends_document("regio.xlsx", contacts_sheet())
    serving.rests()
    assert "1 contact" in carla.last.text


@pytest.mark.parametrize(
    ("name", "data"), [("regio.xlsx", b"\0" * (LARGEST + 1)), ("regio.csv", b"a;b"), ("regio.xlsx.exe", b"MZ")]
)
def test_any_other_file_is_not_fetched(name: str, data: bytes, serving: Serving, carla: Person, api: BotApi) -> None:
    carla.sends_document(name, data)
    serving.rests()
    assert api.calls_of("getFile") == []


def test_a_workbook_of_a_candidate_is_a_file_as_any_other(
    short: Serving, halima: Person, desk: Desk, api: BotApi
) -> None:
    short.polls()
    go_until(halima, "name", short.rests)
    halima.sends_document("regio.xlsx", contacts_sheet())
    short.rests()
    assert question(halima) == "name"
    assert "Dit kan ik niet lezen" in halima.last.text
    assert api.calls_of("getFile") == []
    assert "Ingrid, 053 - 222" not in lines(desk)
