"""Dutch as people type it: words without accents, how they sound, and their stem."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

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
        ("age$|a[zs]je$", "as"),  # garage, garazje
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
    re.compile("(?<=[lnrwaiouy])tjes?$|(?<=m)pjes?$|(?<=n)kjes?$|(?<=ng)etjes?$|(?<=[^aeiou])jes?$"),
    re.compile("(?<=[^aiou])sters?$"),
    re.compile("en$|es?$"),
    re.compile("(?<=[fgklmnprt])s$"),
    re.compile("(?<=[^aeou])i$"),
)
SHORTEST_SOUND = 3
# Suits the spelling of newcomers better than the newer algorithm for Dutch.
_STEMMER = snowballstemmer.stemmer("dutch_porter")

# Words that are in any answer about liking work, whatever the work.
STOP_WORDS = frozenset(
    """
    aan ai al alle allemaal alles als altijd andere anders bij ben bent best beetje behoorlijk bijvoorbeeld da daar daarom dan dat
    de deed den der des deze die dingen dit doe doen doet door dus echt een eens eentje eigen eigenlijk en er erg ergens even
    ga gaan gaat gauw geef geen goed graag gewoon haar had hadden heb hebben hebt heel heeft hem hen het hier hij hoe hou houd
    houden houdt hun iemand iets ie ik in is ja je jij jou jouw jullie kan kunnen kun kunt leuk leuke leukste liefst lief
    liever maar man me mee meer meest mezelf met mij mijn mn mag mogen moet moeten na naar nee net niet niets nog nou
    nu of om omdat onder ons onze ook op over per soms soort sowieso t te toch toen tot tussen u uit uw vaak van vanuit
    veel vind vinden vindt voor waar want waren was wat we weer wel welke werd wie wij wil wilde willen wilt word worden
    wordt wou zal ze zelf zeer zich zij zijn zo zoals zodat zoiets zou zouden zulke
    kijk later baan baantje beroep job werk werken werkt gewerkt werkzaam bezig studie opleiding hobby hobbys
    mooi mooie fijn fijne tof vet chill interessant lekker lekkere gezellig prima super
    the a an and of to i am in at is my like love want would with for on do it some be
    """.split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `typed`: as it stood there; `plain`: small letters without accents."""

    typed: str
    plain: str


def words(text: str) -> list[Word]:
    """The words of `text`, in order, without the characters between them."""
    found = []
    for match in _WORD.finditer(text.translate(_LETTERS)):
        if spelled := plain(match[0]):
            found.append(Word(match[0], spelled))
    return found


@lru_cache(maxsize=1 << 15)
def plain(word: str) -> str:
    """`word` in small letters, without accents, apostrophes and the s after them: "Auto's" is "auto"."""
    if word.isascii():
        return _POSSESSIVE.sub("", word.lower())
    letters = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return _POSSESSIVE.sub("", "".join(letter for letter in letters if not unicodedata.combining(letter)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a plain, well spelled `word`."""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """How a plain `word` sounds, without its ending: the same for "sjilderen" and "schildert"."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    for ending in _ENDINGS:
        shorter = ending.sub("", word)
        if len(shorter) >= SHORTEST_SOUND:
            word = shorter
    return word[:-1] + {"b": "p", "d": "t"}.get(word[-1:], word[-1:])


@cache
def is_stop_word(word: str) -> bool:
    """Whether a plain `word` says nothing about the work."""
    return word in STOP_WORDS
