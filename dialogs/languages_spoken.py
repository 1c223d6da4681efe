"""The languages beside Dutch in which an advice conversation can be held."""

from collections.abc import Iterable

from dialogs.kinds.kind import Option
from dialogs.text import Text, _, listing

LANGUAGES = (
    Option("en", _("Engels"), also=_("english")),
    Option("ar", _("Arabisch")),
    Option("tr", _("Turks")),
    Option("uk", _("Oekraïens")),
    Option("pl", _("Pools")),
    Option("ti", _("Tigrinya")),
    Option("fa", _("Farsi of Dari"), also=_("farsi, dari, perzisch")),
    Option("so", _("Somalisch")),
    Option("es", _("Spaans")),
    Option("fr", _("Frans")),
    Option("de", _("Duits")),
    Option("ngt", _("Nederlandse Gebarentaal"), also=_("gebarentaal, gebaren")),
)


def spoken(codes: Iterable[str]) -> Text:
    """These languages in words: "Engels en Turks"."""
    return listing(option.label for option in LANGUAGES if option.value in set(codes))
