"""Who works in the region of a year: schools with what they offer and their advisers, consultants, and coordinators."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import cycle, islice
from random import Random

from agenda.hours import HOME
from agenda.rules import Blocked, Way, Weekly, to_json
from bot.demo.rows import Rows
from crebo.catalogue import Catalogue
from people.roles import Role
from storage.rules import AHEAD
from storage.tables import Contact, Offering, Organisation, Person
from storage.tables import Rule as RuleRow

CHANNEL = "terminal"
"""Nobody here has a telephone: what is said to them unasked waits until somebody plays their part in a terminal."""
PER_ADVISER, PER_CONSULTANT = 220, 90
"""Intakes in a year for which there is one adviser, and one consultant: enough for most to have a conversation within a week."""


@dataclass(frozen=True, slots=True, eq=False)
class School:
    """A school. `offers`: until when it offers each crebo."""

    id: int
    name: str
    place: str
    offers: dict[str, date]
    most_a_day: int | None

    def has(self, crebos: frozenset[str] | None, day: date) -> bool:
        """Whether it offers one of these, or they do not matter."""
        return crebos is None or any(day <= self.offers[crebo] for crebo in crebos & self.offers.keys())


@dataclass(frozen=True, slots=True, eq=False)
class Adviser:
    """An adviser of a school, with the weekly rules by which they have time, each with the number of its row."""

    id: int
    school: School
    rules: list[tuple[int, Weekly]] = field(default_factory=list)
    blocked: list[Blocked] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Consultant:
    """Somebody who guides candidates."""

    id: int
    organisation: int


@dataclass(frozen=True)
class Cast:
    """Everybody. `consultants`: by as what they refer people. `links`: organisations whose poster leads to the bot.
    `addresses`: whom one can be in a terminal, by role."""

    schools: tuple[School, ...]
    advisers: tuple[Adviser, ...]
    consultants: Mapping[str, Sequence[Consultant]]
    coordinator: int
    links: tuple[int, ...]
    addresses: dict[str, str]

    @cached_property
    def school_of(self) -> dict[int, int]:
        """The number of the school of each adviser, by their number."""
        return {adviser.id: adviser.school.id for adviser in self.advisers}

    @property
    def offered(self) -> frozenset[str]:
        """Every crebo that a school in the region has the recognition for."""
        return frozenset(crebo for school in self.schools for crebo in school.offers)


LASTING, ENDED, TO_COME = "lasting", "ended", "to come"

SCHOOLS: tuple[tuple[str, str, str, int | None, str, dict[str, str]], ...] = (
    (
        "regiocollege",
        "Regiocollege Twente",
        "Enschede",
        None,
        "Team derde leerweg, 053 - 000 00 01",
        {
            **dict.fromkeys(("25740", "25741", "25742", "25743", "25744", "25745", "25747", "25748"), LASTING),
            **dict.fromkeys(("25960", "25959", "25774", "25808", "27060", "27052", "25034", "25589"), LASTING),
            **dict.fromkeys(("27042", "25032", "25724"), LASTING),
            "25251": ENDED,
            "25407": ENDED,
            "27128": TO_COME,
        },
    ),
    (
        "groencollege",
        "Groencollege De Es",
        "Almelo",
        None,
        "Loket Leren op de werkplek, 0546 - 00 00 02",
        {
            **dict.fromkeys(("25742", "25743", "25746", "27081", "25732", "25981", "27136"), LASTING),
            "25707": TO_COME,
        },
    ),
    (
        "vakcollege",
        "Vakcollege Techniek Oost",
        "Hengelo",
        6,
        "Bureau Praktijkleren, 074 - 000 00 03",
        {
            **dict.fromkeys(("25740", "25744", "25745", "25747", "25583", "25829", "25894", "25737"), LASTING),
            **dict.fromkeys(("27038", "25242", "25593", "25761", "25774"), LASTING),
            "25623": ENDED,
        },
    ),
)
"""Code, name, town, most conversations a day, contact, and what it offers."""

ORGANISATIONS = (
    ("gemeente-enschede", "Gemeente Enschede", "gemeente"),
    ("uwv-twente", "UWV Twente", "uwv"),
    ("gemeente-hengelo", "Gemeente Hengelo", "gemeente"),
    ("werkbedrijf-de-esch", "Werkbedrijf De Esch", "sw"),
    ("gemeente-almelo", "Gemeente Almelo", "gemeente"),
    ("werkcentrum-twente", "Werkcentrum Twente", "werkcentrum"),
    ("gemeente-oldenzaal", "Gemeente Oldenzaal", "gemeente"),
    ("stap-verder", "Stap Verder, re-integratie", "reintegration"),
)
CONSULTANTS = ("Sanne", "Hans", "Jessica", "Fatma", "Joost", "Mariska", "Wim", "Naima")
"""Who works at those, in this order; Hans and Jessica are known from handbooks."""
ADVISERS = (("Karin", 0), ("Bas", 1), ("Yvonne", 2), ("Remco", 0), ("Anouk", 2))
"""Advisers, each with the number of their school."""
MORE = ("Ellen", "Murat", "Linda", "Gerrit", "Samira", "Peter", "Ilse", "Kees", "Daniëlle", "Rachid", "Truus", "Niels")
WEEKS: tuple[tuple[tuple[int, time, time, tuple[Way, ...]], ...], ...] = (
    (
        (0, time(9, 30), time(11, 45), ("school", "phone")),
        (2, time(13), time(15, 15), ("school",)),
        (3, time(13), time(15, 15), ("school",)),
    ),
    (
        (1, time(9), time(11, 15), ("school",)),
        (3, time(9), time(11, 15), ("school",)),
        (4, time(10), time(11, 30), ("phone", "video")),
    ),
    (
        (1, time(13), time(15, 15), ("school", "phone")),
        (2, time(9), time(10, 30), ("phone",)),
        (4, time(13), time(15, 15), ("school",)),
    ),
    (
        (0, time(13), time(14, 30), ("phone",)),
        (1, time(9, 30), time(11, 45), ("school",)),
        (2, time(13), time(15, 15), ("school",)),
    ),
    (
        (0, time(9), time(11, 15), ("school",)),
        (2, time(9, 30), time(11, 45), ("school",)),
        (3, time(9), time(11, 15), ("school", "video")),
    ),
)
"""When advisers have time in a week, one after the other."""


def appear(
    rows: Rows, region: str, catalogue: Catalogue, begin: datetime, now: datetime, intakes: int, rng: Random
) -> Cast:
    """Make everybody who works in a region with so many intakes in the year from `begin` to `now`."""
    for line, for_candidates in (
        ("Sanne van Werkcentrum Twente, 053 - 000 00 00", True),
        ("Ingrid, coördinator praktijkleren, over alles wat vastloopt: 053 - 000 00 09", False),
    ):
        rows.add(Contact, region_code=region, line=line, for_candidates=for_candidates)
    addresses: dict[str, str] = {}

    def person(address: str, name: str, role: Role, organisation: int | None, doing: str) -> int:
        addresses.setdefault(doing, address)
        made: int = rows.add(
            Person,
            channel=CHANNEL,
            address=address,
            language="nl",
            created_at=begin,
            role=role.value,
            name=name,
            organisation_id=organisation,
            region_code=region,
        )["id"]
        return made

    def organisation(code: str, name: str, most_a_day: int | None = None) -> int:
        made: int = rows.add(Organisation, region_code=region, name=name, code=code, most_a_day=most_a_day)["id"]
        return made

    schools = []
    for code, name, place, most_a_day, contact, offers in SCHOOLS:
        most = most_a_day if intakes < 10 * PER_ADVISER else None
        school = School(organisation(code, name, most), name, place, {}, most)
        for crebo, how in offers.items():
            if crebo not in catalogue.qualifications:
                continue
            since = now.date() + timedelta(days=40) if how == TO_COME else None
            until = begin.date() + timedelta(days=240) if how == ENDED else None
            school_offers(rows, school, crebo, contact, since, until)
        schools.append(school)
    works = [(organisation(code, name), refers) for code, name, refers in ORGANISATIONS]
    coordinator = person("demo-coordinator", "Ingrid", Role.COORDINATOR, works[5][0], "coordinator")
    person("demo-beheer", "Dennis", Role.ADMINISTRATOR, None, "administrator")

    consultants: dict[str, list[Consultant]] = defaultdict(list)
    names = islice(cycle(MORE), max(0, round(intakes / PER_CONSULTANT) - len(CONSULTANTS)))
    for number, name in enumerate((*CONSULTANTS, *names)):
        where, refers = works[number % len(works)] if number < len(CONSULTANTS) else rng.choice(works)
        address = f"demo-{name.lower()}" if number < len(CONSULTANTS) else f"demo-consulent-{number + 1}"
        consultants[refers].append(Consultant(person(address, name, Role.CONSULTANT, where, "consultant"), where))

    advisers = []
    names = islice(cycle(reversed(MORE)), max(0, round(intakes / PER_ADVISER) - len(ADVISERS)))
    for number, (name, at) in enumerate((*ADVISERS, *((name, rng.choice((0, 0, 0, 1, 2, 2))) for name in names))):
        address = f"demo-{name.lower()}" if number < len(ADVISERS) else f"demo-adviseur-{number + 1}"
        adviser = Adviser(person(address, name, Role.ADVISER, schools[at].id, "adviser"), schools[at])
        _publish(rows, adviser, WEEKS[number % len(WEEKS)], begin, now, rng)
        advisers.append(adviser)
    return Cast(
        schools=tuple(schools),
        advisers=tuple(advisers),
        consultants=dict(consultants),
        coordinator=coordinator,
        links=tuple(where for where, _refers in works) + tuple(school.id for school in schools),
        addresses=addresses,
    )


def school_offers(rows: Rows, school: School, crebo: str, contact: str, since: date | None, until: date | None) -> None:
    """A school offers a crebo; before it does, nobody plans for it."""
    rows.add(Offering, school_id=school.id, crebo=crebo, contact=contact, valid_from=since, valid_until=until)
    if since is None:
        school.offers[crebo] = until or date.max


def _publish(
    rows: Rows,
    adviser: Adviser,
    week: tuple[tuple[int, time, time, tuple[Way, ...]], ...],
    begin: datetime,
    now: datetime,
    rng: Random,
) -> None:
    """An adviser says when they have time, and when they are on holiday."""
    first = begin.astimezone(HOME).date()
    filled_to = now.astimezone(HOME).date() + AHEAD
    languages = rng.sample(("en", "de", "tr", "ar", "pl"), rng.choice((0, 0, 1, 1, 2)))
    wheelchair = rng.random() < 0.6
    for weekday, from_time, to_time, ways in week:
        place = adviser.school.place if "school" in ways else ""
        weekly = Weekly(from_time=from_time, to_time=to_time, ways=ways, place=place, weekday=weekday, starts_on=first)
        row = rows.add(
            RuleRow,
            school_id=adviser.school.id,
            adviser_id=adviser.id,
            described=to_json(weekly),
            languages=sorted(languages),
            wheelchair=wheelchair and "school" in ways,
            filled_to=filled_to,
            created_at=begin,
        )
        adviser.rules.append((row["id"], weekly))
    for off in _holidays(first, filled_to, rng):
        rows.add(
            RuleRow,
            school_id=adviser.school.id,
            adviser_id=adviser.id,
            described=to_json(off),
            filled_to=filled_to,
            created_at=begin,
        )
        adviser.blocked.append(off)


def _holidays(first: date, last: date, rng: Random) -> list[Blocked]:
    off = []
    for year in range(first.year - 1, last.year + 1):
        summer = date(year, 7, 20) + timedelta(days=rng.randrange(20))
        off.append(Blocked(first=summer, last=summer + timedelta(days=20), why="zomervakantie"))
        off.append(Blocked(first=date(year, 12, 21), last=date(year + 1, 1, 2), why="kerstvakantie"))
    return [one for one in off if one.last >= first and one.first <= last]
