"""`praktijkgids serve` as it is installed: its settings, its start and its end."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select

from bot.cli import main
from bot.desk import Desk
from storage.tables import Appointment
from tests.bot.telegram.candidate import go_on, question
from tests.bot.telegram.processes import Served, environment, free_port, webhook
from tests.bot.telegram.test_telegram_kill import PATIENCE, Eyes
from tests.botapi import BotApi, Person

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

PROGRAM = Path(sys.executable).parent / "praktijkgids"


def _everything_but_ours() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("PRAKTIJKGIDS_")}


@contextmanager
def _program(settings: dict[str, str], folder: Path) -> Iterator["subprocess.Popen[str]"]:
    environment = _everything_but_ours() | settings
    with subprocess.Popen(
        [PROGRAM, "serve"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as program:
        try:
            yield program
        finally:
            program.kill()  # else a test that goes wrong would wait for it for good


def test_the_installed_program_serves_by_polling_is_killed_and_goes_on_by_webhook(
    api: BotApi, halima: Person, database_url: str, desk: Desk, tmp_path: Path
) -> None:
    eyes, settings = Eyes(halima), environment(api, database_url)
    with _program(settings, tmp_path) as program:
        halima.starts()
        while question(halima, asked := eyes.wait()) != "work":
            go_on(halima, asked)
        program.kill()
        _nothing, first_log = program.communicate()
    halima.says("ik wil graag met planten werken")
    with _program(settings | webhook(free_port()), tmp_path) as program:
        while question(halima, asked := eyes.wait()):
            go_on(halima, asked)
        program.send_signal(signal.SIGTERM)
        _nothing, second_log = program.communicate(timeout=PATIENCE)
        assert program.returncode == 0
    with desk.database.transaction() as session:
        assert len(session.exec(select(Appointment)).all()) == 1
    assert "serving by polling" in first_log
    assert "serving by webhook" in second_log
    log = first_log + second_log
    assert "Traceback" not in log
    assert not [words for words in ("Halima", "planten", str(halima.id), api.token) if words in log]


URL, SECRET = "PRAKTIJKGIDS_WEBHOOK_URL", "PRAKTIJKGIDS_WEBHOOK_SECRET"
TOKEN, PORT = "PRAKTIJKGIDS_TELEGRAM_TOKEN", "PRAKTIJKGIDS_WEBHOOK_PORT"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({URL: "https://bot.example/hook"}, SECRET),
        ({URL: "https://bot.example/hook", SECRET: ""}, SECRET),
        ({URL: "https://bot.example/hook", SECRET: "not allowed"}, SECRET),
        ({URL: "https://bot.example/hook", SECRET: "x" * 257}, SECRET),
        ({URL: "https://bot.example/hook", SECRET: "geheim\n"}, SECRET),
        ({TOKEN: ""}, TOKEN),
        ({TOKEN: "geheim"}, TOKEN),
        ({PORT: "poort"}, PORT),
        ({"PRAKTIJKGIDS_NOW": "gisteren"}, "PRAKTIJKGIDS_NOW"),
        ({"PRAKTIJKGIDS_DATABASE": "mysql://localhost/x"}, "mysql"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(
    api: BotApi,
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wrong: dict[str, str],
    named: str,
) -> None:
    for name, value in (environment(api, database_url) | wrong).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(["serve"])
    told = str(end.value)  # on the standard error, with status 1
    assert named in told
    assert "\n" not in told
    assert not [value for value in ("geheim", "not allowed", "xxx") if value in told]


def test_the_bot_starts_while_telegram_is_not_there_yet(
    api: BotApi, halima: Person, database_url: str, tmp_path: Path
) -> None:
    api.drop("setMyCommands")
    api.drop("deleteWebhook")
    with Served(environment(api, database_url), tmp_path) as served:
        halima.starts()
        assert question(halima, Eyes(halima).wait()) == "language"
        assert served.stops() == 0


def test_the_bot_listens_once_telegram_is_there(api: BotApi, halima: Person, database_url: str, tmp_path: Path) -> None:
    api.fail("setMyShortDescription", status=502, body="<html>")
    api.fail("setWebhook", status=502, body="<html>")
    with Served(environment(api, database_url) | webhook(free_port()), tmp_path) as served:
        halima.starts()
        assert question(halima, Eyes(halima).wait()) == "language"
        assert served.stops() == 0


def test_what_telegram_refuses_is_told_in_one_line(api: BotApi, database_url: str, tmp_path: Path) -> None:
    refused = environment(api, database_url) | webhook(free_port())
    for settings, told in (
        (refused | {URL: "ftp://bot.example"}, URL),
        (refused | {TOKEN: "43:ANOTHER"}, TOKEN),
        (refused | {"PRAKTIJKGIDS_WEBHOOK_HOST": "192.0.2.1"}, "192.0.2.1"),
    ):
        with Served(settings, tmp_path) as served:
            assert served.ends() == 1
            assert told in served.log.read_text().splitlines()[-1]
    assert "Traceback" not in served.log.read_text()
