"""Noting an outcome, and telling what became of somebody: few taps, sound dialogues, and an advice and no decision."""

import re
from collections.abc import Iterator

import pytest

from dialogs.answers import CANDIDATE, CONSULTANT, Json, State
from dialogs.check import check, check_together
from dialogs.dialogue import Dialogue
from dialogs.events import Arrived, Event, Pressed, Said
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.messages import Message
from dialogs.outcome import CORRECTION, LEARNING, OUTCOME, RESULTS
from dialogs.pages import advice as pages
from dialogs.pages.advice import AGO, IN_PLAIN, NAMES, Account
from dialogs.text import render, verbatim
from dialogs.turn import take
from dialogs.wishes import Finish
from dialogs.written import read, written
from tests.dialogs.world import TOKEN, small_world, words_of

AFTERWARDS = (OUTCOME, CORRECTION, FOLLOW_UP, FOLLOW_UP_FOR)


class Answering:
    """Somebody who answers one of these dialogues."""

    def __init__(self, dialogue: Dialogue, by: str = CONSULTANT) -> None:
        self.dialogue, self.by = dialogue, by
        self.state = State(TOKEN, {})
        self.taps, self.asked, self.done = 0, list[str](), False
        self.do(Arrived())

    def do(self, event: Event) -> None:
        """Take a turn."""
        turn = take(self.dialogue, self.state, event, small_world(), self.by)
        self.state, self.shown, self.done = turn.state, turn.messages[-1], Finish() in turn.wishes
        if self.shown.question and self.shown.question not in self.asked:
            self.asked.append(self.shown.question)

    def tap(self, *values: str) -> "Answering":
        """Press the buttons with these values, one after the other."""
        for value in values:
            self.taps += 1
            self.do(next(one.press for row in self.shown.buttons for one in row if one.press.value == value))
        return self

    @property
    def values(self) -> dict[str, Json]:
        """The whole answers that count."""
        return dict(self.dialogue.values(self.state))


@pytest.mark.parametrize("dialogue", AFTERWARDS, ids=lambda dialogue: dialogue.name)
def test_the_dialogue_is_sound_in_dutch(dialogue: Dialogue) -> None:
    faults = [str(fault) for fault in check(dialogue, small_world()) if "is not in the catalogue" not in fault.what]
    assert faults == []


def test_no_two_of_them_have_one_name() -> None:
    assert len({dialogue.name for dialogue in AFTERWARDS}) == len(AFTERWARDS)
    names = [str(fault) for fault in check_together(AFTERWARDS) if "name of two" in fault.what]
    assert names == []


@pytest.mark.parametrize("result", ["other_first", "not_now"])
def test_where_nothing_begins_one_tap_is_all(result: str) -> None:
    adviser = Answering(OUTCOME).tap(result)
    assert adviser.done and adviser.values == {"result": result}


def test_a_diploma_has_a_company_and_a_start_and_no_agreed_work() -> None:
    adviser = Answering(OUTCOME).tap("diploma", "!skip", "unknown")
    assert adviser.done and adviser.asked == ["result", "company", "start"]


@pytest.mark.parametrize("result", ["certificate", "praktijkverklaring"])
def test_all_but_the_result_can_be_left_open(result: str) -> None:
    adviser = Answering(OUTCOME).tap(result, "!skip", "!skip", "!skip")
    assert adviser.done and adviser.values == {"result": result, "work": "-", "company": "-", "start": "-"}


def test_a_typed_name_of_a_company_with_a_bsn_in_it_is_not_kept() -> None:
    adviser = Answering(OUTCOME).tap("diploma")
    adviser.do(Said("De Linde 111222333"))
    assert "company" not in adviser.values and "BSN" in words_of(adviser.shown)


@pytest.mark.parametrize(("dialogue", "by"), [(FOLLOW_UP, CANDIDATE), (FOLLOW_UP_FOR, CONSULTANT)])
def test_what_became_of_somebody_is_four_taps_and_three_without_work(dialogue: Dialogue, by: str) -> None:
    working = Answering(dialogue, by).tap("yes", "no", "work", "praktijkverklaring")
    assert working.done and working.taps == 4
    without = Answering(dialogue, by).tap("no", "no", "not_yet")
    assert without.done and "same_place" not in without.values


def test_candidate_and_consultant_are_asked_the_same() -> None:
    assert [one.key for one in FOLLOW_UP.questions] == [one.key for one in FOLLOW_UP_FOR.questions]
    assert [one.when for one in FOLLOW_UP.questions] == [one.when for one in FOLLOW_UP_FOR.questions]


def to_candidates() -> Iterator[Message]:
    """Every letter to a candidate."""
    for option in RESULTS:
        for corrected in (False, True):
            account = Account("Halima", option.value, (verbatim("Tuinen"),), (verbatim("P1-K1-W1"),), "De Linde")
            yield pages.to_candidate(TOKEN, account, corrected=corrected)
    yield pages.how_are_you(TOKEN, TOKEN, "Halima")
    yield pages.how_are_you(TOKEN, TOKEN, "")
    yield from (pages.thanks(text, seat=TOKEN) for text in (pages.THANKS, pages.KNOWN, pages.RATHER_NOT))


def test_every_result_has_words_for_everybody_and_every_follow_up_its_time() -> None:
    assert set(NAMES) == set(IN_PLAIN) >= set(LEARNING)
    assert set(AGO) == {3, 6, 12}


def test_what_a_candidate_reads_is_short_plain_promises_nothing_and_offers_a_way_on() -> None:
    hard = re.compile(r"werkproces|crebo|leerweg|leerbaar|schoolbaar|besluit|beslis|afgewezen|garantie", re.I)
    for message in to_candidates():
        words = [render(line.text, "nl") for line in message.lines]
        assert not hard.search(" ".join(words)), words
        sentences = [one for line in words for one in re.split(r"[.!?]\s*", line) if one]
        assert max(len(one.split()) for one in sentences) <= 12, sentences
        assert any(isinstance(one.press, Pressed) for row in message.buttons for one in row)


def test_every_outcome_is_told_as_an_advice() -> None:
    for option in RESULTS:
        account = Account("Halima", option.value)
        assert "Dit is een advies. Jij kiest zelf." in words_of(pages.to_candidate(TOKEN, account))
        assert "Het is een advies" in words_of(pages.to_guide(TOKEN, account, pages.by_somebody("")))


def test_every_letter_can_wait_in_the_outbox_and_every_button_fits() -> None:
    asked = [pages.how_is_your_candidate(TOKEN, "", months, asked=late) for months in AGO for late in (False, True)]
    for message in (*to_candidates(), *asked):
        assert read(written(message)) == message
        assert all(len(one.press.data.encode()) <= 64 for row in message.buttons for one in row)
