"""What the answers mean for the people in the advice conversation. Never shown to a candidate, and never a reason to refuse.

The criteria are those of the pilots [KBA21 §4.3]; each has been relaxed somewhere, so each is a question to talk about.
"""

from enum import Enum

from dialogs.answers import Json
from dialogs.conditions import Values
from dialogs.dialogue import skipped
from dialogs.intake import ADULT, STARTKWALIFICATIE
from dialogs.kinds.work_processes import Draft
from dialogs.scene import World
from dialogs.text import Text, _


class Signal(Enum):
    """Something to talk about."""

    UNDER_18 = "under_18"
    PRO_VSO = "pro_vso"
    STARTKWALIFICATIE = "startkwalificatie"
    OUTDATED_DIPLOMA = "outdated_diploma"
    FOREIGN_DIPLOMA = "foreign_diploma"
    ENROLLED = "enrolled"
    DIPLOMA_FIRST = "diploma_first"
    LEERBAARHEID = "leerbaarheid"
    SCHOOLBAARHEID = "schoolbaarheid"
    MOTIVATION = "motivation"
    VOLUNTARY = "voluntary"
    WERKFIT_FIRST = "werkfit_first"
    WERKFIT_ALONGSIDE = "werkfit_alongside"
    NO_WORK_CHOSEN = "no_work_chosen"
    NOT_OFFERED = "not_offered"
    NOT_RECOGNISED = "not_recognised"
    FEW_HOURS = "few_hours"
    NO_MOMENT = "no_moment"


TALK_ABOUT: dict[Signal, Text] = {
    Signal.UNDER_18: _("Jonger dan 18: overleg met de school of het RMC. PrO en vso hebben een eigen route."),
    Signal.PRO_VSO: _("Komt van PrO of vso: daar is een eigen route voor. Bespreek met de school welke past."),
    Signal.STARTKWALIFICATIE: _("Heeft een startkwalificatie: welk diploma, hoe oud, en is het nog bruikbaar?"),
    Signal.OUTDATED_DIPLOMA: _("De startkwalificatie helpt niet meer aan werk: bespreek of praktijkleren daarom kan."),
    Signal.FOREIGN_DIPLOMA: _("Heeft een diploma uit een ander land: laat nagaan wat het hier waard is."),
    Signal.ENROLLED: _("Staat misschien ingeschreven bij een mbo-opleiding: de school gaat dat na bij DUO."),
    Signal.DIPLOMA_FIRST: _("Wil naar school: bespreek eerst een diploma (bbl, bol, entree) of een certificaat."),
    Signal.LEERBAARHEID: _("De consulent beschrijft hoe de kandidaat leert: vraag de kandidaat wat daarbij helpt."),
    Signal.SCHOOLBAARHEID: _(
        "De consulent beschrijft hoe het in een les of groep gaat: vraag hoe de kandidaat dat zelf ziet."
    ),
    Signal.MOTIVATION: _("Twijfelt of voelt druk: bespreek of dit vrijwillig is."),
    Signal.VOLUNTARY: _("Volgens de consulent is de eigen keuze nog niet zeker: zeg dat meedoen vrijwillig is."),
    Signal.WERKFIT_FIRST: _("Eerst is iets anders nodig: bespreek wanneer leren past, niet wat de reden is."),
    Signal.WERKFIT_ALONGSIDE: _(
        "Een deel van werkfit vraagt nog aandacht: bespreek of dat eerst moet of tegelijk kan."
    ),
    Signal.NO_WORK_CHOSEN: _("Koos nog geen werk: verken samen wat past."),
    Signal.NOT_OFFERED: _(
        "Gekozen werk wordt in de regio nog niet aangeboden in de derde leerweg: de coördinator zoekt verder."
    ),
    Signal.NOT_RECOGNISED: _(
        "Het leerbedrijf in beeld is misschien niet erkend voor dit werk: kijk in Stagemarkt, of vraag SBB."
    ),
    Signal.FEW_HOURS: _("Wil minder dan 20 uur per week; gebruikelijk is 20 tot 36 uur."),
    Signal.NO_MOMENT: _("Heeft nog geen moment voor het adviesgesprek: plan dit binnen een week."),
}


def signals(values: Values, world: World) -> tuple[Signal, ...]:
    """The signals that the whole answers `values` of an intake raise, in the order of the criteria.

    `values`: those of the candidate's questions and those of the professional's together, whoever gave them.
    """
    layers = _listed(values.get("werkfit"))
    raised = {
        Signal.UNDER_18: _number(values.get("age"), ADULT) < ADULT,
        Signal.PRO_VSO: values.get("target_group") == "pro_vso",
        Signal.STARTKWALIFICATIE: values.get("school") in STARTKWALIFICATIE,
        Signal.OUTDATED_DIPLOMA: values.get("school") in STARTKWALIFICATIE and values.get("usable") == "no",
        Signal.FOREIGN_DIPLOMA: values.get("foreign") == "yes",
        Signal.ENROLLED: values.get("enrolled") in ("yes", "unsure"),
        Signal.DIPLOMA_FIRST: values.get("school_wish") == "yes",
        Signal.LEERBAARHEID: _described(values.get("leerbaarheid")),
        Signal.SCHOOLBAARHEID: _described(values.get("schoolbaarheid")),
        Signal.MOTIVATION: values.get("motivation") in ("doubt", "no", "pushed"),
        Signal.VOLUNTARY: values.get("voluntary") in ("doubt", "pushed", "unspoken"),
        Signal.WERKFIT_FIRST: "fit" in layers,
        Signal.WERKFIT_ALONGSIDE: bool(layers - {"fit"}),
        Signal.NO_WORK_CHOSEN: "work" in values and not chosen(values),
        Signal.NOT_OFFERED: bool(not_offered(values, world)),
        Signal.NOT_RECOGNISED: values.get("recognised") in ("no", "unsure"),
        Signal.FEW_HOURS: values.get("hours") == "under20",
        Signal.NO_MOMENT: "moment" in values and not _booked(values["moment"]),
    }
    return tuple(signal for signal, so in raised.items() if so)


def chosen(values: Values) -> tuple[str, ...]:
    """The choices the person said "ja" or "misschien" to."""
    work = Draft.of(values.get("work"))
    return (*work.yes, *work.maybe)


def not_offered(values: Values, world: World) -> tuple[str, ...]:
    """The chosen work for which no school in the region has a recognition."""
    return tuple(choice for choice in chosen(values) if not offered(choice, world))


def offered(choice: str, world: World) -> bool:
    """Whether a school in the region offers this work, in any generation of its qualification."""
    return not world.offered.isdisjoint(world.catalogue.choice(choice).family.crebos)


def _number(value: Json, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _listed(value: Json) -> frozenset[str]:
    return frozenset(code for code in value if isinstance(code, str)) if isinstance(value, list) else frozenset()


def _described(value: Json) -> bool:
    return isinstance(value, str) and not skipped(value)


def _booked(value: Json) -> bool:
    return isinstance(value, dict) and value.get("id") is not None
