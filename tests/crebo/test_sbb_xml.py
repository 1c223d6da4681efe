import gc
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crebo.catalogue import CatalogueError, load
from crebo.catalogue import read as read_catalogue
from crebo.plain import load_plain
from crebo.sbb_xml import ImportReport, SbbQualification, SbbXmlError, Skipped, import_file, read

SMALL = Path(__file__).with_name("sbb_small.xml")
TODAY = date(2026, 11, 22)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def profile(
    crebo: str = "25689",
    name: str = "Basismedewerker fashion",
    level: str = "2",
    titles: tuple[str, ...] = ("Naait",),
    valid_from: str = "01-08-2025",
    closes: str = "",
    ends: str = "",
) -> str:
    processes = "".join(
        f'<werkproces nr="{n}" titel="{title}" hoofdstuk="{n}"/>' for n, title in enumerate(titles, start=1)
    )
    return (
        f'<profiel nr="7" titel="{name}" hoofdstuk="1" niveau="{level}"><creboinformatie>'
        f'<crebo Geldig_vanaf="{valid_from}" Datum_einde_instroom="{closes}" Datum_einde_opleiding="{ends}">{crebo}'
        '</crebo></creboinformatie><kerntaken><kerntaak nr="8" titel="Kerntaak" hoofdstuk="1">'
        f"{processes}</kerntaak></kerntaken></profiel>"
    )


def dossier(*profiles: str, number: int = 9001, status: str = "Vastgesteld") -> str:
    return (
        f'<dossier nr="{number}" titel="Dossier" status="{status}" referentiedomein="1">'
        f"<profielen>{''.join(profiles)}</profielen></dossier>"
    )


def sbb(*dossiers: str) -> str:
    return f"<sbb><dossiers>{''.join(dossiers)}</dossiers></sbb>"


def stored(into: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in into.glob("*")} if into.exists() else {}


def qualifications(source: Path) -> list[SbbQualification]:
    return [one for one in read(source) if isinstance(one, SbbQualification)]


def test_a_qualification_has_the_work_processes_of_the_basis_and_of_its_own_profile() -> None:
    fashion, retail, *_ = qualifications(SMALL)
    assert [(process.id, process.title) for process in fashion.work_processes] == [
        ("25689/B1-K1-W1", "Zet materiaal klaar"),
        ("25689/B1-K1-W2", "Ruimt het atelier op"),
        ("25689/P1-K1-W1", "Naait onderdelen aan elkaar"),
        ("25689/P1-K1-W2", "Perst en vouwt één kledingstuk"),
    ]
    assert [process.code for process in retail.work_processes] == ["B1-K1-W1", "B1-K1-W2", "P2-K1-W3"]
    assert retail.work_processes[2].core_task_code == "P2-K1"
    assert retail.work_processes[2].core_task == "Helpt in de winkel"
    assert {process.confidence for process in fashion.work_processes} == {"high"}


def test_names_levels_domains_dates_and_several_crebos_are_read() -> None:
    fashion, retail, *bees = qualifications(SMALL)
    assert (fashion.crebo, fashion.name, fashion.level) == ("25689", "Basismedewerker fashion", "2")
    assert (fashion.file, fashion.file_crebo, fashion.dossier) == ("Mode en textiel", "23901", 9001)
    assert fashion.domain == "Handel en ondernemerschap"
    assert (fashion.valid_from, fashion.closes, fashion.ends) == (date(2025, 8, 1), None, date(2031, 7, 31))
    assert retail.level == "entree"
    assert [bee.crebo for bee in bees] == ["29002", "29003"]
    assert {bee.domain for bee in bees} == {"Voedsel, natuur en leefomgeving"}


def test_a_stream_is_read_as_a_file_is() -> None:
    with SMALL.open("rb") as stream:
        assert list(read(stream)) == list(read(SMALL))


