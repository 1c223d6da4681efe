"""A workbook becomes what the region keeps: all of it, or nothing; twice is as once; and an export changes nothing."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, SQLModel, col, select

from agenda.hours import HOME
from agenda.rules import Once
from bot import demo
from bot.desk.exporting import export_region
from bot.desk.importing import take_in
from bot.knowledge import Knowledge
from people.roles import Role
from reports.sheets.reading import Filled, read
from reports.sheets.region import IMPORTED
from reports.sheets.workbook import workbook
from storage.contacts import add_contact
from storage.database import Database
from storage.people import give_role, new_person
from storage.rules import publish
from storage.tables import Audit, Contact, Offering, Organisation, Person, Slot
from tests.bot.commanded import Ran, typing
from tests.conftest import MONDAY

Sheets = Mapping[str, Sequence[Sequence[object]]]
SCHOOL = "Voorbeeldcollege Twente"
SAT, DAY = date(2026, 11, 28), date(2026, 12, 3)
GOOD: Sheets = {
    " Aanbod ": [
        ["Geldig tot", "CREBO", "opmerking", " school", "Contact"],
        [date(2027, 7, 31), 25740, "niet voor ons", SCHOOL.upper(), "Noor, 053 - 111"],
        [None, None, None, None, None],
        [None, "27038", None, demo.SCHOOL_CODE, None],
        ["31-12-2027", "25714 ", None, SCHOOL, "=1+1"],
    ],
    "contacten": [
        ["voor kandidaten?", "Naam"],
        ["Ja", "Ingrid, over alles: 053 - 222"],
        ["nee", "Sanne van Praktijkgids Twente, 053 - 000 00 00"],
    ],
    "VRIJE TIJDEN": [
        ["school", "adviseur", "datum", "tijd", "minuten", "manier", "plaats", "geboekt"],
        [SCHOOL, "noor", DAY, time(9, 30), None, "Op school", "Enschede", "ja"],
        [SCHOOL, "Noor", DAY, "9:30 uur", 45, "bellen", None, None],
        [SCHOOL, None, "4-12-2026", "13.00", 30, "Beeldbellen", None, None],
    ],
    "Blad1": [["zomaar wat"]],
}


def filled_in(sheets: Sheets) -> bytes:
    """A workbook as people make them."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                cell = page.cell(number, place, value)
                if isinstance(value, str):
                    cell.data_type = "s"
    into = BytesIO()
    book.save(into)
    return into.getvalue()


@pytest.fixture
def run(
    tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ran]:
    return typing(tmp_path, knowledge, monkeypatch, capsys)


def add_noor(session: Session) -> Person:
    """An adviser of the demo school."""
    school = session.exec(select(Organisation).where(Organisation.code == demo.SCHOOL_CODE)).one()
    noor = new_person(session, "terminal", "noor", "nl", MONDAY)
    give_role(session, noor, Role.ADVISER, demo.REGION, school.id)
    noor.name = "Noor"
    session.flush()
    return noor


