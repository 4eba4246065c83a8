"""docs/logs.md, written from the event catalogue. `python -m bot.logbook FILE` writes it anew."""

from __future__ import annotations

import sys
from pathlib import Path

from bot.logs import LEVELS, Event

_INTRODUCTION = """\
# What the log says

Everything that `vecino run` can write. This page is generated from `bot/logs.py`: change the events there, then run
`python -m bot.logbook docs/logs.md`.

Every ten minutes, at the start and at the end stands one regular line:

```
2026-11-24T10:10Z INFO     STILL_SERVING: A regular sign of life. Since 10:00Z: answering; last poll less than \
1 min ago; release 4 with 118 services; memory 180 MB; faults: 2 (SEND_FAILED 2)
```

Nothing in it counts people or messages. The other lines tell a change or a fault. Beside the name of the event they may
hold an error's type, a place in the code, a count, a rough duration, the name of a library, and a random incident id,
which the person saw in the apology. They never hold words, names or ids of people, nor what a library said.

Faults carry the hour, not the minute. Those that a question can bring about wait for the next regular line, 100 of them
at most, so that no clock tells when somebody wrote. A crash or a normal stop writes what waits; a kill loses it.

| Event | Level | What it means | Waits |
|---|---|---|---|
"""


def render_logbook() -> str:
    """The whole page as Markdown."""
    levels = dict(LEVELS)
    return _INTRODUCTION + "".join(
        f"| `{event.name}` | {levels[event.level].lower()} | {event.meaning} | {'yes' if event.waits else ''} |\n"
        for event in Event
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_logbook(), encoding="utf-8")
