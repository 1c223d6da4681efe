from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Integer, inspect, make_url, text
from sqlmodel import Session, SQLModel, col, select

from bot import demo
from bot.desk import Desk, Reply, Visitor
from dialogs.events import Arrived, Pressed, Said
from dialogs.pages.going import go
from people.roles import Role
from storage.database import Database
from storage.erasure import forget
from storage.inbox import INBOX_CHANNEL, Received, mark_replied, receive
from storage.intakes import begin_intake, intake_with
from storage.invitations import invite, organisation_named
from storage.people import find_person, new_person
from storage.tables import Answer, Appointment, Audit, Erased, Inbox, Instant, Intake, Outbox, Person
from storage.unmatched import was_said
from tests.bot.someone import Habit, converse, press, presses, question_of
from tests.conftest import MONDAY, Clock

ZEBEDEUS = Visitor("telegram", "777000777")
WORDS = ("Zebedeus", "777000777", "struisvogels", "Haaksbergen", "kappersdiploma", "opgeruimd")
"""What only this person said, or is."""
OWN_WORDS = Habit(
    says={
        "name": "Zebedeus",
        "place": "Haaksbergen",
        "diploma": "kappersdiploma Borculo, 2009",
    },
    wants={"school": ("mbo",)},
)
HALIMA = Visitor("telegram", "1001")


def dump(database: Database) -> str:
    """Every value of every row of every table, but for what was there before anybody came."""
    with database.transaction() as session:
        return "\n".join(
            repr(tuple(row))
            for table in SQLModel.metadata.sorted_tables
            for row in session.execute(text(f'SELECT * FROM "{table.name}"'))
        )


def words_in(dumped: str | bytes) -> list[str]:
    found = dumped if isinstance(dumped, bytes) else dumped.encode()
    return [word for word in WORDS if word.encode() in found]


def tell_everything(desk: Desk) -> None:
    """All that somebody can leave behind: answers, changed answers, half answers, an appointment, updates, permission."""
    converse(desk, ZEBEDEUS, "age", OWN_WORDS)
    back = desk.turn(ZEBEDEUS, Said("terug"))
    assert question_of(back) == "name"
    desk.turn(ZEBEDEUS, Said("Zebedeus de tweede"))
    converse(desk, ZEBEDEUS, "work", OWN_WORDS)
    for unmatched in ("xylofoon opgeruimd", "Xylofoon opgeruimd", "XYLOFOON  OPGERUIMD"):
        desk.turn(ZEBEDEUS, Said(unmatched))
    desk.turn(ZEBEDEUS, Said("ik hou van struisvogels en planten"))
    with desk.database.transaction() as session:
        updates = [Received(number, ZEBEDEUS.address, '{"text": "Zebedeus opgeruimd"}') for number in (1, 2, 3)]
        receive(session, [*updates, Received(4, HALIMA.address, '{"text": "Halima"}')], MONDAY)
    desk.turn(ZEBEDEUS, Said("Zebedeus zingt"), 1)
    with desk.database.transaction() as session:
        mark_replied(session, ZEBEDEUS.address, MONDAY)
    desk.turn(ZEBEDEUS, Said("Zebedeus danst"), 2)
    converse(desk, ZEBEDEUS, None, OWN_WORDS)


def by_themselves(desk: Desk) -> None:
    """The person says so."""
    desk.turn(ZEBEDEUS, Said("wis alles"))
    desk.turn(ZEBEDEUS, Said("ja"))


def by_command(desk: Desk) -> None:
    """Somebody does it for them."""
    assert desk.forget(ZEBEDEUS)


def by_token(desk: Desk) -> None:
    """Somebody does it for them who knows the intake, and not who they are."""
    with desk.database.reading() as session:
        person = find_person(session, ZEBEDEUS.channel, ZEBEDEUS.address)
        assert person is not None
        [token] = session.exec(select(Intake.token).where(Intake.candidate_id == person.id))
    assert desk.forget_intake(token)


