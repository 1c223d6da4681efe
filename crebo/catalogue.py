"""The catalogue: qualifications with their generations, their work processes, and what may be chosen from them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from crebo.tables import QUALIFICATIONS, WORK_PROCESSES, CatalogueError, Row, read_imported, read_table

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Choice",
    "Family",
    "Qualification",
    "UnknownId",
    "WorkProcess",
    "load",
    "read",
]

DATA = Path(__file__).parent / "data"
# The levels a candidate chooses from. What lies above them is a later step.
OFFERED = frozenset({"entree", "2"})


class UnknownId(KeyError):
    """An id that stands for no choice, or a crebo that is in no family; the text says why."""

    def __str__(self) -> str:
        # A KeyError shows the repr of its argument, which is no sentence.
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Qualification:
    """One generation of a qualification: what one crebo number stands for."""

    crebo: str
    name: str
    level: str  # "entree", "2", "3", "4"; "" when unknown
    domain: str
    file: str


@dataclass(frozen=True, slots=True)
class WorkProcess:
    """One work process of one crebo. `code` is "" when only its place in the file is known (ids with `~`)."""

    id: str
    crebo: str
    core_task_code: str
    core_task: str
    code: str
    title: str
    confidence: str  # how sure the title is: "high", "medium", "low"
    level: str = ""  # of its family

    @property
    def generic(self) -> bool:
        """Part of every Entree qualification, the same for everyone, and therefore never offered as a choice."""
        return self.level == "entree" and self.core_task_code == "B1-K1"


@dataclass(frozen=True, slots=True)
class Family:
    """The generations of one qualification taken together, oldest first; `id` is the crebo of the newest.

    `shown`: the newest generation whose work processes are known, None when of none.
    """

    id: str
    name: str
    level: str
    domain: str
    crebos: tuple[str, ...]
    shown: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What a candidate can choose: a whole family (`work_process` is None), or one work process of it."""

    id: str
    family: Family
    work_process: WorkProcess | None

    @property
    def official(self) -> str:
        """The official title: of the work process, or the name of the qualification."""
        return self.work_process.title if self.work_process else self.family.name

    @property
    def crebo(self) -> str:
        """The crebo this is learned under: the newest one for a whole family."""
        return self.work_process.crebo if self.work_process else self.family.id

    @property
    def code(self) -> str:
        """The official code of the work process; "" for a whole family, or when the code is not known."""
        return self.work_process.code if self.work_process else ""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Everything that is known, by id. Nothing in it changes after loading.

    families: by family id · qualifications: by crebo · work_processes: by id, every level and generation ·
    choices: what is offered, by id, each whole family followed by its work processes ·
    known: what each id of any generation stands for today ·
    later_steps: the families above level 2 or of unknown level, to be shown by name only.
    """

    families: Mapping[str, Family]
    qualifications: Mapping[str, Qualification]
    work_processes: Mapping[str, WorkProcess]
    choices: Mapping[str, Choice]
    known: Mapping[str, Choice]
    later_steps: tuple[Family, ...]
    _by_crebo: Mapping[str, Family]  # of any generation
    _moved: Mapping[str, Choice]  # ids whose code an import gave to other work: what they meant before

    def family_of(self, crebo: str) -> Family:
        """The family that `crebo`, of any generation, belongs to. Raises UnknownId."""
        try:
            return self._by_crebo[crebo]
        except KeyError:
            raise UnknownId(f"Crebo {crebo!r} staat niet in de catalogus.") from None

    def choice(self, id: str) -> Choice:
        """The choice that `id` stands for today, also when it was saved under another generation.

        A crebo stands for its whole family. A work process of another generation stands for the one with the same
        title in the generation that is shown; when there is none it stays what it was. Raises UnknownId.
        """
        try:
            return self.known[id]
        except KeyError:
            raise UnknownId(self._why_not(id)) from None

    def choice_as_shipped(self, id: str) -> Choice:
        """As `choice`, but by what `id` meant in the shipped catalogue, before any import."""
        return self._moved.get(id) or self.choice(id)

    def _why_not(self, id: str) -> str:
        process = self.work_processes.get(id)
        if process and process.generic:
            return f"{id} ({process.title}) hoort bij elke entree-opleiding, dus niemand kiest het."
        family = self._by_crebo.get(id.partition("/")[0])
        if family and family.level not in OFFERED:
            level = f"niveau {family.level}" if family.level else "een onbekend niveau"
            return f"{id} hoort bij {family.name} ({level}): dat is een latere stap, en geen keuze."
        near = get_close_matches(id, self.known, n=1)
        return f"{id!r} staat niet in de catalogus." + (f" Bedoel je {near[0]}?" if near else "")


@cache
def load(extra: Path | None = None) -> Catalogue:
    """As `read`, and remembered: the next call with the same `extra` gives the same catalogue."""
    return read(extra)


def read(extra: Path | None = None) -> Catalogue:
    """The shipped catalogue and, when the folder `extra` holds any, what was imported into it (crebo.sbb_xml).

    What was imported replaces what was shipped for the same crebo, and finds its family like this: the crebo is a known
    generation: that family · else a family has the same name and level: its newest generation from now on · else a
    family of its own. Raises CatalogueError.
    """
    imported, imported_processes = read_imported(extra) if extra else ([], [])
    qualifications = _qualifications(read_table(DATA / "qualifications.csv", QUALIFICATIONS))
    qualifications |= _qualifications(imported)
    families = _families(qualifications, imported)
    by_crebo = {crebo: family for family in families for crebo in family.crebos}

    shipped = _work_processes(read_table(DATA / "work_processes.csv", WORK_PROCESSES), by_crebo)
    renewed = {row["crebo"] for row in imported}
    replaced = [process for process in shipped.values() if process.crebo in renewed]
    processes = {id: process for id, process in shipped.items() if process.crebo not in renewed}
    processes |= _work_processes(imported_processes, by_crebo)

    with_processes = {process.crebo for process in processes.values()}
    families = [
        replace(family, shown=next((crebo for crebo in reversed(family.crebos) if crebo in with_processes), None))
        for family in families
    ]
    return _assemble(families, qualifications, processes, replaced)


def _assemble(
    families: Iterable[Family],
    qualifications: Mapping[str, Qualification],
    processes: Mapping[str, WorkProcess],
    replaced: Iterable[WorkProcess],
) -> Catalogue:
    """Work out what can be chosen; `replaced` are the shipped work processes that an import took the place of."""
    by_crebo = {crebo: family for family in families for crebo in family.crebos}
    selectable: dict[str, list[WorkProcess]] = defaultdict(list)
    for process in processes.values():
        if process.level in OFFERED and not process.generic:
            selectable[process.crebo].append(process)

    choices: dict[str, Choice] = {}
    known: dict[str, Choice] = {}
    twins: dict[tuple[Family, str], list[tuple[WorkProcess, Choice]]] = defaultdict(list)
    for family in families:
        if family.level not in OFFERED:
            continue
        choices[family.id] = whole = Choice(family.id, family, None)
        known |= dict.fromkeys(family.crebos, whole)
        for process in selectable.get(family.shown or "", ()):
            choices[process.id] = known[process.id] = choice = Choice(process.id, family, process)
            twins[family, _words(process.title)].append((process, choice))

    def today(old: WorkProcess) -> Choice:
        family = by_crebo[old.crebo]
        same = twins.get((family, _words(old.title)), ())
        # "Rondt de werkzaamheden af" occurs under several core tasks: the most alike first.
        return max(
            same,
            key=lambda twin: (twin[0].code == old.code, twin[0].core_task == old.core_task),
            default=(old, Choice(old.id, family, old)),
        )[1]

    moved: dict[str, Choice] = {}
    for process in chain.from_iterable(selectable.values()):
        if process.id not in known:
            known[process.id] = today(process)
    for process in replaced:
        if process.level in OFFERED and not process.generic:
            now = known.setdefault(process.id, today(process))
            if _words(now.official) != _words(process.title):
                moved[process.id] = today(process)

    return Catalogue(
        families=MappingProxyType({family.id: family for family in families}),
        qualifications=MappingProxyType(dict(qualifications)),
        work_processes=MappingProxyType(dict(processes)),
        choices=MappingProxyType(choices),
        known=MappingProxyType(known),
        later_steps=tuple(family for family in families if family.level not in OFFERED),
        _by_crebo=MappingProxyType(by_crebo),
        _moved=MappingProxyType(moved),
    )


def _words(title: str) -> str:
    """What makes two titles the same: their words, not their punctuation or capitals."""
    return " ".join(re.findall(r"\w+", title.casefold()))


def _crebo(row: Row) -> str:
    crebo = row["crebo"]
    if not re.fullmatch(r"[0-9]{5}", crebo):
        raise row.wrong(f"{crebo!r} is geen crebo.", "Een crebo heeft vijf cijfers, zoals 25740.")
    return crebo


def _qualifications(rows: Iterable[Row]) -> dict[str, Qualification]:
    found: dict[str, Qualification] = {}
    for row in rows:
        crebo = _crebo(row)
        if crebo in found:
            raise row.wrong(f"Crebo {crebo} staat er al.", "Haal een van de twee regels weg.")
        if not row["name"]:
            raise row.wrong(f"Crebo {crebo} heeft geen naam.", "Vul de kolom name in.")
        found[crebo] = Qualification(crebo, row["name"], row["level"], row["domain"], row["file"])
    return found


def _families(qualifications: Mapping[str, Qualification], imported: Iterable[Row]) -> list[Family]:
    """The families in the order of their table, new ones last. Which generation is shown is still to be found."""
    by_crebo: dict[str, Family] = {}
    for row in read_table(DATA / "families.csv", ("family", "name", "level", "domain", "crebos")):
        crebos = tuple(row["crebos"].split())
        if crebos[-1:] != (row["family"],):
            raise row.wrong(
                f"De familie heet {row['family']}, en dat is niet de laatste van de crebo's.",
                "Zet in de kolom crebos de crebo's van oud naar nieuw; de laatste is ook de naam van de familie.",
            )
        for crebo in crebos:
            if crebo not in qualifications:
                raise row.wrong(f"Crebo {crebo} is onbekend.", "Zet hem in qualifications.csv, of haal hem hier weg.")
            if crebo in by_crebo:
                raise row.wrong(
                    f"Crebo {crebo} hoort al bij {by_crebo[crebo].name}.", "Laat hem bij één familie staan."
                )
            by_crebo[crebo] = Family(row["family"], row["name"], row["level"], row["domain"], crebos, None)

    # A family changes as generations join; its oldest crebo stays.
    oldest = list(dict.fromkeys(family.crebos[0] for family in by_crebo.values()))
    named = {(family.name.casefold(), family.level): family.crebos[0] for family in by_crebo.values()}
    for row in sorted(imported, key=lambda row: (row["valid_from"], row["crebo"])):
        new = qualifications[row["crebo"]]
        family = by_crebo.get(new.crebo) or by_crebo.get(named.get((new.name.casefold(), new.level), ""))
        if family is None:
            family = Family(new.crebo, new.name, new.level, new.domain, (new.crebo,), None)
            oldest.append(new.crebo)
        elif new.crebo not in family.crebos:
            family = replace(family, id=new.crebo, crebos=(*family.crebos, new.crebo))
        # What a family is called today is what its newest generation is called.
        if new.crebo == family.id:
            family = replace(family, name=new.name, level=new.level or family.level, domain=family.domain or new.domain)
        by_crebo |= dict.fromkeys(family.crebos, family)
        named[family.name.casefold(), family.level] = family.crebos[0]

    if lost := qualifications.keys() - by_crebo.keys():
        raise CatalogueError(
            DATA / "families.csv", 1, f"Crebo {min(lost)} hoort bij geen familie.", "Geef hem een regel of een familie."
        )
    return [by_crebo[crebo] for crebo in oldest]


def _work_processes(rows: Iterable[Row], families: Mapping[str, Family]) -> dict[str, WorkProcess]:
    found: dict[str, WorkProcess] = {}
    for row in rows:
        id, crebo = row["id"], _crebo(row)
        if crebo not in families:
            raise row.wrong(f"Crebo {crebo} is onbekend.", "Zet hem ook in qualifications.csv.")
        if not id.startswith(f"{crebo}/"):
            raise row.wrong(f"De id {id!r} past niet bij crebo {crebo}.", f"De id begint met '{crebo}/'.")
        if id in found:
            raise row.wrong(f"De id {id} staat er al.", "Haal een van de twee regels weg.")
        if not row["title"]:
            raise row.wrong(f"Werkproces {id} heeft geen titel.", "Vul de officiële titel in, of haal de regel weg.")
        if row["confidence"] not in ("high", "medium", "low"):
            raise row.wrong(f"{row['confidence']!r} is geen zekerheid.", "Kies high, medium of low.")
        found[id] = WorkProcess(
            id,
            crebo,
            row["core_task_code"],
            row["core_task"],
            row["code"],
            row["title"],
            row["confidence"],
            families[crebo].level,
        )
    return found
