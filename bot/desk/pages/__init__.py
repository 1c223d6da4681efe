"""The pages of the desk: what a button or a command leads to, for whom it is allowed, and what it does.

Every page is a function of the visit and of what it is about; it raises Refused when the policy does not allow it.
"""

from collections.abc import Callable

from bot.desk import arriving
from bot.desk.home import home
from bot.desk.pages import advice, appointments, candidates, free_times, own, region
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.hearing import normal, spoken_forms
from dialogs.text import Text, _

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
    "invite": region.invite,
    "withdraw": region.withdraw,
    "people": region.show_people,
    "take_role": region.take_role,
    "take_role!": region.take_role_surely,
    "call": region.call,
    "contact+": region.add_contact,
    "contact-": region.remove_contact,
    "not_me": arriving.not_me,
    "guide": arriving.guide,
}

COMMANDS: dict[str, Text] = {
    "home": _("begin, menu, start"),
    "new": _("nieuw, nieuwe intake, nieuwe kandidaat"),
    "mine": _("mijn, mijn kandidaten, kandidaten, caseload"),
    "know": _("kennis, kennisbank"),
    "times": _("tijden, vrije tijden, mijn vrije tijden, rooster, mijn rooster"),
    "call": _("bellen, contact, contacten, wie kan ik bellen"),
    "invite": _("uitnodigen, uitnodiging, collega uitnodigen"),
    "people": _("collega's, mensen"),
    "news": _("meldingen, instellingen"),
    "own": _("mijn eigen intake"),
}
"""What people type for a page, after a slash or as it is."""


def page(visit: Visit, name: str, argument: str) -> Shown:
    """What is shown on a page; raises Refused when there is no such page, or when it is not for this person."""
    if name not in PAGES:
        raise Refused
    return PAGES[name](visit, argument)


def commanded(said: str, language: str) -> str | None:
    """The page that these words ask for; None when they are about something else."""
    words = normal(said)
    return next((name for name, forms in COMMANDS.items() if words in spoken_forms(forms, language)), None)
