"""The dialogue in which somebody says yes to what a workbook that they sent would change."""

from dialogs.dialogue import Dialogue, Question
from dialogs.kinds.take_in import TakeIn
from dialogs.text import _

IMPORT = Dialogue(
    "import",
    Question(
        "rows",
        _("Zal ik dit overnemen?"),
        TakeIn(),
        label=_("Overnemen"),
        why=_("Een rij zegt hoe iets vanaf nu is. Wat niet in het bestand staat, blijft zoals het is."),
    ),
)
