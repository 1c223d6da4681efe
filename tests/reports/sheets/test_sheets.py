"""What sheets tell of an intake, and what they never tell."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from dialogs.answers import RATHER_NOT, Given, Json, State
from dialogs.dialogue import LEFT_OPEN, Dialogue, Question
from dialogs.dialogues import DIALOGUES
from dialogs.intake import INTAKE
from dialogs.kinds import FreeText, OneOf
from dialogs.kinds.kind import Option
from dialogs.professional import PROFESSIONAL
from dialogs.text import _
from reports.sheets.intakes import QUESTION, Sheets
from reports.sheets.region import IMPORTED
from reports.sheets.sheet import DICTIONARY, Cell, dictionary
from reports.sheets.told import STAGES
from tests.dialogs.world import a_world
from tests.reports.planted import ANSWERS, WORDS, given, record

SHEETS = Sheets(a_world())
NAMED = Sheets(a_world(), names=True)
QUESTIONS = {question.key: question for dialogue in DIALOGUES for question in dialogue.questions}
OF_THE_CATALOGUE = ("vraag_work", "vraag_place")
"""Columns whose codes are those of the country: crebo's and municipalities."""


def row(sheets: Sheets, one: object = None, **changes: object) -> dict[str, Cell]:
    """An intake in a sheet, by column."""
    told = sheets.told(replace(record(), **changes))  # type: ignore[arg-type]
    return {column.key: column.of(told) for column in sheets.intakes.columns}


def everything(sheets: Sheets) -> str:
    """All that sheets tell of the planted person."""
    told = sheets.told(record())
    rows = [sheets.intakes.cells(told), sheets.agreements.cells(told)]
    rows += [sheets.work.cells(chosen) for chosen in sheets.chosen(told)]
    return "\n".join(str(cell) for cells in rows for cell in cells)


@pytest.mark.parametrize("key", QUESTIONS)
def test_every_question_has_a_column_and_every_code_in_it_a_meaning(key: str) -> None:
    column = next(column for column in SHEETS.intakes.columns if column.key == f"{QUESTION}{key}")
    lines = [line for line in dictionary([SHEETS.intakes]) if line.column == column.key]
    assert lines[0].meaning
    codes = {line.code for line in lines[1:]}
    for sample in (*QUESTIONS[key].kind.samples(), RATHER_NOT, LEFT_OPEN.value):
        figure = QUESTIONS[key].figure(sample, a_world())
        skips = {RATHER_NOT: "rather_not", LEFT_OPEN.value: "left_open"}
        if isinstance(sample, str) and sample in skips:
            assert figure == skips[sample]
            may_skip = any(
                question.optional and dialogue.skip.value == sample
                for dialogue in DIALOGUES
                for question in dialogue.questions
                if question.key == key
            )
            assert may_skip == (figure in codes)
        elif column.key not in OF_THE_CATALOGUE:
            assert set(figure.split(";")) <= codes


def test_a_question_that_is_added_has_its_column_and_its_meaning_at_once() -> None:
    pet = Question("pet", _("Heb je een huisdier?"), OneOf((Option("cat", _("Een kat")), Option("none", _("Nee")))))
    secret = Question("secret", _("Wat is je geheim?"), FreeText(40, example=_("niets")))
    sheets = Sheets(a_world(), Dialogue("intake", *INTAKE.questions, pet, secret))
    told = sheets.told(record({**ANSWERS, "pet": "cat", "secret": "onder de vloer"}))
    cells = dict(zip([column.key for column in sheets.intakes.columns], sheets.intakes.cells(told), strict=True))
    assert (cells["vraag_pet"], cells["vraag_secret"]) == ("cat", "given")
    meanings = [(line.code, line.meaning) for line in dictionary([sheets.intakes]) if line.column == "vraag_pet"]
    assert meanings == [("", "Heb je een huisdier?"), ("cat", "Een kat"), ("none", "Nee")]


def test_without_names_nothing_tells_who_somebody_is_and_with_names_everything_does() -> None:
    assert [word for word in WORDS if word in everything(SHEETS)] == []
    assert [word for word in WORDS if word not in everything(NAMED)] == []
    own = {column.key for column in NAMED.intakes.columns} - {column.key for column in SHEETS.intakes.columns}
    personal = {f"precies_{key}" for key, question in QUESTIONS.items() if question.kind.is_personal}
    assert own == {"kenmerk", "consulent", "leerbedrijf", *personal}


