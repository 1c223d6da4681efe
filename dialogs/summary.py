"""The summary of an intake, for the people in the advice conversation."""

from dataclasses import dataclass

from dialogs.answers import State
from dialogs.conditions import Values
from dialogs.dialogue import Dialogue
from dialogs.kinds.work_processes import Draft
from dialogs.messages import Line, Progress
from dialogs.scene import World
from dialogs.signals import TALK_ABOUT, Signal, signals
from dialogs.text import Text


@dataclass(frozen=True, slots=True)
class ChosenWork:
    """Work that the person said "ja" or "misschien" to, in plain and official words."""

    choice: str
    verdict: str
    plain: str
    official: str
    crebo: str
    work_process: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """What the people in the conversation get to read."""

    values: Values
    progress: Progress
    lines: tuple[Line, ...]
    own_words: tuple[str, ...]
    work: tuple[ChosenWork, ...]
    signals: tuple[Signal, ...]

    @property
    def talk_about(self) -> tuple[Text, ...]:
        """The signals as things to talk about."""
        return tuple(TALK_ABOUT[signal] for signal in self.signals)


def summarise(dialogue: Dialogue, state: State, world: World) -> Summary:
    """The summary of an intake as it stands now."""
    scene = dialogue.scene(state, world)
    answer = Draft.of(scene.values.get("work"))
    work = [("yes", choice) for choice in answer.yes] + [("maybe", choice) for choice in answer.maybe]
    return Summary(
        values=scene.values,
        progress=dialogue.progress(state),
        lines=scene.overview,
        own_words=answer.said,
        work=tuple(_chosen(verdict, choice, world) for verdict, choice in work),
        signals=signals(scene.values, world),
    )


def _chosen(verdict: str, choice: str, world: World) -> ChosenWork:
    chosen = world.catalogue.choice(choice)
    work_process = chosen.work_process
    return ChosenWork(
        choice=choice,
        verdict=verdict,
        plain=world.plain[chosen.id].title,
        official=chosen.official,
        crebo=chosen.crebo,
        work_process=work_process.id if work_process else None,
        code=work_process.code if work_process else None,
    )
