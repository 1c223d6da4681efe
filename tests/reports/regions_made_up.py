"""Made-up records of a region: of every stage, and at every moment that could matter."""

from datetime import datetime, timedelta
from random import Random

from hypothesis import strategies as st

from crebo import catalogue
from dialogs.answers import CONSULTANT, Given
from dialogs.outcome import RESULTS
from reports.figures import TARGETS, View
from reports.record import Advice, Conversation, Record
from tests.conftest import MONDAY

CATALOGUE = catalogue.load()
OFFERED = frozenset({"25740", "27081"})
VIEW = View(MONDAY, CATALOGUE, OFFERED)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
CHOICES = ("25740", "25743", "27081", "25960", "an id of nothing")
ORGANISATIONS = ("", "Gemeente Enschede", "UWV Hengelo", "Werkbedrijf")
SCHOOLS = ("Voorbeeldcollege", "Vakcollege")


def record(
    started: datetime,
    *,
    number: int = 1,
    touched: datetime | None = None,
    finished: datetime | None = None,
    talks: datetime | None = None,
    result: str | None = None,
    missed: int = 0,
    organisation: str = "",
    school: str = SCHOOLS[0],
    target: str | None = None,
    work: tuple[str, ...] = (),
) -> Record:
    """An intake that came as far as is said."""
    answers = {"work": Given(settled={"said": [], "yes": list(work), "maybe": [], "no": []}, by=CONSULTANT)}
    if target is not None:
        answers["target_group"] = Given(settled=target, by=CONSULTANT)
    return Record(
        number=number,
        token=f"t{number}",
        region="AM05",
        started=started,
        touched=touched or started,
        finished=finished,
        organisation=organisation,
        conversation=Conversation(started, talks, "Europe/Amsterdam", school, "phone", 0) if talks else None,
        missed=missed,
        advice=Advice(result, talks or started) if result else None,
        answers=answers,
    )


def some_records(seed: int, how_many: int, days: int = 500) -> list[Record]:
    """So many intakes of the last days, that came as far as chance has it."""
    chance = Random(seed)

    def later(moment: datetime) -> datetime | None:
        return chance.choice((None, moment + chance.randint(0, 40 * 24) * HOUR))

    def one(number: int) -> Record:
        started = MONDAY - chance.randint(0, days * 24) * HOUR
        talks = later(started)
        held = talks is not None and talks <= MONDAY
        return record(
            started,
            number=number,
            touched=later(started),
            finished=later(started),
            talks=talks,
            result=chance.choice((None, *(one.value for one in RESULTS))) if held else None,
            missed=chance.choice((0, 0, 1, 2)),
            organisation=chance.choice(ORGANISATIONS),
            school=chance.choice(SCHOOLS),
            target=chance.choice((None, *TARGETS)),
            work=tuple(chance.choices(CHOICES, k=chance.randint(0, 3))),
        )

    return [one(number) for number in range(how_many)]


def regions(most: int, days: int = 500) -> st.SearchStrategy[list[Record]]:
    """The intakes of any region with at most so many."""
    return st.builds(some_records, st.integers(0, 2**32), st.integers(0, most), st.just(days))
