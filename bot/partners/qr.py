"""QR codes for print and for screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno

if TYPE_CHECKING:
    from pathlib import Path

PIXELS: Final = 12
"""Pixels of a module in the PNG: a link's code is about 500 wide, sharp at 4 cm in print."""


def write_qr(address: str, folder: Path, name: str) -> tuple[Path, Path]:
    """Write `address` as name.svg and name.png into `folder`, made when missing. Raises OSError.

    Level M bears 15 % of damage, enough for a poster on a wall; the border is the 4 modules of ISO/IEC 18004.
    """
    code = segno.make(address, error="m", micro=False)
    folder.mkdir(parents=True, exist_ok=True)
    files = (folder / f"{name}.svg", folder / f"{name}.png")
    for file in files:
        code.save(str(file), scale=PIXELS, border=4)
    return files
