"""The engine on the intake itself."""

from dataclasses import replace

import pytest

from dialogs.controls import Control
from dialogs.events import Pressed
from dialogs.intake import INTAKE, STARTKWALIFICATIE
from dialogs.wishes import AskPerson, BelongTo, Book, Finish, RecordConsent, Speak
from tests.dialogs.world import FREE_TIMES, TOKEN, Conversation, small_world

KEYS = [question.key for question in INTAKE.questions]
EVERYTHING = {"school": "abroad", "foreign": "yes"}
"""Answers with which every question of the intake is asked."""


@pytest.fixture
def talk() -> Conversation:
    """A conversation that has just begun."""
    conversation = Conversation()
    conversation.arrive()
    return conversation


def change(key: str) -> Pressed:
    """The button of the overview that changes an answer."""
    return Pressed(TOKEN, key, 0, Control.CHANGE)


def test_a_good_answer_to_everything_finishes_the_intake(talk: Conversation) -> None:
    talk.finish(**EVERYTHING)
    assert list(talk.values) == KEYS
    assert Finish() in talk.wishes
    assert "Halima" in talk.words()


def test_somebody_can_type_everything(talk: Conversation) -> None:
    talk.say("nederlands", "ja hoor", "Halima", "ik ben 23 jaar", "Ensgede", "ja", "nee", "mavo", "nee nog niet")
    assert talk.asked == "work"
    talk.say("ik hou van planten", "ja", "misschien", "nee", "geen van deze", "verder")
    talk.say("een beetje", "32", "zelf doen", "misschien", "taal en reizen", "klaar", "heel graag")
    talk.say("gemeente, familie", "klaar", "1", "ja")
    assert talk.open is None
    values = talk.values
    work = values.pop("work")
    assert (work["said"], len(work["yes"]), len(work["maybe"])) == (["ik hou van planten"], 1, 1)
    assert values == {
        "language": "nl",
        "consent": "yes",
        "name": "Halima",
        "age": 23,
        "place": {"key": values["place"]["key"], "name": "Enschede", "region": "AM05"},
        "work_now": "none",
        "school": "vmbo",
        "enrolled": "no",
        "before": "little",
        "hours": "28to35",
        "learning": "doing",
        "school_wish": "maybe",
        "obstacles": ["language", "travel"],
        "motivation": "very",
        "helpers": ["gemeente", "family"],
        "moment": values["moment"],
        "review": "right",
    }
    assert values["moment"]["id"] == 1


@pytest.mark.parametrize("said", ["taal en reizen", "reizen\ntaal", "Taal,\nReizen", "taal\x00 en\treizen"])
def test_several_options_can_be_typed_at_once_on_one_line_or_more(talk: Conversation, said: str) -> None:
    talk.to("obstacles").say(said, "klaar")
    assert talk.values["obstacles"] == ["language", "travel"]


@pytest.mark.parametrize("said", ["Ha\x00li\ud800ma", "Ha\nli\tma", "Ha \x1bli\udfffma"])
def test_signs_that_nobody_can_type_are_not_kept(talk: Conversation, said: str) -> None:
    talk.to("name").say(said)
    assert talk.values["name"] == "Ha li ma"
    talk.finish()


# Conditions.


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"school": "vmbo"}, []),
        ({"school": "!skip"}, []),
        *(({"school": school}, ["diploma", "usable"]) for school in STARTKWALIFICATIE),
        ({"school": "abroad", "foreign": "no"}, ["foreign"]),
        ({"school": "abroad", "foreign": "!skip"}, ["foreign"]),
        ({"school": "abroad", "foreign": "yes"}, ["foreign", "diploma", "usable"]),
    ],
)
def test_questions_about_a_diploma_are_only_asked_to_those_who_have_one(
    talk: Conversation, answers: dict[str, str], asked: list[str]
) -> None:
    talk.finish(**answers)
    assert [key for key in talk.values if key in ("foreign", "diploma", "usable")] == asked


