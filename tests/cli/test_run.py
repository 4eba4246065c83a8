"""`vecino run` takes over the whole process (its log, standard error, its memory), so each test starts one."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from bot.__main__ import application
from bot.cli.run import open_hook, warn_of_unreviewed
from bot.config import read_settings
from bot.errors import SettingsError
from bot.i18n.locales import Languages, read_languages

ROOT = Path(__file__).parents[2]
TOKEN = "123456:" + "A" * 35


def start(folder: Path, **settings: str) -> tuple[int, str]:
    """Run `vecino run` in `folder`; give its exit code and everything it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stdout


@pytest.mark.parametrize("token", ["", "nonsense"])
def test_a_missing_or_mistyped_token_gets_one_sentence(tmp_path: Path, token: str) -> None:
    code, said = start(tmp_path, BOT_TOKEN=token)
    assert (code, len(said.splitlines())) == (1, 1)
    assert "BOT_TOKEN" in said and "BotFather" in said


def test_a_start_that_fails_shows_neither_token_nor_address_nor_password(tmp_path: Path) -> None:
    (tmp_path / "bot_token").write_text(TOKEN, encoding="utf-8")
    code, said = start(
        tmp_path,
        CREDENTIALS_DIRECTORY=str(tmp_path),
        DATABASE_URL=f"sqlite+aiosqlite:///{tmp_path}/bot_token/sentinel.db",
    )
    assert (code, len(said.splitlines())) == (1, 1)
    assert "DATABASE_URL" in said and "AAAA" not in said and "sentinel" not in said


def test_a_library_that_crashes_at_the_start_is_told_by_type_only(tmp_path: Path) -> None:
    (tmp_path / "asyncpg.py").write_text("raise LookupError('sentinel')", encoding="utf-8")
    address = "postgresql+asyncpg://user:sentinel@127.0.0.1:1/vecino"
    code, said = start(tmp_path, BOT_TOKEN=TOKEN, DATABASE_URL=address)
    assert (code, len(said.splitlines())) == (1, 1)
    assert "CRASHED" in said and "error=LookupError" in said
    assert "sentinel" not in said and "AAAA" not in said


def test_no_command_takes_the_token_as_an_argument() -> None:
    groups, options = [typer.main.get_group(application)], list[str]()
    for group in groups:
        for command in group.commands.values():
            if isinstance(command, TyperGroup):
                groups.append(command)
            options += [name for parameter in command.params for name in parameter.opts]
    assert "--database" in options
    assert not [name for name in options if "token" in name]


@pytest.mark.parametrize(("given", "missing"), [("WEBHOOK_URL", "WEBHOOK_SECRET"), ("WEBHOOK_SECRET", "WEBHOOK_URL")])
def test_a_webhook_is_not_opened_without_its_address_or_its_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, missing: str
) -> None:
    values = {"WEBHOOK_URL": "https://bot.example.org/hook", "WEBHOOK_SECRET": "s" * 32}
    monkeypatch.setenv(given, values[given])
    monkeypatch.delenv(missing, raising=False)
    with pytest.raises(SettingsError, match=f"^{missing} is not set"):
        open_hook(read_settings(tmp_path / "no-such-file"))


def test_the_languages_whose_urgent_texts_no_speaker_has_read_are_named() -> None:
    rows = read_languages().rows
    english, spanish, vietnamese = rows[0], replace(rows[1], review="reviewed"), replace(rows[2], review="second-read")
    warned = warn_of_unreviewed(Languages((english, spanish, vietnamese)))
    assert warned == "No native speaker has read the urgent texts in: Vietnamese.\n"
    assert warn_of_unreviewed(Languages((english, spanish))) == ""
