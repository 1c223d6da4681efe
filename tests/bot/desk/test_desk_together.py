"""Whatever people do at the desk, at the same time, too late, or with what is not theirs: what was promised holds."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.events import Arrived, Edited, Pressed, Said, Sent, Unreadable
from dialogs.messages import Message
from tests.bot.desk.cast import EVERYBODY, Cast, buttons, token_of, visitor
from tests.bot.desk.conftest import Staged
from tests.bot.desk.promises import is_refused
from tests.bot.desk.watch import Watch, mark
from tests.conftest import Clock

ACTORS = ("mira", "mira", "bram", "bram", "sanne", "carla", "dirk", "tom", "zef")
DEEDS = (
    *("press",) * 6,
    *("says",) * 4,
    *("marks",) * 3,
    *("hears",) * 3,
    *("old", "foreign", "opens", "waits", "repeats", "sends", "edits", "starts"),
)
SAYINGS = (
    *("ja", "nee", "1", "2", "23", "planten", "Enschede", "havo", "gemeente", "klaar", "verder", "terug", "overzicht"),
    *(
        "hulp",
        "stop",
        "wis alles",
        "ja",
        "taal",
        "english",
        "menu",
        "waarom",
        "liever niet",
        "weet ik niet",
        "overslaan",
    ),
    *(
        "/begin",
        "/nieuw",
        "/mijn",
        "/uitnodigen",
        "/mensen",
        "/bellen",
        "/kennis",
        "/meldingen",
        "eerst ik",
        "samen nu",
    ),
    *("111222333", "x" * 1200, "wat is praktijkleren", "🙂", "\x00"),
)
WAITS = (timedelta(minutes=20), timedelta(hours=3), timedelta(hours=11), timedelta(days=1), timedelta(days=4))
DEED = st.tuples(st.sampled_from(ACTORS), st.sampled_from(DEEDS), st.integers(0, 400))


@dataclass(frozen=True)
class UnderWay:
    """A desk where a few things are going on, and what everybody has on their screen."""

    file: Path
    screen: dict[str, tuple[Message, ...]]
    codes: tuple[str, ...]


@pytest.fixture(scope="module")
def under_way(staged: Staged, tmp_path_factory: pytest.TempPathFactory) -> UnderWay:
    """Links are out, somebody is asked, two people are in one intake."""
    with staged() as (cast, _clock):
        database = cast.desk.database
        mira, zef = (token_of(database, name) for name in ("mira", "zef"))
        cast.links("sanne", cast.begins("sanne", "Nova"))
        cast.links("bram", mira)
        cast.goes("carla", "invite", "coordinator")
        cast.goes("bram", "together", mira)
        cast.goes("carla", "case", zef)
        cast.goes("sanne", "mine")
        for name in ("mira", "zef"):
            cast.says(name, "/herhaal")
        database.close()
        file = shutil.copy(str(database.engine.url.database), tmp_path_factory.mktemp("under_way"))
        return UnderWay(Path(file), dict(cast.screen), tuple(cast.codes))


def do(cast: Cast, clock: Clock, watch: Watch, name: str, deed: str, number: int, pressed: list[Pressed]) -> None:
    """Somebody does one thing; `pressed`: every button that anybody was ever shown."""
    fresh = buttons(cast.screen.get(name, ()))
    match deed:
        case "press" if fresh:
            press = fresh[number % len(fresh)]
            meanwhile = watch.last != name  # somebody else did something since this was shown
            assert not is_refused(watch.does(name, press)) or meanwhile, press
        case "old" | "foreign" if pressed:
            watch.does(name, pressed[number % len(pressed)])
        case "says":
            watch.does(name, Said(SAYINGS[number % len(SAYINGS)]))
        case "marks":
            watch.does(name, Said(mark(1000 + len(watch.typed))))
        case "opens":
            watch.does(name, Arrived(cast.codes[number % len(cast.codes)]))
        case "starts":
            watch.does(name, Arrived())
        case "sends":
            watch.does(name, Sent(Unreadable.PHOTO))
        case "edits":
            watch.does(name, Edited("iets anders"))
        case "repeats":
            cast.desk.repeat(visitor(name))
        case "hears":
            watch.hears(name, clock())
        case "waits":
            watch.last = ""
            clock.now += WAITS[number % len(WAITS)]
            for everybody in EVERYBODY:
                watch.hears(everybody, clock())
        case _:
            pass


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(deeds=st.lists(DEED, min_size=8, max_size=40))
def test_whatever_people_do_among_each_other_nothing_leaks_is_lost_or_goes_wrong(
    deeds: list[tuple[str, str, int]], staged: Staged, under_way: UnderWay
) -> None:
    with staged(under_way.file) as (cast, clock):
        cast.screen.update(under_way.screen)
        cast.codes += under_way.codes
        watch = Watch(cast)
        pressed: list[Pressed] = []
        for name, deed, number in deeds:
            do(cast, clock, watch, name, deed, number, pressed)
            pressed += buttons(cast.screen.get(name, ()))
        clock.forward(days=8)
        for name in EVERYBODY:
            watch.hears(name, clock())
