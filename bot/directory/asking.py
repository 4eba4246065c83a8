"""Texts must never ask a resident about immigration status, papers or identity numbers.

A first version for English and Spanish, one sentence at a time: a question about such a thing, or a request to
hand it over. Sentences that only inform ("your status does not matter") pass.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")

_PRIVATE = re.compile(
    r"""\b(
    (immigration|immigrant|migratory|legal|residency|visa|citizenship)\ status
    | (immigration|legal|your)\ papers
    | undocumented | (u\.?s\.?\ )?citizens? | nationality | country\ of\ birth | born | visa | green\ card
    | (passport|social\ security|alien|registration)\ numbers? | ssn | itin | a-?numbers? | date\ of\ birth
    | (estatus|estado|situaci[oó]n|condici[oó]n)\ (migratori[oa]|legal) | papeles | indocumentad[oa]s?
    | ciudadan[oa]s? | nacionalidad | pa[ií]s\ de\ (nacimiento|origen) | naci[oó] | naciste | fecha\ de\ nacimiento
    | n[uú]meros?\ de(l)?\ (seguro\ social|pasaporte|registro|extranjero)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_REQUEST = re.compile(
    r"""^\W*(please\ |por\ favor,?\ )?(tell|send|give|enter|write|type|provide|state|share|show|upload|attach|text
    |d[ií]ga(nos|me)?|env[ií]e(nos)?|mande(nos)?|d[eé](nos|me)?|escriba|indique|proporcione|comparta|muestre|suba|ponga)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_NEGATION = re.compile(r"\b(not|never|don't|don’t|without|no|nunca|sin)\b", re.IGNORECASE)


def find_private_question(text: str) -> str | None:
    """The first sentence that asks for status, papers or an identity number; None when there is none."""
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if not _PRIVATE.search(sentence):
            continue
        requested = _REQUEST.search(sentence) and not _NEGATION.search(sentence)
        if sentence.endswith("?") or requested:
            return sentence
    return None
