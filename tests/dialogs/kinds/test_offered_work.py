"""For which of the work of a school an adviser has time."""

import pytest

from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.kinds.offered_work import OfferedWork, crebos_of
from dialogs.text import languages, render
from tests.dialogs.world import offered_values, offered_words, scene, small_world

KIND = OfferedWork()
OFFERED = frozenset({"25743", "25740", "27038", "25960"})
THERE = scene(offered=OFFERED)
CATALOGUE = small_world().catalogue


def test_the_sectors_of_what_the_school_offers_can_be_chosen() -> None:
    assert offered_words(KIND.offer(None, THERE)) == [
        "Entree",
        "Mobiliteit en voertuigen",
        "Zorg en welzijn",
        "📚 Alles wat de school aanbiedt",
    ]
    assert KIND.choose(None, "+zorg", THERE) == Partial(["zorg"])
    assert KIND.choose(["zorg"], "-zorg", THERE) == Partial([])
    assert KIND.choose(["zorg"], "done", THERE) == Complete(["zorg"])
    assert KIND.choose(None, "all", THERE) == KIND.hear(None, "alles", THERE) == Complete([])


def test_single_crebos_can_be_typed_beside_sectors_and_taken_back() -> None:
    both = KIND.hear(["zorg"], "25743 en 27038", THERE)
    assert both == Partial(["zorg", "25743", "27038"])
    assert "-25743" in offered_values(KIND.offer(["zorg", "25743"], THERE))
    assert KIND.choose(["zorg", "25743"], "-25743", THERE) == Partial(["zorg"])


@pytest.mark.parametrize("said", ["25746", "12345", "astronaut", ""])
def test_what_the_school_does_not_offer_is_told(said: str) -> None:
    assert isinstance(KIND.hear(None, said, THERE), Misread)


def test_an_answer_stands_for_the_crebos_of_its_sectors_and_the_single_ones() -> None:
    assert crebos_of([], OFFERED, CATALOGUE) is None
    assert crebos_of(None, OFFERED, CATALOGUE) is None
    assert crebos_of(["entree", "25960"], OFFERED, CATALOGUE) == ("25740", "25743", "25960")


def test_the_first_word_of_each_sector_is_its_own_and_fits_on_a_button() -> None:
    every = scene(offered=frozenset(crebo for family in CATALOGUE.families.values() for crebo in family.crebos))
    values = offered_values(KIND.offer(None, every))
    sectors = {family.domain for family in CATALOGUE.families.values()}
    assert len(set(values)) == len(sectors) + 1
    assert all(len(value.encode()) < 30 for value in values)


def test_samples_are_adopted_and_shown_in_every_language() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == KIND.reopen(sample) == sample
        assert all(render(KIND.show(sample, THERE), language) for language in languages())
    assert KIND.adopt(3) is KIND.adopt([3]) is KIND.adopt(None) is None
