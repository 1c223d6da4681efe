"""The questions to a professional: short, about the same intake, and nothing that a candidate may not read."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.answers import CONSULTANT, RATHER_NOT, Given, Json, State
from dialogs.check import check
from dialogs.controls import LABELS, Control
from dialogs.dialogue import LEFT_OPEN, Question
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.hearing import normal
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, SeveralOf
from dialogs.messages import Message
from dialogs.professional import BENEFITS, PROFESSIONAL, TARGET_GROUPS, about_the_candidate
from dialogs.summary import summarise
from dialogs.text import _, render
from dialogs.turn import take
from tests.dialogs.world import TOKEN, Conversation, as_stored, scene, small_world, text_of, words_of

SHARED = {"school", "foreign", "diploma", "usable", "hours"}
OWN = [question.key for question in PROFESSIONAL.questions if INTAKE.question(question.key) is None]
SECRET = "Zwaluwstaart"
"""A word that is nowhere but in the answers of the professional."""

USUAL_RUN: dict[str, list[str]] = {
    "target_group": ["participatiewet"],
    "referrer": ["gemeente"],
    "obligation": ["apply"],
    "school": ["vmbo"],
    "werkfit": ["+specific", "done"],
    "leerbaarheid": ["“Onthoudt wat ik één keer voordoe, ook een week later nog."],
    "schoolbaarheid": ["“Kwam drie maanden op tijd en vroeg zelf om hulp."],
    "voluntary": ["yes"],
    "company": ["none"],
    "hours": ["20to27"],
    "financing": ["+participatiewet", "done"],
    "joining": ["+consultant", "done"],
    "remark": [Control.SKIP],
}
"""What a consultant of a municipality does: presses, and “types."""
READS, TYPES = 200, 30
"""Words a minute; typing is on a phone."""


class Consultant:
    """A consultant who answers the professional questions of an intake."""

    def __init__(self, answers: dict[str, Given] | None = None) -> None:
        self.state = State(TOKEN, PROFESSIONAL.adopt(answers or {}))
        self.asked: list[str] = []
        self.do(Arrived())

    def do(self, event: Event) -> None:
        """Take a turn."""
        turn = take(PROFESSIONAL, self.state, event, small_world(), CONSULTANT)
        self.state, self.shown = as_stored(turn.state), turn.messages[-1]
        if self.shown.question and self.shown.question not in self.asked:
            self.asked.append(self.shown.question)

    def press(self, value: str) -> None:
        """Press the button for `value`."""
        self.do(next(button.press for row in self.shown.buttons for button in row if button.press.value == value))

    def answer(self, step: str) -> None:
        """Press, or “type."""
        if step.startswith("“"):
            self.do(Said(step[1:]))
        else:
            self.press(step)

    @property
    def values(self) -> dict[str, Json]:
        """The whole answers that count."""
        return dict(PROFESSIONAL.values(self.state))


def question(key: str) -> Question:
    """The professional question with this key."""
    found = PROFESSIONAL.question(key)
    assert found is not None
    return found


def whole(**answers: Json) -> dict[str, Given]:
    """These answers, given by a consultant."""
    return {key: Given().whole(value, CONSULTANT) for key, value in answers.items()}


def everything() -> dict[str, Given]:
    """An answer of the professional to each question; own words hold the secret."""
    longest = {
        asked.key: max(asked.kind.samples(), key=lambda value: len(str(value))) for asked in PROFESSIONAL.questions
    }
    words = {asked.key: SECRET for asked in PROFESSIONAL.questions if isinstance(asked.kind, FreeText)}
    return whole(**longest | words | {"school": "abroad", "foreign": "yes", "company": "own", "diploma": "kok, 2001"})


def words_for_the_professional() -> Iterator[str]:
    """What is said to nobody but a professional."""
    for asked in PROFESSIONAL.questions:
        own = asked.label if asked.key in OWN else None
        yield from (render(text, "nl") for text in (asked.text, asked.why, asked.hint, own) if text is not None)


def parts(message: Message) -> str:
    """What a professional reads of a question: all but the buttons that are always there."""
    labels = [
        render(button.label, "nl")
        for row in message.buttons
        for button in row
        if Control.of(button.press.value) in (None, Control.SKIP)
    ]
    return "\n".join([text_of(message), *labels])


# What is asked.


def test_it_is_sound_in_dutch() -> None:
    assert [fault for fault in check(PROFESSIONAL, small_world()) if "catalogue" not in fault.what] == []


def test_what_the_candidate_is_asked_too_is_the_same_question_in_other_words() -> None:
    assert {asked.key for asked in PROFESSIONAL.questions} - {*OWN} == SHARED
    for key in SHARED:
        theirs, ours = INTAKE.question(key), question(key)
        assert theirs is not None
        assert replace(ours, text=theirs.text, hint=theirs.hint, why=theirs.why, notes=theirs.notes) == theirs
        assert ours.text != theirs.text
        assert ours.why != theirs.why
        assert ours.notes == ()


def test_only_a_question_of_the_candidate_can_be_asked_about_them() -> None:
    with pytest.raises(KeyError):
        about_the_candidate("shoe_size", _("Welke maat?"), why=_("Voor de werkschoenen."))


def test_all_may_be_skipped_but_target_group_referrer_and_voluntariness() -> None:
    needed = {asked.key for asked in PROFESSIONAL.questions if not asked.optional}
    assert needed == {"target_group", "referrer", "voluntary"}


@pytest.mark.parametrize(
    ("key", "terms"),
    [
        ("leerbaarheid", ("leerbaarheid", "leren en afmaken", "bijvoorbeeld")),
        ("schoolbaarheid", ("schoolbaarheid", "gedrag en motivatie", "bijvoorbeeld")),
        ("school", ("startkwalificatie", "havo", "mbo 2")),
        ("usable", ("startkwalificatie", "verouderde")),
        ("placement", ("springplank", "op weg naar werk")),
        ("financing", ("derde leerweg", "mbo op maat")),
        ("werkfit", ("werkfit", "vier lagen")),
    ],
)
def test_a_term_is_explained_at_the_question(key: str, terms: tuple[str, ...]) -> None:
    asked = question(key)
    said = " ".join(render(text, "nl") for text in (asked.text, asked.hint, asked.why) if text).casefold()
    assert all(term in said for term in terms)


def test_nothing_about_health_is_asked() -> None:
    said = " ".join(words_for_the_professional())
    assert not re.search(r"ziek|medisch|medicijn|beperking|handicap|arts|dokter|verslav|psych", said, re.IGNORECASE)
    for key in ("leerbaarheid", "schoolbaarheid"):
        assert "Geen diagnose" in render(question(key).hint or _(""), "nl")
    assert render(question("remark").hint or _(""), "nl") == "Niets over gezondheid, en geen BSN."


def test_a_citizen_service_number_is_not_kept() -> None:
    consultant = Consultant(whole(**{key: value.settled for key, value in everything().items() if key != "remark"}))
    assert consultant.shown.question == "remark"
    consultant.do(Said("bel mij over 111222333"))
    assert consultant.shown.question == "remark"
    assert "111222333" not in repr(consultant.state)


@pytest.mark.parametrize("group", [option.value for option in TARGET_GROUPS])
def test_a_benefit_is_asked_when_the_target_group_does_not_say_it(group: str) -> None:
    asked = question("benefit").when.holds({"target_group": group})
    assert asked == (group not in {"participatiewet", "ww", "wia", "wajong", "nug", "detention"})


@pytest.mark.parametrize("benefit", [option.value for option in BENEFITS])
def test_an_obligation_is_asked_of_who_has_a_benefit(benefit: str) -> None:
    assert question("obligation").when.holds({"target_group": "vsv", "benefit": benefit}) == (benefit != "none")


@pytest.mark.parametrize(
    ("company", "asked"), [("own", True), ("other", True), ("none", False), (LEFT_OPEN.value, False)]
)
def test_more_about_the_company_is_asked_when_there_is_one(company: str, asked: bool) -> None:
    for key in ("company_name", "recognised", "placement"):
        assert question(key).when.holds({"company": company}) == asked


# How long it takes.


def usual_run() -> tuple[Consultant, int, float]:
    """A consultant who does the usual run, with the taps, and the minutes that reading and typing take."""
    consultant, taps, minutes = Consultant(), 0, 0.0
    for key, steps in USUAL_RUN.items():
        assert consultant.shown.question == key
        minutes += len(parts(consultant.shown).split()) / READS
        for step in steps:
            consultant.answer(step)
            typed = len(step.split()) if step.startswith("“") else 0
            taps, minutes = taps + (not typed), minutes + typed / TYPES
    return consultant, taps, minutes


def test_the_usual_run_has_at_most_14_questions_and_takes_less_than_three_minutes() -> None:
    consultant, taps, minutes = usual_run()
    assert consultant.shown.question is None
    assert len(consultant.asked) <= 14
    assert taps <= 20
    assert minutes < 3


def test_who_knows_little_is_done_with_a_tap_a_question() -> None:
    consultant = Consultant()
    while consultant.shown.question:
        needed = not question(consultant.shown.question).optional
        consultant.press(consultant.shown.buttons[0][0].press.value if needed else Control.SKIP)
    assert len(consultant.asked) <= 14


CHOICES = st.lists(st.integers(0, 99), min_size=60, max_size=60)


@settings(deadline=None, max_examples=40)
@given(CHOICES)
def test_whatever_is_chosen_the_end_is_near_and_the_summary_can_be_made(choices: list[int]) -> None:
    consultant = Consultant()
    for choice in choices:
        if consultant.shown.question is None:
            break
        asked = question(consultant.shown.question)
        values = [button.press.value for row in consultant.shown.buttons for button in row]
        offered = [value for value in values if Control.of(value) in (None, Control.SKIP)]
        if isinstance(asked.kind, SeveralOf):
            offered = [value for value in offered if not value.startswith("-")]
        if isinstance(asked.kind, FreeText) and choice % 2:
            consultant.do(Said("zag ik zelf"))
        else:
            consultant.press(offered[choice % len(offered)])
    assert consultant.shown.question is None
    assert len(consultant.asked) <= len(PROFESSIONAL.questions)
    summary = summarise(INTAKE, consultant.state, small_world())
    assert set(summary.given_by) == {*summary.values, *summary.background_values}
    assert set(summary.background_values) <= {*OWN}
    assert len(summary.background) == len(summary.background_values)


# Two people, one intake.


def test_nothing_that_the_candidate_said_is_asked_again() -> None:
    talk = Conversation()
    talk.finish(school="abroad", foreign="yes")
    consultant = Consultant(dict(talk.state.answers))
    while consultant.shown.question:
        assert consultant.shown.question not in SHARED
        consultant.press(
            consultant.shown.buttons[0][0].press.value
            if not question(consultant.shown.question).optional
            else Control.SKIP
        )
    assert consultant.values["school"] == "abroad"


def test_what_the_professional_said_about_them_the_candidate_sees_and_can_change() -> None:
    talk = Conversation()
    talk.state = State(TOKEN, INTAKE.adopt(everything()))
    talk.to("enrolled")
    talk.say("overzicht")
    assert "kok, 2001" in talk.words()
    talk.do(Pressed(TOKEN, "diploma", 0, Control.CHANGE))
    assert "Laat het zo: kok, 2001" in talk.words()
    talk.say("kok, 2003")
    assert talk.asked == "enrolled"
    assert talk.values["diploma"] == "kok, 2003"
    assert {talk.state.given(key).by for key in ("school", "diploma")} == {CONSULTANT, "candidate"}


def test_a_candidate_never_sees_what_only_the_professional_was_asked() -> None:
    talk, seen = Conversation(), ""
    talk.state = State(TOKEN, everything())
    talk.arrive()
    while talk.open:
        for beside in ("waarom", "overzicht", "menu"):
            seen += f" {talk.words()} "
            if talk.open not in ("name", "work"):
                talk.say(beside)
                seen += talk.words()
                talk.arrive()
        talk.do(talk.good_answer({}))
    talk.say("overzicht")
    seen = f" {normal(seen + talk.words())} "
    assert normal("kok, 2001") in seen
    assert normal(SECRET) not in seen
    assert not [words for words in words_for_the_professional() if f" {normal(words)} " in seen]


@pytest.mark.parametrize("key", sorted(SHARED))
def test_what_a_professional_skips_the_candidate_is_still_asked(key: str) -> None:
    skipped = everything() | whole(**{key: LEFT_OPEN.value})
    state = State(TOKEN, INTAKE.adopt(skipped))
    assert key not in INTAKE.values(state)
    assert state.given(key) == replace(skipped[key], settled=None, open=True)
    assert INTAKE.next(replace(state, answers={**Conversation().state.answers, **state.answers})) is not None
    assert PROFESSIONAL.adopt(skipped)[key] == skipped[key]


def test_what_a_candidate_rather_does_not_say_nobody_else_is_asked() -> None:
    consultant = Consultant(
        {"school": Given().whole(RATHER_NOT, "candidate")} | whole(target_group="nug", referrer="uwv")
    )
    assert consultant.shown.question == "werkfit"


def test_a_professional_skips_and_does_not_refuse() -> None:
    consultant = Consultant(whole(target_group="nug", referrer="uwv"))
    assert consultant.shown.question == "school"
    assert "Overslaan" in words_of(consultant.shown)
    assert render(LABELS[Control.SKIP], "nl") not in words_of(consultant.shown)
    assert render(question("remark").show(LEFT_OPEN.value, scene()), "nl") == "Overgeslagen"
    assert render(question("remark").show(RATHER_NOT, scene()), "nl") == "Liever niet gezegd"
    asked = consultant.shown.question
    consultant.do(Said("overslaan"))
    assert consultant.shown.question != asked
