"""The engine, on a small dialogue about a pet."""

from dataclasses import replace

import pytest

from dialogs.answers import CANDIDATE, RATHER_NOT, Given, State
from dialogs.controls import LABELS, MENUS, Control
from dialogs.dialogue import Dialogue
from dialogs.events import Arrived, Edited, Pressed, Said, Sent, Unreadable
from dialogs.text import render
from dialogs.turn import ERASING, LONGEST, STOPPED, UNREADABLE, take
from dialogs.wishes import AskPerson, Erase, Finish
from tests.dialogs.pet import PET
from tests.dialogs.world import TOKEN, Conversation, a_world, small_world


@pytest.fixture
def talk() -> Conversation:
    """A conversation that has just begun."""
    conversation = Conversation(PET)
    conversation.arrive()
    return conversation


# What is asked.


def test_the_first_question_is_asked_to_somebody_who_arrives(talk: Conversation) -> None:
    assert talk.asked == "name"
    assert talk.shown.progress is not None
    assert (talk.shown.progress.answered, talk.shown.progress.of) == (0, 3)


@pytest.mark.parametrize(
    ("pet", "asked"),
    [
        ("dog", ["name", "pet", "breed", "tricks", "years"]),
        ("cat", ["name", "pet", "tricks", "years"]),
        ("none", ["name", "pet", "years"]),
    ],
)
def test_the_next_question_follows_from_the_answers(talk: Conversation, pet: str, asked: list[str]) -> None:
    seen = [talk.asked]
    answers = {"pet": pet}
    while talk.open:
        talk.do(talk.good_answer(answers))
        if talk.asked and talk.asked != seen[-1]:
            seen.append(talk.asked)
    assert seen == asked
    assert list(talk.values) == asked


def test_answers_of_questions_that_stop_applying_do_not_count_and_come_back_when_they_apply_again(
    talk: Conversation,
) -> None:
    talk.say("Halima")
    talk.press("dog")
    talk.say("teckel")
    talk.press("+sit", "done")
    talk.say("23")
    before = talk.values
    assert before["breed"] == "teckel"

    talk.do(Pressed(TOKEN, "pet", 0, Control.CHANGE))
    talk.press("none")
    assert talk.open is None
    assert talk.values == {"name": "Halima", "pet": "none", "years": 23}
    assert "teckel" not in talk.words()

    talk.do(Pressed(TOKEN, "pet", 0, Control.CHANGE))
    talk.press("dog")
    assert talk.open is None
    assert talk.values == before


def test_an_open_question_that_stops_applying_is_asked_when_it_applies_again(talk: Conversation) -> None:
    talk.say("Halima")
    talk.press("dog")
    talk.say("teckel")
    talk.press("+sit")
    talk.do(Pressed(TOKEN, "pet", 0, Control.CHANGE))
    talk.press("none")
    assert talk.asked == "years"
    talk.do(Pressed(TOKEN, "pet", 0, Control.CHANGE))
    talk.press("cat")
    assert talk.asked == "tricks"
    assert talk.draft("tricks") == ["sit"]
    talk.press("done")
    assert talk.values["tricks"] == ["sit"]
    talk.finish()


def test_a_note_is_said_to_those_it_concerns_and_to_nobody_else(talk: Conversation) -> None:
    talk.to("years", pet="none")
    young, old = talk.copy(), talk.copy()
    young.say("12")
    old.say("34")
    assert "Je bent nog jong." in young.words()
    assert "Je bent nog jong." not in old.words()


def test_all_is_said_to_be_done_exactly_once(talk: Conversation) -> None:
    talk.finish(pet="none")
    assert talk.wishes == [Finish()]
    assert talk.asked is None
    talk.say("hallo")
    talk.press("!overview", "!change", "!keep")
    assert talk.wishes == [Finish()]


def test_a_pressed_question_stays_behind_with_its_answer_and_a_typed_one_stays_as_it_is(talk: Conversation) -> None:
    assert talk.say("Halima").pressed is None
    closed = talk.press("cat").pressed
    assert closed is not None
    assert not closed.buttons
    assert [render(line.text, "nl") for line in closed.lines] == ["Welk dier heb je?", "✔️ Een kat"]
    assert not talk.shown.in_place


