"""The summary of an intake as a short message, with the page of paper."""

from dialogs.kinds.agreed_work import Knows, in_full
from dialogs.kinds.time_slot import in_words
from dialogs.messages import Attachment, Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import named
from dialogs.scene import FreeTime
from dialogs.signals import TALK_ABOUT, Signal
from dialogs.summary import Summary
from dialogs.text import Text, _

MOST_WORK, MOST_POINTS = 5, 3
"""How much of it is in the message; the rest is on the page."""
TO_DO = (Signal.NO_MOMENT, Signal.NOT_OFFERED, Signal.NO_WORK_CHOSEN, Signal.UNDER_18, Signal.ENROLLED)
"""Signals for which somebody has to do something before the conversation: these are told first."""
IN_THE_CONVERSATION = (Signal.LEERBAARHEID, Signal.SCHOOLBAARHEID)
"""Signals that say only that there is something to read: that is on the page."""

SUMMARY = _("📄 Samenvatting")


def to_summary(token: str) -> Button:
    """The button that leads to the newest summary of an intake."""
    return button(SUMMARY, "paper", token)


def for_professional(
    token: str, name: str, summary: Summary, time: FreeTime | None, knows: Knows, attached: Attachment
) -> Message:
    """To a professional: who it is, the work, when the conversation is, and what needs attention."""
    lines = [Line(_("📄 Samenvatting van {who}").of(who=_who(name, summary)), Style.STRONG), Line(_when(time))]
    if summary.work:
        lines.append(Line(_("Gekozen werk:")))
        lines += _some([_work(work.choice, work.verdict, knows) for work in summary.work], MOST_WORK)
    points = [signal for signal in summary.signals if signal not in IN_THE_CONVERSATION]
    if points:
        lines.append(Line(_("Aandacht voor:")))
        points.sort(key=lambda signal: signal not in TO_DO)
        lines += _some([_("• {what}").of(what=TALK_ABOUT[signal]) for signal in points], MOST_POINTS)
    return Message(tuple(lines), ((button(_("👤 Kaart"), "case", token),),), attached=attached)


def own_copy(attached: Attachment, back: tuple[Button, ...], *, finished: bool) -> Message:
    """To a candidate: their own copy. `back`: where to go on."""
    lines = [Line(_("📄 Dit is jouw samenvatting. Je mag hem printen en bewaren."))]
    if finished:
        lines.append(Line(_("Neem hem gerust mee naar je gesprek. Onderaan kun je je vragen schrijven.")))
    else:
        lines.append(Line(_("Je bent nog niet klaar met de vragen. Dit is wat er nu staat.")))
    return Message(tuple(lines), tuple((one,) for one in back), attached=attached)


NOTHING_YET = _("Je hebt nog niets ingevuld. Straks kun je hier je samenvatting krijgen.")


def _who(name: str, summary: Summary) -> Text:
    age, told = summary.values.get("age"), {told.key: told.answer for told in summary.told}
    if not isinstance(age, int) or "place" not in told:
        return named(name)
    return _("{name}, {age} jaar, {place}").of(name=named(name), age=age, place=told["place"])


def _when(time: FreeTime | None) -> Text:
    if time is None:
        return _("📅 Nog geen gesprek gepland.")
    moment = in_words(time.local, time.way, time.place)
    if not time.adviser:
        return _("📅 Gesprek: {moment}. School: {school}.").of(moment=moment, school=time.school)
    told = _("📅 Gesprek: {moment}. School: {school}, {adviser}.")
    return told.of(moment=moment, school=time.school, adviser=time.adviser)


def _work(choice: str, verdict: str, knows: Knows) -> Text:
    return (_("• {work}") if verdict == "yes" else _("• Misschien: {work}")).of(work=in_full(choice, knows))


def _some(items: list[Text], most: int) -> list[Line]:
    more = len(items) - most
    lines = [Line(item, Style.ITEM) for item in items[:most]]
    if more > 0:
        lines.append(Line(_("• En nog {n}: zie het bestand.").of(n=more), Style.ITEM))
    return lines
