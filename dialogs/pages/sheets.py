"""What is shown of a region as a spreadsheet, and of one that somebody sent."""

from collections.abc import Mapping, Sequence

from dialogs.answers import Json
from dialogs.kinds.take_in import changes_in_words
from dialogs.messages import Attachment, Line, Message, Style
from dialogs.pages.home import HOME, told
from dialogs.text import Text, _, counted, listing

FAULTS_AT_ONCE = 10
"""Faults that are shown: more is no message to read on a phone."""
NO_WORKBOOK = _("Dit bestand kan ik niet lezen. Stuur een werkboek uit Excel (.xlsx).")
TOO_LARGE = _("Dit bestand is te groot voor mij. Laat alleen de bladen staan die ik moet lezen.")
NO_CHANGES = _("Alles staat er al zo. Er verandert niets.")
NOT_TAKEN = _("Goed, ik heb niets veranderd.")


def export_page(region: str, intakes: int, attached: Attachment) -> Message:
    """A region as a workbook, to take along."""
    number = counted("Dit is de regio {region}: {n} intake.", "Dit is de regio {region}: {n} intakes.", intakes)
    lines = (
        Line(number.of(region=region), Style.STRONG),
        Line(
            _(
                "Er staan geen namen van kandidaten in, en geen eigen woorden. Bewaar het bestand toch op een veilige plek."
            )
        ),
        Line(_("Het blad woordenboek zegt wat elke kolom betekent.")),
        Line(
            _(
                "Aanbod, contacten of vrije tijden veranderen? Pas die bladen aan, en stuur het bestand hier terug. "
                "Ik zeg eerst wat er verandert."
            ),
            Style.QUIET,
        ),
    )
    return Message(lines, ((HOME,),), attached=attached)


def faults_page(faults: Sequence[Text], notes: Sequence[Text]) -> Message:
    """What is wrong with a workbook: nothing of it was taken over."""
    begin = counted(
        "Er klopt {n} ding niet. Daarom heb ik niets veranderd.",
        "Er kloppen {n} dingen niet. Daarom heb ik niets veranderd.",
        len(faults),
    )
    shown = [Line(_("• {fault}").of(fault=fault), Style.ITEM) for fault in faults[:FAULTS_AT_ONCE]]
    more = len(faults) - len(shown)
    rest = [Line(counted("En nog {n}.", "En nog {n}.", more), Style.QUIET)] if more else []
    again = Line(_("Verbeter het bestand, en stuur het nog een keer."))
    return Message((Line(begin, Style.STRONG), *shown, *rest, again, *_quiet(notes)), ((HOME,),))


def notes_page(notes: Sequence[Text]) -> Message:
    """What was passed over in a workbook."""
    return Message(_quiet(notes))


def taken_page(changes: Mapping[str, Json]) -> Message:
    """A workbook was taken over."""
    return told(_("Overgenomen: {rows}.").of(rows=listing(changes_in_words(changes))))


def _quiet(notes: Sequence[Text]) -> tuple[Line, ...]:
    return tuple(Line(note, Style.QUIET) for note in notes)
