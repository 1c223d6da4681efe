"""One of a few options: what people type for it."""

import pytest

from dialogs.answers import Json
from dialogs.intake import HOURS, MOTIVATION, SCHOOL_WISH, SCHOOLS, WORK_NOW
from dialogs.kinds import OneOf, YesNo
from dialogs.kinds.kind import Complete, Misread, Option
from dialogs.text import _, languages, render
from tests.dialogs.world import offered_values, scene

COLOURS = OneOf((Option("red", _("Rood"), formerly=("r", "rouge")), Option("green", _("Groen"))), wide=2)


def heard(kind: OneOf, said: str, language: str = "nl") -> Json:
    """The answer that words make; None when they are not understood."""
    reading = kind.hear(None, said, scene(language=language))
    return reading.value if isinstance(reading, Complete) else None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("ja", "yes"),
        ("Ja!", "yes"),
        ("JA", "yes"),
        ("ja hoor", "yes"),
        ("jazeker", "yes"),
        ("Ja, zeker", "yes"),
        ("klopt", "yes"),
        ("oké", "yes"),
        ("oke", "yes"),
        ("👍 ja", "yes"),
        ("1", "yes"),
        ("nee", "no"),
        ("Nee dank je", "no"),
        ("nee hoor", "no"),
        ("neee", "no"),
        ("nog niet", "no"),
        ("nee, niet echt", "no"),
        ("2", "no"),
        ("weet ik niet", "unsure"),
        ("Dat weet ik nog niet", "unsure"),
        ("ik weet het niet hoor", "unsure"),
        ("geen idee", "unsure"),
        ("misschien", "unsure"),
        ("3", "unsure"),
    ],
)
def test_yes_no_and_unsure_are_heard_in_many_words(said: str, value: str) -> None:
    assert heard(YesNo(unsure=True), said) == value


@pytest.mark.parametrize("said", ["ja nee", "ja of nee", "niet zeker", "4", "0", "99", "-", "", "🤷", "ja misschien"])
def test_what_can_mean_two_things_or_nothing_is_asked_again(said: str) -> None:
    assert heard(YesNo(unsure=True), said) is None


@pytest.mark.parametrize("said", ["weet ik niet", "ik weet het niet", "geen idee", "dat weet ik nog niet", "kweenie"])
@pytest.mark.parametrize("kind", [YesNo(), OneOf(WORK_NOW), OneOf(SCHOOLS)], ids=["yes or no", "work", "school"])
def test_not_knowing_is_not_taken_for_no(kind: OneOf, said: str) -> None:
    assert heard(kind, said) is None


