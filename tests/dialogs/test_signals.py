"""What the answers mean to the people in the conversation, and that the candidate never sees it."""

import re

import pytest

from dialogs.answers import RATHER_NOT, Json
from dialogs.dialogue import LEFT_OPEN
from dialogs.hearing import normal
from dialogs.intake import STARTKWALIFICATIE
from dialogs.signals import TALK_ABOUT, Signal, signals
from dialogs.summary import summarise
from dialogs.text import languages, render
from tests.dialogs.world import Conversation, small_world, words_of

WORK: dict[str, Json] = {"said": [], "yes": [], "maybe": [], "no": ["25746"]}
OFFERED, NOT_OFFERED = "25746", "25180/B1-K1-W4"
"""Work in the only family that the region of these tests offers, and other work."""

RAISED: list[tuple[Signal, dict[str, Json]]] = [
    (Signal.UNDER_18, {"age": 17}),
    (Signal.UNDER_18, {"age": 12}),
    (Signal.PRO_VSO, {"target_group": "pro_vso"}),
    (Signal.STARTKWALIFICATIE, {"school": "havo"}),
    (Signal.STARTKWALIFICATIE, {"school": "mbo"}),
    (Signal.STARTKWALIFICATIE, {"school": "higher"}),
    (Signal.FOREIGN_DIPLOMA, {"school": "abroad", "foreign": "yes"}),
    (Signal.ENROLLED, {"enrolled": "yes"}),
    (Signal.ENROLLED, {"enrolled": "unsure"}),
    (Signal.DIPLOMA_FIRST, {"school_wish": "yes"}),
    (Signal.LEERBAARHEID, {"leerbaarheid": "onthoudt drie stappen"}),
    (Signal.SCHOOLBAARHEID, {"schoolbaarheid": "kwam op tijd"}),
    (Signal.MOTIVATION, {"motivation": "doubt"}),
    (Signal.MOTIVATION, {"motivation": "no"}),
    (Signal.MOTIVATION, {"motivation": "pushed"}),
    (Signal.VOLUNTARY, {"voluntary": "doubt"}),
    (Signal.VOLUNTARY, {"voluntary": "pushed"}),
    (Signal.VOLUNTARY, {"voluntary": "unspoken"}),
    (Signal.WERKFIT_FIRST, {"werkfit": ["fit"]}),
    (Signal.WERKFIT_ALONGSIDE, {"werkfit": ["basic"]}),
    (Signal.WERKFIT_ALONGSIDE, {"werkfit": ["specific"]}),
    (Signal.WERKFIT_ALONGSIDE, {"werkfit": ["practical"]}),
    (Signal.NO_WORK_CHOSEN, {"work": WORK}),
    (Signal.NOT_OFFERED, {"work": {**WORK, "yes": [NOT_OFFERED]}}),
    (Signal.NOT_OFFERED, {"work": {**WORK, "maybe": [NOT_OFFERED], "yes": [OFFERED]}}),
    (Signal.NOT_RECOGNISED, {"recognised": "no"}),
    (Signal.NOT_RECOGNISED, {"recognised": "unsure"}),
    (Signal.FEW_HOURS, {"hours": "under20"}),
    (Signal.NO_MOMENT, {"moment": {"id": None}}),
]

RAISED_TOGETHER: list[tuple[tuple[Signal, ...], dict[str, Json]]] = [
    ((Signal.STARTKWALIFICATIE, Signal.OUTDATED_DIPLOMA), {"school": "mbo", "usable": "no"}),
    ((Signal.WERKFIT_FIRST, Signal.WERKFIT_ALONGSIDE), {"werkfit": ["fit", "basic"]}),
    ((Signal.MOTIVATION, Signal.VOLUNTARY), {"motivation": "pushed", "voluntary": "pushed"}),
]

NOT_RAISED: list[dict[str, Json]] = [
    {},
    {"age": 18},
    {"age": 99},
    {"school": "none"},
    {"school": "primary"},
    {"school": "special"},
    {"school": "vmbo"},
    {"school": "entree"},
    {"school": "abroad"},
    {"school": RATHER_NOT},
    {"school": "abroad", "foreign": "no"},
    {"foreign": RATHER_NOT},
    {"enrolled": "no"},
    {"enrolled": RATHER_NOT},
    {"school_wish": "maybe"},
    {"school_wish": "no"},
    {"motivation": "very"},
    {"motivation": "yes"},
    {"motivation": RATHER_NOT},
    {"work": {**WORK, "yes": [OFFERED]}},
    {"work": {**WORK, "maybe": [OFFERED + "/P8-K1-W3"]}},
    {"hours": "20to27"},
    {"hours": "36plus"},
    {"hours": "unsure"},
    {"hours": RATHER_NOT},
    {"school": "abroad", "foreign": "no", "usable": "no"},
    {"target_group": "other"},
    {"leerbaarheid": LEFT_OPEN.value, "schoolbaarheid": LEFT_OPEN.value},
    {"voluntary": "yes"},
    {"werkfit": []},
    {"werkfit": LEFT_OPEN.value},
    {"company": "none"},
    {"company": "own", "recognised": "yes"},
    {"recognised": LEFT_OPEN.value},
    {"moment": {"id": 1, "starts": "2026-12-01T09:00:00+00:00"}},
]


