"""Import of SBB's XML of qualification files (kwalificatiedossiers), the official source of work processes.

sbb › dossiers › dossier › basis and profielen/profiel › kerntaak › werkproces. A werkproces of the basis is coded
`B1-K{kerntaak @hoofdstuk}-W{werkproces @hoofdstuk}` and belongs to every profile of the file; one of a profile is coded
`P{profiel @hoofdstuk}-K…-W…`. The file is read as a stream, since it may be 200 MB, and may not have a DTD.

How an imported qualification joins a family of the catalogue: its crebo is a known generation: that family · else a
family has the same name (apart from capitals and spaces) and the same level: its newest generation from now on · else a
new family of its own.
"""

import csv
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO
from xml.etree.ElementTree import Element
from xml.parsers.expat import errors

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from crebo.catalogue import WorkProcess, load
from crebo.catalogue import read as read_catalogue
from crebo.tables import QUALIFICATIONS, WORK_PROCESSES, Row, read_imported

# How expat says that a file stops before it is finished.
_STOPS = frozenset(
    errors.codes[message]
    for message in (
        errors.XML_ERROR_NO_ELEMENTS,
        errors.XML_ERROR_UNCLOSED_TOKEN,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        errors.XML_ERROR_PARTIAL_CHAR,
    )
)
_DOWNLOAD_AGAIN = "Download het bestand opnieuw bij SBB en importeer het dan nog eens."
_ASK_SBB = "Er is niets veranderd. Meld dit aan SBB, of verbeter het in het bestand."


class SbbXmlError(ValueError):
    """A file that cannot be imported: where in it (line or element), what is wrong, what to do about it."""

    def __init__(self, place: str, cause: str, fix: str) -> None:
        super().__init__(f"{place}: {cause} {fix}")
        self.place, self.cause, self.fix = place, cause, fix


@dataclass(frozen=True, slots=True)
class SbbQualification:
    """One crebo of one profile of a qualification file, with all its work processes: those of the basis first."""

    crebo: str
    name: str
    level: str  # "entree", or @niveau as it is
    domain: str
    file_crebo: str
    file: str
    dossier: int  # its number; a later version of a file has a higher one
    status: str
    valid_from: date | None
    closes: date | None  # to new participants; None when not planned
    ends: date | None  # altogether; None when not planned
    work_processes: tuple[WorkProcess, ...]

    @property
    def version(self) -> tuple[str, int]:
        """Of two versions of one crebo the greater is the newer."""
        return str(self.valid_from or ""), self.dossier


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was not imported, and why."""

    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did. `replaced`: the crebos that had been imported before and were replaced."""

    qualifications: int
    work_processes: int
    replaced: tuple[str, ...]
    skipped: tuple[Skipped, ...]


def read(source: Path | BinaryIO) -> Iterator[SbbQualification | Skipped]:
    """The qualifications in `source`, in its order, however large it is; Skipped for a profile without a crebo.

    Raises SbbXmlError, also half-way: for what is not XML, stops too early, has a DTD or another root than `sbb`, and
    for a crebo that is not five digits, a title or number that is missing, a code that occurs twice, and a wrong date.
    """
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield from _Reader().read(stream)
    else:
        yield from _Reader().read(source)


