"""How publishing and undoing have ended, in the language of staff."""

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


def say_none_yet(t: Translator) -> str:
    """There is no release to list or to undo."""
    return t.gettext("Nothing is published yet. Run: vecino publish")


def headings_of_releases(zone: str, t: Translator) -> tuple[str, str, str]:
    """Over the number of a release, the time it was published in `zone`, and how many services it has."""
    return t.gettext("release"), t.gettext("published ({zone})", zone=zone), t.gettext("services")


def say_live(t: Translator) -> str:
    """Beside one release of several."""
    return t.gettext("residents see this one")


def say_undone(number: int, before: int, t: Translator) -> str:
    """Residents see release `before` again."""
    return t.gettext(
        "Undone: residents see release {before} again, not {number}.", before=str(before), number=str(number)
    )


def say_not_undone(t: Translator) -> str:
    """Somebody was faster, or this was the first release."""
    return t.gettext("Nothing was undone: another release is live by now, or no earlier one is kept.")


def say_still_there(t: Translator) -> str:
    """Undoing changes no spreadsheet."""
    return t.gettext("The spreadsheets still hold what was undone. Mend them before you publish again.")


def say_unwritable(error: str, t: Translator) -> tuple[str, str]:
    """The database failed; `error` is the kind of failure."""
    return (
        t.gettext("The database cannot be written ({error}). Nothing was changed.", error=error),
        t.gettext("Check that DATABASE_URL is right, that the folder may be written to and the disk is not full."),
    )
