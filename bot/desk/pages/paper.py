"""The summary of an intake, for who asks for it now."""

from bot.desk.pages.own import way_back
from bot.desk.paper import Copy
from bot.desk.summaries import message_for
from bot.desk.visit import Refused, Visit
from dialogs.messages import Attachment, Message
from dialogs.pages import summaries as pages
from dialogs.pages.home import told
from people.policy import Action
from storage import intakes
from storage.audit import Deed, note


def paper(visit: Visit, token: str) -> Message:
    """The summary of a candidate, with everything that the person may see."""
    intake = visit.intake(token, Action.SEE_ANSWERS)
    if intake.candidate_id == visit.person.id:
        return own(visit, "")
    note(visit.session, visit.now, Deed.SAW, "summary", visit.person, about=intake)
    return message_for(visit, intake, visit.person)


def own(visit: Visit, argument: str) -> Message:
    """A candidate's own copy."""
    intake = intakes.intake_of(visit.session, visit.person)
    if intake is None:
        raise Refused
    back = way_back(visit)
    if intakes.settled(visit.session, intake, "consent") is None:
        return told(pages.NOTHING_YET, buttons=(back,))
    attached = Attachment(Copy.OWN.value, intake.token)
    return pages.own_copy(attached, back, finished=intake.finished_at is not None)
