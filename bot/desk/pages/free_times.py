"""An adviser's free times: the week as it stands, saying when there is time, taking that back."""

from datetime import datetime, time, timedelta

from agenda import hours
from bot.desk import news
from bot.desk.conversation import sit_down
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.conditions import Values
from dialogs.free_times import FREE_TIMES
from dialogs.kinds.offered_work import crebos_of
from dialogs.kinds.time_rules import rules_in
from dialogs.messages import Message
from dialogs.pages.free_times import OwnRule, Time, times_page
from dialogs.text import Text, _
from people.policy import About, Action
from storage import free_times, intakes, offering, rules
from storage.tables import Rule

SHOWN = timedelta(days=14)
MOST_SHOWN = 300
"""Times in two weeks; nobody has more."""


def times(visit: Visit, argument: str = "", notes: tuple[Text, ...] = ()) -> Message:
    """The coming two weeks of an adviser, and what they come from."""
    visit.allow(Action.KEEP_FREE_TIMES)
    visit.person.at = None
    rules.fill_region(visit.session, visit.person.region_code or "", visit.now)
    today = visit.now.astimezone(hours.HOME).date()
    until = datetime.combine(today + SHOWN, time(), hours.HOME)
    own = [
        OwnRule(
            kept.row.id,
            kept.means,
            len(kept.row.crebos) if kept.row.crebos is not None else None,
            tuple(kept.row.languages or ()),
            kept.row.wheelchair,
        )
        for kept in rules.rules_of(visit.session, visit.person.id)
    ]
    return times_page(
        sorted([*_held(visit, until), *_free(visit, until)], key=lambda one: one.starts), own, today, notes
    )


def add(visit: Visit, argument: str) -> Shown:
    """Say when there is time, or none."""
    visit.allow(Action.KEEP_FREE_TIMES)
    if visit.person.organisation_id is None:
        return times(
            visit, notes=(_("Ik weet niet bij welke school je hoort. Vraag je coördinator om een uitnodiging."),)
        )
    return sit_down(visit, FREE_TIMES)


def take_back(visit: Visit, number: str) -> Message:
    """Take a rule back; what is booked stays."""
    found = visit.session.get(Rule, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None:
        return times(visit)
    visit.allow(Action.KEEP_FREE_TIMES, About(visit.person.region_code, owners=frozenset({found.adviser_id})))
    rules.remove(visit.session, found, visit.now)
    return times(visit, notes=(_("Weggehaald. Gesprekken die al geboekt zijn, blijven staan."),))


def published(visit: Visit, values: Values) -> Message:
    """Keep what an adviser said in the dialogue; gives back how the weeks look now."""
    visit.allow(Action.KEEP_FREE_TIMES)
    school = visit.person.organisation_id
    if school is None:
        raise Refused
    offered = offering.offered_by(visit.session, school, visit.now)
    languages = values.get("languages")
    whom = rules.For(
        crebos_of(values.get("work"), offered, visit.known.catalogue),
        tuple(str(code) for code in languages) if isinstance(languages, list) else (),
        values.get("wheelchair") == "yes",
    )
    rules.publish(visit.session, visit.person, rules_in(values["phrase"]), visit.now, whom)
    return times(visit, notes=(_("✅ Bewaard. Kandidaten zien alleen wat nog vrij is."),))


def _held(visit: Visit, until: datetime) -> list[Time]:
    held = []
    for one in free_times.held_by(visit.session, visit.person.id, visit.now, until):
        may_see = visit.may(Action.SEE_ANSWERS, intakes.about(visit.session, one.intake))
        name = news.name_of(visit, one.intake) if may_see else ""
        held.append(Time(one.starts, True, name, one.intake.token if may_see else "", one.withdrawn))
    return held


def _free(visit: Visit, until: datetime) -> list[Time]:
    region = visit.person.region_code or ""
    found = free_times.free_times(visit.session, region, visit.now, MOST_SHOWN, adviser=visit.person.id)
    return [Time(start) for start in sorted({one.local for one in found if one.starts < until})]
