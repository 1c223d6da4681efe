"""The words of a message in Telegram's HTML, for whoever sends them."""

from html import escape

from dialogs.messages import Line, Message, Style, in_words
from dialogs.text import _, render

STYLES = {Style.PLAIN: "{}", Style.STRONG: "<b>{}</b>", Style.QUIET: "<i>{}</i>", Style.ITEM: "{}"}


def html(message: Message, language: str) -> str:
    """The words of a message in Telegram's HTML; what comes from outside cannot become markup."""

    def write(line: Line) -> str:
        return STYLES[line.style].format(render(line.text, language, escape))

    words = in_words(message.lines, write)
    if message.question is None or message.progress is None:
        return words
    count = _("Vraag {n} van {total}").of(n=message.progress.answered + 1, total=message.progress.of)
    return f"<i>{render(count, language, escape)}</i>\n\n{words}"
