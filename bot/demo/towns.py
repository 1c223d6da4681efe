"""Where people live: a town as they type it, and what the question about it makes of that."""

from dataclasses import dataclass

from dialogs.answers import Json
from dialogs.kinds import HomeTown
from dialogs.kinds.kind import Complete, Partial
from dialogs.scene import Scene


@dataclass(frozen=True, slots=True)
class Town:
    """A town. `draft`: the places that its name may mean; `answer`: the one that is meant."""

    draft: Json
    answer: dict[str, Json]


class Towns:
    """Every town is looked up once."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._found: dict[str, Town] = {}

    def town(self, name: str) -> Town:
        """The town with this name, which must be well known."""
        if name not in self._found:
            kind = HomeTown()
            heard = kind.hear(None, name, self._scene)
            assert isinstance(heard, Partial) and isinstance(heard.draft, list)
            chosen = kind.choose(heard.draft, str(heard.draft[0]), self._scene)
            assert isinstance(chosen, Complete) and isinstance(chosen.value, dict)
            self._found[name] = Town(heard.draft, chosen.value)
        return self._found[name]
