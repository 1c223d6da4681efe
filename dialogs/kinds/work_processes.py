"""Work that someone likes: said in own words, then chosen from cards."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, cast

from dialogs.answers import Json
from dialogs.hearing import exact_option, heard_option, normal, spoken_forms
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.kinds.one_of import in_rows
from dialogs.messages import Line, Style
from dialogs.scene import Scene, World
from dialogs.text import Text, _, listing, of_work, verbatim
from dialogs.wishes import CountUnmatched

LONGEST, MOST_SAID, SHOWN_BACK = 300, 12, 160
"""Characters in one thing said; things said; characters of them that are shown back."""
CARDS = 4

NOTHING_YET = "none"
"""Stands in a spreadsheet for work that is still to be found."""

PICTURE = "kind:"
"""How the value of a button with a kind of work begins."""

YES = Option("yes", _("👍 Ja"), also=_("ja, graag, leuk, ja hoor, jawel, yes, ok, oké, goed"))
MAYBE = Option("maybe", _("🤔 Misschien"), also=_("misschien, weet niet, weet ik niet, kan, beetje"))
NO = Option("no", _("👎 Nee"), also=_("nee, niet leuk, liever niet, nee hoor, no"))
NONE = Option("none", _("Geen van deze"), also=_("geen, niets, geen een, geen enkele"))
GO_ON = Option("go", _("✅ Verder"), also=_("verder, klaar, nee, niets meer, dit was het, volgende, dat is alles"))
PICTURES = Option("pictures", _("🖼 Laat soorten werk zien"), also=_("plaatjes, soorten werk, voorbeelden, foto's"))
AGAIN = Option("again", _("🔄 Opnieuw kiezen"), also=_("opnieuw, opnieuw kiezen, overnieuw"))
UNDECIDED = Option("go", _("Ik weet het nog niet. Ga verder."), also=_("weet niet, verder, klaar, ga verder"))
NO_IDEA = _("weet ik niet, weet niet, geen idee, ik weet het niet, maakt niet uit, alles, niks, niets, kweenie")
ENOUGH = _("Je hebt al veel verteld, dank je wel. Kies nu Verder.")
LATER = _("Later kun je misschien doorleren, bijvoorbeeld voor: {work}.")
NOTHING_FOUND = _("Daar vond ik geen werk bij.")


@dataclass(frozen=True, slots=True)
class KindOfWork:
    """A picture of a kind of work, and the words it stands for."""

    code: str
    label: Text
    words: str


KINDS_OF_WORK = (
    KindOfWork("green", _("🌿 Planten en tuinen"), "planten, tuin, groen"),
    KindOfWork("animals", _("🐄 Dieren"), "dieren verzorgen"),
    KindOfWork("food", _("🍳 Koken en bakken"), "koken, bakken, keuken"),
    KindOfWork("guests", _("☕ Gasten en bediening"), "bediening, gasten, koffie schenken"),
    KindOfWork("care", _("🤝 Mensen helpen"), "mensen helpen, zorg, ouderen"),
    KindOfWork("cleaning", _("🧹 Schoonmaken"), "schoonmaken, poetsen"),
    KindOfWork("shop", _("🛒 Winkel"), "winkel, verkopen, vakken vullen"),
    KindOfWork("storage", _("📦 Magazijn"), "magazijn, inpakken, orders verzamelen"),
    KindOfWork("driving", _("🚚 Rijden"), "chauffeur, rijden, bus, vrachtwagen"),
    KindOfWork("building", _("🧱 Bouwen en schilderen"), "bouwen, metselen, schilderen, timmeren"),
    KindOfWork("technology", _("🔧 Techniek en metaal"), "techniek, metaal, lassen, elektra"),
    KindOfWork("vehicles", _("🚲 Auto's en fietsen"), "auto repareren, fietsen maken"),
    KindOfWork("factory", _("🏭 Fabriek"), "fabriek, machine bedienen, productie"),
    KindOfWork("office", _("💻 Kantoor en computers"), "kantoor, computer, administratie"),
    KindOfWork("clothes", _("🧵 Kleding en stof"), "naaien, kleding, stof"),
    KindOfWork("looks", _("✂️ Haar en uiterlijk"), "kapper, haar knippen"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is there of the answer. `cards`: the choices of this round, each with the words that led to it; `at`: the card shown."""

    said: tuple[str, ...] = ()
    cards: tuple[tuple[str, str], ...] = ()
    at: int = 0
    pictures: bool = False
    yes: tuple[str, ...] = ()
    maybe: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @classmethod
    def of(cls, stored: Json) -> "Draft":
        """The draft as it was stored; an empty one when there is none."""
        if not isinstance(stored, dict):
            return cls()
        kept = cast(dict[str, Any], stored)
        lists = {name: tuple(kept.get(name, ())) for name in ("said", "yes", "maybe", "no")}
        cards = tuple((str(choice), str(because)) for choice, because in kept.get("cards", ()))
        return cls(cards=cards, at=int(kept.get("at", 0)), pictures=bool(kept.get("pictures", False)), **lists)

    @property
    def stored(self) -> Json:
        """The draft as a value to store."""
        return {name: _listed(value) for name, value in asdict(self).items()}

    @property
    def card(self) -> tuple[str, str] | None:
        """The card that is shown now, with the words that led to it."""
        return self.cards[self.at] if self.at < len(self.cards) else None

    def decided(self, verdict: str) -> "Draft":
        """The draft after `verdict` ("yes", "maybe" or "no") on the card that is shown."""
        choice, _because = self.cards[self.at]
        others = self.undecided(choice)
        return replace(
            others,
            at=self.at + 1,
            yes=(*others.yes, choice) if verdict == YES.value else others.yes,
            maybe=(*others.maybe, choice) if verdict == MAYBE.value else others.maybe,
            no=(*others.no, choice) if verdict == NO.value else others.no,
        )

    def undecided(self, choice: str) -> "Draft":
        """The draft without any verdict on `choice`."""
        yes, maybe, no = (tuple(one for one in given if one != choice) for given in (self.yes, self.maybe, self.no))
        return replace(self, yes=yes, maybe=maybe, no=no)


