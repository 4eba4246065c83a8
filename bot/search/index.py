"""The immutable index of one release. It is built anew for each release and swapped in whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.lexicon.vocabulary import Lexicon
from bot.search.filters import Properties
from bot.search.names import Names

if TYPE_CHECKING:
    from bot.directory.model import Directory
    from bot.lexicon.learnt import Learnt


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What questions are matched against."""

    lexicon: Lexicon
    names: Names
    properties: Properties


def build_index(directory: Directory, learnt: Learnt | None = None) -> SearchIndex:
    """Index the words of a directory. Without the weights `learnt` from its phrases it takes a minute to learn them."""
    lexicon = Lexicon.of(directory, learnt)
    services = directory.published
    return SearchIndex(lexicon, Names(services, lexicon.classifier.rarity), Properties(services))
