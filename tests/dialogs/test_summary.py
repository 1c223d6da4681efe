"""The summary for the people in the conversation."""

from dataclasses import replace

from dialogs.answers import CONSULTANT, Given, Json, State
from dialogs.controls import Control
from dialogs.dialogue import LEFT_OPEN
from dialogs.events import Pressed
from dialogs.intake import INTAKE
from dialogs.kinds.work_processes import Draft
from dialogs.signals import TALK_ABOUT, Signal
from dialogs.summary import summarise
from dialogs.text import render
from tests.dialogs.world import TOKEN, Conversation, small_world


def finished() -> Conversation:
    """An intake with work chosen in several ways."""
    talk = Conversation()
    talk.to("work", school="vmbo").say("ik hou van planten")
    talk.press("yes:", "maybe:", "no:", "yes:")
    talk.say("raketten")
    talk.press("go")
    talk.finish(moment="none")
    return talk


def test_the_summary_holds_the_answers_the_own_words_and_the_work() -> None:
    talk = finished()
    summary = summarise(talk.dialogue, talk.state, talk.world)
    assert summary.values == talk.values
    assert (summary.progress.answered, summary.progress.of) == (len(talk.values), len(talk.values))
    assert summary.own_words == ("ik hou van planten", "raketten")
    answer = Draft.of(talk.values["work"])
    assert [(work.verdict, work.choice) for work in summary.work] == [
        *(("yes", choice) for choice in answer.yes),
        *(("maybe", choice) for choice in answer.maybe),
    ]
    for work in summary.work:
        choice = small_world().catalogue.choice(work.choice)
        assert work.crebo == choice.crebo
        assert work.official == choice.official
        assert work.plain == small_world().plain[work.choice].title
        assert (work.work_process is None) == (choice.work_process is None) == (work.code is None)


def test_the_summary_says_what_to_talk_about() -> None:
    talk = finished()
    summary = summarise(talk.dialogue, talk.state, talk.world)
    assert Signal.NO_MOMENT in summary.signals
    assert summary.talk_about == tuple(TALK_ABOUT[signal] for signal in summary.signals)


def test_the_lines_of_the_summary_are_those_the_candidate_saw() -> None:
    talk = finished()
    summary = summarise(talk.dialogue, talk.state, talk.world)
    for line in summary.lines:
        assert render(line.text, "nl") in talk.words()


def test_answers_that_do_not_count_any_more_are_not_in_the_summary() -> None:
    talk = Conversation()
    talk.finish(school="abroad", foreign="yes")
    talk.do(Pressed(TOKEN, "school", 0, Control.CHANGE))
    talk.press("vmbo")
    summary = summarise(talk.dialogue, talk.state, talk.world)
    assert not {"foreign", "diploma", "usable"} & summary.values.keys()
    assert Signal.FOREIGN_DIPLOMA not in summary.signals


def test_an_intake_that_has_just_begun_has_a_summary_too() -> None:
    talk = Conversation()
    summary = summarise(talk.dialogue, talk.state, talk.world)
    assert summary.values == {}
    assert not any((summary.lines, summary.work, summary.own_words, summary.signals))
    assert summary.progress.answered == 0


def test_work_that_is_chosen_under_an_older_number_is_named_as_it_is_called_now() -> None:
    talk = finished()
    given = talk.state.given("work")
    old = next(known for known, choice in small_world().catalogue.known.items() if known != choice.id)
    answer: Json = {"said": [], "yes": [old], "maybe": [], "no": []}
    state = talk.state.with_given("work", replace(given, settled=answer))
    (work,) = summarise(talk.dialogue, state, talk.world).work
    assert work.choice == old
    assert work.official == small_world().catalogue.choice(old).official


# What a professional adds.


def with_background() -> tuple[Conversation, State]:
    """A finished intake, and the same with what a consultant added: an answer, several, own words, and one left open."""
    talk = finished()
    added: dict[str, Json] = {
        "target_group": "newcomer",
        "werkfit": ["specific"],
        "leerbaarheid": "onthoudt drie stappen",
        "voluntary": "doubt",
        "remark": LEFT_OPEN.value,
    }
    given = {key: Given().whole(value, CONSULTANT) for key, value in added.items()}
    return talk, replace(talk.state, answers={**talk.state.answers, **given})


def test_what_a_professional_added_stands_apart_from_what_the_candidate_sees() -> None:
    talk, state = with_background()
    alone, both = summarise(INTAKE, talk.state, talk.world), summarise(INTAKE, state, talk.world)
    assert (alone.background_values, alone.background) == ({}, ())
    assert (both.values, both.lines, both.progress) == (alone.values, alone.lines, alone.progress)
    assert [render(line.text, "nl") for line in both.background] == [
        "• Doelgroep: Statushouder of anderstalig",
        "• Aandacht bij werkfit: 3. Gericht: taal, rekenen, veiligheid",
        "• Leerbaarheid: onthoudt drie stappen",
        "• Motivatie en vrijwilligheid: Ja, maar twijfelt nog",
    ]
    assert both.background_values == {
        "target_group": "newcomer",
        "werkfit": ["specific"],
        "leerbaarheid": "onthoudt drie stappen",
        "voluntary": "doubt",
    }


def test_the_signals_look_at_what_both_said() -> None:
    talk, state = with_background()
    raised = {*summarise(INTAKE, state, talk.world).signals} - {*summarise(INTAKE, talk.state, talk.world).signals}
    assert raised == {Signal.LEERBAARHEID, Signal.VOLUNTARY, Signal.WERKFIT_ALONGSIDE}


def test_the_summary_says_who_gave_which_answer() -> None:
    talk, state = with_background()
    state = state.with_given("hours", Given().whole("under20", CONSULTANT))
    summary = summarise(INTAKE, state, talk.world)
    assert summary.given_by.keys() == {*summary.values, *summary.background_values}
    by_consultant = {key for key, by in summary.given_by.items() if by == CONSULTANT}
    assert by_consultant == {"target_group", "werkfit", "leerbaarheid", "voluntary", "hours"}
    assert summary.values["hours"] == "under20"


def test_what_a_professional_left_open_is_no_answer_of_the_candidate() -> None:
    talk, state = with_background()
    left_open = summarise(INTAKE, state.with_given("hours", Given().whole(LEFT_OPEN.value, CONSULTANT)), talk.world)
    assert "hours" not in left_open.values
    assert "hours" not in left_open.given_by
    assert left_open.progress.answered == left_open.progress.of - 1
