"""The pages of the desk: what a button or a command leads to, for whom it is allowed, and what it does.

Every page is a function of the visit and of what it is about; it raises Refused when the policy does not allow it.
"""

from collections.abc import Callable

from bot.desk import arriving
from bot.desk.home import home
from bot.desk.keeping import stir
from bot.desk.pages import (
    advice,
    appointments,
    candidates,
    free_times,
    keeping,
    offering,
    overview,
    own,
    paper,
    region,
    sheets,
)
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.hearing import normal, spoken_forms
from dialogs.text import Text, _
from storage.intakes import intake_of

PAGES: dict[str, Callable[[Visit, str], Shown]] = {
    "home": home,
    "own": own.own_intake,
    "know": own.handbook,
    "news": own.news,
    "new": candidates.new,
    "mine": candidates.mine,
    "case": candidates.case,
    "more": candidates.more,
    "answers": candidates.answers,
    "paper": paper.paper,
    "copy": paper.own,
    "together": candidates.together,
    "background": candidates.background,
    "plan": candidates.plan,
    "move": appointments.move,
    "off": appointments.off,
    "stands": appointments.stands,
    "coming": appointments.coming,
    "cannot": appointments.cannot,
    "offer+": appointments.take_offer,
    "offer-": appointments.decline_offer,
    "outcome": advice.outcome,
    "as_chosen": advice.as_chosen,
    "not_come": advice.not_come,
    "correct": advice.correct,
    "follow": advice.follow,
    "link": candidates.link,
    "remind": candidates.remind,
    "talk": candidates.talk,
    "talked": candidates.talked,
    "hand": candidates.hand_over,
    "take": candidates.take_over,
    "let_go": candidates.let_go,
    "let_go!": candidates.let_go_surely,
    "times": free_times.times,
    "times+": free_times.add,
    "times-": free_times.take_back,
    "offering": offering.schools,
    "school": offering.school,
    "offered": offering.offered,
    "offered+": offering.add,
    "offered~": offering.change,
    "offered-": offering.end,
    "wishes": offering.wishes,
    "wish": offering.wish,
    "export": sheets.export,
    "invite": region.invite,
    "withdraw": region.withdraw,
    "overview": overview.overview,
    "figure": overview.figure,
    "people": region.show_people,
    "take_role": region.take_role,
    "take_role!": region.take_role_surely,
    "call": region.call,
    "contact+": region.add_contact,
    "contact-": region.remove_contact,
    "keep": keeping.keep,
    "keeping": keeping.keeping,
    "seen": keeping.seen,
    "audit": keeping.log,
    "audit_of": keeping.log_of,
    "not_me": arriving.not_me,
    "guide": arriving.guide,
    "post": arriving.lower_post,
}

COMMANDS: dict[str, Text] = {
    "home": _("begin, menu, start"),
    "new": _("nieuw, nieuwe intake, nieuwe kandidaat"),
    "mine": _("mijn, mijn kandidaten, kandidaten, caseload"),
    "know": _("kennis, kennisbank"),
    "times": _("tijden, vrije tijden, mijn vrije tijden, rooster, mijn rooster"),
    "call": _("bellen, contact, contacten, wie kan ik bellen"),
    "offering": _("aanbod, opleidingen"),
    "wishes": _("wensen, wensen zonder aanbod"),
    "overview": _("overzicht, cijfers"),
    "export": _("spreadsheet, exporteren, export, excel"),
    "invite": _("uitnodigen, uitnodiging, collega uitnodigen"),
    "people": _("collega's, mensen"),
    "news": _("meldingen, instellingen"),
    "own": _("mijn eigen intake"),
    "keeping": _("bewaren, hoe lang bewaren, bewaartermijn"),
    "audit": _("logboek, wie deed wat"),
    "seen": _("gezien, wie zag mijn antwoorden, wie las mijn antwoorden, wie heeft mijn antwoorden gezien"),
    "copy": _("samenvatting, mijn samenvatting, eigen kopie, kopie, mijn kopie"),
}
"""What people type for a page, after a slash or as it is."""


def page(visit: Visit, name: str, argument: str) -> Shown:
    """What is shown on a page; raises Refused when there is no such page, or when it is not for this person."""
    if name not in PAGES:
        raise Refused
    own = intake_of(visit.session, visit.person) if visit.person.role is None else None
    if own is not None:
        stir(visit, own)
    return PAGES[name](visit, argument)


def commanded(said: str, language: str) -> str | None:
    """The page that these words ask for; None when they are about something else."""
    words = normal(said)
    return next((name for name, forms in COMMANDS.items() if words in spoken_forms(forms, language)), None)
