"""A reply as values: lines of text and rows of buttons. Which wire it goes out on is not known here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.actions import Action
    from bot.directory.model import Service


class Style(StrEnum):
    """How a span of text stands out."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one style; never markup."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a message: one fact."""

    spans: tuple[Span, ...] = ()

    def __str__(self) -> str:
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what a tap on it does: an Action of ours, a web address, a text to copy, a card to send."""

    label: str
    action: Action | None = None
    url: str = ""
    copy: str = ""
    share: Service | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """One message: its lines and the rows of buttons below it. `language` is that of its text.

    `listed` opens the list that an answer to a question shows, for the ZIP code or the place that may follow.
    `noticed_private` says that what is answered held private data, so that it should not stay in the chat.
    """

    lines: tuple[Line, ...]
    language: str
    rows: tuple[tuple[Button, ...], ...] = ()
    listed: Action | None = None
    noticed_private: bool = False

    def __str__(self) -> str:
        return "\n".join(str(line) for line in self.lines)

    @property
    def choices(self) -> tuple[Action, ...]:
        """The actions of the buttons in reading order: what the typed numbers 1, 2, 3 mean."""
        return tuple(button.action for row in self.rows for button in row if button.action)


def plain(text: str) -> Line:
    """A line in plain style; an empty string makes an empty line."""
    return Line((Span(text),)) if text else Line()


def bold(text: str) -> Line:
    """A line in bold."""
    return Line((Span(text, Style.BOLD),))


def italic(text: str) -> Line:
    """A line in italics."""
    return Line((Span(text, Style.ITALIC),))
