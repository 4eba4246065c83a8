from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from bot.__main__ import application
from bot.cli.doctor import Finding, State, examine
from bot.config import Settings
from bot.demo import DemoServer
from bot.directory.loader import load_directory
from bot.lexicon.learning import learn
from bot.lexicon.learnt import FILE
from bot.storage.releases import publish
from bot.storage.session import migrate, open_engine
from tests.directory.sample import set_cell, write_sample

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


TOKEN = "123456:" + "A" * 35


@pytest.fixture(autouse=True)
def no_settings_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server() -> AsyncIterator[DemoServer]:
    async with DemoServer(token=TOKEN) as demo:
        yield demo


@pytest.fixture
async def well(tmp_path: Path, server: DemoServer) -> Path:
    """The settings of an installation that lacks nothing."""
    folder = write_sample(tmp_path / "data")
    directory = load_directory(folder)
    (folder / FILE).write_bytes(learn(directory).to_bytes())
    url = f"sqlite+aiosqlite:///{tmp_path}/vecino.db"
    engine = open_engine(url)
    await migrate(engine)
    await publish(engine, directory, now=datetime.now(UTC))
    await engine.dispose()
    env = tmp_path / ".env"
    env.write_text(f"BOT_TOKEN={server.token}\nBOT_USERNAME=VecinoDemoBot\nDATABASE_URL={url}\nDATA={folder}\n")
    env.chmod(0o600)
    return env


def change(env: Path, old: str, new: str) -> None:
    env.write_text(env.read_text().replace(old, new))


async def findings(env: Path, server: DemoServer) -> dict[str, Finding]:
    return {finding.subject: finding async for finding in examine(env, server.base_url)}


async def test_an_installation_that_lacks_nothing_is_well(well: Path, server: DemoServer) -> None:
    found = await findings(well, server)
    assert {name for name, finding in found.items() if finding.state is not State.WELL} == {"languages"}
    assert found["token"].found == "it is that of @VecinoDemoBot"
    assert "release 1 of" in found["database"].found and "with 2 services" in found["database"].found
    assert found["spreadsheets"].found.endswith("can be published, with 2 services")
    assert "America/Denver" in found["time"].found


async def test_wrong_settings_are_said_first_and_nothing_else_is_looked_at(tmp_path: Path, server: DemoServer) -> None:
    env = tmp_path / ".env"
    env.write_text("POLL_TIMEOUT=900\nERASE_TYPED=maybe\n")
    found = [finding async for finding in examine(env, server.base_url)]
    assert [finding.subject for finding in found] == ["Python", "settings", "settings"]
    assert "900" not in "".join(finding.found for finding in found)


async def test_a_token_is_missing_unknown_or_of_another_bot(well: Path, server: DemoServer) -> None:
    change(well, TOKEN, "123456:" + "B" * 35)
    assert (await findings(well, server))["token"].state is State.MEND
    change(well, "123456:" + "B" * 35, TOKEN)
    change(well, "VecinoDemoBot", "other_city_bot")
    found = (await findings(well, server))["token"]
    assert (found.state, "@VecinoDemoBot" in found.found) == (State.MEND, True)
    change(well, TOKEN, "")
    assert (await findings(well, server))["token"].state is State.LOOK


async def test_a_telegram_that_cannot_be_reached_is_told_without_its_address(well: Path, server: DemoServer) -> None:
    (found,) = [f async for f in examine(well, "http://127.0.0.1:9/bot") if f.subject == "Telegram"]
    assert (found.state, "127.0.0.1" in found.found) == (State.MEND, False)


@pytest.fixture
async def readable(well: Path) -> Path:
    """The same settings, in a file that every user of the machine may read."""
    await asyncio.to_thread(well.chmod, 0o644)
    return well


async def test_a_file_with_the_token_that_others_can_read_is_noticed(readable: Path, server: DemoServer) -> None:
    well = readable
    assert (await findings(well, server))[str(well)].action == f"chmod 600 {well}"


async def test_spreadsheets_with_errors_and_phrases_not_learnt_name_the_command(
    well: Path, server: DemoServer, tmp_path: Path
) -> None:
    (tmp_path / "data" / FILE).unlink()
    assert (await findings(well, server))["words"].action == f"vecino learn --data {tmp_path / 'data'}"
    set_cell(tmp_path / "data" / "services.csv", 2, "phone", "12")
    found = (await findings(well, server))["spreadsheets"]
    assert (found.state, found.action) == (State.MEND, f"vecino check --data {tmp_path / 'data'}")


async def test_a_database_that_is_none_or_damaged_or_empty_is_to_be_mended(
    well: Path, server: DemoServer, tmp_path: Path
) -> None:
    database = tmp_path / "vecino.db"
    data = database.read_bytes()
    database.unlink()
    assert (await findings(well, server))["database"].action == "vecino publish"
    database.write_bytes(data[: len(data) // 2])
    assert (await findings(well, server))["database"].state is State.MEND


def test_the_command_ends_with_one_where_something_is_to_be_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(application, ["doctor"])
    assert result.exit_code == 1
    assert "MEND  database: nothing is published yet\n      What to do: vecino publish" in result.output
    assert "Traceback" not in result.output


async def test_the_staff_chat_must_be_a_group_with_the_bot_as_administrator(well: Path, server: DemoServer) -> None:
    change(well, "DATA=", "STAFF_CHAT=-100123\nDATA=")
    found = (await findings(well, server))["staff chat"]
    assert (found.state, found.action) == (State.MEND, "Add the bot to the group, or correct STAFF_CHAT.")
    change(well, "-100123", str(server.group("Staff").id))
    assert "so it sees no files" in (await findings(well, server))["staff chat"].found


async def test_a_group_with_the_bot_as_administrator_is_well(well: Path, server: DemoServer) -> None:
    change(well, "DATA=", f"STAFF_CHAT={server.group('Staff', administrator=True).id}\nDATA=")
    assert (await findings(well, server))["staff chat"].state is State.WELL
