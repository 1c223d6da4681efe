"""What the coordinator hears when a candidate has no moment within a week, with what there is instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.messages import Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.home import HOME
from dialogs.text import Text, _, verbatim

NOBODY_OFFERS = _("📅 {name} zoekt een gesprek, maar geen school in de regio biedt dit werk aan: {work}.")
NOTHING_SOON = _("📅 {name} zoekt een gesprek, maar binnen zeven dagen is er niets vrij.")
NONE_FITS = _("📅 {name} kan op geen van de vrije momenten.")
BOOKED_LATE = _("📅 {name} koos {day}: binnen zeven dagen was er niets vrij.")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A time that can be booked, in words, with the school (and adviser) whose it is."""

    words: Text
    who: str


def no_moment(
    why: Text,
    alternatives: Sequence[Alternative],
    offers: Sequence[tuple[str, Sequence[str]]],
    token: str,
) -> Message:
    """To the coordinator: a candidate has no moment within a week. `offers`: of each school some work that it offers."""
    lines = [Line(why, Style.STRONG)]
    if alternatives:
        lines.append(Line(_("De eerste momenten die er wel zijn:")))
    item = _("• {moment} ({who})")
    lines += [Line(item.of(moment=one.words, who=verbatim(one.who)), Style.ITEM) for one in alternatives]
    if not alternatives:
        lines.append(Line(_("Er zijn nu helemaal geen vrije momenten. Vraag een school om tijd.")))
    if offers:
        lines.append(Line(_("Dit leren scholen in de regio wel:")))
    for school, work in offers:
        listed = verbatim(", ".join(work))
        lines.append(Line(_("• {school}: {work}").of(school=verbatim(school), work=listed), Style.ITEM))
    plan, card = button(_("📅 Plan gesprek"), "plan", token), button(_("👤 Kaart"), "case", token)
    return Message(tuple(lines), ((plan, card), (HOME,)))
