"""Zero residue, planted leaks and two worlds: python -m bench.canary [--conversations N] [--pairs N] [--out FILE].

The defaults are for a night. Linux only: the trial limits, kills and looks into processes.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bench.canary.lives import copy_unlearnt, prepare_forks, publish_into
from bench.canary.planted import plant
from bench.canary.residue import leave_no_residue
from bench.canary.worlds import compare_worlds
from bench.cases import Case, report


async def measure(folder: Path, conversations: int, pairs: int) -> list[Case]:
    """Every row. `folder` is used for the disks of the bots."""
    prepare_forks()
    learnt, small = folder / "learnt.db", folder / "small.db"
    await publish_into(learnt)
    copy_unlearnt(learnt, small)
    residue = await leave_no_residue(conversations, folder / "residue", learnt)
    planted = await plant(folder / "planted", small)
    worlds = await compare_worlds(pairs, folder / "worlds", small)
    return [residue, *planted, *worlds]


def main(
    conversations: Annotated[int, typer.Option(help="R1: conversations, in batches with a disk each.")] = 10_000,
    pairs: Annotated[int, typer.Option(help="R3: pairs of worlds.")] = 200,
    out: Annotated[Path | None, typer.Option(help="Write the rows to this file too.")] = None,
) -> None:
    """Run the trial and end with 1 where a row does not hold."""
    with tempfile.TemporaryDirectory(prefix="vecino-canary-") as folder:
        cases = asyncio.run(measure(Path(folder), conversations, pairs))
    if not report(cases, out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
