"""What the schools of a region offer in the derde leerweg: looking, adding, changing, ending."""

from collections.abc import Sequence

from agenda import hours
from bot.desk import cases
from bot.desk.conversation import sit_down
from bot.desk.overviews import view_of
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.answers import Json
from dialogs.conditions import Values
from dialogs.dialogue import LEFT_OPEN, skipped
from dialogs.kinds.agreed_work import in_plain
from dialogs.kinds.first_or_last_day import NO_DAY, day
from dialogs.kinds.one_crebo import in_full
from dialogs.messages import Button, Message
from dialogs.offering import OFFERING
from dialogs.pages import offering as pages
from dialogs.pages.going import button
from dialogs.pages.home import HOME
from dialogs.pages.offering import School, Stands, Wanted
from dialogs.text import Text, _
from people.policy import About, Action
from reports import wishes as reports
from reports.wishes import Wish
from storage import audit, seats
from storage import offering as kept
from storage.offering import Change, Offered, WrongOffering
from storage.records import records
from storage.tables import Organisation

ASKED_ANEW = ("contact", "first", "last")
"""The questions of the dialogue that can be asked about an offering that is there."""
TOLD = {
    Change.NEW: _("✅ Toegevoegd. Vanaf de eerste dag telt het mee voor kandidaten."),
    Change.CHANGED: _("✅ Bewaard."),
    Change.SAME: _("Dit stond er al zo."),
}


def schools(visit: Visit, argument: str = "") -> Message:
    """The schools of the region, from the one in this place on; of a region with one school what that one offers."""
    visit.allow(Action.SEE_OFFERING)
    visit.person.at = None
    there = kept.offering_of(visit.session, visit.person.region_code or "")
    if len(there) == 1:
        return _of_school(visit, *there[0])
    may_invite = visit.may(Action.INVITE_ADVISER, visit.own)
    listed = [_school(visit, school, offering) for school, offering in there]
    return pages.schools_page(listed, _place(argument, len(there)), _sees_wishes(visit), may_invite)


def school(visit: Visit, argument: str) -> Message:
    """What one school offers: NUMBER or NUMBER.PLACE, the place in the list from which on it is shown."""
    number, _dot, start = argument.partition(".")
    found = _found(visit, number, Action.SEE_OFFERING)
    visit.person.at = None
    there = kept.offering_of(visit.session, found.region_code)
    offering = next(offering for school, offering in there if school.id == found.id)
    return _of_school(visit, found, offering, start, only=len(there) == 1)


def offered(visit: Visit, argument: str, notes: tuple[Text, ...] = ()) -> Message:
    """One offering with what can be changed of it: SCHOOL.CREBO."""
    where, one = _offered(visit, argument)
    if one is None:  # somebody took it away
        return school(visit, str(where.id))
    return pages.offered_page(where.name, _shown(visit, one), notes)


def add(visit: Visit, number: str) -> Shown:
    """Say what a school offers."""
    where = _found(visit, number, Action.KEEP_OFFERING)
    return _ask(visit, {"of_school": where.id})


def change(visit: Visit, argument: str) -> Shown:
    """Say something else about an offering that is there: SCHOOL.CREBO.QUESTION."""
    about, _dot, key = argument.rpartition(".")
    where, one = _offered(visit, about)
    if key not in ASKED_ANEW:
        raise Refused
    if one is None:
        return school(visit, str(where.id))
    answers: dict[str, Json] = {
        "of_school": one.school,
        "crebo": one.crebo,
        "contact": one.contact or LEFT_OPEN.value,
        "first": one.valid_from.isoformat() if one.valid_from else NO_DAY,
        "last": one.valid_until.isoformat() if one.valid_until else NO_DAY,
    }
    return _ask(visit, {name: answer for name, answer in answers.items() if name != key})


def end(visit: Visit, argument: str) -> Message:
    """Let an offering end today (SCHOOL.CREBO.today), take it away (….gone), or ask which."""
    about, _dot, how = argument.rpartition(".")
    surely = how in ("today", "gone")
    where, one = _offered(visit, about if surely else argument)
    if one is None:
        return school(visit, str(where.id))
    if not surely:
        return pages.end_page(_shown(visit, one))
    _note(visit)
    if how == "gone":
        kept.remove(visit.session, one.school, one.crebo)
    else:
        kept.end(visit.session, one.school, one.crebo, kept.today(visit.now))
    return offered(visit, about, (_("Vandaag is de laatste dag. Vanaf morgen telt het niet meer mee."),))


def noted(visit: Visit, values: Values) -> Message:
    """Keep what somebody said in the dialogue; gives back how it stands now."""
    where = _found(visit, str(values["of_school"]), Action.KEEP_OFFERING)
    contact = values["contact"]
    said = Offered(
        where.id,
        str(values["crebo"]),
        "" if skipped(contact) else str(contact),
        day(values["first"]),
        day(values["last"]),
    )
    about = f"{said.school}.{said.crebo}"
    try:
        change = kept.keep(visit.session, visit.known.catalogue, said)
    except WrongOffering:
        text = _("De laatste dag zou dan vóór de eerste zijn. Daarom is er niets veranderd.")
        return offered(visit, about, (text,))
    if change is not Change.SAME:
        _note(visit)
    return offered(visit, about, (TOLD[change],))


def wishes(visit: Visit, argument: str = "") -> Message:
    """What people want that nobody offers, from the one in this place on."""
    found = _wishes(visit)
    crebos = {crebo for wish in found for crebo in wish.family.crebos}
    there = kept.offering_any(visit.session, visit.person.region_code or "", crebos)
    coming = [one for offering in there.values() for one in offering if not one.ended(kept.today(visit.now))]
    wanted = [_wanted(visit, wish, coming) for wish in found]
    return pages.wishes_page(wanted, _place(argument, len(wanted)))


