"""A person's own pages: where they begin, what they can look up, when they want to hear something."""

from bot.desk.conversation import sit_down
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from dialogs.handbook.for_candidates import CARDS as FOR_CANDIDATES
from dialogs.handbook.for_professionals import CARDS as FOR_PROFESSIONALS
from dialogs.handbook.search import search
from dialogs.intake import INTAKE
from dialogs.messages import Button, Message
from dialogs.pages import handbook as pages
from dialogs.pages.home import HOME
from dialogs.pages.region import ANY_TIME, news_page
from dialogs.pages.talk import go_on
from people.policy import Action
from storage.intakes import intake_of


def own_intake(visit: Visit, argument: str) -> Shown:
    """The intake of somebody who has a post as well."""
    intake = intake_of(visit.session, visit.person)
    if intake is None:
        raise Refused
    return sit_down(visit, INTAKE, intake)


def handbook(visit: Visit, argument: str) -> Message:
    """A card of the knowledge bank, or all of them."""
    cards = FOR_PROFESSIONALS if visit.person.role else FOR_CANDIDATES
    card = next((card for card in cards if card.key == argument), None)
    back = way_back(visit)
    if visit.person.role:
        visit.person.at = None  # what they type here is looked up, and is no answer
    return pages.card_page(card, cards, back) if card else pages.index_page(cards, back)


def look_up(visit: Visit, question: str) -> Message:
    """What the knowledge bank says to a typed question."""
    visit.allow(Action.READ_HANDBOOK)
    found = search(question, FOR_PROFESSIONALS)
    back = way_back(visit)
    return pages.found_page(question, found, back) if found else pages.nothing_found(question, back)


def news(visit: Visit, argument: str) -> Message:
    """After how many days of silence of a candidate somebody wants to hear of it."""
    visit.allow(Action.REMIND)
    chosen = {str(days): days for days in (0, *ANY_TIME)}.get(argument)
    if chosen is not None:
        visit.person.silent_days = chosen
    return news_page(visit.person.silent_days)


def way_back(visit: Visit) -> tuple[Button, ...]:
    """The buttons that lead from a page to where somebody was."""
    on = go_on(visit.person.at or "")
    if visit.person.role:
        return (on, HOME) if visit.person.at else (HOME,)
    return (on,)