def test_another_school_switches_the_diploma_off_and_on_again_with_its_answers(talk: Conversation) -> None:
    talk.finish(**EVERYTHING)
    before = talk.values
    for school, left in (("vmbo", []), ("abroad", ["foreign", "diploma", "usable"]), ("mbo", ["diploma", "usable"])):
        talk.do(change("school"))
        talk.press(school)
        assert talk.open is None
        assert [key for key in talk.values if key in ("foreign", "diploma", "usable")] == left
    talk.do(change("school"))
    talk.press("abroad")
    assert talk.values == before
    talk.do(change("foreign"))
    talk.press("no")
    assert "diploma" not in talk.values
    talk.do(change("foreign"))
    talk.press("yes")
    assert talk.values == before


# Back.


def test_back_from_any_question_and_keep_returns_to_it(talk: Conversation) -> None:
    for key in KEYS[1:]:
        talk.to(key, **EVERYTHING)
        before = talk.values
        talk.press("!back")
        assert talk.asked == KEYS[KEYS.index(key) - 1]
        twice = talk.copy()
        twice.say("terug")
        twice.to(key, **EVERYTHING)
        talk.press("!keep")
        assert talk.asked == key
        assert talk.values == before


def test_back_all_the_way_and_keep_all_the_way_changes_nothing(talk: Conversation) -> None:
    talk.to("review", **EVERYTHING)
    before = talk.values
    for key in reversed(KEYS[:-1]):
        # Going back inside a question comes first: the last choice of work is undone before the question is left.
        for _try in range(9):
            if talk.asked == key:
                break
            talk.say("terug")
        assert talk.asked == key
    for key in KEYS[:-1]:
        assert talk.asked == key
        talk.press("!keep")
    assert talk.asked == "review"
    assert talk.values == before
    talk.finish()


def test_back_passes_over_the_diploma_of_somebody_without_one(talk: Conversation) -> None:
    talk.to("enrolled", school="vmbo")
    talk.press("!back")
    assert talk.asked == "school"
    talk.finish()


@pytest.mark.parametrize("typed", ["Enschede", "Hengelo"])
def test_back_while_a_place_is_confirmed_asks_for_the_place_again_and_then_the_age(
    talk: Conversation, typed: str
) -> None:
    talk.to("place").say(typed)
    assert talk.draft("place")
    talk.press("!back")
    assert talk.asked == "place"
    assert not talk.draft("place")
    talk.press("!back")
    assert talk.asked == "age"
    talk.finish()


def test_back_on_a_card_shows_the_card_before_and_forgets_what_was_said_of_it(talk: Conversation) -> None:
    talk.to("work").say("planten")
    first = talk.button("yes:").value
    talk.press("yes:", "maybe:")
    talk.press("!back", "!back")
    assert talk.button("yes:").value == first
    draft = talk.draft("work")
    assert (draft["yes"], draft["maybe"], draft["no"]) == ([], [], [])
    talk.press("!back")
    assert talk.asked == "work"
    talk.press("!back")
    assert talk.asked == "enrolled"
    talk.finish()


def test_a_double_tap_on_back_inside_a_question_goes_back_once(talk: Conversation) -> None:
    talk.to("work").say("planten")
    talk.press("yes:", "no:")
    back = talk.button("!back")
    talk.do(back)
    second = talk.button("yes:").value
    talk.do(back)
    assert talk.button("yes:").value == second
    talk.finish()


def test_a_double_tap_on_a_card_answers_one_card(talk: Conversation) -> None:
    talk.to("work").say("planten")
    yes = talk.button("yes:")
    talk.do(yes)
    talk.do(yes)
    draft = talk.draft("work")
    assert draft["yes"] == [yes.value.removeprefix("yes:")]
    assert draft["at"] == 1
    talk.finish()


# The language.


