"""Nobody is recognised in a small number: not in one that is shown, and in none that somebody could reckon out who knows it all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.text import render
from reports import picture
from reports.described import protected
from reports.figures import GROUPINGS, TOLD, Overview, overview
from reports.record import Record, Stage
from reports.small import about, is_small, neighbours, shown, tenths, together
from tests.reports.regions_made_up import VIEW, regions

counts = st.integers(0, 60)
FUNNEL = list(Stage)


@dataclass
class Reader:
    """Somebody who has every picture and the digest, knows what adds up to what, and reckons what each number can be."""

    least: dict[str, int] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    sums: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    def reads(self, name: str, said: str) -> None:
        """A number as it is shown."""
        if said == "<5":
            self.least[name], self.most[name] = 1, 4
        else:
            self.least[name] = int(said.removesuffix("+"))
            self.most[name] = self.least[name] + (4 if said.endswith("+") else 0)

    def knows(self, whole: str, *parts: str) -> None:
        """That one number is the sum of others; of those that are nowhere shown only that they are no less than nought."""
        for name in (whole, *parts):
            self.least.setdefault(name, 0)
            self.most.setdefault(name, 10**6)
        self.sums.append((whole, parts))

    def reckons(self) -> None:
        """Work out what each number can be, until nothing more comes of it."""
        before = None
        while before != (before := (dict(self.least), dict(self.most))):
            for whole, parts in self.sums:
                self._narrow(whole, sum(self.least[one] for one in parts), sum(self.most[one] for one in parts))
                for part in parts:
                    others = [one for one in parts if one != part]
                    least = self.least[whole] - sum(self.most[one] for one in others)
                    self._narrow(part, least, self.most[whole] - sum(self.least[one] for one in others))

    def _narrow(self, name: str, least: int, most: int) -> None:
        self.least[name], self.most[name] = max(self.least[name], least), min(self.most[name], most)


def all_that_is_shown(counted: Overview) -> Iterator[tuple[str, str]]:
    """Every number in the pictures and the digest, with what it is."""
    funnel, time = picture.of_region("Twente", counted).panels
    for stage, bar in zip(FUNNEL, funnel.bars, strict=True):
        yield stage, render(bar.number, "nl")
    for place, bar in enumerate(time.bars):
        yield f"weeks {place}", render(bar.number, "nl")
    for key, grouping in GROUPINGS.items():
        for place, bar in enumerate(picture.of_grouping("Twente", counted, grouping).panels[0].bars):
            held, begun = render(bar.number, "nl").split(" van ")
            yield f"{key} {place} held", held
            yield f"{key} {place} begun", begun
    for key in TOLD:
        yield f"figure {key}", shown(counted.whole.figures[key])


def what_is_so(counted: Overview, names: set[str]) -> dict[str, int]:
    """The true numbers that may be small, by the name that the reader has for them."""
    true = {stage.value: count for stage, count in counted.funnel.items()}
    true |= {f"only {stage}": counted.whole.stages[stage] for stage in FUNNEL}
    true |= {f"weeks {place}": count for place, (_b, _e, count) in enumerate(picture.weeks(counted.whole))}
    for key, grouping in GROUPINGS.items():
        for place, (_value, begun, held) in enumerate(picture.rows(counted, grouping)):
            true |= {f"{key} {place} begun": begun, f"{key} {place} held": held, f"{key} {place} left": begun - held}
    true |= {f"figure {key}": counted.whole.figures[key] for key in TOLD}
    return {name: count for name, count in true.items() if name in names}


def a_reader_of(counted: Overview) -> Reader:
    """Somebody who knows everything but the numbers themselves; everybody began in the last twelve months."""
    reader = Reader()
    for name, said in all_that_is_shown(counted):
        reader.reads(name, said)
    for stage, further in zip(FUNNEL, [*FUNNEL[1:], None], strict=True):
        reader.knows(stage, f"only {stage}", *([further] if further else []))
    reader.knows(f"only {Stage.FINISHED}", "figure waiting")
    reader.knows(f"only {Stage.HELD}", "figure held")
    reader.knows(Stage.STARTED, "figure begun_before", "begun in another week")
    reader.knows(Stage.HELD, "figure talked_before", "talked in another week")
    reader.knows(Stage.STARTED, "figure late", Stage.HELD, "in time and without a conversation")
    reader.knows(Stage.HELD, *(name for name in list(reader.least) if name.startswith("weeks")))
    for key, grouping in GROUPINGS.items():
        places = [name for name in list(reader.least) if re.fullmatch(rf"{key} \d+ held", name)]
        for name in places:
            begun = name.replace("held", "begun")
            reader.knows(begun, name, name.replace("held", "left"))
        if places and not grouping.several:
            reader.knows(Stage.HELD, *places)
            reader.knows(Stage.STARTED, *(name.replace("held", "begun") for name in places))
    return reader


@settings(max_examples=150)
@given(regions(40, days=300))
def test_no_number_of_one_to_four_can_be_reckoned_from_all_that_is_shown(records: list[Record]) -> None:
    counted = overview(records, VIEW)
    reader = a_reader_of(counted)
    reader.reckons()
    for name, count in what_is_so(counted, set(reader.least)).items():
        assert reader.least[name] <= count <= reader.most[name], name
        assert not is_small(count) or reader.least[name] < reader.most[name], (name, count)


@given(counts, counts, counts, counts)
def test_bars_and_shares_are_as_vague_as_the_numbers(part: int, whole: int, other_part: int, other: int) -> None:
    assert not re.fullmatch("[1-4]", shown(part))
    if (shown(part), shown(whole)) == (shown(other_part), shown(other)):
        assert about(part) == about(other_part)
        assert not is_small(whole) or tenths(part, whole) is None
        if min(part, other_part) and min(whole, other) >= 20:
            assert tenths(part, whole) == tenths(other_part, other)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.tuples(counts, counts)), st.integers(1, 8))
def test_parts_are_put_together_until_none_is_small(rows: dict[str, tuple[int, int]], most: int) -> None:
    kept, rest = together(rows, most)
    assert len(kept) <= most
    assert kept.items() <= rows.items()
    left = [counts for key, counts in rows.items() if key not in kept]
    assert rest == (tuple(map(sum, zip(*left, strict=True))) if left else ())
    assert not any(is_small(count) for row in kept.values() for count in row)
    assert not any(map(is_small, rest)) or not kept
    assert sum(row[0] == 0 for row in kept.values()) == 0


@given(st.lists(counts, min_size=1, max_size=6))
def test_what_stands_in_order_is_put_together_with_what_comes_before_it(there: list[int]) -> None:
    ranges = neighbours(there)
    assert [place for first, last, _count in ranges for place in range(first, last + 1)] == list(range(len(there)))
    assert [count for _first, _last, count in ranges] == [sum(there[first : last + 1]) for first, last, _ in ranges]
    assert not any(is_small(count) for first, _last, count in ranges if first > 1)


@settings(max_examples=25)
@given(regions(30))
def test_programs_get_no_small_number_either_when_they_ask_for_protected_ones(records: list[Record]) -> None:
    def numbers(thing: object) -> Iterator[object]:
        match thing:
            case dict():
                yield from (one for key, value in thing.items() if key not in CODES for one in numbers(value))
            case list():
                yield from (one for value in thing for one in numbers(value))
            case _:
                yield thing

    described = protected(overview(records, VIEW))
    assert all(isinstance(one, str) and re.fullmatch(r"0|<5|\d*[05]\+", one) for one in numbers(dict(described)))


CODES = {"now", "since", "protected", "more_than", "up_to", "value", "name"}
"""What is no number of people."""
