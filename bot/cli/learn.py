"""vecino learn: turn the phrases of a directory into weights, once, so that every start is quick."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import print_problems, terminal
from bot.cli.spreadsheets import read_spreadsheets
from bot.files import write_whole
from bot.lexicon.learnt import FILE, read_current, saved

if TYPE_CHECKING:
    from pathlib import Path

    from bot.directory.model import Directory


def learn(data: DataFolder = DEFAULT_DATA) -> None:
    """Learn which words tell which need, and keep it beside the spreadsheets. Run it after changing phrases."""
    console = terminal()
    result = read_spreadsheets(data)
    if result.directory is None:
        print_problems(result.problems, console)
        raise typer.Exit(1)
    learnt = learnt_bytes(data, result.directory)
    if learnt == saved(data):
        console.print(f"{FILE} is already learnt from these phrases.")
        return
    write_whole(data / FILE, learnt)
    console.print(f"Learnt. {FILE} now holds it ({len(learnt) / 1e6:.1f} MB). Next: vecino publish")


def learnt_bytes(data: Path, directory: Directory) -> bytes:
    """The weights beside the spreadsheets when they are of these phrases; learnt anew otherwise."""
    packed = saved(data)
    if read_current(directory, packed) is not None:
        return packed
    from bot.lexicon.learning import learn as learn_from  # the library behind it takes a second to load

    # Not on standard output, where `vecino ask --jsonl` writes its answers.
    print(
        f"Learning the words of {len(directory.phrases):,} phrases. It takes about a minute each time. "
        f"To keep what was learnt: vecino learn --data {data}",
        file=sys.stderr,
    )
    return learn_from(directory).to_bytes()
