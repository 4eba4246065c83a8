"""Who has read the texts of a language, said to those who read them. An original has no translation to speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.replies.reply import Line, italic

if TYPE_CHECKING:
    from bot.i18n.locales import Languages
    from bot.i18n.translations import Translator


def own_review(t: Translator) -> tuple[Line, ...]:
    """How far the translator's language is; nothing for the original and for what a human speaker has read."""
    said = {
        "draft": t.gettext("This translation is a draft. Nobody who grew up with it has read it yet."),
        "second-read": t.gettext("This translation was read twice, but not yet by a native speaker."),
    }
    return _italic(said.get(_review(t), ""))


def brief_review(t: Translator) -> str:
    """The same in a word or two, for a card that has no room."""
    said = {
        # NOTE: in brackets behind a line for somebody in danger: as short as can be
        "draft": t.gettext("draft translation"),
        # NOTE: in brackets behind a line for somebody in danger: as short as can be
        "second-read": t.gettext("translation read twice"),
    }
    return said.get(_review(t), "")


def all_reviews(languages: Languages, t: Translator) -> tuple[Line, ...]:
    """How far each interface language is, one line for all in the same state."""
    drafts, read = (
        t.listed([row.name for row in languages.interface if row.review == review and not row.is_original])
        for review in ("draft", "second-read")
    )
    return (
        *_italic(drafts and t.gettext("Draft translations: {languages}.", languages=drafts)),
        *_italic(read and t.gettext("Read twice, but not yet by a native speaker: {languages}.", languages=read)),
    )


def _review(t: Translator) -> str:
    return "" if t.language.is_original else t.language.review


def _italic(text: str) -> tuple[Line, ...]:
    return (italic(text),) if text else ()
