"""A new row for the registry of languages."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from bot.errors import CatalogueError
from bot.files import write_whole
from bot.i18n.locales import Language

if TYPE_CHECKING:
    from pathlib import Path

    from bot.i18n.locales import Languages


def propose(code: str, languages: Languages, *, name: str = "", fallback: str = "") -> Language:
    """A row for `code` with the next lasting number, hidden from residents until somebody opens it in the registry.

    Names and direction come from CLDR. Raises CatalogueError when CLDR does not know what the language calls itself
    and no `name` is given, or when `fallback` is not an interface language.
    """
    fallback = fallback or languages.interface[0].code
    if fallback not in {row.code for row in languages.interface}:
        raise CatalogueError(f"{fallback} cannot be the fallback: the bot does not answer in it.")
    try:
        locale = Locale.parse(code.replace("-", "_"))
        own, english, direction = locale.display_name or "", locale.english_name or "", locale.text_direction
    except UnknownLocaleError:
        own, english, direction = "", str(Locale("en").languages.get(code, "")), "ltr"
    name = name or own[:1].upper() + own[1:]
    if not name:
        raise CatalogueError(f'Say what the language calls itself: vecino language add {code} --name "…"')
    base = code.split("-")[0]
    free = len(base) == 2 and base not in {row.telegram for row in languages.rows}  # Telegram knows two letters only
    return Language(
        code=code,
        number=max(row.number for row in languages.rows) + 1,
        name=name,
        english_name=english or name,
        direction=direction,
        telegram=base if free else "",
        fallback=fallback,
        understood=False,
        interface=False,
        review="draft",
    )


def register(folder: Path, row: Language) -> None:
    """Append a row to the registry; what stands there stays as it is. Raises OSError."""
    file = folder / "languages.toml"
    # A JSON string, number or truth value is written the same in TOML.
    values = {key: value for key, value in asdict(row).items() if key != "locale" or value}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    block = "\n".join(("", "[[language]]", *lines, ""))
    write_whole(file, (file.read_text(encoding="utf-8").rstrip("\n") + "\n" + block).encode())