def test_a_profile_without_a_crebo_is_skipped_with_a_reason() -> None:
    assert list(read(SMALL))[-1] == Skipped("Koninginnenteler", "Dossier 9002 geeft er geen crebo voor.")


def test_level_1_is_entree_and_any_other_level_stays_as_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "levels.xml", sbb(dossier(*(profile(level=level) for level in ("1", "ENTREE", "4", "")))))
    assert [one.level for one in qualifications(path)] == ["entree", "entree", "4", ""]


def test_an_import_reports_what_it_did(tmp_path: Path) -> None:
    assert import_file(SMALL, tmp_path / "into", TODAY) == ImportReport(
        qualifications=4,
        work_processes=9,
        replaced=(),
        skipped=(Skipped("Koninginnenteler", "Dossier 9002 geeft er geen crebo voor."),),
    )


def test_what_was_imported_says_where_it_came_from(tmp_path: Path) -> None:
    import_file(SMALL, tmp_path, TODAY)
    for path in tmp_path.glob("*.csv"):
        first = path.read_text(encoding="utf-8").splitlines()[1]
        assert "SBB XML sbb_small.xml (2026-11-22)" in first


def test_a_known_crebo_stays_in_its_family_which_now_has_work_processes(tmp_path: Path) -> None:
    import_file(SMALL, tmp_path, TODAY)
    catalogue = load(tmp_path)
    family = catalogue.family_of("25689")
    assert (family.id, family.shown) == ("25689", "25689")
    assert catalogue.choice("25689/P1-K1-W1").official == "Naait onderdelen aan elkaar"
    # Its basis is of level 2, so it is not the part that every Entree has.
    assert "25689/B1-K1-W1" in catalogue.choices


def test_an_unknown_crebo_of_the_same_name_and_level_is_the_newest_generation(tmp_path: Path) -> None:
    import_file(SMALL, tmp_path, TODAY)
    catalogue = load(tmp_path)
    family = catalogue.family_of("29001")
    assert (family.id, family.crebos[-2:], family.shown) == ("29001", ("25748", "29001"), "29001")
    assert family.domain == "Entree"
    assert catalogue.choice("25748").id == "29001"
    assert catalogue.choice("25748/P5-K2-W1").id == "29001/P2-K1-W3"
    assert "29001/B1-K1-W1" not in catalogue.choices
    # Work that the new generation does not have stays what it was.
    assert catalogue.choice("25748/P5-K2-W3").official == "Verleent service"


def test_an_unknown_name_is_a_family_of_its_own_with_all_its_crebos(tmp_path: Path) -> None:
    import_file(SMALL, tmp_path, TODAY)
    catalogue = load(tmp_path)
    assert catalogue.family_of("29003").crebos == ("29002", "29003")
    assert catalogue.choice("29002").id == "29003"
    assert list(catalogue.choices)[-2:] == ["29003", "29003/P1-K1-W1"]
    assert catalogue.choice("29002/P1-K1-W1").id == "29003/P1-K1-W1"


def test_an_older_generation_does_not_rename_its_family(tmp_path: Path) -> None:
    import_file(write(tmp_path / "old.xml", sbb(dossier(profile("25250", "Oude naam", "Entree")))), tmp_path, TODAY)
    catalogue = load(tmp_path)
    assert catalogue.family_of("25250").name == "Assistent bouwen, wonen en onderhoud"
    assert catalogue.qualifications["25250"].name == "Oude naam"


