"""The immutable index of one release. It is built anew for each release and swapped in whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lexicon.vocabulary import Lexicon
from bot.search.names import Names

if TYPE_CHECKING:
    from bot.directory.model import Directory


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What questions are matched against."""

    lexicon: Lexicon
    names: Names


def build_index(directory: Directory, learnt: bytes = b"") -> SearchIndex:
    """Index the words of a directory. Takes up to a second, and several when `learnt` is not of its phrases."""
    lexicon = Lexicon.of(directory, learnt)
    return SearchIndex(lexicon, Names(directory.published, lexicon.classifier.rarity))
