"""Texts must never ask a resident about immigration status, papers, origin or identity numbers.

One sentence at a time, in each language that we answer in: a question about such a thing, or a request to hand it over.
Sentences that only inform ("your status does not matter") and those that say not to send it pass.
"""

from __future__ import annotations

import re
import unicodedata

from bot.directory.asking_words import ASKING

_SENTENCE = re.compile(r"[^.!?؟。！？\n]*[.!?؟。！？\n]?")
# Vowel signs, the stretched line of Arabic, and what only directs or joins letters: spelling differs by these alone.
_MARKS = re.compile("[\u0640\u064b-\u0652\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_ENDS_ASKING = re.compile(r"[?？؟][\W_]*$")


def find_private_question(text: str) -> str | None:
    """The first sentence that asks for status, papers, origin or an identity number; None when there is none."""
    return next((sentence for sentence in map(str.strip, _SENTENCE.findall(text)) if _asks(sentence)), None)


def _asks(sentence: str) -> bool:
    plain = _MARKS.sub("", unicodedata.normalize("NFC", sentence)).replace("’", "'")
    for words in ASKING.values():
        if not words.private.search(plain):
            continue
        requested = words.request.search(plain) and not words.negation.search(plain)
        if requested or words.question.search(plain) or _ENDS_ASKING.search(plain):
            return True
    return False
