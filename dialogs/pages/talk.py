"""What a candidate and a professional get to see of each other's messages, and what each is told unasked."""

from dialogs.controls import LABELS, Control
from dialogs.events import Pressed
from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import HOME, ROLES, named
from dialogs.text import Text, _, counted, verbatim
from people.roles import Role


def go_on(token: str) -> Button:
    """Back to the questions, for the candidate whose seat this is."""
    return Button(LABELS[Control.GO_ON], Pressed(token, "", 0, Control.GO_ON.value))


def wants_person(token: str, name: str, question: Text | None) -> Message:
    """To a professional: a candidate wants to talk."""
    lines = [Line(_("🙋 {name} wil met je praten.").of(name=named(name)), Style.STRONG)]
    if question is not None:
        lines.append(Line(_("{name} was bij de vraag: {question}").of(name=named(name), question=question)))
    return Message(tuple(lines), _to_candidate(token))


def from_candidate(token: str, name: str, words: str) -> Message:
    """To a professional: what a candidate wrote."""
    said = _("💬 {name}: {words}").of(name=named(name), words=words)
    return Message((Line(said),), _to_candidate(token))


def from_professional(token: str, name: str, words: str) -> Message:
    """To a candidate: what a professional wrote. `token`: of the candidate's seat."""
    return Message((Line(_("💬 {name}: {words}").of(name=verbatim(name), words=words)),), ((go_on(token),),))


def writing_to(token: str, name: str) -> Message:
    """A professional writes to a candidate from now on."""
    how = _("Typ je bericht aan {name}. Ik geef het door.").of(name=named(name))
    return Message((Line(how),), done(token))


def passed_on(token: str, name: str) -> Message:
    """To a professional: the candidate gets it."""
    return Message((Line(_("Doorgegeven aan {name}.").of(name=named(name)), Style.QUIET),), done(token))


def cannot_pass_on(buttons: tuple[tuple[Button, ...], ...] = ()) -> Message:
    """Only words can be passed on."""
    return Message((Line(_("Ik kan alleen woorden doorgeven. Typ je bericht.")),), buttons)


def now_with(token: str, who: str) -> Message:
    """To a candidate: somebody else reads their messages from now on. `token`: of the candidate's seat."""
    text = _("Je praat nu met {who}. Schrijf hier je bericht. Ik geef het door.")
    return Message((Line(text.of(who=verbatim(who))),), ((go_on(token),),))


def person_is_done(token: str, name: str) -> Message:
    """To a candidate: the bot is back. `token`: of the candidate's seat."""
    text = _("Het gesprek met {name} is klaar. Ik ben er weer. Zullen we verdergaan?").of(name=verbatim(name))
    return Message((Line(text),), ((go_on(token),),))


def candidate_goes_on(name: str) -> Message:
    """To a professional: the candidate went back to the bot."""
    return Message((Line(_("{name} is klaar met praten.").of(name=named(name))),), ((HOME,),))


def nobody_answered(token: str, name: str, contact: str) -> Message:
    """To a candidate: a working day has passed. `token`: of the candidate's seat."""
    lines = [Line(_("{name} heeft nog niet geantwoord. Dat spijt me.").of(name=verbatim(name)))]
    if contact:
        lines.append(Line(_("Je kunt ook zelf contact opnemen: {contact}").of(contact=contact)))
    lines.append(Line(_("Je vraag blijft staan. Je kunt ook verder met de vragen.")))
    return Message(tuple(lines), ((go_on(token),),))


def waits_for_answer(token: str, name: str) -> Message:
    """To a coordinator: a candidate got no answer for a working day."""
    text = _("🙋 {name} wacht al een werkdag op antwoord van een mens.").of(name=named(name))
    return Message((Line(text),), _card(token))


def reminder(token: str, name: str, who: str, left: int) -> Message:
    """To a candidate who stopped halfway. `token`: of the candidate's seat; `left`: questions to go."""
    text = counted(
        "{who} denkt aan je. Je hebt nog {n} vraag. Zullen we verdergaan?",
        "{who} denkt aan je. Je hebt nog {n} vragen. Zullen we verdergaan?",
        left,
    )
    hello = (Line(_("Hoi {name}!").of(name=verbatim(name))),) if name else ()
    return Message((*hello, Line(text.of(who=verbatim(who)))), ((go_on(token),),))


def new_consultant(token: str, who: str) -> Message:
    """To a candidate: somebody else guides them now. `token`: of the candidate's seat."""
    return Message((Line(_("{who} is nu je begeleider.").of(who=verbatim(who))),), ((go_on(token),),))


def no_consultant(token: str, who: str) -> Message:
    """To a candidate: nobody guides them now. `token`: of the candidate's seat."""
    text = _("{who} is niet meer je begeleider. Je kunt gewoon verder. Wil je hulp? Typ dan: hulp")
    return Message((Line(text.of(who=verbatim(who))),), ((go_on(token),),))