def import_file(path: Path, into: Path, on: date) -> ImportReport:
    """Import the XML file `path` into the folder `into`, to be loaded with `catalogue.load(into)`.

    `on` is the date of the import. Not imported are files that are not adopted (vastgesteld), qualifications that are
    not valid yet, take in nobody any more or have ended, and an older version of a crebo than is there. All or nothing:
    an error leaves what was there. Raises SbbXmlError, CatalogueError when what was imported before is damaged, and
    OSError.
    """
    before, processes_before = read_imported(into)
    found: dict[str, SbbQualification] = {}
    skipped: list[Skipped] = []
    had = {row["crebo"]: (row["valid_from"], _whole(row, "dossier")) for row in before}
    for one in read(path):
        if isinstance(one, Skipped):
            skipped.append(one)
            continue
        rival = found.get(one.crebo)
        newest = max(had.get(one.crebo, ("", 0)), rival.version if rival else ("", 0))
        if reason := _reason_to_skip(one, newest, on):
            skipped.append(Skipped(f"{one.crebo} {one.name}", reason))
            continue
        if rival:
            skipped.append(Skipped(f"{one.crebo} {one.name}", f"Dossier {one.dossier} in dit bestand is nieuwer."))
        found[one.crebo] = one
    if found:
        _save(found.values(), before, processes_before, into, f"SBB XML {path.name} ({on})")
    elif not skipped:
        raise SbbXmlError(path.name, "Er staat geen enkele kwalificatie in.", _DOWNLOAD_AGAIN)
    return ImportReport(
        qualifications=len(found),
        work_processes=sum(len(one.work_processes) for one in found.values()),
        replaced=tuple(sorted(found.keys() & had.keys())),
        skipped=tuple(skipped),
    )


def _reason_to_skip(one: SbbQualification, newest: tuple[str, int], on: date) -> str | None:
    if one.status.casefold() != "vastgesteld":
        return f"Dossier {one.dossier} is niet vastgesteld (status: {one.status or 'onbekend'})."
    if one.valid_from and one.valid_from > on:
        return f"Geldig vanaf {one.valid_from:%d-%m-%Y}. Importeer het bestand dan nog eens."
    if one.ends and one.ends <= on:
        return f"Gestopt op {one.ends:%d-%m-%Y}."
    if one.closes and one.closes <= on:
        return f"Sinds {one.closes:%d-%m-%Y} kan niemand meer instromen."
    if one.version < newest:
        return f"Er is al een nieuwere versie: dossier {newest[1]}."
    return None


def _save(
    found: Iterable[SbbQualification], before: Sequence[Row], processes_before: Sequence[Row], into: Path, source: str
) -> None:
    """Write both tables. Until the very last step `read_imported` gives what it gave before, whatever happens."""
    batch = str(1 + max((_whole(row, "batch") for row in before), default=0))
    fresh = {one.crebo: one for one in found}
    qualifications = [row.cells for row in before if row["crebo"] not in fresh]
    # The work processes that are being replaced stay until the next import, in case this one stops half-way.
    processes = [row.cells for row in processes_before]
    for one in fresh.values():
        qualifications.append(
            {
                "crebo": one.crebo,
                "name": one.name,
                "level": one.level,
                "domain": one.domain,
                "file_crebo": one.file_crebo,
                "file": one.file,
                "source": source,
                "valid_from": str(one.valid_from or ""),
                "dossier": str(one.dossier),
                "batch": batch,
            }
        )
        processes += [
            {
                "id": process.id,
                "crebo": one.crebo,
                "core_task_code": process.core_task_code,
                "core_task": process.core_task,
                "code": process.code,
                "title": process.title,
                "confidence": process.confidence,
                "cohort": str(one.valid_from.year) if one.valid_from else "",
                "source": source,
                "batch": batch,
            }
            for process in one.work_processes
        ]
    into.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=into, prefix=".new-", ignore_cleanup_errors=True) as folder:
        new = Path(folder)
        _write(new / "work_processes.csv", (*WORK_PROCESSES, "batch"), processes)
        _write(new / "qualifications.csv", (*QUALIFICATIONS, "valid_from", "dossier", "batch"), qualifications)
        read_catalogue(new)  # nothing is kept that cannot be loaded again
        os.replace(new / "work_processes.csv", into / "work_processes.csv")
        os.replace(new / "qualifications.csv", into / "qualifications.csv")
    load.cache_clear()


def _whole(row: Row, column: str) -> int:
    if re.fullmatch("[0-9]{1,9}", row[column]):
        return int(row[column])
    raise row.wrong(f"{column} {row[column]!r} is geen getal.", "Zet het oude getal terug, of importeer opnieuw.")


