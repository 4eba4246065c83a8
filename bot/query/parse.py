"""A person's text, understood as far as words go, before any service is looked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.lexicon.expressions import CONTRAST, FILLER, UNWANTED, rejoined, units, without
from bot.query.filters import find_filters
from bot.query.language import detect_language
from bot.query.private_data import holds_private_number, holds_private_statement
from bot.query.safety import find_danger, stretches
from bot.text import normalize, sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.lexicon.classifier import Look
    from bot.lexicon.expressions import Expressions
    from bot.lexicon.vocabulary import Lexicon
    from bot.query.filters import Filters


@dataclass(frozen=True, slots=True)
class Query:
    """What a text says. `urgent` is a class without prefix.

    `whole` is what the text weighs, `look` what it weighs without polite words and what is pushed away.

    `typed` are its words before mending and `corrections` typed word to known word: they never leave memory.
    """

    typed: Sequence[str]
    whole: Look
    look: Look
    language: str
    urgent: str | None
    private_data: bool
    filters: Filters = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)


def parse(text: str, lexicon: Lexicon, *, hint: str, normalized: str = "") -> Query:
    """Mend the spelling, then read danger, language, private data, filters and what is wanted.

    `normalized` is the text in that form, where a caller has it already.
    """
    classifier = lexicon.classifier
    clauses = sentences(normalized or normalize(text))
    typed = [word for clause in clauses for word in clause]
    corrections = {word: known for word, (known, _) in lexicon.spelling.near(typed).items()}
    parts = [[corrections.get(word, word) for word in clause] for clause in clauses]
    pieces = [word for part in parts for word in part]
    spelled = units(pieces)
    found = lexicon.expressions.find(spelled)
    said = rejoined(without(spelled, found, FILLER))
    alone = parts if len(parts) > 1 else []
    whole, look, *told = classifier.looks([pieces, said, *alone, *map(rejoined, stretches(spelled))])
    told_alone, told_in_story = told[: len(alone)], told[len(alone) :]
    urgent = find_danger(look, classifier, found, told_alone, told_in_story)
    if any(one.kind == UNWANTED for one in found):
        look = classifier.look(_wanted(parts, lexicon.expressions))
    return Query(
        typed=typed,
        whole=whole,
        look=look,
        urgent=urgent,
        language=hint if all(map(str.isdigit, pieces)) else detect_language(whole, classifier, hint),
        private_data=holds_private_number(text) or holds_private_statement(whole, told_alone, classifier),
        filters=find_filters(found, spelled),
        corrections=corrections,
    )


def _wanted(parts: Sequence[Sequence[str]], expressions: Expressions) -> list[str]:
    """The pieces of the clauses that do not push away what they name; all pieces when every clause does."""
    clauses: list[list[str]] = []
    for part in parts:
        spelled = units(part)
        found = expressions.find(spelled)
        starts = [0, *(one.start for one in found if one.kind == CONTRAST), len(spelled)]
        for start, end in pairwise(starts):
            inside = [one for one in found if start <= one.start < end]
            if start < end and not any(one.kind == UNWANTED for one in inside):
                left_out = {at for one in inside if one.kind in (FILLER, CONTRAST) for at in range(one.start, one.end)}
                clauses.append([unit for at, unit in enumerate(spelled[start:end], start) if at not in left_out])
    wanted = [unit for clause in clauses for unit in clause]
    return rejoined(wanted) or [word for part in parts for word in part]
