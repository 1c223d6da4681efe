"""Texts that people see, in every language."""

from datetime import date, time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.text import (
    END_ISOLATE,
    ISOLATE,
    Text,
    _,
    counted,
    is_right_to_left,
    languages,
    listing,
    name_of,
    of_work,
    render,
    verbatim,
)

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def test_dutch_comes_first_among_the_languages() -> None:
    assert languages()[0] == "nl"
    assert len(set(languages())) == len(languages())


@pytest.mark.parametrize("language", ["nl", "xx", "ar", "de"])
def test_a_text_that_is_not_translated_shows_in_dutch(language: str) -> None:
    if language != "xx":
        assert (
            render(_("Dit staat nergens vertaald, {name}.").of(name="Ali"), language)
            .replace(ISOLATE, "")
            .replace(END_ISOLATE, "")
            == "Dit staat nergens vertaald, Ali."
        )
    assert render(_("Dit staat nergens vertaald."), language) == "Dit staat nergens vertaald."


@pytest.mark.parametrize("words", ["{naam}", "{0}", "{", "}}", "{{x}}", "%s", "%(name)s", "<b>&amp;", "\\n", "{words}"])
def test_words_from_outside_are_shown_as_they_are(words: str) -> None:
    for language in languages():
        if not is_right_to_left(language):
            assert render(verbatim(words), language) == words
            assert render(_("Zo heet je: {name}!").of(name=words), language) == f"Zo heet je: {words}!"
            assert render(_("Zo heet je: {name}!").of(name=verbatim(words)), language) == f"Zo heet je: {words}!"
            assert render(listing([words]), language) == words
    assert render(of_work(words), "nl") == words
    assert render(of_work(words), "xx") == words


def test_only_words_from_outside_and_texts_are_escaped_and_only_once() -> None:
    assert render(_("A & {name}").of(name="<b>"), "nl", escape) == "A &amp; &lt;b&gt;"
    assert render(_("{a}, {b}").of(a=verbatim("x & y"), b=_("<i>")), "nl", escape) == "x &amp; y, &lt;i&gt;"
    assert render(listing(["<", verbatim(">")]), "nl", escape) == "&lt; en &gt;"


@pytest.mark.parametrize("words", ["محمد", "שלום", "Ali محمد", "(محمد)", "12 محمد"])
@pytest.mark.parametrize("language", ["nl", "en", "ar"])
def test_words_written_from_right_to_left_are_isolated_everywhere(words: str, language: str) -> None:
    assert f"{ISOLATE}{words}{END_ISOLATE}" in render(_("Zo heet je: {name}!").of(name=words), language)


def test_words_written_from_left_to_right_are_isolated_only_between_words_from_right_to_left() -> None:
    hello = _("Zo heet je: {name}!").of(name="Ali")
    assert render(hello, "nl") == "Zo heet je: Ali!"
    assert render(hello, "ar") == f"Zo heet je: {ISOLATE}Ali{END_ISOLATE}!"
    assert is_right_to_left("ar")
    assert not is_right_to_left("nl")


@given(st.text(st.sampled_from("aא1 " + TURNING)), st.sampled_from(["nl", "ar"]))
def test_no_words_can_turn_the_sentence_around_them(words: str, language: str) -> None:
    shown = render(_("Zo heet je: {name}!").of(name=words), language)
    before = "Zo heet je: "
    assert shown.startswith(before)
    assert shown.endswith("!")
    inside = shown[len(before) : -1].removeprefix(ISOLATE).removesuffix(END_ISOLATE)
    assert not set(inside) & set(TURNING)
    assert inside == "".join(letter for letter in words if letter not in TURNING)
    assert shown.count(ISOLATE) == shown.count(END_ISOLATE) <= 1


@pytest.mark.parametrize(("number", "words"), [(1, "1 letter"), (2, "2 letters"), (0, "0 letters"), (40, "40 letters")])
def test_a_text_follows_its_number(number: int, words: str) -> None:
    assert render(counted("{n} letter", "{n} letters", number), "nl") == words


def test_a_text_about_a_number_takes_other_values_too() -> None:
    text = counted("{n} letter, zoals {example}", "{n} letters, zoals {example}", 2).of(example=_("Halima"))
    assert render(text, "nl") == "2 letters, zoals Halima"


@pytest.mark.parametrize(
    ("items", "words"), [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", _("b"), verbatim("c")], "a, b en c")]
)
def test_a_list_reads_as_a_list(items: list[str | Text], words: str) -> None:
    assert render(listing(items), "nl") == words


def test_a_list_reads_as_a_list_in_another_language() -> None:
    assert " en " not in render(listing(["a", "b"]), "en")


def test_days_and_hours_are_said_in_the_language() -> None:
    moment = _("{day}, {time}").of(day=date(2026, 11, 24), time=time(9, 5))
    assert render(moment, "nl") == "dinsdag 24 november, 09:05"
    assert "November" in render(moment, "en")


def test_values_can_be_filled_in_step_by_step_and_a_later_one_counts() -> None:
    text = _("{a} {b}").of(a="x").of(b="y")
    assert render(text, "nl") == "x y"
    assert render(text.of(a="z"), "nl") == "z y"
    assert hash(text) != hash(text.of(a="z"))


def test_languages_have_a_name_of_their_own() -> None:
    assert name_of("nl") == "Nederlands"
    assert name_of("en") == "English"
    assert all(name_of(language) for language in languages())