def wish(visit: Visit, argument: str) -> Message:
    """Who wants this: FAMILY or FAMILY.PLACE; who is sure comes first."""
    family, _dot, place = argument.partition(".")
    found = next((wish for wish in _wishes(visit) if wish.family.id == family), None)
    if found is None:  # a school offers it since
        return wishes(visit)
    people = [*found.sure, *found.perhaps]
    start = _place(place, len(people))
    shown = cases.numbered(visit, people[start : start + pages.AT_ONCE])
    audit.note(
        visit.session,
        visit.now,
        audit.Deed.SAW,
        "list",
        visit.person,
        region=visit.person.region_code,
        times=len(shown),
    )
    return pages.wish_page(_wanted(visit, found), shown, start, visit.now)


def _wishes(visit: Visit) -> list[Wish]:
    visit.allow(Action.SEE_OVERVIEW)
    visit.person.at = None
    region = visit.person.region_code or ""
    view = view_of(visit.session, visit.known, region, visit.now)
    # What somebody wants themselves they know; nobody reads of themselves what professionals see.
    others = (
        one for one in records(visit.session, region, {"work"}, since=view.year) if one.candidate != visit.person.id
    )
    return reports.wishes(others, view)


def _wanted(visit: Visit, wish: Wish, coming: Sequence[Offered] = ()) -> Wanted:
    """A wish as people see it. `coming`: what schools offer from some day on."""
    since = wish.since.astimezone(hours.HOME).date()
    work, title = in_full(wish.family.id, visit.known), in_plain(wish.family.id, visit.known)
    days = [one.valid_from for one in coming if one.valid_from is not None and one.crebo in wish.family.crebos]
    return Wanted(wish.family.id, work, title, len(wish.sure), len(wish.perhaps), since, min(days, default=None))


def _ask(visit: Visit, answers: Values) -> Shown:
    """Ask the rest of the dialogue, from a fresh begin: what was left half-way was about something else."""
    seat = seats.seat_of(visit.session, visit.person, OFFERING.name)
    seats.leave(visit.session, visit.person, seat, for_good=True)
    seat = seats.take_seat(visit.session, visit.person, OFFERING.name)
    for key, answer in answers.items():
        seats.answer_beforehand(seat, key, answer)
    return sit_down(visit, OFFERING)


def _of_school(
    visit: Visit, where: Organisation, offering: Sequence[Offered], start: str = "", *, only: bool = True
) -> Message:
    may_keep = visit.may(Action.KEEP_OFFERING, _about(where))
    today = kept.today(visit.now)
    # What somebody must look after comes first: what ends soon. Then what counts now, what is to begin, and what has ended.
    order = sorted(
        offering,
        key=lambda one: (
            one.ended(today),
            not one.valid(today),
            not one.ends_soon(today),
            _name(visit, one),
            one.crebo,
        ),
    )
    shown = [_shown(visit, one) for one in order]
    others = () if only else (button(_("◀ Alle scholen"), "offering"),)
    wishes = (pages.WISHES,) if only and _sees_wishes(visit) else ()
    ways_back: tuple[Button, ...] = (*wishes, *others, HOME)
    return pages.school_page(_school(visit, where, offering), shown, _place(start, len(shown)), may_keep, ways_back)


def _school(visit: Visit, where: Organisation, offering: Sequence[Offered]) -> School:
    today = kept.today(visit.now)
    ending = sorted((one for one in offering if one.ends_soon(today)), key=lambda one: (one.valid_until, one.crebo))
    shown = tuple(_shown(visit, one) for one in ending)
    return School(where.id, where.name, sum(one.valid(today) for one in offering), shown)


def _shown(visit: Visit, one: Offered) -> pages.Shown:
    today = kept.today(visit.now)
    if one.ended(today):
        stands = Stands.ENDED
    elif not one.valid(today):
        stands = Stands.COMING
    else:
        stands = Stands.ENDS_SOON if one.ends_soon(today) else Stands.NOW
    work = in_full(one.crebo, visit.known)
    return pages.Shown(one.school, one.crebo, work, one.contact, one.valid_from, one.valid_until, stands)


def _offered(visit: Visit, argument: str) -> tuple[Organisation, Offered | None]:
    """A school and what is kept of a crebo there: SCHOOL.CREBO; raises Refused when that is not for this person to keep."""
    number, _dot, crebo = argument.partition(".")
    where = _found(visit, number, Action.KEEP_OFFERING)
    known = crebo in visit.known.catalogue.qualifications
    return where, kept.kept(visit.session, where.id, crebo) if known else None


def _found(visit: Visit, number: str, action: Action) -> Organisation:
    """The school with this number, with which the person may do this; raises Refused."""
    found = visit.session.get(Organisation, int(number)) if number.isdecimal() and len(number) < 10 else None
    if found is None or found not in kept.schools(visit.session, found.region_code):
        raise Refused
    visit.allow(action, _about(found))
    return found


def _about(where: Organisation) -> About:
    return About(where.region_code, organisations=frozenset({where.id}))


def _name(visit: Visit, one: Offered) -> str:
    return visit.known.catalogue.family_of(one.crebo).name


def _sees_wishes(visit: Visit) -> bool:
    return visit.may(Action.SEE_OVERVIEW, visit.own)


def _place(number: str, of: int) -> int:
    """The place in a list that a button leads to; the begin when it is not there (any more)."""
    return int(number) if number.isdecimal() and len(number) < 6 and int(number) < of else 0


def _note(visit: Visit) -> None:
    audit.note(visit.session, visit.now, audit.Deed.CHANGED, "offering", visit.person, region=visit.person.region_code)
