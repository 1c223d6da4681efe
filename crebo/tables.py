"""CSV tables of the catalogue, read so that a mistake in one says where it is and how to put it right."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

QUALIFICATIONS = ("crebo", "name", "level", "domain", "file_crebo", "file", "source")
WORK_PROCESSES = (
    "id",
    "crebo",
    "core_task_code",
    "core_task",
    "code",
    "title",
    "confidence",
    "cohort",
    "source",
    "as_found",
    "core_task_as_found",
)


class CatalogueError(ValueError):
    """A mistake in the data of the catalogue: which file, which line, what is wrong, what to do about it."""

    def __init__(self, path: Path, line: int, cause: str, fix: str) -> None:
        super().__init__(f"{path}, regel {line}: {cause} {fix}")
        self.path, self.line, self.cause, self.fix = path, line, cause, fix


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its cells by column name, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def wrong(self, cause: str, fix: str) -> CatalogueError:
        """The error to raise about this line."""
        return CatalogueError(self.path, self.line, cause, fix)


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Row]:
    """The lines of the CSV file `path`, which must have at least `columns`.

    Raises CatalogueError when the file is missing, is not UTF-8 or not CSV, lacks a column, or has a line with too few
    or too many cells.
    """
    line = 1
    try:
        # utf-8-sig: spreadsheet programs put a byte-order mark in front.
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            if missing := [column for column in columns if column not in header]:
                raise CatalogueError(
                    path, 1, f"De kolom {missing[0]!r} ontbreekt.", f"De eerste regel moet zijn: {','.join(columns)}."
                )
            for cells in reader:
                line = reader.line_num
                if not cells:
                    continue
                if len(cells) != len(header):
                    raise CatalogueError(
                        path,
                        line,
                        f"Hier staan {len(cells)} cellen, en er zijn {len(header)} kolommen.",
                        'Zet een cel met een komma erin tussen dubbele aanhalingstekens: "zo, dus".',
                    )
                yield Row(path, line, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    except OSError as error:
        raise CatalogueError(
            path, line, "Het bestand is niet te lezen.", f"Zet het terug ({error.strerror})."
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(path, line, "Het bestand is geen UTF-8.", "Sla het op als 'CSV UTF-8'.") from error
    except csv.Error as error:
        raise CatalogueError(
            path, line, f"Dit is geen goede CSV ({error}).", "Kijk of elk aanhalingsteken ook weer sluit."
        ) from error


def read_imported(folder: Path) -> tuple[list[Row], list[Row]]:
    """The qualifications and work processes that were imported into `folder`; none when nothing was.

    Two files cannot change at one instant, so qualifications.csv alone decides what counts: a line of
    work_processes.csv belongs to the import (`batch`) its qualification names, and is left alone otherwise.
    """
    qualifications, work_processes = folder / "qualifications.csv", folder / "work_processes.csv"
    if not qualifications.exists():
        return [], []
    kept = list(read_table(qualifications, (*QUALIFICATIONS, "valid_from", "dossier", "batch")))
    batches = {(row["crebo"], row["batch"]) for row in kept}
    found = read_table(work_processes, (*WORK_PROCESSES, "batch"))
    return kept, [row for row in found if (row["crebo"], row["batch"]) in batches]
