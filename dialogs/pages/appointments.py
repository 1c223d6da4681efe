"""An advice conversation, as people hear of it: that it is there, that it is moved or off, and that it is near."""

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.controls import LABELS, Control
from dialogs.events import Pressed
from dialogs.kinds.time_slot import in_words
from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import HOME, named
from dialogs.pages.summaries import to_summary
from dialogs.scene import FreeTime, Way
from dialogs.text import Text, _

Rows = tuple[tuple[Button, ...], ...]

CANDIDATE_REASONS: Mapping[str, Text] = {
    "busy": _("Ik ben verhinderd"),
    "travel": _("Vervoer lukt niet"),
    "doubt": _("Ik twijfel"),
    "other": _("Anders"),
}
"""Why a candidate cannot come, for the taking: none of them is about health."""
PROFESSIONAL_REASONS: Mapping[str, Text] = {
    "adviser": _("Adviseur kan niet"),
    "candidate": _("Kandidaat kan niet"),
    "closed": _("School dicht"),
    "other": _("Anders"),
}
TOLD: Mapping[str, Text] = {
    "busy": _("Reden: verhinderd."),
    "travel": _("Reden: vervoer lukt niet."),
    "doubt": _("Reden: twijfelt. Praat er samen rustig over."),
    "adviser": _("De adviseur van de school kan dan niet."),
    "candidate": _("De kandidaat kan dan niet."),
    "closed": _("De school is dan dicht."),
}
"""A reason as others hear it; "other" says nothing."""
HOW: Mapping[Way, Text] = {
    Way.SCHOOL: _("Je gaat naar {school} in {place}. Neem gerust iemand mee."),
    Way.PHONE: _("{school} belt je. Zet je telefoon aan."),
    Way.VIDEO: _("Je praat met {school} met beeldbellen. Je hoeft er niet heen."),
}
"""How a candidate gets there."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An advice conversation: the token of its intake, its own number, and its time."""

    token: str
    number: int
    time: FreeTime

    @property
    def moment(self) -> Text:
        """When and how it is, in words."""
        return in_words(self.time.local, self.time.way, self.time.place)

    @property
    def how(self) -> Text:
        """How the candidate gets there."""
        return HOW[self.time.way].of(school=self.time.school, place=self.time.place)

    def to(self, label: Text, page: str) -> Button:
        """A button that leads to a page about this conversation, and about no later one."""
        return button(label, page, f"{self.token}.{self.number}")


def for_candidate(planned: Planned, calendar: str, *, moved: bool = False) -> Message:
    """To a candidate: the conversation is planned, or moved."""
    says = _("📅 Je gesprek is verzet. Het is nu: {moment}.") if moved else _("📅 Je gesprek met de school: {moment}.")
    lines = (
        Line(says.of(moment=planned.moment), Style.STRONG),
        Line(planned.how),
        Line(_("Open het bestand. Dan staat het in je agenda."), Style.QUIET),
    )
    return Message(lines, _change_own(planned), calendar=calendar)


def for_professional(planned: Planned, name: str, calendar: str, *, moved: bool = False) -> Message:
    """To a professional: the conversation is planned, or moved."""
    says = _("📅 {name} heeft een gesprek: {moment}. School: {school}.")
    if moved:
        says = _("🔁 Het gesprek van {name} is verzet. Het is nu: {moment}. School: {school}.")
    text = says.of(name=named(name), moment=planned.moment, school=planned.time.school)
    return Message((Line(text),), _change(planned), calendar=calendar)


def off_for_candidate(planned: Planned, seat: str, reason: str, calendar: str) -> Message:
    """To a candidate: somebody else called the conversation off. `seat`: the token of the candidate's own."""
    lines = [Line(_("✖ Je gesprek gaat niet door: {moment}.").of(moment=planned.moment), Style.STRONG)]
    if reason in ("adviser", "closed"):
        lines.append(Line(TOLD[reason]))
    lines.append(Line(_("Dat ligt niet aan jou. Wil je een ander moment kiezen?")))
    return Message(tuple(lines), ((_choose(planned.token),), (_person(seat),)), calendar=calendar)


def off_for_professional(planned: Planned, name: str, reason: str, calendar: str) -> Message:
    """To a professional: the conversation is off."""
    says = _("✖ Het gesprek van {name} gaat niet door: {moment}.").of(name=named(name), moment=planned.moment)
    lines = (Line(says), *((Line(TOLD[reason]),) if reason in TOLD else ()))
    return Message(lines, ((button(_("👤 Kaart"), "case", planned.token),),), calendar=calendar)


def off_for_good(planned: Planned, calendar: str) -> Message:
    """To an adviser: the conversation is off, and nothing is known any more of whom it was with."""
    says = _("✖ Een gesprek gaat niet door: {moment}. De kandidaat heeft alles gewist.")
    return Message((Line(says.of(moment=planned.moment)),), ((HOME,),), calendar=calendar)


def called_off(seat: str, reason: str, calendar: str) -> Message:
    """To a candidate who called the conversation off. `seat`: the token of their own."""
    lines = [Line(_("Goed dat je het zegt. Je gesprek gaat niet door. Ik zeg het de anderen."))]
    if reason == "doubt":
        lines.append(Line(_("Twijfelen mag. Meedoen is altijd vrijwillig. Je kunt er met een mens over praten.")))
    stop = Button(LABELS[Control.STOP], Pressed(seat, "", 0, Control.STOP.value))
    return Message(tuple(lines), ((_person(seat),), (stop,)), calendar=calendar)


