"""Settings from the environment, a `.env` file and credential files. Nothing else in the project reads the environment.

A credential is a file named like a setting in small letters, say `bot_token`, in the folder that CREDENTIALS_DIRECTORY
names. systemd's LoadCredential= makes such a folder in memory; containers mount one. So a secret need not stand in the
environment, which other programs of the same user may read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

_SHEET = r"[a-z_]+(/[A-Za-z-]+)?=https://\S+"
EraseTyped = Literal["sensitive", "always", "never"]


@dataclass(frozen=True, slots=True)
class Must:
    """The one sentence shown when a setting is wrong. It never holds the value: a value may be a secret."""

    sentence: str


def _check_token(token: SecretStr) -> SecretStr:
    number, colon, secret = token.get_secret_value().partition(":")
    if not (number.isascii() and number.isdigit() and colon and len(secret) >= 30):
        raise ValueError
    return token


def _check_secret(secret: SecretStr) -> SecretStr:
    # Telegram allows these signs. It allows shorter ones too, but a short one can be guessed.
    if not re.fullmatch(r"[A-Za-z0-9_-]{32,256}", secret.get_secret_value()):
        raise ValueError
    return secret


def _bare_username(name: object) -> object:
    # People copy what they see: @name, or the whole link.
    return name.strip().removeprefix("https://").removeprefix("t.me/").removeprefix("@") if type(name) is str else name


class Settings(BaseSettings):
    """What an operator can set. Field names in capitals are the names in the environment and in `.env`."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8",
        env_ignore_empty=True,  # `BOT_TOKEN=` in a copied .env.example means: not set
        extra="ignore",  # one .env may serve other programs too
        frozen=True,
        hide_input_in_errors=True,
    )

    bot_token: Annotated[
        SecretStr | None,
        AfterValidator(lambda token: token and _check_token(token)),
        Must("BOT_TOKEN must be the whole line that BotFather gave you: digits, a colon, then letters and digits."),
    ] = Field(
        default=None,
        description="The key of your bot, from @BotFather. Keep it secret. `vecino run` needs it, the demo does not.",
        examples=["123456789:paste-the-letters-from-BotFather-here"],
    )
    bot_username: Annotated[
        str | None,
        BeforeValidator(_bare_username),
        Must("BOT_USERNAME must be the name of your bot in Telegram: letters, digits and _, like city_help_bot."),
    ] = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_]{4,32}$",
        description="The bot's name in Telegram, without @. Links and QR codes need it.",
        examples=["city_help_bot"],
    )
    database_url: Annotated[
        str,
        Must(
            "DATABASE_URL must start with sqlite+aiosqlite:/// and a file, or with postgresql+asyncpg:// and a server."
        ),
    ] = Field(
        default="sqlite+aiosqlite:///var/vecino.db",
        pattern=r"^(sqlite\+aiosqlite:///|postgresql\+asyncpg://)\S+$",
        repr=False,  # a PostgreSQL address may hold a password
        description="Where published directories are kept. The default is one file; no server is needed.",
        examples=["sqlite+aiosqlite:////srv/vecino/vecino.db"],
    )
    data: Annotated[
        Path,
        Must("DATA must be the path of the folder with the spreadsheets."),
    ] = Field(
        default=Path("directory_data"),
        description="The folder with the spreadsheets (CSV files).",
        examples=["/srv/vecino/directory_data"],
    )
    sheet_urls: Annotated[
        str | None,
        Must("SHEET_URLS must be pairs like services=https://docs.google.com/... with spaces between them."),
    ] = Field(
        default=None,
        pattern=rf"^\s*{_SHEET}(\s+{_SHEET})*\s*$",
        repr=False,  # who has the address of a published sheet can read it
        description=(
            "Google Sheets published as CSV that stand for tables of the folder: the table, =, the address; a space "
            "before the next. Read wherever the folder is read."
        ),
        examples=["services=https://docs.google.com/spreadsheets/d/e/.../pub?gid=0&single=true&output=csv"],
    )
    poll_timeout: Annotated[
        int,
        Must("POLL_TIMEOUT must be a whole number of seconds from 1 to 50."),
    ] = Field(
        default=30,
        ge=1,
        le=50,  # Telegram cuts longer waits to 50
        description="How many seconds one question to Telegram for news may stay open.",
        examples=["20"],
    )
    webhook_url: Annotated[
        str | None,
        Must(
            "WEBHOOK_URL must start with https:// and hold a host, if need be the port 80, 88, 443 or 8443, and a path."
        ),
    ] = Field(
        default=None,
        pattern=r"^https://[A-Za-z0-9.-]+(:(80|88|443|8443))?(/[A-Za-z0-9/._~-]*)?$",  # the ports are Telegram's
        description="The public address that Telegram calls. Only `vecino run --webhook` needs it.",
        examples=["https://bot.example.org/telegram"],
    )
    webhook_secret: Annotated[
        SecretStr | None,
        AfterValidator(lambda secret: secret and _check_secret(secret)),
        Must("WEBHOOK_SECRET must be 32 to 256 letters, digits, _ or -, which only you and Telegram know."),
    ] = Field(
        default=None,
        description="What Telegram shows with each call, so that nobody else can. Make one: openssl rand -hex 32",
        examples=["paste-the-64-letters-and-digits-that-openssl-made"],
    )
    webhook_host: Annotated[
        str,
        Must("WEBHOOK_HOST must be a name or an address of this machine, like localhost."),
    ] = Field(
        default="127.0.0.1",
        pattern=r"^[A-Za-z0-9.:-]+$",
        description="The address of this machine on which the webhook listens, for the proxy that does https.",
        examples=["0.0.0.0"],
    )
    webhook_port: Annotated[
        int,
        Must("WEBHOOK_PORT must be a whole number from 1 to 65535."),
    ] = Field(
        default=8080,
        ge=1,
        le=65535,
        description="The port on which the webhook listens.",
        examples=["8090"],
    )
    inline: Annotated[
        Literal["on", "off"],
        Must("INLINE must be on or off."),
    ] = Field(
        default="on",
        description="Whether people can send listings into other chats by typing the bot's name there (inline mode).",
        examples=["off"],
    )
    erase_typed: Annotated[
        EraseTyped,
        Must("ERASE_TYPED must be sensitive, always or never."),
    ] = Field(
        default="sensitive",
        description=(
            "Which messages of people the bot erases after its answer: those that hold private data and files "
            "(sensitive), all (always), none (never)."
        ),
        examples=["always"],
    )
    staff_chat: Annotated[
        int | None,
        Must("STAFF_CHAT must be the number of a group, which begins with a minus sign, like -1001234567890."),
    ] = Field(
        default=None,
        lt=0,
        description=(
            "The number of the Telegram group of the staff. Spreadsheets sent there are checked, and published by a "
            "tap. The bot must be administrator of it."
        ),
        examples=["-1001234567890"],
    )
    staff_language: Annotated[
        Literal["en", "es"],
        Must("STAFF_LANGUAGE must be en or es."),
    ] = Field(
        default="en",
        description="The language of reports for the people who keep the directory: en (English) or es (Spanish).",
        examples=["es"],
    )
    watch: Annotated[
        Literal["off", "check", "publish"],
        Must("WATCH must be off, check or publish."),
    ] = Field(
        default="off",
        description=(
            "Whether `vecino run` looks at the folder DATA by itself: no (off), it reports what a change would mean "
            "(check), it also publishes a change that has no errors and is not unusually large (publish)."
        ),
        examples=["check"],
    )
    log_format: Annotated[
        Literal["readable", "json"],
        Must("LOG_FORMAT must be readable or json."),
    ] = Field(
        default="readable",
        description="How log lines look: readable, or json for a log collector. Neither holds a word about a person.",
        examples=["json"],
    )

    @property
    def published_sheets(self) -> dict[str, str]:
        """Table, such as services or phrases/en, to the address of its published sheet."""
        return {table: url for table, _, url in (pair.partition("=") for pair in (self.sheet_urls or "").split())}

    def __init__(self, env_file: Path) -> None:
        folder = os.environ.get("CREDENTIALS_DIRECTORY")
        super().__init__(_env_file=env_file, _secrets_dir=folder if folder and Path(folder).is_dir() else None)


def read_settings(env_file: Path = Path(".env")) -> Settings:
    """Read the environment, then `env_file`, then credential files, each for what the ones before lack.

    Raises SettingsError with one sentence a line for every fault. Values never stand in it.
    """
    try:
        return Settings(env_file)
    except ValidationError as error:
        faulty = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors(include_input=False, include_url=False))
        sentences = [_sentence(name) for name in faulty]
    except (OSError, UnicodeDecodeError):
        sentences = [f"{env_file} or a credential cannot be read: each must be plain text in UTF-8 that you may open."]
    # Raised outside the except block, so that no trace leads back to an error that holds values.
    raise SettingsError("\n".join(sentences))


def _sentence(name: str) -> str:
    return next(note.sentence for note in Settings.model_fields[name].metadata if isinstance(note, Must))
