"""The plain titles and sentences as texts to translate, for Babel's extraction."""

import csv
import io
from collections.abc import Collection, Iterator, Mapping
from typing import IO


def extract(
    file: IO[bytes], keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, object]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Each title and sentence of a CSV file with plain words, in the form of Babel's extraction methods."""
    rows = csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))
    for row in rows:
        for column in ("title", "sentence"):
            if row[column]:
                yield rows.line_num, None, row[column], []
