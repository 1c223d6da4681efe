"""What always works, at every question: by button and by the words a person would type."""

from enum import StrEnum

from dialogs.answers import CANDIDATE, CONSULTANT
from dialogs.hearing import normal, spoken_forms
from dialogs.text import Text, _


class Control(StrEnum):
    """Something a person can always do. The value is what its button carries."""

    BACK = "!back"
    WHY = "!why"
    MENU = "!menu"
    OVERVIEW = "!overview"
    CHANGE = "!change"
    KEEP = "!keep"
    SKIP = "!skip"
    REPEAT = "!repeat"
    LANGUAGE = "!language"
    PERSON = "!person"
    STOP = "!stop"
    GO_ON = "!on"
    ERASE = "!erase"
    ERASE_SURELY = "!erase!"
    HOME = "!home"
    ABOUT = "!about"

    @classmethod
    def of(cls, value: str) -> "Control | None":
        """The control that a button with this value is for; None when it is an answer."""
        return next((control for control in cls if control == value), None)


LABELS: dict[Control, Text] = {
    Control.BACK: _("◀ Terug"),
    Control.WHY: _("❓ Waarom?"),
    Control.MENU: _("☰ Meer"),
    Control.OVERVIEW: _("📋 Mijn antwoorden"),
    Control.CHANGE: _("✏️ {question}"),
    Control.KEEP: _("↩ Laat het zo: {answer}"),
    Control.SKIP: _("Liever niet zeggen"),
    Control.REPEAT: _("🔁 Herhaal de vraag"),
    Control.LANGUAGE: _("🌐 Andere taal"),
    Control.PERSON: _("🙋 Praten met een mens"),
    Control.STOP: _("⏸ Stoppen, later verder"),
    Control.GO_ON: _("▶ Verder met de vragen"),
    Control.ERASE: _("🗑 Alles wissen"),
    Control.ERASE_SURELY: _("Ja, wis alles"),
    Control.HOME: _("🏠 Begin"),
    Control.ABOUT: _("💡 Wat is praktijkleren?"),
}

WORDS: dict[Control, Text] = {
    Control.BACK: _("terug, ga terug, vorige, vorige vraag, een terug"),
    Control.WHY: _(
        "waarom, waarom vraag je dit, waarvoor, ik snap het niet, snap ik niet, ik begrijp het niet, wat bedoel je"
    ),
    Control.MENU: _("menu, meer, opties, wat kan ik doen"),
    Control.OVERVIEW: _(
        "overzicht, mijn antwoorden, wijzigen, veranderen, antwoord veranderen, ik wil iets veranderen"
    ),
    Control.KEEP: _("laat zoals het was, laat het zo, laat zo"),
    Control.SKIP: _("liever niet, liever niet zeggen, zeg ik niet, overslaan, sla over, wil ik niet zeggen"),
    Control.REPEAT: _(
        "herhaal, nog een keer, opnieuw vragen, wat zei je, start, hallo, hoi, hey, goedemorgen, goedemiddag"
    ),
    Control.LANGUAGE: _("taal, andere taal, taal veranderen"),
    Control.PERSON: _("hulp, help, mens, een mens, praten met een mens, ik wil hulp, bel mij, bellen, contact"),
    Control.STOP: _("stop, stoppen, pauze, ik stop, later verder, nu niet, ik wil stoppen, doei"),
    Control.GO_ON: _("verder, ga verder, doorgaan, verder met de vragen, ik ben er weer"),
    Control.ERASE: _("wis, wis alles, alles wissen, verwijder, verwijder alles, vergeet mij"),
    Control.ABOUT: _("info, uitleg, wat is praktijkleren, wat is dit, wat is een praktijkverklaring"),
}

MENUS = {
    CANDIDATE: (
        (Control.OVERVIEW,),
        (Control.ABOUT,),
        (Control.PERSON,),
        (Control.REPEAT, Control.LANGUAGE),
        (Control.STOP, Control.ERASE),
    ),
    CONSULTANT: ((Control.OVERVIEW,), (Control.REPEAT, Control.LANGUAGE), (Control.HOME,)),
}
"""What the menu offers to whom, in rows."""


def heard_control(said: str, language: str) -> Control | None:
    """The control that these words, or a command as "/terug", ask for; None when they are something else."""
    words = normal(said)
    return next((control for control, text in WORDS.items() if words in spoken_forms(text, language)), None)
