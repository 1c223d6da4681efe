"""Which part of the desk an event is for, and what is shown of what came of it."""

from bot.desk import arriving, threads
from bot.desk.conversation import NEEDS, sit_down, take_turn
from bot.desk.forms import after
from bot.desk.home import home
from bot.desk.pages import commanded, page
from bot.desk.pages.own import look_up
from bot.desk.pages.sheets import handed, may_import
from bot.desk.shown import Shown
from bot.desk.visit import Refused, Visit
from bot.desk.visitor import Reply
from dialogs.answers import CONSULTANT
from dialogs.controls import Control, heard_control
from dialogs.events import Arrived, Event, Handed, Pressed, Said, Sent, Unreadable
from dialogs.hearing import readable
from dialogs.intake import INTAKE
from dialogs.messages import Message
from dialogs.pages.going import PAGE
from dialogs.pages.home import HOME, REFUSAL, no_role_page, told
from dialogs.pages.talk import go_on
from people.policy import Action
from storage.intakes import intake_of
from storage.seats import seat_with
from storage.tables import Seat

FOR_CANDIDATES = ("know", "call", "copy", "seen")
"""The pages that candidates can ask for too."""
OWN_WORDS = ("copy", "seen")
"""Of these, what they need no slash for: nobody means anything else with the words."""


def handle(visit: Visit, event: Event | Handed) -> Reply:
    """What comes of what somebody did, wherever they are."""
    try:
        return _reply(visit, _handled(visit, event))
    except Refused:
        return _refused(visit)


def _handled(visit: Visit, event: Event | Handed) -> tuple[Shown, ...] | Reply:
    person = visit.person
    if isinstance(event, Handed):
        if may_import(visit):
            return handed(visit, event)
        event = Sent(Unreadable.OTHER)
    if isinstance(event, Arrived) and event.code:
        return arriving.arrive(visit, event.code)
    if isinstance(event, Pressed) and event.token == PAGE:
        return (page(visit, event.question, event.value),)
    seat = seat_with(visit.session, person, event.token) if isinstance(event, Pressed) else None
    if seat is not None:
        person.at = seat.token  # what they type next is about what they pressed
    seat = seat or seat_with(visit.session, person, person.at)
    if isinstance(event, Said):
        said = readable(event.text)
        asked = _asked_page(visit, said, seat)
        if asked is not None:
            try:
                return (page(visit, asked, ""),)
            except Refused:
                if seat is not None or _is_command(said):
                    raise  # else the words may be meant for the knowledge bank
    if seat is None and person.role is None:
        if isinstance(event, Pressed) and intake_of(visit.session, person) is None:
            return (told(arriving.OLD_BUTTON, buttons=()),)
        intake = arriving.own_intake(visit)  # whoever says something to us begins
        return (sit_down(visit, INTAKE, intake, event if intake.heard_at else Arrived()),)
    if seat is None:
        return (_at_home(visit, event),)
    if seat.dialogue == threads.TALK:
        if isinstance(event, Arrived):
            return (home(visit),)
        return (threads.of_professional(visit, seat, event),)
    silent = threads.of_candidate(visit, seat, event)
    return silent or (take_turn(visit, seat, event),)


def _asked_page(visit: Visit, said: str, seat: Seat | None) -> str | None:
    """The page that somebody asks for: with a slash anywhere, and in bare words where nothing else is asked."""
    if heard_control(said, visit.person.language) is Control.PERSON and seat is not None and _guides_at(visit, seat):
        return "call"  # to whom a professional turns
    asked = commanded(said, visit.person.language)
    if asked is None or (not _is_command(said) and not _in_bare_words(visit, asked, seat)):
        return None
    if asked == "overview" and not _of_region(visit, said, seat):
        return None
    if visit.person.role is None:
        # What is a command for candidates too, is meant as that.
        if heard_control(said, visit.person.language) is not None:
            return None
        if asked not in FOR_CANDIDATES:
            raise Refused
    return asked


def _is_command(said: str) -> bool:
    """Whether somebody asks for a page in so many words."""
    return said.lstrip().startswith("/")


def _in_bare_words(visit: Visit, asked: str, seat: Seat | None) -> bool:
    """Whether words alone can be meant for a page: no dialogue is going on, or it is a candidate's own, and not with a person."""
    if visit.person.role is not None:
        return seat is None
    return asked in OWN_WORDS and not (seat is not None and threads.is_talking(visit, seat))


def _of_region(visit: Visit, said: str, seat: Seat | None) -> bool:
    """Whether somebody means the overview of the region, and not that of the answers in the dialogue they are in."""
    if not visit.may(Action.SEE_OVERVIEW, visit.own):
        return False
    in_dialogue = seat is not None and seat.dialogue != threads.TALK
    return not in_dialogue or heard_control(said, visit.person.language) is not Control.OVERVIEW


def _guides_at(visit: Visit, seat: Seat) -> bool:
    """Whether somebody is at a seat as a professional, in a dialogue with us."""
    own = intake_of(visit.session, visit.person)
    return seat.dialogue != threads.TALK and (own is None or own.id != seat.intake_id)


def _at_home(visit: Visit, event: Event) -> Message:
    """What a professional does who is in no dialogue: a typed question is looked up."""
    if isinstance(event, Said) and len(event.text) < 300:
        return look_up(visit, readable(event.text))
    return home(visit)


def _reply(visit: Visit, shown: tuple[Shown, ...] | Reply) -> Reply:
    """What is shown, as one reply; after the last turn of a dialogue comes what there is to do next."""
    if isinstance(shown, Reply):
        return shown
    language, pressed = visit.person.language, None
    messages: list[Message] = []
    todo = list(shown)
    while todo:
        one = todo.pop(0)
        if isinstance(one, Message):
            messages.append(one)
            continue
        language, pressed = one.reply.language, one.reply.pressed or pressed
        messages += one.reply.messages
        if one.end is not None and (one.by == CONSULTANT or one.dialogue.name not in NEEDS):
            todo[:0] = after(visit, one)
    return Reply(language, tuple(messages), pressed)


def _refused(visit: Visit) -> Reply:
    """One kind sentence, and a way on."""
    person = visit.person
    if person.role is not None:
        return Reply(person.language, (told(REFUSAL, buttons=((HOME,),)),))
    seat = seat_with(visit.session, person, person.at)
    own = intake_of(visit.session, person)
    token = seat.token if seat else own.token if own else None
    buttons = ((go_on(token),),) if token else ()
    page_without_role = no_role_page()
    return Reply(person.language, (Message(page_without_role.lines, buttons),))
