"""The languages beside Dutch in which an advice conversation can be held."""

from collections.abc import Iterable

from dialogs.text import Text, _, listing

LANGUAGES: dict[str, Text] = {
    "en": _("Engels"),
    "ar": _("Arabisch"),
    "tr": _("Turks"),
    "uk": _("Oekraïens"),
    "pl": _("Pools"),
    "ti": _("Tigrinya"),
    "fa": _("Farsi of Dari"),
    "so": _("Somalisch"),
    "es": _("Spaans"),
    "fr": _("Frans"),
    "de": _("Duits"),
    "ngt": _("Nederlandse Gebarentaal"),
}


def spoken(codes: Iterable[str]) -> Text:
    """These languages in words: "Engels en Turks"."""
    known = set(codes)
    return listing(name for code, name in LANGUAGES.items() if code in known)
