"""Pictures of a page as small PNG files: a palette of 256 colours, a third of what the browser writes."""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from playwright.async_api import Page

_COLOURS: Final = 256
_PIXELS: Final = """async (picture) => {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  const reader = new FileReader();
  const read = new Promise((done) => { reader.onload = done; });
  reader.readAsDataURL(new Blob([canvas.getImageData(0, 0, image.width, image.height).data]));
  await read;
  return [image.width, image.height, reader.result.split(",")[1]];
}"""


async def shrink(picture: bytes, page: Page) -> bytes:
    """The same picture in its most frequent colours; `page` is any page of a browser, which reads the picture."""
    width, height, pixels = await page.evaluate(_PIXELS, b64encode(picture).decode())
    rgb = np.frombuffer(b64decode(pixels), np.uint8).reshape(-1, 4)[:, :3].astype(np.int32)
    colours, places, counts = np.unique(rgb, axis=0, return_inverse=True, return_counts=True)
    palette = _palette(colours, counts)
    nearest = np.array([np.abs(palette - colour).sum(axis=1).argmin() for colour in colours], np.uint8)
    # A row begins with its filter: none.
    rows = np.pad(nearest[places.ravel()].reshape(height, width), ((0, 0), (1, 0)))
    header = struct.pack(">2I5B", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in (*chunks, (b"IEND", b"")))


def _palette(colours: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The most frequent colours, each at some distance from those before it."""
    palette = np.empty((0, 3), np.int32)
    for near in (12, 6, 3, 1):
        for colour in colours[counts.argsort()[::-1]]:
            if len(palette) < _COLOURS and (np.abs(palette - colour).sum(axis=1) >= near).all():
                palette = np.vstack((palette, colour))
    return palette


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