@pytest.mark.parametrize("erase", [by_themselves, by_command])
def test_nothing_of_an_erased_person_is_left_anywhere_and_others_are_untouched(
    erase: Callable[[Desk], None], open_desk: Callable[[], Desk], database: Database
) -> None:
    desk = open_desk()
    converse(desk, HALIMA)
    others = dump(database)
    tell_everything(desk)
    assert words_in(dump(database)) == list(WORDS)
    with database.reading() as session:
        own = session.exec(select(Intake).order_by(col(Intake.id).desc())).first()
        assert own is not None
        # However often it is said there, it counts once: who begins anew three times is not three people.
        assert was_said(session, " Xylofoon  OPGERUIMD", own)
        assert not was_said(session, "opgeruimd", own)

    erase(desk)

    left = dump(database)
    assert words_in(left) == []
    assert desk.repeat(ZEBEDEUS) is None
    assert {line for line in others.splitlines() if line not in left.splitlines()} == set()
    with database.transaction() as session:
        rows = {row.update_id: (row.chat, row.raw) for row in session.exec(select(Inbox)).all()}
    assert rows == {1: (None, None), 2: (None, None), 3: (None, None), 4: (HALIMA.address, '{"text": "Halima"}')}


def in_files(database_url: str) -> bytes:
    """All that is in the file of the database and its log, as somebody would find it who takes the disk out."""
    file = Path(make_url(database_url).database or "")
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@ON_SQLITE
def test_the_files_hold_no_word_of_an_erased_person_at_once_and_after_somebody_who_was_reading(
    open_desk: Callable[[], Desk], database_url: str
) -> None:
    desk, other = open_desk(), open_desk()
    converse(desk, HALIMA, "age")
    converse(desk, ZEBEDEUS, "work", OWN_WORDS)
    with other.database.reading() as session:
        session.exec(select(Answer)).all()
        by_themselves(desk)  # whoever still reads what was there keeps the log from being emptied
        assert words_in(in_files(database_url)) != []
    desk.turn(HALIMA, Said("hallo"))
    assert b"Halima" in in_files(database_url)
    assert words_in(in_files(database_url)) == []


@ON_SQLITE
def test_what_a_killed_process_left_in_the_log_is_emptied_by_the_next_one(
    open_desk: Callable[[], Desk], database_url: str
) -> None:
    desk = open_desk()
    converse(desk, ZEBEDEUS, "age", OWN_WORDS)
    with patch.object(Database, "_is_log_emptied", return_value=True):  # killed before it came to that
        by_themselves(desk)
    assert words_in(in_files(database_url)) != []
    converse(open_desk(), HALIMA, "name")
    assert words_in(in_files(database_url)) == []


