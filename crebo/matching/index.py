"""An index of phrases: which of them look like what somebody typed, without looking at them all."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import log

from rapidfuzz.distance import OSA

from crebo.matching.compounds import parts
from crebo.matching.dutch import is_stop_word, sound, stem, words
from crebo.matching.trigrams import Trigrams

# How much a word of the index is the word that somebody typed.
SAME_STEM = 0.97
SAME_SOUND = 0.9
SAME_SOUND_AS_A_KNOWN_WORD = 0.55
# A part of a compound; the rarer part says more: in "scheerapparaat" it is the first.
HEAD, MODIFIER = 0.68, 0.66
COMMON_PART = 0.75
PIECE = 0.6
SHORTEST_SOUND = 2
SHORTEST_PIECE = 4
# Words of this length may differ in one letter of ... before they are other words.
ALIKE = {3: 0.99, 4: 0.75, 5: 0.75, 6: 0.7, 7: 0.7}
ALIKE_WHEN_LONG = 0.68
OTHER_FIRST_LETTER = 0.75
# Beyond this many phrases with a word only the shortest are looked at: they say most about the work.
MOST_PHRASES = 250
# Of the words that a word is a part of, those in most phrases are looked at.
MOST_COMPOUNDS = 40
# What so many have in common says nothing about any of them.
MOST_OWNERS = 60
# What says at least this much about an owner is surely about it.
SURE = 0.8
# How much a word nobody knows weighs: as one that some have.
UNKNOWN = 0.6


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words about an owner (a number). `worth`: how much they say about it, 0 to 1."""

    text: str
    owner: int
    worth: float


