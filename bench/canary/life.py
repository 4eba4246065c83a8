"""One life of the bot: `vecino run` itself, in a process and a folder of its own, at the local Bot API server.

The folder is everything to it: working folder, home, place for temporary files, database, both outputs. What Python
opens for writing anywhere else, compiled modules for example, is noted there too, so that the scan can go after it.

python -X faulthandler -m bench.canary.life FOLDER BASE_URL [--mishaps] [--webhook]
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import resource
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.canary import mishaps
from bench.canary.plants import PLANTS, swap
from bot.__main__ import main as vecino
from bot.app import LiveReleases, build_bot
from bot.cli import run
from bot.storage import session
from bot.web.taps import TapReplies
from bot.web.webhook import Hook, listen

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.config import Settings

TOKEN: Final = "5000000042:opens-nothing-anywhere-0123456789abc"
DATABASE: Final = "var/vecino.db"
OUTPUTS: Final = ("stdout", "stderr")
OPENED: Final = "opened"
"""The file that notes which files were opened for writing."""
SECRET: Final = "between-Telegram-and-the-bot-0123456789"
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Life:
    """Where it is lived and how. `plant` names a leak; `mishaps` makes the code fail now and then; `is_loaded` takes
    the directory that this process has in memory, which must be what the database holds."""

    folder: Path
    base_url: str
    plant: str = ""
    mishaps: bool = False
    webhook: bool = False
    is_loaded: bool = False


def environment(folder: Path) -> dict[str, str]:
    """All that the process finds in its environment. The token is in a credential beside the folder."""
    credentials = folder.with_name(f"{folder.name}-credentials")
    credentials.mkdir(parents=True, exist_ok=True)
    (credentials / "bot_token").write_text(TOKEN, encoding="ascii")
    for name in ("var", "home", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        "SQLITE_TMPDIR": str(folder / "tmp"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "CREDENTIALS_DIRECTORY": str(credentials),
        "DATABASE_URL": f"sqlite+aiosqlite:///{DATABASE}",
    }


def live(life: Life) -> None:
    """Live in a forked process, which has the modules and the directory in memory already."""
    os.environ.clear()
    os.environ.update(environment(life.folder))
    os.chdir(life.folder)
    for descriptor, name in enumerate(OUTPUTS, 1):
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, descriptor)
        os.close(file)
    faulthandler.enable()
    try:
        serve(life)
    finally:
        logging.shutdown()  # which an ordinary program does by itself when it ends


def serve(life: Life) -> None:
    """Run the command, with the few changes that the trial needs, until it ends."""
    note_opened_files(Path(OPENED).absolute())
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))  # if no core is dumped, it is the bot's own doing
    swap(run, "build_bot", partial(build_bot, base_url=life.base_url))
    swap(run, "open_hook", open_hook)
    swap(session, "BUSY_MILLISECONDS", 200)  # so that a locked database is a fault and not a pause
    if life.is_loaded:
        swap(LiveReleases, "open", open_loaded)
    if life.mishaps:
        mishaps.let_happen()
    if life.plant:
        PLANTS[life.plant].install()
    sys.argv = ["vecino", "run", *(["--webhook"] if life.webhook else [])]
    vecino()


async def open_loaded(engine: AsyncEngine) -> LiveReleases:
    """The directory in memory, under the number that it has in the database."""
    from bench.canary.loaded import RELEASE

    return LiveReleases(engine, replace(RELEASE, id=1))


def open_hook(settings: Settings) -> Hook:
    """A hook on this machine: the settings allow only https."""
    listener = listen("127.0.0.1", 0)
    return Hook(f"http://127.0.0.1:{listener.getsockname()[1]}/hook", SECRET, listener, TapReplies())


def note_opened_files(notes: Path) -> None:
    """From now on, write down the path of every file that Python opens for writing or renames, once each."""
    seen: set[str] = set()
    target = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(event: str, arguments: tuple[object, ...]) -> None:
        match event, arguments:
            case "open", (str() | bytes() as path, _, int(flags)) if flags & _WRITING:
                pass
            case "os.rename", (_, str() | bytes() as path, *_):
                pass
            case _:
                return
        name = os.path.abspath(os.fsdecode(path))  # noqa: PTH100 - no object for every file that is opened
        if name not in seen:
            seen.add(name)
            os.write(target, os.fsencode(name) + b"\n")

    sys.addaudithook(note)


def main() -> None:
    """Live in a process that began as any program does."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("base_url")
    parser.add_argument("--mishaps", action="store_true")
    parser.add_argument("--webhook", action="store_true")
    serve(Life(**vars(parser.parse_args())))


if __name__ == "__main__":
    main()