def kept(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All that a region keeps, row by row."""
    tables = [SQLModel.metadata.tables[name] for name in ("offering", "contact", "rule", "slot", "audit")]
    return {table.name: sorted(map(tuple, session.execute(table.select())), key=str) for table in tables}


def test_a_workbook_as_people_make_them_is_imported_and_a_second_time_changes_nothing(
    database: Database, database_url: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    with database.transaction() as session:
        add_noor(session)
        before = kept(session)
    file = tmp_path / "regio.xlsx"
    file.write_bytes(filled_in(GOOD))
    ran = run("import", file, "--check", "--db", database_url)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "aanbod: deze kolommen lees ik niet: opmerking",
        "aanbod: 1 lege rij overgeslagen.",
        "Deze bladen lees ik niet: Blad1",
        "2 rows of aanbod, 2 rows of contacten, 3 rows of vrije_tijden would change; 1 were so already",
    ]
    with database.reading() as session:
        assert kept(session) == before
    assert "3 rows of vrije_tijden changed" in run("import", file, "--region", "AM05", "--db", database_url).out
    with database.reading() as session:
        offered = {row.crebo: row for row in session.exec(select(Offering))}
        assert (offered["25740"].contact, offered["25740"].valid_until) == ("Noor, 053 - 111", date(2027, 7, 31))
        assert (offered["25714"].contact, offered["25714"].valid_until) == ("=1+1", date(2027, 12, 31))
        assert offered["25741"].valid_until is None  # what is in no row stays
        calls = [(call.line.partition(",")[0], call.for_candidates) for call in session.exec(select(Contact))]
        assert sorted(calls) == [("Ingrid", True), ("Sanne van Praktijkgids Twente", False)]
        slots = session.exec(select(Slot).where(col(Slot.rule_id).is_not(None) | (Slot.way == "video")))
        assert sorted((f"{slot.starts_at:%d %H:%M}", slot.minutes, slot.way, slot.place) for slot in slots) == [
            ("03 08:30", 45, "phone", ""),
            ("03 08:30", 45, "school", "Enschede"),
            ("04 12:00", 30, "video", ""),
        ]
        noted = session.exec(select(Audit)).all()
        assert [(row.deed, row.what, row.region_code, row.times) for row in noted] == [
            ("imported", "sheets", "AM05", 7)
        ]
        once = kept(session)
    assert "nothing changed; 8 were so already" in run("import", file, "--db", database_url).out
    with database.reading() as session:
        assert kept(session) == once


BAD: Sheets = {
    "aanbod": [
        ["school", "crebo", "geldig_van", "geldig_tot"],
        [SCHOOL, "9999", None, None],
        ["ROC van Ver Weg", "25740", None, None],
        [SCHOOL, None, "morgen", None],
        [SCHOOL, "25741", date(2027, 1, 1), date(2026, 1, 1)],
        [SCHOOL, "25742", None, None],
        [demo.SCHOOL_CODE, 25742, None, None],
        [SCHOOL, "25714", None, None],
    ],
    "contacten": [["Naam"], ["Ingrid"]],
    "vrije_tijden": [
        ["school", "adviseur", "datum", "tijd", "minuten", "manier", "plaats"],
        [SCHOOL, "Piet", DAY, "9:00", 45, "bellen", None],
        [SCHOOL, None, date(2026, 11, 2), "9:00", 45, "bellen", None],
        [SCHOOL, None, DAY, "9 uur 's ochtends", "lang", "bellen", None],
        [SCHOOL, None, DAY, "9:00", 45, "per duif", None],
        [SCHOOL, None, DAY, "9:00", 45, "school", None],
        [SCHOOL, None, DAY, "10:00", 4, "bellen", None],
        [SCHOOL, None, DAY, "11:00", 45, "bellen", "Enschede"],
        [SCHOOL, None, date(2027, 3, 28), "2:30", 45, "bellen", None],
        [SCHOOL, "Noor", DAY, "13:00", 45, "bellen", None],
        [SCHOOL, "Noor", DAY, "13:15", 45, "bellen", None],
        [SCHOOL, "Noor", date(2026, 12, 25), "13:15", 45, "bellen", None],
        [SCHOOL, None, DAY, "14:00", 45, "bellen", "123456782"],
    ],
}
FAULTS = """\
aanbod, rij 2, crebo: '9999' ken ik niet. Een crebo heeft 5 cijfers, zoals 25740.
aanbod, rij 3, school: 'ROC van Ver Weg' ken ik niet in deze regio. Ik ken: Voorbeeldcollege Twente.
aanbod, rij 4, crebo: Hier staat niets. Het crebo: 5 cijfers.
aanbod, rij 4, geldig_van: 'morgen' is geen datum. Typ een datum, zoals 31-12-2026.
aanbod, rij 5, geldig_tot: De laatste dag '01-01-2026' is vóór de eerste dag.
aanbod, rij 7, crebo: Dit staat ook in rij 6. Haal een van de twee weg.
contacten, rij 1, voor_kandidaten: Deze kolom ontbreekt. Zet voor_kandidaten in de eerste rij, en vul de kolom in.
vrije_tijden, rij 2, adviseur: 'Piet' ken ik niet bij deze school. Ik ken: Noor.
vrije_tijden, rij 3, datum: '02-11-2026' is al geweest.
vrije_tijden, rij 4, minuten: 'lang' is geen getal. Typ een heel getal, zoals 45.
vrije_tijden, rij 4, tijd: '9 uur 's ochtends' is geen tijd. Typ een tijd, zoals 13:30.
vrije_tijden, rij 5, manier: 'per duif' ken ik niet. Typ school, bellen of beeldbellen.
vrije_tijden, rij 6, plaats: In welke plaats is dat? Een gesprek op school heeft een plaats.
vrije_tijden, rij 7, minuten: '4' kan niet: het zijn 5 tot 240 minuten, en niet tot na middernacht.
vrije_tijden, rij 8, plaats: 'Enschede' hoort alleen bij een gesprek op school.
vrije_tijden, rij 9, tijd: '02:30' is er die dag niet: dan wordt de klok verzet.
vrije_tijden, rij 11, tijd: Dan kan het niet: er is al een ander moment, of de adviseur is er die dag niet.
vrije_tijden, rij 12, tijd: Dan kan het niet: er is al een ander moment, of de adviseur is er die dag niet.
vrije_tijden, rij 13, plaats: Dat lijkt een BSN. Dat bewaar ik niet.
"""


def test_all_faults_are_told_at_once_and_nothing_is_imported(
    database: Database, database_url: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    with database.transaction() as session:
        add_noor(session)
        before = kept(session)
    file = tmp_path / "regio.xlsx"
    file.write_bytes(filled_in(BAD))
    ran = run("import", file, "--db", database_url)
    assert ran.out.splitlines() == FAULTS.splitlines()
    assert ran.status == 1
    assert ran.err == f"praktijkgids: nothing is imported: 19 faults in {file}"
    with database.reading() as session:
        assert kept(session) == before


@pytest.mark.parametrize("content", [b"naam;crebo", b"", None], ids=["csv", "empty", "not there"])
@pytest.mark.parametrize("empty_database_url", ["sqlite"], indirect=True)
def test_what_is_no_workbook_is_told_in_one_line(
    content: bytes | None, empty_database_url: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "regio.xlsx"
    if content is not None:
        file.write_bytes(content)
    ran = run("import", file, "--region", "AM05", "--db", empty_database_url)
    assert (ran.status, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert str(file) in ran.err


@pytest.mark.parametrize("empty_database_url", ["sqlite"], indirect=True)
def test_which_region_it_is_must_be_said_when_there_is_not_just_one(
    empty_database_url: str, run: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "regio.xlsx"
    file.write_bytes(filled_in({"contacten": GOOD["contacten"]}))
    assert "--region CODE" in run("import", file, "--db", empty_database_url).err
    assert "would change" in run("import", file, "--region", "AM05", "--check", "--db", empty_database_url).out
    assert "none yet" in run("import", file, "--db", empty_database_url).err
    assert run("import", file, "--region", "AM05", "--db", empty_database_url).out.startswith("2 rows of contacten")
    assert run("import", file, "--region", "AM01", "--db", empty_database_url).out.startswith("2 rows of contacten")
    assert "AM01, AM05" in run("import", file, "--db", empty_database_url).err


WORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\x7f"), min_size=1, max_size=12)
DAYS = st.dates(MONDAY.date() + timedelta(days=1), MONDAY.date() + timedelta(days=40))
WAYS = st.sampled_from(["school", "phone", "video"])
REGIONS = st.fixed_dictionaries(
    {
        "offers": st.dictionaries(
            st.sampled_from(["25740", "27038", "25583", "25714"]),
            st.tuples(st.just("") | WORDS, st.none() | DAYS, st.none() | DAYS),
        ),
        "calls": st.lists(st.tuples(WORDS, st.booleans()), max_size=4),
        "times": st.lists(st.tuples(DAYS, st.times(time(8), time(18)), st.integers(5, 240), WAYS), max_size=4),
        "own": st.lists(st.tuples(DAYS, st.sampled_from([9, 11, 14]), WAYS), max_size=4, unique_by=lambda own: own[:2]),
        "second": st.booleans(),
    }
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(region=REGIONS)
def test_importing_what_was_exported_changes_nothing(
    region: dict[str, Any], database: Database, knowledge: Knowledge
) -> None:
    with database.transaction() as session:
        attempt = session.begin_nested()
        _keep(session, region)
        before = kept(session)
        into = BytesIO()
        with workbook(into) as book:
            export_region(session, knowledge, demo.REGION, MONDAY, book)
        filled = read(into.getvalue(), IMPORTED)
        for one in (filled, Filled.of(filled.stored, IMPORTED)):  # as it is kept until there is a yes
            taken = take_in(session, knowledge, demo.REGION, one, MONDAY, None, only_look=False)
            assert [fault.text for fault in taken.faults] == []
            assert (taken.changed, taken.same) == ({}, sum(map(len, filled.lines.values())))
            assert kept(session) == before
        attempt.rollback()


def _keep(session: Session, region: dict[str, Any]) -> None:
    """Have the demo region keep this."""
    noor = add_noor(session)
    if region["second"]:  # of the same name, at the same school
        add_noor_again = new_person(session, "terminal", "noor2", "nl", MONDAY)
        give_role(session, add_noor_again, Role.ADVISER, demo.REGION, noor.organisation_id)
        add_noor_again.name = "Noor"
    for row in session.exec(select(Offering)):
        session.delete(row)
    session.flush()
    for crebo, (contact, first, last) in region["offers"].items():
        row = Offering(school_id=noor.organisation_id or 0, crebo=crebo, contact=contact, valid_from=first)
        row.valid_until = last if first is None or last is None or first <= last else None
        session.add(row)
    for line, for_candidates in region["calls"]:
        add_contact(session, demo.REGION, line, for_candidates=for_candidates)
    for day, clock, minutes, way in region["times"]:
        starts = datetime.combine(day, clock.replace(second=0, microsecond=0), HOME)
        there = select(Slot).where(Slot.starts_at == starts, Slot.way == way)
        if session.exec(there).first() is None:
            place = "Enschede" if way == "school" else ""
            session.add(
                Slot(
                    school_id=noor.organisation_id or 0,
                    starts_at=starts,
                    minutes=minutes,
                    zone=HOME.key,
                    way=way,
                    place=place,
                )
            )
            session.flush()
    rules = [
        Once(
            day=day,
            from_time=time(hour),
            to_time=time(hour + 1),
            ways=(way,),
            place="Hengelo" if way == "school" else "",
        )
        for day, hour, way in region["own"]
    ]
    publish(session, noor, rules, MONDAY)