def _write(path: Path, columns: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns, restval="", extrasaction="ignore", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
        file.flush()
        os.fsync(file.fileno())


@dataclass(slots=True)
class _Crebo:
    number: str
    valid_from: date | None
    closes: date | None
    ends: date | None


@dataclass(slots=True)
class _Process:
    core_task_code: str
    core_task: str
    title: str


@dataclass(slots=True)
class _Part:
    """The basis of a file, or one of its profiles. `processes`: by code."""

    prefix: str
    name: str = ""
    level: str = ""
    crebos: list[_Crebo] = field(default_factory=list)
    processes: dict[str, _Process] = field(default_factory=dict)


@dataclass(slots=True)
class _Dossier:
    number: int
    title: str
    status: str
    domain: str
    crebo: str = ""
    basis: _Part = field(default_factory=lambda: _Part("B1"))
    profiles: list[_Part] = field(default_factory=list)


class _Reader:
    """Goes through a file once, and keeps no more of it than the open elements and the titles of one dossier."""

    def __init__(self) -> None:
        self.open: list[Element] = []
        self.domains: dict[str, str] = {}
        self.dossier = _Dossier(0, "", "", "")
        self.part: _Part | None = None
        self.core_task: tuple[str, str] | None = None

    def read(self, stream: BinaryIO) -> Iterator[SbbQualification | Skipped]:
        for event, element in _events(stream):
            if event == "start":
                self.open.append(element)
                self.start(element)
                continue
            if element.tag == "dossier" and self.within("dossiers"):
                yield from self.qualifications()
            self.end(element)
            self.open.pop()
            element.clear()
            if self.open:
                self.open[-1].remove(element)

    def within(self, *tags: str) -> bool:
        """Whether the elements around the one at hand have these tags, the nearest last."""
        return tuple(element.tag for element in self.open[-1 - len(tags) : -1]) == tags

    def start(self, element: Element) -> None:
        match element.tag:
            case tag if len(self.open) == 1 and tag != "sbb":
                raise self.error(
                    f"Het bestand begint met <{tag}> in plaats van <sbb>.",
                    "Kies het XML-bestand met kwalificatiedossiers van SBB.",
                )
            case _ if element.get("referentie") is not None:
                pass  # only points at a profile or a core task
            case "domein" if self.within("domeinen"):
                self.domains[element.get("nr", "")] = _text(element.get("titel")).removesuffix(" (EZ)")
            case "dossier" if self.within("dossiers"):
                domain = self.domains.get(element.get("referentiedomein", ""), "")
                self.dossier = _Dossier(
                    int(self.number(element, "nr")),
                    self.title(element),
                    _text(element.get("status")),
                    "" if domain.startswith("Niet toebedeeld") else domain,
                )
            case "basis" if self.within("dossiers", "dossier"):
                self.part = self.dossier.basis
            case "profiel" if self.within("dossier", "profielen"):
                level = _text(element.get("niveau"))
                self.part = _Part(
                    f"P{self.number(element)}",
                    self.title(element),
                    "entree" if level.casefold() in ("entree", "1") else level,
                )
                self.dossier.profiles.append(self.part)
            case "kerntaak" if self.part:
                self.core_task = (f"{self.part.prefix}-K{self.number(element)}", self.title(element))
            case "werkproces" if self.part:
                if not self.core_task:
                    raise self.error("Dit werkproces staat niet in een kerntaak.", _ASK_SBB)
                code = f"{self.core_task[0]}-W{self.number(element)}"
                if code in self.part.processes:
                    raise self.error(f"De code {code} komt twee keer voor.", _ASK_SBB)
                self.part.processes[code] = _Process(*self.core_task, self.title(element))

    def end(self, element: Element) -> None:
        match element.tag:
            case "dossiercrebo" if self.within("dossiercrebos"):
                self.dossier.crebo = self.dossier.crebo or self.crebo(element)
            case "crebo" if self.part and self.within("creboinformatie"):
                self.part.crebos.append(
                    _Crebo(
                        self.crebo(element),
                        self.date(element, "Geldig_vanaf"),
                        self.date(element, "Datum_einde_instroom"),
                        self.date(element, "Datum_einde_opleiding"),
                    )
                )
            case "basis" if self.within("dossiers", "dossier"):
                self.part = None
            case "profiel" if self.within("dossier", "profielen"):
                self.part = None
            case "kerntaak":
                self.core_task = None

    def qualifications(self) -> Iterator[SbbQualification | Skipped]:
        """What the dossier that ends here holds."""
        dossier = self.dossier
        for profile in dossier.profiles:
            if not profile.crebos:
                yield Skipped(profile.name, f"Dossier {dossier.number} geeft er geen crebo voor.")
            for crebo in profile.crebos:
                yield SbbQualification(
                    crebo.number,
                    profile.name,
                    profile.level,
                    dossier.domain,
                    dossier.crebo,
                    dossier.title,
                    dossier.number,
                    dossier.status,
                    crebo.valid_from,
                    crebo.closes,
                    crebo.ends,
                    tuple(
                        WorkProcess(
                            f"{crebo.number}/{code}",
                            crebo.number,
                            process.core_task_code,
                            process.core_task,
                            code,
                            process.title,
                            "high",
                            profile.level,
                        )
                        for code, process in (dossier.basis.processes | profile.processes).items()
                    ),
                )

    def title(self, element: Element) -> str:
        if title := _text(element.get("titel")):
            return title
        raise self.error("De titel ontbreekt.", _ASK_SBB)

    def number(self, element: Element, attribute: str = "hoofdstuk") -> str:
        if re.fullmatch("[0-9]{1,9}", number := _text(element.get(attribute))):
            return number
        raise self.error(f"{attribute}={number!r} is geen nummer.", _ASK_SBB)

    def crebo(self, element: Element) -> str:
        if re.fullmatch("[0-9]{5}", crebo := _text(element.text)):
            return crebo
        raise self.error(f"{crebo!r} is geen crebo: die heeft vijf cijfers.", _ASK_SBB)

    def date(self, element: Element, attribute: str) -> date | None:
        if not (text := _text(element.get(attribute))):
            return None
        try:
            return datetime.strptime(text, "%d-%m-%Y").date()
        except ValueError as error:
            raise self.error(f"{attribute}={text!r} is geen datum als 31-12-2026.", _ASK_SBB) from error

    def error(self, cause: str, fix: str) -> SbbXmlError:
        numbered = (f"{element.tag} {element.get('nr')}" for element in self.open if element.get("nr"))
        inmost = self.open[-1]
        place = " › ".join([*numbered, *([] if inmost.get("nr") else [inmost.tag])])
        return SbbXmlError(place, cause, fix)


def _events(stream: BinaryIO) -> Iterator[tuple[str, Element]]:
    events = iterparse(stream, events=("start", "end"), forbid_dtd=True)
    while True:
        try:
            event = next(events)
        except StopIteration:
            return
        except ParseError as error:
            line = f"regel {error.position[0]}"
            if error.code in _STOPS:
                raise SbbXmlError(line, "Het bestand is leeg of houdt te vroeg op.", _DOWNLOAD_AGAIN) from error
            fix = "Kies het XML-bestand van SBB zelf (niet de zip of de webpagina), of download het opnieuw."
            raise SbbXmlError(line, f"Dit is geen goede XML ({error}).", fix) from error
        except DefusedXmlException as error:
            fix = "Zo'n bestand is niet veilig. Kies het bestand dat SBB zelf aanbiedt."
            raise SbbXmlError("begin van het bestand", "Het bestand heeft een DTD.", fix) from error
        except (LookupError, ValueError) as error:
            cause = f"De tekenset is onbekend ({error})."
            raise SbbXmlError("begin van het bestand", cause, "Sla het bestand op als UTF-8.") from error
        yield event


def _text(text: str | None) -> str:
    """Without spaces around it, and no more than one between words: titles have them."""
    return " ".join((text or "").split())
