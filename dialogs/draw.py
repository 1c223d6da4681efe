"""Drawing a dialogue as a Mermaid flowchart: the questions in order, and what decides whether a question is asked."""

from collections.abc import Iterator, Sequence

from dialogs.conditions import Always, Condition
from dialogs.dialogue import Dialogue, Question
from dialogs.text import SOURCE_LANGUAGE, render


def draw(dialogue: Dialogue) -> str:
    """The drawing, as Mermaid text. A dotted arrow leads past a question that does not apply."""
    lines = ["flowchart TD", f"    %% {dialogue.name}"]
    for question in dialogue.questions:
        words = render(question.text, SOURCE_LANGUAGE).replace('"', "'")
        shape = f'["{words}<br><small>{question.key} · {type(question.kind).__name__}</small>"]'
        lines.append(f"    {question.key}{shape}")
        lines += [
            f'    {question.key} -.- {question.key}_note{n}("💬 {note.when}")'
            for n, note in enumerate(question.notes, 1)
        ]
    lines.append('    done(["🎉"])')
    for place, question in enumerate(dialogue.questions):
        lines += _arrows(question, dialogue.questions[place + 1 :])
    return "\n".join(lines) + "\n"


def _arrows(question: Question, later: Sequence[Question]) -> Iterator[str]:
    """Where to go from a question: to each later one that may be next, with what decides that."""
    passed: set[Condition] = set()
    for following in later:
        if following.when in passed:
            continue  # it applies just when one before it does, so it is never next
        certain = following.when in (Always(), question.when)
        yield f"    {question.key} -->{_label('' if certain else str(following.when))} {following.key}"
        if certain:
            return
        passed.add(following.when)
    yield f"    {question.key} --> done"


def _label(words: str) -> str:
    return f'|"{words.replace("<", "&lt;")}"|' if words else ""