def test_plain_words_follow_their_work_when_an_import_gives_its_code_to_other_work(tmp_path: Path) -> None:
    titles = ("Zet tegelwerk uit en maakt een vlakverdeling", "Iets heel nieuws", "Werkt het tegelwerk af")
    into = tmp_path / "into"
    import_file(
        write(tmp_path / "tiles.xml", sbb(dossier(profile("25827", "Tegelzetter", titles=titles)))), into, TODAY
    )
    words = tmp_path / "words"
    words.mkdir()
    write(
        words / "tiles.csv",
        "choice,title,sentence,words\n"
        "25827/B1-K1-W3,Tegels verdelen,Je verdeelt tegels.,tegels\n"
        "25827/B1-K1-W5,Vloeren tegelen,Je legt vloertegels.,vloer\n",
    )
    catalogue = load(into)
    plain = load_plain(catalogue, words)
    assert plain["25827/P1-K1-W1"].title == "Tegels verdelen"
    assert plain["25827/P1-K1-W2"].title == "Iets heel nieuws"
    assert plain[catalogue.choice("25827/B1-K1-W5").id].title == "Vloeren tegelen"


def test_a_code_that_now_means_other_work_does_not_keep_the_old_plain_words(tmp_path: Path) -> None:
    swapped = profile(
        "25743", "Assistent logistiek", "Entree", ("Maakt goederen en/of producten verzendklaar", "Nieuw")
    )
    into, words = tmp_path / "into", tmp_path / "words"
    words.mkdir()
    import_file(write(tmp_path / "logistics.xml", sbb(dossier(swapped))), into, TODAY)
    write(
        words / "entree.csv",
        "choice,title,sentence,words\n"
        "25743/P1-K1-W1,Spullen aannemen,Je neemt spullen aan.,aannemen\n"
        "25743/P1-K1-W5,Pakketten inpakken,Je pakt pakketten in.,inpakken\n",
    )
    plain = load_plain(load(into), words)
    assert plain["25743/P1-K1-W1"].title == "Pakketten inpakken"
    assert plain["25743/P1-K1-W2"].title == "Nieuw"


def test_a_family_that_turns_out_to_be_of_a_higher_level_is_a_later_step_and_its_plain_words_are_left_alone(
    tmp_path: Path,
) -> None:
    into, words = tmp_path / "into", tmp_path / "words"
    words.mkdir()
    write(words / "fashion.csv", "choice,title,sentence,words\n25689,Kleding naaien,Je naait kleding.,naaien\n")
    import_file(write(tmp_path / "level.xml", sbb(dossier(profile(level="3")))), into, TODAY)
    catalogue = load(into)
    assert catalogue.family_of("25689") in catalogue.later_steps
    assert "25689" not in load_plain(catalogue, words)


def test_two_imports_are_merged(tmp_path: Path) -> None:
    into = tmp_path / "into"
    import_file(SMALL, into, TODAY)
    second = write(tmp_path / "second.xml", sbb(dossier(profile("29009", "Werken met vilt"))))
    assert import_file(second, into, TODAY).replaced == ()
    catalogue = load(into)
    assert catalogue.choice("25689/P1-K1-W1").official == "Naait onderdelen aan elkaar"
    assert catalogue.choice("29009/P1-K1-W1").official == "Naait"


def test_a_newer_version_replaces_an_older_one_also_when_it_was_loaded_before(tmp_path: Path) -> None:
    into = tmp_path / "into"
    import_file(SMALL, into, TODAY)
    assert load(into).choice("25689/P1-K1-W2").official == "Perst en vouwt één kledingstuk"
    # Valid from the same day, as adapted files are; the number of the file tells which is newer.
    newer = write(tmp_path / "newer.xml", sbb(dossier(profile(titles=("Naait met de hand",)), number=9100)))
    assert import_file(newer, into, TODAY).replaced == ("25689",)
    assert [id for id in load(into).choices if id.startswith("25689/")] == ["25689/P1-K1-W1"]
    assert load(into).choice("25689/P1-K1-W1").official == "Naait met de hand"


def test_an_older_version_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    into = tmp_path / "into"
    import_file(SMALL, into, TODAY)
    before = stored(into)
    older = write(tmp_path / "older.xml", sbb(dossier(profile(valid_from="01-08-2020"), number=9999)))
    assert import_file(older, into, TODAY).skipped == (
        Skipped("25689 Basismedewerker fashion", "Er is al een nieuwere versie: dossier 9001."),
    )
    assert stored(into) == before


