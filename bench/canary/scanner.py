"""Reads every byte of every file, and of what is packed inside, for hundreds of thousands of patterns in one pass.

Each position of the data is looked at as one number of its next bytes. Numbers that begin a pattern are in a table of
flags, so that nearly every position is ruled out by one look; the few others are compared in full.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

WIDTHS: Final = (8, 6, 4)
"""Bytes of a pattern that are looked up: as many of these as the pattern has. Only numbers have fewer than eight."""
DEEPEST: Final = 3
"""How many packings inside each other are opened."""
LONGEST: Final = 64 * 1024 * 1024
"""Bytes that are unpacked from one place at most: no bomb stops the scan."""

_FLAGS: Final = 22
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio of 64 bits: spreads numbers over the table
_ZLIB: Final = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")  # how gzip and zlib begin (RFC 1952, RFC 1950)
_PIECE: Final = 4096
_ZIP: Final = b"PK\x03\x04"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Where something of a person stands: the file, with what it is packed in, and which field in which encoding."""

    file: str
    what: str


class Scanner:
    """Finds the given patterns in files. The first name given for a pattern is the one that hits bear."""

    def __init__(self, patterns: Iterable[tuple[bytes, str]]) -> None:
        self._names: dict[bytes, str] = {}
        lengths: dict[int, defaultdict[int, set[int]]] = {width: defaultdict(set) for width in WIDTHS}
        for pattern, name in patterns:
            width = next((width for width in WIDTHS if len(pattern) >= width), 0)
            if not width:
                raise ValueError(f"{name}: {len(pattern)} bytes can stand anywhere by chance")
            self._names.setdefault(pattern, name)
            lengths[width][int.from_bytes(pattern[:width], "little")].add(len(pattern))
        self._lengths = lengths
        self._flags = {width: _flags(keys) for width, keys in lengths.items() if keys}

    def __len__(self) -> int:
        return len(self._names)

    def scan(self, files: Iterable[Path]) -> set[Hit]:
        """Read files, and their paths as well."""
        hits: set[Hit] = set()
        for path in files:
            hits |= self.scan_bytes(bytes(path), "the name of a file")
            hits |= self.scan_bytes(path.read_bytes(), path.name)
        return hits

    def scan_bytes(self, data: bytes, file: str, depth: int = 0) -> set[Hit]:
        """Read `data`, and unpack what looks packed in it."""
        hits = {Hit(file, what) for what in self._found(data)}
        if depth < DEEPEST:
            for packing, inner in unpacked(data):
                hits |= self.scan_bytes(inner, f"{file} > {packing}", depth + 1)
        return hits

    def _found(self, data: bytes) -> Iterator[str]:
        padded = data + bytes(16)
        for shift in range(8):
            words = np.frombuffer(padded, "<u8", (len(padded) - shift) // 8, shift)
            for width, flags in self._flags.items():
                numbers = words & np.uint64(2 ** (8 * width) - 1)
                places = np.flatnonzero(flags[(numbers * _SPREAD) >> np.uint64(64 - _FLAGS)])
                for place, number in zip(places.tolist(), numbers[places].tolist(), strict=True):
                    at = 8 * place + shift
                    for length in self._lengths[width].get(number, ()):
                        if name := self._names.get(data[at : at + length]):
                            yield name


def unpacked(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Everything that gzip, zlib or zip packed anywhere in `data`, a broken end left out."""
    for match in _ZLIB.finditer(data):
        if inner := _inflated(memoryview(data)[match.start() :]):
            yield "gzip" if match[0].startswith(b"\x1f") else "zlib", inner
    if _ZIP in data:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield "zip", name.encode()
                    yield "zip", archive.read(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):
            pass


def _inflated(data: memoryview) -> bytes:
    """What stands packed at the beginning of `data`: as much of it as is whole."""
    reader, inner = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32), bytearray()
    for start in range(0, len(data), _PIECE):
        try:
            inner += reader.decompress(data[start : start + _PIECE], LONGEST)
        except zlib.error:
            break
        if reader.eof or len(inner) > LONGEST:
            break
    return bytes(inner)


def _flags(keys: Iterable[int]) -> NDArray[np.bool_]:
    flags = np.zeros(2**_FLAGS, dtype=np.bool_)
    numbers = np.fromiter(keys, dtype=np.uint64)
    flags[(numbers * _SPREAD) >> np.uint64(64 - _FLAGS)] = True
    return flags
