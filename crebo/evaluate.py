"""How often the matcher is right, for phrases of which a person judged what is right."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from crebo.catalogue import Catalogue, UnknownId
from crebo.match import Matcher

RIGHT = 2  # grades: 3 exact, 2 also good, 1 acceptable


@dataclass(frozen=True, slots=True)
class Judged:
    """One phrase and what came of it. None: not asked of this phrase."""

    query: str
    kind: str
    language: str
    first: bool | None  # a right family is the first
    first_3: bool | None  # a right family is among the first 3
    process_5: bool | None  # a right work process is among the first 5
    avoided_5: bool | None  # a family that was to be avoided is among the first 5
    abstained: bool
    should_abstain: bool
    shown: tuple[str, ...] = ()


def judge(matcher: Matcher, line: str) -> Judged:
    label = json.loads(line)
    catalogue = matcher.catalogue
    right = {_family(catalogue, item["family"]) for item in label["families"] if item["grade"] >= RIGHT}
    processes = {_process(catalogue, item["id"]) for item in label["work_processes"] if item["grade"] >= RIGHT}
    avoid = {_family(catalogue, crebo) for crebo in label["avoid"]}
    found = matcher.match(label["query"])
    families = [match.family for match in found.matches]
    shown = {_process(catalogue, match.work_process) for match in found.matches if match.work_process}
    return Judged(
        label["query"],
        label["kind"],
        label["lang"],
        families[:1] != [] and families[0] in right if right else None,
        bool(right & set(families[:3])) if right else None,
        bool(processes & shown) if processes else None,
        bool(avoid & set(families)) if avoid else None,
        found.abstained,
        label["abstain"],
        tuple(f"{m.family}{'' if m.work_process is None else '/' + m.work_process.split('/')[1]} {m.title} {m.score:.2f} [{m.because}]" for m in found.matches),
    )


def _family(catalogue: Catalogue, crebo: str) -> str:
    try:
        return catalogue.family_of(crebo).id
    except UnknownId:
        return crebo


def _process(catalogue: Catalogue, id: str) -> tuple[str, str]:
    process = catalogue.work_processes.get(id)
    return (_family(catalogue, process.crebo), process.title.casefold()) if process else (id, "")
