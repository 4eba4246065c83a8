from __future__ import annotations

import asyncio
import importlib.util

from bot.app import run_in_loop


def test_the_bot_runs_on_uvloop_where_there_is_one() -> None:
    loops: list[str] = []

    async def look() -> None:
        loops.append(type(asyncio.get_running_loop()).__module__)

    run_in_loop(look())
    assert loops == ["uvloop" if importlib.util.find_spec("uvloop") else "asyncio.unix_events"]
