"""Whole conversations as text files: what a person does, and every word and button that comes back.

A transcript is read line by line. What the person does starts at the margin:

    > words             types words
    [Ja]                presses the newest button with that label
    [Ja] again          presses that same button once more, though it is old now
    (sends a photo)     sends something that is no words (photo, sticker, voice, location, contact, other)
    (edits: words)      changes an earlier message into words
    (opens CODE)        opens the bot with a link
    (restart)           the process ends and a new one starts
    (3 days later)      time passes

What the bot shows is indented; lines that start with # are for the reader.
"""

import re
from collections.abc import Callable, Iterator

from bot.desk import Desk, Reply, Visitor
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from dialogs.messages import in_words
from dialogs.text import render

INDENT = "    "


class Stage:
    """Plays the part of one person, and writes down what happens."""

    def __init__(self, open_desk: Callable[[], Desk], later: Callable[..., None], address: str = "someone") -> None:
        self.open_desk = open_desk
        self.later = later
        self.visitor = Visitor("terminal", address)
        self.desk = open_desk()
        self.pressable: dict[str, Pressed] = {}
        self.used: dict[str, Pressed] = {}

    def play(self, action: str) -> list[str]:
        """Do what a line says; gives back the lines of what is shown. Raises ValueError for a line that says nothing."""
        if action == "(restart)":
            self.restart()
            return []
        if passed := re.fullmatch(r"\((\d+) (minutes|hours|days|weeks) later\)", action):
            self.later(**{passed[2]: int(passed[1])})
            return []
        return self._shown(self.desk.turn(self.visitor, self._event(action)))

    def restart(self) -> None:
        """End the process, as far as the conversation can tell, and start a new one."""
        self.desk.database.close()
        self.desk = self.open_desk()

    def _event(self, action: str) -> Event:
        if action.startswith("> "):
            return Said(action[2:])
        if again := re.fullmatch(r"\[(.+)\] again", action):
            return self.used[again[1]]
        if pressed := re.fullmatch(r"\[(.+)\]", action):
            if pressed[1] not in self.pressable:
                raise ValueError(f"there is no button {pressed[1]!r}; there are {list(self.pressable)}")
            self.used[pressed[1]] = self.pressable[pressed[1]]
            return self.used[pressed[1]]
        if sent := re.fullmatch(r"\(sends a (\w+)\)", action):
            return Sent(Unreadable(sent[1]))
        if edited := re.fullmatch(r"\(edits: (.+)\)", action):
            return Edited(edited[1])
        if opened := re.fullmatch(r"\(opens ?(\w*)\)", action):
            return Arrived(opened[1])
        raise ValueError(f"this is nothing a person does: {action!r}")

    def _shown(self, reply: Reply) -> list[str]:
        lines: list[str] = []
        if reply.pressed is not None:
            words = in_words(reply.pressed.lines, lambda line: render(line.text, reply.language))
            lines += ["(now: " + words.replace("\n\n", " / ") + ")", ""]
        for message in reply.messages:
            if message.progress and message.question:
                lines.append(f"-- {message.question} {message.progress.answered}/{message.progress.of}")
            lines += in_words(message.lines, lambda line: render(line.text, reply.language)).split("\n")
            for row in message.buttons:
                labels = [render(button.label, reply.language) for button in row]
                self.pressable.update(zip(labels, (button.press for button in row), strict=True))
                lines.append(" ".join(f"[{label}]" for label in labels))
            lines.append("")
        return [INDENT + line if line else "" for line in lines]


def actions(transcript: str) -> Iterator[str]:
    """The lines of a transcript that say what a person does, and the comments, in order."""
    for line in transcript.splitlines():
        if line and not line.startswith(INDENT):
            yield line


def perform(transcript: str, stage: Stage, between: Callable[[], None] = lambda: None) -> str:
    """Play a transcript again; gives back what it should have looked like. `between` is called before every action."""
    written: list[str] = []
    for action in actions(transcript):
        if action.startswith("#"):
            written += [action, ""]
            continue
        between()
        written += [action, "", *stage.play(action)]
    return "\n".join(written).rstrip("\n") + "\n"
