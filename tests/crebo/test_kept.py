"""A matcher that is kept in a file does as one that is built, and no file can do harm."""

import os
import pickle
from pathlib import Path

import pytest

from crebo import catalogue, plain
from crebo.match import Matcher
from crebo.matching import kept

CATALOGUE = catalogue.load()
PLAIN = plain.load_plain(CATALOGUE)
QUERIES = ("heftruk", "koken voor ouwe mense", "مطبخ", "niet met mensen, liever auto's", "weet niet")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    kept.kept_matcher(CATALOGUE, PLAIN, None, folder)
    return folder


def the_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def never_built(*_arguments: object) -> Matcher:
    raise AssertionError("it was built anew")


def test_it_is_read_the_second_time_and_finds_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = Matcher(CATALOGUE, PLAIN)
    monkeypatch.setattr(Matcher, "__init__", never_built)
    read = kept.kept_matcher(CATALOGUE, PLAIN, None, folder)
    assert [read.match(query) for query in QUERIES] == [built.match(query) for query in QUERIES]


@pytest.mark.parametrize(
    "content", [b"", b"no pickle", pickle.dumps("no matcher")], ids=["empty", "garbage", "another"]
)
def test_a_file_that_holds_no_matcher_is_replaced(folder: Path, content: bytes) -> None:
    the_file(folder).write_bytes(content)
    assert kept.kept_matcher(CATALOGUE, PLAIN, None, folder).match("heftruk").matches
    assert the_file(folder).stat().st_size > len(content)


def test_a_file_that_others_can_write_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    the_file(folder).chmod(0o666)
    monkeypatch.setattr("pickle.loads", never_built)
    assert kept.kept_matcher(CATALOGUE, PLAIN, None, folder).match("heftruk").matches
    assert not os.stat(the_file(folder)).st_mode & 0o022


def test_a_folder_that_cannot_be_used_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert kept.kept_matcher(CATALOGUE, PLAIN, None, tmp_path / "file" / "kept").match("heftruk").matches


def test_an_import_makes_another_one(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "qualifications.csv").write_text("something else")
    assert kept._fingerprint(None) != kept._fingerprint(tmp_path)
