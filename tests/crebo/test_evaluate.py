import json

import pytest

from crebo import catalogue, plain
from crebo.evaluate import evaluate, judge
from crebo.match import Matcher


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    known = catalogue.load()
    return Matcher(known, plain.load_plain(known))


def line(query: str, family: str = "", grade: int = 3, process: str = "", avoid: str = "", kind: str = "word") -> str:
    return json.dumps(
        {
            "query": query,
            "kind": kind,
            "lang": "nl",
            "families": [{"family": family, "grade": grade}] if family else [],
            "work_processes": [{"id": process, "grade": grade}] if process else [],
            "abstain": not family,
            "avoid": [avoid] if avoid else [],
        }
    )


def test_any_generation_of_a_family_counts_as_the_family(matcher: Matcher) -> None:
    family = matcher.match("kapper").matches[0].family
    oldest = matcher.catalogue.families[family].crebos[0]
    assert oldest != family
    assert judge(matcher, line("kapper", oldest)).first


def test_a_grade_of_one_is_not_right(matcher: Matcher) -> None:
    assert judge(matcher, line("kapper", "27128", grade=1)).first is None


def test_a_process_counts_in_the_first_five(matcher: Matcher) -> None:
    assert judge(matcher, line("vakken vullen", "25748", process="25748/P5-K1-W2")).process_5
    assert judge(matcher, line("vakken vullen", "25748", process="25748/P5-K2-W3")).process_5 is False


def test_silence_is_right_only_where_there_is_no_answer(matcher: Matcher) -> None:
    assert judge(matcher, line("weet niet")).abstained
    assert judge(matcher, line("kapper")).abstained is False
    assert judge(matcher, line("weet niet", "27128")).lost


def test_the_table_has_a_line_for_each_kind_and_says_which_targets_are_missed(matcher: Matcher) -> None:
    table = evaluate(matcher, [line("kapper", "27128"), line("weet niet", kind="oos"), line("kapper", "25740"), "\n"])
    assert [one.kind for one in table.lines] == ["word", "oos", "all"]
    assert table.lines[0].first == 0.5
    assert not next(measure for measure in table.measures if measure.name == "Dutch, first").reached
    assert "| Dutch, first | 0.500 | 2 | ≥ 0.8 | missed |" in str(table)


def test_what_is_to_be_avoided_is_counted(matcher: Matcher) -> None:
    assert judge(matcher, line("kapper", "25740", avoid="27128")).avoided_5
