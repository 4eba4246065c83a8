"""Walks every screen that buttons lead to, and says what is wrong with each: one rule, one function.

Pure: it asks `show` and `respond`, never a chat. A new rule is a function and a line in RULES.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.actions import Action, Screen, decode_callback, encode_callback, need_key, service_key
from bot.chat.send import TEXT_LIMIT
from bot.pipeline import Question, respond
from bot.replies import erasing, notices
from bot.replies.screens import show
from tests.guards.test_outgoing_texts import faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.i18n.translations import Translations, Translator
    from bot.pipeline import LiveRelease
    from bot.replies.reply import Reply

LONGEST_LABEL: Final = 30
MOST_NARROWED: Final = 2
"""Each filter alone and each pair: all of them together are too many screens to walk."""
LISTS: Final = (Screen.RESULTS, Screen.MORE_FILTERS, Screen.NEAR)
NARROWED: Final = (Screen.RESULTS, Screen.MORE_FILTERS)
PAGED: Final = LISTS
WIDEST_ROW: Final = 8
CALLBACK_BYTES: Final = 64
OPEN, CLOSE = "\u2068", "\u2069"
_RIGHT_TO_LEFT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LATIN: Final = re.compile(r"[A-Za-z]{2,}|\+?\d[\d -]+\d")


@dataclass(frozen=True, slots=True)
class World:
    """What is walked through, in one language."""

    release: LiveRelease
    translations: Translations
    language: str
    now: datetime

    def open(self, action: Action) -> Reply:
        """What a tap on a button with this action shows."""
        properties = self.release.index.properties
        return show(action, self.release.catalogue, self.translations, properties=properties, now=self.now)

    def ask(self, text: str) -> Reply:
        """What a person who chose the language gets for a text."""
        question = Question(text, hint=self.language, chosen_language=self.language)
        return respond(question, self.release, self.translations, self.now)


@dataclass(frozen=True, slots=True)
class Seen:
    """A reply and where it was met: an action, or the words that were typed."""

    where: Action | str
    reply: Reply

    @property
    def texts(self) -> tuple[str, ...]:
        """Every line and every label."""
        labels = (button.label for row in self.reply.rows for button in row)
        return (*map(str, self.reply.lines), *labels)


Rule = Callable[[Seen, World], Iterator[str]]

NOTICES: Final[tuple[Callable[[Translator], Reply], ...]] = (
    notices.stale_button,
    notices.too_fast,
    lambda t: erasing.cannot_read_this(t, None),
    lambda t: erasing.cannot_read_this(t, True),
    lambda t: erasing.cannot_read_this(t, False),
    notices.no_such_choice,
    lambda t: notices.try_again(t, "1234"),
    lambda t: erasing.forgotten(t, is_erased=True, is_whole=True),
    lambda t: erasing.forgotten(t, is_erased=False, is_whole=False),
)
"""What is said when something is not as the person hoped."""


def walk(world: World, *questions: str) -> Iterator[Seen]:
    """Home and all that its buttons lead to, what only commands and links open, and the answers to `questions`."""
    asked = [Seen(text, world.ask(text)) for text in questions]
    yield from asked
    t = world.translations.translator(world.language)
    yield from (Seen("notice", notice(t)) for notice in NOTICES)
    queue = deque(Action(screen, world.language) for screen in (Screen.HOME, *Screen))
    queue.extend(action for seen in asked for action in seen.reply.choices)
    queue.extend(linked(world))
    met: set[Action] = set()
    while queue:
        action = queue.popleft()
        # The language picker leads into other languages, which are walks of their own.
        alike = _alike(action)
        if alike in met or action.language != world.language or _ways_to_narrow(action) > MOST_NARROWED:
            continue
        met.add(alike)
        seen = Seen(action, world.open(action))
        yield seen
        queue.extend(seen.reply.choices)


def _alike(action: Action) -> Action:
    """The same for actions whose screens differ only in where Back leads, or by a language and a service at once."""
    if action.screen in NARROWED:
        return action
    if action.screen in (Screen.DESK, Screen.SEND_IN) and action.spoken:
        action = replace(action, service="")
    return replace(action, filters=frozenset(), near="", origin=(), page=action.page if action.screen in PAGED else 0)


def _ways_to_narrow(action: Action) -> int:
    return len(action.filters) + bool(action.spoken and action.screen in LISTS) + bool(action.near)


def linked(world: World) -> Iterator[Action]:
    """What the links of partners open: each need with services, each service."""
    catalogue = world.release.catalogue
    for need in catalogue.needs:
        if catalogue.services_for(need):
            yield Action(Screen.RESULTS, world.language, need=need_key(need))
    for service in catalogue.services:
        yield Action(Screen.SERVICE, world.language, service=service_key(service))


def judge(world: World, *questions: str) -> list[str]:
    """Every fault of every screen, each with where it is. Empty is what is wanted."""
    return [
        f"{seen.where}: {fault}" for seen in walk(world, *questions) for rule in RULES for fault in rule(seen, world)
    ]


def too_long(seen: Seen, world: World) -> Iterator[str]:
    """Telegram takes 4,096 characters; the strictest reading counts UTF-16 units."""
    length = len(str(seen.reply).encode("utf-16-le")) // 2
    if not 0 < length <= TEXT_LIMIT:
        yield f"the text has {length} characters"


def crowded(seen: Seen, world: World) -> Iterator[str]:
    """Buttons that a phone cannot show."""
    for row in seen.reply.rows:
        if not 0 < len(row) <= WIDEST_ROW:
            yield f"a row has {len(row)} buttons"
        yield from (f"a label is too long: {b.label}" for b in row if not 0 < len(b.label) <= LONGEST_LABEL)


def lost_on_the_wire(seen: Seen, world: World) -> Iterator[str]:
    """Buttons whose data is too large, or means something else when it comes back."""
    languages = world.translations.languages
    for row in seen.reply.rows:
        for button in row:
            if button.action is None:
                if button.copy or button.share:
                    continue
                if not button.url.startswith("https://") and not button.url.startswith("http://"):
                    yield f"nothing behind {button.label}"
                continue
            wanted = languages.find(button.action.language)
            data = encode_callback(button.action, wanted.number if wanted else 0)
            if len(data.encode()) > CALLBACK_BYTES:
                yield f"{len(data.encode())} bytes behind {button.label}"
            if decode_callback(data, languages.numbers) != button.action:
                yield f"another action comes back from {button.label}"


def dead_end(seen: Seen, world: World) -> Iterator[str]:
    """Screens without a way on, and buttons to what is gone."""
    if not seen.reply.choices:
        yield "no button leads on"
    gone = world.translations.translator(world.language).gettext(
        "This is not on our list any more. Please choose again."
    )
    if isinstance(seen.where, Action) and (seen.where.need or seen.where.service) and gone in str(seen.reply):
        yield "its target is gone"


def far_from_home(seen: Seen, world: World) -> Iterator[str]:
    """Home is two taps away at most."""
    choices = [choice for choice in seen.reply.choices if choice.language == seen.reply.language]
    if not _leads_home(choices) and not any(_leads_home(world.open(choice).choices) for choice in choices):
        yield "Home is more than two taps away"


def _leads_home(choices: Iterable[Action]) -> bool:
    return any(choice.screen is Screen.HOME for choice in choices)


def open_isolates(seen: Seen, world: World) -> Iterator[str]:
    """Every isolate is closed on its line."""
    for text in seen.texts:
        depth = 0
        for char in text:
            depth += (char == OPEN) - (char == CLOSE)
            if depth < 0:
                break
        if depth:
            yield f"an isolate is not closed, or closed twice: {text}"


def bare_latin(seen: Seen, world: World) -> Iterator[str]:
    """In a line with right-to-left letters, Latin words and numbers have a direction of their own."""
    for text in seen.texts:
        bare = outside_isolates(text)
        if _RIGHT_TO_LEFT.search(bare):
            yield from (f"not isolated: {run} in {text}" for run in _LATIN.findall(bare))


def outside_isolates(text: str) -> str:
    """The text without what stands in isolates."""
    depth, kept = 0, []
    for char in text:
        depth += char == OPEN
        kept.append(char if depth == 0 else " ")
        depth -= char == CLOSE
    return "".join(kept)


def asks_privately(seen: Seen, world: World) -> Iterator[str]:
    """Nothing asks for status, papers or numbers, frightens or promises too much."""
    yield from faults(("it asks or frightens", text) for text in seen.texts)


RULES: Final[tuple[Rule, ...]] = (
    too_long,
    crowded,
    lost_on_the_wire,
    dead_end,
    far_from_home,
    open_isolates,
    bare_latin,
    asks_privately,
)
