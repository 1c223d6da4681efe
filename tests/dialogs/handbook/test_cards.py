"""Cards that serve somebody with ten seconds: short, sourced, plain, and on pages that a phone can show."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.events import Pressed
from dialogs.handbook import for_candidates, for_professionals
from dialogs.handbook.card import SOURCES, Card, source_name
from dialogs.handbook.figures import FIGURES
from dialogs.handbook.terms import TERMS
from dialogs.messages import Button, Message, in_words
from dialogs.pages.going import PAGE, button
from dialogs.pages.handbook import card_page, found_page, index_page, nothing_found
from dialogs.text import Text, _, languages, render

DECKS = {"candidates": for_candidates.CARDS, "professionals": for_professionals.CARDS}
EVERY_CARD = [pytest.param(card, deck, id=f"{name}-{card.key}") for name, deck in DECKS.items() for card in deck]
BACK = (button(_("🏠 Begin"), "home"),)

LONGEST_CARD = 600
LONGEST_TITLE = 26
"""Characters of a button that a phone shows."""
LONGEST_MESSAGE, MOST_BUTTONS, LONGEST_DATA = 4096, 100, 64
"""Telegram's limits: characters, buttons, and bytes of what a button carries."""
LONGEST_SENTENCE, USUAL_SENTENCE = 15, 10
"""Words of a sentence for candidates: never more than, and on average at most."""
BSN = "111222333"


def written(card: Card, language: str = "nl") -> str:
    return "\n".join(render(text, language) for text in (card.title, *card.lines))


def shown(message: Message, language: str = "nl") -> str:
    return in_words(message.lines, lambda line: render(line.text, language))


def buttons(message: Message) -> list[Button]:
    return [button for row in message.buttons for button in row]


def leads_to(message: Message, page: str = "know") -> list[str]:
    return [button.press.value for button in buttons(message) if button.press.question == page]


def pages_of(deck: Sequence[Card]) -> Iterator[Message]:
    yield index_page(deck, BACK)
    yield from (card_page(card, deck, BACK) for card in deck)
    yield from (found_page("wat kost het?", deck[at : at + 3], BACK) for at in range(len(deck)))
    yield nothing_found("wat kost het?", BACK)


