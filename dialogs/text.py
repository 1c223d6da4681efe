"""Texts that people see. Dutch is the msgid; a text becomes words only when a door shows it, in that person's language."""

import gettext
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Union
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"
SOURCE_LANGUAGE = "nl"
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
NO_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Characters that turn, or stop turning, all that follows: they are taken out of words from outside."""

Value = Union["Text", "Listed", str, int, date, time]


@dataclass(frozen=True, slots=True)
class Text:
    """A translatable sentence with named values (`{name}`), not yet in any language."""

    msgid: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str = ""
    number: int = 1
    domain: str | None = "praktijkgids"

    def of(self, **values: Value) -> "Text":
        """The same text with these values filled in when it is rendered."""
        return replace(self, values=(*self.values, *values.items()))


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values that are shown as a list in a sentence: "a, b en c"."""

    items: tuple[Value, ...]


def _(msgid: str) -> Text:
    """Mark a Dutch text for translation."""
    return Text(msgid)


def counted(singular: str, plural: str, number: int) -> Text:
    """A text that depends on a number; `{n}` in it is that number."""
    return Text(singular, plural=plural, number=number).of(n=number)


def verbatim(words: str) -> Text:
    """Words from outside (a name, an own sentence): shown as they are, never translated."""
    return Text("{words}", domain=None).of(words=words)


def listing(items: Iterable[Value]) -> Text:
    """Several values as a text of their own: "a, b en c"."""
    return Text("{items}", domain=None).of(items=Listed(tuple(items)))


def of_work(words: str) -> Text:
    """A plain title or sentence about work: translated where a translation exists, else Dutch."""
    return Text(words.replace("{", "{{").replace("}", "}}"), domain="work")


@cache
def languages() -> tuple[str, ...]:
    """The languages a person can choose: Dutch and every folder of `locale/`."""
    translated = sorted(folder.name for folder in LOCALE.iterdir() if (folder / "LC_MESSAGES").is_dir())
    return (SOURCE_LANGUAGE, *(language for language in translated if language != SOURCE_LANGUAGE))


def name_of(language: str, within: str | None = None) -> str:
    """The name of a language in that language, as "Nederlands"; or in the language `within`, as "Dutch"."""
    return (Locale.parse(language).get_language_name(within or language) or language).capitalize()


@cache
def translations(language: str, domain: str) -> gettext.NullTranslations:
    """The compiled catalogue of one language; an empty one where there is none, so that Dutch shows."""
    po = LOCALE / language / "LC_MESSAGES" / f"{domain}.po"
    if not po.is_file():
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    with po.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def render(text: Text, language: str, escape: Callable[[str], str] = str) -> str:
    """The words of `text` in `language`; `escape` is the markup escaping of the door that shows them."""
    if text.domain is None:
        template = text.msgid
    elif text.plural:
        template = translations(language, text.domain).ngettext(text.msgid, text.plural, text.number)
    else:
        template = translations(language, text.domain).gettext(text.msgid)
    return escape(template).format(**{name: _shown(value, language, escape) for name, value in text.values})


def _shown(value: Value, language: str, escape: Callable[[str], str]) -> str:
    match value:
        case Text():
            return render(value, language, escape)
        case Listed():
            return format_list([_shown(item, language, escape) for item in value.items], locale=language)
        case date():
            return format_date(value, "EEEE d MMMM", locale=language)
        case time():
            return format_time(value, "HH:mm", locale=language)
        case int():
            return str(value)
        case str():
            return _isolated(escape(value), language)


def is_right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return Locale.parse(language).text_direction == "rtl"


def _isolated(words: str, language: str) -> str:
    """Words from outside must not turn the sentence around them: isolate them where directions can mix."""
    words = words.translate(NO_TURNING)
    if is_right_to_left(language) or any(bidirectional(letter) in ("R", "AL") for letter in words):
        return f"{ISOLATE}{words}{END_ISOLATE}"
    return words
