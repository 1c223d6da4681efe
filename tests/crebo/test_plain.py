from pathlib import Path

import pytest

from crebo.catalogue import Catalogue, CatalogueError, load
from crebo.plain import Plain, load_plain

HEADER = "choice,title,sentence,words\n"
BRICKS = '25786/B1-K1-W3,Muren metselen,Je metselt muren van bakstenen en specie.,"metselen; muur; bakstenen"\n'


@pytest.fixture
def shipped() -> Catalogue:
    return load()


def test_every_choice_has_a_plain_row(shipped: Catalogue) -> None:
    plain = load_plain(shipped)
    without = [id for id in shipped.choices if not plain[id].sentence]
    assert not without, f"{len(without)} keuzes zonder gewone woorden, zoals {without[:5]}"


def test_a_choice_has_a_title_a_sentence_and_words(shipped: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "building.csv").write_text(HEADER + BRICKS, encoding="utf-8")
    assert load_plain(shipped, tmp_path)["25786/B1-K1-W3"] == Plain(
        "Muren metselen", "Je metselt muren van bakstenen en specie.", ("metselen", "muur", "bakstenen")
    )


def test_a_choice_nobody_wrote_about_has_its_official_title(shipped: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "building.csv").write_text(HEADER + BRICKS, encoding="utf-8")
    plain = load_plain(shipped, tmp_path)
    assert plain["25689"] == Plain("Basismedewerker fashion", "", ())
    assert plain["25786/B1-K1-W1"] == Plain("Richt werkplek in voor metselen", "", ())


def test_whatever_was_saved_can_be_shown(shipped: Catalogue, tmp_path: Path) -> None:
    plain = load_plain(shipped, tmp_path)
    assert plain.keys() == {choice.id for choice in shipped.known.values()}
    assert plain[shipped.choice("25167/B1-K2-W2").id].title == "Ontvangt en benadert klanten"


def test_rows_come_from_every_file_in_the_folder(shipped: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADER + BRICKS, encoding="utf-8")
    (tmp_path / "b.csv").write_text(HEADER + "25689,Kleding naaien,Je naait kleding.,naaien\n", encoding="utf-8")
    plain = load_plain(shipped, tmp_path)
    assert (plain["25786/B1-K1-W3"].title, plain["25689"].title) == ("Muren metselen", "Kleding naaien")


def test_a_row_about_an_older_generation_is_used_for_the_one_that_took_its_place(
    shipped: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(
        HEADER
        + "25103/B1-K1-W3,Oud metselen,Je metselt.,oud\n"
        + BRICKS
        + "25250,Helpen in de bouw,Je helpt in de bouw.,bouw\n",
        encoding="utf-8",
    )
    plain = load_plain(shipped, tmp_path)
    assert plain["25740"].title == "Helpen in de bouw"
    # The row that bears its own id speaks for it, whichever comes first.
    assert plain["25786/B1-K1-W3"].title == "Muren metselen"


def test_plain_words_are_read_once(shipped: Catalogue, tmp_path: Path) -> None:
    assert load_plain(shipped, tmp_path) is load_plain(shipped, tmp_path)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("25999x,Titel,Zin.,woord", "Keuze '25999x' is geen keuze in de catalogus"),
        ("25740/B1-K1-W1,Titel,Zin.,woord", "hoort bij elke entree-opleiding, dus niemand kiest het."),
        ("25004,Titel,Zin.,woord", "dat is een latere stap, en geen keuze."),
        ("25786/B1-K1-W3,Titel,Zin.,woord", "Keuze 25786/B1-K1-W3 staat ook in building.csv, regel 2."),
        (
            "25689,Een titel van zeven woorden dus eentje,Zin.,woord",
            "De titel heeft 7 woorden. Maak er hoogstens 6 van.",
        ),
        ("25689,,Zin.,woord", "De titel ontbreekt."),
        ("25689,Titel,,woord", "De zin ontbreekt."),
        ("25689,Titel,Zin.,", "Er staan geen woorden."),
        ("25689,Titel,Zin.,; ;", "Er staan geen woorden."),
        ("25689,Titel,Zin.,naaien; stof; Naaien", "Het woord 'Naaien' staat er twee keer. Haal het een keer weg."),
        ("25689,Titel,Zin met, een komma.,woord", "Hier staan 5 cellen, en er zijn 4 kolommen."),
    ],
)
def test_a_mistake_is_told_with_file_line_cause_and_fix(
    shipped: Catalogue, tmp_path: Path, row: str, says: str
) -> None:
    path = tmp_path / "building.csv"
    path.write_text(HEADER + BRICKS + row + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as mistake:
        load_plain(shipped, tmp_path)
    assert str(mistake.value).startswith(f"{path}, regel 3: ")
    assert says in str(mistake.value)
    assert mistake.value.fix
