"""Which language to answer in. A choice made by tap, link or typing is kept in the Session by `Turn.answer`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n.locales import Languages


def choose_language(languages: Languages, chosen: str | None, phone: str) -> str:
    """The interface language: what was chosen in this chat, else the phone's, else the first of the registry."""
    return languages.answer_in(chosen or phone)


def is_known(languages: Languages, chosen: str | None, phone: str) -> bool:
    """Say whether the bot speaks a language of this person; if not, the picker comes before anything else."""
    row = languages.find(chosen or phone)
    return row is not None and row.interface
