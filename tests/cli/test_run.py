from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.run import open_hook, run, warn_of_unreviewed
from bot.config import read_settings
from bot.errors import SettingsError
from bot.i18n.locales import Languages, read_languages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("token", "word"), [("", "@BotFather"), ("nonsense", "BotFather")])
def test_a_missing_or_mistyped_token_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", token)
    app = typer.Typer()
    app.command()(run)
    result = CliRunner().invoke(app, [])
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "BOT_TOKEN" in result.output and word in result.output


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