def why_page(planned: Planned, *, own: bool) -> Message:
    """Why is it off? One tap. `own`: the candidate is asked."""
    asks = _("Waarom kan je gesprek niet doorgaan?") if own else _("Waarom gaat het gesprek niet door?")
    reasons = CANDIDATE_REASONS if own else PROFESSIONAL_REASONS
    rows = [(button(label, "off", f"{planned.token}.{planned.number}.{code}"),) for code, label in reasons.items()]
    keep = planned.to(_("↩ Het gesprek blijft staan"), "stands")
    when = Line(_("Het gaat om: {moment}.").of(moment=planned.moment), Style.QUIET)
    return Message((Line(asks, Style.STRONG), when), (*rows, (keep,)))


def stands(planned: Planned | None, token: str, *notes: Text, own: bool) -> Message:
    """How it stands with the conversation of an intake now, after a few words. `own`: to the candidate."""
    lines = list(map(Line, notes))
    if planned is None:
        lines.append(Line(_("Er is nu geen gesprek gepland.")))
        return Message(tuple(lines), ((_choose(token),), *(() if own else ((_card(token),),))))
    lines.append(Line(_("Het gesprek staat gepland: {moment}.").of(moment=planned.moment), Style.STRONG))
    return Message(tuple(lines), _change_own(planned) if own else _change(planned))


def reminder(planned: Planned, *, soon: bool) -> Message:
    """To a candidate: days before, or hours before (`soon`)."""
    says = _("⏰ Denk je aan je gesprek met de school? Het is {moment}.")
    if soon:
        says = _("⏰ Het is bijna tijd voor je gesprek: {moment}.")
    lines = (Line(says.of(moment=planned.moment), Style.STRONG), Line(planned.how))
    return Message(lines, ((_coming(planned), planned.to(_("Ik kan niet"), "cannot")),))


def expected(planned: Planned, name: str) -> Message:
    """To a professional, as news: the conversation is near."""
    says = _("⏰ {name} heeft binnenkort een gesprek: {moment}.").of(name=named(name), moment=planned.moment)
    return Message((Line(says),), ((to_summary(planned.token),), *_change(planned)))


def coming(planned: Planned) -> Message:
    """To a candidate who says that they come."""
    says = _("👍 Fijn dat je komt! Het is {moment}.").of(moment=planned.moment)
    return Message((Line(says), Line(planned.how)), _change_own(planned))


def cannot(planned: Planned, seat: str) -> Message:
    """To a candidate who says that they cannot come. `seat`: the token of their own."""
    says = _("Dat kan gebeuren. Goed dat je het zegt. Wat wil je?")
    return Message((Line(says),), (*_change_own(planned), (_coming(planned),), (_person(seat),)))


def offer(token: str, time: FreeTime, place: int) -> Message:
    """To a candidate who waits for a moment: there is one. `place`: how many were asked before."""
    moment = in_words(time.local, time.way, time.place)
    lines = (
        Line(_("🎉 Er is een moment vrij bij {school}: {moment}.").of(school=time.school, moment=moment)),
        Line(_("Kun je dan?"), Style.STRONG),
        Line(_("Zeg het snel: een ander kan het ook kiezen."), Style.QUIET),
    )
    about = f"{token}.{time.id}.{place}"
    yes, no = button(_("Ja, graag"), "offer+", about), button(_("Nee, dank je"), "offer-", about)
    return Message(lines, ((yes, no),))


def declined(token: str) -> Message:
    """To a candidate who does not want the moment that came free."""
    says = _("Goed. Komt er weer een moment vrij? Dan hoor je het. Zelf kiezen mag ook.")
    return Message((Line(says),), ((_choose(token),),))


def missed(token: str, seat: str) -> Message:
    """To a candidate who did not come. `seat`: the token of their own."""
    lines = (
        Line(_("We hebben je gemist bij het gesprek met de school. Dat kan gebeuren.")),
        Line(_("Je bent nog steeds welkom. Wil je een nieuw moment kiezen?")),
    )
    return Message(lines, ((_choose(token),), (_person(seat),)))


MISSED = _("🕳 {name} was niet bij het gesprek. Ik vraag {name} om een nieuw moment te kiezen.")
"""To a professional."""


def _change_own(planned: Planned) -> Rows:
    return ((planned.to(_("🔁 Ander moment"), "move"), planned.to(_("✖ Kan niet doorgaan"), "off")),)


def _change(planned: Planned) -> Rows:
    move, off = planned.to(_("🔁 Verzet gesprek"), "move"), planned.to(_("✖ Zeg gesprek af"), "off")
    return ((move, off), (_card(planned.token),))


def _card(token: str) -> Button:
    return button(_("👤 Kaart"), "case", token)


def _choose(token: str) -> Button:
    return button(_("📅 Kies een moment"), "move", token)


def _coming(planned: Planned) -> Button:
    return planned.to(_("👍 Ik kom"), "coming")


def _person(seat: str) -> Button:
    return Button(LABELS[Control.PERSON], Pressed(seat, "", 0, Control.PERSON.value))