@pytest.mark.parametrize(("signal", "values"), RAISED, ids=lambda value: getattr(value, "value", str(value)))
def test_an_answer_raises_its_signal_and_no_other(signal: Signal, values: dict[str, Json]) -> None:
    assert signals(values, small_world()) == (signal,)


@pytest.mark.parametrize(("both", "values"), RAISED_TOGETHER, ids=str)
def test_some_answers_raise_two(both: tuple[Signal, ...], values: dict[str, Json]) -> None:
    assert signals(values, small_world()) == both


@pytest.mark.parametrize("values", NOT_RAISED, ids=str)
def test_other_answers_raise_nothing(values: dict[str, Json]) -> None:
    assert signals(values, small_world()) == ()


def test_every_signal_has_a_table_row_and_something_to_talk_about() -> None:
    alone = {signal for signal, _values in RAISED}
    assert alone.union(*(both for both, _values in RAISED_TOGETHER)) == set(Signal) == set(TALK_ABOUT)
    assert {values["school"] for signal, values in RAISED if signal is Signal.STARTKWALIFICATIE} == {*STARTKWALIFICATIE}


def test_signals_come_in_the_order_of_the_criteria() -> None:
    everything = {key: value for _signal, values in RAISED for key, value in values.items()}
    everything |= {"work": {**WORK, "yes": [NOT_OFFERED]}, "werkfit": ["fit", "basic"]}
    never_together = (Signal.STARTKWALIFICATIE, Signal.OUTDATED_DIPLOMA, Signal.NO_WORK_CHOSEN)
    assert signals(everything, small_world()) == tuple(signal for signal in Signal if signal not in never_together)


def seen_by_somebody_who_raises_everything(language: str, moment: str) -> tuple[Conversation, list[str]]:
    """An intake that raises all signals it can, and all that the candidate gets to see."""
    talk = Conversation()
    seen: list[str] = []

    def look() -> None:
        seen.extend(words_of(talk.shown, one) for one in languages())
        if talk.turn.pressed:
            seen.extend(words_of(talk.turn.pressed, one) for one in languages())

    answers = {
        "language": language,
        "school": "abroad",
        "foreign": "yes",
        "enrolled": "unsure",
        "hours": "under20",
        "school_wish": "yes",
        "motivation": "pushed",
        "moment": moment,
    }
    own_words = {"age": ["17"], "work": ["[pictures", "[go"] if moment == "none" else ["koken", "[yes", "[none", "[go"]}
    talk.arrive()
    while talk.open:
        look()
        for beside in ("waarom", "overzicht", "menu", "onzin onzin", "hallo"):
            if talk.asked not in ("name", "diploma", "work"):
                talk.say(beside)
                look()
                talk.arrive()
        for step in own_words.get(talk.open, ["good"]):
            if step == "good":
                talk.do(talk.good_answer(answers))
            elif step.startswith("["):
                talk.press(step[1:])
            else:
                talk.say(step)
            look()
    return talk, seen


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("moment", ["none", "t1"])
def test_no_signal_and_no_score_is_ever_shown_to_a_candidate(language: str, moment: str) -> None:
    talk, seen = seen_by_somebody_who_raises_everything(language, moment)
    raised = summarise(talk.dialogue, talk.state, talk.world).signals
    assert {*raised} == {
        *(Signal.UNDER_18, Signal.FOREIGN_DIPLOMA, Signal.ENROLLED, Signal.DIPLOMA_FIRST, Signal.MOTIVATION),
        Signal.FEW_HOURS,
        *((Signal.NO_WORK_CHOSEN, Signal.NO_MOMENT) if moment == "none" else (Signal.NOT_OFFERED,)),
    }
    assert len(seen) > 100
    everything = normal(" ".join(seen))
    for text in TALK_ABOUT.values():
        for one in languages():
            said = normal(render(text, one))
            assert said not in everything
            for part in re.split(r"[.:;?]", render(text, one)):
                if len(part.split()) > 3:
                    assert normal(part) not in everything
    for word in (
        "leerbaarheid",
        "schoolbaarheid",
        "startkwalificatie",
        "signaal",
        "score",
        "punten",
        "afgewezen",
        "ongeschikt",
    ):
        assert word not in everything
    assert not any(signal.value in everything for signal in Signal if "_" in signal.value)
    assert not re.search(r"\d+ ?%|\d[.,]\d", " ".join(seen))
