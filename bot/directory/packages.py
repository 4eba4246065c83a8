"""The container of an Excel workbook: a zip of XML parts. Nothing is unpacked before its size is known.

The format is that of ECMA-376, parts 1 and 2.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from bot.directory.cells import Finding, Refused
from bot.directory.problems import Check, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_UNPACKED: Final = 100 * 1024 * 1024
"""Bytes of all parts of a workbook together."""

_MAX_PARTS: Final = 2000
_MAX_SMALL_PART: Final = 4 * 1024 * 1024
_MAX_SIGNS: Final = 3_000_000  # a filled cell takes about six
_PIECE: Final = 1 << 16

SAVE_AS_XLSX: Final = mark("Open it in Excel or LibreOffice, choose Save As and the type “Excel Workbook (.xlsx)”.")

DAMAGED_WORKBOOK = Check(
    "damaged-workbook",
    "This workbook is damaged or only half there, so it cannot be read.",
    "Copy or download it again. If Excel can open it, save it there under a new name.",
)
UNPACKED_TOO_LARGE = Check(
    "workbook-too-large",
    "This workbook is far larger inside than it looks, so it was not read.",
    "Copy only the filled cells into a new workbook and save that.",
)
MACRO_WORKBOOK = Check(
    "macro-workbook", "This workbook may hold macros, which are small programs, so it is not read.", SAVE_AS_XLSX
)
OTHER_WORKBOOK = Check("other-workbook", "This is not an Excel workbook of the kind .xlsx.", SAVE_AS_XLSX)
LINKED_WORKBOOK = Check(
    "linked-workbook",
    "This workbook takes values from other files or from the internet, so it is not read.",
    "Copy all cells, paste only their values into a new workbook, and save that.",
)


class XmlReader:
    """Reads one part tag by tag. Subclasses say what they do with tags and texts."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._first
        self._parser.StartDoctypeDeclHandler = _refuse_declarations

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """A tag is opened."""

    def end(self, name: str) -> None:
        """A tag is closed."""

    def text(self, text: str) -> None:
        """A text stands between tags."""

    def feed(self, package: zipfile.ZipFile, part: str) -> Iterator[None]:
        """Read the part, with a pause after each piece. Raises Refused where it is damaged."""
        try:
            # Counting is a hundred times faster than reading, so a part that is all tags is refused at once.
            if sum(piece.count(b"<") for piece in _pieces(package, part)) > _MAX_SIGNS:
                raise Refused(Finding(UNPACKED_TOO_LARGE))
            for piece in _pieces(package, part):
                self._parser.Parse(piece)
                yield
            self._parser.Parse(b"", True)
            yield
        except (expat.ExpatError, *_ZIP_ERRORS, ValueError):
            raise Refused(Finding(DAMAGED_WORKBOOK)) from None

    def _first(self, name: str, attributes: Mapping[str, str]) -> None:
        """The first tag tells whether all have a prefix: Excel writes none, and plain names are read twice as fast."""
        prefix = name[: name.find(":") + 1]
        if prefix:
            self._parser.StartElementHandler = lambda name, found: self.start(name.removeprefix(prefix), found)
            self._parser.EndElementHandler = lambda name: self.end(name.removeprefix(prefix))
        else:
            self._parser.StartElementHandler = self.start
            self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self.text
        self.start(name.removeprefix(prefix), attributes)


_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, OSError)


def open_package(data: bytes) -> zipfile.ZipFile:
    """Open the container. Raises Refused for all that is no plain workbook within the limits."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (*_ZIP_ERRORS, ValueError):
        raise Refused(Finding(DAMAGED_WORKBOOK)) from None
    parts = package.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(Finding(UNPACKED_TOO_LARGE))
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names:
        raise Refused(Finding(OTHER_WORKBOOK))
    if any(name.endswith("vbaProject.bin") for name in names) or b"macroEnabled" in _types(package):
        raise Refused(Finding(MACRO_WORKBOOK))
    if any(name.startswith("xl/externalLinks/") or name == "xl/connections.xml" for name in names):
        raise Refused(Finding(LINKED_WORKBOOK))
    return package


def tags(package: zipfile.ZipFile, part: str) -> list[tuple[str, Mapping[str, str]]]:
    """All tags of a small part in their order, attributes without prefixes; none where the part is missing."""
    found: list[tuple[str, Mapping[str, str]]] = []

    class _Tags(XmlReader):
        def start(self, name: str, attributes: Mapping[str, str]) -> None:
            found.append((name, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    if part in package.namelist():
        if package.getinfo(part).file_size > _MAX_SMALL_PART:
            raise Refused(Finding(UNPACKED_TOO_LARGE))
        for _ in _Tags().feed(package, part):
            pass
    return found


def relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """The parts that a part refers to: id to the last word of its type (worksheet, styles) and its path."""
    folder = dirname(part)
    found = {}
    for name, attributes in tags(package, join(folder, "_rels", part.rpartition("/")[2] + ".rels")):
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = normpath(join("/", folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)
    return found


def _pieces(package: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    with package.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _types(package: zipfile.ZipFile) -> bytes:
    try:
        with package.open("[Content_Types].xml") as stream:
            return stream.read(_MAX_SMALL_PART)
    except _ZIP_ERRORS:
        raise Refused(Finding(DAMAGED_WORKBOOK)) from None


def _refuse_declarations(*_: object) -> None:
    raise Refused(Finding(DAMAGED_WORKBOOK))  # a workbook has no document type; only bombs of entities need one
