from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, func, null, select, update

from bot.directory.loader import load_directory
from bot.directory.model import AddressVisibility, Location, Partner, Phone, Phrase, Source, Status, StatusRule
from bot.errors import NoReleaseError, UndoError
from bot.storage import tables
from bot.storage.releases import (
    KEPT_RELEASES,
    Publication,
    kept_releases,
    live_release_id,
    load_live,
    publish,
    undo,
)
from bot.storage.rows import RELEASED
from bot.storage.session import migrate, open_engine

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.directory.model import Directory, Service

NOW = datetime(2027, 2, 14, 12, tzinfo=UTC)
SHIPPED = Path(__file__).parents[2] / "directory_data"


def published(directory: Directory) -> Directory:
    """What a release must hold: everything but drafts and closed services."""
    return replace(directory, services=directory.published)


async def test_before_the_first_release_there_is_none(engine: AsyncEngine) -> None:
    assert await live_release_id(engine) is None
    with pytest.raises(NoReleaseError):
        await load_live(engine)


@pytest.mark.parametrize("source", ["invented", "shipped"])
async def test_what_is_loaded_is_what_was_published(engine: AsyncEngine, directory: Directory, source: str) -> None:
    content = directory if source == "invented" else load_directory(SHIPPED)
    assert content.published != content.services
    publication = await publish(engine, content, now=NOW)
    assert publication == Publication(1, is_new=True)
    assert await load_live(engine) == (1, published(content))
    assert await live_release_id(engine) == 1


async def test_a_release_from_before_places_were_known_has_none(engine: AsyncEngine, directory: Directory) -> None:
    await publish(engine, directory, now=NOW)
    async with engine.begin() as connection:
        await connection.execute(update(tables.release).values(counties=null(), neighborhoods=null()))
        await connection.execute(delete(tables.zip_center))
    _, loaded = await load_live(engine)
    assert (loaded.area.counties, loaded.area.neighborhoods, loaded.zip_centers) == ((), {}, ())


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
some = st.lists(words, max_size=3).map(tuple)
texts = st.dictionaries(
    st.sampled_from(["es", "vi"]),
    st.dictionaries(st.sampled_from(["cost", "hours"]), st.text(min_size=1, max_size=9), min_size=1),
)
days = st.none() | st.dates()
degrees = st.none() | st.floats(-180, 180)
places = st.builds(
    Location, words, words, words, words, degrees, degrees, visibility=st.sampled_from(AddressVisibility)
)
sources = st.builds(Source, some, words, days, words, words)
phones = st.lists(st.builds(Phone, words, words, words), max_size=3).map(tuple)
cells = st.lists(st.tuples(words, words), max_size=3).map(tuple)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_a_row_holds_comes_back(directory: Directory, url: str, data: st.DataObject) -> None:
    first, *others = directory.services
    changed: Service = replace(
        first,
        status=data.draw(st.sampled_from([s for s in Status if s not in (Status.DRAFT, Status.CLOSED)])),
        needs=data.draw(some),
        name=data.draw(words),
        description=data.draw(words),
        phones=data.draw(phones),
        location=data.draw(places),
        languages=data.draw(some),
        status_rule=data.draw(st.sampled_from(StatusRule)),
        alert_until=data.draw(days),
        source=data.draw(sources),
        translations=data.draw(texts),
        translation_reviews={},
        cells=data.draw(cells),
    )
    phrases = data.draw(st.lists(st.builds(Phrase, words, words, words), max_size=4).map(tuple))
    content = replace(directory, services=(changed, *others), phrases=phrases)

    async def round_trip() -> Directory:
        engine = open_engine(url)
        await migrate(engine)
        await publish(engine, content, now=NOW)
        _, loaded = await load_live(engine)
        await engine.dispose()
        return loaded

    assert asyncio.run(round_trip()) == published(content)


async def test_the_same_content_twice_changes_nothing_and_says_so(engine: AsyncEngine, directory: Directory) -> None:
    await publish(engine, directory, now=NOW)
    assert await publish(engine, directory, now=NOW) == Publication(1, is_new=False)
    only_a_draft = replace(directory, services=(*directory.published, replace(directory.services[2], name="New")))
    assert await publish(engine, only_a_draft, now=NOW) == Publication(1, is_new=False)
    async with engine.connect() as connection:
        assert await connection.scalar(select(func.count()).select_from(tables.release)) == 1


