"""What somebody likes and what not, clause by clause: "niet met mensen, liever auto's"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crebo.dutch import Word, is_stop_word, words

# More is not read: nobody types that many words about what they like.
MOST_WORDS = 60

_BREAK = re.compile(r"[.,;:!?\n()/]+|\s-+\s|\b(?:maar|liever|wel|want|but|aber|sondern|ale|ama|но|але|لكن)\b", re.IGNORECASE)
_NOT = frozenset(
    "niet geen nooit zonder haat behalve nie niks not no never without hate nicht kein keine keinen ohne bez nigdy değil degil istemiyorum не без لا ليس بدون nit nooit".split()
)
