"""QR codes for print and for screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno

if TYPE_CHECKING:
    from pathlib import Path

PIXELS: Final = 12
"""Pixels of a module in the PNG: a link's code is about 500 wide, sharp at 4 cm in print."""


def draw_qr(address: str) -> str:
    """`address` as an SVG element that stands inside an HTML page and takes the size that the page gives it."""
    drawn: str = _code(address).svg_inline(border=4, omitsize=True, light="#fff")
    return drawn


def write_qr(address: str, folder: Path, name: str) -> tuple[Path, Path]:
    """Write `address` as name.svg and name.png into `folder`, made when missing. Raises OSError.

    The border is the 4 modules of ISO/IEC 18004.
    """
    code = _code(address)
    folder.mkdir(parents=True, exist_ok=True)
    files = (folder / f"{name}.svg", folder / f"{name}.png")
    for file in files:
        code.save(str(file), scale=PIXELS, border=4)
    return files


def _code(address: str) -> segno.QRCode:
    # Level M bears 15 % of damage, enough for a poster on a wall.
    return segno.make(address, error="m", micro=False)