@pytest.mark.parametrize(
    ("options", "said", "value"),
    [
        (WORK_NOW, "ik heb werk", "paid"),
        (WORK_NOW, "ik heb geen werk", "none"),
        (WORK_NOW, "nee, geen baan", "none"),
        (WORK_NOW, "bij de sociale werkplaats", "sheltered"),
        (WORK_NOW, "vrijwilliger", "volunteer"),
        (WORK_NOW, "ja vrijwillgerswerk", "volunteer"),
        (SCHOOLS, "Vmbo", "vmbo"),
        (SCHOOLS, "vmbo-t", "vmbo"),
        (SCHOOLS, "MBO 1", "entree"),
        (SCHOOLS, "mbo-4", "mbo"),
        (SCHOOLS, "basischool", "primary"),
        (SCHOOLS, "univeristeit", "higher"),
        (SCHOOLS, "geen school", "none"),
        (SCHOOLS, "in een ander land", "abroad"),
        (SCHOOLS, "9", "abroad"),
        (SCHOOLS, "٩", "abroad"),
        (HOURS, "40", "36plus"),
        (HOURS, "32 uur per week", "28to35"),
        (HOURS, "24", "20to27"),
        (HOURS, "ongeveer 20", "20to27"),
        (HOURS, "8", "under20"),
        (HOURS, "fultime", "36plus"),
        (HOURS, "drie dagen", "20to27"),
        (HOURS, "weet ik niet", "unsure"),
        (MOTIVATION, "heel graag", "very"),
        (MOTIVATION, "graag", "yes"),
        (MOTIVATION, "het moet van de gemeente", "pushed"),
        (MOTIVATION, "niet echt", "no"),
        (MOTIVATION, "ik weet het niet", "doubt"),
        (SCHOOL_WISH, "ja graag", "yes"),
        (SCHOOL_WISH, "liever niet", "no"),
        (SCHOOL_WISH, "weet niet", "maybe"),
    ],
)
def test_what_people_type_is_heard(options: tuple[Option, ...], said: str, value: str) -> None:
    assert heard(OneOf(options), said) == value


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (WORK_NOW, "uitkering"),
        (SCHOOLS, "mbo 2 en havo"),
        (SCHOOLS, "havo niet afgemaakt"),
        (SCHOOLS, "10"),
        (HOURS, "50"),
        (HOURS, "niet te veel"),
        (MOTIVATION, "ik twijfel niet"),
        (MOTIVATION, "niet graag"),
        (SCHOOL_WISH, "niet graag"),
        (SCHOOL_WISH, "niet leuk"),
        (SCHOOL_WISH, "ik wil niet naar school"),
    ],
)
def test_what_is_ambiguous_or_turned_around_is_asked_again_rather_than_guessed(
    options: tuple[Option, ...], said: str
) -> None:
    assert heard(OneOf(options), said) is None


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("yes", "yes"),
        ("Yes please", "yes"),
        ("no", "no"),
        ("no thanks", "no"),
        ("I don't know", "unsure"),
        ("ja", "yes"),
    ],
)
def test_english_and_dutch_are_heard_when_the_language_is_english(said: str, value: str) -> None:
    assert heard(YesNo(unsure=True), said, "en") == value


@pytest.mark.parametrize("number", ["➀", "²", "1.5", "1,5", "-1", "1e1", "१०"])
def test_odd_numbers_do_no_harm(number: str) -> None:
    assert heard(COLOURS, number) in (None, "red", "green")


@pytest.mark.parametrize("option", ["red", "green"])
def test_pressing_an_option_is_the_answer(option: str) -> None:
    assert COLOURS.choose(None, option, scene()) == Complete(option)


@pytest.mark.parametrize("option", ["blue", "", "Rood", "r", "rouge", "!back"])
def test_pressing_what_is_no_option_is_not_understood(option: str) -> None:
    assert isinstance(COLOURS.choose(None, option, scene()), Misread)


def test_the_options_are_offered_in_rows_and_in_order() -> None:
    offer = COLOURS.offer(None, scene())
    assert [[option.value for option in row] for row in offer.rows] == [["red", "green"]]
    assert offered_values(OneOf(SCHOOLS).offer(None, scene())) == [option.value for option in SCHOOLS]
    assert all(len(row) == 1 for row in OneOf(SCHOOLS).offer(None, scene()).rows)


def test_every_label_and_every_number_is_heard_as_its_option_in_every_language() -> None:
    for options in (WORK_NOW, SCHOOLS, HOURS, MOTIVATION, SCHOOL_WISH):
        for number, option in enumerate(options, 1):
            for language in languages():
                assert heard(OneOf(options), render(option.label, language), language) == option.value
                if options is not HOURS:  # there a number is a number of hours
                    assert heard(OneOf(options), str(number), language) == option.value


def test_codes_of_older_versions_are_adopted_and_unknown_ones_are_not() -> None:
    assert COLOURS.adopt("red") == "red"
    assert COLOURS.adopt("rouge") == "red"
    assert COLOURS.adopt("blue") is None
    assert COLOURS.adopt(7) is None
    assert COLOURS.adopt(["red"]) is None


def test_samples_are_adopted_unchanged_and_shown_in_every_language() -> None:
    for kind in (COLOURS, YesNo(), YesNo(unsure=True), OneOf(SCHOOLS)):
        for sample in kind.samples():
            assert kind.adopt(sample) == sample
            assert all(render(kind.show(sample, scene()), language) for language in languages())


def test_there_are_no_steps_inside_one_choice() -> None:
    assert COLOURS.reopen("red") is None
    assert COLOURS.step_back(None) is None