@dataclass(frozen=True)
class WorkProcesses(Kind):
    """Work processes, or qualifications as a whole, that the person likes; at most `at_most`, and none is possible too.

    The answer: {"said": own words, "yes": choices, "maybe": choices, "no": choices}.
    """

    at_most: int = 9
    kinds: tuple[KindOfWork, ...] = field(default=KINDS_OF_WORK)

    def offer(self, draft: Json, scene: Scene) -> Offer:
        now = Draft.of(draft)
        if now.card:
            return self._card(now, scene.world)
        chosen = tuple(_title(choice, scene.world) for choice in (*now.yes, *now.maybe))
        lines = (Line(_("Je koos: {work}.").of(work=listing(chosen))),) if chosen else ()
        last = GO_ON if chosen else UNDECIDED
        if now.pictures:
            options = [Option(f"{PICTURE}{kind.code}", kind.label) for kind in self.kinds]
            return Offer((), lines, _("Welk soort werk lijkt je leuk? Kies of typ."), (*in_rows(options, 2), (last,)))
        if chosen:
            return Offer(
                (), lines, _("Vind je nog ander werk leuk? Typ het. Of kies Verder."), ((PICTURES,), (AGAIN,), (last,))
            )
        if now.said:
            return Offer((), lines, _("Wat vind je dan leuk om te doen? Denk aan een hobby."), ((PICTURES,), (last,)))
        return Offer(rows=((PICTURES,),))

    def _card(self, now: Draft, world: World) -> Offer:
        choice, because = now.cards[now.at]
        plain = world.plain[choice]
        count = _("Kaart {n} van {total}").of(n=now.at + 1, total=len(now.cards))
        lines = [Line(count, Style.QUIET), Line(of_work(plain.title), Style.STRONG)]
        if plain.sentence:
            lines.append(Line(of_work(plain.sentence)))
        kind = self._kind(because)
        if kind:
            lines.append(Line(_("Omdat je koos: {kind}").of(kind=kind.label), Style.QUIET))
        elif because:
            lines.append(Line(_("Omdat je zei: {words}").of(words=because), Style.QUIET))
        verdicts = tuple(Option(f"{verdict.value}:{choice}", verdict.label) for verdict in (YES, MAYBE, NO))
        return Offer((), tuple(lines), _("Lijkt dit je leuk?"), (verdicts, (NONE,)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        now = Draft.of(draft)
        action, _colon, detail = option.partition(":")
        if now.card and action in (YES.value, MAYBE.value, NO.value) and detail == now.card[0]:
            return self._after(now.decided(action))
        if now.card and action == NONE.value:
            while now.card:
                now = now.decided(NO.value)
            return self._after(now)
        if action == PICTURES.value and not now.card:
            return Partial(replace(now, pictures=True).stored)
        if action == AGAIN.value and not now.card:
            return Partial(Draft(said=now.said, pictures=True).stored, _("Goed, we beginnen opnieuw met kiezen."))
        kind = self._kind(option)
        if kind and not now.card:
            return self._search(now, kind.words, scene, because=option)
        if action == GO_ON.value and not now.card:
            return self._complete(now)
        return self._misread(now)

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        now = Draft.of(draft)
        language = scene.world.language
        if now.card:
            heard = heard_option(said, (YES, MAYBE, NO, NONE), language)
            if heard and _short(said):
                detail = f":{now.card[0]}" if heard is not NONE else ""
                return self.choose(draft, heard.value + detail, scene)
        elif normal(said) in spoken_forms(NO_IDEA, language) and not (now.yes or now.maybe):
            return Partial(replace(now, pictures=True).stored, _("Dat geeft niet. Misschien helpt dit."))
        else:
            options = [option for row in self.offer(draft, scene).rows for option in row]
            heard = heard_option(said, options, language) if _short(said) else None
            if heard:
                return self.choose(draft, heard.value, scene)
        if exact_option(said, (YES, NO), language) or not normal(said):
            return self._misread(now)  # an answer to something else, or no words: not work that is liked
        words = " ".join(said.split())
        if len(words) > LONGEST:
            return Misread(_("Dat is een lang verhaal. Noem één ding dat je leuk vindt, bijvoorbeeld: planten"))
        if len(now.said) >= MOST_SAID:
            return Partial(now.stored, ENOUGH)
        reading = self._search(replace(now, said=tuple(dict.fromkeys((*now.said, words)))), words, scene)
        new = words.casefold() not in map(str.casefold, now.said)
        if isinstance(reading, Partial) and reading.note == NOTHING_FOUND and new:
            return replace(reading, wishes=(CountUnmatched(words),))
        return reading

    def _kind(self, option: str) -> KindOfWork | None:
        return next((kind for kind in self.kinds if option == f"{PICTURE}{kind.code}"), None)

    def _search(self, now: Draft, words: str, scene: Scene, because: str = "") -> Reading:
        if len(now.yes) + len(now.maybe) >= self.at_most:
            return Partial(replace(now, cards=(), at=0, pictures=False).stored, ENOUGH)
        world = scene.world
        seen = frozenset((*now.yes, *now.maybe, *now.no))
        found = world.matcher.match(words, limit=CARDS + len(seen), offered=world.offered)
        cards = tuple((match.choice, because or match.because) for match in found.matches if match.choice not in seen)[
            :CARDS
        ]
        if cards:
            later = LATER.of(work=listing(family.name for family in found.later)) if found.later else None
            return Partial(replace(now, cards=cards, at=0, pictures=False).stored, later)
        if now.card:
            return self._misread(now)  # no other work is meant: the card stays
        nothing = NOTHING_FOUND if found.abstained else _("Dat werk heb je al gezien.")
        return Partial(replace(now, cards=(), at=0, pictures=True).stored, nothing)

    def _after(self, now: Draft) -> Reading:
        if len(now.yes) + len(now.maybe) >= self.at_most:
            return self._complete(now)
        return Partial(now.stored)

    def _complete(self, now: Draft) -> Complete:
        return Complete({name: list(getattr(now, name)) for name in ("said", "yes", "maybe", "no")})

    def _misread(self, now: Draft) -> Misread:
        if now.card:
            return Misread(_("Kies een van de knoppen, bijvoorbeeld: {example}").of(example=YES.label))
        return Misread(_("Typ wat je leuk vindt om te doen, bijvoorbeeld: planten"))

    def show(self, value: Json, scene: Scene) -> Text:
        answer = Draft.of(value)
        said = ", ".join(answer.said)
        said = said if len(said) <= SHOWN_BACK else said[: SHOWN_BACK - 1] + "…"
        yes, maybe = (listing(_title(choice, scene.world) for choice in some) for some in (answer.yes, answer.maybe))
        if answer.yes and answer.maybe:
            chosen = _("{yes}. Misschien ook: {maybe}").of(yes=yes, maybe=maybe)
        elif answer.yes:
            chosen = yes
        elif answer.maybe:
            chosen = _("Misschien: {maybe}").of(maybe=maybe)
        else:
            chosen = _("Dat weet ik nog niet")
        return _("{chosen} (je zei: {said})").of(chosen=chosen, said=said) if said else chosen

    def adopt(self, value: Json) -> Json:
        if not isinstance(value, dict):
            return None
        return {name: _listed(getattr(Draft.of(value), name)) for name in ("said", "yes", "maybe", "no")}

    def samples(self) -> Iterable[Json]:
        nothing: dict[str, Json] = {"said": [], "yes": [], "maybe": [], "no": []}
        longest: list[Json] = ["25740", "25741", "25742", "25743", "25744", "25745", "25746", "25747", "25748"]
        return [nothing, {**nothing, "said": ["W" * LONGEST] * MOST_SAID, "yes": longest[: self.at_most]}]

    def reopen(self, value: Json) -> Json:
        return Draft.of(value).stored

    def figure(self, value: Json, world: World) -> str:
        answer = Draft.of(value)
        return ";".join((*answer.yes, *answer.maybe)) or NOTHING_YET

    def codes(self) -> Mapping[str, Text]:
        return {NOTHING_YET: _("Nog geen werk gekozen")}

    def in_whole(self, value: Json) -> str:
        return "; ".join(Draft.of(value).said)

    @property
    def is_personal(self) -> bool:
        return True

    def step_back(self, draft: Json) -> Partial | None:
        now = Draft.of(draft)
        if now.cards and now.at:
            back = replace(now, at=now.at - 1)
            return Partial(back.undecided(back.cards[back.at][0]).stored)
        if now.cards or now.pictures:
            return Partial(replace(now, cards=(), at=0, pictures=False).stored)
        return None


def _title(choice: str, world: World) -> Text:
    plain = world.plain.get(choice)
    return of_work(plain.title) if plain else verbatim(choice)


def _listed(value: Any) -> Json:
    return [_listed(item) for item in value] if isinstance(value, tuple | list) else value


def _short(said: str) -> bool:
    """Whether typed words can be a reply to a card, rather than another wish."""
    return len(said.split()) <= 4
