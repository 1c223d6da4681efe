"""The rules of an adviser, read back to them."""

from datetime import date

import pytest

from agenda.phrase import read
from agenda.unclear import Unclear
from dialogs.rules_in_words import rule_in_words
from dialogs.text import languages, render

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            "elke dinsdag 9-12, 45 minuten, op school in Enschede, of bellen",
            "elke dinsdag van 09:00 tot 12:00 uur, 4 gesprekken van 45 minuten, op school in Enschede of bellen",
        ),
        (
            "om de week op vrijdag 13-14 beeldbellen, 60 minuten, vanaf 1 december",
            "om de week op vrijdag van 13:00 tot 14:00 uur, vanaf vrijdag 4 december, 1 gesprek van 60 minuten, beeldbellen",
        ),
        (
            "elke maandag 9-10 bellen, 30 minuten, tot en met 18 december",
            "elke maandag van 09:00 tot 10:00 uur, tot en met vrijdag 18 december, 2 gesprekken van 30 minuten, bellen",
        ),
        ("3 december 10-11 bellen", "donderdag 3 december van 10:00 tot 11:00 uur, 1 gesprek van 45 minuten, bellen"),
        ("niet op 3 december", "niet op donderdag 3 december"),
        (
            "niet van 21 december t/m 2 januari, kerstvakantie",
            "niet van maandag 21 december tot en met zaterdag 2 januari, kerstvakantie",
        ),
    ],
)
def test_a_rule_is_said_in_the_words_of_its_adviser(said: str, words: str) -> None:
    rules = read(said, MONDAY)
    assert not isinstance(rules, Unclear)
    assert [render(rule_in_words(rule, MONDAY), "nl") for rule in rules] == [words]
    assert all(render(rule_in_words(rule, MONDAY), language) for rule in rules for language in languages())
