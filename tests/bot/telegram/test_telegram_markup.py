"""Words from outside in Telegram's HTML."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.markup import html
from dialogs.messages import Line, Message, Style
from dialogs.text import _, languages, verbatim
from tests.botapi.markup import parse_html


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(Style))
def test_whatever_is_written_is_read_and_never_becomes_markup(words: str, style: Style) -> None:
    message = Message((Line(_("Naam: {words}").of(words=words), style), Line(verbatim(words))))
    for language in languages():
        shown = parse_html(html(message, language))
        assert shown.text.count(words) >= 2
        assert len(shown.entities) <= 1
