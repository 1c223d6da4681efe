import io
from collections.abc import Callable, Iterable, Iterator

import pytest
from rich.console import Console
from sqlmodel import select

from bot.desk import Desk, Visitor
from bot.terminal.person import converse, hear
from dialogs.events import Arrived, Pressed, Said
from storage.tables import Answer, Intake
from tests.bot.someone import next_event, presses, question_of
from tests.conftest import Clock

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HALIMA = Visitor("terminal", "halima")
PRESSES = [Pressed("t", "q", 1, str(number)) for number in range(3)]


def held(desk: Desk, lines: Iterable[str], stop: type[BaseException] = EOFError) -> str:
    """What is on the screen after somebody typed these lines and left."""
    screen = io.StringIO()
    typed = iter(lines)

    def ask() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise stop from None

    converse(desk, HALIMA, Console(file=screen, width=200, highlight=False), ask)
    return screen.getvalue()


def by_number(desk: Desk) -> Iterator[str]:
    """The lines of somebody who answers what they see: the number of the button, else the words."""
    while True:
        screen = desk.repeat(HALIMA)
        assert screen is not None
        event = next_event(screen)
        if isinstance(event, Pressed):
            yield f" {presses(screen).index(event) + 1}"
        elif isinstance(event, Said):
            yield event.text
        else:
            return


def settled(desk: Desk, key: str) -> list[object]:
    with desk.database.transaction() as session:
        return list(session.exec(select(Answer.settled).where(Answer.key == key)).all())


@ON_SQLITE
def test_a_whole_conversation_is_held_by_typing_words_and_the_numbers_of_buttons(desk: Desk, clock: Clock) -> None:
    shown = held(desk, by_number(desk))
    with desk.database.transaction() as session:
        assert session.exec(select(Intake)).one().finished_at is not None
    assert settled(desk, "name") == ["Halima"]
    assert "Klaar, Halima" in shown
    clock.forward(minutes=10)
    assert held(desk, []).count("📎 gesprek.ics") == 1
    assert "Traceback" not in shown


@ON_SQLITE
def test_every_button_is_shown_with_its_number_and_the_first_screen_says_how_it_works(desk: Desk) -> None:
    shown = held(desk, [])
    assert "Ctrl-D" in shown
    assert "1 Nederlands   2 English" in shown
    assert "3 ❓ Waarom?   4 ☰ Meer" in shown


@ON_SQLITE
@pytest.mark.parametrize("leave", [EOFError, KeyboardInterrupt])
def test_leaving_ends_with_a_goodbye_and_later_it_goes_on_where_it_was(
    leave: type[BaseException], open_desk: Callable[[], Desk]
) -> None:
    shown = held(open_desk(), ["Nederlands", "ja", "Halima"], leave)
    assert shown.rstrip().endswith("Tot ziens! Je antwoorden zijn bewaard.")
    again = open_desk()
    assert "Hoe oud ben je?" in held(again, [])
    reply = again.repeat(HALIMA)
    assert reply is not None
    assert question_of(reply) == "age"


@ON_SQLITE
def test_the_goodbye_is_in_the_language_of_the_person(desk: Desk) -> None:
    assert "Tot ziens" not in held(desk, ["2"])


@ON_SQLITE
def test_empty_lines_are_passed_over(desk: Desk) -> None:
    assert held(desk, ["", "   ", "\t"]) == held(desk, [])


@ON_SQLITE
def test_words_of_a_person_are_never_taken_for_the_markup_of_the_screen(desk: Desk) -> None:
    name = "[red]Rood[/] [/] :smile:"
    shown = held(desk, ["Nederlands", "ja", name, "overzicht"])
    assert settled(desk, "name") == [name]
    assert f"Naam: {name}" in shown


@pytest.mark.parametrize(("typed", "heard"), [("1", PRESSES[0]), ("3", PRESSES[2]), ("٢", PRESSES[1])])
def test_a_number_that_is_shown_presses_its_button(typed: str, heard: Pressed) -> None:
    assert hear(typed, PRESSES) == heard


@pytest.mark.parametrize(
    "typed", ["0", "4", "-1", "1.", "²", "23", "1 2", "9" * 5000, "wis alles", "/stop", "/starten"]
)
def test_anything_else_is_said(typed: str) -> None:
    assert hear(typed, PRESSES) == Said(typed)


def test_start_arrives_perhaps_with_a_code() -> None:
    assert hear("/start", PRESSES) == Arrived()
    assert hear("/start roc-twente", PRESSES) == Arrived("roc-twente")


@ON_SQLITE
def test_after_erasing_nothing_can_be_pressed_and_a_word_begins_anew(desk: Desk) -> None:
    shown = held(desk, ["Nederlands", "ja", "wis alles", "1", "1", "hallo"])
    assert "Alles is gewist" in shown
    with desk.database.transaction() as session:
        assert len(session.exec(select(Intake)).all()) == 1
        assert session.exec(select(Answer)).all() == []
