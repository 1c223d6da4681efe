from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crebo import catalogue, plain
from crebo.catalogue import Catalogue
from crebo.evaluate import evaluate
from crebo.match import Found, Matcher
from crebo.plain import Plain

OWN_PHRASES = Path(__file__).parent / "interests-own.jsonl"
SHOP, CARE, SERVICE = "25748", "25960", "25741"


@pytest.fixture(scope="module")
def known() -> Catalogue:
    return catalogue.load()


@pytest.fixture(scope="module")
def written(known: Catalogue) -> Mapping[str, Plain]:
    return plain.load_plain(known)


@pytest.fixture(scope="module")
def matcher(known: Catalogue, written: Mapping[str, Plain]) -> Matcher:
    return Matcher(known, written)


def families(found: Found) -> list[str]:
    return [match.family for match in found.matches]


def test_it_is_right_about_our_own_phrases_as_often_as_it_must_be(matcher: Matcher) -> None:
    table = evaluate(matcher, OWN_PHRASES.read_text(encoding="utf-8").splitlines())
    assert len(table.judged) >= 60
    assert [measure.name for measure in table.measures if not measure.reached] == []


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=400), limit=st.integers(0, 8))
def test_it_never_fails_and_never_shows_more_than_asked(matcher: Matcher, text: str, limit: int) -> None:
    found = matcher.match(text, limit=limit)
    assert found.query == text
    assert len(found.matches) <= limit
    assert all(0 <= match.score <= 1 and match.because for match in found.matches)
    assert len({match.choice for match in found.matches}) == len(found.matches)


@settings(max_examples=15, deadline=None)
@given(
    part=st.one_of(
        st.text(min_size=1, max_size=60), st.sampled_from(["niet ", "koken, ", "ik wil ", "schoonmaken en ", "a", "'"])
    )
)
def test_it_reads_texts_of_ten_thousand_characters(matcher: Matcher, part: str) -> None:
    text = (part * 10_000)[:10_000]
    assert len(matcher.match(text).matches) <= 5


@settings(max_examples=30, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(["ik", "wil", "koken", "niet", "auto's", "plante", "en", "mense", "heftruk"]), max_size=8
    )
)
def test_it_says_the_same_whenever_and_in_whatever_order_it_is_asked(
    matcher: Matcher, known: Catalogue, written: Mapping[str, Plain], words: list[str]
) -> None:
    text = " ".join(words)
    first = matcher.match(text)
    matcher.match("iets anders met dieren")
    assert matcher.match(text) == first


def test_a_matcher_built_again_says_the_same(matcher: Matcher, known: Catalogue, written: Mapping[str, Plain]) -> None:
    again = Matcher(known, written)
    for text in ("koken voor ouwe mense", "welding", "niet met mensen, liever auto's", "تنظيف", "winkel"):
        assert again.match(text) == matcher.match(text)


@pytest.mark.parametrize(
    "text",
    ["weet niet", "ja", "jaaaa", "ik wil astronaut worden", "🙂", "sukkel", "", "   ", "?!", "ik weet het echt niet",
     "hoi", "asdfgh", "0612345678", "не знаю", "niet met mensen"],
)  # fmt: skip
def test_it_says_so_when_it_does_not_know(matcher: Matcher, text: str) -> None:
    assert matcher.match(text).abstained


def test_greetings_and_doubts_beside_an_answer_do_not_hide_it(matcher: Matcher) -> None:
    assert families(matcher.match("hoi, ik weet niet, iets met dieren"))[0] == "25746"


@pytest.mark.parametrize(
    ("text", "avoided"),
    [
        ("niet met mensen, liever auto's", {CARE, SERVICE}),
        ("ik hou niet van koken maar wel van schoonmaken", {"27060", "27061"}),
        ("koken vind ik niet leuk, ik wil metselen", {"27060", "25742"}),
        ("dieren is saai, liever planten", {"25732", "25983"}),
        ("geen dieren maar planten", {"25732", "25983"}),
        ("not with animals, but with cars", {"25732", "25983"}),
    ],
)
def test_what_somebody_does_not_want_is_not_shown(matcher: Matcher, text: str, avoided: set[str]) -> None:
    found = matcher.match(text)
    assert found.matches
    assert not avoided.intersection(families(found))


