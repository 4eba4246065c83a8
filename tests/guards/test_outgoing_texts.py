"""No text that residents read asks about status or uses a word that frightens or promises too much."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from bot.directory.asking import find_private_question
from bot.i18n.locales import read_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.directory.model import Directory

ROOT = Path(__file__).parents[2]
BANNED = re.compile(r"\b(?:illegal|alien|anonymous)\b|\b100\s?%", re.IGNORECASE)
SHOWN = (
    "name", "description", "hours", "cost", "eligibility", "documents", "how_to_apply", "alert",
    "interpretation_services", "service_area", "accessibility",
)  # fmt: skip


def catalogue_texts() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "locales").glob("*/LC_MESSAGES/bot.po")):
        with file.open("rb") as source:
            for message in read_po(source):
                for text in (message.id, message.string) if message.id else ():
                    yield from ((file.parts[-3], part) for part in ([text] if isinstance(text, str) else text or ()))


def directory_texts(directory: Directory) -> Iterator[tuple[str, str]]:
    for need in directory.needs:
        yield from ((need.id, label) for label in need.labels.values())
    for line in directory.hotlines:
        yield from ((line.id, text) for text in (line.name, line.hours, line.purpose, *line.purposes.values()))
    yield from ((partner.code, partner.name) for partner in directory.partners)
    for service in directory.services:  # drafts too: they are published next
        yield service.id, service.organization.name
        yield from ((service.id, getattr(service, column)) for column in SHOWN)
        for texts in service.translations.values():
            yield from ((service.id, text) for text in texts.values())


def faults(texts: Iterator[tuple[str, str]]) -> list[str]:
    return [f"{place}: {text}" for place, text in texts if find_private_question(text) or BANNED.search(text)]


def test_the_catalogues_are_calm() -> None:
    languages = {place for place, _ in catalogue_texts()}
    assert {row.code.replace("-", "_") for row in read_languages().interface} <= languages
    assert faults(catalogue_texts()) == []


def test_the_directory_is_calm(directory: Directory) -> None:
    assert faults(directory_texts(directory)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("What is your immigration status?", "It is anonymous.", "Illegal", "It is 100 % free"),
        *("¿Tiene papeles?", "Quốc tịch của quý vị là gì?", "您在哪里出生？", "هل لديكم أوراق؟", "تابعیت شما چیست؟"),
        *("Uraia wako ni wa nchi gani?", "Avez-vous des papiers ?"),
    ],
)
def test_the_guard_sees_what_it_looks_for(text: str) -> None:
    assert faults(iter([("here", text)]))
