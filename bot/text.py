"""One way to read text: `normalize` and `tokenize` serve the index, the query and the checks alike.

Folding is deliberately lossy. People type without accents, with Arabic or Persian letter forms, with digits
of any script, in traditional or simplified characters; whatever the phrases in the directory use, both sides
meet in the same folded form.
"""

from __future__ import annotations

import re
import unicodedata

from opencc import OpenCC

MAX_CHARACTERS = 4096
"""Telegram's limit for a message; what a caller sends beyond it is not read."""

# A Vietnamese letter becomes three signs at most, but a single Arabic one a whole sentence of eighteen.
_MAX_FOLDED = 3 * MAX_CHARACTERS

# Letters that decomposition leaves alone although people type the plain one.
_FOLDED_LETTERS = str.maketrans(
    {
        "đ": "d",
        "ł": "l",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ك": "ک",  # Arabic and Persian kaf and ye are typed interchangeably
        "ي": "ی",
        "ى": "ی",
        "ې": "ی",
        "ۍ": "ی",
        "ة": "ه",  # ta marbuta is often written as ha
        "ۀ": "ه",
        "ګ": "گ",
        "ټ": "ت",
        "ـ": None,  # tatweel
        "ь": None,  # often dropped, and absent in romanised typing
        "ъ": None,
        "’": "'",
        "ʼ": "'",
        "`": "'",
    }
)
# Pictures that people send in place of a word; Unicode's name for them is that word, in English.
_TELLING_PICTURES = frozenset("🦷🔥💊🤰👶👓🚌🍞🍼🏥🚑💉🎓🩸🛏🪑🧥🚗🏫🩺🥫👵👴🔌🚿🪳🐀🧾")
_ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_SENTENCE_END = re.compile(r"[.!?;:,\n。！？；，،؛؟…]+")
_MOST_SENTENCES = 24
_ANY_HAN = re.compile(rf"[{_HAN}]")
_TO_SIMPLIFIED = OpenCC("t2s")
_PIECE = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")


def normalize(text: str) -> str:
    """Fold `text` for comparison: NFKC, case, accents, letter forms, digits of all scripts, elongation.

    Zero-width and direction marks vanish. A zero-width non-joiner splits nothing: Persian words are typed
    with it, without it and with a space, and the index copes with all three.
    """
    text = text[:MAX_CHARACTERS].casefold()
    if text.isascii():  # nothing to fold: most of English, and all romanised typing
        return _unify(text.translate(_FOLDED_LETTERS))
    text = text.encode(errors="ignore").decode()  # half of a surrogate pair is no character; OpenCC stumbles over it
    if _ANY_HAN.search(text):
        text = _TO_SIMPLIFIED.convert(text)
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    kept = []
    for char in folded[:_MAX_FOLDED]:
        if char.isascii():
            kept.append(char)
            continue
        category = unicodedata.category(char)
        if category in ("Mn", "Cf"):
            continue
        if category == "Nd":
            char = str(unicodedata.decimal(char))
        elif char in _TELLING_PICTURES:
            char = f" {unicodedata.name(char).casefold()} "
        kept.append(char)
    return _unify("".join(kept).translate(_FOLDED_LETTERS))


def _unify(folded: str) -> str:
    return _APOSTROPHE.sub("", _ELONGATED.sub(r"\1", folded))


def tokenize(normalized: str) -> list[str]:
    """Split normalised text into words; a run of Chinese characters stays one piece."""
    return _PIECE.findall(normalized)


def is_han(piece: str) -> bool:
    """Say whether a piece from `tokenize` is written in Chinese characters."""
    return "\u3400" <= piece[0] <= "\u9fff" or "\uf900" <= piece[0] <= "\ufaff"


def words(text: str) -> list[str]:
    """Normalise and tokenise in one step."""
    return tokenize(normalize(text))


def sentences(normalized: str) -> list[list[str]]:
    """The words of each part between punctuation marks that holds any; what follows the last of many is one part.

    Put together they are the words of the text, since no word holds a punctuation mark.
    """
    parts = _SENTENCE_END.split(normalized, maxsplit=_MOST_SENTENCES)
    return [pieces for part in parts if (pieces := tokenize(part))]
