"""Somebody who has never seen the code adds a question by adding one line, and sees it everywhere."""

from dialogs.check import _texts, check
from dialogs.conditions import Answer
from dialogs.dialogue import Dialogue, Question
from dialogs.draw import draw
from dialogs.intake import INTAKE
from dialogs.kinds import YesNo
from dialogs.summary import summarise
from dialogs.text import _, languages, render
from tests.dialogs.world import Conversation, small_world

EXTENDED = Dialogue(
    "intake",
    *INTAKE.questions[:3],
    Question("bike", _("Heb je een fiets?"), YesNo(), label=_("Fiets"), why=_("Dan weten we hoe ver je kunt reizen.")),
    *INTAKE.questions[3:],
    done=INTAKE.done,
)


def test_it_is_asked_where_it_stands() -> None:
    talk = Conversation(EXTENDED).to("name")
    talk.say("Halima")
    assert talk.asked == "bike"
    assert "Heb je een fiets?" in talk.words()
    talk.say("waarom")
    assert "Dan weten we hoe ver je kunt reizen." in talk.words()
    talk.say("ja")
    assert talk.asked == "age"


def test_it_is_in_the_overview_the_last_look_the_end_and_the_summary() -> None:
    talk = Conversation(EXTENDED).to("age")
    talk.say("overzicht")
    assert "Fiets: Ja" in talk.words()
    assert "bike" in [button.press.question for row in talk.shown.buttons for button in row]
    talk.to("review")
    assert "Fiets: Ja" in talk.words()
    talk.finish()
    assert "Fiets: Ja" in talk.words()
    summary = summarise(EXTENDED, talk.state, talk.world)
    assert summary.values["bike"] == "yes"
    assert any("Fiets: Ja" in render(line.text, "nl") for line in summary.lines)


def test_it_counts_in_the_progress() -> None:
    talk = Conversation(EXTENDED).to("age")
    before = Conversation(INTAKE).to("age")
    assert talk.shown.progress is not None
    assert before.shown.progress is not None
    assert talk.shown.progress.answered == before.shown.progress.answered + 1
    assert talk.shown.progress.of == before.shown.progress.of + 1


def test_it_is_drawn() -> None:
    drawing = draw(EXTENDED)
    assert "Heb je een fiets?" in drawing
    assert "name --> bike" in drawing
    assert "bike --> age" in drawing


def test_its_texts_are_collected_and_asked_to_be_translated() -> None:
    collected = {text.msgid for text in _texts(EXTENDED)}
    assert {"Heb je een fiets?", "Fiets", "Dan weten we hoe ver je kunt reizen."} <= collected
    faults = check(EXTENDED, small_world())
    others = len(languages()) - 1
    assert len(faults) == 3 * others
    assert all("is not in the catalogue" in fault.what for fault in faults)


def test_an_intake_that_was_under_way_goes_on_and_is_asked_it_too() -> None:
    talk = Conversation(INTAKE).to("hours")
    going_on = Conversation(EXTENDED)
    going_on.state = talk.state
    going_on.arrive()
    assert going_on.asked == "bike"
    going_on.say("nee")
    assert going_on.asked == "hours"
    going_on.finish()
    assert {**talk.values, "bike": "no"}.items() <= going_on.values.items()


def test_another_question_can_hang_on_it() -> None:
    hanging = Question("electric", _("Is die elektrisch?"), YesNo(), when=Answer("bike").among("yes"))
    dialogue = Dialogue("intake", *EXTENDED.questions[:4], hanging, *EXTENDED.questions[4:], done=INTAKE.done)
    talk = Conversation(dialogue).to("bike")
    talk.copy().finish(bike="no")
    talk.say("ja")
    assert talk.asked == "electric"
    talk.finish()
    assert talk.values["electric"] == "yes"
