"""The real `vecino run --webhook`, told to find Telegram at another address: python -m bench.hooked BASE_URL."""

from __future__ import annotations

import sys
from functools import partial

from bot.app import build_bot
from bot.cli import run as command

if __name__ == "__main__":
    command.build_bot = partial(build_bot, base_url=sys.argv[1])  # type: ignore[attr-defined]
    command.run(webhook=True)
