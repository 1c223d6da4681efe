"""Messages that are kept as JSON come back as they were."""

import json
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.answers import Json
from dialogs.events import Pressed
from dialogs.messages import Button, Line, Message, Progress, Style
from dialogs.text import Listed, Text, Value, _, counted, of_work, verbatim
from dialogs.written import read, written

WORDS = st.text(max_size=8)
PLAIN = st.one_of(WORDS, st.integers(), st.dates(), st.times())


def _texts(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Text]:
    named = st.lists(st.tuples(WORDS, values), max_size=3).map(tuple)
    return st.builds(
        Text,
        msgid=WORDS,
        values=named,
        plural=WORDS,
        number=st.integers(),
        domain=st.sampled_from(["praktijkgids", "work", None]),
    )


def _inner(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    return st.one_of(_texts(values), st.builds(Listed, st.lists(values, max_size=3).map(tuple)))


TEXTS = _texts(st.recursive(PLAIN, _inner, max_leaves=5))
LINES = st.builds(Line, TEXTS, st.sampled_from(Style))
BUTTONS = st.builds(Button, TEXTS, st.builds(Pressed, WORDS, WORDS, st.integers(), WORDS))
MESSAGES = st.builds(
    Message,
    lines=st.lists(LINES, max_size=3).map(tuple),
    buttons=st.lists(st.lists(BUTTONS, max_size=2).map(tuple), max_size=2).map(tuple),
    question=st.none() | WORDS,
    progress=st.none() | st.builds(Progress, st.integers(), st.integers()),
    in_place=st.booleans(),
    qr=st.none() | WORDS,
    calendar=st.none() | WORDS,
)


@given(MESSAGES)
def test_a_message_that_was_written_and_read_is_the_same_message(message: Message) -> None:
    assert read(json.loads(json.dumps(written(message)))) == message


def test_every_way_to_make_a_text_survives() -> None:
    made = _("{a} om {b}, {c}").of(a=date(2026, 11, 23), b=time(9, 30), c=Listed(("x", _("y"), 3)))
    texts = (made, counted("{n} dag", "{n} dagen", 3), verbatim("<b>"), of_work("Planten {water}"))
    message = Message(tuple(Line(text) for text in texts))
    assert read(written(message)) == message


def test_what_is_as_it_is_by_default_takes_no_room() -> None:
    assert written(Message((Line(_("Hoi")),))) == {
        "Message": {"lines": [{"Line": {"text": {"Text": {"msgid": "Hoi"}}}}]}
    }


@pytest.mark.parametrize("value", [datetime(2026, 11, 23, 9), 0.5, ["a"]])
def test_what_no_text_can_show_is_refused_at_once(value: Value) -> None:
    with pytest.raises(TypeError):
        written(Message((Line(_("{a}").of(a=value)),)))


@pytest.mark.parametrize(
    "other",
    [
        None,
        "Hoi",
        [],
        {},
        {"Line": {"text": "Hoi"}},
        {"Message": {}},
        {"Message": {"lines": [], "later": 1}},
        {"Message": {"lines": [{"Style": "loud"}]}},
        {"Message": {"lines": [{"date": "soon"}]}},
        {"Message": {"lines": [{"date": {}}]}},
        {"Bericht": {"lines": []}},
        {"Message": [], "Text": []},
    ],
)
def test_what_is_no_message_of_this_version_cannot_be_read(other: Json) -> None:
    with pytest.raises(ValueError, match="no message that can be read"):
        read(other)
