"""What somebody likes and what not, clause by clause: "niet met mensen, liever auto's"."""

from collections.abc import Sequence
from dataclasses import dataclass
import re

from crebo.dutch import Word, is_stop_word, words

# More is not read: nobody needs that many words to say what they like.
MOST_WORDS = 48

_PAUSE = re.compile(r"[.,;:!?\n()/\u060c\u061b]+|\s-+\s")
_ADDRESS = re.compile(r"\S*(?:://|www\.|@)\S*")
_NOT = frozenset(
    """
    niet geen nooit zonder behalve nie niks nit niets haat hekel bang allergisch allergie
    not no never without except hate dont doesnt cant kein keine keinen nicht ohne hasse bez nigdy oprocz
    degil istemiyorum sevmem sevmiyorum не ні без ненавиджу لا ليس بدون اكره
    """.split()
)
# "Geen mensen maar dieren", "niet koken, wel bakken": from here on it is liked again.
_BUT = frozenset("maar liever wel want juist but rather aber sondern lieber ale wole ama fakat але но лучше краще لكن ولكن".split())
_GLADLY = frozenset("graag gern gerne".split())
# "Ik ben niet bang", "niet alleen koken maar ook bakken", "geen probleem": no dislike at all.
_HARMLESS = frozenset("bang vies erg alleen alleenig slecht moeilijk probleem moeite lui afraid only problem".split())
# "Koken is saai": what goes before is not liked.
_DULL = frozenset("saai stom vies vreselijk verschrikkelijk rot kut boring langweilig".split())


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that belong together, with the words that say nothing, and whether they are liked."""

    words: tuple[Word, ...]
    liked: bool


def clauses(text: str) -> list[Clause]:
    """The clauses of `text`, in order; at most about MOST_WORDS words of it are read."""
    found: list[Clause] = []
    read = 0
    for part in _PAUSE.split(_ADDRESS.sub(" ", text)):
        spoken = words(part)[: MOST_WORDS - read]
        read += len(spoken)
        found += _clauses(spoken)
        if read >= MOST_WORDS:
            break
    return found


def _clauses(spoken: Sequence[Word]) -> list[Clause]:
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
        if word in _NOT:
            if any(later.plain in _HARMLESS for later in rest[:2]) and word not in _HARMLESS:
                at += 1 + next(n for n, later in enumerate(rest, 1) if later.plain in _HARMLESS)
                continue
            if _closes(rest):
                liked = False  # "koken vind ik niet leuk"
                close()
            else:
                close()
                liked = False
        elif word in _BUT or (word in _GLADLY and not liked and said):
            close()
            liked = True
        elif word in _DULL and _closes(rest):
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
        if word.plain in _BUT:
            return True
        if not is_stop_word(word.plain):
            return False
    return True
