from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.directory.loader import read_directory
from bot.lexicon.learning import learn
from bot.staff.publication import Proposal, propose, read_live
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine
from tests.directory.sample import set_cell, write_rows, write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

NOW = datetime(2026, 11, 24, 17, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_sample(tmp_path / "data")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    opened = open_engine(f"sqlite+aiosqlite:///{tmp_path}/vecino.db")
    await migrate(opened)
    yield opened
    await opened.dispose()


async def proposed(engine: AsyncEngine, folder: Path) -> Proposal:
    result = read_directory(folder)
    assert result.directory
    return await propose(
        await read_live(engine), result.directory, result.questions, learn(result.directory).to_bytes(), NOW
    )


async def release(engine: AsyncEngine, folder: Path) -> None:
    proposal = await proposed(engine, folder)
    await publish(engine, proposal.directory, now=NOW, learnt=proposal.learnt)


async def test_before_the_first_release_all_is_new_and_nothing_doubtful(engine: AsyncEngine, folder: Path) -> None:
    proposal = await proposed(engine, folder)
    assert (proposal.live, proposal.doubts, proposal.missed, proposal.lost) == (None, (), (), ())
    assert proposal.diff


async def test_the_live_release_again_changes_nothing(engine: AsyncEngine, folder: Path) -> None:
    await release(engine, folder)
    proposal = await proposed(engine, folder)
    assert (proposal.live, bool(proposal.diff), proposal.doubts) == (1, False, ())


async def test_texts_whose_translation_is_missing_now_are_counted_by_language(
    engine: AsyncEngine, folder: Path
) -> None:
    await release(engine, folder)
    set_cell(folder / "services.csv", 3, "cost", "Free")
    assert dict((await proposed(engine, folder)).untranslated) == {"es": 1}
    set_cell(folder / "services.csv", 3, "cost", "")
    set_cell(folder / "services.csv", 3, "id", "quiet-house")  # putting the id back mends its translations too
    assert dict((await proposed(engine, folder)).untranslated) == {}


async def test_a_question_that_only_the_live_release_answers_is_lost_and_doubted(
    engine: AsyncEngine, folder: Path
) -> None:
    never = ["who won the game", "en", "education.esl"]
    write_rows(
        folder / "questions.csv",
        [["text", "language", "expected"], ["the weather", "en", "none"], never],
    )
    await release(engine, folder)
    write_rows(folder / "phrases" / "en.csv", [["need", "phrase"], ["housing.rent_help", "the weather"]])
    proposal = await proposed(engine, folder)
    assert [miss.question.text for miss in proposal.missed] == ["the weather", "who won the game"]
    assert [miss.question.text for miss in proposal.lost] == ["the weather"]
    assert [str(doubt) for doubt in proposal.doubts] == [
        "Test questions that would no longer find what they should: 1."
    ]


async def test_a_large_change_is_doubted(engine: AsyncEngine, folder: Path) -> None:
    await release(engine, folder)
    set_cell(folder / "services.csv", 3, "status", "closed")
    proposal = await proposed(engine, folder)
    assert [str(doubt) for doubt in proposal.doubts] == ["1 of 2 services would disappear."]
