import csv
import shutil
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crebo import catalogue
from crebo.catalogue import OFFERED, Catalogue, CatalogueError, UnknownId, load, read


@pytest.fixture
def shipped() -> Catalogue:
    return load()


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped data that may be damaged."""
    copy = tmp_path / "data"
    shutil.copytree(catalogue.DATA, copy, ignore=shutil.ignore_patterns("plain"))
    monkeypatch.setattr(catalogue, "DATA", copy)
    return copy


def test_every_family_of_entree_and_level_2_can_be_chosen_as_a_whole_and_no_other(shipped: Catalogue) -> None:
    whole = {id for id, choice in shipped.choices.items() if choice.work_process is None}
    assert whole == {family.id for family in shipped.families.values() if family.level in ("entree", "2")}
    assert len(whole) == 158
    assert not whole & {family.id for family in shipped.later_steps}
    assert len(whole) + len(shipped.later_steps) == len(shipped.families)


def test_someone_who_loves_sewing_can_choose_fashion_although_its_work_processes_are_unknown(
    shipped: Catalogue,
) -> None:
    fashion = shipped.choice("25689")
    assert (fashion.official, fashion.crebo, fashion.code) == ("Basismedewerker fashion", "25689", "")
    assert fashion.family.shown is None
    assert [id for id, choice in shipped.choices.items() if choice.family == fashion.family] == ["25689"]


def test_a_work_process_is_offered_with_its_official_title_crebo_and_code(shipped: Catalogue) -> None:
    choice = shipped.choices["25743/P1-K1-W4"]
    assert choice.official == "Voert handelingen op goederen en/of producten uit"
    assert (choice.crebo, choice.code, choice.family.id) == ("25743", "P1-K1-W4", "25743")
    assert shipped.choices["25001/~1.2"].code == ""


def test_what_is_the_same_for_every_entree_is_known_but_never_offered(shipped: Catalogue) -> None:
    generic = [process for process in shipped.work_processes.values() if process.generic]
    assert len(generic) >= 27
    assert all(process.level == "entree" and process.code.startswith("B1-K1-W") for process in generic)
    assert not {process.id for process in generic} & shipped.known.keys()
    with pytest.raises(UnknownId, match="elke entree-opleiding"):
        shipped.choice("25740/B1-K1-W1")


def test_the_basis_part_of_level_2_is_offered(shipped: Catalogue) -> None:
    assert "25960/B1-K1-W2" in shipped.choices


def test_an_entree_of_which_only_the_common_part_is_known_can_still_be_chosen_as_a_whole(shipped: Catalogue) -> None:
    assert [id for id, choice in shipped.choices.items() if choice.family.id == "25747"] == ["25747"]


def test_every_generation_belongs_to_one_family_and_stands_for_it_as_a_whole(shipped: Catalogue) -> None:
    for family in shipped.families.values():
        assert family.crebos[-1] == family.id
        for crebo in family.crebos:
            assert shipped.family_of(crebo) is family
            if family.level in OFFERED:
                assert shipped.choice(crebo) is shipped.choices[family.id]
    assert {crebo for family in shipped.families.values() for crebo in family.crebos} == shipped.qualifications.keys()


def test_what_is_shown_is_the_newest_generation_with_known_work_processes(shipped: Catalogue) -> None:
    assert shipped.family_of("27136").crebos == ("25173", "25721", "27136")
    assert shipped.family_of("27136").shown == "25721"
    shown = {choice.work_process.crebo for choice in shipped.choices.values() if choice.work_process}
    assert shown <= {family.shown for family in shipped.families.values()}


def test_a_work_process_of_an_older_generation_counts_as_the_one_with_the_same_title_today(shipped: Catalogue) -> None:
    # Its code changed: the fifth of the old generation is the fourth of the new one.
    assert shipped.choice("25254/P1-K1-W5").id == "25743/P1-K1-W4"


def test_a_title_that_occurs_twice_goes_to_the_one_with_the_same_code(shipped: Catalogue) -> None:
    assert shipped.choice("25103/B1-K2-W5").id == "25786/B1-K2-W5"


def test_an_older_work_process_that_no_longer_exists_stays_what_it_was(shipped: Catalogue) -> None:
    old = shipped.choice("25167/B1-K2-W2")
    assert (old.id, old.official, old.family.id) == ("25167/B1-K2-W2", "Ontvangt en benadert klanten", "25808")
    assert old.id not in shipped.choices


def test_every_id_ever_offered_still_stands_for_a_choice_and_stays_the_same_when_saved_again(
    shipped: Catalogue,
) -> None:
    for process in shipped.work_processes.values():
        if process.level in OFFERED and not process.generic:
            choice = shipped.choice(process.id)
            assert choice.family is shipped.family_of(process.crebo)
            assert shipped.choice(choice.id) is choice
    for id, choice in shipped.choices.items():
        assert shipped.choice(id) is choice is shipped.choice_as_shipped(id)


def test_choices_come_family_by_family_each_family_before_its_work_processes(shipped: Catalogue) -> None:
    runs = [list(run) for _, run in groupby(shipped.choices.values(), key=lambda choice: choice.family.id)]
    assert len(runs) == 158
    assert all([choice.work_process is None for choice in run] == [True] + [False] * (len(run) - 1) for run in runs)
    assert list(shipped.choices) == list(read().choices)


def test_later_steps_are_above_level_2_or_of_unknown_level_and_cannot_be_chosen(shipped: Catalogue) -> None:
    assert {family.level for family in shipped.later_steps} == {"3", "4", ""}
    with pytest.raises(UnknownId, match=r"Gezel dekvloerenlegger \(niveau 3\)"):
        shipped.choice("25004")
    with pytest.raises(UnknownId, match="een onbekend niveau"):
        shipped.choice("27131")


def test_an_unknown_id_is_refused_with_a_sentence_and_what_looks_like_it(shipped: Catalogue) -> None:
    with pytest.raises(KeyError) as refused:
        shipped.choice("25740/P4-K1-W22")
    assert str(refused.value) == "'25740/P4-K1-W22' staat niet in de catalogus. Bedoel je 25740/P4-K1-W2?"
    with pytest.raises(UnknownId, match="'99999' staat niet in de catalogus"):
        shipped.family_of("99999")


@given(st.text())
def test_whatever_is_asked_for_there_is_a_choice_or_a_reason(id: str) -> None:
    try:
        assert load().choice(id).official
    except UnknownId as error:
        assert str(error).endswith((".", "?"))


def test_nothing_in_the_catalogue_can_be_changed(shipped: Catalogue) -> None:
    for mapping in (shipped.families, shipped.qualifications, shipped.work_processes, shipped.choices, shipped.known):
        assert isinstance(mapping, MappingProxyType)
    for thing, name in ((shipped, "choices"), (shipped.choice("25740"), "id"), (shipped.family_of("25740"), "name")):
        with pytest.raises(AttributeError):
            setattr(thing, name, None)


def test_the_same_catalogue_is_loaded_once(tmp_path: Path) -> None:
    assert load(tmp_path) is load(tmp_path)
    assert load(tmp_path) is not load()


def test_a_folder_into_which_nothing_was_imported_changes_nothing(tmp_path: Path, shipped: Catalogue) -> None:
    for folder in (tmp_path, tmp_path / "not there"):
        assert read(folder).choices == shipped.choices


def test_loading_takes_less_than_150_milliseconds() -> None:
    def seconds() -> float:
        start = time.process_time()
        read()
        return time.process_time() - start

    assert min(seconds() for _ in range(3)) < 0.15


def table(name: str) -> list[dict[str, str]]:
    with (catalogue.DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_source_is_explained_and_every_explanation_is_used() -> None:
    used = {
        row["source"] for name in ("qualifications", "successors", "work_processes") for row in table(f"{name}.csv")
    }
    assert used == {row["source"] for row in table("sources.csv")}


def test_a_successor_is_in_the_family_of_what_it_succeeds(shipped: Catalogue) -> None:
    for row in table("successors.csv"):
        assert shipped.family_of(row["old_crebo"]) is shipped.family_of(row["new_crebo"])


def test_what_was_found_is_kept_only_where_it_was_corrected() -> None:
    rows = table("work_processes.csv")
    titles = [(row["as_found"], row["title"]) for row in rows if row["as_found"]]
    tasks = [(row["core_task_as_found"], row["core_task"]) for row in rows if row["core_task_as_found"]]
    assert titles
    assert tasks
    assert not [(found, kept) for found, kept in (*titles, *tasks) if found == kept]


def test_no_offered_title_shows_traces_of_a_scanner(shipped: Catalogue) -> None:
    traces = ("  ", "?", "!", " ,", "pl ek", "tu ig")
    for choice in shipped.choices.values():
        task = choice.work_process.core_task if choice.work_process else ""
        assert not [trace for trace in traces if trace in choice.official or trace in task], choice.id
        assert choice.official[0].isupper() or choice.official.startswith("(De)"), choice.id


def after(line: str) -> Callable[[str], str]:
    return lambda text: text.replace("\n", f"\n{line}\n", 1)


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("file", "damage", "line", "says"),
    [
        ("qualifications.csv", swap("crebo,", "nummer,"), 1, "De kolom 'crebo' ontbreekt. De eerste regel moet zijn"),
        (
            "qualifications.csv",
            after("2500,Te kort,2,,,,law1"),
            2,
            "'2500' is geen crebo. Een crebo heeft vijf cijfers",
        ),
        ("qualifications.csv", after("25001,Dubbel,2,,,,law1"), 3, "Crebo 25001 staat er al."),
        ("qualifications.csv", after("29999,,2,,,,law1"), 2, "Crebo 29999 heeft geen naam."),
        ("qualifications.csv", after("29999,Naam,2,,,law1"), 2, "Hier staan 6 cellen, en er zijn 7 kolommen."),
        ("qualifications.csv", after('29999,"Naam" x,2,,,,law1'), 1, "Dit is geen goede CSV"),
        ("qualifications.csv", after("29999,Niemands,2,,,,law1"), 1, "Crebo 29999 hoort bij geen familie."),
        ("families.csv", after("29999,Wees,2,,29999"), 2, "Crebo 29999 is onbekend."),
        ("families.csv", after("25740,Dubbel,2,,25250 25740"), 3, "Crebo 25250 hoort al bij Dubbel."),
        ("families.csv", after("25001,Omgekeerd,2,,25001 25740"), 2, "dat is niet de laatste van de crebo's."),
        ("work_processes.csv", after("29999/a,29999,,,,Titel,low,,,,"), 2, "Crebo 29999 is onbekend."),
        ("work_processes.csv", after("25001/~1.1,25001,,,,Titel,low,,,,"), 3, "De id 25001/~1.1 staat er al."),
        (
            "work_processes.csv",
            after("25002/a,25001,,,,Titel,low,,,,"),
            2,
            "De id '25002/a' past niet bij crebo 25001.",
        ),
        ("work_processes.csv", after("25001/a,25001,,,,,low,,,,"), 2, "Werkproces 25001/a heeft geen titel."),
        ("work_processes.csv", after("25001/a,25001,,,,Titel,zeker,,,,"), 2, "'zeker' is geen zekerheid. Kies high,"),
    ],
)
def test_a_mistake_in_the_data_is_told_with_file_line_cause_and_fix(
    data: Path, file: str, damage: Callable[[str], str], line: int, says: str
) -> None:
    path = data / file
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CatalogueError) as mistake:
        read()
    error = mistake.value
    assert str(error) == f"{error.path}, regel {error.line}: {error.cause} {error.fix}"
    assert says in str(error)
    assert error.line == line
    assert error.path.parent == data
    assert error.fix


def test_a_missing_or_unreadable_file_is_told(data: Path) -> None:
    (data / "families.csv").write_bytes(b"family,name,level,domain,crebos\n25001,\xff,2,,25001\n")
    with pytest.raises(CatalogueError, match=r"families\.csv, regel 1: Het bestand is geen UTF-8"):
        read()
    (data / "families.csv").unlink()
    with pytest.raises(CatalogueError, match=r"families\.csv, regel 1: Het bestand is niet te lezen"):
        read()


def test_a_table_saved_by_a_spreadsheet_program_is_read(data: Path, shipped: Catalogue) -> None:
    for path in data.glob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read().choices == shipped.choices
