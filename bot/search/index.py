"""The immutable index of one release. It is built anew for each release and swapped in whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lexicon.vocabulary import Lexicon

if TYPE_CHECKING:
    from bot.directory.model import Directory


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What questions are matched against."""

    lexicon: Lexicon


def build_index(directory: Directory) -> SearchIndex:
    """Index the words of a directory. Takes seconds for tens of thousands of phrases: never on the event loop."""
    return SearchIndex(Lexicon.of(directory))
