"""What the bot can show: the question with its buttons, and the few screens beside it. No decisions are taken here."""

from dataclasses import dataclass
from datetime import timedelta

from dialogs.answers import CANDIDATE, Given, State
from dialogs.controls import LABELS, MENUS, Control
from dialogs.dialogue import Dialogue, Question
from dialogs.events import Pressed
from dialogs.kinds.kind import Offer
from dialogs.messages import Button, Line, Message, Style
from dialogs.pages.going import OWN_COPY
from dialogs.scene import Scene, World
from dialogs.text import Text, _, render

PATIENCE = 2
"""After so many misunderstandings in a row the bot offers a person."""
SHORT = 40
"""Characters of an answer that fit on a button."""
WIDE = 2
"""Buttons in a row of the overview."""
ONE_NIGHT = timedelta(hours=13)
"""What is not further away needs no day: it is the coming morning."""


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens of a conversation as it stands."""

    dialogue: Dialogue
    state: State
    world: World
    by: str = CANDIDATE

    @property
    def scene(self) -> Scene:
        """What the kinds of answer may look at now."""
        return self.dialogue.scene(self.state, self.world)

    def question(self, question: Question, notes: tuple[Text, ...], *, again: bool, in_place: bool) -> Message:
        """A question, with `notes` above it. `again`: without what need not be said twice."""
        given = self.state.given(question.key)
        offer = question.kind.offer(given.draft, self.scene)
        lines = [*map(Line, notes), *(() if again else offer.preface), *offer.lines]
        lines.append(Line(offer.asks or question.text, Style.STRONG))
        if question.hint and offer.asks is None and not again:
            lines.append(Line(question.hint, Style.QUIET))
        if self._lost:
            lines.append(Line(_("Komen we er niet uit? Dan kun je met een mens praten.")))
        buttons = self._buttons(question, given, offer)
        return Message(tuple(lines), buttons, question.key, self.dialogue.progress(self.state), in_place)

    def _buttons(self, question: Question, given: Given, offer: Offer) -> tuple[tuple[Button, ...], ...]:
        def button(label: Text, value: str) -> Button:
            return Button(label, Pressed(self.state.token, question.key, given.revision, value))

        rows = [tuple(button(option.label, option.value) for option in row) for row in offer.rows]
        if given.settled is not None and question.kind.may_keep(given.draft):
            rows.append((button(self._keep(question, given), Control.KEEP),))
        if question.optional:
            rows.append((button(self.dialogue.skip.label, Control.SKIP),))
        if self._lost:
            rows.append((button(LABELS[Control.PERSON], Control.PERSON),))
        first = question.key == self.dialogue.questions[0].key
        always = (Control.WHY, Control.MENU) if first else (Control.BACK, Control.WHY, Control.MENU)
        rows.append(tuple(button(LABELS[control], control) for control in always))
        return tuple(row for row in rows if row)

    @property
    def _lost(self) -> bool:
        """Whether a human being would be more help to the candidate than we are."""
        return self.state.misses >= PATIENCE and self.by == CANDIDATE

    def _keep(self, question: Question, given: Given) -> Text:
        was = question.show(given.settled, self.scene)
        short = len(render(was, self.world.language)) <= SHORT
        return LABELS[Control.KEEP].of(answer=was) if short else _("↩ Laat het zoals het was")

    def answered(self, question: Question) -> Message:
        """What stays of a question when a button has answered it."""
        answer = question.show(self.state.given(question.key).settled, self.scene)
        return Message((Line(question.text), Line(_("✔️ {answer}").of(answer=answer), Style.STRONG)))

    def done(self, notes: tuple[Text, ...]) -> Message:
        """All is answered: what happens next, and the summary."""
        scene = self.scene
        known = {question.key: question for question in self.dialogue.questions}
        shown = {key: known[key].show(value, scene) for key, value in scene.values.items()}
        lines = [*map(Line, notes), *(Line(text.of(**shown)) for text in self.dialogue.done), *scene.overview]
        copy = ((OWN_COPY,),) if self.by == CANDIDATE else ()
        rows = (*copy, self._row(Control.OVERVIEW), self._row(Control.MENU))
        return Message(tuple(lines), rows, None, self.dialogue.progress(self.state))

    def menu(self) -> Message:
        """What can always be done."""
        rows = (self._row(*controls) for controls in MENUS[self.by])
        return Message((Line(_("Wat wil je doen?")),), (*rows, self._row(Control.GO_ON)))

    def overview(self) -> Message:
        """All answers, each with a button to change it."""
        changes = [
            self._change(question)
            for question, given in self.dialogue.applicable(self.state)
            if given.settled is not None and question.in_overview
        ]
        lines = self.scene.overview or (Line(_("Je hebt nog niets ingevuld.")),)
        asks = (Line(_("Wat wil je veranderen?"), Style.STRONG),) if changes else ()
        rows = [tuple(changes[start : start + WIDE]) for start in range(0, len(changes), WIDE)]
        return Message((*lines, *asks), (*rows, self._row(Control.GO_ON)))

    def edited(self, last: Question) -> Message:
        """Somebody changed an old message: perhaps they want to change their last answer."""
        text = _("Je hebt een bericht veranderd. Dat kan ik niet zien. Wil je je antwoord veranderen?")
        return Message((Line(text),), ((self._change(last),), self._row(Control.OVERVIEW), self._row(Control.GO_ON)))

    def person(self) -> Message:
        """Somebody wants to talk to a human being."""
        if self.world.helper:
            now = _("Je praat nu met {helper}. Schrijf hier je bericht. Ik geef het door en ben zelf even stil.")
            lines = [Line(now.of(helper=self.world.helper))]
        else:
            lines = [Line(_("Ik geef door dat je met een mens wilt praten. Die neemt contact met je op."))]
        if self.world.helper_from is not None:
            begins = self.world.helper_from
            text = _("{helper} is er nu niet, en leest je bericht op {day}, vanaf {time} uur.")
            if begins - self.world.now <= ONE_NIGHT:
                text = _("Nu is het laat. {helper} leest je bericht vanaf {time} uur.")
            lines.append(Line(text.of(helper=self.world.helper, day=begins.date(), time=begins.time())))
        if self.world.contact:
            lines.append(Line(_("Je kunt ook zelf contact opnemen: {contact}").of(contact=self.world.contact)))
        return Message(tuple(lines), (self._row(Control.GO_ON),))

    def stopped(self) -> Message:
        """Goodbye for now."""
        text = _("Goed, we stoppen. Je antwoorden zijn bewaard. Wil je verder? Stuur dan een bericht.")
        return Message((Line(text),), (self._row(Control.GO_ON),))

    def erasing(self) -> Message:
        """Really?"""
        text = _("Wil je echt alles wissen? Dan zijn al je antwoorden weg, en ook je afspraak.")
        keep = Button(_("Nee, bewaar mijn antwoorden"), self._press(Control.GO_ON))
        return Message((Line(text, Style.STRONG),), (self._row(Control.ERASE_SURELY), (keep,)))

    def erased(self) -> Message:
        """Goodbye for good, unless they want otherwise."""
        text = _("Alles is gewist. Dank je wel voor je tijd. Wil je opnieuw beginnen? Stuur dan een bericht.")
        return Message((Line(text),))

    @property
    def go_on(self) -> Button:
        """Back to the questions."""
        return self._row(Control.GO_ON)[0]

    def _row(self, *controls: Control) -> tuple[Button, ...]:
        return tuple(Button(LABELS[control], self._press(control)) for control in controls)

    def _change(self, question: Question) -> Button:
        return Button(LABELS[Control.CHANGE].of(question=question.name), self._press(Control.CHANGE, question.key))

    def _press(self, value: str, key: str = "") -> Pressed:
        """A button that means the same at any time."""
        return Pressed(self.state.token, key, 0, value)
