"""What came out of an advice conversation, and what became of people: what is asked of whom, and what each gets to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogs.controls import LABELS, Control
from dialogs.dialogue import Dialogue
from dialogs.events import Pressed
from dialogs.follow_up import FOLLOW_UP, FOLLOW_UP_FOR
from dialogs.kinds import OneOf
from dialogs.kinds.start_month import in_words
from dialogs.messages import Button, Line, Message, Style
from dialogs.outcome import CERTIFICATE, DIPLOMA, LEARNING, NOT_NOW, OTHER_FIRST, PRAKTIJKVERKLARING, RESULTS
from dialogs.pages.going import button
from dialogs.pages.home import HOME, named
from dialogs.text import Text, _, verbatim

Rows = tuple[tuple[Button, ...], ...]

NAMES: Mapping[str, Text] = {option.value: option.label for option in RESULTS}
IN_PLAIN: Mapping[str, tuple[Text, ...]] = {
    DIPLOMA: (_("Een diploma past bij jou."), _("Je leert dan op school, of op school en op het werk.")),
    CERTIFICATE: (_("Een certificaat past bij jou."), _("Dat is een deel van een mbo-opleiding.")),
    PRAKTIJKVERKLARING: (
        _("Leren op een werkplek past bij jou."),
        _("Wat je leert, komt op je praktijkverklaring."),
    ),
    OTHER_FIRST: (_("Nu is eerst iets anders goed voor jou."), _("Daarna kijken jullie samen weer verder.")),
    NOT_NOW: (_("Nu is niet het goede moment."), _("Later mag je altijd terugkomen.")),
}
"""The results as candidates read them."""
AGO: Mapping[int, Text] = {3: _("drie maanden"), 6: _("een half jaar"), 12: _("een jaar")}
"""How long after the advice people are asked, by the number of months."""
NO_MORE = _("Dit gesprek is verzet of afgezegd. Er is niets te noteren.")
OTHER_CHOICE = _("De kandidaat koos intussen ander werk. Kijk nog even.")
NOT_YET = _("Dit gesprek moet nog komen. Daarna vraag ik hoe het was.")
NOT_COME = _("Genoteerd: de kandidaat is niet gekomen. Ik vraag een nieuw moment te kiezen, zonder verwijt.")
NOTHING_TO_TELL = _("Nu is er niets te vertellen. Ik vraag het later weer.")


@dataclass(frozen=True, slots=True)
class Account:
    """What came out of a conversation. `plain` and `full`: the agreed work in plain words, and with official ones."""

    name: str
    result: str
    plain: tuple[Text, ...] = ()
    full: tuple[Text, ...] = ()
    company: str = ""
    starts_on: date | None = None

    def lines(self, work: Sequence[Text]) -> list[Line]:
        """All but the result, with the work in these words."""
        found = [Line(_("• {work}").of(work=words), Style.ITEM) for words in work]
        if self.company:
            found.append(Line(_("Bij: {company}").of(company=self.company)))
        if self.starts_on is not None:
            found.append(Line(_("Begin: {month}").of(month=in_words(self.starts_on))))
        return found


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation that was held: the token of its intake, its own number, and its day."""

    token: str
    number: int
    name: str
    day: date

    def to(self, label: Text, page: str, rest: str = "") -> Button:
        """A button that leads to a page about this conversation, and about no later one."""
        return button(label, page, f"{self.token}.{self.number}" + (f".{rest}" if rest else ""))


def question(held: Held, chosen: Sequence[Text], stamp: str, *notes: Text, late: bool = False) -> Message:
    """To an adviser, the day after: how was it? `chosen`: the work that the candidate chose, in full; `stamp` stands for it.
    `late`: to who asks because nobody has answered."""
    asks = _("🗣 Hoe was het gesprek met {name}, {day}?")
    if late:
        asks = _("❗ Van het gesprek met {name}, {day}, is nog geen uitkomst genoteerd.")
    lines = [*map(Line, notes), Line(asks.of(name=named(held.name), day=held.day), Style.STRONG)]
    if chosen:
        lines.append(Line(_("De kandidaat koos:")))
        lines += [Line(_("• {work}").of(work=work), Style.ITEM) for work in chosen]
    usual = held.to(_("✅ Praktijkverklaring, zoals gekozen"), "as_chosen", stamp)
    other = held.to(_("✍️ Anders") if chosen else _("✍️ Noteer de uitkomst"), "outcome")
    away = held.to(_("🚫 Niet gekomen"), "not_come")
    return Message(tuple(lines), (*(((usual,),) if chosen else ()), (other,), (away,)))


def noted(held: Held, account: Account, *, corrected: bool = False) -> Message:
    """To who noted an outcome: this is it."""
    says = _("✅ Genoteerd voor {name}: {result}.") if not corrected else _("✅ Verbeterd voor {name}: {result}.")
    lines = [_result(says, account), *account.lines(account.full)]
    lines.append(Line(_("De kandidaat en de begeleider lezen dit, als advies."), Style.QUIET))
    return Message(tuple(lines), _correct(held))