@pytest.mark.parametrize("numbers", [(1, 2), (2, 1)])
def test_of_two_versions_in_one_file_the_newest_is_imported(tmp_path: Path, numbers: tuple[int, int]) -> None:
    both = [dossier(profile(titles=(f"Versie {number}",)), number=number) for number in numbers]
    report = import_file(write(tmp_path / "both.xml", sbb(*both)), tmp_path, TODAY)
    assert load(tmp_path).choice("25689/P1-K1-W1").official == "Versie 2"
    assert (report.qualifications, report.work_processes, len(report.skipped)) == (1, 1, 1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (dossier(profile(), status="In ontwikkeling"), "Dossier 9001 is niet vastgesteld (status: In ontwikkeling)."),
        (dossier(profile(), status=""), "Dossier 9001 is niet vastgesteld (status: onbekend)."),
        (dossier(profile(valid_from="23-11-2026")), "Geldig vanaf 23-11-2026. Importeer het bestand dan nog eens."),
        (dossier(profile(ends="22-11-2026")), "Gestopt op 22-11-2026."),
        (dossier(profile(closes="22-11-2026")), "Sinds 22-11-2026 kan niemand meer instromen."),
    ],
)
def test_what_nobody_can_start_with_is_skipped_with_a_reason(tmp_path: Path, content: str, reason: str) -> None:
    report = import_file(write(tmp_path / "sbb.xml", sbb(content)), tmp_path / "into", TODAY)
    assert report == ImportReport(0, 0, (), (Skipped("25689 Basismedewerker fashion", reason),))
    assert stored(tmp_path / "into") == {}


