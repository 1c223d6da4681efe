"""The words of a message in Telegram's HTML, for whoever sends them."""

from collections.abc import Callable
from html import escape

from dialogs.messages import Line, Message, Style, in_words
from dialogs.text import _, render

STYLES = {Style.PLAIN: "{}", Style.STRONG: "<b>{}</b>", Style.QUIET: "<i>{}</i>", Style.ITEM: "{}"}
LONGEST_CAPTION = 1024
"""UTF-16 units that Telegram lets stand below a picture or a file."""


def html(message: Message, language: str) -> str:
    """The words of a message in Telegram's HTML; what comes from outside cannot become markup."""
    return _words(message, language, escape, lambda style, words: STYLES[style].format(words))


def fits_below(message: Message, language: str) -> bool:
    """Whether the words of a message can stand below a picture or a file."""
    words = _words(message, language, str, lambda _style, words: words)
    return len(words.encode("utf-16-le")) // 2 <= LONGEST_CAPTION


def _words(message: Message, language: str, escaped: Callable[[str], str], styled: Callable[[Style, str], str]) -> str:
    def write(line: Line) -> str:
        return styled(line.style, render(line.text, language, escaped))

    words = in_words(message.lines, write)
    if message.question is None or message.progress is None:
        return words
    count = _("Vraag {n} van {total}").of(n=message.progress.answered + 1, total=message.progress.of)
    return styled(Style.QUIET, render(count, language, escaped)) + "\n\n" + words
