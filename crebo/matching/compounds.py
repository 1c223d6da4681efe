"""Dutch writes words together: what is in "hondentrimmer"."""

from collections.abc import Container

LINKS = ("", "en", "e", "s", "er")
SHORTEST = 3
SHORTEST_ALONE = 4
_AT_THE_END = {"b": "p", "d": "t"}


def parts(sound: str, known: Container[str]) -> tuple[str, str] | None:
    """The `known` sounds that `sound` is made of, and the last one says what kind of thing it is.

    The first is "" when only the last is known; None when neither is.
    """
    best: tuple[str, str] | None = None
    balance = 0
    for at in range(SHORTEST, len(sound) - SHORTEST + 1):
        head = sound[at:]
        if head not in known:
            continue
        modifier = _modifier(sound[:at], known)
        if modifier and (fair := min(len(modifier), len(head))) > balance:
            best, balance = (modifier, head), fair
        elif best is None and len(head) >= SHORTEST_ALONE:
            best = ("", head)
    return best


def _modifier(sound: str, known: Container[str]) -> str:
    for link in LINKS:
        if not sound.endswith(link):
            continue
        bare = sound[: len(sound) - len(link)]
        bare = bare[:-1] + _AT_THE_END.get(bare[-1:], bare[-1:])
        if len(bare) >= SHORTEST and bare in known:
            return bare
    return ""
