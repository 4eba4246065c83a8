"""The registry of languages, read from locales/languages.toml: one row a language, no language named in code."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError

from bot.errors import CatalogueError

REVIEWS: Final = ("draft", "second-read", "reviewed")
"""Who has read a translation: one hand, another hand, a human speaker."""
LOCALES_FOLDER: Final = Path(__file__).resolve().parents[2] / "locales"


@dataclass(frozen=True, slots=True)
class Language:
    """One row of the registry.

    `number` is lasting and stands in buttons. `telegram` is the code Telegram's clients send. `fallback` answers where
    there is no interface; the language that the texts are written in has none. `review` is one of REVIEWS. `locale` is
    the one whose dates and names are used where it is not that of the code: Dari is `fa_AF`.
    """

    code: str
    number: int
    name: str
    english_name: str
    direction: str
    telegram: str
    fallback: str
    understood: bool
    interface: bool
    review: str
    locale: str = ""

    @property
    def babel(self) -> Locale:
        """The locale with the names, commas and dates of this language; English where Babel knows none of it."""
        return _locale(self.locale or self.code.replace("-", "_"))

    @property
    def is_original(self) -> bool:
        """Whether the texts are written in it, so that there is no translation to review."""
        return not self.fallback


@cache
def _locale(identifier: str) -> Locale:
    try:
        return Locale.parse(identifier)
    except UnknownLocaleError:
        return Locale("en")


@dataclass(frozen=True, slots=True)
class Languages:
    """All registered languages, in the order of the file."""

    rows: tuple[Language, ...]
    _by_code: dict[str, Language] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {row.code.lower(): row for row in self.rows})

    @property
    def interface(self) -> tuple[Language, ...]:
        """The languages the bot answers in."""
        return tuple(row for row in self.rows if row.interface)

    @property
    def unreviewed(self) -> tuple[Language, ...]:
        """The interface languages whose texts no human speaker has read."""
        return tuple(row for row in self.interface if not row.is_original and row.review != REVIEWS[-1])

    def find(self, code: str) -> Language | None:
        """The row of a code, whatever its case; None for an unknown one."""
        return self._by_code.get(code.lower())

    def answer_in(self, code: str) -> str:
        """The interface language for `code`: itself, else what it falls back to, else the first one."""
        row = self.find(code)
        while row is not None and not row.interface:
            row = self.find(row.fallback)
        return row.code if row else self.interface[0].code

    def from_telegram(self, code: str | None) -> str:
        """The registered code for what a Telegram client says (`pt-br`, `zh-hans`), or an empty string."""
        wanted = (code or "").lower()
        exact = self.find(wanted)
        near = (row.code for row in self.rows if wanted and wanted.split("-")[0] == row.telegram)
        return exact.code if exact else next(near, "")

    @property
    def numbers(self) -> dict[int, str]:
        """Lasting number to code, for buttons."""
        return {row.number: row.code for row in self.rows}

    @property
    def codes(self) -> dict[str, str]:
        """Lower-case code to code, for links."""
        return {row.code.lower(): row.code for row in self.rows}


def read_languages(folder: Path = LOCALES_FOLDER) -> Languages:
    """Read the registry. Raises CatalogueError when it is missing or incomplete."""
    file = folder / "languages.toml"
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["language"]
        return Languages(tuple(Language(**entry) for entry in entries))
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise CatalogueError(f"{file.name} cannot be read: {error}") from error
