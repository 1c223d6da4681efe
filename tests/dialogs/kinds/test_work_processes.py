"""Work that somebody likes: said in own words, chosen from cards."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import Json
from dialogs.kinds import WorkProcesses
from dialogs.kinds.kind import Complete, Misread, Partial, Reading
from dialogs.kinds.work_processes import CARDS, KINDS_OF_WORK, LONGEST, MOST_SAID, SHOWN_BACK
from dialogs.text import languages, render
from tests.dialogs.world import LIKED, knowledge, offered_values, offered_words, scene, small_world

KIND = WorkProcesses(at_most=3)


def after(*steps: str, draft: Json = None, kind: WorkProcesses = KIND) -> Reading:
    """What there is after typing or [pressing all this."""
    reading: Reading = Partial(draft)
    for step in steps:
        assert not isinstance(reading, Complete)
        draft = reading.draft if isinstance(reading, Partial) else draft
        if step.startswith("["):
            values = offered_values(kind.offer(draft, scene()))
            near = [value for value in values if value.startswith(step[1:])]
            assert near, f"{step} is not among {values}"
            reading = kind.choose(draft, near[0], scene())
        else:
            reading = kind.hear(draft, step, scene())
    return reading


def draft_after(*steps: str, draft: Json = None, kind: WorkProcesses = KIND) -> Any:
    """The draft after all this."""
    reading = after(*steps, draft=draft, kind=kind)
    assert isinstance(reading, Partial), reading
    return reading.draft


def answer_after(*steps: str, draft: Json = None, kind: WorkProcesses = KIND) -> Any:
    """The whole answer after all this."""
    reading = after(*steps, draft=draft, kind=kind)
    assert isinstance(reading, Complete), reading
    return reading.value


PLANTS = [choice.id for choice in list(small_world().catalogue.choices.values())[:6]]


def test_own_words_lead_to_a_few_cards_that_say_why() -> None:
    draft = draft_after("ik hou van planten")
    assert draft["said"] == ["ik hou van planten"]
    assert [choice for choice, _because in draft["cards"]] == PLANTS[:CARDS]
    offer = KIND.offer(draft, scene())
    assert offered_values(offer) == [*(f"{verdict}:{PLANTS[0]}" for verdict in ("yes", "maybe", "no")), "none"]
    words = " ".join(render(line.text, "nl") for line in offer.lines)
    assert small_world().plain[PLANTS[0]].title in words
    assert "Omdat je zei: planten" in words


def test_verdicts_are_remembered_card_by_card() -> None:
    draft = draft_after("planten", "[yes", "[maybe", "[no", "[yes", kind=WorkProcesses(at_most=9))
    assert draft["yes"] == [PLANTS[0], PLANTS[3]]
    assert draft["maybe"] == [PLANTS[1]]
    assert draft["no"] == [PLANTS[2]]


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("ja", "yes"),
        ("Ja!", "yes"),
        ("leuk", "yes"),
        ("1", "yes"),
        ("👍 ja", "yes"),
        ("misschien", "maybe"),
        ("weet ik niet", "maybe"),
        ("geen idee", "maybe"),
        ("ik weet het niet", "maybe"),
        ("2", "maybe"),
        ("nee", "no"),
        ("nee dank je", "no"),
        ("niet leuk", "no"),
        ("vind ik niet leuk", "no"),
        ("liever niet", "no"),
        ("3", "no"),
    ],
)
def test_a_verdict_can_be_typed(said: str, verdict: str) -> None:
    draft = draft_after("planten", said)
    assert {one: draft[one] for one in ("yes", "maybe", "no")} == {
        one: [PLANTS[0]] if one == verdict else [] for one in ("yes", "maybe", "no")
    }


@pytest.mark.parametrize(
    "said", ["ja nee", "niet", "niet goed", "mwah", "qwzx", "", "😀", "dat vind ik echt helemaal niks"]
)
def test_what_is_no_verdict_and_no_other_work_leaves_the_card_where_it_is(said: str) -> None:
    assert isinstance(after("planten", said), Misread)


def test_other_work_said_on_a_card_shows_cards_for_that() -> None:
    draft = draft_after("planten", "[yes", "ik wil liever koken")
    assert draft["said"] == ["planten", "ik wil liever koken"]
    assert draft["yes"] == [PLANTS[0]]
    assert draft["at"] == 0
    assert draft["cards"][0][1] == "koken"


def test_none_of_these_declines_the_cards_that_are_left_and_keeps_what_was_chosen() -> None:
    draft = draft_after("planten", "[yes", "[none")
    assert draft["yes"] == [PLANTS[0]]
    assert draft["no"] == PLANTS[1:CARDS]
    assert "go" in offered_values(KIND.offer(draft, scene()))


def test_work_that_was_decided_on_is_not_shown_again() -> None:
    draft = draft_after("planten", "[none", "planten")
    assert [choice for choice, _because in draft["cards"]] == PLANTS[CARDS:]
    reading = after("planten", "[none", "planten", "[none", "planten")
    assert isinstance(reading, Partial)
    assert reading.note is not None
    assert draft_after("planten", "[none", "planten", "[none", "planten")["pictures"]


def test_words_without_work_show_pictures_and_are_kept() -> None:
    reading = after("raketgeleerde")
    assert isinstance(reading, Partial)
    assert reading.note is not None
    assert isinstance(reading.draft, dict)
    assert reading.draft["said"] == ["raketgeleerde"]
    offered = offered_values(KIND.offer(reading.draft, scene()))
    assert offered == [*(f"kind:{kind.code}" for kind in KINDS_OF_WORK), "go"]


@pytest.mark.parametrize("said", ["weet ik niet", "geen idee", "niks", "alles", "maakt niet uit", "Ik weet het niet."])
def test_not_knowing_shows_pictures(said: str) -> None:
    draft = draft_after(said)
    assert draft["pictures"]
    assert draft["said"] == []


@pytest.mark.parametrize("said", ["ja", "nee", "", "  ", "😀", "?!"])
def test_what_is_no_work_at_all_is_asked_again_with_an_example(said: str) -> None:
    assert isinstance(after(said), Misread)
    assert isinstance(after("raketgeleerde", said), Misread | Complete)


@pytest.mark.parametrize("said", ["plaatjes", "laat soorten werk zien", "1"])
def test_pictures_can_be_asked_for(said: str) -> None:
    assert draft_after(said)["pictures"]
    assert draft_after("[pictures")["pictures"]


def test_every_picture_finds_work_with_the_real_matcher() -> None:
    real = scene(matcher=knowledge().matcher)
    for kind in KINDS_OF_WORK:
        reading = KIND.choose({"pictures": True}, f"kind:{kind.code}", real)
        assert isinstance(reading, Partial)
        assert isinstance(reading.draft, dict)
        assert reading.draft["cards"], kind.code
        assert reading.draft["said"] == []
        words = [render(line.text, "nl") for line in KIND.offer(reading.draft, real).lines]
        assert any(render(kind.label, "nl") in line for line in words)


@pytest.mark.parametrize(("said", "code"), [("koken en bakken", "food"), ("3", "food"), ("mensen helpen", "care")])
def test_a_picture_can_be_typed(said: str, code: str) -> None:
    draft = draft_after("[pictures", said)
    assert draft["cards"][0][1] == f"kind:{code}"


@pytest.mark.parametrize("said", ["verder", "klaar", "nee", "dit was het", "dat is alles"])
def test_going_on_settles_what_was_chosen(said: str) -> None:
    answer = answer_after("planten", "[yes", "[none", said)
    assert answer == {"said": ["planten"], "yes": PLANTS[:1], "maybe": [], "no": PLANTS[1:CARDS]}
    assert answer == answer_after("planten", "[yes", "[none", "[go")


def test_going_on_without_any_choice_is_an_answer_too() -> None:
    assert answer_after("raketgeleerde", "[go") == {"said": ["raketgeleerde"], "yes": [], "maybe": [], "no": []}
    assert answer_after("[pictures", "[go") == {"said": [], "yes": [], "maybe": [], "no": []}


def test_enough_work_ends_the_question() -> None:
    answer = answer_after("planten", "[yes", "[maybe", "[yes")
    assert len(answer["yes"]) + len(answer["maybe"]) == KIND.at_most


@pytest.mark.parametrize("more", ["koken", "[pictures"])
def test_a_change_of_enough_work_adds_no_more_and_can_be_chosen_again(more: str) -> None:
    answer = answer_after("planten", "[yes", "[maybe", "[yes")
    steps = (more, "[kind:food") if more == "[pictures" else (more,)
    draft = draft_after(*steps, draft=KIND.reopen(answer))
    assert draft["cards"] == []
    assert offered_values(KIND.offer(draft, scene())) == ["pictures", "again", "go"]
    kept = answer_after("[go", draft=draft)
    assert (kept["yes"], kept["maybe"], kept["no"]) == (answer["yes"], answer["maybe"], answer["no"])
    again = answer_after("[again", "mensen", "[yes", "[none", "[go", draft=draft)
    assert len(again["yes"]) == 1


def test_choosing_again_forgets_the_choices_and_keeps_the_words() -> None:
    draft = draft_after("planten", "[yes", "[none", "[again")
    assert draft["said"] == ["planten"]
    assert draft["yes"] == draft["no"] == []
    assert draft["pictures"]


def test_a_change_begins_with_what_was_chosen_and_can_add_to_it() -> None:
    answer = answer_after("planten", "[yes", "[none", "[go")
    reopened: Any = KIND.reopen(answer)
    assert "go" in offered_values(KIND.offer(reopened, scene()))
    assert answer_after("[go", draft=reopened) == answer
    more = answer_after("koken", "[maybe", "[none", "[go", draft=reopened)
    assert more["yes"] == answer["yes"]
    assert len(more["maybe"]) == 1


def step_back(draft: Json) -> Any:
    """The draft after one step back inside the question."""
    back = KIND.step_back(draft)
    assert back is not None
    return back.draft


def test_one_step_back_undoes_one_card_and_at_last_the_search() -> None:
    draft = step_back(draft_after("planten", "[yes", "[no"))
    assert (draft["at"], draft["yes"], draft["no"]) == (1, PLANTS[:1], [])
    draft = step_back(draft)
    assert (draft["at"], draft["yes"], draft["no"]) == (0, [], [])
    draft = step_back(draft)
    assert draft["cards"] == []
    assert KIND.step_back(draft) is None
    assert KIND.step_back(None) is None


def test_one_step_back_closes_the_pictures() -> None:
    back = KIND.step_back(draft_after("[pictures"))
    assert back is not None
    assert KIND.step_back(back.draft) is None


def test_too_much_is_kindly_limited() -> None:
    assert isinstance(after("planten " + "x" * LONGEST), Misread)
    draft: Any = None
    for number in range(MOST_SAID + 5):
        reading = KIND.hear(draft, f"raket {number}", scene())
        assert isinstance(reading, Partial)
        draft = reading.draft
    assert len(draft["said"]) == MOST_SAID
    assert isinstance(after("[go", draft=draft), Complete)


def test_the_same_words_twice_are_kept_once() -> None:
    assert draft_after("planten", "planten")["said"] == ["planten"]


@pytest.mark.parametrize("option", ["", "yes", "yes:", "yes:25746", "none", "kind:", "kind:nothing", "go!"])
def test_pressing_what_is_not_on_the_screen_is_not_understood(option: str) -> None:
    for draft in (None, draft_after("planten")):
        if not (option == "none" and draft):
            assert isinstance(KIND.choose(draft, option, scene()), Misread)


def test_a_card_cannot_be_passed_over_with_buttons_of_another_screen() -> None:
    draft = draft_after("planten")
    for option in ("go", "pictures", "again", "kind:food", f"yes:{PLANTS[1]}"):
        assert isinstance(KIND.choose(draft, option, scene()), Misread)


@pytest.mark.parametrize("draft", [None, [], "planten", 3, {}, {"pictures": True}, {"cards": [], "at": 4}, {"at": 9}])
def test_a_strange_draft_does_no_harm(draft: Json) -> None:
    assert offered_values(KIND.offer(draft, scene()))
    assert isinstance(KIND.hear(draft, "planten", scene()), Partial)


def test_work_that_is_unknown_by_now_is_shown_by_its_code() -> None:
    assert "12345" in render(KIND.show({"yes": ["12345"]}, scene()), "nl")


def test_a_long_story_is_shown_in_part() -> None:
    value: Json = {"said": ["W" * LONGEST] * MOST_SAID, "yes": [], "maybe": [], "no": []}
    assert render(KIND.show(value, scene()), "nl").count("W") == SHOWN_BACK - 1


@pytest.mark.parametrize(
    ("yes", "maybe"), [([], []), (["25746"], []), ([], ["25746"]), (["25746", "25742"], ["25741"])]
)
def test_an_answer_is_shown_with_all_that_was_chosen(yes: list[Json], maybe: list[Json]) -> None:
    value: Json = {"said": ["planten {x}"], "yes": yes, "maybe": maybe, "no": ["25740"]}
    for language in languages():
        words = render(KIND.show(value, scene()), language)
        assert "planten {x}" in words
    dutch = render(KIND.show(value, scene()), "nl")
    plain = small_world().plain
    assert all(plain[str(choice)].title in dutch for choice in [*yes, *maybe])
    assert plain["25740"].title not in dutch


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) for language in languages())
    assert KIND.adopt("planten") is None
    assert KIND.adopt({"said": ["planten"]}) == {"said": ["planten"], "yes": [], "maybe": [], "no": []}


def test_english_is_heard_when_the_language_is_english() -> None:
    draft = draft_after("planten")
    for said, verdict in (("yes", "yes"), ("maybe", "maybe"), ("no", "no"), ("don't know", "maybe"), ("nee", "no")):
        reading = KIND.hear(draft, said, scene(language="en"))
        assert isinstance(reading, Partial)
        assert isinstance(reading.draft, dict)
        assert reading.draft[verdict] == [PLANTS[0]]


SAID = st.one_of(
    st.sampled_from([*LIKED, "ja", "misschien", "nee", "geen van deze", "plaatjes"]),
    st.text(st.characters(categories=["L", "P", "S", "Z"]), max_size=20),
)


@given(st.lists(SAID, max_size=25))
def test_no_words_lose_a_choice_that_was_made(words: list[str]) -> None:
    kind = WorkProcesses(at_most=50)
    draft: Any = draft_after("planten", "[yes", kind=kind)
    for said in words:
        chosen = {*draft["yes"], *draft["maybe"]}
        reading = kind.hear(draft, said, scene())
        if not isinstance(reading, Misread):
            draft = reading.value if isinstance(reading, Complete) else reading.draft
        assert chosen <= {*draft["yes"], *draft["maybe"]}
        if isinstance(reading, Complete):
            return


def test_labels_are_different_on_every_screen() -> None:
    for draft in (None, draft_after("[pictures"), draft_after("planten"), draft_after("planten", "[yes", "[none")):
        words = offered_words(KIND.offer(draft, scene()))
        assert len(words) == len(set(words))
