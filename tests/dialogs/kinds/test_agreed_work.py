"""The agreed work: what the candidate chose, from which things go, and to which things come by code, by crebo or in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import Json
from dialogs.check import MOST_CHARACTERS
from dialogs.kinds.agreed_work import MOST_FOUND, AgreedWork, Draft, begun, in_full
from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.messages import in_words
from dialogs.text import render
from tests.dialogs.world import knowledge, offered_values, offered_words, scene, small_world

WORK = AgreedWork(at_most=3)
GREEN, CARE = "25746", "25746/P8-K1-W1"
LEVEL_3 = "25017/B1-K1-W1"


def drafted(said: str, draft: Json = None) -> Draft:
    """What there is of the answer after these words."""
    reading = WORK.hear(draft, said, scene())
    assert isinstance(reading, Partial), reading
    return Draft.of(reading.draft)


def pressed(option: str, draft: Json) -> Draft:
    """What there is of the answer after pressing this."""
    reading = WORK.choose(draft, option, scene())
    assert isinstance(reading, Partial), reading
    return Draft.of(reading.draft)


def test_it_begins_with_what_the_candidate_chose_and_with_the_parts_of_what_was_chosen_as_a_whole() -> None:
    draft = begun([GREEN], [LEVEL_3], knowledge())
    assert draft.agreed == (GREEN,)
    assert draft.shown == (GREEN, LEVEL_3, "25746/P8-K1-W1", "25746/P8-K1-W2", "25746/P8-K1-W3")
    assert begun([CARE], [], knowledge()).shown == (CARE,)
    offer = WORK.offer(draft.stored, scene())
    assert offered_values(offer)[0] == f"-{GREEN}" and offered_values(offer)[-1] == "done"
    assert offered_words(offer)[0] == "✔️ Helpen met planten, dieren en tuinen"


def test_it_is_shown_in_plain_and_in_official_words_with_its_code_and_crebo() -> None:
    words = render(in_full(CARE, knowledge()), "nl")
    assert words.startswith("Planten, dieren en groen verzorgen (P8-K1-W1, crebo 25746: Verzorgt")
    assert render(in_full(GREEN, knowledge()), "nl").endswith(
        "heel crebo 25746: Assistent plant, dier of groene omgeving)"
    )
    assert render(in_full(LEVEL_3, knowledge()), "nl") == "Machinale werkzaamheden voorbereiden (B1-K1-W1, crebo 25017)"
    assert render(in_full("25001/~1.1", knowledge()), "nl").count("zonder code") <= 1
    assert render(in_full("no such thing", knowledge()), "nl") == "no such thing"


@pytest.mark.parametrize("said", ["25746 P8-K1-W1", "25746/P8-K1-W1", "p8k1w1 van 25746", "crebo 25746, p8 k1 w1"])
def test_an_official_code_with_its_crebo_is_agreed_at_once(said: str) -> None:
    assert drafted(said).agreed == (CARE,)


def test_a_code_alone_is_of_the_crebos_that_are_shown_and_of_several_one_can_choose() -> None:
    assert drafted("P8-K1-W1", Draft((GREEN,), (GREEN,)).stored).agreed == (GREEN, CARE)
    several = drafted("B1-K1-W1", Draft((LEVEL_3, "27081"), ("27081",)).stored)
    assert several.agreed == ("27081",)
    assert set(several.shown) == {"27081", LEVEL_3, "27081/B1-K1-W1"}
    reading = WORK.hear(None, "P8-K1-W1", scene())
    assert isinstance(reading, Misread) and "Typ het crebo erbij" in render(reading.because, "nl")


def test_a_crebo_shows_its_work_to_choose_from_whatever_its_level() -> None:
    found = drafted("25746")
    assert found.agreed == () and found.shown[:2] == (GREEN, CARE)
    assert drafted("25017").shown[0] == LEVEL_3
    assert pressed(f"+{LEVEL_3}", found.stored).agreed == (LEVEL_3,)


def test_words_are_searched_and_what_was_agreed_stays() -> None:
    found = drafted("koken", Draft((GREEN, CARE), (CARE,)).stored)
    assert found.shown[0] == CARE and GREEN not in found.shown
    assert found.agreed == (CARE,) and len(found.shown) > 1


@pytest.mark.parametrize("said", ["xylofoon", "99999", "25746 P9-K9-W9", "99999 P8-K1-W1"])
def test_what_is_not_found_is_said_kindly_and_changes_nothing(said: str) -> None:
    reading = WORK.hear(Draft((GREEN,), (GREEN,)).stored, said, scene())
    assert isinstance(reading, Misread) and "25746 P1-K1-W2" in render(reading.because, "nl")


def test_taps_say_agreed_or_not_and_never_the_other_way_round() -> None:
    draft = Draft((GREEN, CARE), (GREEN,)).stored
    assert pressed(f"+{GREEN}", draft).agreed == (GREEN,)
    assert pressed(f"-{GREEN}", draft).agreed == () == pressed(f"-{CARE}", pressed(f"-{GREEN}", draft).stored).agreed
    assert pressed(f"+{CARE}", draft).agreed == (GREEN, CARE)


def test_done_takes_at_least_one_and_no_more_than_fit() -> None:
    assert WORK.choose(Draft((GREEN,), (GREEN,)).stored, "done", scene()) == Complete([GREEN])
    assert WORK.hear(Draft((GREEN,), (GREEN,)).stored, "klaar", scene()) == Complete([GREEN])
    assert isinstance(WORK.choose(Draft((GREEN,)).stored, "done", scene()), Misread)
    assert "done" not in offered_values(WORK.offer(Draft((GREEN,)).stored, scene()))
    full = Draft((GREEN, "27081", LEVEL_3), (GREEN, "27081", LEVEL_3)).stored
    reading = WORK.choose(full, f"+{CARE}", scene())
    assert isinstance(reading, Misread) and "Meer dan 3" in render(reading.because, "nl")


@pytest.mark.parametrize("option", ["", "+", "-", "x", "+x", "done", "?25746", "25746"])
def test_a_button_that_nobody_made_agrees_to_nothing(option: str) -> None:
    reading = WORK.choose(None, option, scene())
    assert (
        isinstance(reading, Misread) or Draft.of(reading.draft if isinstance(reading, Partial) else None).agreed == ()
    )


def test_whatever_crebo_is_typed_it_fits_in_one_message() -> None:
    kind, world = AgreedWork(), scene()
    longest = sorted(knowledge().catalogue.choices, key=lambda id: -len(render(in_full(id, knowledge()), "nl")))[
        : kind.at_most
    ]
    for crebo in knowledge().catalogue.qualifications:
        reading = kind.hear(Draft(tuple(longest), tuple(longest)).stored, crebo, world)
        if isinstance(reading, Partial):
            assert len(Draft.of(reading.draft).shown) <= kind.at_most + MOST_FOUND
            words = in_words(kind.offer(reading.draft, world).lines, lambda line: render(line.text, "nl"))
            assert len(words) < MOST_CHARACTERS - 200, crebo


@given(st.text(max_size=40), st.lists(st.sampled_from([GREEN, CARE, LEVEL_3, "27081"]), unique=True, max_size=3))
def test_whatever_is_typed_nothing_that_was_agreed_is_lost(said: str, agreed: list[str]) -> None:
    before = Draft(tuple(agreed), tuple(agreed))
    reading = WORK.hear(before.stored, said, scene())
    if isinstance(reading, Partial):
        after = Draft.of(reading.draft)
        assert set(agreed) <= set(after.agreed) <= set(after.shown)


def test_a_stored_answer_of_another_shape_is_asked_again() -> None:
    wrong: list[Json] = [None, [], {}, "x", [1, None], 3]
    for value in wrong:
        assert WORK.adopt(value) is None
    for sample in WORK.samples():
        assert WORK.adopt(sample) == sample
        assert Draft.of(WORK.reopen(sample)).agreed == tuple(sample if isinstance(sample, list) else ())
    assert small_world().catalogue is knowledge().catalogue
