"""From what somebody types to the cards that answer it, or to none. It hears words as the matcher of work does."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest

from crebo.matching.dutch import is_stop_word, words
from crebo.matching.index import Index, Phrase
from crebo.matching.scoring import likenesses
from dialogs.handbook.card import Card
from dialogs.hearing import spoken_forms
from dialogs.text import SOURCE_LANGUAGE, _, render

# What a phrase says about its card: anything at all, more when all of it was asked, more when it is all that was asked.
ANYTHING, ALL_OF_IT, ALL_THAT_WAS_ASKED = 0.2, 0.5, 0.3
# A line of a card says less about it than its title and the words that are written to find it.
LINE = 0.5
# What a little word weighs beside a telling one.
LITTLE = 0.3
# Of a long question it is enough to understand so much, in words that one card has: the rest is the story around it.
ENOUGH = 2.0
# Less than this asks nothing, as "mag ik", unless it is just what is written to find a card, as "wat is dit".
SOMETHING = 0.5
# Less than this is no answer. Beside an answer others are shown that fit not so much less well.
LEAST, LEAST_OF_BEST = 0.5, 0.5
# More is not read: nobody needs that many words to ask something.
MOST_WORDS = 40

LITTLE_WORDS = _(
    "hoeveel, wanneer, welk, waarvoor, waarmee, hoezo, daarna, hierna, hiervoor, hiermee, hierbij, daarmee, "
    "daarvan, erbij, eraan, ervan, erop, eerst, alleen, bijna, ongeveer, beste, nodig, zeker, meestal, precies, "
    "eventueel, mogelijk, graag, inderdaad, nieuw, nieuwe, paar, beide, steeds, alvast, enige, zomaar, straks, "
    "terwijl, voordat, nadat, tijdens, sinds, binnen, tegen, volgens, via, betekent, betekenen, bedoelen, bedoelt, "
    "bedoeld, bedoel, bedoeling, uitleggen, vertel, vertellen, zeg, zegt, zeggen, vraag, vraagt, vragen, weet, "
    "weten, denk, denkt, snap, begrijp, help, krijg, krijgt, krijgen, doe, gebeurt, komt, zit, zitten, ziet, staat, "
    "staan, hoort, hoef, hoeft, hoeven, laat, laten, maakt, maken, telt, regelt, info, informatie, mensen, persoon, "
    "mevrouw, meneer, vrouw, jongen, meisje, collega, niemand, kand, kandidaat, kandidaten, deelnemer, klant, "
    "klanten, client, hallo, hoi, aub, alsjeblieft, dank"
)
"""Words of any question or of the story around it, beside those that say nothing in the search for work either."""


def search(question: str, cards: Sequence[Card], limit: int = 3, language: str = SOURCE_LANGUAGE) -> tuple[Card, ...]:
    """At most `limit` of `cards` that answer the question, best first; none when none fits well.

    The cards are known by their words in `language` and in Dutch.
    """
    fits = _bank(tuple(cards), language).fits(question)
    best = max(fits.values(), default=0.0)
    if best < LEAST:
        return ()
    likely = [card for card, fit in fits.items() if fit >= LEAST_OF_BEST * best]
    return tuple(cards[card] for card in nlargest(limit, likely, key=lambda card: (fits[card], -card)))


@dataclass(frozen=True, slots=True)
class _Written:
    """A phrase on a card: the ids of its words, what they weigh together, and what the phrase is worth."""

    card: int
    words: frozenset[int]
    weight: float
    worth: float


class _Bank:
    """Cards, by number, and the words on them in one language and in Dutch. A word that few cards have says much."""

    def __init__(self, cards: Sequence[Card], language: str) -> None:
        texts = [(card, *text) for card, written in enumerate(cards) for text in _texts(written, language)]
        # Word by word: of a longer phrase the index leaves out what says nothing about work, such as "uur" and "baan".
        one_by_one = (Phrase(word.plain, card, 1.0) for card, text, _worth in texts for word in words(text))
        self._index = Index(one_by_one, range(len(cards)))
        # What stands alone among a card's other words, as "baan", is asked about, however little it says elsewhere.
        self._alone = {form for card in cards if card.also for form in spoken_forms(card.also, language)}
        self._little = set(spoken_forms(LITTLE_WORDS, language))
        self._weights = [
            weight * self._share(word) for word, weight in zip(self._index.words, self._index.weights, strict=True)
        ]
        self._whole = {frozenset(word.plain for word in words(text)) for _card, text, worth in texts if worth > LINE}
        ids = {word: id for id, word in enumerate(self._index.words)}
        contents = ((card, frozenset(ids[word.plain] for word in words(text)), worth) for card, text, worth in texts)
        self._phrases = [
            _Written(card, content, sum(self._weights[id] for id in content), worth)
            for card, content, worth in contents
            if content
        ]

    def fits(self, question: str) -> Mapping[int, float]:
        """How well each card that has a word of the question fits it: 0 is not at all, 1 very well."""
        asked = list({word.plain: word for word in words(question)[:MOST_WORDS]}.values())
        meant = likenesses(asked, self._index)
        weights = [self._weight(word.plain, like) for word, like in zip(asked, meant, strict=True)]
        total = sum(weights)
        if frozenset(word.plain for word in asked) not in self._whole:
            total = max(total, SOMETHING)
        enough = min(total, ENOUGH)
        found: dict[int, dict[int, float]] = defaultdict(dict)
        for phrase in self._phrases:
            hits = {
                i: max((like[id], id) for id in shared)
                for i, like in enumerate(meant)
                if (shared := phrase.words & like.keys())
            }
            if not hits:
                continue
            told = sum(weights[i] * likeness for i, (likeness, _id) in hits.items()) / enough
            # Two words that were typed can be the same word of the phrase: the likelier comes last, and stays.
            surest = {id: likeness for likeness, id in sorted(hits.values())}
            of_it = sum(self._weights[id] * likeness for id, likeness in surest.items()) / phrase.weight
            quality = phrase.worth * (ANYTHING + ALL_OF_IT * of_it + ALL_THAT_WAS_ASKED * min(told, 1.0))
            fit = found[phrase.card]
            for i, (likeness, _id) in hits.items():
                fit[i] = max(fit.get(i, 0.0), likeness * quality)
        return {card: sum(weights[i] * value for i, value in fit.items()) / enough for card, fit in found.items()}

    def _weight(self, word: str, like: Mapping[int, float]) -> float:
        """What a typed word weighs: as far as it is known, as that word; for the rest, as a word that one card has."""
        best = max(like.values(), default=0.0)
        known = min((self._weights[id] for id, likeness in like.items() if likeness == best), default=0.0)
        return best * known + (1 - best) * self._share(word)

    def _share(self, word: str) -> float:
        little = word not in self._alone and (word in self._little or is_stop_word(word))
        return LITTLE if little else 1.0


def _texts(card: Card, language: str) -> Iterator[tuple[str, float]]:
    """The texts of a card, and what each is worth."""
    for one in dict.fromkeys((language, SOURCE_LANGUAGE)):
        yield render(card.title, one), 1.0
        yield from ((render(line, one), LINE) for line in card.lines)
    if card.also:
        yield from ((form, 1.0) for form in spoken_forms(card.also, language))


@cache
def _bank(cards: tuple[Card, ...], language: str) -> _Bank:
    return _Bank(cards, language)
