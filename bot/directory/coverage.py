"""What a directory covers: the counts and gaps that staff see after a check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.directory.model import Status
from bot.directory.schema import TRANSLATABLE

if TYPE_CHECKING:
    from bot.directory.model import Directory, Need


def needs_without_service(directory: Directory) -> tuple[Need, ...]:
    """Needs of the categories that no published service helps with, in the order of the sheet."""
    covered = {need for service in directory.published for need in service.needs}
    categories = directory.area.categories
    return tuple(n for n in directory.needs if n.id.split(".")[0] in categories and "." in n.id and n.id not in covered)


def count_drafts(directory: Directory) -> int:
    """How many services are drafts: checked, but held back."""
    return sum(service.status is Status.DRAFT for service in directory.services)


def untranslated(directory: Directory) -> frozenset[tuple[str, str, str]]:
    """Language, service and field of each missing text, in the languages that services are translated into."""
    languages = {language for service in directory.published for language in service.translations}
    return frozenset(
        (language, service.id, name)
        for service in directory.published
        for name in TRANSLATABLE
        if getattr(service, name)
        for language in languages
        if not service.translations.get(language, {}).get(name)
    )


@dataclass(frozen=True, slots=True)
class LanguageCoverage:
    """How far a directory is in one language.

    `texts` are the filled cells of published services that can be translated, `spoken` the sheets of what people say
    that hold a line.
    """

    labels_missing: int
    purposes_missing: int
    texts: int
    texts_translated: int
    spoken: int


def coverage_of(directory: Directory, language: str) -> LanguageCoverage:
    """Count what the directory has in `language`."""
    cells = [(service, name) for service in directory.published for name in TRANSLATABLE if getattr(service, name)]
    phrases = (directory.phrases, directory.urgent_phrases, directory.private_phrases, directory.expressions)
    return LanguageCoverage(
        labels_missing=sum(not need.labels.get(language) for need in directory.needs),
        purposes_missing=sum(not line.purposes.get(language) for line in directory.hotlines),
        texts=len(cells),
        texts_translated=sum(bool(service.translations.get(language, {}).get(name)) for service, name in cells),
        spoken=sum(any(phrase.language == language for phrase in sheet) for sheet in phrases),
    )
