"""One turn of a conversation: what a person did, and what that makes of it. The engine; pure, and the same for every dialogue."""

from dataclasses import dataclass, replace

from dialogs.answers import CANDIDATE, CONSULTANT, Given, State
from dialogs.controls import Control, heard_control
from dialogs.dialogue import Dialogue, Question, skipped
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from dialogs.handbook.for_candidates import CARDS
from dialogs.handbook.search import search
from dialogs.hearing import NO_IDEA, exact_option, heard_option, normal, readable, spoken_forms
from dialogs.kinds.kind import Complete, Misread, Partial, Reading
from dialogs.messages import Message
from dialogs.pages.handbook import card_page
from dialogs.privacy import holds_bsn
from dialogs.scene import World
from dialogs.screens import Screens
from dialogs.text import Text, _
from dialogs.wishes import AskPerson, Erase, Finish, Leave, Speak, Wish

LONGEST = 1000
"""Characters; what is longer is no answer to any question."""
STOPPED, ERASING = "stopped", "erasing"
ABOUT_ONE = (Control.BACK, Control.KEEP, Control.SKIP)
"""What is said of the question on the screen, and of no other."""
STILL_HEARD = (Control.WHY, Control.MENU, Control.OVERVIEW, Control.LANGUAGE, Control.PERSON, Control.ERASE)
"""What somebody who stopped can ask for; any other words only say that they are back, and are no answer."""

UNREADABLE: dict[Unreadable, Text] = {
    Unreadable.PHOTO: _("Een foto kan ik niet bekijken. Typ je antwoord, of kies een knop."),
    Unreadable.STICKER: _("Leuk! Maar een sticker kan ik niet lezen. Typ je antwoord, of kies een knop."),
    Unreadable.VOICE: _("Ik kan nog niet luisteren. Typ je antwoord, of kies een knop."),
    Unreadable.LOCATION: _("Een locatie kan ik niet lezen. Typ je antwoord, of kies een knop."),
    Unreadable.CONTACT: _("Een contact bewaar ik niet. Typ je antwoord, of kies een knop."),
    Unreadable.OTHER: _("Dit kan ik niet lezen. Typ je antwoord, of kies een knop."),
}
WHO = {CANDIDATE: _("De kandidaat"), CONSULTANT: _("Je begeleider")}
YES = _("ja, ja wis alles, jazeker, zeker, wis alles, wissen, yes")


@dataclass(frozen=True, slots=True)
class Turn:
    """What a turn gives back. `pressed`: how the message with the pressed button looks from now on, when that changes."""

    state: State
    messages: tuple[Message, ...]
    wishes: tuple[Wish, ...] = ()
    pressed: Message | None = None


def take(dialogue: Dialogue, state: State, event: Event, world: World, by: str = CANDIDATE) -> Turn:
    """The turn that `event` (what a person did, `by` which of the two) makes of the conversation so far.

    Never raises for anything a person does.
    """
    return _Taking(dialogue, state, world, by).take(event)