def sentences(text: Text) -> list[list[str]]:
    """The words of each sentence, without pictures."""
    parts = re.split(r"[.?!:]+(?:\s|$)", re.sub(r"\d\ufe0f?\u20e3", "", render(text, "nl")))
    return [words for part in parts if (words := re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", part))]


@pytest.mark.parametrize(("card", "deck"), EVERY_CARD)
def test_a_card_is_read_at_a_glance(card: Card, deck: Sequence[Card]) -> None:
    assert len(written(card)) <= LONGEST_CARD
    assert len(render(card.title, "nl")) <= LONGEST_TITLE
    assert 1 <= len(card.lines) <= 7


@pytest.mark.parametrize("deck", DECKS.values(), ids=DECKS)
def test_keys_fit_on_buttons_and_name_one_card(deck: Sequence[Card]) -> None:
    keys = [card.key for card in deck]
    assert len(set(keys)) == len(keys)
    assert [key for key in keys if not re.fullmatch(r"[a-z]{1,12}", key)] == []


@pytest.mark.parametrize(("card", "deck"), EVERY_CARD)
def test_sources_are_those_of_the_domain_and_have_a_name(card: Card, deck: Sequence[Card]) -> None:
    assert {source.split(" ")[0] for source in card.sources} <= {"KBA21", "KBA23", "AEF", "HR", "SBB"} & SOURCES.keys()
    page = shown(card_page(card, deck))
    assert all(render(source_name(source), "nl") in page for source in card.sources)
    assert ("Bron: " in page) == bool(card.sources)


def test_every_card_with_a_percentage_says_whose_it_is() -> None:
    unsourced = [card.key for card in for_professionals.CARDS if "%" in written(card) and not card.sources]
    assert unsourced == []
    assert all(card.sources for card in FIGURES)


@pytest.mark.parametrize(
    "term",
    ["leerbaarheid", "schoolbaarheid", "derde leerweg", "startkwalificatie", "werkfit", "OOK", "POK",
     "praktijkverklaring", "mbo-verklaring", "certificaat", "crebo", "werkproces", "kerntaak", "kwalificatiedossier",
     "erkend leerbedrijf", "praktijkopleider", "springplank", "jobcarving", "functiecreatie", "bbl", "bol", "entree",
     "nug"],
)  # fmt: skip
def test_every_word_of_the_field_has_a_card(term: str) -> None:
    explained = [card for card in TERMS if term.casefold() in render(card.title, "nl").casefold()]
    assert len(explained) == 1
    assert explained[0] in for_professionals.CARDS


def test_there_are_six_cards_for_candidates_and_each_line_has_a_picture() -> None:
    assert len(for_candidates.CARDS) == 6
    for card in for_candidates.CARDS:
        for text in (card.title, *card.lines):
            assert not render(text, "nl")[0].isalpha()


@pytest.mark.parametrize("card", for_candidates.CARDS, ids=lambda card: card.key)
def test_sentences_for_candidates_are_short(card: Card) -> None:
    lengths = [len(words) for text in (card.title, *card.lines) for words in sentences(text)]
    assert max(lengths) <= LONGEST_SENTENCE
    assert sum(lengths) / len(lengths) <= USUAL_SENTENCE


def test_candidates_read_no_words_of_the_field_but_the_one_that_is_explained() -> None:
    field = {word for card in TERMS for words in sentences(card.title) for word in map(str.casefold, words)}
    read = {
        word.casefold()
        for card in for_candidates.CARDS
        for text in (card.title, *card.lines)
        for words in sentences(text)
        for word in words
    }
    # "Ook" is an ordinary word, and a bewijs is called praktijkverklaring at the spot.
    assert field & read <= {"praktijkverklaring", "ook", "en"}


def test_a_sentence_that_is_too_long_would_be_noticed() -> None:
    long = _(
        "1️⃣ Je leert op een werkplek. En dan: nog een zin die maar doorgaat en doorgaat tot niemand hem meer wil lezen."
    )
    assert [len(words) for words in sentences(long)] == [5, 2, 14]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("deck", DECKS.values(), ids=DECKS)
def test_every_page_is_within_what_telegram_takes(deck: Sequence[Card], language: str) -> None:
    for page in pages_of(deck):
        assert 0 < len(shown(page, language)) <= LONGEST_MESSAGE
        assert len(buttons(page)) <= MOST_BUTTONS
        assert all(len(button.press.data.encode()) <= LONGEST_DATA for button in buttons(page))
        assert all(Pressed.parse(button.press.data) == button.press for button in buttons(page))
        assert all(render(button.label, language).strip() for button in buttons(page))
        assert page.buttons[-1] == BACK


@pytest.mark.parametrize("deck", DECKS.values(), ids=DECKS)
def test_every_button_leads_to_a_card_or_to_all_of_them(deck: Sequence[Card]) -> None:
    keys = {card.key for card in deck} | {""}
    for page in pages_of(deck):
        assert set(leads_to(page)) <= keys
        assert {button.press.token for button in buttons(page)} == {PAGE}


@pytest.mark.parametrize("deck", DECKS.values(), ids=DECKS)
def test_every_card_is_two_taps_from_the_index(deck: Sequence[Card]) -> None:
    outer = leads_to(index_page(deck))
    known = {card.key: card for card in deck}
    inner = {key for card in outer for key in leads_to(card_page(known[card], deck))}
    assert {*outer, *inner} - {""} == set(known)
    assert not set(outer) & {inside.key for card in deck for inside in card.inside}


@pytest.mark.parametrize("deck", DECKS.values(), ids=DECKS)
def test_cards_beside_each_other_lead_to_each_other(deck: Sequence[Card]) -> None:
    for one, other in pairwise(leads_to(index_page(deck))):
        known = {card.key: card for card in deck}
        assert leads_to(card_page(known[one], deck))[-1] == other
        assert one in leads_to(card_page(known[other], deck))


def test_from_a_card_inside_another_the_way_up_is_that_other() -> None:
    up = leads_to(card_page(TERMS[0], for_professionals.CARDS))
    assert up == ["words", TERMS[1].key]


def test_a_card_inside_others_shows_them_as_buttons() -> None:
    words = next(card for card in for_professionals.TOPICS if card.inside is TERMS)
    for page in (card_page(words, for_professionals.CARDS), found_page("woorden", (words,))):
        assert set(leads_to(page)) >= {card.key for card in TERMS}


def test_a_card_without_a_way_back_has_no_empty_row() -> None:
    for page in (card_page(TERMS[0], TERMS), index_page(TERMS), found_page("?", TERMS), nothing_found("?")):
        assert all(page.buttons)


def test_what_was_found_is_read_at_once_and_the_rest_is_a_tap_away() -> None:
    best, *others = for_professionals.CARDS[:3]
    page = found_page("wat is dit", (best, *others), BACK)
    assert all(render(line, "nl") in shown(page) for line in best.lines)
    assert leads_to(page) == [*(card.key for card in others), ""]


def test_no_card_is_offered_twice() -> None:
    around = next(card for card in for_professionals.TOPICS if card.inside is FIGURES)
    keys = leads_to(found_page("cijfers", (around, *FIGURES[:2], TERMS[0])))
    assert keys == [*(card.key for card in (*FIGURES, TERMS[0])), ""]


def test_when_nothing_is_found_there_is_all_to_look_through_and_somebody_to_call() -> None:
    page = nothing_found("hoe laat is het", BACK)
    assert leads_to(page) == leads_to(page, "call") == [""]
    assert "hoe laat is het" in shown(page)


@given(question=st.text(max_size=5000))
def test_any_question_can_be_repeated_on_a_page(question: str) -> None:
    for page in (found_page(question, TERMS[:1], BACK), nothing_found(question, BACK)):
        assert len(shown(page)) <= LONGEST_CARD
        assert all(line for line in shown(page).split("\n\n"))


@pytest.mark.parametrize("question", [BSN, f"mag ik {BSN} invullen", "111 222 333", "wat is 1112.22.333"])
def test_a_citizen_service_number_is_never_repeated(question: str) -> None:
    for page in (found_page(question, TERMS[:1]), nothing_found(question)):
        assert "🔎" not in shown(page)
        assert "333" not in shown(page)


def test_what_everybody_types_is_repeated() -> None:
    assert "🔎 wat is {crebo} <b>" in shown(nothing_found("  wat is\n{crebo} <b> "))
