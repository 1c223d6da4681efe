"""What has been answered so far. Every change is a new revision; nothing is overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""A value of an answer: codes and numbers and own words, never translated text."""

CANDIDATE, CONSULTANT = "candidate", "consultant"
"""As what somebody gives an answer: the candidate, or the professional who guides them."""

RATHER_NOT = "~"
"""The answer "liever niet zeggen", at any question that allows it."""


@dataclass(frozen=True, slots=True)
class Given:
    """Where the answer to one question stands.

    `settled`: the last whole answer, kept while a new one is given. `draft`: what is there of an answer that is not whole
    yet. `open`: being asked (again). `since`: the revision at which this round of asking began, so that quick taps on
    one set of options all count.
    """

    revision: int = 0
    settled: Json = None
    draft: Json = None
    open: bool = True
    since: int = 0
    by: str = CANDIDATE

    def drafted(self, draft: Json, by: str) -> "Given":
        """A part of the answer came in."""
        return replace(self, revision=self.revision + 1, draft=draft, by=by)

    def whole(self, value: Json, by: str) -> "Given":
        """The answer is complete."""
        return Given(self.revision + 1, settled=value, open=False, since=self.revision + 1, by=by)

    def reopened(self, draft: Json, by: str) -> "Given":
        """The question is asked again; the answer it had stays until there is a new one."""
        return replace(self, revision=self.revision + 1, draft=draft, open=True, since=self.revision + 1, by=by)

    def kept(self, by: str) -> "Given":
        """The answer stays as it was."""
        return self.whole(self.settled, by)


@dataclass(frozen=True, slots=True)
class State:
    """All that a person's conversation remembers between two turns. The answers may be shared with somebody else."""

    token: str
    answers: Mapping[str, Given]
    aside: str | None = None
    """What is going on beside the questions: "stopped" or "erasing"."""
    misses: int = 0
    """How often in a row the person was not understood."""
    finished: bool = False
    """Whether everything was answered once."""
    asked: str | None = None
    """The question that is on this person's screen; somebody else may answer it meanwhile."""

    def given(self, question: str) -> Given:
        """Where the answer to this question stands; untouched when nothing was said yet."""
        return self.answers.get(question, Given())

    def with_given(self, question: str, given: Given) -> "State":
        """The same conversation after a change of one answer."""
        return replace(self, answers={**self.answers, question: given})