def known(held: Held, account: Account, who: str) -> Message:
    """To who notes an outcome that is there already. `who` did so; empty when nobody knows any more."""
    says = _("Dit is al genoteerd voor {name}: {result}.")
    if who:
        says = _("{who} heeft dit al genoteerd voor {name}: {result}.").of(who=who)
    return Message((_result(says, account), *account.lines(account.full)), _correct(held))


def to_candidate(seat: str, account: Account, *, corrected: bool = False) -> Message:
    """To a candidate: what came out of the conversation, as an advice. `seat`: the token of their own."""
    first = _("📝 Dit kwam uit je gesprek met de school.")
    if corrected:
        first = _("📝 De school heeft de uitkomst van je gesprek verbeterd.")
    best, then = IN_PLAIN[account.result]
    lines = [Line(first), Line(best, Style.STRONG), Line(then)]
    if account.plain:
        lines.append(Line(_("Dit kun je leren:")))
    lines += account.lines(account.plain)
    lines.append(Line(_("Dit is een advies. Jij kiest zelf.")))
    return Message(tuple(lines), ((_person(seat),), (_own(seat, Control.MENU),)))


def to_guide(token: str, account: Account, who: Text, *, corrected: bool = False) -> Message:
    """To who guides a candidate: what came out of the conversation. `who` noted it."""
    says = _("📝 Uitkomst van het gesprek met {name}: {result}.")
    if corrected:
        says = _("📝 De uitkomst van het gesprek met {name} is verbeterd: {result}.")
    lines = [_result(says, account), *account.lines(account.full)]
    if account.result in LEARNING:
        lines.append(Line(_("De school regelt de inschrijving en de overeenkomsten.")))
    advice = _("Genoteerd door {who}. Het is een advies: de kandidaat kiest zelf.").of(who=who)
    return Message((*lines, Line(advice, Style.QUIET)), ((button(_("👤 Kaart"), "case", token),),))


def how_are_you(token: str, seat: str, name: str) -> Message:
    """To a candidate, months later: the first of four taps. `token`: of the intake; `seat`: of their own seat."""
    lines = (
        Line(_("Hoi {name}! Hoe gaat het met je?").of(name=name) if name else _("Hoi! Hoe gaat het met je?")),
        Line(_("Een tijd geleden praatte je met een school over leren en werk.")),
        Line(_("Ik heb vier korte vragen. Vier tikken, dan ben je klaar. Het hoeft niet.")),
        _first(FOLLOW_UP),
    )
    rather_not = button(LABELS[Control.SKIP], "follow", f"{token}.{FOLLOW_UP.skip.value}")
    return Message(lines, (*_answers(FOLLOW_UP, token), (rather_not,), (_person(seat),)))


def how_is_your_candidate(token: str, name: str, months: int, *, asked: bool) -> Message:
    """To who guides a candidate, so many months later. `asked`: the candidate was, and has not answered."""
    says = _("Het advies of de start is {ago} geleden.")
    if asked:
        says = _("Het advies of de start is {ago} geleden. De kandidaat heeft niet geantwoord.")
    lines = (
        Line(_("🗣 Hoe gaat het met {name}?").of(name=named(name)), Style.STRONG),
        Line(says.of(ago=AGO[months])),
        Line(_("Vier tikken, dan weet de regio wat er van mensen is geworden."), Style.QUIET),
        _first(FOLLOW_UP_FOR),
    )
    return Message(lines, (*_answers(FOLLOW_UP_FOR, token), (button(_("👤 Kaart"), "case", token),)))


def thanks(*texts: Text, seat: str = "") -> Message:
    """To who told what became of a candidate, or wanted to. `seat`: of the candidate's own, when it is they who did."""
    return Message(tuple(map(Line, texts)), ((_person(seat),), (_own(seat, Control.MENU),)) if seat else ((HOME,),))


THANKS = _("Dank je wel! Je antwoord helpt ook andere mensen.")
THANKS_FOR = _("Genoteerd, dank je wel. Zo weet de regio het ook.")
RATHER_NOT = _("Dat is goed. Dan vraag ik niets.")
KNOWN = _("Dank je wel! Dit weten we al. Je hoeft niets meer te doen.")


def _result(says: Text, account: Account) -> Line:
    return Line(says.of(name=named(account.name), result=NAMES[account.result]), Style.STRONG)


def _correct(held: Held) -> Rows:
    return ((held.to(_("✏️ Verbeter"), "correct"), HOME),)


def _first(dialogue: Dialogue) -> Line:
    return Line(dialogue.questions[0].text, Style.STRONG)


def _answers(dialogue: Dialogue, token: str) -> Rows:
    """The answers to the first question, as buttons that begin the dialogue with it."""
    kind = dialogue.questions[0].kind
    options = kind.options if isinstance(kind, OneOf) else ()
    return (tuple(button(option.label, "follow", f"{token}.{option.value}") for option in options),)


def _person(seat: str) -> Button:
    return _own(seat, Control.PERSON)


def _own(seat: str, control: Control) -> Button:
    return Button(LABELS[control], Pressed(seat, "", 0, control.value))


def by_somebody(name: str) -> Text:
    """Who noted something, as others read it."""
    return verbatim(name) if name else _("de school")
