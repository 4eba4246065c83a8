"""Z3: what buttons carry. python -m bench.codec [--strings 1000000] [--out FILE].

Anybody can make data with a right checksum, since the way it is made is public: so such data is read too.
"""

from __future__ import annotations

import random
import string
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bench.cases import Case, report
from bench.matching import ROOT, build_release
from bench.shapes import ODD, Shapes
from bot.actions import (
    FILTERS,
    LENGTH,
    VERSION,
    Action,
    Screen,
    decode_callback,
    encode_callback,
    need_key,
    service_key,
)
from bot.i18n.locales import read_languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.directory.catalogue import Catalogue
    from bot.i18n.locales import Languages

LIMIT: Final = 64
"""Bytes of a button's data (Bot API, InlineKeyboardButton)."""
_SIGNS: Final = string.ascii_letters + string.digits + "-_"
_ALL_SIGNS: Final = (*_SIGNS, *(chr(code) for code in range(128)), *"éñ租ﷺ👓\ud800\udfff\u202e\x00", *ODD)


def forge(draw: random.Random, real: str) -> str:
    """A string that did not come from us, at most 64 bytes long, more or less like one that did."""
    match draw.randrange(4):
        case 0:
            text = "".join(draw.choices(_ALL_SIGNS, k=draw.randint(0, LIMIT)))
        case 1:
            text = real
            for _ in range(draw.randint(1, 3)):
                at = draw.randrange(len(text) + 1)
                text = text[:at] + draw.choice(("", *_ALL_SIGNS)) + text[at + draw.randint(0, 2) :]
        case 2:
            text = VERSION + "".join(draw.choices(_SIGNS, k=LENGTH - 1))
        case _:  # everything in its place but the contents, with the checksum that belongs to them
            letters = "".join(draw.choices(_SIGNS if draw.random() < 0.7 else _ALL_SIGNS, k=LENGTH))
            body = (VERSION + letters)[:6] + draw.choice([*Screen, "?"]) + letters[7:]
            body = body[: LENGTH - 3].encode(errors="replace").decode()
            text = body + service_key(body)[:3]  # the checksum is a shorter key of the same kind
    while len(text.encode(errors="surrogatepass")) > LIMIT:
        text = text[:-1]
    return text


def read_forged(strings: int, catalogue: Catalogue, languages: Languages) -> Case:
    """Reading never raises, and what is read can be written again and is then read the same."""
    draw = random.Random(strings)
    shapes = Shapes(draw, catalogue, languages)
    numbers = {code: number for number, code in languages.numbers.items()}
    real = [encode_callback(shapes.action(), draw.choice(list(numbers.values()))) for _ in range(200)]
    faults, understood = 0, 0
    for _ in range(strings):
        try:
            action = decode_callback(forge(draw, draw.choice(real)), languages.numbers)
            if action is not None:
                understood += 1
                again = encode_callback(action, numbers[action.language or "en"])
                read = decode_callback(again, languages.numbers)
                faults += read is None or read.service != action.service or len(again.encode()) > LIMIT
        except Exception:
            faults += 1
    got = f"{faults} ({understood:,} had a right checksum)"
    return Case("Z3 reading forged data", f"{strings:,} strings", "0 errors", got, not faults and understood > 0)


def round_trips(states: int, catalogue: Catalogue, languages: Languages) -> Case:
    """A state comes back as it was written, sampled over all fields at once."""
    shapes, draw = Shapes(random.Random(states), catalogue, languages), random.Random(states)
    changed = 0
    for _ in range(states):
        language = draw.choice(languages.rows)
        action = _valid(shapes.action(), language.code)
        changed += decode_callback(encode_callback(action, language.number), languages.numbers) != action
    return Case("Z3 round trip", f"{states:,} states", "0 changed", f"{changed}", not changed)


def _valid(action: Action, language: str) -> Action:
    spoken = action.spoken.strip("-")  # the only value of `Shapes` that no screen of ours writes
    return Action(
        *(action.screen, language, action.partner, action.service, action.need, action.origin, action.page),
        *(action.filters, spoken, action.near),
    )


def longest(catalogue: Catalogue, languages: Languages) -> Case:
    """The longest data of the whole directory in every language, with each filter, all of them and none."""
    filters = [frozenset[str](), frozenset(FILTERS), *(frozenset({name}) for name in FILTERS)]
    lengths = {
        len(encode_callback(action, language.number).encode())
        for action in _everything(catalogue, filters)
        for language in languages.rows
    }
    count = (len(catalogue.services) + len(catalogue.needs)) * len(filters) * len(languages.rows)
    return Case("Z3 longest data", f"{count:,} buttons", f"<= {LIMIT} bytes", f"{max(lengths)}", max(lengths) <= LIMIT)


def _everything(catalogue: Catalogue, filters: list[frozenset[str]]) -> Iterator[Action]:
    origin = tuple(need_key(id) for id in list(catalogue.needs)[:3])
    for chosen, id in product(filters, catalogue.services):
        yield Action(Screen.SERVICE, "", "abc1", service_key(id), "", origin, 62, chosen, "ase", "87102")
    for chosen, id in product(filters, catalogue.needs):
        yield Action(Screen.RESULTS, "", "abc1", "", need_key(id), origin, 62, chosen, "ase", "87102")


def run(strings: int, catalogue: Catalogue, languages: Languages) -> list[Case]:
    """All three rows."""
    return [
        read_forged(strings, catalogue, languages),
        round_trips(strings // 5, catalogue, languages),
        longest(catalogue, languages),
    ]


def main(
    strings: Annotated[int, typer.Option(help="How many forged strings; a fifth as many states go round.")] = 1_000_000,
    out: Annotated[Path | None, typer.Option(help="Write the rows here too.")] = None,
) -> None:
    """Measure and print the table."""
    catalogue = build_release(ROOT / "directory_data").catalogue
    if not report(run(strings, catalogue, read_languages()), out):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
