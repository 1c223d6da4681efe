"""Where somebody with a post begins, and comes back to."""

from bot.desk.visit import Refused, Visit
from dialogs.messages import Message
from dialogs.pages.home import home_page
from dialogs.text import Text
from storage.intakes import intake_of


def home(visit: Visit, argument: str = "", notes: tuple[Text, ...] = ()) -> Message:
    """Everything that the person can do; raises Refused when they have no post."""
    if visit.person.role is None:
        raise Refused
    visit.person.at = None
    own = intake_of(visit.session, visit.person) is not None
    return home_page(visit.person.name, visit.can(visit.own), own_intake=own, notes=notes)
