"""The drawing of a dialogue."""

import re

from dialogs.conditions import Answer
from dialogs.dialogue import Dialogue, Question
from dialogs.draw import draw
from dialogs.intake import INTAKE
from dialogs.kinds import WholeNumber, YesNo
from dialogs.text import _, render

ARROW = re.compile(r'^    (\w+) -->(?:\|"([^"]*)"\|)? (\w+)$', re.MULTILINE)


def test_the_drawing_holds_every_question_with_its_words_and_kind() -> None:
    drawing = draw(INTAKE)
    assert drawing.startswith("flowchart TD\n    %% intake\n")
    for question in INTAKE.questions:
        node = next(line for line in drawing.splitlines() if line.startswith(f"    {question.key}["))
        assert render(question.text, "nl").replace('"', "'") in node
        assert type(question.kind).__name__ in node


def test_the_drawing_holds_every_condition_and_every_note() -> None:
    drawing = draw(INTAKE)
    for question in INTAKE.questions:
        assert str(question.when) in drawing
        for note in question.notes:
            assert str(note.when) in drawing


def test_every_question_can_be_reached_and_left_in_the_drawing() -> None:
    arrows = ARROW.findall(draw(INTAKE))
    keys = [question.key for question in INTAKE.questions]
    reached = {keys[0]}
    for start, _words, end in arrows:
        assert start in reached
        reached.add(end)
    assert reached == {*keys, "done"}
    assert {start for start, _words, _end in arrows} == set(keys)


def test_an_arrow_passes_over_a_question_that_may_not_apply() -> None:
    small = Dialogue(
        "small",
        Question("age", _("Hoe oud ben je?"), WholeNumber(1, 99, example=34)),
        Question("home", _("Woon je thuis?"), YesNo(), Answer("age").below(18)),
        Question("last", _('Zeg je "ja"?'), YesNo()),
    )
    assert ARROW.findall(draw(small)) == [
        ("age", "age &lt; 18", "home"),
        ("age", "", "last"),
        ("home", "", "last"),
        ("last", "", "done"),
    ]
    assert "Zeg je 'ja'?" in draw(small)


def test_the_last_question_may_be_one_that_does_not_apply() -> None:
    small = Dialogue(
        "small",
        Question("a", _("Heb je nu werk?"), YesNo()),
        Question("b", _("Heb je nu werk?"), YesNo(), Answer("a").among("yes")),
    )
    assert ARROW.findall(draw(small)) == [("a", "a: yes", "b"), ("a", "", "done"), ("b", "", "done")]
