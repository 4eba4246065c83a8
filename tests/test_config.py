"""Settings: every fault at once, in plain words, and never a value."""

from __future__ import annotations

import re
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import Settings, read_settings
from bot.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
TOKEN = "123456:" + "A" * 35


@pytest.fixture(autouse=True)
def no_settings_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    yield


def write(folder: Path, text: str) -> Path:
    path = folder / ".env"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    settings = read_settings(tmp_path / "no-such-file")
    assert settings.bot_token is None
    assert settings.database_url == "sqlite+aiosqlite:///var/vecino.db"
    assert settings.data == Path("directory_data")


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLL_TIMEOUT", "7")
    settings = read_settings(write(tmp_path, f"POLL_TIMEOUT=9\nBOT_TOKEN={TOKEN}\nSOMEBODY_ELSES=1\n"))
    assert settings.poll_timeout == 7
    assert settings.bot_token is not None and settings.bot_token.get_secret_value() == TOKEN


@pytest.mark.parametrize("typed", ["city_help_bot", "@city_help_bot", " https://t.me/city_help_bot "])
def test_the_username_may_be_copied_as_people_see_it(tmp_path: Path, typed: str) -> None:
    assert read_settings(write(tmp_path, f"BOT_USERNAME='{typed}'")).bot_username == "city_help_bot"


def test_a_secret_may_come_as_a_credential_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bot_token").write_text(TOKEN + "\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    settings = read_settings(tmp_path / "no-such-file")
    assert settings.bot_token is not None and settings.bot_token.get_secret_value() == TOKEN
    other = TOKEN.replace("A", "B")
    settings = read_settings(write(tmp_path, f"BOT_TOKEN={other}\n"))
    assert settings.bot_token is not None and settings.bot_token.get_secret_value() == other


@pytest.mark.parametrize("folder", ["", "/no/such/folder"])
def test_without_a_folder_of_credentials_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    (tmp_path / "bot_token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", folder)
    assert read_settings(tmp_path / "no-such-file").bot_token is None


def test_a_credential_that_is_no_token_gets_the_sentence_and_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot_token").write_text("123456:sentinel-short", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with pytest.raises(SettingsError, match="BotFather") as caught:
        read_settings(tmp_path / "no-such-file")
    assert "sentinel" not in "".join(traceback.format_exception(caught.value))


def test_every_fault_is_told_at_once_and_no_value_is_shown(tmp_path: Path) -> None:
    wrong = {
        "BOT_TOKEN": "123456:sentinel-short",
        "BOT_USERNAME": "sentinel name!",
        "DATABASE_URL": "mysql://user:sentinel@host/db",
        "POLL_TIMEOUT": "sentinel",
        "WEBHOOK_URL": "http://sentinel/",
        "WEBHOOK_SECRET": "sentinel too short",
        "WEBHOOK_HOST": "sentinel host",
        "WEBHOOK_PORT": "sentinel",
        "STAFF_LANGUAGE": "sentinel",
        "LOG_FORMAT": "sentinel",
    }
    with pytest.raises(SettingsError) as caught:
        read_settings(write(tmp_path, "".join(f"{name}='{value}'\n" for name, value in wrong.items())))
    lines = str(caught.value).splitlines()
    assert [line.split()[0] for line in lines] == list(wrong)
    assert all(re.fullmatch(r"[A-Z_]+ must [^.]*\.", line) for line in lines)
    shown = "".join(traceback.format_exception(caught.value))
    assert "sentinel" not in shown and "pydantic" not in shown and "validation" not in shown


@pytest.mark.parametrize("seconds", ["0", "51", "3.5"])
def test_the_poll_timeout_stays_in_telegrams_limits(tmp_path: Path, seconds: str) -> None:
    with pytest.raises(SettingsError, match="from 1 to 50"):
        read_settings(write(tmp_path, f"POLL_TIMEOUT={seconds}"))


@pytest.mark.parametrize("port", ["", ":8443"])
def test_a_webhook_stands_at_a_port_that_telegram_calls(tmp_path: Path, port: str) -> None:
    url = f"https://bot.example.org{port}/hook"
    assert read_settings(write(tmp_path, f"WEBHOOK_URL={url}")).webhook_url == url
    with pytest.raises(SettingsError, match="WEBHOOK_URL"):
        read_settings(write(tmp_path, "WEBHOOK_URL=https://bot.example.org:8080/hook"))


def test_a_file_that_is_not_text_gets_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_bytes(b"BOT_TOKEN=\xff\xfe\x00")
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(path)


def test_no_secret_shows_in_the_repr(tmp_path: Path) -> None:
    url = "postgresql+asyncpg://user:sentinel@host/db"
    secret = f"WEBHOOK_SECRET={'sentinel' * 4}"
    shown = repr(read_settings(write(tmp_path, f"BOT_TOKEN={TOKEN}\nDATABASE_URL={url}\n{secret}\n")))
    assert "AAAA" not in shown and "sentinel" not in shown


def test_every_setting_has_a_sentence_for_its_fault() -> None:
    from bot.config import Must

    for name, field in Settings.model_fields.items():
        sentences = [note.sentence for note in field.metadata if isinstance(note, Must)]
        assert len(sentences) == 1 and sentences[0].startswith(name.upper() + " must "), name


def test_env_example_lists_exactly_the_settings() -> None:
    expected = []
    for name, field in Settings.model_fields.items():
        default = "not set" if field.default is None else field.default
        example = field.examples[0] if field.examples else ""
        expected.append(f"# {field.description}\n# Example: {example}\n# Default: {default}\n{name.upper()}=")
    _, *blocks = (ROOT / ".env.example").read_text(encoding="utf-8").strip().split("\n\n")
    assert blocks == expected


def test_a_copy_of_env_example_is_a_valid_env_file() -> None:
    assert read_settings(ROOT / ".env.example") == read_settings(ROOT / "no-such-file")


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_the_examples_are_accepted(tmp_path: Path, name: str) -> None:
    examples = Settings.model_fields[name].examples
    assert examples
    read_settings(write(tmp_path, f"{name.upper()}={examples[0]}"))
