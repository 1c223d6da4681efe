"""What a turn wants done outside the conversation. The edge carries it out in the transaction that stores the answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speak:
    """From now on speak this language with the person."""

    language: str


@dataclass(frozen=True, slots=True)
class RecordConsent:
    """The person agreed to the text of this version, or took that back."""

    version: str
    given: bool


@dataclass(frozen=True, slots=True)
class BelongTo:
    """The person lives in this labour market region."""

    region: str


@dataclass(frozen=True, slots=True)
class Book:
    """This free time becomes the advice conversation, instead of any other; None: there is none any more."""

    free_time: int | None


@dataclass(frozen=True, slots=True)
class CountUnmatched:
    """These words about what somebody likes found no work: count them, without who said them."""

    words: str


@dataclass(frozen=True, slots=True)
class AskPerson:
    """The person wants to talk to a human being."""


@dataclass(frozen=True, slots=True)
class Leave:
    """The professional leaves this dialogue for now; what they answered stays."""


@dataclass(frozen=True, slots=True)
class Finish:
    """Everything that had to be answered is answered."""


@dataclass(frozen=True, slots=True)
class Erase:
    """Forget the person and everything they said."""


Wish = Speak | RecordConsent | BelongTo | Book | CountUnmatched | AskPerson | Leave | Finish | Erase