class Index:
    """`groups[owner]`: the group an owner is in. A word that few groups have says much. `stem`: of the words' language."""

    def __init__(self, phrases: Iterable[Phrase], groups: Sequence[int], stem: Callable[[str], str] = stem) -> None:
        self.groups = groups
        self._stem = stem
        self.words: list[str] = []
        self._ids: dict[str, int] = {}
        # The same phrase of many owners is kept once.
        contents: dict[tuple[int, ...], int] = {}
        owners: list[dict[int, float]] = []
        for phrase in phrases:
            if content := self._content(phrase.text):
                id = contents.setdefault(content, len(contents))
                if id == len(owners):
                    owners.append({})
                owners[id][phrase.owner] = max(phrase.worth, owners[id].get(phrase.owner, 0.0))
        self.contents = list(contents)
        self.owners = [tuple(islice(found.items(), MOST_OWNERS)) for found in owners]

        self._by_stem: dict[str, list[int]] = defaultdict(list)
        self._by_sound: dict[str, list[int]] = defaultdict(list)
        self._by_part: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for id, word in enumerate(self.words):
            self._by_stem[self._stem(word)].append(id)
            self._by_sound[sound(word)].append(id)
        for id, word in enumerate(self.words):
            if found := parts(sound(word), self._by_sound):
                modifier, head = found
                self._by_part[head].append((id, HEAD))
                if modifier:
                    self._by_part[modifier].append((id, MODIFIER))
        self.weights = self._weigh(groups)
        self.phrase_weights = array("d", (sum(self.weights[id] for id in content) for content in self.contents))
        self._having: list[array[int]] = [array("l") for _ in self.words]
        for phrase_id in sorted(range(len(self.contents)), key=lambda id: len(self.contents[id])):
            for id in self.contents[phrase_id]:
                self._having[id].append(phrase_id)
        for compounds in self._by_part.values():
            compounds.sort(key=lambda compound: -len(self._having[compound[0]]))
        self._trigrams = Trigrams(self._by_sound)
        self.like = lru_cache(maxsize=1 << 12)(self._like)

    def __getstate__(self) -> dict[str, object]:
        """What to keep of an index in a file: all but what it remembers of questions."""
        return {name: value for name, value in self.__dict__.items() if name != "like"}

    def __setstate__(self, kept: dict[str, object]) -> None:
        self.__dict__.update(kept)
        self.like = lru_cache(maxsize=1 << 12)(self._like)

    def _content(self, text: str) -> tuple[int, ...]:
        plain = dict.fromkeys(word.plain for word in words(text))
        content = []
        for word in [word for word in plain if not is_stop_word(word)] or plain:
            id = self._ids.setdefault(word, len(self.words))
            if id == len(self.words):
                self.words.append(word)
            content.append(id)
        return tuple(content)

    def _weigh(self, groups: Sequence[int]) -> Sequence[float]:
        having: dict[str, set[int]] = defaultdict(set)
        for content, owners in zip(self.contents, self.owners, strict=True):
            for id in content:
                having[self._stem(self.words[id])].update(groups[owner] for owner, _ in owners)
        count = len(set(groups))
        most = log(1 + count)
        return array("d", (log(1 + count / len(having[self._stem(word)])) / most for word in self.words))

    def having(self, word: int) -> Sequence[int]:
        """The phrases with a word of the index, the shortest first."""
        return self._having[word][:MOST_PHRASES]

    def about(self, word: str) -> set[int]:
        """The owners that surely have phrases with a plain `word`."""
        sure = [id for id, likeness in self.like(word).items() if likeness >= SAME_SOUND]
        owners = (self.owners[phrase] for id in sure for phrase in self.having(id))
        return {owner for some in owners for owner, worth in some if worth >= SURE}

    def is_cut_short(self, word: int) -> bool:
        """Whether a word of the index is in more phrases than `having` gives."""
        return len(self._having[word]) > MOST_PHRASES

    def __contains__(self, word: object) -> bool:
        return word in self._ids

    def same(self, word: str) -> dict[int, float]:
        """The words of the index that are a plain `word` but for its ending and how it is spelled."""
        found = dict.fromkeys(self._by_sound.get(sound(word), ()), SAME_SOUND)
        found |= dict.fromkeys(self._by_stem.get(self._stem(word), ()), SAME_STEM)
        return found

    def _like(self, word: str) -> Mapping[int, float]:
        """The words of the index that can be meant by a plain `word`, and how much they are it, 0 to 1."""
        found: dict[int, float] = {}

        def add(id: int, likeness: float) -> None:
            found[id] = max(likeness, found.get(id, 0.0))

        spoken = sound(word)
        if len(spoken) < SHORTEST_SOUND:
            return {self._ids[word]: 1.0} if word in self._ids else {}
        for id in self._by_stem.get(self._stem(word), ()):
            add(id, SAME_STEM)
        known = bool(found)
        if word in self._ids:
            add(self._ids[word], 1.0)
        for id in self._by_sound.get(spoken, ()):
            add(id, SAME_SOUND_AS_A_KNOWN_WORD if word in self._ids else SAME_SOUND)
        for id, likeness in islice(self._by_part.get(spoken, ()), MOST_COMPOUNDS):
            add(id, likeness)
        if not known and spoken not in self._by_sound:
            for id, likeness in self._misspelled(word, spoken):
                add(id, likeness)
        if (not known or len(found) < 4) and (made_of := parts(spoken, self._by_sound)):
            for part, likeness in zip(made_of, (MODIFIER, HEAD), strict=True):
                for id in self._by_sound.get(part, ()):
                    add(id, likeness * (COMMON_PART + (1 - COMMON_PART) * self.weights[id]))
        return found

    def _misspelled(self, word: str, spoken: str) -> Iterable[tuple[int, float]]:
        least = ALIKE.get(len(word), ALIKE_WHEN_LONG) if len(word) >= 3 else 1.0
        for near in self._trigrams.near(spoken):
            heard = OSA.normalized_similarity(spoken, near)
            short, long = sorted((spoken, near), key=len)
            contains = len(short) >= SHORTEST_PIECE and (long.startswith(short) or long.endswith(short))
            for id in self._by_sound[near]:
                alike = max(heard * 0.97, OSA.normalized_similarity(word, self.words[id]))
                if alike >= least:
                    yield id, alike * alike * (1.0 if near[0] == spoken[0] else OTHER_FIRST_LETTER)
                elif contains:
                    yield id, PIECE
