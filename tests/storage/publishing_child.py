"""A process that publishes ever new releases until it is killed: each has N phrases that all carry the label N."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

from bot.directory.loader import load_directory
from bot.directory.model import Phrase
from bot.storage.releases import publish
from bot.storage.session import open_engine


async def publish_for_ever(url: str, folder: Path) -> None:
    directory = load_directory(folder)
    engine = open_engine(url)
    sys.stdout.write("publishing\n")
    sys.stdout.flush()
    for size in cycle((3000, 3001, 3002)):
        phrases = tuple(Phrase("en", str(size), f"words {number}") for number in range(size))
        await publish(engine, replace(directory, phrases=phrases), now=datetime.now(UTC))


if __name__ == "__main__":
    asyncio.run(publish_for_ever(sys.argv[1], Path(sys.argv[2])))