def test_pressing_a_part_of_an_answer_changes_the_message_in_place(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    turn = talk.press("+sit")
    assert turn.pressed is None
    assert turn.messages[0].in_place
    assert not talk.say("rollen").messages[0].in_place


def test_every_answer_remembers_who_gave_it() -> None:
    state = take(PET, State(TOKEN, {}), Said("Halima"), small_world(), by="consultant").state
    assert state.answers["name"] == Given(1, "Halima", open=False, since=1, by="consultant")
    state = take(PET, state, Pressed(TOKEN, "name", 0, Control.CHANGE), small_world()).state
    assert state.answers["name"].by == "candidate"


# Back and keep.


def test_back_asks_the_question_before_and_keeps_its_answer(talk: Conversation) -> None:
    talk.say("Halima")
    talk.press("!back")
    assert talk.asked == "name"
    assert talk.settled == {"name": "Halima"}
    talk.press("!keep")
    assert talk.asked == "pet"
    assert talk.values == {"name": "Halima"}
    talk.finish()


def test_back_twice_goes_two_questions_back_and_keep_twice_returns(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    before = talk.values
    talk.press("!back", "!back")
    assert talk.asked == "name"
    talk.press("!keep")
    assert talk.asked == "pet"
    talk.press("!keep")
    assert talk.asked == "tricks"
    assert talk.values == before
    talk.finish()


def test_back_passes_over_questions_that_do_not_apply(talk: Conversation) -> None:
    talk.to("years", pet="none")
    talk.say("terug")
    assert talk.asked == "pet"
    talk.finish()


def test_back_at_the_first_question_says_so_and_asks_it_again(talk: Conversation) -> None:
    before = talk.state
    talk.say("terug")
    assert talk.asked == "name"
    assert "eerste vraag" in talk.words()
    assert talk.state == before
    talk.finish()


def test_the_first_question_has_no_button_to_go_back(talk: Conversation) -> None:
    assert Control.BACK not in [button.press.value for row in talk.shown.buttons for button in row]


def test_back_out_of_a_partial_answer_keeps_the_part(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    talk.press("+sit", "!back", "!keep")
    assert talk.asked == "tricks"
    talk.press("done")
    assert talk.values["tricks"] == ["sit"]
    talk.finish()


def test_back_when_all_is_done_asks_the_last_question_again(talk: Conversation) -> None:
    talk.finish(pet="none")
    talk.say("terug")
    assert talk.asked == "years"
    talk.press("!keep")
    assert talk.asked is None
    talk.finish()


def test_an_answer_after_going_back_replaces_the_old_one_which_stays_in_the_log(talk: Conversation) -> None:
    talk.say("Halima")
    talk.press("!back")
    talk.say("Fatima")
    assert talk.values == {"name": "Fatima"}
    assert [given.settled for (_token, key, _revision), given in sorted(talk.log.items()) if key == "name"] == [
        "Halima",
        "Halima",
        "Fatima",
    ]
    talk.finish()


def test_a_double_tap_on_back_goes_back_once(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    back = talk.button("!back")
    talk.do(back)
    talk.do(back)
    assert talk.asked == "pet"
    talk.finish()


@pytest.mark.parametrize("words", ["laat het zo", "Laat zo!", "laat zoals het was"])
def test_keep_can_be_typed(talk: Conversation, words: str) -> None:
    talk.to("years", pet="none")
    talk.say("terug", words)
    assert talk.asked == "years"
    assert talk.values["pet"] == "none"
    talk.finish()


def test_keep_where_there_is_nothing_to_keep_repeats_the_question(talk: Conversation) -> None:
    talk.to("pet")
    talk.say("laat het zo")
    assert talk.asked == "pet"
    assert "pet" not in talk.settled
    talk.finish()


def test_a_several_of_that_is_asked_again_begins_with_what_was_chosen(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    talk.press("+sit", "+roll", "done", "!back")
    talk.press("-sit")
    assert talk.settled["tricks"] == ["sit", "roll"]
    kept = talk.copy()
    kept.press("!keep")
    assert kept.values["tricks"] == ["sit", "roll"]
    talk.press("done")
    assert talk.values["tricks"] == ["roll"]
    talk.finish()


# Overview and change.


def test_the_overview_offers_to_change_what_was_answered_and_nothing_else(talk: Conversation) -> None:
    talk.say("overzicht")
    assert [button.press.value for row in talk.shown.buttons for button in row] == [Control.GO_ON]
    talk.press("!on")
    talk.to("tricks", pet="dog")
    talk.say("mijn antwoorden")
    changes = [button.press.question for row in talk.shown.buttons for button in row if button.press.question]
    assert changes == ["name", "pet", "breed"]
    talk.press("!on")
    assert talk.asked == "tricks"
    talk.finish()


def test_a_question_can_be_kept_out_of_the_overview() -> None:
    private = replace(PET.questions[0], in_overview=False)
    talk = Conversation(Dialogue("private", private, *PET.questions[1:]))
    talk.to("pet")
    talk.say("overzicht")
    assert "Halima" not in talk.words()
    talk.finish()


def test_a_change_from_the_overview_goes_on_where_the_conversation_was(talk: Conversation) -> None:
    talk.to("tricks", pet="dog")
    talk.press("+roll")
    talk.say("overzicht")
    talk.do(Pressed(TOKEN, "name", 0, Control.CHANGE))
    assert talk.asked == "name"
    talk.say("Fatima")
    assert talk.asked == "tricks"
    assert talk.draft("tricks") == ["roll"]
    assert talk.values["name"] == "Fatima"
    talk.finish()


@pytest.mark.parametrize("key", ["years", "breed", "nothing", ""])
def test_a_change_of_what_was_not_answered_repeats_the_question(talk: Conversation, key: str) -> None:
    talk.to("tricks", pet="cat")
    before = talk.state
    talk.do(Pressed(TOKEN, key, 0, Control.CHANGE))
    assert talk.asked == "tricks"
    assert talk.state == before
    talk.finish()


def test_a_change_of_an_answer_that_does_not_count_at_the_moment_leaves_it_alone(talk: Conversation) -> None:
    talk.to("tricks", pet="dog")
    talk.do(Pressed(TOKEN, "pet", 0, Control.CHANGE))
    talk.press("cat")
    before = talk.state
    talk.do(Pressed(TOKEN, "breed", 0, Control.CHANGE))
    assert talk.asked == "tricks"
    assert talk.state == before
    talk.finish()


# Skip.


@pytest.mark.parametrize("how", ["!skip", "liever niet", "sla over", "weet ik niet", "geen idee"])
def test_an_optional_question_can_be_skipped_and_that_is_an_answer(talk: Conversation, how: str) -> None:
    talk.to("tricks", pet="cat")
    if how.startswith("!"):
        talk.press(how)
    else:
        talk.say(how)
    assert talk.values["tricks"] == RATHER_NOT
    assert talk.asked == "years"
    talk.say("overzicht")
    assert "Liever niet gezegd" in talk.words()
    talk.press("!on")
    talk.finish()


def test_a_skipped_question_can_be_answered_later(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    talk.press("!skip", "!back", "+sit", "done")
    assert talk.values["tricks"] == ["sit"]
    talk.finish()


@pytest.mark.parametrize("words", ["liever niet", "overslaan", "weet ik niet", "geen idee"])
def test_a_question_that_is_needed_is_not_skipped(talk: Conversation, words: str) -> None:
    talk.to("years", pet="none")
    assert Control.SKIP not in [button.press.value for row in talk.shown.buttons for button in row]
    talk.say(words)
    assert talk.asked == "years"
    assert "years" not in talk.settled
    talk.finish()


def test_a_forged_skip_of_a_question_that_is_needed_does_nothing(talk: Conversation) -> None:
    talk.to("pet")
    talk.do(Pressed(TOKEN, "pet", 0, Control.SKIP))
    assert talk.asked == "pet"
    assert "pet" not in talk.settled
    talk.finish()


# Why, repeat, menu, language, person.


@pytest.mark.parametrize("how", ["!why", "waarom", "Waarom vraag je dit?", "/waarom", "ik snap het niet"])
def test_why_is_answered_and_the_question_repeated(talk: Conversation, how: str) -> None:
    talk.to("pet")
    before = talk.state
    if how.startswith("!"):
        talk.press(how)
    else:
        talk.say(how)
    assert talk.asked == "pet"
    assert "Wij houden van dieren." in talk.words()
    assert talk.state == before
    talk.finish()


@pytest.mark.parametrize("words", ["herhaal", "hallo", "Hoi!", "goedemorgen", "/start", "HALLO", "nog een keer"])
def test_greetings_and_repeat_repeat_the_question(talk: Conversation, words: str) -> None:
    for key in ("name", "pet", "breed", "tricks", "years"):
        talk.to(key, pet="dog")
        before = talk.state
        talk.say(words)
        assert talk.asked == key
        assert talk.state == before
    talk.finish()


def test_the_menu_leads_everywhere_and_back_to_the_question(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    talk.press("+sit")
    before = talk.state
    talk.press("!menu")
    offered = [button.press.value for row in talk.shown.buttons for button in row]
    assert offered == [control.value for row in MENUS[CANDIDATE] for control in row] + [Control.GO_ON]
    assert talk.state == before
    talk.press("!on")
    assert talk.asked == "tricks"
    assert talk.state == before
    talk.finish()


def test_an_answer_typed_below_the_menu_or_the_overview_counts(talk: Conversation) -> None:
    talk.to("pet")
    talk.press("!menu")
    talk.say("een kat")
    talk.press("!menu")
    talk.say("overzicht", "zitten")
    assert talk.values["pet"] == "cat"
    assert talk.draft("tricks") == ["sit"]
    talk.finish()


def test_asking_for_a_language_where_no_question_is_about_it_repeats_the_question(talk: Conversation) -> None:
    talk.say("taal")
    assert talk.asked == "name"
    talk.finish()


@pytest.mark.parametrize("contact", ["", "Anja, 053 123 45 67"])
def test_asking_for_a_person_passes_it_on_and_the_conversation_can_go_on(contact: str) -> None:
    talk = Conversation(PET, a_world(contact=contact))
    talk.to("pet")
    before = talk.state
    assert AskPerson() in talk.say("hulp").wishes
    assert contact in talk.words()
    assert talk.state == before
    talk.press("!on")
    assert talk.asked == "pet"
    talk.finish()


# Stop and come back.


@pytest.mark.parametrize("words", ["Fatima", "23", "kat", "liever niet", "laat het zo", "terug", "stop", "10", "😀"])
def test_words_after_stop_are_no_answer_but_a_sign_of_being_back(talk: Conversation, words: str) -> None:
    for key in ("name", "pet", "breed", "tricks", "years"):
        talk.to(key, pet="dog")
        answers = talk.state.answers
        talk.say("stop")
        assert talk.state.aside == STOPPED
        talk.say(words)
        assert talk.state.answers == answers
        assert talk.state.aside is None
        assert talk.asked == key
    talk.finish()


@pytest.mark.parametrize("what", [Arrived(), *map(Sent, Unreadable), Edited("Fatima")])
def test_anything_else_after_stop_is_a_sign_of_being_back_too(
    talk: Conversation, what: Arrived | Sent | Edited
) -> None:
    talk.to("pet")
    answers = talk.state.answers
    talk.say("stop")
    talk.do(what)
    assert talk.asked == "pet"
    assert talk.state.answers == answers
    talk.finish()


def test_a_press_on_the_current_question_after_stop_is_an_answer(talk: Conversation) -> None:
    talk.to("pet")
    cat = talk.button("cat")
    talk.say("stop")
    talk.do(cat)
    assert talk.values["pet"] == "cat"
    assert talk.state.aside is None
    talk.finish()


def test_words_that_ask_for_something_after_stop_get_it(talk: Conversation) -> None:
    talk.to("pet")
    talk.say("stop")
    assert AskPerson() in talk.say("hulp").wishes
    talk.say("stop", "wis alles")
    assert talk.state.aside == ERASING
    talk.say("nee")
    talk.say("stop", "overzicht")
    assert "Halima" in talk.words()
    talk.finish()


def test_stopping_twice_and_going_on_changes_nothing(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    talk.press("+sit")
    answers = talk.state.answers
    talk.press("!menu", "!stop")
    stop = Pressed(TOKEN, "", 0, Control.STOP)
    talk.do(stop)
    talk.do(stop)
    talk.press("!on")
    assert talk.asked == "tricks"
    assert talk.state.answers == answers
    talk.finish()


def test_somebody_who_comes_back_is_welcomed_when_there_is_something_to_go_on_with(talk: Conversation) -> None:
    talk.arrive()
    assert "Welkom terug" not in talk.words()
    talk.say("Halima")
    talk.arrive()
    assert "Welkom terug" in talk.words()
    talk.finish()
    talk.arrive()
    assert "Welkom terug" not in talk.words()


def test_a_link_that_means_nothing_is_told_and_does_not_stand_in_the_way(talk: Conversation) -> None:
    talk.do(Arrived("XYZ", understood=False))
    assert talk.asked == "name"
    assert len(talk.shown.lines) == 2
    talk.finish()


# Erase.


@pytest.mark.parametrize("words", ["wis alles", "Wis alles!", "vergeet mij", "/wis", "verwijder alles"])
@pytest.mark.parametrize("sure", ["!erase!", "ja", "Ja!", "ja wis alles", "zeker"])
def test_erasing_takes_one_confirmation(talk: Conversation, words: str, sure: str) -> None:
    talk.to("pet")
    talk.say(words)
    assert Erase() not in talk.wishes
    turn = talk.press(sure) if sure.startswith("!") else talk.say(sure)
    assert turn.wishes == (Erase(),)
    talk.finish()


@pytest.mark.parametrize("words", ["nee", "Nee!", "liever niet", "misschien", "terug", "stop", "23", "nee, ja", "😀"])
def test_anything_but_yes_keeps_everything_and_repeats_the_question(talk: Conversation, words: str) -> None:
    talk.to("pet")
    answers = talk.state.answers
    talk.say("wis alles", words)
    assert Erase() not in talk.wishes
    assert talk.asked == "pet"
    assert talk.state.answers == answers
    talk.say("ja")
    assert Erase() not in talk.wishes
    talk.finish()


@pytest.mark.parametrize(
    "between",
    [
        Pressed(TOKEN, "", 0, Control.GO_ON),
        Pressed(TOKEN, "", 0, Control.MENU),
        Pressed(TOKEN, "", 0, Control.OVERVIEW),
        Pressed(TOKEN, "", 0, Control.PERSON),
        Pressed(TOKEN, "pet", 0, Control.WHY),
        Pressed(TOKEN, "pet", 7, "dog"),
        Pressed("", "", 0, ""),
        Pressed("other", "", 0, Control.ERASE_SURELY),
        Arrived(),
        Edited("ja"),
        *map(Sent, Unreadable),
    ],
)
def test_yes_to_anything_but_the_confirmation_erases_nothing(
    talk: Conversation, between: Pressed | Arrived | Edited | Sent
) -> None:
    talk.to("pet")
    talk.say("wis alles")
    talk.do(between)
    talk.say("ja")
    assert Erase() not in talk.wishes
    talk.finish()


def test_an_old_confirm_button_asks_again_and_the_new_one_erases(talk: Conversation) -> None:
    talk.to("pet")
    talk.say("wis alles")
    sure = talk.button("!erase!")
    talk.press("!on")
    assert talk.do(sure).wishes == ()
    assert talk.state.aside == ERASING
    assert talk.do(sure).wishes == (Erase(),)


def test_asking_to_erase_twice_asks_for_confirmation_twice(talk: Conversation) -> None:
    talk.to("pet")
    erase = Pressed(TOKEN, "", 0, Control.ERASE)
    talk.do(erase)
    talk.do(erase)
    assert Erase() not in talk.wishes
    assert talk.press("!erase!").wishes == (Erase(),)


def test_after_erasing_the_buttons_of_before_do_nothing(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    old = talk.pressable.copy()
    talk.say("wis alles", "ja")
    for press in old:
        talk.do(press)
        assert talk.asked == "name"
        assert talk.settled == {}
    assert talk.wishes.count(Erase()) == 1
    talk.finish()


# What is not understood.


def test_two_misunderstandings_in_a_row_offer_a_person(talk: Conversation) -> None:
    talk.to("pet")
    talk.say("paard")
    assert not talk.offers_a_person()
    talk.say("olifant")
    assert talk.offers_a_person()
    talk.say("krokodil")
    assert talk.offers_a_person()
    assert AskPerson() in talk.press("!person").wishes
    talk.press("!on")
    assert not talk.offers_a_person()
    talk.finish()


def test_agood_answer_ends_the_offer_of_a_person(talk: Conversation) -> None:
    talk.to("pet")
    talk.say("paard")
    talk.press("cat")
    talk.say("vliegen")
    assert not talk.offers_a_person()
    talk.say("zwemmen")
    assert talk.offers_a_person()
    talk.say("zitten")
    assert not talk.offers_a_person()
    assert talk.state.misses == 0
    talk.finish()


@pytest.mark.parametrize("what", list(Unreadable))
def test_what_cannot_be_read_gets_a_sentence_of_its_own_and_the_question(talk: Conversation, what: Unreadable) -> None:
    for key in ("name", "pet", "breed", "tricks", "years"):
        talk.to(key, pet="dog")
        answers = talk.state.answers
        talk.do(Sent(what))
        assert talk.asked == key
        assert render(UNREADABLE[what], "nl") in talk.words()
        assert talk.state.answers == answers
        assert talk.state.misses == 1
    talk.finish()


@pytest.mark.parametrize("words", ["a" * 10_000, "ja " * 3_334, "7" * 10_000, "\n" * 10_000, "x" * (LONGEST + 1)])
def test_ten_thousand_characters_are_no_answer(talk: Conversation, words: str) -> None:
    for key in ("name", "pet", "breed", "tricks", "years"):
        talk.to(key, pet="dog")
        answers = talk.state.answers
        talk.say(words)
        assert talk.asked == key
        assert talk.state.answers == answers
    talk.finish()


@pytest.mark.parametrize("words", ["111222333", "Halima 111.222.333", "bsn 1112 22 333", "111-222-333", "١١١٢٢٢٣٣٣"])
def test_a_citizen_service_number_is_refused_and_not_kept(talk: Conversation, words: str) -> None:
    for key in ("name", "pet", "breed", "tricks", "years"):
        talk.to(key, pet="dog")
        answers = talk.state.answers
        talk.say(words)
        assert talk.asked == key
        assert "BSN" in talk.words()
        assert talk.state.answers == answers
    talk.finish()
    talk.say(words)
    assert talk.open is None
    assert "222" not in repr(talk.log)


def test_an_edited_message_offers_to_change_the_last_answer_and_changes_nothing_itself(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    answers = talk.state.answers
    talk.do(Edited("hond"))
    assert talk.state.answers == answers
    change = talk.button("!change")
    assert change.question == "pet"
    going_on = talk.copy()
    going_on.press("!on")
    assert going_on.asked == "tricks"
    talk.do(change)
    assert talk.asked == "pet"
    talk.press("dog")
    assert talk.asked == "breed"
    talk.finish()


def test_an_edited_message_before_any_answer_repeats_the_question(talk: Conversation) -> None:
    talk.do(Edited("Halima"))
    assert talk.asked == "name"
    assert talk.settled == {}
    talk.finish()


def test_an_edited_message_when_all_is_done_offers_to_change_the_last_answer(talk: Conversation) -> None:
    talk.finish(pet="none")
    talk.do(Edited("35"))
    talk.press("!change")
    assert talk.asked == "years"
    talk.say("35")
    assert talk.values["years"] == 35
    talk.finish()


# Old buttons and quick fingers.


def test_a_button_of_an_answered_question_shows_the_current_one(talk: Conversation) -> None:
    talk.to("pet")
    cat, dog = talk.button("cat"), talk.button("dog")
    talk.do(cat)
    before = talk.state
    for old in (cat, dog):
        talk.do(old)
        assert talk.asked == "tricks"
        assert talk.state == before
    talk.finish()


def test_a_button_of_an_earlier_round_of_the_same_question_does_nothing(talk: Conversation) -> None:
    talk.to("pet")
    dog = talk.button("dog")
    talk.press("cat", "!back")
    talk.do(dog)
    assert talk.asked == "pet"
    assert talk.settled["pet"] == "cat"
    talk.finish()


@pytest.mark.parametrize(
    "press",
    [
        Pressed("WWWWWWWW", "pet", 0, "cat"),
        Pressed("", "", 0, ""),
        Pressed(TOKEN, "pet", 1, "cat"),
        Pressed(TOKEN, "pet", -1, "cat"),
        Pressed(TOKEN, "pet", 10**30, "cat"),
        Pressed(TOKEN, "name", 0, "cat"),
        Pressed(TOKEN, "nothing", 0, "cat"),
        Pressed(TOKEN, "", 0, "cat"),
        Pressed(TOKEN, "pet", 0, "horse"),
        Pressed(TOKEN, "pet", 0, ""),
        Pressed(TOKEN, "pet", 0, "!nothing"),
        Pressed(TOKEN, "pet", 0, "+cat"),
        Pressed(TOKEN, "pet", 0, "c.a.t"),
        Pressed("WWWWWWWW", "pet", 0, Control.SKIP),
        Pressed(TOKEN, "name", 1, Control.BACK),
        Pressed(TOKEN, "pet", 3, Control.BACK),
        Pressed(TOKEN, "pet", 3, Control.KEEP),
        Pressed(TOKEN, "pet", 3, Control.SKIP),
    ],
    ids=lambda press: press.data,
)
def test_a_press_that_fits_nothing_repeats_the_question(talk: Conversation, press: Pressed) -> None:
    talk.to("pet")
    answers = talk.state.answers
    talk.do(press)
    assert talk.asked == "pet"
    assert talk.state.answers == answers
    talk.finish()


@pytest.mark.parametrize("data", ["", "...", "a.b", "a.b.c.d", "a.b.1", "x" * 100, "a.b.1,5.d", "a.b..d", "a.b.9e9.d"])
def test_data_that_is_no_button_is_refused(data: str) -> None:
    with pytest.raises(ValueError):
        Pressed.parse(data)


@pytest.mark.parametrize("value", ["cat", "+sit", "!erase!", "", "yes:25746/P8-K1-W3", "a.b.c"])
def test_a_button_is_read_back_as_it_was(value: str) -> None:
    press = Pressed(TOKEN, "pet", 12, value)
    assert Pressed.parse(press.data) == press


def test_quick_taps_on_one_message_all_count(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    sit, roll, fetch = talk.button("+sit"), talk.button("+roll"), talk.button("+fetch")
    for press in (fetch, sit, roll):
        talk.do(press)
    assert talk.draft("tricks") == ["sit", "roll", "fetch"]
    talk.press("done")
    assert talk.values["tricks"] == ["sit", "roll", "fetch"]
    talk.finish()


def test_a_double_tap_on_an_option_chooses_it_once(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    sit = talk.button("+sit")
    for _tap in range(2):
        talk.do(sit)
    assert talk.draft("tricks") == ["sit"]
    off = talk.button("-sit")
    for _tap in range(2):
        talk.do(off)
    assert talk.draft("tricks") == []
    talk.finish()


def test_taps_after_done_are_too_late(talk: Conversation) -> None:
    talk.to("tricks", pet="cat")
    roll = talk.button("+roll")
    talk.press("+sit")
    done = talk.button("done")
    talk.do(done)
    talk.do(roll)
    talk.do(done)
    assert talk.values["tricks"] == ["sit"]
    assert talk.asked == "years"
    talk.press("!back")
    talk.do(roll)
    assert talk.draft("tricks") == ["sit"]
    talk.finish()


def test_a_double_tap_on_skip_skips_one_question(talk: Conversation) -> None:
    talk.to("breed", pet="dog")
    skip = talk.button("!skip")
    talk.do(skip)
    talk.do(skip)
    assert talk.asked == "tricks"
    assert talk.values["breed"] == RATHER_NOT
    talk.finish()


def test_all_labels_of_controls_have_words() -> None:
    assert LABELS.keys() == set(Control)
