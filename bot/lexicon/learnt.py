"""What learning gave: one weight for each piece of evidence and label, small enough to stand in a file or a release.

One byte a weight with a scale for each row: on half A this ranks as well as the full numbers.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.directory.model import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from bot.directory.model import Directory

    Floats = NDArray[np.float32]

NEED: Final = "need"
URGENT: Final = "urgent"
PRIVATE: Final = "private"
LANGUAGE: Final = "language"

FILE: Final = "learnt.npz"
"""Beside the spreadsheets of a directory; optional, since a directory without it learns when it is read."""

_METHOD: Final = 9
"""Raised when features or learning change, so that weights of an older method are learnt anew."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """Weights of a linear classifier with several heads.

    A row stands for one feature: its number is the place of the feature's key in `keys` (in rising order), `rarity` is
    its inverse document frequency. The weight of a row for a column is `scale[row] * weights[row, column]`, and `bias`
    belongs to the column. `heads` maps a head to its labels, whose columns follow each other in that order. `words`
    are the known words of alphabets, for the spelling. `fingerprint` says which phrases it was learnt from.
    """

    keys: NDArray[np.uint32]
    rarity: Floats
    scale: Floats
    weights: NDArray[np.int8]
    bias: Floats
    heads: Mapping[str, Sequence[str]]
    words: Sequence[str]
    fingerprint: str

    def to_bytes(self) -> bytes:
        """A compressed copy, the same for the same weights."""
        arrays = {
            "keys": np.diff(self.keys, prepend=np.uint32(0)),  # steps are smaller than the keys themselves
            "rarity": self.rarity,
            "scale": self.scale.astype(np.float16),
            "weights": self.weights.T,  # a column holds like values, so it packs better than a row
            "bias": self.bias,
            "words": np.frombuffer("\n".join(self.words).encode(), dtype=np.uint8),
            "about": np.frombuffer(json.dumps([_METHOD, dict(self.heads), self.fingerprint]).encode(), dtype=np.uint8),
        }
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, array in arrays.items():
                entry = io.BytesIO()
                np.save(entry, np.ascontiguousarray(array), allow_pickle=False)
                # A fixed date, so that learning the same twice gives the same file.
                archive.writestr(zipfile.ZipInfo(f"{name}.npy"), entry.getvalue(), zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    @classmethod
    def from_bytes(cls, packed: bytes) -> Learnt:
        """Read what `to_bytes` wrote. Raises ValueError for anything else, also for weights of another method."""
        if not zipfile.is_zipfile(io.BytesIO(packed)):
            raise ValueError("These are no learnt weights.")
        try:
            with np.load(io.BytesIO(packed), allow_pickle=False) as found:
                method, heads, fingerprint = json.loads(found["about"].tobytes())
                if method != _METHOD:
                    raise ValueError("These weights were learnt by another method.")
                return cls(
                    keys=np.cumsum(found["keys"], dtype=np.uint32),
                    rarity=found["rarity"],
                    scale=found["scale"].astype(np.float32),
                    weights=np.ascontiguousarray(found["weights"].T),
                    bias=found["bias"],
                    heads=heads,
                    words=found["words"].tobytes().decode().split("\n"),
                    fingerprint=fingerprint,
                )
        except (KeyError, TypeError, OSError, EOFError) as error:
            raise ValueError("These are no learnt weights.") from error


def fingerprint(directory: Directory) -> str:
    """A short name for everything that learning reads of a directory."""
    lines = "\n".join("\t".join(line) for line in _lines(directory))
    return hashlib.sha256(f"{_METHOD}\n{lines}".encode()).hexdigest()


def read(packed: bytes) -> Learnt | None:
    """The weights in `packed`; None when there are none that this version can use."""
    try:
        return Learnt.from_bytes(packed) if packed else None
    except ValueError:
        return None


def read_current(directory: Directory, packed: bytes) -> Learnt | None:
    """The weights in `packed`; None when there are none or they were learnt from other phrases."""
    learnt = read(packed)
    return learnt if learnt is not None and learnt.fingerprint == fingerprint(directory) else None


def saved(folder: Path) -> bytes:
    """The learnt weights that lie beside the spreadsheets in `folder`, or nothing."""
    file = folder / FILE
    return file.read_bytes() if file.is_file() else b""


def _lines(directory: Directory) -> Iterator[tuple[str, str, str]]:
    sheets = (
        directory.phrases,
        directory.urgent_phrases,
        directory.private_phrases,
        directory.expressions,
        labels_of(directory),
    )
    for sheet in sheets:
        yield from ((phrase.language, phrase.label, phrase.text) for phrase in sheet)
        yield ("", "", "")


def labels_of(directory: Directory) -> tuple[Phrase, ...]:
    """The short names of needs, which people type as they read them on the buttons."""
    return tuple(
        Phrase(language, need.id, text)
        for need in directory.needs
        if "." in need.id or need.id.startswith("adjacent:")
        for language, text in need.labels.items()
        if text
    )
