"""A coordinator takes the region along as a workbook, changes it, and sends it back; for others it is a file as any other."""

from collections.abc import Sequence
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import col, select

from bot.desk import Reply
from dialogs.events import Handed, Sent, Unreadable
from dialogs.messages import Attachment
from dialogs.text import render
from storage.tables import Audit, Contact, Offering, Seat
from tests.bot.desk.cast import EVERYBODY, POSTS, Cast, in_words, rows_of_region, token_of
from tests.bot.desk.conftest import Staged

SCHOOL = "Voorbeeldcollege Twente"


def words(reply: Reply) -> str:
    return in_words(reply.messages)


def sent(*rows: Sequence[object], sheet: str = "aanbod") -> Handed:
    """A workbook with one sheet."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    into = BytesIO()
    book.save(into)
    return Handed("regio.xlsx", into.getvalue())


HEADER = ["school", "crebo", "contact"]
CHANGED = sent(HEADER, [SCHOOL, "25740", "Noor, 053 - 111"], [SCHOOL, "25714", None])


def offered(cast: Cast) -> dict[str, str]:
    with cast.desk.database.reading() as session:
        return {row.crebo: row.contact for row in session.exec(select(Offering))}


def test_a_coordinator_takes_the_region_along_without_names_and_that_is_noted(cast: Cast) -> None:
    reply = cast.goes("carla", "export")
    (attached,) = [message.attached for message in reply.messages if message.attached]
    assert "3 intakes" in words(reply)
    file = cast.desk.file(attached, "nl")
    assert file is not None
    assert file.name == "praktijkgids-AM05-2026-11-23.xlsx"
    book = openpyxl.load_workbook(BytesIO(file.content))
    assert book["intakes"].max_row == 4
    everything = "\n".join(str(cell) for page in book.worksheets for row in page.values for cell in row)
    names = ("Kees", "Mira", "Zef", token_of(cast.desk.database, "kees"))
    assert [name for name in names if name in everything] == []
    with cast.desk.database.reading() as session:
        noted = session.exec(select(Audit).where(Audit.deed == "exported")).all()
        assert [(row.role, row.what, row.region_code, row.times) for row in noted] == [
            ("coordinator", "intakes", "AM05", 3)
        ]
    assert cast.desk.file(Attachment("export", "AM99.1"), "nl") is None


@pytest.mark.parametrize("name", [name for name in EVERYBODY if name not in ("carla", "greta")])
def test_nobody_else_takes_a_region_along(cast: Cast, name: str) -> None:
    reply = cast.goes(name, "export")
    assert not [message for message in reply.messages if message.attached]


def test_who_is_both_does_not_see_their_own_intake_as_others_do(cast: Cast) -> None:
    cast.opens("carla", cast.links("bram", cast.begins("bram", "Carla")))
    cast.goes("carla", "home")
    (attached,) = [message.attached for message in cast.goes("carla", "export").messages if message.attached]
    file = cast.desk.file(attached, "nl")
    assert file is not None
    assert openpyxl.load_workbook(BytesIO(file.content))["intakes"].max_row == 4


def test_a_workbook_is_taken_over_after_a_yes_and_never_before(cast: Cast) -> None:
    before = offered(cast)
    reply = cast.does("carla", CHANGED)
    assert "2 rijen aanbod" in words(reply)
    assert offered(cast) == before
    assert "Overgenomen: 2 rijen aanbod." in words(cast.says("carla", "ja"))
    assert offered(cast) == {**before, "25740": "Noor, 053 - 111", "25714": ""}
    with cast.desk.database.reading() as session:
        (noted,) = session.exec(select(Audit).where(Audit.deed == "imported")).all()
        assert (noted.role, noted.times) == ("coordinator", 2)
        assert not session.exec(select(Seat).where(Seat.dialogue == "import")).all()
    assert "Alles staat er al zo" in words(cast.does("carla", CHANGED))


def test_after_a_no_everything_stays_as_it_is(cast: Cast) -> None:
    before = rows_of_region(cast.desk.database, "AM05")
    cast.does("carla", CHANGED)
    assert "niets veranderd" in words(cast.says("carla", "nee"))
    assert rows_of_region(cast.desk.database, "AM05") == before


def test_the_workbook_that_was_sent_last_is_the_one_that_is_taken_over(cast: Cast) -> None:
    cast.does("carla", CHANGED)
    cast.does("carla", sent(["regel", "voor kandidaten"], ["Ingrid, 053 - 222", "nee"], sheet="contacten"))
    assert "Overgenomen: 1 contact." in words(cast.picks("carla", "yes"))
    assert "25714" not in offered(cast)
    with cast.desk.database.reading() as session:
        lines = session.exec(select(Contact.line).order_by(col(Contact.id))).all()
    assert "Ingrid, 053 - 222" in lines


def test_what_has_become_wrong_meanwhile_is_told_instead(cast: Cast) -> None:
    cast.does(
        "carla",
        sent(["school", "datum", "tijd", "manier"], [SCHOOL, "24-11-2026", "9:00", "bellen"], sheet="vrije tijden"),
    )
    cast.desk.clock.forward(days=2)  # type: ignore[attr-defined]
    assert "rij 2, datum: '24-11-2026' is al geweest" in words(cast.picks("carla", "yes"))


def test_the_first_ten_faults_are_told_and_how_many_more_there_are(cast: Cast) -> None:
    before = rows_of_region(cast.desk.database, "AM05")
    reply = cast.does("carla", sent(HEADER, *([SCHOOL, f"{n}", None] for n in range(12))))
    assert "Er kloppen 12 dingen niet" in words(reply)
    assert words(reply).count("ken ik niet. Een crebo heeft 5 cijfers") == 10
    assert "En nog 2." in words(reply)
    assert rows_of_region(cast.desk.database, "AM05") == before
    assert "kan ik niet lezen" in words(cast.does("carla", Handed("a.xlsx", b"geen werkboek")))


def test_for_others_it_is_a_file_as_any_other(staged: Staged) -> None:
    others = [name for name in EVERYBODY if name not in ("carla", "greta")]
    shown = []
    for event in (CHANGED, Sent(Unreadable.OTHER)):
        with staged() as (cast, _clock):
            before = offered(cast)
            shown.append({name: words(cast.does(name, event)) for name in others})
            assert offered(cast) == before
    assert shown[0] == shown[1]


def test_a_coordinator_of_another_region_changes_nothing_here(cast: Cast) -> None:
    before = offered(cast)
    assert "ken ik niet: in deze regio is nog geen school" in words(cast.does("greta", CHANGED))
    assert offered(cast) == before


def test_only_who_can_export_sees_the_button(cast: Cast) -> None:
    for name in POSTS:
        shown = [
            render(button.label, "nl")
            for message in cast.goes(name, "home").messages
            for row in message.buttons
            for button in row
        ]
        assert ("📥 Spreadsheet" in shown) == (name in ("carla", "greta"))
