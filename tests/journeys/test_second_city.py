"""A second city: made with `vecino init` alone, filled in Excel as a clerk would, published and asked."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from bot.__main__ import application
from bot.app import LiveReleases
from bot.demo import DemoServer
from bot.directory.workbook_output import WORKBOOK
from bot.storage.session import open_engine
from tests.journeys.conftest import DATA, address, serving

if TYPE_CHECKING:
    from bot.pipeline import LiveRelease

_OFFERS: Final = {
    "housing.rent_help": "Pays one month of rent for families.",
    "housing.eviction": "Helps people who got a letter to leave their home.",
    "healthcare.clinic": "Doctors for adults and children.",
    "healthcare.dental": "Fillings and cleaning.",
    "employment.job_search": "Helps to find work and to write a resume.",
    "education.esl": "English classes in the evening.",
    "adjacent:food": "Boxes with food, once a week.",
    "education.ged": "Finish high school as an adult.",
}
_HOUSES: Final = ("Mesa House", "Rio Center", "Piñon Circle", "Las Palmas Library", "Valle Hall")


def vecino(*words: str | Path) -> str:
    result = CliRunner().invoke(application, list(map(str, words)))
    assert result.exit_code == 0, result.output
    return result.stdout


def fill_in(book: Path) -> None:
    """Write 40 services over the examples, and one urgent line of the town."""
    workbook = load_workbook(book)
    services = workbook["services"]
    headings = {cell.value: cell.column for cell in services[1]}
    services.delete_rows(2, 2)
    rows = [(house, need, text) for house in _HOUSES for need, text in _OFFERS.items()]
    for number, (house, need, text) in enumerate(rows, start=2):
        cells = {
            "id": f"lp-{number:02}",
            "status": "active",
            "needs": need,
            "organization": house,
            "name": f"{need.rpartition('.')[2].rpartition(':')[2].replace('_', ' ').capitalize()} at {house}",
            "description": text,
            "phone": f"505-555-01{number:02}",
            "address": f"{number} Palm St",
            "city": "Las Palmas",
            "zip": "87199",
            "hours": "Mon-Fri 9am-5pm",
            "source_url": "https://example.org/palmas",
        }
        for heading, value in cells.items():
            services.cell(number, headings[heading], value)
    workbook.save(book)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, LiveRelease]:
    """The database of the town and its live release."""
    place = tmp_path_factory.mktemp("town")
    folder, database = place / "las_palmas", place / "vecino.db"
    told = vecino("init", "Las Palmas", "--folder", folder, "--like", DATA)
    assert f"{folder} holds the directory of Las Palmas." in told
    fill_in(folder / WORKBOOK)
    told = vecino("check", "--data", folder)
    assert "ERROR" not in told
    assert "40 services will be published." in told
    assert "Published as release 1." in vecino("publish", "--data", folder, "--database", address(database))
    return database, asyncio.run(load(database))


async def load(database: Path) -> LiveRelease:
    engine = open_engine(address(database))
    try:
        return (await LiveReleases.open(engine)).current
    finally:
        await engine.dispose()


async def test_the_town_answers_in_its_own_name_with_its_own_services(town: tuple[Path, LiveRelease]) -> None:
    async with DemoServer() as server:
        async with serving(*town, server):
            ana = server.user()
            assert "Las Palmas" in (await ana.ask("/start")).text
            answer = await ana.ask("i cant pay my rent this month")
            assert "Rent help at Mesa House" in answer.text and "Albuquerque" not in answer.text
            await ana.tap(answer, answer.labels[0])
            assert "Palm St" in (await ana.wait_for_message()).text
        assert server.violations == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("es", "me duele una muela y no tengo seguro", "Dental at"),
        ("ar", "أريد تعلم اللغة الإنجليزية", "Esl at"),
        ("en", "my kids have nothing to eat", "Food at"),
    ],
)
async def test_the_words_of_every_language_came_along(
    town: tuple[Path, LiveRelease], language: str, text: str, found: str
) -> None:
    async with DemoServer() as server, serving(*town, server):
        assert found in (await server.user(language_code=language).ask(text)).text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("i want to kill myself", "988"),
        ("la migra se llevo a mi esposo", "211"),
        ("he hit me again tonight", "800-799-7233"),
    ],
)
async def test_every_danger_has_a_line_of_the_whole_country(
    town: tuple[Path, LiveRelease], text: str, number: str
) -> None:
    async with DemoServer() as server, serving(*town, server):
        assert number in (await server.user().ask(text)).text