def test_an_erased_appointment_is_free_again(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    offered = press(converse(desk, HALIMA, "moment"), "t")
    converse(desk, ZEBEDEUS, None, OWN_WORDS)
    assert press(desk.turn(HALIMA, Said("herhaal")), "t").value != offered.value
    by_themselves(desk)
    assert press(desk.turn(HALIMA, Said("herhaal")), "t").value == offered.value
    assert question_of(desk.turn(HALIMA, offered)) == "review"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_whoever_is_erased_can_begin_anew_as_somebody_unknown(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    old = press(converse(desk, ZEBEDEUS, "before", OWN_WORDS), "little")
    by_themselves(desk)
    assert question_of(desk.turn(ZEBEDEUS, old)) is None
    assert question_of(desk.turn(ZEBEDEUS, Arrived())) == "language"
    assert question_of(desk.turn(ZEBEDEUS, old)) == "language"
    with desk.database.transaction() as session:
        assert len(session.exec(select(Person)).all()) == len(session.exec(select(Intake)).all()) == 1


def test_erasing_is_all_or_nothing(database: Database, open_desk: Callable[[], Desk]) -> None:
    converse(open_desk(), ZEBEDEUS, None, OWN_WORDS)
    before = dump(database)

    def fail_at_the_end() -> None:
        with database.transaction() as session:
            person = find_person(session, ZEBEDEUS.channel, ZEBEDEUS.address)
            assert person is not None
            forget(session, person, MONDAY)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert dump(database) == before


# Several people in one intake.

WILMA = Visitor("telegram", "888000888")
"""A consultant."""
HER_WORDS = ("Wilma", "888000888")
GUIDED = {"answer", "appointment", "audit", "consent", "intake", "invitation", "outbox", "seat", "thread"}
"""The tables that know of an intake in which a consultant takes part."""


def shown(desk: Desk, visitor: Visitor, page: str, argument: str = "") -> Reply:
    """What somebody sees who presses a button that leads to a page."""
    return desk.turn(visitor, go(page, argument))


def link_in(reply: Reply) -> str:
    """The code of the link that is shown."""
    [link] = [message.qr for message in reply.messages if message.qr]
    return link.partition("start=")[2]


def begins_an_intake(desk: Desk) -> str:
    """The consultant comes in, and begins an intake with what they know themselves: they type where that can be done, and skip
    or take the first option else. Gives back the code of the link for the candidate."""
    with desk.database.transaction() as session:
        works_at = organisation_named(session, demo.REGION, "Gemeente Elders").id
        code, _invitation = invite(session, Role.CONSULTANT, demo.REGION, MONDAY, organisation=works_at)
    desk.turn(WILMA, Arrived(code))
    desk.turn(WILMA, Said("Wilma"))
    shown(desk, WILMA, "new")
    reply = desk.turn(WILMA, press(desk.turn(WILMA, Said("Zebedeus")), "first"))
    while question_of(reply) is not None:
        skip = [one for one in presses(reply) if one.value == "!skip"]
        options = [one for one in presses(reply) if not one.value.startswith("!")]
        reply = desk.turn(WILMA, [*skip, *options][0] if options else Said("houdt van struisvogels"))
    return link_in(reply)


def is_guided(desk: Desk) -> str:
    """All that two people can leave behind in one intake, in the middle of talking; gives back its token."""
    desk.turn(ZEBEDEUS, Arrived(begins_an_intake(desk)))
    token = presses(converse(desk, ZEBEDEUS, "review", OWN_WORDS))[0].token
    shown(desk, WILMA, "remind", token)
    shown(desk, WILMA, "link", token)
    desk.turn(ZEBEDEUS, Said("hulp"))
    desk.turn(ZEBEDEUS, Said("Mag ik mijn struisvogels meenemen? Ze zijn opgeruimd."))
    shown(desk, WILMA, "talk", token)
    desk.turn(WILMA, Said("Dag Zebedeus, dat mag."))
    desk.turn(ZEBEDEUS, Said("Zebedeus dankt u."))
    return token


def tables_with(database: Database, token: str) -> set[str]:
    """The tables that know of the intake with this token."""
    with database.transaction() as session:
        intake = intake_with(session, token)
        if intake is None:
            return set()
        hanging = {
            column.table.name: session.execute(select(column).where(column == intake.id)).all()
            for table in SQLModel.metadata.sorted_tables
            for column in table.columns
            if any(key.column.table.name == "intake" for key in column.foreign_keys)
        }
    return {"intake"} | {name for name, rows in hanging.items() if rows}


@pytest.mark.parametrize(
    ("database_url", "erase"), [("sqlite", by_themselves), ("postgresql", by_token)], indirect=["database_url"]
)
def test_nothing_of_an_erased_person_is_left_with_who_guided_them(
    erase: Callable[[Desk], None], open_desk: Callable[[], Desk], database: Database
) -> None:
    desk = open_desk()
    converse(desk, HALIMA)
    others = dump(database)
    token = is_guided(desk)
    assert words_in(dump(database)) == list(WORDS)
    assert tables_with(database, token) == GUIDED

    erase(desk)

    left = dump(database)
    assert words_in(left) == []
    assert token not in left
    assert {line for line in others.splitlines() if line not in left.splitlines()} == set()
    with database.transaction() as session:
        waiting = session.exec(select(Outbox).join(Person).where(Person.address == WILMA.address)).all()
        assert len(waiting) == 1  # the consultant hears that it was somebody, not who
    # Whoever was writing to them goes on, and finds nothing.
    for event in (Said("Ben je er nog?"), go("case", token), go("talk", token), Pressed(token, "age", 1, "!back")):
        reply = desk.turn(WILMA, event)
        assert reply.messages
        assert "Zebedeus" not in str(reply)
    assert words_in(dump(database)) == []


# Everything that happens in a year.

RUUD, CARLA = Visitor("telegram", "888111888"), Visitor("telegram", "888222888")
"""An adviser of the school, and the coordinator."""
WORKS = {RUUD: (Role.ADVISER, "Voorbeeldcollege Twente"), CARLA: (Role.COORDINATOR, None)}
ADVISED = {*GUIDED, "outcome", "follow_up"}


def take_up_posts(desk: Desk) -> None:
    """The adviser and the coordinator come in."""
    for visitor, (role, where) in WORKS.items():
        with desk.database.transaction() as session:
            organisation = organisation_named(session, demo.REGION, where).id if where else None
            code, _invitation = invite(session, role, demo.REGION, MONDAY, organisation=organisation)
        desk.turn(visitor, Arrived(code))
        desk.turn(visitor, Said("Ruud" if visitor is RUUD else "Carla"))


def fill_in(desk: Desk, visitor: Visitor, reply: Reply, until: str | None = None) -> None:
    """Go through a form: type where that can be done, else take the first option; stop at a question, or at the end."""
    while question_of(reply) not in (None, until):
        options = [one for one in presses(reply) if not one.value.startswith("!")]
        done = next((one for one in options if one.value in ("done", "ready", "!done")), None)
        typed = Said("struisvogels in Haaksbergen")
        reply = desk.turn(visitor, done or options[0] if options else typed)


def has_a_whole_year(desk: Desk, clock: Clock) -> str:
    """All that people can leave behind of one of them who goes all the way: nobody reads what is sent, so it all waits. At the end
    everybody is in the middle of something. Gives back the token of the intake."""
    take_up_posts(desk)
    desk.turn(ZEBEDEUS, Arrived(begins_an_intake(desk)))
    token = presses(converse(desk, ZEBEDEUS, "review", OWN_WORDS))[0].token
    converse(desk, ZEBEDEUS, None, OWN_WORDS)
    for page in ("case", "answers", "link", "together"):
        shown(desk, WILMA, page, token)
    with desk.database.reading() as session:
        appointment = session.exec(select(Appointment)).one()
    clock.now = appointment.starts_at + timedelta(days=1)
    desk.rounds()
    fill_in(desk, RUUD, shown(desk, RUUD, "outcome", f"{token}.{appointment.id}"))
    clock.forward(days=100)
    fill_in(desk, ZEBEDEUS, shown(desk, ZEBEDEUS, "follow", f"{token}.yes"))
    clock.forward(days=100)
    clock.now -= timedelta(days=clock.now.weekday())
    desk.rounds()
    desk.turn(ZEBEDEUS, Said("hulp"))
    desk.turn(ZEBEDEUS, Said("Mag ik mijn struisvogels meenemen? Ze zijn opgeruimd."))
    shown(desk, WILMA, "talk", token)
    desk.turn(WILMA, Said("Dag Zebedeus, dat mag."))
    shown(desk, ZEBEDEUS, "follow", f"{token}.yes")
    shown(desk, RUUD, "correct", f"{token}.{appointment.id}")
    shown(desk, CARLA, "answers", token)
    shown(desk, WILMA, "plan", token)
    return token


def by_retention(desk: Desk) -> None:
    """Nobody does anything any more."""
    assert isinstance(desk.clock, Clock)
    desk.clock.forward(days=725)
    desk.rounds()
    assert "wis ik daarom je antwoorden" in str(desk.unasked(ZEBEDEUS))
    desk.clock.forward(days=7)
    desk.rounds()


@pytest.mark.parametrize(
    ("database_url", "erase"),
    [
        ("sqlite", by_themselves),
        ("sqlite", by_retention),
        ("postgresql", by_command),
    ],
    indirect=["database_url"],
)
def test_after_a_whole_year_nothing_but_a_count_is_left_and_what_was_done_without_of_whom(
    erase: Callable[[Desk], None], open_desk: Callable[[], Desk], database: Database, database_url: str, clock: Clock
) -> None:
    desk = open_desk()
    token = has_a_whole_year(desk, clock)
    assert words_in(dump(database)) == list(WORDS)
    assert tables_with(database, token) == ADVISED
    with database.reading() as session:
        noted = len(session.exec(select(Audit)).all())
        assert {(row.deed, row.what.partition(":")[0]) for row in session.exec(select(Audit))} >= {
            *(("saw", what) for what in ("card", "answers")),
            *(("changed", what) for what in ("answer", "outcome", "talk", "link", "role given")),
            ("sent", "summary"),
        }

    erase(desk)

    left = dump(database)
    assert words_in(left) == []
    assert token not in left
    if database_url.startswith("sqlite"):
        assert words_in(in_files(database_url)) == []
    with database.reading() as session:
        [count] = session.exec(select(Erased))
        assert (count.region_code, count.month, count.stage, count.times) == (demo.REGION, "2026-11", "advised", 1)
        log = session.exec(select(Audit)).all()
        assert {row.about_id for row in log} == {None}
        assert [row.deed for row in log].count("erased") == 1
        if erase is not by_retention:  # by then the log is as old as what was erased
            assert len(log) == noted + 1


def test_when_a_consultant_is_forgotten_the_candidate_keeps_every_answer_and_goes_on(
    open_desk: Callable[[], Desk], database: Database
) -> None:
    desk = open_desk()
    token = is_guided(desk)
    before = answers_in(database, token)
    assert {by for _key, _revision, _settled, by in before} == {"candidate", "consultant"}

    with database.transaction() as session:
        person = find_person(session, WILMA.channel, WILMA.address)
        assert person is not None
        forget(session, person, MONDAY)

    desk.unasked(ZEBEDEUS)  # what she said to them reaches them still
    left = dump(database)
    assert [word for word in HER_WORDS if word in left] == []
    assert answers_in(database, token) == before
    with database.transaction() as session:
        intake = intake_with(session, token)
        assert intake is not None
        assert (intake.consultant_id, intake.region_code) == (None, demo.REGION)
        assert session.exec(select(Answer).where(col(Answer.by_id).not_in([intake.candidate_id]))).all() == []
    assert question_of(desk.turn(ZEBEDEUS, Said("hallo"))) == "review"
    assert question_of(converse(desk, ZEBEDEUS, None, OWN_WORDS)) is None


def answers_in(database: Database, token: str) -> list[tuple[str, int, Any, str]]:
    """The log of an intake: key, revision, answer, and as what somebody gave it."""
    with database.transaction() as session:
        log = select(Answer.key, Answer.revision, Answer.settled, Answer.by).join(Intake)
        return list(session.exec(log.where(Intake.token == token).order_by(col(Answer.id))))


# Where words can be.

OF_PEOPLE = {
    *("person.address", "person.name", "answer.settled", "answer.draft", "seat.answers"),
    *("inbox.raw", "inbox.chat", "outbox.message", "outcome.company", "rule.described"),
}
MEANT_TO_BE_KNOWN = {
    *("region.name", "contact.line", "organisation.name", "organisation.code", "slot.place", "offering.contact"),
}
SAID_BY_SEVERAL_PEOPLE = {"unmatched.fingerprint", "unmatched.phrase"}
CODES = {
    *("person.channel", "person.language", "person.role", "person.region_code", "person.at"),
    *("intake.token", "intake.region_code", "seat.dialogue", "seat.token", "seat.aside", "seat.asked"),
    *("answer.key", "answer.by", "consent.version", "consent.language", "consent.by"),
    *("invitation.fingerprint", "invitation.role", "invitation.region_code"),
    *("inbox.fault", "outbox.key", "outbox.manner", "outbox.fault"),
    *("region.code", "contact.region_code", "organisation.region_code", "offering.crebo", "slot.zone", "slot.way"),
    *("rule.crebos", "rule.languages", "busy.source", "appointment.uid", "appointment.reason"),
    *("outcome.result", "outcome.work", "follow_up.answers", "follow_up.by"),
    *("audit.region_code", "audit.role", "audit.deed", "audit.what"),
    *("erased.region_code", "erased.month", "erased.stage", "erased.result"),
}


def test_personal_data_is_only_in_the_columns_that_erasure_knows(database: Database) -> None:
    """A new column or table is a new place for somebody's words: whoever adds it looks at storage/erasure.py, and then here."""
    texts = {
        f"{table}.{column['name']}"
        for table in SQLModel.metadata.tables
        for column in inspect(database.engine).get_columns(table)
        if str(column["type"]).startswith(("VARCHAR", "TEXT", "JSON"))
    }
    assert texts == OF_PEOPLE | MEANT_TO_BE_KNOWN | SAID_BY_SEVERAL_PEOPLE | CODES


INBOX = SQLModel.metadata.tables["inbox"]
"""It knows people by their address alone."""
MARK = "struisvogels"


def made_up(column: Column[Any]) -> object:
    """A value of the type of a column."""
    match column.type:
        case Boolean():
            return True
        case Integer():
            return 1
        case Date():
            return date(2026, 11, 23)
        case Instant():
            return MONDAY
        case JSON():
            return {"said": f"{MARK} {column}"}
    return f"{MARK} {column}"


def fill_every_table(session: Session, person: Person, intake: Intake) -> None:
    """A row in every table: about this person and this intake, if it is about anybody."""
    ids: dict[str, object] = {"person": person.id, "intake": intake.id}

    def value(column: Column[Any]) -> object:
        target = next((key.column.table.name for key in column.foreign_keys), None)
        return ids[target] if target else made_up(column)

    for table in SQLModel.metadata.sorted_tables:
        if table.name not in ids:
            numbered = table.primary_key.columns.keys() == ["id"]
            row = {column.name: value(column) for column in table.columns if not (numbered and column.name == "id")}
            if table is INBOX:
                row["chat"] = person.address
            key = session.execute(table.insert().values(row).returning(*table.primary_key)).one()
            ids[table.name] = key[0]


@pytest.mark.parametrize(
    ("own", "left"),
    [(True, set[str]()), (False, {"answer.settled", "answer.draft", "outcome.company"})],
    ids=["a candidate", "a professional"],
)
def test_whatever_hangs_on_somebody_does_not_keep_them_from_being_forgotten(
    own: bool, left: set[str], database: Database
) -> None:
    """What is said of a candidate stays when a professional is forgotten who took part in it, and nothing else does."""
    with database.transaction() as session:
        person = new_person(session, INBOX_CHANNEL, f"{MARK} 1", "nl", MONDAY)
        person.name, person.role = f"{MARK} 2", Role.CONSULTANT.value
        candidate = person if own else new_person(session, INBOX_CHANNEL, "somebody else", "nl", MONDAY)
        intake = begin_intake(session, MONDAY, candidate=candidate, consultant=person)
        fill_every_table(session, person, intake)
    assert marked(database) == OF_PEOPLE
    with database.transaction() as session:
        forget(session, session.get_one(Person, person.id), MONDAY)
    assert marked(database) == left


def marked(database: Database) -> set[str]:
    """The columns with words of people in which the mark is."""
    with database.transaction() as session:
        found = {
            f"{table.name}.{column.name}": session.execute(select(column)).all()
            for table in SQLModel.metadata.sorted_tables
            for column in table.columns
        }
    return {name for name, rows in found.items() if name in OF_PEOPLE and MARK in str(rows)}
