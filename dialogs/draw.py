"""Drawing a dialogue as a Mermaid flowchart: the questions in order, and what decides whether a question is asked."""

from dialogs.conditions import Always
from dialogs.dialogue import Dialogue
from dialogs.text import SOURCE_LANGUAGE, render


def draw(dialogue: Dialogue) -> str:
    """The drawing, as Mermaid text. A dotted arrow leads past a question that does not apply."""
    lines = ["flowchart TD"]
    for question in dialogue.questions:
        words = render(question.text, SOURCE_LANGUAGE).replace('"', "'")
        shape = f'["{words}<br><small>{question.key} · {type(question.kind).__name__}</small>"]'
        lines.append(f"    {question.key}{shape}")
        lines += [
            f'    {question.key} -.- {question.key}_note{n}("💬 {note.when}")'
            for n, note in enumerate(question.notes, 1)
        ]
    lines.append('    done(["🎉"])')
    keys = [question.key for question in dialogue.questions]
    for place, question in enumerate(dialogue.questions):
        for after, following in enumerate([*dialogue.questions[place + 1 :], None], place + 1):
            target = following.key if following else "done"
            when = following.when if following else Always()
            lines.append(f"    {question.key} -->{_label(str(when))} {target}")
            if isinstance(when, Always):
                break
            assert keys[after] == target
    return "\n".join(lines) + "\n"


def _label(words: str) -> str:
    return f'|"{words.replace("<", "&lt;")}"|' if words else ""
