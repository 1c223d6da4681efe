"""From what people say they like to the work that fits it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice

from crebo.catalogue import Catalogue, Choice, Family
from crebo.matching.bridges import Bridges, read_bridges
from crebo.matching.clauses import MOST_WORDS, Clause, clauses
from crebo.matching.dutch import Word, is_stop_word, stem, telling, words
from crebo.matching.index import SAME_STEM, UNKNOWN, Index, Phrase
from crebo.matching.no_answer import NoAnswers
from crebo.matching.ranking import ENTREE, OFFERED, Candidate, Ranked, ranked
from crebo.matching.scoring import Scores, score
from crebo.plain import Plain

# What each text about a choice is worth beside the everyday words, which are written for this.
TITLE, SENTENCE, OFFICIAL, NAME = 0.95, 0.5, 0.4, 0.9
# The last of the everyday words says a little less than the first.
LAST = 0.04
LOOKS_LIKE = 0.6
# What a work process inherits from its whole family, and how much of that only when it is typical of it.
INHERITED, TYPICAL = 0.85, 0.4
# From here on a choice is what somebody does not want, and so is a family when this share of its choices is.
AVOID, AVOID_SHARE = 0.7, 0.25
# Only so many families can be shown.
MOST_FAMILIES = 40
# So many things of a kind are avoided with it: who does not want animals does not want dogs.
MOST_KIN = 24
# What is surely liked stays, unless it is itself what somebody does not want.
LIKED_AFTER_ALL = 0.5
# From here on a later step is what somebody names.
NAMED = 0.8
# Below this the matcher does not know.
LEAST = 0.22
# A word that fits this well is a reason; work without a reason is not shown.
BECAUSE = 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """Work that fits: its official `title`, and what it is called in `plain` words. `because`: the person's own words that
    led to it. `score`: 0 to 1."""

    choice: str
    family: str
    crebo: str
    work_process: str | None
    title: str
    plain: str
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class Found:
    """What fits `query`, best first; nothing when the matcher honestly does not know."""

    query: str
    matches: tuple[Match, ...]
    later: tuple[Family, ...] = ()
    """Families above level 2 that the query names: what somebody can learn later, not a choice now."""

    @property
    def abstained(self) -> bool:
        """Whether the matcher does not know."""
        return not self.matches


def typical(choices: Sequence[Choice], plain: Mapping[str, Plain]) -> Sequence[float]:
    """How typical each choice is of its family, 0 to 1: how much of what is said about the whole is said about it."""
    found: list[float] = []
    about_whole: frozenset[str] = frozenset()
    for choice in choices:
        texts = (plain[choice.id].title, *plain[choice.id].words)
        about = frozenset(stem(word.plain) for text in texts for word in words(text) if not is_stop_word(word.plain))
        if choice.work_process is None:
            about_whole = about
        found.append(len(about & about_whole) / (len(about) or 1))
    return found


class Matcher:
    """Finds work in `catalogue`, by the words of `plain`. Building it takes about a second; it is then only read."""

    def __init__(self, catalogue: Catalogue, plain: Mapping[str, Plain]) -> None:
        self.attach(catalogue, plain)
        families = {family: number for number, family in enumerate(dict.fromkeys(c.family.id for c in self._choices))}
        self._group = [families[c.family.id] for c in self._choices]
        self._members: list[list[int]] = [[] for _ in families]
        for owner, group in enumerate(self._group):
            self._members[group].append(owner)
        self._index = Index(self._phrases(), self._group)
        later = (Phrase(family.name, number, 1.0) for number, family in enumerate(catalogue.later_steps))
        self._later = Index(later, range(len(catalogue.later_steps)))
        self._typical = typical(self._choices, plain)
        self._bridges = Bridges(tuple(read_bridges()), self._index)
        self._no_answers = NoAnswers({word.casefold() for choice in self._choices for word in plain[choice.id].words})

    def __getstate__(self) -> dict[str, object]:
        """What to keep of a matcher in a file: all that takes long to build; see `crebo.matching.kept`."""
        return {name: value for name, value in self.__dict__.items() if name not in ("catalogue", "_choices", "_plain")}

    def attach(self, catalogue: Catalogue, plain: Mapping[str, Plain]) -> "Matcher":
        """A matcher that comes from a file, with the catalogue and plain words it was built from."""
        self.catalogue = catalogue
        self._choices = tuple(catalogue.choices.values())
        self._plain = plain
        return self

    def _later_steps(self, text: str, *, limit: int = 2) -> tuple[Family, ...]:
        """At most `limit` families above level 2 that `text` names."""
        said = telling(words(text)[:MOST_WORDS])
        scores = score(said, self._later)
        likely = {family: scores.of(fit) for family, fit in scores.fits.items() if scores.of(fit) >= NAMED}
        best = nlargest(limit, likely, key=lambda family: (likely[family], -family))
        return tuple(self.catalogue.later_steps[family] for family in best)

    def _phrases(self) -> Iterator[Phrase]:
        for owner, choice in enumerate(self._choices):
            plain = self._plain[choice.id]
            for at, word in enumerate(plain.words):
                yield Phrase(word, owner, 1.0 - LAST * at / len(plain.words))
            yield Phrase(plain.title, owner, TITLE)
            yield Phrase(plain.sentence, owner, SENTENCE)
            yield Phrase(choice.official, owner, OFFICIAL if choice.work_process else NAME)

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        """At most `limit` kinds of work that fit `text`, best first. `offered`: the crebos that the region has."""
        said = clauses(text)
        if self._no_answers.in_all_of([word for clause in said for word in clause.words], self._index):
            return Found(text, ())
        liked = [word for clause in said if clause.liked for word in telling(self._no_answers.without(clause.words))]
        if not liked:
            return Found(text, ())
        scores = self._score(liked)
        avoided = self._avoid([clause for clause in said if not clause.liked], scores)
        cards = (self._match(card, scores, liked) for card in self._ranked(scores, avoided, offered))
        found = tuple(islice((card for card in cards if card.because), max(limit, 0)))
        return Found(text, found if found and found[0].score >= LEAST else (), self._later_steps(text))

    def _score(self, said: Sequence[Word]) -> Scores:
        scores = score(said, self._index)
        crossed = list(self._bridges.cross(said))
        sure = [0.0] * len(said)
        for i, _owner, _fit, likeness in crossed:
            sure[i] = max(sure[i], likeness)
        for i, likeness in enumerate(sure):
            # What is surely a word of another language only looks like a Dutch one.
            if likeness >= SAME_STEM > scores.understood[i]:
                for fit in scores.fits.values():
                    if i in fit:
                        fit[i] *= LOOKS_LIKE
            if likeness > scores.understood[i]:
                scores.weights[i] = max(scores.weights[i], UNKNOWN * likeness)
                scores.understood[i] = likeness
        for i, owner, value, _ in crossed:
            fit = scores.fits[owner]
            fit[i] = max(fit.get(i, 0.0), value)
        for family in self._likely_families(scores):
            self._inherit(self._members[family], scores.fits)
        return scores

    def _likely_families(self, scores: Scores) -> list[int]:
        """The families that fit best; of the others nothing is left in `scores`."""
        best: dict[int, float] = defaultdict(float)
        for owner, fit in scores.fits.items():
            family = self._group[owner]
            best[family] = max(best[family], sum(scores.weights[i] * value for i, value in fit.items()))
        likely = nlargest(MOST_FAMILIES, best, key=lambda family: (best[family], -family))
        kept = set(likely)
        for owner in [owner for owner in scores.fits if self._group[owner] not in kept]:
            del scores.fits[owner]
        return likely

    def _inherit(self, owners: Sequence[int], fits: dict[int, dict[int, float]]) -> None:
        """What fits a whole family fits its work processes too, those most that are typical of it."""
        whole, *processes = owners
        for process in processes if whole in fits else ():
            share = INHERITED * (1 - TYPICAL + TYPICAL * self._typical[process])
            fit = fits[process]
            for i, value in fits[whole].items():
                fit[i] = max(fit.get(i, 0.0), share * value)

    def _avoid(self, disliked: Sequence[Clause], liked: Scores) -> frozenset[int]:
        """The choices that somebody does not want."""
        avoided: set[int] = set()
        for clause in disliked:
            said = telling(clause.words)
            scores = score(said, self._index)
            hit = {owner for owner, fit in scores.fits.items() if scores.of(fit) >= AVOID}
            for word in (*said, *islice(self._bridges.kin(said), MOST_KIN)):
                hit |= self._index.about(word.plain)
            avoided |= hit
            for owners in map(self._members.__getitem__, {self._group[owner] for owner in liked.fits}):
                if owners[0] in hit or sum(owner in hit for owner in owners) >= AVOID_SHARE * len(owners):
                    avoided |= {owner for owner in owners if liked.of(liked.fits.get(owner, {})) < LIKED_AFTER_ALL}
        return frozenset(avoided)

    def _ranked(self, scores: Scores, avoided: frozenset[int], offered: frozenset[str]) -> Iterator[Ranked]:
        def extra(choice: Choice) -> float:
            ours = bool(offered) and not offered.isdisjoint(choice.family.crebos)
            return OFFERED * ours + ENTREE * (choice.family.level == "entree")

        candidates = [
            Candidate(owner, self._group[owner], choice.work_process is None, extra(choice))
            for owner in scores.fits
            if owner not in avoided and (choice := self._choices[owner])
        ]
        return ranked(candidates, scores)

    def _match(self, card: Ranked, scores: Scores, liked: Sequence[Word]) -> Match:
        choice = self._choices[card.owner]
        plain = self._plain[choice.id]
        fit = scores.fits[card.owner]
        because = [word.typed for i, word in enumerate(liked) if fit.get(i, 0.0) >= BECAUSE]
        return Match(
            choice.id,
            choice.family.id,
            choice.crebo,
            choice.work_process.id if choice.work_process else None,
            choice.official,
            plain.title,
            round(card.score, 4),
            " ".join(because),
        )