async def test_every_change_of_content_makes_a_new_release(engine: AsyncEngine, directory: Directory) -> None:
    first = directory.services[0]
    changes = [
        directory,
        replace(directory, area=replace(directory.area, categories=("education", "housing"))),
        replace(directory, phrases=directory.phrases[::-1]),
        replace(directory, services=directory.services[::-1]),
        replace(directory, services=(replace(first, cells=()), *directory.services[1:])),
        replace(directory, services=(replace(first, translation_reviews={}), *directory.services[1:])),
        replace(directory, services=(replace(first, alert_until=date(2031, 1, 1)), *directory.services[1:])),
    ]
    for release_id, content in enumerate(changes, start=1):
        assert await publish(engine, content, now=NOW) == Publication(release_id, is_new=True)
        assert await load_live(engine) == (release_id, published(content))


async def test_the_last_releases_are_kept_and_older_ones_leave_no_row(
    engine: AsyncEngine, directory: Directory
) -> None:
    for number in range(KEPT_RELEASES + 2):
        await publish(engine, replace(directory, partners=(Partner(str(number), "x"),)), now=NOW)
    kept = list(range(3, KEPT_RELEASES + 3))
    async with engine.connect() as connection:
        assert list(await connection.scalars(select(tables.release.c.id).order_by(tables.release.c.id))) == kept
        for table in RELEASED:
            query = select(table.c.release_id).distinct().order_by(table.c.release_id)
            assert list(await connection.scalars(query)) == kept, table.name


async def test_undo_goes_back_release_by_release(engine: AsyncEngine, directory: Directory) -> None:
    contents = [replace(directory, partners=(Partner(str(number), "x"),)) for number in range(3)]
    for content in contents:
        await publish(engine, content, now=NOW)
    assert await undo(engine, 3) == 2
    assert await load_live(engine) == (2, published(contents[1]))
    assert [(release.id, release.is_live, release.published_at) for release in await kept_releases(engine)] == [
        (3, False, NOW),
        (2, True, NOW),
        (1, False, NOW),
    ]
    with pytest.raises(UndoError, match="Another release is live"):
        await undo(engine, 3)
    assert await undo(engine, 2) == 1
    with pytest.raises(UndoError, match="No earlier release"):
        await undo(engine, 1)


async def test_what_was_undone_leaves_with_the_next_release_whose_number_is_new(
    engine: AsyncEngine, directory: Directory
) -> None:
    contents = [replace(directory, partners=(Partner(str(number), "x"),)) for number in range(3)]
    await publish(engine, contents[0], now=NOW)
    await publish(engine, contents[1], now=NOW)
    await undo(engine, 2)
    assert await publish(engine, contents[2], now=NOW) == Publication(3, is_new=True)
    assert [release.id for release in await kept_releases(engine)] == [3, 1]
    assert await undo(engine, 3) == 1


async def test_publishers_at_the_same_time_take_turns(engine: AsyncEngine, directory: Directory) -> None:
    contents = [replace(directory, partners=(Partner(str(number), "x"),)) for number in range(4)]
    publications = await asyncio.gather(*(publish(engine, content, now=NOW) for content in contents))
    assert sorted(publication.release_id for publication in publications) == [1, 2, 3, 4]
    release_id, loaded = await load_live(engine)
    newest = next(i for i, publication in enumerate(publications) if publication.release_id == release_id)
    assert (release_id, loaded) == (4, published(contents[newest]))


class DiskFullError(Exception):
    """Stands for anything that can go wrong between two statements."""


async def test_a_failure_at_any_statement_leaves_the_old_release_live_and_whole(
    engine: AsyncEngine, directory: Directory
) -> None:
    await publish(engine, directory, now=NOW)
    changed = replace(directory, partners=(Partner("new", "New"),))
    left = [0]

    @event.listens_for(engine.sync_engine, "before_cursor_execute")
    def fail(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise DiskFullError

    failures = 0
    while True:
        left[0] = failures + 1
        try:
            publication = await publish(engine, changed, now=NOW)
        except DiskFullError:
            failures += 1
            left[0] = 0
            assert await load_live(engine) == (1, published(directory))
        else:
            left[0] = 0
            break
    assert failures > len(RELEASED)
    assert await load_live(engine) == (publication.release_id, published(changed))


async def test_publishing_commits_once(engine: AsyncEngine, directory: Directory) -> None:
    commits: list[object] = []
    event.listen(engine.sync_engine, "commit", commits.append)
    await publish(engine, directory, now=NOW)
    assert len(commits) == 1
