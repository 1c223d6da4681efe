"""How long things are kept, and who saw them: keeping an intake longer, choosing for how long, and looking into the log."""

from agenda.hours import HOME
from bot.desk import news
from bot.desk.keeping import stir
from bot.desk.pages.candidates import card
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages import keeping as pages
from dialogs.pages.keeping import AT_ONCE, MONTHS, UNFINISHED, Noted, Seen
from dialogs.professional import PROFESSIONAL
from people.policy import Action
from people.roles import Role
from storage import audit, intakes, retention, seats
from storage.audit import Deed, Entry
from storage.tables import Region

DIALOGUES = (INTAKE, PROFESSIONAL)
"""Where the questions are that the log names."""


def keep(visit: Visit, token: str) -> Shown:
    """An intake that is going to be erased is kept."""
    found = intakes.intake_with(visit.session, token)
    own = found is not None and found.candidate_id == visit.person.id
    intake = visit.intake(token, Action.GIVE_ANSWERS if own else Action.REMIND)
    stir(visit, intake)
    months = _months(visit, intake.region_code, finished=intake.finished_at is not None)
    if own:
        seat = seats.take_seat(visit.session, visit.person, INTAKE.name, intake)
        return pages.kept(seat.token, months)
    audit.note(visit.session, visit.now, Deed.CHANGED, "kept", visit.person, about=intake)
    return card(visit, intake, (pages.kept_by_guide(news.name_of(visit, intake), months),))


def seen(visit: Visit, argument: str) -> Shown:
    """Who saw the answers of the candidate who asks."""
    intake = intakes.intake_of(visit.session, visit.person)
    if intake is None:
        raise Refused
    stir(visit, intake)
    seat = seats.take_seat(visit.session, visit.person, INTAKE.name, intake)
    readers = [
        Seen(_role(one.role), one.organisation, one.days)
        for one in audit.readers(visit.session, intake)
        if one.role != Role.CANDIDATE.value
    ]
    return pages.seen_page(readers, seat.token)


def keeping(visit: Visit, argument: str) -> Message:
    """For how long the intakes of the region are kept: nothing, or the choice, as `all.24` or `unfinished.3`."""
    visit.allow(Action.KEEP_RETENTION)
    region = visit.session.get(Region, visit.person.region_code)
    if region is None:
        raise Refused
    which, _dot, months = argument.partition(".")
    if which == "all" and months in map(str, MONTHS):
        region.keep_months = int(months)
    if which == "unfinished" and months in map(str, UNFINISHED):
        region.keep_unfinished_months = int(months)
    return pages.keeping_page(region.keep_months, region.keep_unfinished_months)


def log(visit: Visit, argument: str) -> Message:
    """Who did what in the region, from the line in place `argument` on."""
    visit.allow(Action.SEE_AUDIT)
    start = int(argument) if argument.isdecimal() and len(argument) < 8 else 0
    found = list(audit.entries(visit.session, visit.person.region_code or "", limit=AT_ONCE + 1, start=start))
    audit.note(visit.session, visit.now, Deed.SAW, "log", visit.person, region=visit.person.region_code)
    shown = [_noted(visit, entry) for entry in found[:AT_ONCE]]
    return pages.audit_page(shown, start, len(found) > AT_ONCE, DIALOGUES)


def log_of(visit: Visit, token: str) -> Message:
    """Who saw or did something with one candidate. Whoever may not know who that is does not see it either."""
    intake = visit.intake(token, Action.SEE_ANSWERS)
    visit.allow(Action.SEE_AUDIT, intakes.about(visit.session, intake))
    found = audit.entries(visit.session, intake.region_code or "", intake, AT_ONCE)
    return pages.audit_of_page(token, news.name_of(visit, intake), [_noted(visit, one) for one in found], DIALOGUES)


def _noted(visit: Visit, entry: Entry) -> Noted:
    """A line of the log as this person may see it: not everybody may know who a candidate is."""
    intake = intakes.intake_with(visit.session, entry.token) if entry.token is not None else None
    may_know = intake is not None and visit.may(Action.SEE_ANSWERS, intakes.about(visit.session, intake))
    return Noted(
        at=entry.at.astimezone(HOME),
        who=entry.who,
        role=_role(entry.role),
        by_itself=entry.role == audit.BY_ITSELF,
        deed=entry.deed,
        what=entry.what,
        times=entry.times,
        name=news.name_of(visit, intake) if intake is not None and may_know else "",
    )


def _role(code: str) -> Role | None:
    return Role(code) if code in set(Role) else None


def _months(visit: Visit, region: str | None, *, finished: bool) -> int:
    term = retention.terms(visit.session)[region or ""]
    return term.months if finished else term.unfinished
