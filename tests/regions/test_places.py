import random
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regions import Place, load
from regions.places import _rows

PLACES = load()
OFFICIAL = [PLACES.place(row["code"]) for row in _rows("places")]


def labels(text: str) -> list[str]:
    return [place.label for place in PLACES.find(text)]


def without_signs(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("'", "").replace("-", " ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("enschede", "Enschede"),
        ("ik woon in enschede", "Enschede"),
        ("Enschedé", "Enschede"),
        ("enschedee", "Enschede"),
        ("Enschde", "Enschede"),
        ("  7511 AB   ENSCHEDE!", "Enschede"),
        ("den bosch", "Den Bosch"),
        ("s hertogenbosch", "Den Bosch"),
        ("Den  Haag", "Den Haag"),
        ("s gravenhage", "Den Haag"),
        ("t harde", "'t Harde"),
        ("’t Harde", "'t Harde"),
        ("Bergen op zoom", "Bergen op Zoom"),
        ("alphen ad rijn", "Alphen aan den Rijn"),
        ("krimpen a/d ijssel", "Krimpen aan den IJssel"),
        ("krimpen aan de ĳssel", "Krimpen aan den IJssel"),
        ("st. annaparochie", "St.-Annaparochie"),
        ("sint annaparochie", "St.-Annaparochie"),
        ("Nijmegen Zuid", "Nijmegen"),
        ("nymegen", "Nijmegen"),
        ("niuew amsterdam", "Nieuw-Amsterdam"),
        ("2e exloermond", "2e Exloërmond"),
        ("Twenterand", "Twenterand"),
        ("hof van twente", "Hof van Twente"),
        ("haarlemermeer", "Haarlemmermeer"),
    ],
)
def test_a_place_is_found_as_people_type_it(typed: str, meant: str) -> None:
    assert labels(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Scheveningen", "Den Haag"),
        ("ik woon in de wijk kanaleneiland", "Utrecht"),
        ("bijlmer", "Amsterdam"),
        ("rotterdam zuidoost", "Rotterdam"),
        ("Ljouwert", "Leeuwarden"),
        ("Mestreech", "Maastricht"),
        ("Eanske", "Enschede"),
        ("Langedijk", "Dijk en Waard"),
        ("The Hague", "Den Haag"),
        ("لاهاي", "Den Haag"),
        ("أعيش في روتردام", "Rotterdam"),
        ("я живу в Ейндговені", "Eindhoven"),
        ("ኣምስተርዳም", "Amsterdam"),
    ],
)
def test_a_place_is_found_by_what_else_people_call_it(typed: str, meant: str) -> None:
    assert labels(typed) == [meant]


@pytest.mark.parametrize(
    ("typed", "meant"), [("zutven", "Zutphen"), ("skiedam", "Schiedam"), ("utregt", "Utrecht"), ("edee", "Ede")]
)
def test_a_place_written_by_ear_comes_first(typed: str, meant: str) -> None:
    assert labels(typed)[0] == meant


@pytest.mark.parametrize(
    "typed",
    """
    weet ik niet | hond | 34 | ja | asdfgh | Parijs | Syrië | Syrie | 7511 AB | 7511ab | ?! | 😀 | | Limburg
    geen idee | dat zeg ik liever niet | ik woon in een klein dorp | ik woon echt in de stad | in een azc | nergens
    ik ben 34 jaar | ik werk graag met dieren | ik wil met iemand praten
    """.replace("\n", "|").split("|"),
)
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert PLACES.find(typed) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hengelo", ["Hengelo", "Hengelo (Gld)"]),
        ("Hengelo (Overijssel)", ["Hengelo"]),
        ("hengelo ov", ["Hengelo"]),
        ("hengelo gld", ["Hengelo (Gld)"]),
        ("hoorn", ["Hoorn", "Hoorn (Terschelling)"]),
        ("haren", ["Haren Gn", "Haren (Oss)"]),
        ("beek", ["Beek", "Beek (Berg en Dal)", "Beek (Montferland)"]),
        ("beek limburg", ["Beek"]),
        ("Beek bij Nijmegen", ["Beek (Berg en Dal)", "Nijmegen"]),
        ("Beek (Montferland)", ["Beek (Montferland)", "Montferland"]),
        ("Oosterhout Noord-Brabant", ["Oosterhout"]),
        ("oosterend", ["Oosterend (Texel)", "Oosterend (Terschelling)", "Easterein"]),
        ("nederland", ["Nederland (Steenwijkerland)"]),
    ],
)
def test_same_named_places_are_told_apart_the_best_known_first(typed: str, meant: list[str]) -> None:
    assert labels(typed) == meant


