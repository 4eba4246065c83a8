"""The rows that strangers could break, in the size of the checks; `python -m bench.<name>` has the size of a night."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bench import codec, fuzz, outgoing, publish_kills, sameness, start_parameters, webhook
from bench.postbox import Sent

if TYPE_CHECKING:
    from pathlib import Path

    from bench.cases import Case
    from bot.directory.model import Directory
    from bot.i18n.translations import Translations
    from bot.pipeline import LiveRelease

PATIENCE = 60.0
"""Seconds in which even a busy machine answers an update: here only an endless loop is looked for."""


def broken(cases: list[Case]) -> list[Case]:
    assert cases
    return [case for case in cases if not case.holds]


def test_no_update_breaks_the_bot(shipped: LiveRelease, translations: Translations) -> None:
    assert broken(fuzz.run(20_000, shipped, translations, hang=PATIENCE)) == []


def test_no_string_breaks_the_reading_of_buttons(shipped: LiveRelease, translations: Translations) -> None:
    assert broken(codec.run(20_000, shipped.catalogue, translations.languages)) == []


async def test_no_start_parameter_opens_what_it_does_not_name(shipped: LiveRelease, translations: Translations) -> None:
    assert broken(await start_parameters.run(20_000, shipped, translations)) == []


async def test_two_people_get_the_same_reply(shipped: LiveRelease, translations: Translations) -> None:
    assert broken(await sameness.run(500, shipped, translations)) == []


async def test_nothing_of_a_person_goes_out(shipped: LiveRelease, translations: Translations) -> None:
    assert broken(await outgoing.run(2_000, shipped, translations)) == []


def test_what_is_shown_is_looked_at_however_deep_it_lies() -> None:
    seen = outgoing.shown([Sent("sendMessage", {"text": "a", "reply_markup": {"k": [[{"text": "Qzvi"}]]}}, "")])
    assert outgoing.runs("qzvi") == {"qzvi"} and "qzvi" in seen


def test_strangers_get_nothing_from_the_webhook(tmp_path: Path) -> None:
    assert broken(asyncio.run(webhook.run(200, 10, 5, tmp_path))) == []


def test_a_publication_that_is_killed_leaves_a_whole_release(directory: Directory, tmp_path: Path) -> None:
    assert broken(asyncio.run(publish_kills.run(100, directory, tmp_path))) == []
