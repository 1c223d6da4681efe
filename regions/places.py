"""Where people live: finds the place, with its municipality and labour market region, in what they type."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import chain, pairwise

from regions.names import Names
from regions.spelling import words

_DATA = files("regions") / "data"

_MOST_WORDS = 60  # nobody needs more to say where they live
_LONGEST_NAME = 6  # in words
_FEW_WORDS = 3  # so few that any of them may be a name with mistakes
_MOST_PARTS = 12  # of one text to compare with all names

# An ordinary word that is a place as well ("best", "houten") means the place only between these, or at an end.
_BEFORE = {"by", "from", "gemeente", "in", "naby", "near", "omgeving", "regio", "te", "uit", "vanuit", "vlakby"}
_BEFORE |= {"w", "в", "з", "у", "في", "من"}
_AFTER = _BEFORE | {"and", "dicht", "dichtby", "en", "ik", "maar", "naast", "nu", "sinds", "vlak"}
_AFTER |= {"centrum", "noord", "oost", "west", "zuid"}

_PROVINCES = {
    written: province
    for province, ways in {
        "Drenthe": "drenthe drente dr",
        "Flevoland": "flevoland fl",
        "Friesland": "friesland fryslan fr frl",
        "Gelderland": "gelderland gld",
        "Groningen": "groningen gr gn",
        "Limburg": "limburg l lb",
        "Noord-Brabant": "noordbrabant brabant nb",
        "Noord-Holland": "noordholland nh",
        "Overijssel": "overyssel ov o",
        "Utrecht": "utrecht utr ut",
        "Zeeland": "zeeland zld zl",
        "Zuid-Holland": "zuidholland zh",
    }.items()
    for written in ways.split()
}


@dataclass(frozen=True, slots=True)
class Region:
    """A labour market region (arbeidsmarktregio): CBS code ("AM05"), name, name of the centre municipality."""

    code: str
    name: str = field(hash=False)
    centre: str = field(hash=False)


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (gemeente): CBS code ("GM0153"), name, labour market region, province."""

    code: str
    name: str = field(hash=False)
    region: Region = field(hash=False)
    province: str = field(hash=False)


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives: an official place (woonplaats), or a municipality if that is what they name.

    `key` is stable, so store that: the code of the place ("1245") or of the municipality ("GM1700").
    `shared` is true when the name alone does not tell which place is meant. `called` is what everybody says, when that is
    not the official name ("Den Haag").
    """

    key: str
    name: str = field(hash=False)
    municipality: Municipality = field(hash=False)
    shared: bool = field(default=False, hash=False)
    called: str = field(default="", hash=False)

    @property
    def label(self) -> str:
        """The name to show: what everybody says, else the official one."""
        return self.called or self.official

    @property
    def official(self) -> str:
        """The official name, with the municipality in brackets if the name is shared.

        The main place of a municipality with the same name needs none: "Hoorn", but "Hoorn (Terschelling)".
        """
        if self.shared and self.name != self.municipality.name:
            return f"{self.name} ({self.municipality.name})"
        return self.name


class Places:
    """All places of the Netherlands; made by `load()`."""

    def __init__(
        self,
        regions: Iterable[Region],
        municipalities: Iterable[Municipality],
        places: Iterable[Place],
        also_called: Iterable[tuple[str, str]],
        small_words: Iterable[str],
    ) -> None:
        """Take `places` with the best known of a name first, and in `also_called` a name and the label it stands for.

        Raises KeyError when nothing has that label.
        """
        self._regions = {region.code: region for region in regions}
        official = tuple(places)
        whole = [Place(municipality.code, municipality.name, municipality) for municipality in municipalities]
        self._places = {place.key: place for place in chain(official, whole)}
        self._exact = _by_name(official, whole, also_called)
        self._names = Names(self._exact, {"".join(words(place.name)) for place in official if _is_main(place)})
        self._small = _AFTER.union(small_words)

    @property
    def regions(self) -> tuple[Region, ...]:
        """The labour market regions, in order of their codes."""
        return tuple(self._regions.values())

    def region(self, code: str) -> Region:
        """Give the region with this code ("AM05"); raises KeyError when there is none."""
        try:
            return self._regions[code]
        except KeyError:
            raise KeyError(f"There is no labour market region with the code {code!r}.") from None

    def place(self, key: str) -> Place:
        """Give the place with this key, of a place or a municipality; raises KeyError when there is none."""
        try:
            return self._places[key]
        except KeyError:
            raise KeyError(f"There is no place or municipality with the key {key!r}.") from None

    def find(self, text: str, limit: int = 4) -> tuple[Place, ...]:
        """Find the places somebody may mean with `text`, the most likely first, at most `limit`.

        Takes a name or a sentence, with mistakes, in any script we know names in. When a name is right only the places
        with that name are given, all of them. Nothing near enough gives nothing.
        """
        typed = words(text)[:_MOST_WORDS]
        found = self._exact.get("".join(typed)) or self._read(typed)
        return found[: max(limit, 0)]

    def _read(self, typed: list[str]) -> tuple[Place, ...]:
        mentioned = list(self._mentions(typed))
        named = _told_apart([places for _, places in mentioned], _provinces(typed))
        if named and self._explained(typed, [span for span, _ in mentioned]):
            return named
        return self._near(typed) or named or self._near_in_part(typed)

    def _mentions(self, typed: list[str]) -> Iterator[tuple[range, tuple[Place, ...]]]:
        """Give each right name in the text from left to right, the longest one where there are several."""
        start = 0
        while start < len(typed):
            for end in range(min(len(typed), start + _LONGEST_NAME), start, -1):
                places = self._exact.get("".join(typed[start:end]))
                if places and self._meant(typed, start, end):
                    yield range(start, end), places
                    start = end
                    break
            else:
                start += 1

    def _meant(self, typed: list[str], start: int, end: int) -> bool:
        if not self._small.issuperset(typed[start:end]):
            return True
        return (start == 0 or typed[start - 1] in _BEFORE) and (
            end == len(typed) or typed[end] in _AFTER or typed[end] in _PROVINCES
        )

    def _explained(self, typed: list[str], spans: list[range]) -> bool:
        """Tell whether the text has no other words than these names, small words and provinces."""
        named = set(chain.from_iterable(spans))
        return named.issuperset(self._large(typed))

    def _near(self, typed: list[str]) -> tuple[Place, ...]:
        """Read the text, or what is left without small words around it, as one name with mistakes."""
        large = self._large(typed)
        if not large:
            return ()
        for part in dict.fromkeys(("".join(typed), "".join(typed[large[0] : large[-1] + 1]))):
            _, names = self._names.near(part)
            if names:
                return self._best_first(part, names)
        return ()

    def _near_in_part(self, typed: list[str]) -> tuple[Place, ...]:
        """Read some words of the text as a name with mistakes; fewest mistakes first, then the longest part."""
        best: tuple[int, int, tuple[Place, ...]] | None = None
        for part in self._parts(typed)[:_MOST_PARTS]:
            mistakes, names = self._names.near(part)
            if names and (best is None or (mistakes, -len(part)) < best[:2]):
                best = (mistakes, -len(part), self._best_first(part, names))
        return best[2] if best else ()

    def _parts(self, typed: list[str]) -> list[str]:
        """Give what follows a word like "in", or else what there is in a short text, as joined words."""
        large = self._large(typed)
        starts = [i for i in large if i and typed[i - 1] in _BEFORE] or large[:_FEW_WORDS]
        return [
            "".join(typed[start : last + 1]) for start in starts for last in large if 0 <= last - start < _LONGEST_NAME
        ]

    def _large(self, typed: list[str]) -> list[int]:
        return [i for i, word in enumerate(typed) if word not in self._small and word not in _PROVINCES]

    def _best_first(self, typed: str, names: Iterable[str]) -> tuple[Place, ...]:
        """Give the places with these names, main places of a municipality first, then by the right first letter."""
        close = sorted(names, key=lambda name: name[0] != typed[0])
        found = [place for name in close for place in self._exact[name]]
        return tuple(dict.fromkeys(sorted(found, key=_is_main, reverse=True)))


def _is_main(place: Place) -> bool:
    return place.name == place.municipality.name


def _by_name(
    official: Iterable[Place], whole: Iterable[Place], also_called: Iterable[tuple[str, str]]
) -> dict[str, tuple[Place, ...]]:
    """Give the places of every name, written as joined words: the best known first.

    A municipality has a name of its own only if no place in it has that name.
    """
    labelled = {place.official: place for place in chain(whole, official)}
    also_called = list(also_called)
    if unknown := {label for _, label in also_called} - labelled.keys():
        raise KeyError(f"Nothing has these names, which other names stand for: {', '.join(sorted(unknown))}.")
    rank = {place: number for number, place in enumerate(official)}
    named: dict[str, dict[Place, int]] = defaultdict(dict)
    for name, place in chain(
        ((place.name, place) for place in official),
        ((name, labelled[label]) for name, label in also_called),
    ):
        named["".join(words(name))][place] = rank.get(place, -1)
    for place in whole:
        same = named["".join(words(place.name))]
        if all(other.municipality != place.municipality for other in same):
            same[place] = -1
    return {name: tuple(sorted(places, key=places.__getitem__)) for name, places in named.items()}


def _told_apart(mentions: list[tuple[Place, ...]], provinces: set[str]) -> tuple[Place, ...]:
    """Give all places mentioned; of the same-named ones only those in a municipality, province or region also named."""
    named: dict[Place, None] = {}
    for places in mentions:
        others = [place.municipality for other in mentions if other is not places for place in other]
        nearby = {municipality.region for municipality in others}
        named |= dict.fromkeys(
            [place for place in places if place.municipality in others]
            or [place for place in places if place.municipality.province in provinces]
            or [place for place in places if place.municipality.region in nearby]
            or places
        )
    return tuple(named)


def _provinces(typed: list[str]) -> set[str]:
    ways = chain(typed, map("".join, pairwise(typed)))
    return {_PROVINCES[way] for way in ways if way in _PROVINCES}


@cache
def load() -> Places:
    """Read the places that come with this package, once."""
    regions = {row["code"]: Region(**row) for row in _rows("regions")}
    municipalities = {
        row["code"]: Municipality(row["code"], row["name"], regions[row["region"]], row["province"])
        for row in _rows("municipalities")
    }
    places = [
        Place(
            row["code"],
            row["name"],
            municipalities[row["municipality"]],
            shared=row["occurs"] != "1",
            called=row["called"],
        )
        for row in _rows("places")
    ]
    return Places(
        regions.values(),
        municipalities.values(),
        places,
        [(row["name"], row["official"]) for row in _rows("also_called")],
        words((_DATA / "small_words.txt").read_text("utf-8")),
    )


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (_DATA / f"{table}.csv").open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
