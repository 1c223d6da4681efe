"""`praktijkgids summary`: the summary of an intake, in words or on paper."""

from pathlib import Path

from bot import open
from bot.commands.intakes import find
from bot.desk import summaries
from bot.desk.paper import Copy
from bot.mistake import Mistake
from dialogs.messages import Attachment, in_words
from dialogs.pages.summaries import own_copy
from dialogs.text import SOURCE_LANGUAGE, render
from storage.audit import Deed, note
from storage.tables import Person


def summary(which: str, pdf: Path | None, own: bool, db: str | None) -> None:
    """Print the short message about an intake, or write the page of paper. Raises Mistake when there is no such intake."""
    copy = Copy.OWN if own else Copy.FULL
    with open.desk(db) as desk:
        with desk.database.transaction() as session:
            intake = find(session, which)
            candidate = session.get(Person, intake.candidate_id) if intake.candidate_id is not None else None
            language = candidate.language if candidate is not None and own else SOURCE_LANGUAGE
            attached = Attachment(copy.value, intake.token)
            deed = Deed.EXPORTED if pdf is not None else Deed.SAW
            note(session, desk.clock(), deed, copy.value, None, about=intake)
            if own:
                message = own_copy(attached, (), finished=intake.finished_at is not None)
            else:
                message = summaries.message(session, desk.knowledge, desk.dialogue, intake, desk.clock(), copy)
        if pdf is None:
            print(in_words(message.lines, lambda line: render(line.text, language)))
            return
        file = desk.file(attached, language)
        if file is None:
            raise Mistake(f"there is no intake {which!r} any more")
        try:
            pdf.write_bytes(file.content)
        except OSError as problem:
            raise Mistake(f"{pdf} cannot be written: {problem.strerror}") from None
        print(pdf)
