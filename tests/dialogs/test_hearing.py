"""Hearing which option somebody means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.controls import LABELS, MENUS, WORDS, Control, heard_control
from dialogs.hearing import exact_option, heard_option, normal, spoken_forms
from dialogs.kinds.kind import Option
from dialogs.text import _, languages, render, verbatim

FRUIT = (
    Option("apple", _("Een appel"), also=_("appel, goudreinet")),
    Option("pear", _("Een peer"), also=_("peer, conference")),
    Option("none", _("Geen fruit"), also=_("geen, niet, nee")),
)


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Ja!", "ja"),
        ("  Eén   appel, a.u.b. ", "een appel a u b"),
        ("👍 Ja", "ja"),
        ("foto's", "foto s"),
        ("A_B-C", "a b c"),
        ("ÇA VA", "ca va"),
        ("straße", "strasse"),
        ("ﷺ²", normal("صلى الله عليه وسلم2")),
        ("𝕁𝕒 İstanbul", "ja istanbul"),
        ("", ""),
        ("🙃?!", ""),
        ("\u2068Ali\u2069", "ali"),
    ],
)
def test_words_are_compared_without_case_accents_signs_and_doubled_blanks(words: str, plain: str) -> None:
    assert normal(words) == plain


@given(st.text(max_size=60))
def test_normal_words_stay_as_they_are(words: str) -> None:
    assert normal(normal(words)) == normal(words)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("appel", "apple"),
        ("Een appel", "apple"),
        ("een groene appel", "apple"),
        ("graag een appel", "apple"),
        ("goudreinett", "apple"),
        ("conferance", "pear"),
        ("ik wil een peer", "pear"),
        ("appel of peer", None),
        ("geen appel", None),
        ("geen", "none"),
        ("nee dank je", "none"),
        ("niets van dat al", None),
        ("weet ik niet", None),
        ("geen idee", None),
        ("een", None),
        ("fruit", "none"),
        ("1", "apple"),
        ("3", "none"),
        ("4", None),
        ("0", None),
        ("001", None),
        ("٢", "pear"),
        ("➁", None),
        ("", None),
        ("aap", None),
    ],
)
def test_an_option_is_heard_when_it_can_be_only_that(said: str, value: str | None) -> None:
    heard = heard_option(said, FRUIT, "nl")
    assert (heard.value if heard else None) == value


@pytest.mark.parametrize(
    ("said", "other"), [("een", "geen"), ("iemand", "niemand"), ("ooit", "nooit"), ("iets", "niets")]
)
def test_a_word_is_not_taken_for_its_opposite_that_looks_like_it(said: str, other: str) -> None:
    options = (Option("yes", _("Ja")), Option("opposite", verbatim(other)))
    assert heard_option(said, options, "nl") is None
    assert heard_option(other + other[-1], options, "nl") is options[1]


def test_exactly_an_option_is_its_label_or_another_word_for_it_and_nothing_near() -> None:
    assert exact_option("EEN APPEL!", FRUIT, "nl") is FRUIT[0]
    assert exact_option("peer", FRUIT, "nl") is FRUIT[1]
    assert exact_option("een peertje", FRUIT, "nl") is None
    assert exact_option("1", FRUIT, "nl") is None
    assert exact_option("", FRUIT, "nl") is None


@given(st.text(max_size=60), st.sampled_from(languages()))
def test_anything_typed_is_heard_as_an_option_or_not_at_all(said: str, language: str) -> None:
    assert heard_option(said, FRUIT, language) in (*FRUIT, None)
    assert heard_option(said, (), language) is None


def test_spoken_forms_are_those_of_the_language_and_of_dutch() -> None:
    dutch, english = spoken_forms(WORDS[Control.BACK], "nl"), spoken_forms(WORDS[Control.BACK], "en")
    assert "terug" in dutch
    assert set(dutch) < set(english)


@pytest.mark.parametrize(
    ("said", "control"),
    [
        ("terug", Control.BACK),
        ("/terug", Control.BACK),
        ("Vorige vraag!", Control.BACK),
        ("waarom?", Control.WHY),
        ("ik snap het niet", Control.WHY),
        ("overzicht", Control.OVERVIEW),
        ("hulp", Control.PERSON),
        ("HELP", Control.PERSON),
        ("stop", Control.STOP),
        ("wis alles", Control.ERASE),
        ("/start", Control.REPEAT),
        ("Goedemorgen!", Control.REPEAT),
        ("liever niet", Control.SKIP),
        ("taal", Control.LANGUAGE),
        ("menu", Control.MENU),
        ("ja", None),
        ("terug naar school", None),
        ("ik wil stoppen met roken", None),
        ("", None),
        ("!erase!", None),
    ],
)
def test_controls_are_heard_in_just_their_own_words(said: str, control: Control | None) -> None:
    assert heard_control(said, "nl") is control


def test_every_word_for_a_control_is_heard_as_that_control_in_every_language() -> None:
    for language in languages():
        for control, text in WORDS.items():
            for words in render(text, language).split(","):
                assert heard_control(words, language) is control


def test_nothing_that_is_typed_confirms_erasing() -> None:
    assert Control.ERASE_SURELY not in WORDS
    assert Control.CHANGE not in WORDS


def test_a_control_is_known_by_what_its_button_carries() -> None:
    for control in Control:
        assert Control.of(control.value) is control
    assert Control.of("yes") is None
    assert Control.of("") is None
    assert {control for menu in MENUS.values() for row in menu for control in row} <= LABELS.keys()