def test_a_qualification_that_ends_later_is_imported(tmp_path: Path) -> None:
    path = write(tmp_path / "sbb.xml", sbb(dossier(profile(closes="23-11-2026", ends="31-07-2030"))))
    assert import_file(path, tmp_path / "into", TODAY).qualifications == 1


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ("", "regel 1", "Het bestand is leeg of houdt te vroeg op. Download het bestand opnieuw"),
        ("PK\x03\x04 zip", "regel 1", "Dit is geen goede XML"),
        ("<html><body>Niet gevonden<br></body></html>", "html", "Het bestand begint met <html> in plaats van <sbb>."),
        ("<dossiers/>", "dossiers", "Het bestand begint met <dossiers> in plaats van <sbb>."),
        ("<sbb>\n<a></b></sbb>", "regel 2", "Dit is geen goede XML"),
        ('<?xml version="1.0" encoding="geheim"?><sbb/>', "begin van het bestand", "De tekenset is onbekend"),
        ('<?xml version="1.0" encoding="utf-7"?><sbb/>', "begin van het bestand", "De tekenset is onbekend"),
        ("<sbb/>", "bad.xml", "Er staat geen enkele kwalificatie in."),
        (sbb(), "bad.xml", "Er staat geen enkele kwalificatie in."),
        (sbb(dossier(profile("2568"))), "dossier 9001 › profiel 7 › crebo", "'2568' is geen crebo"),
        (sbb(dossier(profile("٢٥٦٨٩"))), "dossier 9001 › profiel 7 › crebo", "is geen crebo"),
        (sbb(dossier(profile(""))), "dossier 9001 › profiel 7 › crebo", "'' is geen crebo"),
        (sbb(dossier(profile(name=" "))), "dossier 9001 › profiel 7", "De titel ontbreekt."),
        (
            sbb(dossier(profile(titles=("",)))),
            "dossier 9001 › profiel 7 › kerntaak 8 › werkproces 1",
            "De titel ontbreekt.",
        ),
        (sbb(dossier(profile())).replace('titel="Kerntaak"', ""), "dossier 9001 › profiel 7 › kerntaak 8", "De titel"),
        (sbb(dossier()).replace('titel="Dossier"', ""), "dossier 9001", "De titel ontbreekt."),
        (sbb(dossier()).replace('nr="9001"', ""), "dossier", "nr='' is geen nummer."),
        (sbb(dossier()).replace('"9001"', f'"{"9" * 20}"'), f"dossier {'9' * 20}", "is geen nummer."),
        (
            sbb(dossier(profile())).replace('nr="1" titel="Naait" hoofdstuk="1"', 'nr="1" titel="Naait"'),
            "dossier 9001 › profiel 7 › kerntaak 8 › werkproces 1",
            "hoofdstuk='' is geen nummer.",
        ),
        (
            sbb(dossier(profile(titles=("A", "B")))).replace('hoofdstuk="2"', 'hoofdstuk="1"'),
            "dossier 9001 › profiel 7 › kerntaak 8 › werkproces 2",
            "De code P1-K1-W1 komt twee keer voor.",
        ),
        (
            sbb(dossier(profile())).replace('<kerntaak nr="8"', '<taak nr="8"').replace("</kerntaak>", "</taak>"),
            "dossier 9001 › profiel 7 › taak 8 › werkproces 1",
            "Dit werkproces staat niet in een kerntaak.",
        ),
        (
            sbb(dossier(profile(valid_from="31-02-2026"))),
            "dossier 9001 › profiel 7 › crebo",
            "Geldig_vanaf='31-02-2026' is",
        ),
        (
            sbb(dossier(profile(valid_from="2026-08-01"))),
            "dossier 9001 › profiel 7 › crebo",
            "is geen datum als 31-12-",
        ),
        (
            sbb(dossier(profile(ends="ooit"))),
            "dossier 9001 › profiel 7 › crebo",
            "Datum_einde_opleiding='ooit' is geen",
        ),
        (
            sbb(dossier(profile(closes="ooit"))),
            "dossier 9001 › profiel 7 › crebo",
            "Datum_einde_instroom='ooit' is geen",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_place_cause_and_fix(
    tmp_path: Path, content: str, place: str, says: str
) -> None:
    path = write(tmp_path / "bad.xml", content)
    with pytest.raises(SbbXmlError) as refused:
        import_file(path, tmp_path / "into", TODAY)
    error = refused.value
    assert error.place == place
    assert str(error) == f"{error.place}: {error.cause} {error.fix}"
    assert says in str(error)
    assert error.fix
    assert stored(tmp_path / "into") == {}


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE sbb>",
        '<!DOCTYPE sbb SYSTEM "http://example.org/sbb.dtd">',
        f'<!DOCTYPE sbb [<!ENTITY a0 "ha">{BOMB}]>',
        '<!DOCTYPE sbb [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE sbb [<!ENTITY % p SYSTEM "http://example.org/x"> %p;]>',
    ],
)
def test_a_dtd_is_refused_whatever_is_in_it(tmp_path: Path, doctype: str) -> None:
    path = write(tmp_path / "dtd.xml", doctype + sbb(dossier(profile(name="&a9;"))))
    with pytest.raises(SbbXmlError, match="Het bestand heeft een DTD"):
        import_file(path, tmp_path / "into", TODAY)
    assert stored(tmp_path / "into") == {}


def test_a_file_cut_off_anywhere_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    into, path = tmp_path / "into", tmp_path / "cut.xml"
    import_file(write(tmp_path / "first.xml", sbb(dossier(profile("29009", "Werken met vilt")))), into, TODAY)
    before, whole = stored(into), SMALL.read_bytes()
    cuts = [*range(0, len(whole.rstrip()), 200), len(whole.rstrip()) - 1]
    assert len(cuts) > 25
    for cut in cuts:
        path.write_bytes(whole[:cut])
        with pytest.raises(SbbXmlError, match="Het bestand is leeg of houdt te vroeg op"):
            import_file(path, into, TODAY)
        assert stored(into) == before


