"""When there is no moment for a candidate within a week, the coordinator hears it at once, with what there is instead."""

from itertools import islice

from bot.desk import news
from bot.desk.visit import Visit
from bot.desk.world import world_of
from dialogs.answers import Json
from dialogs.kinds.time_slot import in_words, is_soon
from dialogs.pages import no_moment as pages
from dialogs.pages.home import named
from dialogs.pages.no_moment import Alternative
from dialogs.scene import FreeTime, World
from dialogs.signals import chosen
from dialogs.text import Text, listing, verbatim
from storage import intakes, people
from storage.free_times import as_free_time
from storage.offering import offered_per_school
from storage.outbox import say, take_back
from storage.tables import Intake, Slot

NEAREST = 3
"""Times that are named as an alternative."""
WORK_OF_A_SCHOOL = 8
"""Kinds of work that are named of one school: the message is for a phone."""


def look_further(visit: Visit, intake: Intake, slot: int | None, before: Json) -> None:
    """Tell the coordinator when the answer about the moment leaves a candidate without one within a week.

    `slot`: the time that was booked. `before`: the answer that was there: of who had no moment already, nothing is told again.
    """
    key = f"no_moment:{intake.id}"
    world = world_of(visit.session, visit.known, intake, visit.now)
    booked = visit.session.get(Slot, slot) if slot is not None else None
    time = as_free_time(booked, "") if booked else None
    if time is not None:
        take_back(visit.session, key)
        if is_soon([time], visit.now) or is_soon(world.free_times, visit.now):
            return
    elif isinstance(before, dict) and before.get("id") is None:
        return
    coordinator = people.coordinator(visit.session, intake.region_code)
    if coordinator is None or coordinator.id == visit.person.id:
        return
    alternatives = [
        Alternative(in_words(one.local, one.way, one.place), " · ".join(filter(None, (one.adviser, one.school))))
        for one in islice(world.free_times, NEAREST)
    ]
    offers = _offers(visit, intake) if world.nobody_offers else []
    message = pages.no_moment(_why(visit, intake, time, world), alternatives, offers, intake.token)
    say(visit.session, coordinator.id, message, visit.now, about=intake.id, key=key)


def _why(visit: Visit, intake: Intake, booked: FreeTime | None, world: World) -> Text:
    name = named(news.name_of(visit, intake))
    if booked is not None:
        return pages.BOOKED_LATE.of(name=name, day=booked.local.date())
    if world.nobody_offers:
        choices = chosen({"work": intakes.settled(visit.session, intake, "work")})
        families = dict.fromkeys(world.catalogue.choice(choice).family.name for choice in choices)
        return pages.NOBODY_OFFERS.of(name=name, work=listing(map(verbatim, families)))
    if is_soon(world.free_times, visit.now):  # they saw those, and said no to all
        return pages.NONE_FITS.of(name=name)
    return pages.NOTHING_SOON.of(name=name)


def _offers(visit: Visit, intake: Intake) -> list[tuple[str, list[str]]]:
    """Of each school in the region some of the work that it offers."""
    found = []
    for school, crebos in offered_per_school(visit.session, intake.region_code or "", visit.now):
        work = list(dict.fromkeys(visit.known.catalogue.family_of(crebo).name for crebo in crebos))
        more = ["…"] if len(work) > WORK_OF_A_SCHOOL else []
        found.append((school, [*work[:WORK_OF_A_SCHOOL], *more]))
    return found
