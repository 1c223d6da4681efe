"""`praktijkgids match`: from words to work."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from bot import open
from bot.mistake import Mistake
from crebo.match import Found


def match(query: str | None, as_json: bool, limit: int) -> None:
    """Match one query, or each line of standard input; as JSON Lines or as a readable list."""
    matcher = open.knowledge().matcher
    queries: Iterable[str] = [query] if query is not None else (line.rstrip("\n") for line in sys.stdin)
    for words in queries:
        found = matcher.match(words, limit=limit)
        print(json.dumps(described(found), ensure_ascii=False) if as_json else in_words(found), flush=True)


def evaluate(file: Path) -> None:
    """Measure the matcher on labelled phrases, and print the tables. Raises Mistake when the file cannot be used."""
    from crebo.evaluate import evaluate as measure

    matcher = open.knowledge().matcher
    try:
        with file.open(encoding="utf-8") as lines:
            print(measure(matcher, lines))
    except OSError as problem:
        raise Mistake(f"{file}: {problem.strerror}") from None
    except (ValueError, KeyError) as problem:
        raise Mistake(f"{file} is not in the format of labelled phrases: {problem}") from None


def unmatched(db: str | None, as_json: bool) -> None:
    """Print what several people liked and the matcher did not know, most frequent first."""
    from storage.unmatched import unmatched as counted

    with open.database(db) as database, database.reading() as session:
        for row in counted(session):
            described = {"phrase": row.phrase, "times": row.times, "last": row.last_at.date().isoformat()}
            print(json.dumps(described, ensure_ascii=False) if as_json else f"{row.times:5}  {row.phrase}")


def described(found: Found) -> dict[str, object]:
    """What was found, as a JSON object."""
    return {
        "query": found.query,
        "abstained": found.abstained,
        "matches": [
            {
                "family": match.family,
                "crebo": match.crebo,
                "work_process": match.work_process,
                "title": match.title,
                "plain": match.plain,
                "score": round(match.score, 3),
                "because": match.because,
            }
            for match in found.matches
        ],
    }


def in_words(found: Found) -> str:
    """What was found, as lines to read."""
    if found.abstained:
        return f"{found.query}: dat weet ik niet"
    rows = [
        f"  {match.score:4.2f}  {match.plain}  ({match.title}, {match.choice}; {match.because})"
        for match in found.matches
    ]
    return "\n".join([f"{found.query}:", *rows])
