"""The sheets of what a region keeps: its offering, whom to call, and free times. What is exported can be changed and imported."""

from dataclasses import dataclass
from datetime import date, time

from dialogs.text import _
from reports.sheets.sheet import Column, Holds, Sheet, yes_no
from reports.sheets.told import LEVELS, WAYS_MEAN


@dataclass(frozen=True, slots=True)
class Offer:
    """A crebo that a school offers in the derde leerweg. `course` and `level`: what the crebo stands for."""

    school: str
    crebo: str
    course: str = ""
    level: str = ""
    contact: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Whom people can call, in one line of words."""

    line: str
    for_candidates: bool


@dataclass(frozen=True, slots=True)
class Time:
    """A free time of a school, on the clock there. `way`: as sheets call it; `adviser`: empty when it is nobody's in particular."""

    school: str
    adviser: str
    day: date
    clock: time
    minutes: int
    way: str
    place: str
    booked: bool


OFFERING = Sheet[Offer](
    "aanbod",
    _("Eén rij is één crebo dat een school aanbiedt in de derde leerweg"),
    (
        Column("school", _("De school: de naam of de code"), Holds.TEXT, lambda offer: offer.school, required=True),
        Column("crebo", _("Het crebo: 5 cijfers"), Holds.TEXT, lambda offer: offer.crebo, required=True),
        Column("opleiding", _("De naam van de opleiding"), Holds.TEXT, lambda offer: offer.course or None, told=True),
        Column("niveau", _("Het niveau"), Holds.CODE, lambda offer: offer.level or None, LEVELS, told=True),
        Column("contact", _("Wie je erover belt, in één regel"), Holds.TEXT, lambda offer: offer.contact or None),
        Column("geldig_van", _("De eerste dag; leeg: het geldt al"), Holds.DAY, lambda offer: offer.valid_from),
        Column("geldig_tot", _("De laatste dag; leeg: geen einde"), Holds.DAY, lambda offer: offer.valid_until),
    ),
)
CONTACTS = Sheet[Call](
    "contacten",
    _("Eén rij is iemand die mensen in de regio kunnen bellen"),
    (
        Column("regel", _("Wie, waarover en hoe"), Holds.TEXT, lambda call: call.line, required=True, also=("naam",)),
        Column(
            "voor_kandidaten",
            _("Ook kandidaten zien dit"),
            Holds.YES_NO,
            lambda call: yes_no(call.for_candidates),
            required=True,
            also=("kandidaten",),
        ),
    ),
)
FREE_TIMES = Sheet[Time](
    "vrije_tijden",
    _("Eén rij is één moment dat een school vrijhoudt voor een adviesgesprek"),
    (
        Column("school", _("De school: de naam of de code"), Holds.TEXT, lambda time: time.school, required=True),
        Column("adviseur", _("De mbo-adviseur; leeg: van de school"), Holds.TEXT, lambda time: time.adviser or None),
        Column("datum", _("De dag"), Holds.DAY, lambda time: time.day, required=True),
        Column("tijd", _("Het begin"), Holds.CLOCK, lambda time: time.clock, required=True),
        Column("minuten", _("Hoe lang het duurt; leeg: 45"), Holds.NUMBER, lambda time: time.minutes),
        Column(
            "manier", _("Hoe het gesprek wordt gehouden"), Holds.CODE, lambda time: time.way, WAYS_MEAN, required=True
        ),
        Column("plaats", _("De plaats van de school"), Holds.TEXT, lambda time: time.place or None),
        Column("geboekt", _("Er is een gesprek"), Holds.YES_NO, lambda time: yes_no(time.booked), told=True),
    ),
)
IMPORTED = (OFFERING, CONTACTS, FREE_TIMES)
"""The sheets that can be imported."""
