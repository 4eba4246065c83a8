from __future__ import annotations

import struct
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import segno

from bot.partners.qr import PIXELS, draw_qr, write_qr

if TYPE_CHECKING:
    from pathlib import Path

ADDRESS = "https://t.me/city_help_bot?start=need-housing-rent-help_es"


def test_the_code_is_written_for_print_and_for_screens_with_its_quiet_border(tmp_path: Path) -> None:
    svg, png = write_qr(ADDRESS, tmp_path / "new", "rent")
    modules, _ = segno.make(ADDRESS, error="m", micro=False).symbol_size(border=4)
    width, height = struct.unpack(">II", png.read_bytes()[16:24])
    assert (width, height) == (modules * PIXELS, modules * PIXELS)
    assert ElementTree.parse(svg).getroot().get("width") == str(modules * PIXELS)
    assert (svg.name, png.name) == ("rent.svg", "rent.png")


def test_a_code_for_a_page_is_one_element_that_the_page_sizes() -> None:
    drawn = ElementTree.fromstring(draw_qr(ADDRESS))
    modules, _ = segno.make(ADDRESS, error="m", micro=False).symbol_size(border=4)
    assert drawn.get("viewBox") == f"0 0 {modules} {modules}"
    assert drawn.get("width") is None and drawn.get("height") is None
