"""The summary of an intake, for the people in the advice conversation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dialogs.answers import State
from dialogs.conditions import Values
from dialogs.dialogue import Dialogue, skipped
from dialogs.kinds.work_processes import Draft
from dialogs.messages import Line, Progress
from dialogs.professional import PROFESSIONAL
from dialogs.scene import Scene, World
from dialogs.signals import TALK_ABOUT, Signal, offered, signals
from dialogs.text import Text


@dataclass(frozen=True, slots=True)
class ChosenWork:
    """Work that the person said "ja" or "misschien" to, in plain and official words. `offered`: by a school in the region."""

    choice: str
    verdict: str
    plain: str
    official: str
    crebo: str
    work_process: str | None
    code: str | None
    offered: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A question that was answered, by its name, and the answer, in words."""

    key: str
    question: Text
    answer: Text


@dataclass(frozen=True, slots=True)
class Summary:
    """What the people in the conversation get to read. `values` and `lines` are what the candidate sees too; `background` is
    what only a professional was asked, and what was skipped is not in it. `given_by`: who gave the answer to which question.
    `told`: all of these answers in words, but for what was skipped and what has no place in an overview.
    """

    values: Values
    progress: Progress
    lines: tuple[Line, ...]
    own_words: tuple[str, ...]
    work: tuple[ChosenWork, ...]
    background_values: Values
    background: tuple[Line, ...]
    told: tuple[Told, ...]
    given_by: Mapping[str, str]
    signals: tuple[Signal, ...]

    @property
    def talk_about(self) -> tuple[Text, ...]:
        """The signals as things to talk about."""
        return tuple(TALK_ABOUT[signal] for signal in self.signals)


def summarise(
    dialogue: Dialogue,
    state: State,
    world: World,
    professional: Dialogue = PROFESSIONAL,
    *,
    with_background: bool = True,
) -> Summary:
    """The summary of an intake as it stands now. `state` holds the answers to both dialogues, as they are stored.

    Without background it is for who may not see that: there is nothing in it that only a professional was asked, nor any
    signal that comes from there.
    """
    theirs = replace(state, answers=dialogue.adopt(state.answers))
    ours = replace(state, answers=professional.adopt(state.answers) if with_background else {})
    scene = dialogue.scene(theirs, world)
    both = {**professional.values(ours), **scene.values}
    background = {key: value for key, value in both.items() if dialogue.question(key) is None and not skipped(value)}
    answer = Draft.of(scene.values.get("work"))
    work = [("yes", choice) for choice in answer.yes] + [("maybe", choice) for choice in answer.maybe]
    return Summary(
        values=scene.values,
        progress=dialogue.progress(theirs),
        lines=scene.overview,
        own_words=answer.said,
        work=tuple(_chosen(verdict, choice, world) for verdict, choice in work),
        background_values=background,
        background=professional.in_words(background, Scene(world, both)),
        told=(*_told(dialogue, scene.values, scene), *_told(professional, background, Scene(world, both))),
        given_by={key: (ours if key in background else theirs).given(key).by for key in (*scene.values, *background)},
        signals=signals(both, world),
    )


def _told(dialogue: Dialogue, values: Values, scene: Scene) -> Iterator[Told]:
    for key, value in values.items():
        question = dialogue.question(key)
        if question is not None and question.in_overview and not skipped(value):
            yield Told(key, question.name, question.show(value, scene))


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
        offered=offered(choice, world),
    )
