"""What the scan looks for: everything about an invented person that reaches the bot, each value like no other."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

CYRILLIC: Final = "абвгдежзиклмнопрстуфхцчшщэюя"
SHORT_IDS: Final = 4
"""People whose id has 4 bytes, as old accounts have. Four bytes turn up by chance once in 4 GB, so these few are
drawn until they are nowhere on the disk before the first conversation; all other ids take 6 bytes."""


@dataclass(frozen=True, slots=True)
class Identity:
    """One person's values. None can stand anywhere by chance: words have 9 random letters or more."""

    user_id: int
    first_name: str
    last_name: str
    username: str
    word: str
    a_number: str
    social: str
    street: str
    phone: str
    contact: str
    caption: str
    file_name: str
    place: tuple[float, float]
    inline: str
    start: str
    callback: str

    @property
    def questions(self) -> tuple[str, ...]:
        """What the person types, a sentinel in each."""
        a = self.a_number
        return (
            f"I need help with rent, {self.word}",
            f"my a-number is A{a[:3]}-{a[3:6]}-{a[6:]} and ssn {self.social}, who helps to find work?",
            f"I live at {self.street}, call me {self.phone} about a doctor",
        )

    def facts(self) -> dict[str, str]:
        """Every text by the name of the field it stands in; a leak may keep the digits of a number only."""
        latitude, longitude = self.place
        return {
            "first name": self.first_name,
            "last name": self.last_name,
            "username": self.username,
            "text": self.word,
            "A-number": self.a_number,
            "social": self.social,
            "social, digits": self.social.replace("-", ""),
            "street": self.street,
            "phone": self.phone,
            "phone, digits": self.phone.removeprefix("+"),
            "contact": self.contact.removeprefix("+"),
            "caption": self.caption,
            "file name": self.file_name,
            "latitude": str(latitude),
            "longitude": str(longitude),
            "inline query": self.inline,
            "start parameter": self.start,
            "callback": self.callback,
        }


def draw_beside(disk: Path, size: int, random: Random) -> list[Identity]:
    """Invent people of whom nothing stands in the file `disk`."""
    data = disk.read_bytes()
    return draw(random, size, lambda taken: taken in data)


def draw(random: Random, size: int, is_taken: Callable[[bytes], bool]) -> list[Identity]:
    """Invent `size` people; `is_taken` says whether bytes stand on the disk already."""
    ids: dict[int, None] = {}
    while len(ids) < min(SHORT_IDS, size):
        short = random.randrange(2**24, 2**31)
        if not any(is_taken(short.to_bytes(4, order)) for order in ("big", "little")):
            ids[short] = None
    while len(ids) < size:
        ids[random.randrange(2**40, 2**47)] = None
    return [_invent(random, user_id) for user_id in ids]


def _invent(random: Random, user_id: int) -> Identity:
    def word(letters: str = string.ascii_lowercase, size: int = 12) -> str:
        return "".join(random.choices(letters, k=size))

    def digits(size: int) -> str:
        return word(string.digits, size)

    def degrees(whole: int) -> float:
        # Ten decimals, as phones give them; listings have six.
        return round(whole + random.random(), 10)

    return Identity(
        user_id=user_id,
        first_name=f"Né{word()}",
        last_name=word(CYRILLIC, 10).capitalize(),
        username=f"{word()}_{digits(3)}",
        word=f"{word()}ñ{word(size=4)}",
        a_number=random.choice("12") + digits(8),
        social=f"666-{digits(2)}-{digits(4)}",
        street=f"{random.randint(100, 9999)} {word().capitalize()} Street NE",
        phone=f"+1{random.randint(200, 999)}555{digits(4)}",
        contact=f"+1{random.randint(200, 999)}555{digits(4)}",
        caption=f"letter of {word()}",
        file_name=f"{word()}.pdf",
        place=(degrees(35), degrees(-107)),
        inline=f"rent {word()}",
        start=f"need-{word()}_{word(size=6)}",
        callback=f"1{word()}{digits(4)}",
    )
