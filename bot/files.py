"""Writing files whole or not at all, so that nobody ever reads half of one."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_whole(file: Path, data: bytes) -> None:
    """Put `data` in the place of `file` in one step; its folder is made if need be. Raises OSError."""
    _write_beside(file, data).replace(file)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Put all of these in place, or leave all as they were. Raises OSError.

    Everything is written beside the old files first, so only the renaming can fail halfway; then it is taken back.
    """
    beside: dict[Path, Path] = {}
    old: dict[Path, bytes | None] = {}
    try:
        for file, data in files.items():
            beside[file] = _write_beside(file, data)
        for file, new in beside.items():
            before = file.read_bytes() if file.exists() else None
            new.replace(file)
            old[file] = before
    except OSError:
        for new in beside.values():
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
        for file, before in old.items():
            with contextlib.suppress(OSError):  # one that cannot be put back must not keep the others
                _put_back(file, before)
        raise


def _put_back(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink()
    else:
        write_whole(file, before)


def _write_beside(file: Path, data: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    with beside.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    return beside
