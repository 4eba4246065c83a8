"""How publishing on a terminal has ended, in the language of the report above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.i18n.translations import Translator
    from bot.storage.releases import Publication


def say_refused(t: Translator) -> str:
    """Errors hold it back."""
    return t.gettext("What residents see stays as it was.")


def say_doubtful(t: Translator) -> str:
    """Nobody has said yet that all of it is right."""
    return t.gettext("Nothing was published. If all of this is right: vecino publish --yes-i-checked")


def say_done(done: Publication, t: Translator, *, is_first: bool) -> str:
    """What residents see now. From the first release there is no way back."""
    number = str(done.release_id)
    if not done.is_new:
        return t.gettext("Release {number} already holds exactly this. Nothing was changed.", number=number)
    if is_first:
        return t.gettext("Published as release {number}.", number=number)
    return t.gettext("Published as release {number}. To take it back: vecino undo", number=number)


def say_unwritable(error: str, t: Translator) -> tuple[str, str]:
    """The database failed; `error` is the kind of failure."""
    return (
        t.gettext("The database cannot be written ({error}). Nothing was changed.", error=error),
        t.gettext("Check that DATABASE_URL is right, that the folder may be written to and the disk is not full."),
    )
