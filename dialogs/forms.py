"""Short dialogues of people who work with Praktijkgids: joining, beginning an intake, inviting somebody, keeping contacts."""

from dataclasses import replace

from dialogs.dialogue import Dialogue, Question
from dialogs.free_times import FREE_TIMES
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, OneOf, TimeSlot
from dialogs.kinds.kind import Option
from dialogs.offering import OFFERING
from dialogs.sheets import IMPORT
from dialogs.text import _

TOGETHER, BY_LINK, FIRST_ME = "together", "link", "first"

HOW = (
    Option(TOGETHER, _("👥 Samen nu"), also=_("samen, samen nu, nu, naast me")),
    Option(BY_LINK, _("🔗 Stuur een link"), also=_("link, stuur, qr, zelf, eigen telefoon")),
    Option(FIRST_ME, _("✍️ Eerst ik, dan de kandidaat"), also=_("eerst ik, ik eerst, ik")),
)

CANDIDATES_TOO, ONLY_US = "all", "us"

FOR_WHOM = (
    Option(CANDIDATES_TOO, _("Ook voor kandidaten"), also=_("kandidaten, iedereen, ook")),
    Option(ONLY_US, _("Alleen voor professionals"), also=_("professionals, alleen wij, collega's")),
)

JOIN = Dialogue(
    "join",
    Question(
        "name",
        _("Hoe heet je?"),
        FreeText(40, example=_("Sanne")),
        label=_("Naam"),
        hint=_("Kandidaten en collega's zien deze naam."),
        why=_("Een kandidaat praat liever met Sanne dan met een organisatie."),
    ),
)

NEW_INTAKE = Dialogue(
    "new",
    Question(
        "name",
        _("Hoe heet de kandidaat?"),
        FreeText(40, example=_("Halima")),
        label=_("Naam"),
        hint=_("Een voornaam of bijnaam is genoeg."),
        why=_("Zo vind je de kandidaat terug. Een achternaam of BSN is niet nodig en bewaren we liever niet."),
    ),
    Question(
        "how",
        _("Hoe wil je beginnen?"),
        OneOf(HOW),
        label=_("Begin"),
        why=_(
            "Samen nu: je loopt de vragen door met de kandidaat naast je. Link: de kandidaat doet het op de eigen telefoon. "
            "Eerst ik: jij vult in wat je weet, de kandidaat doet de rest."
        ),
    ),
)

INVITED = (
    Option("consultant", _("Consulent"), also=_("consulent, klantmanager, jobcoach")),
    Option("adviser", _("Mbo-adviseur"), also=_("adviseur, school, mbo")),
)

INVITE = Dialogue(
    "invite",
    Question("role", _("Als wat nodig je iemand uit?"), OneOf(INVITED), label=_("Rol")),
    Question(
        "organisation",
        _("Bij welke organisatie werkt je collega?"),
        FreeText(60, example=_("Gemeente Enschede")),
        label=_("Organisatie"),
        why=_("Kandidaten zien bij welke organisatie hun begeleider hoort."),
    ),
)

CONTACT = Dialogue(
    "contact",
    Question(
        "line",
        _("Wie kunnen mensen bellen, en waarover?"),
        FreeText(120, example=_("Sanne, Werkcentrum Twente, over de intake: 053 - 000 00 00")),
        label=_("Contact"),
    ),
    Question("for_whom", _("Voor wie is dit contact?"), OneOf(FOR_WHOM), label=_("Voor wie")),
)

_MOMENT = INTAKE.question("moment")
assert _MOMENT is not None and isinstance(_MOMENT.kind, TimeSlot)

PLAN = Dialogue(
    "plan", replace(_MOMENT, kind=replace(_MOMENT.kind, named=True)), done=(_("Het gesprek met de school: {moment}."),)
)
"""Planning the advice conversation of an intake for the candidate: the one question, with the same answer, seeing who is free."""

FORMS = (JOIN, NEW_INTAKE, INVITE, CONTACT, FREE_TIMES, OFFERING, IMPORT)
"""Dialogues about no intake; their answers go as soon as they have done their work."""
