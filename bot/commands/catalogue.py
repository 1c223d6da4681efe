"""`praktijkgids catalogue`: the catalogue of qualifications."""

from pathlib import Path

from bot import open
from bot.mistake import Mistake
from crebo.sbb_xml import SbbXmlError, import_file
from crebo.tables import CatalogueError


def import_xml(file: Path) -> None:
    """Import an XML file of SBB into the folder of the settings. Raises Mistake when the file cannot be used."""
    settings = open.settings()
    try:
        report = import_file(file, settings.catalogue, on=settings.clock().date())
    except (SbbXmlError, CatalogueError, OSError) as problem:
        raise Mistake(str(problem)) from None
    print(f"{report.qualifications} qualifications and {report.work_processes} work processes in {settings.catalogue}")
    for reason in report.skipped:
        print(f"  left out: {reason}")