def notice(text: Text, token: str, name: str) -> Message:
    """To a professional: something happened with a candidate; `text` says it, with {name} for the candidate."""
    ways = ((button(_("📋 Mijn kandidaten"), "mine"),),) if text == TAKEN_OVER else _card(token)
    return Message((Line(text.of(name=named(name))),), ways)


STARTED = _("▶ {name} is begonnen.")
SILENT = _("💤 {name} is al een paar dagen stil.")
HANDED_OVER = _("🤝 {name} is aan jou overgedragen.")
TAKEN_OVER = _("🤝 {name} wordt nu door een collega begeleid.")
ALONE = _("❗ {name} heeft geen begeleider meer.")
NEW_PHONE = _("📱 {name} gaat verder op een nieuwe telefoon. Klopt dat niet? Maak dan een nieuwe link.")
WRONG_PERSON = _(
    "⚠️ De link voor {name} is door iemand anders geopend. Die persoon kan er niet meer bij. Maak een nieuwe link."
)


def erased() -> Message:
    """To a professional: a candidate is gone, and nothing of them is left: not even here."""
    return Message(
        (Line(_("🗑 Een van je kandidaten heeft alles gewist.")),), ((button(_("📋 Mijn kandidaten"), "mine"),),)
    )


def left_alone(name: str, n: int) -> Message:
    """To a coordinator: somebody's role is taken away, and so many candidates wait for another consultant."""
    text = counted(
        "❗ {n} kandidaat van {name} heeft geen begeleider.", "❗ {n} kandidaten van {name} hebben geen begeleider.", n
    )
    return Message((Line(text.of(name=verbatim(name))),), ((button(_("📋 Mijn kandidaten"), "mine"),),))


def joined(who: str, role: Role, may_take_away: bool) -> Message:
    """To who invited somebody: they are here. `may_take_away`: whether whoever reads this can undo it."""
    text = _("{who} doet nu mee als {role}. Ken je deze persoon niet? Zeg het de coördinator.")
    colleagues: tuple[Button, ...] = ()
    if may_take_away:
        text = _("{who} doet nu mee als {role}. Ken je deze persoon niet? Neem de rol dan weg.")
        colleagues = (button(_("👥 Collega's in de regio"), "people"),)
    return Message((Line(text.of(who=verbatim(who), role=ROLES[role])),), ((*colleagues, HOME),))


def now_your_questions(token: str, name: str) -> Message:
    """To a professional, after the candidate's questions: what is left are their own."""
    text = _("De vragen samen zijn klaar. Nu nog een paar korte vragen voor jou, zonder {name} erbij.").of(
        name=named(name)
    )
    mine = button(_("✍️ Mijn vragen"), "background", token)
    return Message((Line(text),), ((mine,), (button(_("👤 Kaart"), "case", token), HOME)))


def invited_by(token: str, name: str, who: str) -> Message:
    """To a candidate who opens a link. `token`: of the intake."""
    if name:
        text = _("Hoi {name}! {who} heeft dit voor je klaargezet.").of(name=verbatim(name), who=verbatim(who))
        wrong = button(_("Ik ben niet {name}").of(name=verbatim(name)), "not_me", token)
        return Message((Line(text),), ((wrong,),))
    return Message((Line(_("Hoi! {who} heeft dit voor je klaargezet.").of(who=verbatim(who))),))


def not_for_you() -> Message:
    """To somebody who opened a link that was for somebody else."""
    return Message((Line(_("Dank je dat je dat zegt. Ik heb je hier weer gewist. Er is niets van je bewaard.")),))


def may_guide(code: str, who: str, name: str, on: str) -> Message:
    """To a candidate with an intake who opens the link of a consultant for `name`. `on`: the token of their own seat."""
    theirs = _("De link is voor {name}. Ben jij dat niet? Kies dan: Nee.").of(name=named(name))
    lines = (
        Line(_("Je hebt al een gesprek met mij. {who} nodigt je nu uit.").of(who=verbatim(who))),
        *((Line(theirs),) if name else ()),
        Line(_("Mag {who} je begeleiden en je antwoorden lezen?").of(who=verbatim(who)), Style.STRONG),
    )
    no = Button(_("Nee, laat het zo"), Pressed(on, "", 0, Control.GO_ON.value))
    return Message(lines, ((button(_("Ja, dat mag"), "guide", code),), (no,)))


def _to_candidate(token: str) -> tuple[tuple[Button, ...], ...]:
    return ((button(_("💬 Antwoord"), "talk", token), button(_("👤 Kaart"), "case", token)), *done(token))


def done(token: str) -> tuple[tuple[Button, ...], ...]:
    """The button with which a professional ends a talk."""
    return ((button(_("✅ Klaar met praten"), "talked", token),),)


def _card(token: str) -> tuple[tuple[Button, ...], ...]:
    return ((button(_("👤 Kaart"), "case", token),),)