@pytest.mark.parametrize("text", ["ik ben niet bang voor honden", "niet alleen honden maar ook katten"])
def test_not_every_no_is_a_dislike(matcher: Matcher, text: str) -> None:
    assert {"25732", "25746"} & set(families(matcher.match(text))[:3])


def test_several_interests_each_get_a_card(matcher: Matcher) -> None:
    found = families(matcher.match("brood bakken en auto's repareren"))[:3]
    assert {"27136", "25742"} & set(found)
    assert {"25745", "25242", "27112"} & set(found)


def test_the_first_three_cards_are_of_different_families(matcher: Matcher) -> None:
    for text in ("schoonmaken", "winkel", "tuin", "koken voor mensen", "auto"):
        first = families(matcher.match(text))[:3]
        assert len(set(first)) == len(first) == 3


def test_who_digs_into_one_family_sees_more_of_it(matcher: Matcher) -> None:
    found = matcher.match("kapper haren knippen verven vlechten kapsalon")
    assert families(found).count("27128") >= 2


def test_what_the_region_has_comes_first_among_equals(matcher: Matcher) -> None:
    without = families(matcher.match("restaurant"))
    last = without[2]
    with_it = families(matcher.match("restaurant", offered=frozenset({last})))
    assert with_it.index(last) < without.index(last)


def test_a_process_is_shown_when_the_words_point_to_it(matcher: Matcher) -> None:
    assert matcher.match("vakken vullen").matches[0].work_process == "25748/P5-K1-W2"


def test_the_reason_is_in_the_words_of_the_person(matcher: Matcher) -> None:
    assert matcher.match("Ik hou van PLANTE en buiten werke").matches[0].because in ("PLANTE", "PLANTE buiten")
    assert matcher.match("Ich möchte gern kochen").matches[0].because == "kochen"


def test_every_card_names_a_choice_of_the_catalogue(matcher: Matcher, known: Catalogue) -> None:
    for match in matcher.match("dozen inpakken in een magazijn").matches:
        choice = known.choices[match.choice]
        assert (match.family, match.crebo) == (choice.family.id, choice.crebo)
        assert match.work_process == (choice.work_process.id if choice.work_process else None)


@pytest.mark.parametrize(
    ("sloppy", "neat"),
    [
        ("heftruk", "heftruck"),
        ("sjilderen", "schilderen"),
        ("koken voor ouwe mense", "koken voor oude mensen"),
        ("taksi", "taxi"),
        ("bloeme winkel", "bloemenwinkel"),
        ("schoon maken", "schoonmaken"),
        ("ik maak graag schoon", "schoonmaken"),
        ("AUTO'S", "auto"),
        ("metsulen", "metselen"),
    ],
)
def test_spelling_does_not_matter(matcher: Matcher, sloppy: str, neat: str) -> None:
    assert families(matcher.match(neat))[0] in families(matcher.match(sloppy))[:3]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("cook", {"27060", "25742"}),
        ("مطبخ", {"27060", "25742"}),
        ("fryzjer", {"27128"}),
        ("temizlik", {SERVICE, "25034"}),
        ("ik wil een cleaning baan", {SERVICE, "25034"}),
    ],
)
def test_other_languages_lead_to_the_same_work(matcher: Matcher, text: str, right: set[str]) -> None:
    assert right & set(families(matcher.match(text))[:3])


def test_levels_three_and_four_are_later_steps_by_name_only(matcher: Matcher, known: Catalogue) -> None:
    later = known.later_steps[0]
    assert later in matcher.match(later.name).later
    assert matcher.match("weet niet").later == ()
    assert later.id not in families(matcher.match(later.name))
