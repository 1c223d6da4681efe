"""How many taps a guided intake takes, the candidate and the consultant together."""

import re
from pathlib import Path

from tests.transcript import actions

TOGETHER = Path(__file__).parents[2] / "transcripts" / "samen_nu.txt"
MOST = 40


def test_a_guided_intake_takes_few_taps_of_both_together() -> None:
    lines = list(actions(TOGETHER.read_text()))
    begun = lines.index("Sanne: [➕ Nieuwe intake]")
    done = [re.sub(r"^\w+: ", "", line) for line in lines[begun:] if not line.startswith("#")]
    taps = [deed for deed in done if deed.startswith("[")]
    typed = [deed for deed in done if deed.startswith("> ")]
    assert len(taps) + len(typed) == len(done), "nothing else is done than tapping and typing"
    assert len(done) <= MOST
