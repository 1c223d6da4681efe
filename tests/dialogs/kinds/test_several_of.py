"""Several of a few options: what people press and type, one by one or all at once."""

import pytest

from dialogs.answers import Json
from dialogs.intake import HELPERS, NO_HELPER, NO_OBSTACLE, OBSTACLES
from dialogs.kinds import SeveralOf
from dialogs.kinds.kind import Complete, Misread, Option, Partial
from dialogs.text import _, languages, render
from tests.dialogs.world import offered_values, scene

HARD = SeveralOf(OBSTACLES, nothing=NO_OBSTACLE)
HELP = SeveralOf(HELPERS, nothing=NO_HELPER)
COLOURS = SeveralOf(
    (Option("red", _("Rood"), formerly=("rouge",)), Option("green", _("Groen"))), nothing=Option("none", _("Geen"))
)


def drafted(kind: SeveralOf, said: str, draft: Json = None, language: str = "nl") -> Json:
    """What there is of the answer after these words."""
    reading = kind.hear(draft, said, scene(language=language))
    assert isinstance(reading, Partial), reading
    return reading.draft


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("taal", ["language"]),
        ("de nederlandse taal", ["language"]),
        ("taal en reizen", ["language", "travel"]),
        ("Taal EN Reizen", ["language", "travel"]),
        ("taal, reizen en kinderen", ["language", "travel", "childcare"]),
        ("reizen\ntaal", ["language", "travel"]),
        ("taal/rekenen", ["language", "sums"]),
        ("taal & rekenen", ["language", "sums"]),
        ("taal + rekenen", ["language", "sums"]),
        ("taal,", ["language"]),
        ("lezen en schrijven", ["reading"]),
        ("rekennen", ["sums"]),
        ("geen auto", ["travel"]),
        ("ik heb geen auto", ["travel"]),
        ("oppas", ["childcare"]),
        ("1", ["language"]),
        ("1 en 3", ["language", "sums"]),
        ("3,1", ["language", "sums"]),
        ("٤", ["travel"]),
        ("7", ["other"]),
    ],
)
def test_what_people_type_is_added_in_the_order_of_the_options(said: str, codes: list[str]) -> None:
    assert drafted(HARD, said) == codes


def test_typed_options_are_added_to_what_was_chosen_already() -> None:
    assert drafted(HARD, "taal", ["travel"]) == ["language", "travel"]
    assert drafted(HARD, "reizen", ["travel"]) == ["travel"]


@pytest.mark.parametrize(
    "said", ["nee", "niets", "Nee, niets", "nee niks", "nee dank je, niets", "geen", "8", "ik heb geen problemen"]
)
def test_nothing_is_an_answer(said: str) -> None:
    assert HARD.hear(None, said, scene()) == Complete([])


@pytest.mark.parametrize("said", ["klaar", "Klaar!", "dit was het", "verder", "nee", "niets", "8", "ik ben klaar"])
def test_done_and_no_more_end_with_what_was_chosen(said: str) -> None:
    assert HARD.hear(["travel"], said, scene()) == Complete(["travel"])


@pytest.mark.parametrize("draft", [None, [], ["travel"]])
@pytest.mark.parametrize(
    "said", ["geen kinderen", "geen idee", "weet ik niet", "9", "0", "", ",", "en", "taal en fietsenmaker", "😀", "xyz"]
)
def test_what_is_unclear_is_asked_again(said: str, draft: Json) -> None:
    assert isinstance(HARD.hear(draft, said, scene()), Misread)


def test_everything_is_not_taken_for_the_end_of_that_is_all() -> None:
    assert isinstance(HARD.hear(None, "alles", scene()), Misread)


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("gemeente, uwv", ["gemeente", "uwv"]),
        ("mijn vrouw", ["family"]),
        ("klantmanager en jobcoach", ["gemeente", "coach"]),
        ("mijn moeder en mijn vader", ["family"]),
    ],
)
def test_helpers_are_heard(said: str, codes: list[str]) -> None:
    assert drafted(HELP, said) == codes


@pytest.mark.parametrize("said", ["niemand", "alleen ik", "ikzelf", "nee niemand", "6"])
def test_nobody_helps(said: str) -> None:
    assert HELP.hear(None, said, scene()) == Complete([])


def test_english_is_heard_when_the_language_is_english() -> None:
    label = render(OBSTACLES[3].label, "en")
    assert drafted(HARD, f"{label} and taal", language="en") == ["language", "travel"]


def test_every_label_and_every_number_is_heard_in_every_language() -> None:
    for kind in (HARD, HELP):
        for number, option in enumerate(kind.options, 1):
            for language in languages():
                assert drafted(kind, render(option.label, language), language=language) == [option.value]
                assert drafted(kind, str(number), language=language) == [option.value]


def test_a_button_says_on_or_off_and_never_the_other_way_round() -> None:
    assert HARD.choose(None, "+travel", scene()) == Partial(["travel"])
    assert HARD.choose(["travel"], "+travel", scene()) == Partial(["travel"])
    assert HARD.choose(["travel", "sums"], "-travel", scene()) == Partial(["sums"])
    assert HARD.choose([], "-travel", scene()) == Partial([])
    assert HARD.any_order


@pytest.mark.parametrize("option", ["travel", "+nothing", "*travel", "", "+", "++travel", "!keep", "Klaar"])
def test_pressing_what_is_no_option_is_not_understood(option: str) -> None:
    assert isinstance(HARD.choose(["travel"], option, scene()), Misread)


def test_done_is_offered_as_soon_as_something_is_chosen_and_nothing_until_then() -> None:
    assert offered_values(COLOURS.offer(None, scene())) == ["+red", "+green", "none"]
    assert offered_values(COLOURS.offer([], scene())) == ["+red", "+green", "none"]
    assert offered_values(COLOURS.offer(["green"], scene())) == ["+red", "-green", "done"]
    assert COLOURS.choose(["green"], "done", scene()) == Complete(["green"])
    assert COLOURS.choose(None, "none", scene()) == Complete([])


@pytest.mark.parametrize("draft", [None, "red", 3, {}, ["red", 3, None], [["red"]]])
def test_a_strange_draft_does_no_harm(draft: Json) -> None:
    assert offered_values(COLOURS.offer(draft, scene()))
    assert isinstance(COLOURS.choose(draft, "+green", scene()), Partial)


def test_codes_of_older_versions_are_adopted_and_unknown_ones_left_out() -> None:
    assert COLOURS.adopt(["rouge", "green", "blue"]) == ["red", "green"]
    assert COLOURS.adopt([]) == []


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for kind in (HARD, HELP, COLOURS):
        for sample in kind.samples():
            assert kind.adopt(sample) == sample
            assert all(render(kind.show(sample, scene()), language) for language in languages())


def test_an_empty_answer_is_shown_as_nothing() -> None:
    assert COLOURS.show([], scene()) == COLOURS.nothing.label


def test_a_change_begins_with_what_was_chosen() -> None:
    assert COLOURS.reopen(["red"]) == ["red"]
    assert COLOURS.step_back(["red"]) is None
