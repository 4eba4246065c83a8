"""The desk card: who cannot speak English shows it or reads it on the phone. Nothing that was typed stands on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.actions import ANY_LANGUAGE, Action, Screen
from bot.replies.navigation import LABEL_LENGTH, foot, screen_action
from bot.replies.reply import Button, Line, Reply, bold, italic, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.directory.catalogue import Catalogue
    from bot.directory.model import Need, Service
    from bot.i18n.spoken import SpokenLanguage
    from bot.i18n.translations import Translations, Translator

DESK_LANGUAGE: Final = "en"
"""What is spoken at the desks of this directory's services."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What to say at the desk, in general or for one service."""

    need: Need | None = None
    service: Service | None = None

    def lines(self, t: Translator, language: SpokenLanguage, style: Callable[[str], Line]) -> list[Line]:
        """The block in the translator's language."""
        name = language.name_in(t.language) if t.language.code != DESK_LANGUAGE else language.english_name
        # NOTE: said at a desk or on the phone to somebody who helps; {language} is the name of a language.
        hello = t.gettext("Hello. I speak {language}.", language=name)
        if language.is_signed:
            # NOTE: the same for a sign language, which is used and not spoken.
            hello = t.gettext("Hello. I use {language}.", language=name)
        lines = [style(hello), style(t.gettext("I need an interpreter, please."))]
        if self.need:
            # NOTE: {topic} is the label of a button, such as "Help paying rent".
            lines.append(style(t.gettext("I am calling about: {topic}.", topic=t.choose(self.need.labels))))
        if self.service and self.service.documents:
            own = self.service.translations.get(t.language.code, {}).get("documents")
            lines.append(plain(t.gettext("What to bring: {documents}", documents=own or self.service.documents)))
        return lines


def desk_card(action: Action, catalogue: Catalogue, translations: Translations) -> Reply:
    """The card for the language in `action.spoken`, else for the reader's; the list of languages for neither."""
    t = translations.translator(action.language)
    code = action.spoken or t.language.code
    language = next((row for row in translations.spoken if row.code == code), None)
    if language is None:
        return _choose_language(action, catalogue, translations)
    subject = _subject(action, catalogue)
    lines = [
        # NOTE: "this" is a card in two languages on the phone's screen.
        italic(t.gettext("Show this at the desk, or read the English part on the phone.")),
        plain(""),
        *_in_own_words(subject, language, t, translations),
        *subject.lines(translations.translator(DESK_LANGUAGE), language, bold),
    ]
    another = Button(t.gettext("I speak another language"), replace(action, spoken=ANY_LANGUAGE))
    return Reply(tuple(lines), t.language.code, ((another,), *_foot(action, catalogue, t)))


def _in_own_words(
    subject: _Subject, language: SpokenLanguage, t: Translator, translations: Translations
) -> tuple[Line, ...]:
    """The block above: in the spoken language where we have it, else in the reader's; none for an English reader."""
    own = translations.translators.get(language.code)
    if own is None and language.sentence:
        return plain(language.sentence), plain("")
    own = own or t
    if own.language.code == DESK_LANGUAGE:
        return ()
    return *subject.lines(own, language, plain), plain("")


def _choose_language(action: Action, catalogue: Catalogue, translations: Translations) -> Reply:
    t = translations.translator(action.language)
    buttons = [Button(_label(row, t), replace(action, spoken=row.code)) for row in translations.spoken]
    lines = (
        bold(t.gettext("Which language do you speak?")),
        plain(t.gettext("You get a card in English that asks for an interpreter.")),
    )
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Reply(lines, t.language.code, rows + _foot(action, catalogue, t))


def _label(language: SpokenLanguage, t: Translator) -> str:
    # The English name too, where there is room: often it is a helper who holds the phone.
    label = " · ".join(map(t.isolate, dict.fromkeys((language.name, language.english_name))))
    return label if len(label) <= LABEL_LENGTH else t.isolate(language.name)


def _subject(action: Action, catalogue: Catalogue) -> _Subject:
    service = catalogue.service(action.service)
    if service is None:
        return _Subject()
    listed = (need for key in action.origin if (need := catalogue.need(key)))
    meant_for = (catalogue.needs[need] for need in service.needs if need in catalogue.needs)
    # Who shows a card at a desk is not in the middle of a danger: "Danger to life now" would be wrong there.
    calm = (need for need in (*listed, *meant_for) if not need.id.startswith("urgent:"))
    return _Subject(next(calm, None), service)


def _foot(action: Action, catalogue: Catalogue, t: Translator) -> tuple[tuple[Button, ...], ...]:
    back = replace(action, screen=Screen.SERVICE, spoken="")
    if catalogue.service(action.service) is None:
        back = screen_action(t, Screen.HOME, partner=action.partner)
    return foot(t, back, partner=action.partner)
