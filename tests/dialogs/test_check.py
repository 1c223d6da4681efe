"""The check finds every fault in a dialogue that somebody broke on purpose."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dialogs import check as checking
from dialogs.answers import Json
from dialogs.check import check, check_together
from dialogs.conditions import Always, Answer, Condition, all_of, any_of
from dialogs.controls import WORDS, Control
from dialogs.dialogue import LEFT_OPEN, Dialogue, Note, Question
from dialogs.dialogues import DIALOGUES
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, OneOf, SeveralOf, WholeNumber, YesNo
from dialogs.kinds.kind import Option
from dialogs.text import Text, _, verbatim
from tests.dialogs.world import small_world

YES, NO = _("Ja"), _("Nee")
"""Texts that are translated already, so that a broken dialogue has one fault only."""


def question(key: str, when: Condition = Always(), kind: OneOf | None = None, **more: Any) -> Question:
    """A sound question."""
    return replace(Question(key, _("Heb je nu werk?"), kind or YesNo(), when), **more)


def faults(*questions: Question, done: tuple[Text, ...] = (YES,)) -> list[str]:
    """What the check says of these questions."""
    return [str(fault) for fault in check(Dialogue("broken", *questions, done=done), small_world())]


def together(*dialogues: Dialogue) -> list[str]:
    """What the check says of what these dialogues share."""
    return [str(fault) for fault in check_together(dialogues)]


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.name)
def test_every_dialogue_is_sound(dialogue: Dialogue) -> None:
    assert check(dialogue, small_world()) == []


def test_all_dialogues_are_sound_together() -> None:
    assert check_together(DIALOGUES) == []


def test_a_small_sound_dialogue_has_no_faults() -> None:
    assert faults(question("a"), question("b", Answer("a").among("yes"))) == []


@pytest.mark.parametrize(
    ("when", "what"),
    [
        (Answer("nothing").among("yes"), "'nothing', which is no question"),
        (Answer("c").among("yes"), "'c', which is asked later"),
        (Answer("b").among("yes"), "'b', which is asked later"),
        (any_of(Answer("a").among("yes"), Answer("c").among("no")), "'c', which is asked later"),
        (Answer("a").among("maybe"), "'maybe', which is no answer to 'a'"),
        (Answer("a").among("yes", "perhaps"), "'perhaps', which is no answer to 'a'"),
        (Answer("a").below(3), "can never be reached"),
        (all_of(Answer("a").among("yes"), Answer("a").among("no")), "can never be reached"),
        (any_of(), "can never be reached"),
        (Answer("a").among(), "can never be reached"),
        (Answer("a").among("~"), "'~', which is no answer to 'a'"),
    ],
)
def test_a_condition_that_makes_no_sense_is_found(when: Condition, what: str) -> None:
    found = faults(question("a"), question("b", when), question("c"))
    assert any(fault.startswith("b: ") and what in fault for fault in found), found


def test_a_question_that_hangs_on_one_that_cannot_be_reached_is_found_too() -> None:
    never = all_of(Answer("a").among("yes"), Answer("b").among("yes"))
    found = faults(question("a"), question("b", Answer("a").among("no")), question("c", never))
    assert found == ["c: can never be reached"]


def test_a_number_out_of_range_is_found() -> None:
    age = Question("age", _("Hoe oud ben je?"), WholeNumber(12, 99, example=34))
    assert faults(age, question("b", Answer("age").below(18))) == []
    assert faults(age, question("b", Answer("age").below(13))) == []
    assert faults(age, question("b", Answer("age").below(12))) == ["b: can never be reached"]


def test_rather_not_say_is_an_answer_to_an_optional_question() -> None:
    assert faults(question("a", optional=True), question("b", Answer("a").among("~"))) == []
    left_open = question("b", Answer("a").among(LEFT_OPEN.value))
    assert faults(question("a", optional=True), left_open) == [
        "b: has a condition on '-', which is no answer to 'a'",
        "b: can never be reached",
    ]
    skipping = Dialogue("professional", question("a", optional=True), left_open, skip=LEFT_OPEN, done=(YES,))
    assert not [fault for fault in check(skipping, small_world()) if fault.where == "b"]


def test_a_note_that_can_never_be_said_is_found() -> None:
    assert faults(question("a", notes=(Note(Answer("a").among("yes"), YES),))) == []
    found = faults(question("a", notes=(Note(all_of(Answer("a").among("yes"), Answer("a").among("no")), YES),)))
    assert found == ["a: has a note that can never be shown"]
    (found_later,) = faults(question("a", notes=(Note(Answer("b").among("yes"), YES),)), question("b"))
    assert "asked later" in found_later


@pytest.mark.parametrize(
    ("questions", "what"),
    [
        ((question("a"), question("a")), "'a' is used twice"),
        ((question("a"), question("b", formerly=("a",))), "'a' is used twice"),
        ((question("a", formerly=("x",)), question("b", formerly=("x",))), "'x' is used twice"),
        ((question("a.b"),), "'a.b' is empty or has a dot"),
        ((question(""),), "'' is empty or has a dot"),
    ],
)
def test_a_doubled_or_odd_key_is_found(questions: tuple[Question, ...], what: str) -> None:
    assert any(what in fault for fault in faults(*questions))


def test_two_options_with_the_same_label_are_found() -> None:
    twice = (Option("a", _("Ja")), Option("b", _("Ja")))
    assert any("is the label of two options" in fault for fault in faults(question("a", kind=OneOf(twice))))
    several = Question("a", _("Heb je nu werk?"), SeveralOf(twice, nothing=Option("none", _("Nee"))))
    assert any("is the label of two options" in fault for fault in faults(several))


def test_the_same_words_for_two_controls_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WORDS, Control.STOP, _("stop, terug"))
    assert any("'terug' means both" in fault for fault in together())


def test_a_button_that_carries_too_much_is_found() -> None:
    assert any("more than 64 bytes" in fault for fault in faults(question("k" * 60)))
    long = OneOf((Option("v" * 60, YES), Option("no", NO)))
    assert any("more than 64 bytes" in fault for fault in faults(question("a", kind=long)))


def test_a_message_that_is_too_long_is_found() -> None:
    long = Question("a", _("Heb je nu werk?"), FreeText(5000, example=_("Halima")))
    assert any("more than 4096" in fault for fault in faults(long, question("b")))
    counted_in_utf16 = Question("a", verbatim("😀" * 2100), YesNo())
    assert any("more than 4096" in fault for fault in faults(counted_in_utf16))


def test_a_question_that_few_are_asked_is_measured_too() -> None:
    few = question("k" * 60, Answer("a").among("no"))
    assert any("more than 64 bytes" in fault for fault in faults(question("a"), few))
    fewer = question("k" * 60, all_of(Answer("b").among("no"), Answer("c").among("no")))
    assert any(
        "more than 64 bytes" in fault
        for fault in faults(question("a"), question("b", Answer("a").among("no")), question("c"), fewer)
    )


def test_a_button_without_a_label_is_found() -> None:
    found = faults(question("a", kind=OneOf((Option("x", verbatim(" ")), Option("no", NO)))))
    assert any("a button has no label" in fault for fault in found)


def test_a_last_word_about_an_answer_that_not_everybody_gives_is_found() -> None:
    assert faults(question("a"), done=(verbatim("{a}"), Text("{a}", domain=None))) == []
    (found,) = faults(question("a"), done=(Text("{a} {nobody}", domain=None),))
    assert "'nobody'" in found
    (found,) = faults(question("a"), question("b", Answer("a").among("yes")), done=(Text("{b}", domain=None),))
    assert "'b'" in found


def test_a_last_word_that_is_too_long_is_found() -> None:
    assert any("more than 4096" in fault for fault in faults(question("a"), done=(verbatim("W" * 5000),)))


# What dialogues share.


def test_the_same_question_may_be_in_several_dialogues_in_other_words() -> None:
    here, there = (
        question("a", formerly=("x",)),
        question("a", formerly=("x",), text=_("Hoe oud ben je?"), optional=True),
    )
    assert together(Dialogue("here", here, question("b")), Dialogue("there", question("c"), there)) == []


@pytest.mark.parametrize(
    "other",
    [
        question("a", kind=YesNo(unsure=True)),
        question("a", Answer("b").among("yes")),
        question("a", formerly=("x",)),
        question("c", formerly=("a",)),
    ],
    ids=["another kind", "another condition", "other older keys", "an older key"],
)
def test_one_key_for_two_questions_is_found(other: Question) -> None:
    (fault,) = together(Dialogue("here", question("b"), question("a")), Dialogue("there", question("b"), other))
    assert fault.startswith(f"there, {other.key}: the key 'a' has another kind of answer")
    assert fault.endswith("in here")


def test_one_name_for_two_dialogues_is_found() -> None:
    assert together(Dialogue("same", question("a")), Dialogue("same", question("b"))) == [
        "same: is the name of two dialogues"
    ]


# Translations.


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The catalogue of a language that is only just begun; the check looks at that one, and at Dutch."""
    po = tmp_path / "fr" / "LC_MESSAGES" / "praktijkgids.po"
    po.parent.mkdir(parents=True)
    monkeypatch.setattr(checking, "LOCALE", tmp_path)
    monkeypatch.setattr(checking, "languages", lambda: ("nl", "fr"))
    yield po


