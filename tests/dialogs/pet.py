"""A small dialogue about a pet: own words, one of, several of, a number, a condition, and a kind word."""

from dialogs.conditions import Answer, any_of
from dialogs.dialogue import Dialogue, Note, Question
from dialogs.kinds import FreeText, OneOf, SeveralOf, WholeNumber
from dialogs.kinds.kind import Option
from dialogs.text import _

PETS = (Option("dog", _("Een hond")), Option("cat", _("Een kat")), Option("none", _("Geen dier")))
TRICKS = (Option("sit", _("Zitten")), Option("roll", _("Rollen")), Option("fetch", _("Apporteren")))
NO_TRICK = Option("nothing", _("Niets"), also=_("niks, nee"))

PET = Dialogue(
    "pet",
    Question("name", _("Hoe heet je?"), FreeText(20, example=_("Halima")), label=_("Naam")),
    Question("pet", _("Welk dier heb je?"), OneOf(PETS), label=_("Dier"), why=_("Wij houden van dieren.")),
    Question("breed", _("Welk ras?"), FreeText(20, example=_("teckel")), Answer("pet").among("dog"), optional=True),
    Question(
        "tricks",
        _("Wat kan je dier?"),
        SeveralOf(TRICKS, nothing=NO_TRICK),
        any_of(Answer("pet").among("dog", "cat")),
        optional=True,
    ),
    Question(
        "years",
        _("Hoe oud ben je?"),
        WholeNumber(1, 99, example=34),
        label=_("Jaren"),
        notes=(Note(Answer("years").below(18), _("Je bent nog jong.")),),
    ),
)
