"""A lexicon over a few phrases, learnt as a release learns it."""

from __future__ import annotations

from bot.directory.model import Area, Directory, Phrase
from bot.lexicon.vocabulary import Lexicon

AREA = Area(name="Vecino", country="US", state="NM", time_zone="America/Denver", phone_region="US", categories=())

PHRASES = (
    Phrase("en", "rent", "help with rent"),
    Phrase("en", "rent", "I cannot pay my rent"),
    Phrase("en", "teeth", "a dentist for my tooth"),
    Phrase("en", "teeth", "my tooth hurts"),
    Phrase("es", "rent", "ayuda con la renta"),
    Phrase("es", "teeth", "me duele una muela"),
    Phrase("zh", "rent", "交不起房租"),
    Phrase("zh", "teeth", "牙很痛"),
)
URGENT = (
    Phrase("en", "crisis", "I want to die"),
    Phrase("en", "emergency", "he is not breathing"),
    Phrase("en", "none", "dying my hair"),
)
PRIVATE = (Phrase("en", "status", "I have no papers"), Phrase("en", "none", "what papers do I bring"))
EXPRESSIONS = (
    Phrase("en", "filler", "please"),
    Phrase("en", "filler", "thank you so much"),
    Phrase("en", "free", "for free"),
    Phrase("en", "unwanted", "i do not want"),
    Phrase("en", "contrast", "but"),
    Phrase("zh", "free", "免费"),
    Phrase("zh", "filler", "谢谢"),
)


def directory_of(
    phrases: tuple[Phrase, ...] = PHRASES,
    urgent: tuple[Phrase, ...] = URGENT,
    private: tuple[Phrase, ...] = PRIVATE,
    expressions: tuple[Phrase, ...] = EXPRESSIONS,
) -> Directory:
    return Directory(AREA, (), (), (), (), phrases, urgent, private, expressions)


def lexicon_of(directory: Directory | None = None) -> Lexicon:
    return Lexicon.of(directory or directory_of())
