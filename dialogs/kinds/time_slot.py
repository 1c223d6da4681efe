"""A moment for the advice conversation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from dialogs.answers import Json
from dialogs.day_words import heard_when
from dialogs.hearing import exact_option, heard_option
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.kinds.one_of import in_rows
from dialogs.languages_spoken import spoken
from dialogs.messages import Line, Style
from dialogs.scene import FreeTime, Scene, Way, World
from dialogs.text import Text, _, verbatim
from dialogs.wishes import Book

LATER = Option("later", _("Later ▶"), also=_("later, andere, volgende, meer, latere momenten"))
EARLIER = Option("earlier", _("◀ Eerder"), also=_("eerder, vroeger, vorige momenten"))
OTHER_DAY = Option("days", _("📆 Andere dag"), also=_("andere dag, een andere dag, dag, dagen, welke dagen"))
ALL_DAYS = Option("list", _("◀ Naar de momenten"), also=_("momenten, naar de momenten"))
BY_PHONE = Option(
    "phone",
    _("📞 Bellen in plaats van komen"),
    also=_("bellen, liever bellen, telefoon, telefonisch, bel me, bel mij, ik wil bellen"),
)
AT_SCHOOL = Option(
    "school", _("🏫 Liever komen"), also=_("komen, liever komen, langskomen, op school, naar school, ik kom liever")
)
NONE_FITS = Option("none", _("Geen van deze momenten kan"), also=_("geen, kan niet, geen van deze, past niet"))
GO_ON = Option("none", _("Goed, ga verder"), also=_("goed, ok, oké, ja, verder"))

CHOSEN = "chosen"
"""Stands in a spreadsheet for a moment, which is in other columns as it is now."""

WITHIN = timedelta(days=7)
"""Good advice for everyone within a week: who has to wait longer is told so, and the coordinator too."""
DAYS_AT_ONCE = 8


def in_words(starts: datetime, way: Way, place: str) -> Text:
    """A moment as people say it; `starts` is the local time."""
    text = {
        Way.SCHOOL: _("{day} om {time} uur, op school in {place}"),
        Way.PHONE: _("{day} om {time} uur, de school belt je"),
        Way.VIDEO: _("{day} om {time} uur, met beeldbellen"),
    }[way]
    return text.of(day=starts.date(), time=starts.time(), place=place)


def is_soon(times: Sequence[FreeTime], now: datetime) -> bool:
    """Whether the first of these moments is within a week; a day counts whole."""
    return bool(times) and times[0].local.date() <= now.astimezone(ZoneInfo(times[0].zone)).date() + WITHIN


@dataclass(frozen=True, slots=True)
class View:
    """What is on the screen: the number of the first moment (or day) shown, only those held in this way, days or moments."""

    start: int = 0
    way: str | None = None
    days: bool = False

    @classmethod
    def of(cls, draft: Json) -> "View":
        """The view that is stored in a draft; older drafts were the number alone."""
        if isinstance(draft, int) and not isinstance(draft, bool):
            return cls(draft)
        if not isinstance(draft, dict):
            return cls()
        start, way = draft.get("start"), draft.get("way")
        return cls(
            start if isinstance(start, int) else 0, way if isinstance(way, str) else None, draft.get("days") is True
        )

    @property
    def stored(self) -> Json:
        """The view as a draft."""
        return {"start": self.start, "way": self.way, "days": self.days}


@dataclass(frozen=True)
class TimeSlot(Kind):
    """One of the free times of the schools, `at_once` at a time. The draft is what is on the screen (`View`).

    `named`: for professionals, who see of which school and adviser each moment is.
    """

    at_once: int = 3
    named: bool = False

    def offer(self, draft: Json, scene: Scene) -> Offer:
        view = View.of(draft)
        times = self._times(view, scene)
        if not times:
            return _nothing(scene)
        if view.days:
            return self._days(view, times)
        preface = self._preface(times, scene)
        shown = times[(start := _start(view, times)) : start + self.at_once]
        lines = tuple(
            Line(_("{n}. {moment}").of(n=n, moment=self._described(time)), Style.ITEM)
            for n, time in enumerate(shown, 1)
        )
        rows = tuple((Option(_code(time), _button(time)),) for time in shown)
        return Offer(preface, lines, None, (*rows, *self._ways_on(view, scene)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        view = View.of(draft)
        times = self._times(view, scene)
        step = DAYS_AT_ONCE if view.days else self.at_once
        match option:
            case LATER.value:
                return Partial(replace(view, start=_start(view, times) + step).stored)
            case EARLIER.value:
                return Partial(replace(view, start=max(_start(view, times) - step, 0)).stored)
            case OTHER_DAY.value:
                return Partial(View(0, view.way, days=True).stored)
            case ALL_DAYS.value:
                return Partial(View(0, view.way).stored)
            case BY_PHONE.value | AT_SCHOOL.value:
                return Partial(View(0, option).stored)
            case NONE_FITS.value:
                return Complete({"id": None}, (Book(None),))
        if option.startswith("d"):
            return _from(view, times, lambda local: local.date().isoformat() == option[1:])
        chosen = next((time for time in self._open(scene) if _code(time) == option), None)
        if chosen is None:
            return Partial(draft, _("Dat moment is net weg. Kies een ander moment."))
        value: Json = {
            "id": chosen.id,
            "starts": chosen.starts.isoformat(),
            "zone": chosen.zone,
            "minutes": chosen.minutes,
            "way": chosen.way.value,
            "place": chosen.place,
            "school": chosen.school,
        }
        return Complete(value, (Book(chosen.id),))

    def hear(self, draft: Json, said: str, scene: Scene) -> Reading:
        language, view = scene.world.language, View.of(draft)
        times = self._times(view, scene)
        options = [option for row in self.offer(draft, scene).rows for option in row]
        exact = exact_option(said, options, language)
        if exact is None and times and (moved := self._moved(view, times, said, scene)):
            return moved
        shown = times[_start(view, times) :][: self.at_once] if not view.days else ()
        spoken_of = [Option(_code(time), _moment(time)) for time in shown]
        heard = exact or heard_option(said, [*spoken_of, *options[len(shown) :]], language)
        # "Dinsdag kan niet" says nothing about the other days: that none fits must be said in so many words.
        if heard and (heard is not NONE_FITS or exact or said.strip().isdecimal()):
            return self.choose(draft, heard.value, scene)
        return Misread(_("Dat begreep ik niet. Kies een moment met een knop, of typ het nummer, bijvoorbeeld: 1"))

    def show(self, value: Json, scene: Scene) -> Text:
        if not isinstance(value, dict) or value.get("id") is None:
            return _("nog geen moment, we zoeken het samen")
        starts = datetime.fromisoformat(str(value["starts"])).astimezone(ZoneInfo(str(value["zone"])))
        return in_words(starts, Way(value["way"]), str(value["place"]))

    def adopt(self, value: Json) -> Json:
        whole = {"id", "starts", "zone", "minutes", "way", "place", "school"}
        return value if isinstance(value, dict) and (value.get("id", 0) is None or whole <= value.keys()) else None

    def samples(self) -> Iterable[Json]:
        moment: dict[str, Json] = {
            "id": 1,
            "starts": "2026-12-01T09:00:00+00:00",
            "zone": "Europe/Amsterdam",
            "minutes": 45,
        }
        where: dict[str, Json] = {"place": "Gasselterboerveenschemond", "school": "Regionaal Opleidingencentrum"}
        booked: list[Json] = [{**moment, **where, "way": way.value} for way in Way]
        return [{"id": None}, *booked]

    def step_back(self, draft: Json) -> Partial | None:
        view = View.of(draft)
        return Partial(View(0, view.way).stored) if view.days else None

    def figure(self, value: Json, world: World) -> str:
        return CHOSEN if isinstance(value, dict) and value.get("id") is not None else NONE_FITS.value

    def codes(self) -> Mapping[str, Text]:
        return {CHOSEN: _("Een moment gekozen"), NONE_FITS.value: _("Nog geen moment")}

    # What there is to choose from.

    def _open(self, scene: Scene) -> Sequence[FreeTime]:
        """What can be booked. Where no school offers the work, a professional may plan with another one all the same."""
        return () if scene.world.nobody_offers and not self.named else scene.world.free_times

    def _times(self, view: View, scene: Scene) -> tuple[FreeTime, ...]:
        """The moments that are shown one after the other: of those at the same time, one for each who is different to people."""
        everything = self._open(scene)
        times = [time for time in everything if _held_as(view.way, time)] or everything
        kept: dict[tuple[object, ...], FreeTime] = {}
        for time in sorted(times, key=lambda time: (time.starts, WAYS.index(time.way), not time.wheelchair)):
            kept.setdefault((time.starts, time.school, time.languages, time.adviser if self.named else ""), time)
        return tuple(kept.values())

    def _days(self, view: View, times: Sequence[FreeTime]) -> Offer:
        days = _dates(times)
        start = view.start if 0 <= view.start < len(days) else 0
        shown = days[start : start + DAYS_AT_ONCE]
        rows = in_rows((Option(f"d{day.isoformat()}", _("{day}").of(day=day)) for day in shown), 2)
        paging = _paging(start, len(shown), len(days))
        return Offer(asks=_("Op welke dag kun je?"), rows=(*rows, paging, (ALL_DAYS,), (NONE_FITS,)))

    def _ways_on(self, view: View, scene: Scene) -> tuple[tuple[Option, ...], ...]:
        """What else one can press below the moments."""
        times = self._times(view, scene)
        start = _start(view, times)
        everything = self._open(scene)
        other = AT_SCHOOL if view.way == BY_PHONE.value else BY_PHONE
        both = {_held_as(AT_SCHOOL.value, time) for time in everything} == {True, False}
        rows = (
            _paging(start, self.at_once, len(times)),
            (OTHER_DAY,) if len(_dates(times)) > 1 else (),
            (other,) if both else (),
            (NONE_FITS,),
        )
        return tuple(row for row in rows if row)

    def _moved(self, view: View, times: Sequence[FreeTime], said: str, scene: Scene) -> Reading | None:
        """What comes of words that say when; None when these say something else. One moment that is meant is an answer."""
        today = scene.world.now.astimezone(ZoneInfo(times[0].zone)).date()
        when = heard_when(said, scene.world.language, today)
        if when is None:
            return None
        shown = [time for time in times[_start(view, times) :][: self.at_once] if when.fits(time.local)]
        if len(shown) == 1 and when.days and not view.days:
            return self.choose(view.stored, _code(shown[0]), scene)
        return _from(view, times, when.fits)

    def _preface(self, times: Sequence[FreeTime], scene: Scene) -> tuple[Line, ...]:
        """What is to be known of these moments as a whole."""
        if scene.world.nobody_offers:
            return (Line(_("Geen school in de regio biedt dit werk aan. Dit zijn de momenten van alle scholen.")),)
        if is_soon(times, scene.world.now):
            return ()
        late = Line(_("De komende zeven dagen is er geen plek. Dit zijn de eerste momenten daarna."))
        told = _("Ik geef het door aan {planner}. Die kijkt of het eerder kan.")
        planner = verbatim(scene.world.planner)
        return (late, Line(told.of(planner=planner))) if scene.world.planner and not self.named else (late,)

    def _described(self, time: FreeTime) -> Text:
        words = _moment(time)
        if time.wheelchair:
            words = _("{moment}, ook met een rolstoel").of(moment=words)
        if time.languages:
            words = _("{moment}. Daar spreken ze ook {languages}.").of(moment=words, languages=spoken(time.languages))
        if self.named:
            who = verbatim(" · ".join(filter(None, (time.adviser, time.school))))
            words = _("{moment} ({who})").of(moment=words, who=who)
        return words


WAYS = (Way.SCHOOL, Way.PHONE, Way.VIDEO)
"""Of a moment that leaves a choice, the first one is shown."""


def _nothing(scene: Scene) -> Offer:
    """There is no moment: what is true, and what happens now."""
    why = _("Er is nu geen vrij moment bij een school in jouw regio.")
    if scene.world.nobody_offers:
        why = _("Geen school in jouw regio doet praktijkleren voor dit werk.")
    lines = [Line(why)]
    if scene.world.planner:
        told = _("Ik geef het door aan {planner}. Die zoekt met je verder.")
        lines.append(Line(told.of(planner=verbatim(scene.world.planner))))
    if scene.world.contact:
        lines.append(Line(_("Je kunt ook zelf bellen: {contact}").of(contact=scene.world.contact)))
    return Offer(lines=tuple(lines), asks=_("We zoeken verder met jou. Je hoort het van ons."), rows=((GO_ON,),))


def _from(view: View, times: Sequence[FreeTime], fits: Callable[[datetime], bool]) -> Partial:
    """The moments from the first one on that fits: of those shown or later ones, else of all."""
    fitting = [place for place, time in enumerate(times) if fits(time.local)]
    shown = 0 if view.days else _start(view, times)
    start = next((place for place in fitting if place >= shown), fitting[0] if fitting else None)
    if start is None:
        return Partial(view.stored, _("Dan is er geen moment vrij. Kies een ander moment of een andere dag."))
    return Partial(View(start, view.way).stored)


def _start(view: View, times: Sequence[FreeTime]) -> int:
    return view.start if 0 <= view.start < len(times) else 0


def _paging(start: int, shown: int, of: int) -> tuple[Option, ...]:
    return (*((EARLIER,) if start else ()), *((LATER,) if start + shown < of else ()))


def _dates(times: Sequence[FreeTime]) -> list[date]:
    return [day for day, _times in groupby(time.local.date() for time in times)]


def _held_as(way: str | None, time: FreeTime) -> bool:
    """Whether a conversation is held in this way: people come to the school, or they do not."""
    return way is None or (time.way is Way.SCHOOL) == (way == AT_SCHOOL.value)


def _code(time: FreeTime) -> str:
    return f"t{time.id}"


def _moment(time: FreeTime) -> Text:
    return in_words(time.local, time.way, time.place)


def _button(time: FreeTime) -> Text:
    return _("{day}, {time}").of(day=time.local.date(), time=time.local.time())
