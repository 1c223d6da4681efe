"""Whole conversations as text files: what people do, and every word and button that comes back.

A transcript is read line by line. What somebody does starts at the margin:

    > words             types words
    [Ja]                presses the newest button with that label
    [Ja] again          presses that same button once more, though it is old now
    (sends a photo)     sends something that is no words (photo, sticker, voice, location, contact, other)
    (edits: words)      changes an earlier message into words
    (opens CODE)        opens the bot with a link
    (opens the link of Sanne)      opens the newest link that Sanne was shown
    (is invited as consultant of Gemeente Enschede)     opens a fresh invitation, made on the command line, in the demo region
    (restart)           the process ends and a new one starts
    (3 days later)      time passes

With several people each line begins with who does it: `Sanne: [Ja]`. What the bot shows is indented; what it says to somebody
unasked follows, after a line with their name. Lines that start with # are for the reader.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot import demo
from bot.desk import Desk, Reply, Visitor
from dialogs.events import Arrived, Edited, Event, Pressed, Said, Sent, Unreadable
from dialogs.messages import Attachment, in_words
from dialogs.text import render
from people.roles import Role
from storage.invitations import invite, known_region, organisation_named

INDENT = "    "
NAMED = re.compile(r"([A-Z]\w*): (.+)")
CODE = re.compile(r"start=([\w-]+)")
VERSION = re.compile(r"^(?:METHOD|SEQUENCE):(\w+)", re.MULTILINE)


@dataclass
class Player:
    """The part of one person: where they are, the newest buttons and link they were shown."""

    visitor: Visitor
    pressable: dict[str, Pressed] = field(default_factory=dict)
    used: dict[str, Pressed] = field(default_factory=dict)
    code: str = ""


class Stage:
    """Plays the parts of all people, and writes down what happens."""

    def __init__(self, open_desk: Callable[[], Desk], later: Callable[..., None], address: str = "someone") -> None:
        self.open_desk = open_desk
        self.later = later
        self.desk = open_desk()
        self.address = address
        self.players: dict[str, Player] = {}

    def play(self, action: str) -> list[str]:
        """Do what a line says; gives back the lines of what is shown. Raises ValueError for a line that says nothing."""
        if action == "(restart)":
            self.restart()
            return []
        if passed := re.fullmatch(r"\((\d+) (minutes|hours|days|weeks) later\)", action):
            self.later(**{passed[2]: int(passed[1])})
            self.desk.rounds()
            return self._unasked()
        named = NAMED.fullmatch(action)
        name, does = (named[1], named[2]) if named else ("", action)
        player = self.player(name)
        return [*self._shown(self.desk.turn(player.visitor, self._event(player, does)), player), *self._unasked()]

    def player(self, name: str) -> Player:
        """The part of the person with this name."""
        return self.players.setdefault(name, Player(Visitor("terminal", name or self.address)))

    def restart(self) -> None:
        """End the process, as far as the conversation can tell, and start a new one."""
        self.desk.database.close()
        self.desk = self.open_desk()

    def _event(self, player: Player, action: str) -> Event:
        if action.startswith("> "):
            return Said(action[2:])
        if again := re.fullmatch(r"\[(.+)\] again", action):
            return player.used[again[1]]
        if pressed := re.fullmatch(r"\[(.+)\]", action):
            if pressed[1] not in player.pressable:
                raise ValueError(f"there is no button {pressed[1]!r}; there are {list(player.pressable)}")
            player.used[pressed[1]] = player.pressable[pressed[1]]
            return player.used[pressed[1]]
        if sent := re.fullmatch(r"\(sends a (\w+)\)", action):
            return Sent(Unreadable(sent[1]))
        if edited := re.fullmatch(r"\(edits: (.+)\)", action):
            return Edited(edited[1])
        if invited := re.fullmatch(r"\(is invited as (\w+)(?: of (.+?))?(?: in (\w+))?\)", action):
            return Arrived(self._invitation(Role(invited[1]), invited[2], invited[3] or demo.REGION))
        if opened := re.fullmatch(r"\(opens the link of (\w+)\)", action):
            return Arrived(self.player(opened[1]).code)
        if opened := re.fullmatch(r"\(opens ?(\w*)\)", action):
            return Arrived(opened[1])
        raise ValueError(f"this is nothing a person does: {action!r}")

    def _invitation(self, role: Role, organisation: str | None, region: str) -> str:
        with self.desk.database.transaction() as session:
            known_region(session, region, region)
            where = organisation_named(session, region, organisation).id if organisation else None
            return invite(session, role, region, self.desk.clock(), organisation=where)[0]

    def _unasked(self) -> list[str]:
        """What is said to anybody unasked meanwhile."""
        lines: list[str] = []
        for name, player in self.players.items():
            reply = self.desk.unasked(player.visitor)
            if reply.messages:
                lines += [f"{INDENT}→ {name or self.address}", "", *self._shown(reply, player)]
        return lines

    def _file(self, attached: Attachment, language: str) -> str:
        file = self.desk.file(attached, language)
        if file is None:
            return "a file that is gone"
        return f"a {'picture' if file.picture else 'file'}: {file.name}"

    def _shown(self, reply: Reply, player: Player) -> list[str]:
        lines: list[str] = []
        if reply.pressed is not None:
            words = in_words(reply.pressed.lines, lambda line: render(line.text, reply.language))
            lines += ["(now: " + words.replace("\n\n", " / ") + ")", ""]
        if not reply.messages:
            lines += ["(silence)", ""]
        for message in reply.messages:
            if message.progress and message.question:
                lines.append(f"-- {message.question} {message.progress.answered}/{message.progress.of}")
            words = in_words(message.lines, lambda line: render(line.text, reply.language))
            if message.qr and (code := CODE.search(message.qr)):
                player.code = code[1]
                words = words.replace(code[1], "…")
                lines.append("(a QR code)")
            if message.attached:
                lines.append(f"({self._file(message.attached, reply.language)})")
            if message.calendar:
                lines.append("(a calendar file: {}, sequence {})".format(*VERSION.findall(message.calendar)))
            lines += words.split("\n")
            for row in message.buttons:
                labels = [render(button.label, reply.language) for button in row]
                player.pressable.update(zip(labels, (button.press for button in row), strict=True))
                lines.append(" ".join(f"[{label}]" for label in labels))
            lines.append("")
        return [INDENT + line if line else "" for line in lines]


def actions(transcript: str) -> Iterator[str]:
    """The lines of a transcript that say what somebody does, and the comments, in order."""
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
