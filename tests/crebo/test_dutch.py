import pytest
from hypothesis import given
from hypothesis import strategies as st

from crebo.matching.compounds import parts
from crebo.matching.dutch import LONGEST, plain, sound, stem, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("schilderen", "sjilderen"),
        ("fabriek", "fabrik"),
        ("machine", "masjien"),
        ("taxi", "taksi"),
        ("nacht", "nagt"),
        ("gebouw", "gebow"),
        ("rijden", "rije"),
        ("werken", "werke"),
        ("verven", "ferfe"),
        ("zagen", "sage"),
        ("bakje", "bakkie"),
        ("reparatie", "reparasie"),
        ("computer", "komputer"),
        ("garage", "garazje"),
        ("boek", "buk"),
        ("hond", "hont"),
        ("tijd", "teid"),
        ("koken", "kooken"),
        ("trekker", "treker"),
        ("fiets", "viets"),
    ],
)
def test_what_sounds_the_same_is_the_same(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize(("one", "other"), [("tuin", "tuinen"), ("koken", "kook"), ("plant", "planten")])
def test_words_that_differ_in_their_ending_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_capitals_accents_and_apostrophes_go() -> None:
    assert [word.plain for word in words("Auto\u2019s café ÉÉN crème-brûlée")] == [
        "auto",
        "cafe",
        "een",
        "creme",
        "brulee",
    ]
    assert plain("مَطْبَخ") == "مطبخ"


def test_words_remember_how_they_were_typed() -> None:
    assert [word.typed for word in words("Ik hou van PLANTE!")] == ["Ik", "hou", "van", "PLANTE"]


def test_compounds_fall_apart_in_words_that_are_known() -> None:
    known = {sound(word) for word in ("hond", "trimmer", "scheren", "apparaat", "machine")}
    assert parts(sound("hondentrimmer"), known) == (sound("hond"), sound("trimmer"))
    assert parts(sound("wasmachine"), known) == ("", sound("machine"))
    assert parts(sound("fiets"), known) is None


@given(st.text(max_size=200))
def test_any_text_has_words(text: str) -> None:
    for word in words(text):
        assert word.plain
        assert len(word.typed) <= LONGEST
        assert isinstance(sound(word.plain) + stem(word.plain), str)