@given(st.integers(0, len(SMALL.read_bytes()) - 1), st.binary(max_size=8))
def test_a_damaged_file_is_read_or_refused_and_never_anything_else(place: int, damage: bytes) -> None:
    whole = SMALL.read_bytes()
    try:
        list(read(io.BytesIO(whole[:place] + damage + whole[place + len(damage) :])))
    except SbbXmlError as error:
        assert error.fix


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with pytest.raises(SbbXmlError):
        list(read(io.BytesIO(content)))


def test_however_long_the_file_few_elements_are_alive(tmp_path: Path) -> None:
    def alive() -> int:
        return sum(type(thing).__name__ == "Element" for thing in gc.get_objects())

    dossiers = [dossier(profile(f"{n:05}", titles=tuple("abcdefghij")), number=n) for n in range(1, 1501)]
    path = write(tmp_path / "long.xml", sbb(*dossiers))
    before, most = alive(), 0
    for number, _ in enumerate(read(path)):
        if number % 150 == 149:
            most = max(most, alive() - before)
    # It holds 25,500 of them; a piece of 16 kB that is being read, some two hundred.
    assert 0 < most < 500


@pytest.mark.parametrize("step", [1, 2])
def test_an_import_that_dies_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    into = tmp_path / "into"
    import_file(SMALL, into, TODAY)
    before = read_catalogue(into)
    newer = sbb(
        dossier(
            profile(titles=("Naait met de hand",)),
            profile("29001", "Assistent verkoop/retail", "Entree", valid_from="01-08-2026"),
            number=9100,
        ),
        dossier(profile("29009", "Werken met vilt")),
    )
    path, replaced = write(tmp_path / "newer.xml", newer), os.replace
    steps = iter(range(1, 3))

    def die(old: Path, new: Path) -> None:
        if next(steps) == step:
            raise OSError("the power went out")
        replaced(old, new)

    with monkeypatch.context() as half_way:
        half_way.setattr(os, "replace", die)
        with pytest.raises(OSError, match="the power went out"):
            import_file(path, into, TODAY)
    after = read_catalogue(into)
    assert (after.work_processes, after.choices, after.families) == (
        before.work_processes,
        before.choices,
        before.families,
    )
    assert {path.name for path in into.iterdir()} == {"qualifications.csv", "work_processes.csv"}

    assert import_file(path, into, TODAY).replaced == ("25689", "29001")
    assert load(into).choice("25689/P1-K1-W1").official == "Naait met de hand"


def test_a_first_import_that_dies_half_way_leaves_the_shipped_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = os.replace

    def die(old: Path, new: Path) -> None:
        if Path(new).name == "qualifications.csv":
            raise OSError("the power went out")
        replaced(old, new)

    monkeypatch.setattr(os, "replace", die)
    with pytest.raises(OSError, match="the power went out"):
        import_file(SMALL, tmp_path, TODAY)
    assert read_catalogue(tmp_path).choices == load().choices


def test_importing_the_same_file_again_changes_nothing_but_the_number_of_the_import(tmp_path: Path) -> None:
    import_file(SMALL, tmp_path, TODAY)
    before = read_catalogue(tmp_path)
    assert import_file(SMALL, tmp_path, TODAY).replaced == ("25689", "29001", "29002", "29003")
    assert read_catalogue(tmp_path).choices == before.choices


@pytest.mark.parametrize("column", ["dossier", "batch"])
def test_a_damaged_earlier_import_is_told_and_left_alone(tmp_path: Path, column: str) -> None:
    import_file(SMALL, tmp_path, TODAY)
    table = tmp_path / "qualifications.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index(column)] = "x"
    write(table, "\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n")
    before = stored(tmp_path)
    with pytest.raises(CatalogueError, match=rf"regel 2: {column} 'x' is geen getal"):
        import_file(SMALL, tmp_path, TODAY)
    assert stored(tmp_path) == before
