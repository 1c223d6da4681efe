"""`praktijkgids overview`: the figures of a region, for programs, as a picture, or as lines."""

import json
from pathlib import Path

from bot import open
from bot.commands.regions import known_region
from bot.desk.overviews import drawn, overview_of, picture_of
from bot.mistake import Mistake
from dialogs.text import SOURCE_LANGUAGE, render
from reports.described import exact, protected
from reports.figures import FIGURES, GROUPINGS
from storage.tables import Region


def overview(region: str, png: Path | None, by: str, as_json: bool, protect: bool, db: str | None) -> None:
    """Print the overview of a region, or draw its picture. Raises Mistake when there is nothing to see."""
    known_region(region)
    if by and (by not in GROUPINGS or png is None):
        raise Mistake(f"--by goes with --png, and is one of {', '.join(GROUPINGS)}")
    known, now = open.knowledge(), open.settings().clock()
    with open.database(db) as database, database.reading() as session:
        if session.get(Region, region) is None:
            raise Mistake(f"nobody works with Praktijkgids in region {region} yet")
        if png is not None:
            _draw(png, drawn(session, known, now, picture_of(region, by).of, SOURCE_LANGUAGE))
            return
        counted = overview_of(session, known, region, now)
    described = {"region": region, **(protected(counted) if protect else exact(counted))}
    if as_json:
        print(json.dumps(described, ensure_ascii=False))
        return
    numbers = described["figures"]
    assert isinstance(numbers, dict)
    for key, number in numbers.items():
        figure = FIGURES[key]
        section, name = render(figure.section.value, SOURCE_LANGUAGE), render(figure.name, SOURCE_LANGUAGE)
        print(f"{number:>6}  {section}: {name}")


def _draw(file: Path, picture: bytes | None) -> None:
    if picture is None:
        raise Mistake("there is nothing to draw yet: nobody began in the last twelve months")
    try:
        file.write_bytes(picture)
    except OSError as problem:
        raise Mistake(f"cannot write {file}: {problem.strerror or problem}") from None
