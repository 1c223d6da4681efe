"""Quality and speed of the matcher beside the peers, in the same run and with the same words.

    python -m tests.bench.match [FILE]

FILE has judged phrases, as for `praktijkgids match --evaluate`; without it the phrases of the tests. Prints Markdown.
"""

import gc
import json
import random
import re
import resource
import sqlite3
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from rapidfuzz import fuzz, process

from crebo import catalogue, plain
from crebo.catalogue import Catalogue, Choice, Family, WorkProcess
from crebo.evaluate import RIGHT
from crebo.match import Matcher
from crebo.plain import Plain

PHRASES = Path(__file__).parents[1] / "crebo" / "interests-independent.jsonl"
SIZES = (3_000, 30_000, 300_000)
PROCESSES_OF_A_FAMILY = 6
WORDS_OF_A_ROW = 3
SHARE_OF_NEW_TITLES = 0.5  # as in the work processes of all levels: 1,866 titles in 3,638 rows
ROUNDS = 3  # of the phrases, at each size

# From what somebody typed to the families, best first.
Search = Callable[[str], Sequence[str]]


def our_search(matcher: Matcher) -> Search:
    return lambda query: [match.family for match in matcher.match(query).matches]


def rapidfuzz_search(scorer: Callable[..., float], texts: Sequence[tuple[str, str]]) -> Search:
    """`texts`: what is known about a family, phrase by phrase, each with its family."""
    phrases, families = [text.casefold() for text, _ in texts], [family for _, family in texts]

    def search(query: str) -> Sequence[str]:
        found = process.extract(query.casefold(), phrases, scorer=scorer, limit=60)
        return list(dict.fromkeys(families[at] for _, _, at in found))

    return search


def sqlite_search(texts: Sequence[tuple[str, str]]) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE phrases USING fts5(text, family UNINDEXED, tokenize='trigram')")
    database.executemany("INSERT INTO phrases VALUES (?, ?)", texts)

    def search(query: str) -> Sequence[str]:
        padded = re.sub(r"\W+", " ", query.casefold())
        trigrams = dict.fromkeys(padded[at : at + 3] for at in range(len(padded) - 2))
        if not trigrams:
            return []
        wanted = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        rows = database.execute("SELECT family FROM phrases WHERE phrases MATCH ? ORDER BY rank LIMIT 60", (wanted,))
        return list(dict.fromkeys(family for (family,) in rows))

    return search


