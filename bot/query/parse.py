"""A person's text, understood as far as words go, before any need or service is looked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.query.language import detect_language
from bot.query.private_data import holds_private_number
from bot.query.safety import find_danger

if TYPE_CHECKING:
    from bot.lexicon.vocabulary import Lexicon


@dataclass(frozen=True, slots=True)
class Query:
    """What a text says beside its need. `urgent` is a class without prefix; `text` never leaves memory."""

    text: str
    language: str
    urgent: str | None
    private_data: bool


def parse(text: str, lexicon: Lexicon, *, hint: str) -> Query:
    """Read danger first, then language and private data."""
    return Query(
        text=text,
        urgent=find_danger(text, lexicon),
        language=detect_language(text, lexicon, hint),
        private_data=holds_private_number(text),
    )