@pytest.mark.parametrize("key", KEYS[1:])
def test_another_language_half_way_goes_on_where_it_was(talk: Conversation, key: str) -> None:
    talk.to(key, **EVERYTHING)
    settled = talk.settled
    talk.say("andere taal")
    assert talk.asked == "language"
    talk.press("en")
    assert talk.wishes[-1] == Speak("en")
    assert talk.world.language == "en"
    assert talk.asked == key
    assert talk.settled == {**settled, "language": "en"}
    assert talk.words("en") != talk.words("nl")
    talk.finish(**EVERYTHING)


@pytest.mark.parametrize(
    ("key", "part"),
    [("place", "Hengelo"), ("work", "planten"), ("obstacles", "reizen"), ("moment", "later"), ("consent", "nee")],
)
def test_another_language_in_the_middle_of_an_answer_keeps_the_part_there_is(
    talk: Conversation, key: str, part: str
) -> None:
    talk.to(key).say(part)
    draft = talk.draft(key)
    assert draft
    talk.say("taal" if key != "obstacles" else "andere taal")
    talk.press("en")
    assert talk.asked == key
    assert talk.draft(key) == draft
    talk.finish()


def test_the_words_of_both_languages_are_understood_after_a_change(talk: Conversation) -> None:
    talk.say("english")
    assert talk.asked == "consent"
    talk.say("yes")
    talk.say("terug", "terug", "laat het zo")
    assert talk.asked == "consent"
    talk.say("ja", "Halima", "23", "Enschede", "yes", "no")
    assert talk.asked == "school"
    talk.say("back")
    assert talk.asked == "work_now"
    assert AskPerson() in talk.say("help").wishes
    talk.say("wis alles", "yes")
    assert talk.erased


def test_the_question_about_the_language_is_asked_in_every_language(talk: Conversation) -> None:
    assert "Welke taal" in talk.words("nl")
    assert "Which language" in talk.words("nl")


# Consent.


def test_without_consent_nothing_is_asked_and_a_yes_stays_possible(talk: Conversation) -> None:
    talk.to("consent").press("no")
    version = talk.wishes[-1]
    assert isinstance(version, RecordConsent)
    assert not version.given
    assert talk.asked == "consent"
    talk.say("Halima", "23", "nee", "hallo")
    for key in KEYS:
        talk.do(change(key))
        assert talk.asked in ("consent", "language")
        talk.say("laat het zo")
        assert talk.asked == "consent"
    assert talk.settled == {"language": "nl"}
    talk.press("yes")
    assert talk.wishes[-1] == replace(version, given=True)
    assert talk.asked == "name"
    talk.finish()


def test_consent_that_was_taken_back_is_only_given_again_by_saying_so(talk: Conversation) -> None:
    talk.to("name").press("!back")
    talk.press("no")
    assert isinstance(talk.wishes[-1], RecordConsent)
    assert not talk.wishes[-1].given
    talk.say("laat het zo")
    assert talk.asked == "consent"
    assert Control.KEEP not in [button.press.value for row in talk.shown.buttons for button in row]
    talk.say("ja")
    assert talk.asked == "name"
    assert talk.wishes[-1] == RecordConsent(talk.wishes[-1].version, given=True)
    talk.finish()


# What is said along the way.


@pytest.mark.parametrize(
    ("key", "answer", "other"),
    [
        ("age", "17", "18"),
        ("usable", "ja", ""),
        ("enrolled", "ja", "nee"),
        ("motivation", "het moet", "heel graag"),
        ("motivation", "ik twijfel", "graag"),
    ],
)
def test_those_it_concerns_hear_a_kind_word(talk: Conversation, key: str, answer: str, other: str) -> None:
    talk.to(key, school="mbo")
    note = talk.question(key).notes[0].text
    without = talk.copy()
    talk.say(answer)
    assert talk.shown.lines[0].text == note
    if other:
        without.say(other)
        assert without.shown.lines[0].text != note
    talk.finish()


# The moment.