def bm25s_search(texts: Sequence[tuple[str, str]]) -> Search | None:
    """None when the library is not installed: it is no dependency."""
    try:
        bm25s = import_module("bm25s")
    except ImportError:
        return None
    about: dict[str, list[str]] = defaultdict(list)
    for text, family in texts:
        about[family].append(text.casefold())
    families = list(about)
    index = bm25s.BM25()
    index.index([" ".join(lines).split() for lines in about.values()], show_progress=False)

    def search(query: str) -> Sequence[str]:
        tokens = query.casefold().split() or [""]
        found, scores = index.retrieve([tokens], k=5, show_progress=False)
        return [families[int(at)] for at, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search


def quality(search: Search, lines: Sequence[str], known: Catalogue) -> tuple[float, float, float]:
    """The share with a right family first, and among the first 3, and of no answers that are seen to be none."""
    first = first_3 = answers = abstained = none = 0
    for label in map(json.loads, lines):
        found = [known.family_of(family).id for family in search(label["query"])]
        right = {known.family_of(one["family"]).id for one in label["families"] if one["grade"] >= RIGHT}
        if right:
            answers += 1
            first += bool(right.intersection(found[:1]))
            first_3 += bool(right.intersection(found[:3]))
        elif label["abstain"]:
            none += 1
            abstained += not found
    return first / max(answers, 1), first_3 / max(answers, 1), abstained / max(none, 1)


def speed(search: Search, queries: Sequence[str], rounds: int = ROUNDS) -> tuple[float, float]:
    """CPU milliseconds a query: the median, and what 99 of 100 stay under."""
    times = []
    for _ in range(rounds):
        for query in queries:
            before = time.process_time_ns()
            search(query)
            times.append((time.process_time_ns() - before) / 1e6)
    times.sort()
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def synthetic(rows: int, known: Catalogue, words: Sequence[str]) -> tuple[Catalogue, Mapping[str, Plain]]:
    """A catalogue of `rows` choices, always the same one: real words put together in new ways."""
    chance = random.Random(rows)
    objects = sorted({word for phrase in words for word in phrase.split() if len(word) > 3})
    titles: list[str] = []

    def phrase() -> str:
        # Now and then a compound that nobody used before: the vocabulary grows with the catalogue.
        thing = chance.choice(objects)
        if chance.random() < 0.2:
            thing = chance.choice(objects) + thing
        return f"{thing} {chance.choice(objects)}"

    families: dict[str, Family] = {}
    choices: dict[str, Choice] = {}
    written: dict[str, Plain] = {}
    for row in range(rows):
        number = row // (PROCESSES_OF_A_FAMILY + 1)
        id = f"f{number}"
        work_process = None
        if id not in families:
            families[id] = Family(id, phrase(), "2", "", (id,), id)
        else:
            work_process = WorkProcess(f"{id}/{row}", id, "B1-K1", "", f"W{row}", phrase(), "high", "2")
        choice = Choice(work_process.id if work_process else id, families[id], work_process)
        if not titles or chance.random() < SHARE_OF_NEW_TITLES:
            titles.append(phrase())
        choices[choice.id] = choice
        written[choice.id] = Plain(chance.choice(titles), "", tuple({phrase() for _ in range(WORDS_OF_A_ROW)}))
    return replace(known, families=families, choices=choices, later_steps=()), written


def texts_of(known: Catalogue, written: Mapping[str, Plain]) -> Iterator[tuple[str, str]]:
    for choice in known.choices.values():
        about = written[choice.id]
        for text in (about.title, about.sentence, choice.official, *about.words):
            if text:
                yield text, choice.family.id


def megabytes() -> float:
    """The memory of this process now."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    queries = [json.loads(line)["query"] for line in lines]
    known = catalogue.load()
    written = plain.load_plain(known)

    gc.collect()
    memory, started = megabytes(), time.process_time()
    matcher = Matcher(known, written)
    built = time.process_time()
    gc.collect()
    gc.freeze()
    print(f"Start-up {built - started:.2f} s, {megabytes() - memory:.0f} MB, without a cache.\n")

    texts = list(texts_of(known, written))
    peers: dict[str, Search | None] = {
        "this matcher": our_search(matcher),
        "rapidfuzz WRatio": rapidfuzz_search(fuzz.WRatio, texts),
        "rapidfuzz token_set_ratio": rapidfuzz_search(fuzz.token_set_ratio, texts),
        "SQLite FTS5 trigram": sqlite_search(texts),
        "bm25s": bm25s_search(texts),
    }
    print(f"{len(queries)} phrases of {file.name}, {len(known.choices)} choices, {len(texts)} phrases about them:\n")
    print("| | right first | right in 3 | knows no answer | p50 ms | p99 ms | times the p50 | in 3, beside ours |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    ours: tuple[float, float] | None = None
    for name, search in peers.items():
        if search is None:
            print(f"| {name} | not installed | | | | | | |")
            continue
        first, first_3, none = quality(search, lines, known)
        p50, p99 = speed(search, queries, 1)
        ours = ours or (p50, first_3)
        ratios = f"{p50 / ours[0]:.1f} × | {first_3 / ours[1]:.2f} ×"
        print(f"| {name} | {first:.2f} | {first_3:.2f} | {none:.2f} | {p50:.2f} | {p99:.2f} | {ratios} |")

    print("\n| choices | p50 ms | p99 ms | times the smallest | start-up s | MB |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    print(_row(len(known.choices), speed(our_search(matcher), queries), None, built - started, None))
    vocabulary = [word for choice in known.choices for word in written[choice].words]
    smallest: float | None = None
    for size in SIZES:
        # Nothing of this is garbage, and looking for it takes most of the time.
        gc.disable()
        many, about_many = synthetic(size, known, vocabulary)
        memory, started = megabytes(), time.process_time()
        of_many = Matcher(many, about_many)
        built = time.process_time() - started
        gc.freeze()
        gc.enable()
        fast = speed(our_search(of_many), queries)
        smallest = smallest or fast[0]
        print(_row(size, fast, fast[0] / smallest, built, megabytes() - memory))
        gc.unfreeze()
        del of_many, many, about_many


def _row(size: int, fast: tuple[float, float], growth: float | None, built: float, memory: float | None) -> str:
    cells = (f"{growth:.1f} ×" if growth else "", f"{built:.1f}", f"{memory:.0f}" if memory else "")
    return f"| {size:,} | {fast[0]:.2f} | {fast[1]:.2f} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PHRASES)