def test_an_ordinary_word_is_a_place_only_where_a_place_can_stand() -> None:
    assert labels("Best") == labels("ik woon in best") == ["Best"]
    assert labels("best noord-brabant") == ["Best"]
    assert labels("Ik woon in Best, bij Eindhoven") == ["Best", "Eindhoven"]
    assert labels("het gaat best goed in Tilburg") == ["Tilburg"]


def test_all_places_of_a_sentence_are_given_in_its_order() -> None:
    assert labels("Ik woon in Almelo maar werk in Enschede") == ["Almelo", "Enschede"]


def test_a_mistake_in_the_middle_of_a_sentence_does_no_harm() -> None:
    assert labels("ik woon sinds een jaar met mijn gezin in enschde vlakbij school") == ["Enschede"]


@pytest.mark.parametrize(
    "typed_as", [str, str.upper, str.lower, without_signs, "Ik woon in {}.".format], ids=lambda way: way.__name__
)
def test_every_official_place_is_found_by_its_own_name(typed_as: Callable[[str], str]) -> None:
    assert [place.label for place in OFFICIAL if place not in PLACES.find(typed_as(place.name))] == []


def one_mistake(name: str, dice: random.Random) -> Iterator[str]:
    letters = [i for i, letter in enumerate(name) if letter.isalpha()]
    at = dice.choice(letters)
    yield name[:at] + name[at + 1 :]
    at = dice.choice([i for i in letters if i + 1 in letters])
    yield name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def test_one_letter_dropped_or_swapped_leaves_97_percent_of_the_longer_names_found() -> None:
    dice = random.Random(2026)
    found = [
        place in PLACES.find(typed)
        for place in OFFICIAL
        if len(place.name) >= 6
        for typed in one_mistake(place.name, dice)
    ]
    assert sum(found) / len(found) >= 0.97


anything = st.one_of(
    st.text(),
    st.lists(st.sampled_from([place.name for place in OFFICIAL] + ["in", "best", "gld", "7511 AB"])).map(" ".join),
)


@settings(deadline=None)
@given(anything, st.integers(1, 200), st.integers(0, 9))
def test_any_text_gives_at_most_the_limit_and_each_place_once(text: str, times: int, limit: int) -> None:
    found = PLACES.find((text * times)[:10_000], limit)
    assert len(found) <= limit
    assert len(set(found)) == len(found)


@settings(deadline=None)
@given(st.sampled_from(OFFICIAL), st.sampled_from(["{}", "ik woon in {}", "{} hoor", "uit {} en omgeving"]))
def test_a_stored_key_gives_the_same_place_again(place: Place, sentence: str) -> None:
    for found in PLACES.find(sentence.format(place.name)):
        assert PLACES.place(found.key) == found


def test_a_municipality_that_is_no_place_has_its_own_code_as_key() -> None:
    (place,) = PLACES.find("Twenterand")
    assert (place.key, place.municipality.name, place.municipality.region.name) == ("GM1700", "Twenterand", "Twente")


def test_a_place_knows_its_municipality_and_region() -> None:
    place = PLACES.place("1245")
    assert (place.name, place.municipality.code, place.municipality.region.code) == ("'s-Gravenhage", "GM0518", "AM21")
    assert place.municipality.region is PLACES.region("AM21")


@pytest.mark.parametrize("look_up", [PLACES.place, PLACES.region])
def test_an_unknown_code_is_an_error_that_names_it(look_up: Callable[[str], object]) -> None:
    with pytest.raises(KeyError, match=r"There is no .* 'GM9999'"):
        look_up("GM9999")


def test_the_places_are_read_once() -> None:
    assert load() is load()
