"""Hearing which of a few options a person means who types instead of pressing."""

from __future__ import annotations  # kinds of answer import this module, so it cannot import them before it runs

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from rapidfuzz import fuzz, process

from dialogs.text import SOURCE_LANGUAGE, Text, _, render

if TYPE_CHECKING:
    from dialogs.kinds.kind import Option

SURE, CLEARLY_BETTER = 84, 6
"""A word counts as misspelt from this likeness on (0-100), when no other option is nearly as like."""

RESERVATIONS = _("niet, geen, nooit, maar, behalve, zonder, not, never")
"""Words that turn around what is said with them."""

NO_IDEA = _(
    "weet ik niet, weet niet, weet het niet, ik weet het niet, dat weet ik niet, geen idee, kweenie, "
    "weet ik nog niet, weet nog niet, weet het nog niet, nog geen idee"
)
"""Words of somebody who does not know: they hold "niet" or "geen", and are no "nee"."""


def readable(words: str) -> str:
    """The words without control characters and halves of letters: nobody types them, and not everything can keep them.
    Lines stay lines."""
    return "".join(" " if category(letter) in ("Cc", "Cs") and letter != "\n" else letter for letter in words)


def normal(words: str) -> str:
    """The words in lower case, without accents, punctuation, emoji or doubled spaces."""
    plain = normalize("NFKD", normalize("NFKD", words).casefold())
    letters = (letter for letter in plain if category(letter) != "Mn")
    return " ".join(re.sub(r"[^\w]+|_", " ", "".join(letters)).split())


def spoken_forms(text: Text, language: str) -> list[str]:
    """The comma-separated words of `text`, normalised, in `language` and in Dutch."""
    both = dict.fromkeys((render(text, language), render(text, SOURCE_LANGUAGE)))
    return [form for words in both for form in map(normal, words.split(",")) if form]


def heard_option(said: str, options: Sequence[Option], language: str) -> Option | None:
    """The option that `said` means: its words, its number, a near miss, or a part of them that fits no other; else None."""
    words = normal(said)
    exact = exact_option(said, options, language)
    if exact:
        return exact
    if words.isdecimal():
        return options[int(words) - 1] if len(words) < 3 and 1 <= int(words) <= len(options) else None
    forms = [(form, option) for option in options for form in _forms(option, language)]
    unknown = spoken_forms(NO_IDEA, language)
    if any(_within(idea, words) for idea in unknown):
        return _only(option for form, option in forms if form in unknown)
    # "Ik ga niet akkoord" holds "akkoord" and means the opposite: what is said counts only with its reservations.
    reserved = set(words.split()) & set(spoken_forms(RESERVATIONS, language))
    near = [(form, option) for form, option in forms if reserved <= set(form.split())]
    misspelt = _nearest(words, [(form, option) for form, option in near if form.count(" ") == words.count(" ")])
    if misspelt:
        return misspelt
    within = [(form, option) for form, option in forms if _within(form, words)]
    if not within:
        return _only(option for form, option in near if len(words) > 2 and _within(words, form)) or _nearest(
            words, near
        )
    # "Geen werk" holds "werk" too: the longer one is meant.
    parts = {form for form, _option in within}
    longest = {form for form in parts if not any(_within(form, other) for other in parts - {form})}
    if not reserved <= {word for form in longest for word in form.split()}:
        return None
    return _only(option for form, option in within if form in longest)


def exact_option(said: str, options: Iterable[Option], language: str) -> Option | None:
    """The option whose label, or another word for it, is just what was said; else None."""
    words = normal(said)
    return next((option for option in options if words and words in _forms(option, language)), None)


def _forms(option: Option, language: str) -> list[str]:
    label = dict.fromkeys(normal(render(option.label, one)) for one in (language, SOURCE_LANGUAGE))
    return [*label, *(spoken_forms(option.also, language) if option.also else ())]


def _within(part: str, whole: str) -> bool:
    return bool(part) and f" {part} " in f" {whole} "


def _only(found: Iterable[Option]) -> Option | None:
    distinct = list({option.value: option for option in found}.values())
    return distinct[0] if len(distinct) == 1 else None


def _nearest(words: str, forms: Sequence[tuple[str, Option]]) -> Option | None:
    alike = [(form, option) for form, option in forms if _begin_alike(words, form)]
    ranked = process.extract(
        words, [form for form, _option in alike], scorer=fuzz.ratio, score_cutoff=SURE - CLEARLY_BETTER
    )
    if not ranked or ranked[0][1] < SURE:
        return None
    best = alike[ranked[0][2]][1]
    rivals = [score for _form, score, place in ranked if alike[place][1].value != best.value]
    return None if rivals and rivals[0] > ranked[0][1] - CLEARLY_BETTER else best


def _begin_alike(words: str, form: str) -> bool:
    """Whether the words begin with the same letters: "iemand", "ooit" and "een" are no misspelt "niemand", "nooit" and "geen"."""
    return all(one[0] == other[0] for one, other in zip(words.split(), form.split(), strict=False))
