"""Dutch as people type it: words without accents, how they sound, and their stem."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import snowballstemmer

from crebo.matching.texts import read_phrases

# Letters that do not fall apart in a base letter and an accent, and letters that are used for one another.
_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ة": "ه", "ى": "ي", "ـ": "", "ґ": "г"}
    | dict.fromkeys("\u2018\u2019\u02bc`´", "'")
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s$|'")

# How newcomers, children and dialects write the same sound. In this order; what is on the right is no spelling.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"),  # alphabet, alfabet
        ("eau", "o"),  # bureau, buro
        ("oi(?=[lr])", "wa"),  # toilet, twalet
        ("ti(e|ek)?s?$", "si"),  # reparatie, reparasie
        ("(?<=[a-z]{3})age$|a[zs]je$", "as"),  # garage, garazje
        ("sch|s[gjh]|zj|^sk|^ch(?!r)|(?<=a)ch(?=i)", "s"),  # schilder, sjilder; machine, mashine; chauffeur, sjofeur
        ("th|dt|(?<=[^aeiou])h(?=[aeiou])", "t"),  # thuis
        ("qu", "kw"),  # aquarium, akwarium
        ("x|cc(?=[eiy])", "ks"),  # taxi, taksi
        ("c(?=[eiy])", "s"),  # cement, sement
        ("ch|gh", "g"),  # nacht, nagt
        ("ck|c", "k"),  # computer, komputer
        ("auw|ouw|au|aw|ow", "ou"),  # bouw, gebow
        ("ieuw|iew|uw", "u"),  # nieuw
        ("(?<=[^aeiou])y(?=s?$)", "i"),  # baby
        ("lijk|lyk|luk$", "lik"),  # eerlijk
        ("ij|ei|ey|ai|ay|aj|ej", "y"),  # tijd, teid
        ("(?<=y)d?en?$", "de"),  # rijden, rije
        ("ie", "i"),  # dieren, diren
        ("oe", "u"),  # boek, buk
        ("ae", "a"),  # laeden
        ("z", "s"),  # zagen, sagen
        ("v", "f"),  # verven, ferfe
        (r"(.)\1+", r"\1"),  # lopen, loopen; bakker, baker
        ("(?<=[mn])[bg](?=[dkt])|(?<=n)g(?=k)", ""),  # jongkje
        ("d$", "t"),  # hond, hont
        ("b$", "p"),  # krab, krap
    )
)
# Endings that say nothing about the work, taken off the sound. The longest that leaves enough goes first.
_ENDINGS = (
    re.compile("(?<=[lnrwaiouy])tjes?$|(?<=m)pjes?$|(?<=n)kjes?$|(?<=ng)etjes?$|(?<=[^aeiou])jes?$|skes?$"),
    re.compile("(?<=[^aiou])sters?$"),
    re.compile("en$|es?$"),
    re.compile("(?<=[fgklmnprt])s$"),
    re.compile("(?<=[^aeou])i$"),
)
SHORTEST_SOUND = 3
# Of a longer word only the start is read.
LONGEST = 40
# Suits the spelling of newcomers better than the newer algorithm for Dutch.
_STEMMER = snowballstemmer.stemmer("dutch_porter")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `typed`: as it stood there; `plain`: small letters without accents.

    `particles`: the small words further on that can belong to it: "lees" in "ik lees graag voor" has "voor".
    """

    typed: str
    plain: str
    particles: tuple[str, ...] = ()


def words(text: str) -> list[Word]:
    """The words of `text`, in order, without the characters between them."""
    typed = (match[0][:LONGEST] for match in _WORD.finditer(text.translate(_LETTERS)))
    return [Word(word, spelled) for word in typed if (spelled := plain(word))]


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """`word` in small letters, without accents, apostrophes and the s after them: "Auto's" is "auto"."""
    if word.isascii():
        return _POSSESSIVE.sub("", word.lower())
    letters = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return _POSSESSIVE.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a plain, well spelled `word`; itself when it is in another script."""
    return str(_STEMMER.stemWord(word)) if word.isascii() else word


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """How a plain `word` sounds, without its ending: the same for "sjilderen" and "schildert"."""
    if not word.isascii():
        return word
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    for ending in _ENDINGS:
        shorter = ending.sub("", word)
        if len(shorter) >= SHORTEST_SOUND:
            word = shorter
    return word[:-1] + {"b": "p", "d": "t"}.get(word[-1:], word[-1:])


def telling(spoken: Sequence[Word]) -> list[Word]:
    """The words of a clause that say something about the work, each once, with the particles after them."""
    found: dict[str, Word] = {}
    for at, word in enumerate(spoken):
        if not is_stop_word(word.plain) and word.plain not in found:
            particles = tuple(later.plain for later in spoken[at + 1 :] if later.plain in clause_words("particle"))
            found[word.plain] = replace(word, particles=particles)
    return list(found.values())


def is_stop_word(word: str) -> bool:
    """Whether a plain `word` is in any answer about liking work, whatever the work, in one of the languages."""
    return word in _stop_words()


@cache
def _stop_words() -> frozenset[str]:
    lines = read_phrases("stop_words.csv", ("words",))
    return frozenset(word.plain for (cell,) in lines for phrase in cell for word in words(phrase))


@cache
def clause_words(what: str) -> frozenset[str]:
    """The plain words that do something in a clause: `what` is "not", "but", "gladly", "harmless", "dull" or "particle"."""
    lines = read_phrases("clause_words.csv", ("what", "words"))
    return frozenset(plain(word) for kinds, cell in lines if what in kinds for word in cell)
