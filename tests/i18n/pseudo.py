"""A pseudo-language: every text of the program in letters that no language here has, placeholders and commands kept.

What comes out of a screen in plain Latin letters did not go through a catalogue. Names of months and of languages come
from Georgian, whose script is its own too.
"""

from __future__ import annotations

import gettext
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.directory.catalogue import Catalogue
from bot.directory.schema import TRANSLATABLE
from bot.i18n.locales import Language, Languages
from bot.i18n.translations import Translations, Translator
from bot.pipeline import LiveRelease

if TYPE_CHECKING:
    from bot.directory.model import Directory

CODE: Final = "qps"
_KEPT: Final = re.compile(r"\{\w*\}|/[a-z]+")
_LETTERS: Final = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵĥíĵķłɱñóƥɋŕśţúṽŵẋýžÁɃĆĐÉƑǴĤÍĴĶŁⱮÑÓƤɊŔŚŢÚṼŴẊÝŽ",
)


def pseudo(text: str) -> str:
    """Accented, a third longer, in brackets that show where a text was cut off or put together from pieces."""
    kept = _KEPT.findall(text)
    pieces = [piece.translate(_LETTERS) for piece in _KEPT.split(text)]
    spelled = "".join(piece + word for piece, word in zip(pieces, [*kept, ""], strict=True))
    return f"[!! {spelled}{'~' * (len(text) // 3)} !!]"


class PseudoCatalogue(gettext.NullTranslations):
    """Translates whatever it is asked."""

    def gettext(self, message: str) -> str:
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)


def pseudo_translations(languages: Languages) -> Translations:
    """Every language is answered in the pseudo-language."""
    row = Language(CODE, 62, "[Ƥśéúđó]", "Pseudo", "ltr", "", "en", True, True, "draft", locale="ka")
    others = tuple(replace(other, interface=False, fallback=CODE) for other in languages.rows)
    return Translations(Languages((row, *others)), {CODE: Translator(row, PseudoCatalogue())})


def pseudo_release(release: LiveRelease) -> LiveRelease:
    """A release whose directory is translated into the pseudo-language, as far as staff can translate it."""
    return replace(release, catalogue=Catalogue.of(_translated(release.catalogue.directory)))


def _translated(directory: Directory) -> Directory:
    return replace(
        directory,
        needs=tuple(replace(n, labels={**n.labels, CODE: pseudo(n.labels["en"])}) for n in directory.needs),
        hotlines=tuple(
            replace(line, purposes={**line.purposes, CODE: pseudo(line.purpose)}) for line in directory.hotlines
        ),
        services=tuple(
            replace(s, translations={CODE: {name: pseudo(text) for name in TRANSLATABLE if (text := getattr(s, name))}})
            for s in directory.services
        ),
    )
