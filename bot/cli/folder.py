"""Which folder of spreadsheets a command works with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataFolder = Annotated[Path, typer.Option("--data", help="The folder with the spreadsheets.", metavar="DIR")]

DEFAULT_DATA = Path("directory_data")
"""Where the spreadsheets are when nothing else is said."""
