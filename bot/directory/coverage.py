"""What a directory covers: the counts and gaps that staff see after a check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.directory.model import Status

if TYPE_CHECKING:
    from bot.directory.model import Directory, Need


def needs_without_service(directory: Directory) -> tuple[Need, ...]:
    """Needs of the categories that no published service helps with, in the order of the sheet."""
    covered = {need for service in directory.published for need in service.needs}
    categories = directory.area.categories
    return tuple(n for n in directory.needs if n.id.split(".")[0] in categories and "." in n.id and n.id not in covered)


def count_drafts(directory: Directory) -> int:
    """How many services are drafts: checked, but held back."""
    return sum(service.status is Status.DRAFT for service in directory.services)