def messages(**translated: str) -> str:
    """A catalogue with these texts."""
    return 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n' + "".join(
        f'\nmsgid "{msgid}"\nmsgstr "{words}"\n' for msgid, words in translated.items()
    )


TRANSLATED = {
    "Heb je nu werk?": "Avez-vous du travail ?",
    "Ja": "Oui",
    "Nee": "Non",
    "Met je antwoord kunnen we je beter helpen.": "Votre réponse nous aide.",
    "jawel, jazeker, ja hoor, zeker, klopt, ok, oké, goed, graag, yes, jep": "oui",
    "nee hoor, nope, niet, helemaal niet, nog niet, no": "non",
}


def test_a_text_that_is_translated_is_no_fault(french: Path) -> None:
    texts = {text.msgid for text in checking._texts(Dialogue("d", question("a"), done=(YES,)))}
    french.write_text(messages(**{**dict.fromkeys(texts, "x"), **TRANSLATED}))
    assert faults(question("a")) == together() == []


@pytest.mark.parametrize(
    ("catalogue", "what"),
    [
        (messages(), "'Heb je nu werk?': is not in the catalogue of fr"),
        (messages(**{"Heb je nu werk?": ""}), "'Heb je nu werk?': is not translated into fr"),
        (messages(**{"Hoi {name}": "Salut {nom}"}), "'Hoi {name}': has other values in fr"),
        (messages(**{"Hoi {name}": "Salut"}), "'Hoi {name}': has other values in fr"),
        (messages() + '\n#, fuzzy\nmsgid "Hoi"\nmsgstr "Salut"\n', "'Hoi': is not translated into fr"),
        (
            messages() + '\nmsgid "{n} letter"\nmsgid_plural "{n} letters"\nmsgstr[0] "{n} lettre"\nmsgstr[1] ""\n',
            "'{n} letter': is not translated into fr",
        ),
    ],
    ids=["missing", "empty", "another value", "a value less", "fuzzy", "an empty plural"],
)
def test_a_fault_in_a_translation_is_found(french: Path, catalogue: str, what: str) -> None:
    french.write_text(catalogue)
    found = [*faults(question("a")), *together()]
    assert any(what in fault for fault in found), found


def test_every_sample_of_the_intake_is_an_answer() -> None:
    for asked in INTAKE.questions:
        samples: list[Json] = list(asked.kind.samples())
        assert samples
        assert all(asked.kind.adopt(sample) == sample for sample in samples)