def test_an_intake_is_one_row_with_codes() -> None:
    cells = row(SHEETS)
    assert (
        cells
        | {
            "begonnen": date(2026, 11, 23),
            "gesprek": date(2026, 11, 29),
            "dagen_tot_gesprek": 6,
            "start": date(2027, 1, 1),
            "fase": "advised",
            "begeleid": "ja",
            "eigen_telefoon": "ja",
            "gesprek_manier": "bellen",
            "verzet": 1,
            "niet_gekomen": 2,
            "uitkomst": "praktijkverklaring",
            "na_3_at_work": "yes",
            "na_3_proof": "rather_not",
            "na_6_at_work": None,
            "vraag_age": "50+",
            "vraag_place": "Twenterand",
            "vraag_work": "25746;25740",
            "vraag_obstacles": "language;travel",
            "vraag_helpers": "nobody",
            "vraag_school_wish": "rather_not",
            "vraag_benefit": "left_open",
            "vraag_obligation": None,
            "vraag_diploma": "given",
            "vraag_moment": "none",
            "signalen": "foreign_diploma;leerbaarheid;schoolbaarheid;not_offered;not_recognised;no_moment",
        }
        == cells
    )
    assert cells["pseudoniem"] == row(SHEETS, started=record().started + timedelta(days=100))["pseudoniem"]
    assert cells["pseudoniem"] != row(SHEETS, token="another1")["pseudoniem"]


def test_days_are_those_of_the_calendar_on_the_wall() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert row(SHEETS, started=late)["begonnen"] == date(2027, 1, 1)


def test_of_who_takes_back_that_answers_may_be_kept_there_are_no_answers() -> None:
    answers = given(ANSWERS)
    answers["consent"] = replace(answers["consent"], open=True, draft="no")
    cells = row(NAMED, answers=answers)
    assert {cell for key, cell in cells.items() if key.startswith(("vraag_", "precies_"))} == {None}
    assert (cells["signalen"], cells["fase"]) == (None, "advised")


def test_work_is_one_row_each_with_what_the_candidate_and_the_conversation_made_of_it() -> None:
    chosen = [(c.work.crebo, c.work.code, c.verdict, c.agreed) for c in SHEETS.chosen(SHEETS.told(record()))]
    assert chosen == [
        *[("25740", "", "maybe", False), ("25746", "", "yes", True)],
        ("25583", "P1-K1-W1", "", True),
    ]
    undecided = SHEETS.chosen(SHEETS.told(replace(record(), advice=None)))
    assert [(c.verdict, c.agreed) for c in undecided] == [("maybe", None), ("yes", None)]


def test_what_a_school_must_fill_in_itself_is_empty_and_the_dictionary_says_so() -> None:
    cells = dict(
        zip([c.key for c in NAMED.agreements.columns], NAMED.agreements.cells(NAMED.told(record())), strict=True)
    )
    assert cells["bsn"] is cells["geboortedatum"] is cells["adres"] is cells["handtekening_school"] is None
    assert (cells["uren_per_week"], cells["leerbedrijf"], cells["precies_name"]) == (
        "28 tot 35 uur",
        "Bijenhof Oost",
        "Zwaantje",
    )
    assert cells["crebo"] == "25746;25583"
    (bsn,) = [line.meaning for line in dictionary([NAMED.agreements]) if line.column == "bsn"]
    assert "Vult de school zelf in" in bsn


def test_every_column_has_a_name_of_its_own_and_a_meaning() -> None:
    for sheet in (NAMED.intakes, NAMED.work, NAMED.agreements, *IMPORTED, DICTIONARY):
        keys = [column.key for column in sheet.columns]
        assert len(set(keys)) == len(keys)
        assert all(column.meaning.msgid for column in sheet.columns)
    assert len(STAGES) == 5


answers_to_anything = st.fixed_dictionaries(
    {},
    optional={
        key: st.sampled_from([*question.kind.samples(), RATHER_NOT, LEFT_OPEN.value, None, "nonsense", 7])
        for key, question in QUESTIONS.items()
    },
)


@each(answers_to_anything)
def test_reading_answers_in_one_go_gives_what_the_conversation_goes_by(values: dict[str, Json]) -> None:
    stored = {key: Given(1, settled=value, open=value is None) for key, value in values.items()}
    for dialogue in (INTAKE, PROFESSIONAL):
        state = State("token", dialogue.adopt(stored))
        assert dialogue.whole_answers(stored) == dialogue.values(state)
