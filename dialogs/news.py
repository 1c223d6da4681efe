"""What professionals are told of their candidates when nobody is waiting for it."""

from collections.abc import Sequence

from dialogs.messages import Line, Message, Style
from dialogs.pages.going import button
from dialogs.pages.talk import notice
from dialogs.text import _


def together(news: Sequence[Message]) -> Message:
    """All the news as one message, in the order given; a single one stays as it is.

    Of several, each line is an item, told once. The buttons stay when they are the same below all of them; else one leads
    to all candidates, because nobody can see which of them a button is about.
    """
    if len(news) == 1:
        return news[0]
    texts = dict.fromkeys(line.text for message in news for line in message.lines)
    lines = (Line(_("Nieuws over je kandidaten:")), *(Line(text, Style.ITEM) for text in texts))
    buttons = {message.buttons for message in news}
    return Message(lines, buttons.pop() if len(buttons) == 1 else ((button(_("📋 Mijn kandidaten"), "mine"),),))


def unreachable(token: str, name: str) -> Message:
    """A candidate is not on Telegram any more, or does not want to hear from the bot. `token`: of their intake."""
    named = _("📵 {name} is niet te bereiken op Telegram. Bel of spreek {name} zelf even.")
    nameless = _("📵 Een kandidaat is niet te bereiken op Telegram. Bel of spreek die persoon zelf even.")
    return notice(named if name else nameless, token, name)
