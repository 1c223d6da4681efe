import pytest
from hypothesis import given
from hypothesis import strategies as st

from crebo.matching.clauses import MOST_WORDS, clauses
from crebo.matching.dutch import is_stop_word


def told(text: str) -> list[tuple[str, bool]]:
    """The telling words of each clause, and whether they are liked."""
    found = []
    for clause in clauses(text):
        telling = " ".join(word.plain for word in clause.words if not is_stop_word(word.plain))
        if telling:
            found.append((telling, clause.liked))
    return found


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("planten en buiten", [("planten buiten", True)]),
        ("niet met mensen, liever auto's", [("mensen", False), ("auto", True)]),
        ("ik wil koken maar niet schoonmaken", [("koken", True), ("schoonmaken", False)]),
        ("geen dieren maar planten", [("dieren", False), ("planten", True)]),
        ("koken vind ik niet leuk, ik wil metselen", [("koken", False), ("metselen", True)]),
        ("koken is saai", [("koken", False)]),
        ("ik ben niet bang voor honden", [("honden", True)]),
        ("niet alleen koken", [("koken", True)]),
        ("bang voor honden", [("honden", False)]),
        ("zonder klanten. gewoon vakken vullen", [("klanten", False), ("vakken vullen", True)]),
        ("mail jan@example.org of https://example.org/koken", [("mail", True)]),
        ("", []),
    ],
)
def test_a_no_holds_for_its_own_clause(text: str, clause: list[tuple[str, bool]]) -> None:
    assert told(text) == clause


@given(st.text(max_size=10_000))
def test_a_long_text_is_not_read_to_the_end(text: str) -> None:
    assert sum(len(clause.words) for clause in clauses(text)) <= MOST_WORDS
