"""A moment for the advice conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dialogs.answers import Json
from dialogs.hearing import exact_option, heard_option
from dialogs.kinds.kind import Complete, Kind, Misread, Offer, Option, Partial, Reading
from dialogs.messages import Line, Style
from dialogs.scene import FreeTime, Scene, Way
from dialogs.text import Text, _
from dialogs.wishes import Book

LATER = Option("later", _("Later ▶"), also=_("later, andere, volgende, meer"))
EARLIER = Option("earlier", _("◀ Eerder"), also=_("eerder, vroeger, vorige momenten"))
NONE_FITS = Option("none", _("Geen van deze momenten kan"), also=_("geen, kan niet, geen van deze, past niet"))
GO_ON = Option("none", _("Goed, ga verder"), also=_("goed, ok, oké, ja, verder"))


def in_words(starts: datetime, way: Way, place: str) -> Text:
    """A moment as people say it; `starts` is the local time."""
    text = {
        Way.SCHOOL: _("{day} om {time} uur, op school in {place}"),
        Way.PHONE: _("{day} om {time} uur, de school belt je"),
        Way.VIDEO: _("{day} om {time} uur, met beeldbellen"),
    }[way]
    return text.of(day=starts.date(), time=starts.time(), place=place)


@dataclass(frozen=True)
class TimeSlot(Kind):
    """One of the free times of the schools, `at_once` at a time. The draft is the number of the first one shown."""

    at_once: int = 3

    def offer(self, draft: Json, scene: Scene) -> Offer:
        shown, _start = self._shown(draft, scene)
        if not shown:
            nothing = Line(_("Er is nu geen vrij moment bij een school in jouw regio."))
            promise = _("We zoeken een moment voor je. Je hoort het van ons.")
            return Offer(lines=(nothing,), asks=promise, rows=((GO_ON,),))
        lines = tuple(
            Line(_("{n}. {moment}").of(n=n, moment=_moment(time)), Style.ITEM) for n, time in enumerate(shown, 1)
        )
        rows = tuple((Option(_code(time), _button(time)),) for time in shown)
        paging = self._paging(draft, scene)
        return Offer(lines=lines, rows=(*rows, paging, (NONE_FITS,)) if paging else (*rows, (NONE_FITS,)))

    def choose(self, draft: Json, option: str, scene: Scene) -> Reading:
        _shown, start = self._shown(draft, scene)
        if option == LATER.value:
            return Partial(start + self.at_once)
        if option == EARLIER.value:
            return Partial(max(start - self.at_once, 0))
        if option == NONE_FITS.value:
            return Complete({"id": None}, (Book(None),))
        chosen = next((time for time in scene.world.free_times if _code(time) == option), None)
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
        shown, _start = self._shown(draft, scene)
        options = [Option(_code(time), _moment(time)) for time in shown]
        options += [*self._paging(draft, scene), NONE_FITS] if shown else [GO_ON]
        heard = heard_option(said, options, scene.world.language)
        # "Dinsdag kan niet" says nothing about the other days: that none fits must be said in so many words.
        so_many_words = said.strip().isdecimal() or exact_option(said, [NONE_FITS], scene.world.language)
        if heard and (heard is not NONE_FITS or so_many_words):
            return self.choose(draft, heard.value, scene)
        return Misread(_("Dat begreep ik niet. Kies een moment met een knop, of typ het nummer, bijvoorbeeld: 1"))

    def show(self, value: Json, scene: Scene) -> Text:
        if not isinstance(value, dict) or value.get("id") is None:
            return _("Nog geen moment. We zoeken het samen.")
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

    def _paging(self, draft: Json, scene: Scene) -> tuple[Option, ...]:
        shown, start = self._shown(draft, scene)
        later = start + len(shown) < len(scene.world.free_times)
        return (*((EARLIER,) if start else ()), *((LATER,) if later else ()))

    def _shown(self, draft: Json, scene: Scene) -> tuple[tuple[FreeTime, ...], int]:
        times = scene.world.free_times
        start = draft if isinstance(draft, int) and 0 <= draft < len(times) else 0
        return times[start : start + self.at_once], start


def _code(time: FreeTime) -> str:
    return f"t{time.id}"


def _moment(time: FreeTime) -> Text:
    return in_words(time.local, time.way, time.place)


def _button(time: FreeTime) -> Text:
    return _("{day}, {time}").of(day=time.local.date(), time=time.local.time())
