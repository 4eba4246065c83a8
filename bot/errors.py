"""Our exception tree. Programming mistakes crash; these are for what people can mend.

VecinoError
├── SettingsError        a setting is missing or wrong; the message says which and what to write
├── DirectoryError       the spreadsheets have errors; carries every problem found
├── NoReleaseError       nothing has been published yet
├── UndoError            there is no earlier release to go back to, or the live one is another by now
├── LearningError        the weights of the phrases could not be learnt in a process of its own
├── FolderChangingError  somebody is writing into the folder of the spreadsheets at this moment
├── KeptElsewhereError   a table that was sent comes from the web; the message is its name
├── UnwritableWorkbookError  a workbook cannot be changed without harm; the message is its name
├── OpenElsewhereError   a file to write is open in a spreadsheet program; the message is its name
├── SilenceError         Telegram has not answered for so long that a new start is better
└── CatalogueError       a translation catalogue is missing or broken
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.directory.problems import Problem


class VecinoError(Exception):
    """Base of all errors whose message is written for a person to act on."""


class SettingsError(VecinoError):
    """A setting is missing or wrong."""


class DirectoryError(VecinoError):
    """The directory cannot be published; `problems` lists everything that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems in the directory")
        self.problems = tuple(problems)


class NoReleaseError(VecinoError):
    """No release has been published into the database yet."""


class UndoError(VecinoError):
    """The last publication cannot be taken back."""


class LearningError(VecinoError):
    """The weights of the phrases could not be learnt; most likely the memory was too small."""


class FolderChangingError(VecinoError):
    """The folder of the spreadsheets is not the same before and after it was read."""


class KeptElsewhereError(VecinoError):
    """A table that was sent comes from a published sheet, so that the folder is not where it is kept."""


class UnwritableWorkbookError(VecinoError):
    """A table cannot be put into the workbook that holds it without changing something else."""


class OpenElsewhereError(VecinoError):
    """A file that would be written is open in a spreadsheet program, which would put its own copy over ours.

    `sign` is the small file that the program keeps beside it; after a crash that stays behind.
    """

    def __init__(self, file: str, sign: str) -> None:
        super().__init__(file)
        self.sign = sign


class SilenceError(VecinoError):
    """Telegram has not answered our polls for too long."""


class CatalogueError(VecinoError):
    """A translation catalogue is missing or cannot be read."""
