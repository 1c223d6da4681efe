"""Whole conversations, exactly as they are written down in `tests/transcripts/`.

After a change that is meant, `python3 run.py test tests/test_transcripts.py --write-transcripts` writes them anew; read the
difference aloud before you commit it.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.conftest import Clock
from tests.transcript import Stage, perform

FILES = sorted((Path(__file__).parent / "transcripts").glob("*.txt"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation_goes_as_written(
    file: Path, open_desk: Callable[[], Desk], clock: Clock, pytestconfig: pytest.Config
) -> None:
    written = file.read_text()
    played = perform(written, Stage(open_desk, clock.forward))
    if pytestconfig.getoption("write_transcripts"):
        file.write_text(played)
    else:
        assert played == written


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation_goes_the_same_when_the_process_restarts_before_every_message(
    file: Path, open_desk: Callable[[], Desk], clock: Clock
) -> None:
    stage = Stage(open_desk, clock.forward)
    played = perform(file.read_text(), stage, between=stage.restart)
    assert played == file.read_text()
