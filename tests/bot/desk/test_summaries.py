"""The summary of an intake: who gets it unasked, when, and who can ask for it."""

import io

import pytest
from pypdf import PdfReader
from sqlmodel import select

from bot.desk import Desk
from bot.desk.paper import Copy, file_name
from dialogs.messages import Message
from people.policy import REACH, Action
from people.roles import Role
from storage.database import Database
from storage.outbox import expecting, say
from storage.people import new_person
from storage.tables import Audit
from tests.bot.desk.cast import EVERYBODY, Cast, buttons, in_words, own_intake, person, token_of, visitor
from tests.bot.someone import Habit, converse
from tests.conftest import MONDAY, Clock

NO_MOMENT = Habit(wants={"moment": ("none",)})
LATE = {"hours": 11, "minutes": 30}
"""From the moment at which every test begins until after nine in the evening."""


def finish(cast: Cast, name: str = "mira", habit: Habit | None = None) -> None:
    """A candidate answers everything that is left."""
    converse(cast.desk, visitor(name), None, habit or Habit())


def summaries(messages: tuple[Message, ...]) -> list[Message]:
    return [message for message in messages if message.attached is not None]


def got(cast: Cast) -> dict[str, int]:
    """How many summaries each is told now, for those who get any."""
    told = {name: len(summaries(cast.hears(name))) for name in EVERYBODY}
    return {name: number for name, number in told.items() if number}


def page(desk: Desk, message: Message, language: str = "nl") -> str:
    """The words of the page that a message hands out."""
    assert message.attached is not None
    file = desk.file(message.attached, language)
    assert file is not None
    (paper,) = PdfReader(io.BytesIO(file.content)).pages
    return " ".join(paper.extract_text().split())


def seen(cast: Cast, name: str, about: str) -> Message:
    """The summary that somebody asks for."""
    return cast.goes(name, "paper", token_of(cast.desk.database, about)).messages[0]


def test_everybody_in_the_conversation_gets_a_finished_intake_once_and_nobody_else(cast: Cast) -> None:
    finish(cast)
    told = {name: summaries(cast.hears(name)) for name in EVERYBODY}
    assert {name for name, messages in told.items() if messages} == {"bram", "carla", "noor"}
    for name in ("bram", "carla", "noor"):
        (message,) = told[name]
        words = in_words((message,))
        assert "Samenvatting van Mira, 23 jaar, Enschede" in words
        assert "crebo 25746" in words
        assert "📅 Gesprek: dinsdag 24 november om" in words
        assert "Mira" in page(cast.desk, message)
    finish(cast)
    cast.says("mira", "overzicht")
    assert got(cast) == {}


