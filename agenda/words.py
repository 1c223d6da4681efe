"""The words that advisers type about their time: takes a Dutch phrase apart into tokens.

The kind of a token is one letter, so that `agenda.phrase` can write its grammar as regular expressions over kinds.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Token(NamedTuple):
    """One thing said: its kind, the number it stands for (a weekday, a month, minutes since midnight …), and the words."""

    kind: str
    number: int
    said: str


MORNING, AFTERNOON, EVENING = range(3)
NAMED = 1
"""The number of a word for days off that is worth showing."""

_MEANINGS = {
    "d": {"ma maandag": 0, "di din dins dinsdag": 1, "wo woe woensdag": 2, "do don donderdag": 3, "vr vrijdag": 4}
    | {"za zat zaterdag": 5, "zon zondag": 6},
    "b": {"werkdag werkdagen weekdag weekdagen doordeweeks": 0},
    "m": {"jan januari": 1, "feb febr februari": 2, "mrt maart": 3, "apr april": 4, "mei": 5, "jun juni": 6}
    | {"jul juli": 7, "aug augustus": 8, "sep sept september": 9, "okt oktober": 10, "nov november": 11}
    | {"dec december": 12},
    "n": {"een": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10}
    | {"elf": 11, "twaalf": 12, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijfenveertig": 45}
    | {"vijftig": 50, "zestig": 60},
    "h": {"half": 0},
    "k": {"kwart": 0},
    "v": {"voor": 0},
    "o": {"over": 0},
    "u": {"u uur uren h": 0},
    "i": {"m min mins minuut minuten": 0},
    "q": {"kwartier": 0},
    "a": {"anderhalf": 0},
    "t": {"tot": 0},
    "f": {"van tussen": 0},
    "F": {"vanaf": 0},
    "@": {"om": 0},
    "&": {"en": 0},
    "|": {"of": 0},
    "e": {"elk elke ieder iedere alle wekelijks": 0},
    "2": {"tweewekelijks": 0},
    "w": {"week weken": 0},
    "r": {"komende aankomende aanstaande deze": 0},
    # Which weeks or days: more than a rule can say, or not enough to know.
    "z": {"even oneven eerste tweede derde vierde laatste maand maanden maandelijks dag dagen dagelijks volgende": 0},
    "D": {"vandaag": 0, "morgen": 1, "overmorgen": 2},
    "p": {"ochtend voormiddag": MORNING, "middag namiddag": AFTERNOON, "avond": EVENING},
    "P": {"pauze pauzes ertussen tussendoor tussenpoos": 0},
    "B": {"bel bellen gebeld belafspraak belafspraken tel telefoon telefonisch telefoongesprek telefoongesprekken": 0},
    "V": {"beeldbel beeldbellen videobellen video videogesprek videogesprekken teams zoom online digitaal": 0},
    "S": {"school roc mbo locatie vestiging gebouw kantoor langs langskomen fysiek": 0},
    "I": {"in te": 0},
    "X": {"behalve uitgezonderd": 0},
    "x": {"niet geen nooit vrij dicht gesloten afwezig weg verlof ziek blok blokkeer blokkeren": 0}
    | {"vakantie kerstvakantie herfstvakantie voorjaarsvakantie krokusvakantie carnavalsvakantie carnaval": NAMED}
    | {"meivakantie zomervakantie studiedag studiedagen teamdag": NAMED},
    "?": {"overleg principe persoon weekend": 0},  # may follow "in", and is no place
    # What says nothing that matters here. No other word is ever left out.
    "_": {
        "ik we wij mij me mijn ons onze ze er dan dus ook ben bent is zijn mag kan kunnen wil heb hebben graag alleen": 0
    }
    | {"op de het bij per via met a tijd plek ruimte moment momenten beschikbaar bereikbaar steeds telkens": 0}
    | {"gesprek gesprekken adviesgesprek adviesgesprekken afspraak afspraken mensen kandidaten blokken blokjes": 0}
    | {"duur duurt duren lang": 0},
}

_SHAPES = re.compile(
    r"""
    (?P<iso>\b(?P<Y>\d{4})-(?P<M>\d\d?)-(?P<D>\d\d?)\b)
  | (?P<date>\b(?P<day>\d\d?)(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<year>(?:20)?\d\d)\b)
  | (?P<slash>\b(?P<n>\d\d?)/(?P<m>\d\d?)\b)
  | (?P<clock>\b(?P<hour>\d\d?)[.:u](?P<minute>\d\d)(?!\d))
  | (?P<number>\d{1,9})(?:(?:e|ste|de)\b)?
  | (?P<T>tot\s+en\s+met\b|t\s?/\s?m\b|tm\b)
  | (?P<two>om\s+de\s+(?:(?:twee|2|andere)\s+)?(?:week|weken)\b|(?:elke|iedere|per)\s+(?:twee|2|andere)\s+we(?:ek|ken)\b)
  | (?P<g>volgende\s+week\b)
  | (?P<r>a\.s\.)
  | (?P<part>'?\bs[ -]?(?P<of_day>ochtend|morgen|middag|avond)s\b)
  | (?P<small>'s\s+(?=(?:maan|woens)dags\b)|voor\s+(?:een\s+)?(?:advies)?gesprek(?:ken)?\b|per\s+persoon\b)
  | (?P<word>'?[^\W\d_]+(?:'[^\W\d_]+)*\.?)
  | (?P<comma>[,;:.()!\n])
  | (?P<plus>[+&/])
  | (?P<dash>-)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_KIND_OF_SHAPE = {"comma": ",", "plus": "&", "dash": "-", "other": "?", "two": "2", "small": "_"}
_SAME = str.maketrans("‐‑‒–—―−’‘`´", "-------''''")
_PARTS = {"ochtend": MORNING, "morgen": MORNING, "middag": AFTERNOON, "avond": EVENING}

_NAME = re.compile(r"\s*(bergen\s+op\s+zoom\b|wijk\s+bij\s+duurstede\b|'?[^\W\d_]+(?:[-'.][^\W\d_]+)*)")
_LINK = re.compile(r"\s+(?:aan\s+den?|a/d|van)(?=\s)")
_NAMES_BEGIN_WITH = {"de", "den", "het", "'t", "'s", "sint", "st", "nieuw", "nieuwe", "oud", "oude"}

_LONGEST_NAME = 60  # characters


def tokens(said: str) -> list[Token]:
    """Take apart what was said. What is no word of ours is a token of the kind "?"."""
    said = unicodedata.normalize("NFC", said)
    plain, found, at = _plain(said), list[Token](), 0
    while match := _SHAPES.search(plain, at):
        found += _meant(match)
        at = match.end()
        if found[-1].kind in "SI" and (end := _end_of_name(said, plain, at)) > at:
            found.append(Token("L", 0, said[at:end].strip()))
            at = end
    return [token for token in found if token.kind not in "_I"]


def kinds_of(part: Iterable[Token]) -> str:
    """The kinds of these tokens, to match with a regular expression."""
    return "".join(token.kind for token in part)


def split(part: Iterable[Token], at: str) -> list[list[Token]]:
    """The tokens between those of the kinds in `at`, without what is empty."""
    pieces: list[list[Token]] = [[]]
    for token in part:
        if token.kind in at:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return [piece for piece in pieces if piece]


def _plain(said: str) -> str:
    """The same in small letters without accents: as many letters as there were, so a place is quoted as it was typed."""
    return "".join(unicodedata.normalize("NFKD", letter)[0].lower()[0] for letter in said).translate(_SAME)


def _meant(match: re.Match[str]) -> list[Token]:
    said, shape, parts = match.group(), str(match.lastgroup), match.groupdict()
    number = {name: int(digits) for name, digits in parts.items() if digits and digits.isdecimal()}
    match shape:
        case "iso":
            return [Token("n", number["D"], said), Token("m", number["M"], said), Token("y", number["Y"], said)]
        case "date":
            year = Token("y", 2000 + number["year"] % 100, said)
            return [Token("n", number["day"], said), Token("m", number["month"], said), year]
        case "slash":
            return [Token("n", number["n"], said), Token("m", number["m"], said)]
        case "clock":
            return [Token("C", number["hour"] * 60 + number["minute"] if number["minute"] < 60 else -1, said)]
        case "number":
            return [Token("y" if number["number"] > 999 else "n", number["number"], said)]
        case "part":
            return [Token("p", _PARTS[parts["of_day"]], said)]
        case "word":
            return _word(said)
    return [Token(_KIND_OF_SHAPE.get(shape, shape), 0, said)]


def _word(said: str) -> list[Token]:
    word = _folded(said)
    if known := _known(word):
        return [Token(*known, said)]
    for ending, of_day in _PARTS.items():
        day = _known(word.removesuffix(ending)) if word.endswith(ending) else None
        if day and day[0] in "dD":
            return [Token(*day, said), Token("p", of_day, said)]
    return [Token("?", 0, said)]


def _folded(word: str) -> str:
    return word.rstrip(".").replace("ij", "y")


_VOCABULARY = {
    _folded(word) + ending: (kind, number)
    for kind, words in _MEANINGS.items()
    for several, number in words.items()
    for word in several.split()
    for ending in (("", "s", "en") if kind == "d" and word.endswith("dag") else ("",))
}
_LONG = [word for word, (kind, _number) in _VOCABULARY.items() if len(word) > 4 and kind != "z"]


def _known(word: str) -> tuple[str, int] | None:
    """What a word means; one with a typing error too, if no other meaning is near."""
    if word in _VOCABULARY or len(word) < 5:
        return _VOCABULARY.get(word)
    alike = [other for other in _LONG if other[0] == word[0]]  # "mondag" is nearer to zondag than to maandag
    near = process.extract(word, alike, scorer=OSA.distance, limit=None, score_cutoff=4)
    if not near:
        return None
    best, mistakes, _index = near[0]
    meaning = _VOCABULARY[best]
    others = [(_VOCABULARY[other], distance) for other, distance, _index in near if _VOCABULARY[other] != meaning]
    # Another weekday or month would fit just as well, so it must be far; a word of another kind fits elsewhere.
    sure = all(distance > mistakes + (kind == meaning[0]) for (kind, _number), distance in others)
    return meaning if sure and mistakes <= (2 if len(word) > 7 else 1) else None


def _end_of_name(said: str, plain: str, at: int) -> int:
    """Where the name of a place ends that begins at this point; the point itself when none does."""
    end = here = at
    goes_on = True
    while name := _NAME.match(plain, here):
        word, capital = name[1], said[name.start(1)].isupper() and not said.isupper()
        begins = word in _NAMES_BEGIN_WITH
        if not (goes_on or capital) or (not begins and _is_ours(word, exactly=capital)):
            break
        here = name.end()
        if not begins:
            end = here
        link = _LINK.match(plain, here)
        here = link.end() if link else here
        goes_on = begins or link is not None
    return end if end - at <= _LONGEST_NAME else at


def _is_ours(word: str, exactly: bool) -> bool:
    return _folded(word) in _VOCABULARY or (not exactly and _word(word)[0].kind != "?")
