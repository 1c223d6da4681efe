"""What somebody likes and what not, clause by clause: "niet met mensen, liever auto's"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crebo.matching.dutch import Word, clause_words, is_stop_word, words

# More is not read: nobody needs that many words to say what they like.
MOST_WORDS = 48

_PAUSE = re.compile(r"[.,;:!?\n()/\u060c\u061b]+|\s-+\s")
_IN_AN_ADDRESS = ("://", "www.", "@")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that belong together, with the words that say nothing, and whether they are liked."""

    words: tuple[Word, ...]
    liked: bool


def clauses(text: str) -> list[Clause]:
    """The clauses of `text`, in order; at most about MOST_WORDS words of it are read."""
    found: list[Clause] = []
    read = 0
    for part in _PAUSE.split(re.sub(r"\S+", _no_address, text)):
        spoken = words(part)[: MOST_WORDS - read]
        read += len(spoken)
        found += _clauses(spoken)
        if read >= MOST_WORDS:
            break
    return found


def _no_address(part: re.Match[str]) -> str:
    return " " if any(mark in part[0] for mark in _IN_AN_ADDRESS) else part[0]


def _clauses(spoken: Sequence[Word]) -> list[Clause]:
    # "Niet koken, wel bakken": `but` ends what is disliked. "Ik ben niet bang": `harmless` words take the dislike away.
    # "Koken is saai": a `dull` word is about what goes before it.
    not_, but, gladly = clause_words("not"), clause_words("but"), clause_words("gladly")
    harmless, dull = clause_words("harmless"), clause_words("dull")
    found: list[Clause] = []
    said: list[Word] = []
    liked = True

    def close() -> None:
        if said:
            found.append(Clause(tuple(said), liked))
            said.clear()

    at = 0
    while at < len(spoken):
        word = spoken[at].plain
        rest = spoken[at + 1 :]
        if word in not_:
            if any(later.plain in harmless for later in rest[:2]) and word not in harmless:
                at += 1 + next(n for n, later in enumerate(rest, 1) if later.plain in harmless)
                continue
            if _closes(rest):
                liked = False  # "koken vind ik niet leuk"
                close()
            else:
                close()
                liked = False
        elif word in but or (word in gladly and not liked and said):
            close()
            liked = True
        elif word in dull and _closes(rest):
            liked = False
            close()
        else:
            said.append(spoken[at])
        at += 1
    close()
    return found


def _closes(rest: Sequence[Word]) -> bool:
    """Whether nothing is said any more in this clause."""
    for word in rest:
        if word.plain in clause_words("but"):
            return True
        if not is_stop_word(word.plain):
            return False
    return True
