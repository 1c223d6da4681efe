"""Permission: only a yes is a yes."""

from dataclasses import replace

import pytest

from dialogs.intake import TERMS
from dialogs.kinds import Consent
from dialogs.kinds.kind import Complete, Misread, Partial
from dialogs.text import _, languages, render
from dialogs.wishes import RecordConsent
from tests.dialogs.world import offered_values, scene

KIND = Consent(TERMS)
YES = Complete("yes", (RecordConsent(KIND.version, given=True),))
NO = Partial("no", wishes=(RecordConsent(KIND.version, given=False),))


@pytest.mark.parametrize(
    "said", ["ja", "Ja hoor", "ja, dat is goed", "akkoord", "ik ga akkoord", "prima", "OK", "oké", "1"]
)
def test_a_yes_is_permission(said: str) -> None:
    assert KIND.hear(None, said, scene()) == YES


@pytest.mark.parametrize("said", ["ja", "Ja hoor", "toch wel", "toch beginnen", "goed", "OK", "1"])
def test_a_yes_after_a_no_is_permission(said: str) -> None:
    assert KIND.hear("no", said, scene()) == YES


@pytest.mark.parametrize("said", ["nee", "Nee!", "nee hoor", "liever niet", "nee dank je", "2"])
def test_a_no_is_no_mistake_and_recorded(said: str) -> None:
    assert KIND.hear(None, said, scene()) == NO


@pytest.mark.parametrize(
    "said",
    [
        "niet akkoord",
        "ik ga niet akkoord",
        "dat mag niet",
        "mag niet",
        "niet ok",
        "geen probleem",
        "ja maar niet delen",
        "ja nee",
        "ik twijfel",
        "weet ik niet",
        "misschien",
        "waar is dat voor",
        "Halima",
        "3",
        "",
        "😀",
        "ik geef geen toestemming, goed",
    ],
)
def test_anything_that_is_not_clearly_yes_is_no_permission(said: str) -> None:
    for draft in (None, "no"):
        assert not isinstance(KIND.hear(draft, said, scene()), Complete)
    assert isinstance(KIND.hear(None, said, scene()), Misread)


@pytest.mark.parametrize("said", ["yes", "ok", "ja"])
def test_yes_is_heard_in_english(said: str) -> None:
    assert KIND.hear(None, said, scene(language="en")) == YES


@pytest.mark.parametrize("said", ["no", "not ok", "I do not agree", "nee", "I don't agree"])
def test_no_is_never_heard_as_yes_in_english(said: str) -> None:
    assert not isinstance(KIND.hear(None, said, scene(language="en")), Complete)


def test_pressing_is_clear() -> None:
    assert KIND.choose(None, "yes", scene()) == YES
    assert KIND.choose(None, "no", scene()) == NO
    assert KIND.choose("no", "yes", scene()) == YES
    for option in ("", "maybe", "Yes", "+yes"):
        assert isinstance(KIND.choose(None, option, scene()), Misread)


def test_the_terms_are_said_before_the_question_and_after_a_no_only_a_way_to_begin() -> None:
    offer = KIND.offer(None, scene())
    assert [line.text for line in offer.preface] == list(TERMS)
    assert offered_values(offer) == ["yes", "no"]
    refused = KIND.offer("no", scene())
    assert refused.preface == ()
    assert refused.asks is not None
    assert offered_values(refused) == ["yes"]


def test_permission_that_was_taken_back_cannot_be_kept() -> None:
    assert KIND.may_keep(None)
    assert not KIND.may_keep("no")


def test_the_version_changes_with_every_letter_of_the_terms() -> None:
    assert Consent(TERMS).version == KIND.version
    assert Consent((*TERMS[:-1], replace(TERMS[-1], msgid=TERMS[-1].msgid + "!"))).version != KIND.version
    assert Consent(TERMS[::-1]).version != KIND.version
    assert Consent((*TERMS, _("Nog iets."))).version != KIND.version


def test_samples_are_adopted_unchanged_and_shown_in_every_language_and_a_no_is_never_adopted() -> None:
    for sample in KIND.samples():
        assert KIND.adopt(sample) == sample
        assert all(render(KIND.show(sample, scene()), language) for language in languages())
    assert KIND.adopt("no") is None
    assert KIND.adopt(True) is None
