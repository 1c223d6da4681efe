"""How people choose the work that they like: played with the real question, so that words, cards and choices belong together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.demo.chance import Mix
from bot.demo.phrases import ELSEWHERE, NOBODY_KNOWS, SECTORS, Sector
from bot.knowledge import Knowledge
from crebo.match import Found
from dialogs.answers import Json
from dialogs.kinds import WorkProcesses
from dialogs.kinds.kind import Complete, Partial, Reading
from dialogs.kinds.work_processes import GO_ON, MAYBE, NO, YES, Draft
from dialogs.scene import Finds, Scene, World
from dialogs.wishes import CountUnmatched

VARIANTS = 40
"""Different stories per sector and language: so many people choose in their own way, and then somebody chooses alike."""
AGAIN = 0.4
"""How often somebody names another thing after the first."""
ENTREE_FIRST = {"entree": (0.78, 0.9), "2": (0.25, 0.45)}
"""Of work that was meant, per level: how often the answer is yes, and how often yes or maybe."""

MOSTLY = Mix(
    {
        "logistics": 0.32,
        "care": 0.17,
        "technology": 0.17,
        "hospitality": 0.1,
        "retail": 0.07,
        "building": 0.06,
        "green": 0.03,
        "cleaning": 0.02,
        ELSEWHERE: 0.05,
        NOBODY_KNOWS: 0.01,
    }
)
"""As in the pilots [KBA21]."""
SHELTERED = Mix(
    {
        "green": 0.25,
        "logistics": 0.24,
        "hospitality": 0.17,
        "cleaning": 0.16,
        "technology": 0.07,
        "care": 0.04,
        "retail": 0.03,
        ELSEWHERE: 0.03,
        NOBODY_KNOWS: 0.01,
    }
)
"""As at the sociale werkbedrijven [KBA23]."""


@dataclass(frozen=True, slots=True)
class Story:
    """What there was of an answer after each step, then the whole answer, and the words that found no work."""

    drafts: tuple[Json, ...]
    answer: dict[str, Json]
    unmatched: tuple[str, ...]


class _Remembered:
    """Finds work, and each time the same for the same words: many people say them."""

    def __init__(self, finds: Finds) -> None:
        self._finds = finds
        self._found: dict[tuple[str, int], Found] = {}

    def match(self, text: str, *, limit: int = 5, offered: frozenset[str] = frozenset()) -> Found:
        """As `finds` does; what is offered is always the same here."""
        if (text, limit) not in self._found:
            self._found[text, limit] = self._finds.match(text, limit=limit, offered=offered)
        return self._found[text, limit]


class Wishes:
    """Gives stories; each is played once."""

    def __init__(self, known: Knowledge, offered: frozenset[str], now: datetime, seed: int) -> None:
        world = World(now, known.catalogue, known.plain, _Remembered(known), known.places, offered=offered)
        self._scene = Scene(world, {})
        self._seed = seed
        self._kind = WorkProcesses()
        self._told: dict[tuple[str, str, int], Story] = {}

    def story(self, sector: str, language: str, rng: Random) -> Story:
        """How somebody chooses who means this kind of work."""
        spoken = language if language in SECTORS[sector].said else "nl"
        which = (sector, spoken, rng.randrange(VARIANTS))
        if which not in self._told:
            self._told[which] = self._play(SECTORS[sector], spoken, Random(f"{self._seed} {which}"))
        return self._told[which]

    def _play(self, sector: Sector, language: str, rng: Random) -> Story:
        drafts: list[Json] = []
        unmatched: list[str] = []
        draft: Json = None

        def take(reading: Reading) -> Json:
            if isinstance(reading, Partial):
                drafts.append(reading.draft)
                unmatched.extend(wish.words for wish in reading.wishes if isinstance(wish, CountUnmatched))
                return reading.draft
            return draft

        for phrase in self._said(sector.phrases(language), rng):
            draft = take(self._kind.hear(draft, phrase, self._scene))
            first = Draft.of(draft).card
            while card := Draft.of(draft).card:
                verdict = self._verdict(card[0], first[0] if first else "", sector, rng)
                draft = take(self._kind.choose(draft, f"{verdict}:{card[0]}", self._scene))
        done = self._kind.choose(draft, GO_ON.value, self._scene)
        assert isinstance(done, Complete) and isinstance(done.value, dict)
        return Story(tuple(drafts), done.value, tuple(unmatched))

    def _said(self, phrases: Sequence[str], rng: Random) -> list[str]:
        return rng.sample(phrases, min(len(phrases), 2 if rng.random() < AGAIN else 1))

    def _verdict(self, choice: str, first: str, sector: Sector, rng: Random) -> str:
        family = self._scene.world.catalogue.choice(choice).family
        meant = sector.means or {self._scene.world.catalogue.choice(first).family.id}
        chance = rng.random()
        if family.id not in meant or sector is SECTORS[NOBODY_KNOWS]:
            return MAYBE.value if chance < 0.05 else NO.value
        yes, maybe = ENTREE_FIRST.get(family.level, (0, 0))
        if choice == first:  # what they meant most of all
            yes, maybe = (yes + 1) / 2, (maybe + 1) / 2
        return YES.value if chance < yes else MAYBE.value if chance < maybe else NO.value
