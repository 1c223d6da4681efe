"""How the name of a place is written, and how different ways to write it are made the same."""

import re
import unicodedata
from itertools import groupby

_POSTCODE = re.compile(r"\b\d{4}\s?[a-z]{2}\b")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r".*\d")
_ORDINAL = re.compile(r"[12]e")  # 2e Exloërmond
# Persian keyboards write these letters differently from Arabic ones.
_ONE_ALPHABET = str.maketrans("یکىة", "يكيه")
_SOUNDS = (
    ("sch", "sg"),
    ("ch", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("dt", "t"),
    ("ei", "y"),
    ("au", "ou"),
    ("ae", "a"),
    ("oe", "u"),
    ("c", "k"),
    ("q", "k"),
    ("x", "ks"),
    ("v", "f"),
    ("z", "s"),
    ("w", "f"),
    ("y", "i"),
)
_DOUBLED = re.compile(r"(.)\1+")


def words(text: str) -> list[str]:
    """Take apart what somebody typed into plain words, without accents, signs, numbers and postcodes.

    Ways to write the same name give the same words: "Krimpen a/d IJssel" and "krimpen aan den ijssel",
    "St. Annaparochie" and "Sint-Annaparochie". Any text is fine; there may be no word in it.
    """
    found = [
        _one_spelling(word)
        for word in _WORD.findall(_POSTCODE.sub(" ", _plain(text)))
        if not _NUMBER.match(word) or _ORDINAL.fullmatch(word)
    ]
    return _without_aan_den(_initials_together(found))


def sound(name: str) -> str:
    """Reduce joined words to roughly what is heard, for who writes by ear: "zutven" and "zutphen" give the same."""
    for letters, heard in _SOUNDS:
        name = name.replace(letters, heard)
    return _DOUBLED.sub(r"\1", name)


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_ONE_ALPHABET)


def _one_spelling(word: str) -> str:
    if word.startswith("sint"):
        word = "st" + word[4:]
    # "ji" is nearly always "ij" typed too fast.
    return word.replace("ij", "y").replace("ji", "y")


def _initials_together(found: list[str]) -> list[str]:
    """Turn "a d" (from "a/d", "a.d.") into "ad", and "n h" into "nh"."""
    joined: list[str] = []
    for single, group in groupby(found, key=lambda word: len(word) == 1 and word.isascii()):
        together = list(group)
        joined += ["".join(together)] if single else together
    return joined


def _without_aan_den(found: list[str]) -> list[str]:
    """Turn "aan de", "aan den" and "aan der" into their abbreviation "ad"."""
    shorter: list[str] = []
    for word in found:
        if shorter and shorter[-1] == "aan" and word in ("de", "den", "der"):
            shorter[-1] = "ad"
        else:
            shorter.append(word)
    return shorter