def test_a_moment_is_booked_and_can_be_changed_afterwards(talk: Conversation) -> None:
    talk.to("moment").press("later")
    talk.press("t4")
    assert talk.wishes[-1] == Book(4)
    talk.finish()
    talk.do(change("moment"))
    talk.press("t2")
    assert talk.open is None
    assert talk.wishes.count(Finish()) == 1
    assert Book(2) in talk.wishes
    assert talk.values["moment"]["id"] == 2
    talk.do(change("moment"))
    talk.press("none")
    assert talk.wishes[-1] == Book(None)
    talk.finish()


def test_a_moment_that_is_kept_is_not_booked_again(talk: Conversation) -> None:
    talk.finish()
    bookings = [wish for wish in talk.wishes if isinstance(wish, Book)]
    talk.do(change("moment"))
    talk.press("!keep")
    assert [wish for wish in talk.wishes if isinstance(wish, Book)] == bookings


def test_a_moment_that_somebody_else_took_meanwhile_is_told_and_others_are_offered(talk: Conversation) -> None:
    talk.to("moment")
    gone = talk.button("t1")
    talk.world = replace(talk.world, free_times=FREE_TIMES[1:])
    talk.do(gone)
    assert talk.asked == "moment"
    assert "net weg" in talk.words()
    assert "moment" not in talk.settled
    assert not any(isinstance(wish, Book) for wish in talk.wishes)
    talk.press("t2")
    assert talk.wishes[-1] == Book(2)
    talk.finish()


def test_all_moments_gone_meanwhile_still_leads_on(talk: Conversation) -> None:
    talk.to("moment").press("later")
    gone = talk.button("t5")
    talk.world = replace(talk.world, free_times=())
    talk.do(gone)
    assert talk.asked == "moment"
    talk.press("none")
    assert talk.wishes[-1] == Book(None)
    talk.finish()


def test_a_region_without_free_times_promises_one_and_goes_on() -> None:
    talk = Conversation(world=replace(small_world(), free_times=()))
    talk.to("moment").say("goed")
    assert talk.values["moment"] == {"id": None}
    talk.finish()


def test_the_region_follows_the_place(talk: Conversation) -> None:
    talk.finish()
    assert BelongTo("AM05") in talk.wishes
    talk.do(change("place"))
    talk.say("Groningen", "ja")
    assert talk.wishes[-1] == BelongTo("AM01")


# The last look.


@pytest.mark.parametrize("words", ["nee", "klopt niet", "het klopt niet", "nee dat is niet goed", "fout"])
def test_no_to_the_last_look_opens_the_overview_and_settles_nothing(talk: Conversation, words: str) -> None:
    talk.to("review").say(words)
    assert "review" not in talk.settled
    if talk.asked is None:
        talk.button("!change")
    talk.finish()


def test_a_change_at_the_last_look_comes_back_to_it(talk: Conversation) -> None:
    talk.to("review").say("nee")
    talk.do(change("name"))
    talk.say("Fatima")
    assert talk.asked == "review"
    assert "Fatima" in talk.words()
    talk.finish()
    assert talk.values["name"] == "Fatima"


# What must never be kept.


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("words", ["111222333", "mijn nummer is 111 22 23 33, ok?"])
def test_a_citizen_service_number_never_reaches_the_answers(talk: Conversation, key: str, words: str) -> None:
    talk.to(key, **EVERYTHING)
    before = talk.state.answers
    talk.say(words)
    assert talk.asked == key
    assert talk.state.answers == before


def test_own_words_with_braces_are_shown_as_they_are(talk: Conversation) -> None:
    talk.to("name").say("{naam} {0} {{x}}")
    talk.finish(**EVERYTHING)
    assert "{naam} {0} {{x}}" in talk.words()
    talk.say("overzicht")
    assert "{naam} {0} {{x}}" in talk.words()
    talk.do(change("work"))
    talk.say("planten met {accolades} en %s")
    talk.finish()