def test_somebody_with_two_parts_in_it_gets_it_once_and_who_is_at_work_a_little_later(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    cast.goes("carla", "take", token_of(cast.desk.database, "zef"))
    cast.hears("carla")
    cast.goes("carla", "together", token_of(cast.desk.database, "zef"))
    converse(cast.desk, visitor("carla"))
    assert got(cast) == {"noor": 1}
    clock.forward(minutes=6)
    assert got(cast) == {"carla": 1}


def test_about_themselves_nobody_gets_anything_but_the_own_copy(cast: Cast) -> None:
    cast.opens("carla", cast.links("sanne", cast.begins("sanne", "Carla")))
    finish(cast, "carla", Habit(says={"name": "Carla"}))
    assert got(cast) == {"sanne": 1, "noor": 1}
    mine = cast.goes("carla", "paper", token_of(cast.desk.database, "carla")).messages[0]
    assert mine.attached is not None
    assert mine.attached.what == Copy.OWN


def test_the_adviser_gets_it_when_the_conversation_is_booked_later_and_not_again_when_it_moves(cast: Cast) -> None:
    finish(cast, habit=NO_MOMENT)
    assert got(cast) == {"bram": 1, "carla": 1}
    for _time in range(2):
        cast.goes("bram", "plan", token_of(cast.desk.database, "mira"))
        free = [press for press in buttons(cast.screen["bram"]) if press.value.startswith("t")]
        cast.does("bram", free[_time])
        assert got(cast) == ({"noor": 1} if _time == 0 else {})


def test_what_waits_for_the_morning_is_the_newest_and_goes_to_nobody_whom_it_does_not_concern_any_more(
    cast_and_clock: tuple[Cast, Clock],
) -> None:
    cast, clock = cast_and_clock
    clock.forward(**LATE)
    finish(cast)
    assert got(cast) == {}
    cast.says("mira", "overzicht")
    cast.does("mira", next(press for press in buttons(cast.screen["mira"]) if press.question == "name"))
    cast.says("mira", "Mirjam")
    cast.goes("bram", "case", token_of(cast.desk.database, "mira"))
    cast.picks("bram", "off")
    cast.does("bram", next(press for press in buttons(cast.screen["bram"]) if press.value.endswith(".closed")))
    clock.forward(hours=12)
    told = {name: summaries(cast.hears(name)) for name in EVERYBODY}
    assert {name: len(messages) for name, messages in told.items() if messages} == {"bram": 1, "carla": 1}
    assert "Samenvatting van Mirjam" in in_words(tuple(told["bram"]))
    assert "Nog geen gesprek gepland" in in_words(tuple(told["bram"]))


def test_of_who_is_erased_nothing_goes_out_and_no_page_is_made(cast_and_clock: tuple[Cast, Clock]) -> None:
    cast, clock = cast_and_clock
    asked = seen(cast, "bram", "mira")
    clock.forward(**LATE)
    finish(cast)
    cast.says("mira", "wis alles", "ja")
    clock.forward(hours=12)
    assert got(cast) == {}
    assert asked.attached is not None
    assert cast.desk.file(asked.attached, "nl") is None


def test_who_may_not_see_the_background_gets_a_summary_without(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Doelgroep" in page(cast.desk, seen(cast, "noor", "kees"))
    monkeypatch.delitem(REACH[Role.ADVISER], Action.SEE_BACKGROUND)
    without = seen(cast, "noor", "kees")
    assert "Doelgroep" not in page(cast.desk, without)
    assert "Van de begeleider" not in page(cast.desk, without)
    card = cast.goes("noor", "case", token_of(cast.desk.database, "kees")).messages
    assert "paper" not in {press.question for press in buttons(card)}


def test_a_candidate_gets_the_own_copy_by_button_by_words_and_by_command(cast: Cast) -> None:
    assert "copy" in {press.question for press in buttons((converse(cast.desk, visitor("kees")).messages[-1],))}
    for words in ("mijn samenvatting", "/samenvatting", "eigen kopie"):
        (message,) = cast.says("kees", words).messages
        printed = page(cast.desk, message)
        assert "Mijn samenvatting" in printed
        assert "Doelgroep" not in printed
    assert "nog niet klaar" in in_words(cast.says("mira", "samenvatting").messages)
    assert not summaries(cast.says("tom", "samenvatting").messages)


def test_who_sees_or_gets_a_summary_is_noted(cast: Cast) -> None:
    finish(cast)
    seen(cast, "carla", "mira")
    cast.says("mira", "mijn samenvatting")
    with cast.desk.database.reading() as session:
        about = own_intake(session, "mira").id
        noted = session.exec(select(Audit).where(Audit.about_id == about, Audit.what == "summary")).all()
        who = {person(session, name).id: name for name in ("bram", "carla", "noor")}
        assert [(one.deed, who[one.who_id or 0]) for one in noted if one.deed == "saw"] == [("saw", "carla")]
        assert {who[one.who_id or 0] for one in noted if one.deed == "sent"} == {"bram", "carla", "noor"}


def test_the_file_is_called_after_the_person_in_letters_that_every_machine_knows() -> None:
    assert file_name("Halima") == "samenvatting-halima.pdf"
    assert file_name("Zoë O'Neil / ../x") == "samenvatting-zoe-o-neil-x.pdf"
    assert file_name("حليمة") == "samenvatting.pdf"


def test_whom_something_waits_for_is_known_by_the_begin_of_its_key(database: Database) -> None:
    with database.transaction() as session:
        one, other = (new_person(session, "terminal", name, "nl", MONDAY).id for name in ("one", "other"))
        for key, to in (("summary:1:a", one), ("summary:12:a", other), ("summary_1:a", other)):
            say(session, to, Message((), ()), MONDAY, key=key)
        assert expecting(session, "summary:1:") == {one}