@dataclass(frozen=True, slots=True)
class _Taking:
    """A turn being taken."""

    dialogue: Dialogue
    state: State
    world: World
    by: str

    def take(self, event: Event) -> Turn:
        match event:
            case Arrived():
                unknown = _("Die link ken ik niet meer. Dat geeft niet.")
                return self._welcome(*(() if event.understood else (unknown,)))
            case Pressed():
                return self._pressed(event)
            case Said():
                return self._said(readable(event.text))
            case Sent():
                return self._welcome() if self.state.aside == STOPPED else self._misread(UNREADABLE[event.what])
            case Edited():
                return self._edited()

    # What the person did.

    def _pressed(self, press: Pressed) -> Turn:
        if press.token != self.state.token:
            return self._ask()
        control = Control.of(press.value)
        if control is None:
            return self._answer_pressed(press)
        if control in ABOUT_ONE and not self._is_current(press):
            return self._ask(*self._meanwhile(press.question))
        return self._control(control, press.question, pressed=True)

    def _is_current(self, press: Pressed) -> bool:
        """Whether the button belongs to what is asked now, and not to something older."""
        question = self._asked
        if question is None or question.key != press.question:
            return False
        given = self.state.given(question.key)
        any_order = question.kind.any_order and not press.value.startswith("!")
        return press.revision == given.revision or (any_order and given.since <= press.revision < given.revision)

    def _answer_pressed(self, press: Pressed) -> Turn:
        question = self._asked
        if question is None or not self._is_current(press):
            return self._ask(*self._meanwhile(press.question))
        draft = self.state.given(question.key).draft
        return self._fold(question, question.kind.choose(draft, press.value, self._screens.scene), pressed=True)

    def _said(self, said: str) -> Turn:
        if self.state.aside == ERASING:
            return self._erase_or_not(said)
        control = heard_control(said, self.world.language)
        if self.state.aside == STOPPED and control not in STILL_HEARD:
            return self._welcome()
        if holds_bsn(said):
            return self._misread(_("Dat lijkt een BSN. Dat nummer vragen we nooit. We bewaren het niet."))
        if len(said) > LONGEST:
            return self._misread(_("Dat is te lang voor mij. Kun je het in één zin zeggen?"))
        question = self._asked
        shown = question is not None and self._is_shown(question)
        if question is not None and shown:
            control = self._meant(said, question, control)
        if control is not None and (question is None or shown or control not in ABOUT_ONE):
            return self._control(control, question.key if question else "")
        if question is None or not shown:  # somebody else has answered what is on this screen, or what it depends on
            return self._ask(*self._meanwhile(self.state.asked))
        reading = question.kind.hear(self.state.given(question.key).draft, said, self._screens.scene)
        if isinstance(reading, Misread):
            return self._no_answer(question, said, reading)
        return self._fold(question, reading)

    def _is_shown(self, question: Question) -> bool:
        """Whether this is the question on the person's screen. When all was answered, there is none."""
        asked = self.state.asked
        return asked == question.key or (asked is None and not self.state.finished)

    def _no_answer(self, question: Question, said: str, reading: Misread) -> Turn:
        """What somebody said is no answer: perhaps they do not know, or ask something themselves."""
        if normal(said) in spoken_forms(NO_IDEA, self.world.language):
            return self._no_idea(question)
        if said.rstrip().endswith("?") and self.by == CANDIDATE:
            found = search(said, CARDS, limit=1, language=self.world.language)
            if found:
                return Turn(self.state, (card_page(found[0], CARDS, (self._screens.go_on,)),))
        return self._misread(reading.because)

    def _meanwhile(self, key: str | None) -> tuple[Text, ...]:
        """What to say to who answers a question that somebody else has answered a moment ago."""
        question = self.dialogue.question(key) if key else None
        given = self.state.given(question.key) if question else Given()
        if question is None or given.open or given.by == self.by:
            return ()
        answer = question.show(given.settled, self._screens.scene)
        text = _("{who} heeft dit net ingevuld. {question}: {answer}.")
        return (text.of(who=WHO.get(given.by, WHO[CONSULTANT]), question=question.name, answer=answer),)

    def _meant(self, said: str, question: Question, control: Control | None) -> Control | None:
        """The control that is meant, now that this question is on the screen: its own options go before what always works."""
        rows = question.kind.offer(self.state.given(question.key).draft, self._screens.scene).rows
        options = [option for row in rows for option in row]
        exact = exact_option(said, options, self.world.language)
        if exact is not None:
            return Control.of(exact.value)
        near = heard_option(said, options, self.world.language)
        return control or (Control.of(near.value) if near else None)

    def _edited(self) -> Turn:
        last = self.dialogue.previous(self.state, self.by)
        if last is None or self.state.aside:
            return self._ask()
        return Turn(self._heard(), (self._screens.edited(last),))

    # What comes of an answer.

    def _fold(self, question: Question, reading: Reading, pressed: bool = False) -> Turn:
        given = self.state.given(question.key)
        match reading:
            case Misread():
                return self._misread(reading.because)
            case Partial():
                state = self._heard().with_given(question.key, given.drafted(reading.draft, self.by))
                asked = replace(self, state=state)._ask(*((reading.note,) if reading.note else ()), in_place=pressed)
                return replace(asked, wishes=(*reading.wishes, *asked.wishes))
            case Complete():
                return self._settle(question, given.whole(reading.value, self.by), reading.wishes, pressed)

    def _settle(self, question: Question, given: Given, wishes: tuple[Wish, ...], pressed: bool) -> Turn:
        """The answer is whole: say what must be said about it, and go on."""
        state = self._heard().with_given(question.key, given)
        language = next((wish.language for wish in wishes if isinstance(wish, Speak)), self.world.language)
        after = replace(self, state=state, world=self.world.speaking(language))
        values = self.dialogue.values(state)
        notes = [note.text for note in question.notes if note.when.holds(values)]
        asked = after._ask(*notes)
        answered = after._screens.answered(question) if pressed else None
        return replace(asked, wishes=(*wishes, *asked.wishes), pressed=answered)

    def _no_idea(self, question: Question) -> Turn:
        if question.optional:
            return self._control(Control.SKIP, question.key)
        return self._misread(_("Dat geeft niet. Zeg wat er het meest op lijkt. We praten er later nog over."))

    def _misread(self, because: Text) -> Turn:
        """One short sentence, and the question again; after two of them, a person."""
        state = replace(self.state, misses=self.state.misses + 1)
        return replace(self, state=state)._ask(because, again=True)

    def _heard(self) -> State:
        return replace(self.state, misses=0, aside=None)

    # What always works.

    def _control(self, control: Control, key: str, pressed: bool = False) -> Turn:
        if control is Control.ERASE_SURELY and self.state.aside == ERASING:
            return self._erase()
        turn = replace(self, state=self._heard())._controlled(control, self.dialogue.question(key), pressed)
        if pressed and turn.pressed is None and turn.messages:
            first, *rest = turn.messages
            turn = replace(turn, messages=(replace(first, in_place=True), *rest))
        return turn

    def _controlled(self, control: Control, question: Question | None, pressed: bool) -> Turn:
        match control:
            case Control.BACK:
                return self._back()
            case Control.WHY:
                return self._why()
            case Control.MENU:
                return Turn(self.state, (self._screens.menu(),))
            case Control.OVERVIEW:
                return Turn(self.state, (self._screens.overview(),))
            case Control.CHANGE:
                return self._reopen(question) if question else self._ask()
            case Control.LANGUAGE:
                asked = self.dialogue.question("language")
                return self._reopen(asked) if asked else self._ask()
            case Control.KEEP:
                return self._keep(question, pressed) if question else self._ask()
            case Control.SKIP:
                return self._skip(question, pressed) if question else self._ask()
            case Control.REPEAT | Control.GO_ON:
                return self._ask()
            case Control.HOME:
                return self._leave()
            case Control.ABOUT:
                return Turn(self.state, (card_page(CARDS[0], CARDS, (self._screens.go_on,)),))
            case Control.PERSON:
                # While a human being is talking the bot is silent.
                aside = STOPPED if self.world.helper else None
                return Turn(replace(self.state, aside=aside), (self._screens.person(),), (AskPerson(),))
            case Control.STOP if self.by == CONSULTANT:
                return self._leave()
            case Control.STOP:
                return Turn(replace(self.state, aside=STOPPED), (self._screens.stopped(),))
            case Control.ERASE | Control.ERASE_SURELY if self.by == CONSULTANT:
                return self._ask(_("Alleen de kandidaat zelf kan alles wissen. Jij kunt stoppen met begeleiden."))
            case Control.ERASE | Control.ERASE_SURELY:
                return Turn(replace(self.state, aside=ERASING), (self._screens.erasing(),))

    def _leave(self) -> Turn:
        """A professional goes elsewhere; a candidate has nowhere else to go."""
        return Turn(self.state, (), (Leave(),)) if self.by == CONSULTANT else self._ask()

    def _welcome(self, *notes: Text) -> Turn:
        begun = self.dialogue.progress(self.state).answered > 0
        back = (_("Welkom terug! We gaan verder waar je was."),) if begun and self._asked else ()
        return replace(self, state=self._heard())._ask(*back, *notes)

    def _back(self) -> Turn:
        """Undo the last step inside the question, or else ask the one before it again."""
        now = self._asked
        if now is not None:
            given = self.state.given(now.key)
            step = now.kind.step_back(given.draft)
            if step is not None:
                state = self.state.with_given(now.key, given.drafted(step.draft, self.by))
                return replace(self, state=state)._ask()
        before = self.dialogue.previous(self.state, self.by)
        return self._reopen(before) if before else self._ask(_("Dit is de eerste vraag."))

    def _reopen(self, question: Question) -> Turn:
        """Ask an answered question again, now; its answer stays until there is a new one."""
        given = self.state.given(question.key)
        if question.key not in self.dialogue.values(self.state):
            return self._ask(first=self.dialogue.next(self.state, self.by))
        if given.open:
            return self._ask(first=question)
        draft = None if skipped(given.settled) else question.kind.reopen(given.settled)
        return replace(self, state=self.state.with_given(question.key, given.reopened(draft, self.by)))._ask(
            first=question
        )

    def _keep(self, question: Question, pressed: bool) -> Turn:
        given = self.state.given(question.key)
        if not given.open or given.settled is None or not question.kind.may_keep(given.draft):
            return self._ask()
        return self._settle(question, given.kept(self.by), (), pressed)

    def _skip(self, question: Question, pressed: bool) -> Turn:
        if not question.optional:
            return self._ask(_("Deze vraag hebben we echt nodig. Weet je het niet? Vraag hulp met de knop Meer."))
        return self._settle(
            question, self.state.given(question.key).whole(self.dialogue.skip.value, self.by), (), pressed
        )

    def _why(self) -> Turn:
        question = self._asked
        return self._ask(*((question.why,) if question else ()), again=True)

    def _erase_or_not(self, said: str) -> Turn:
        if normal(said) in spoken_forms(YES, self.world.language):
            return self._erase()
        return replace(self, state=self._heard())._ask(_("Er is niets gewist."))

    def _erase(self) -> Turn:
        return Turn(self._heard(), (self._screens.erased(),), (Erase(),))

    # What is shown.

    @property
    def _asked(self) -> Question | None:
        return self.dialogue.asked(self.state, self.by)

    @property
    def _screens(self) -> Screens:
        return Screens(self.dialogue, self.state, self.world, self.by)

    def _ask(self, *notes: Text, again: bool = False, in_place: bool = False, first: Question | None = None) -> Turn:
        """Put the answer on the screen that is being changed, else the first question that is open, or say that all is done.

        `again`: without what comes before it. `first`: the question to put before all others.
        """
        now = self._asked
        changing = now if now is not None and self.state.given(now.key).settled is not None else None
        question = first or changing or self.dialogue.next(self.state, self.by)
        # What is on the screen is the question now, and nothing beside it.
        state = replace(self.state, aside=None, asked=question.key if question else None)
        if question is not None:
            return Turn(state, (self._screens.question(question, notes, again=again, in_place=in_place),))
        wishes = () if state.finished else (Finish(),)
        return Turn(replace(state, finished=True), (self._screens.done(notes),), wishes)
