"""The pages for people: what one points to is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|tg:|mailto:)([^)#]*)(?:#([^)]+))?\)")


def anchors(page: Path) -> set[str]:
    """The names of a page's headings, made as repository hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path, text: str) -> list[str]:
    """The links of `text`, standing in `page`, that lead nowhere."""
    broken = []
    for name, anchor in LINK.findall(text):
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(f"{name}#{anchor}")
    return broken


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text(encoding="utf-8")) == []


def test_a_link_to_nowhere_is_found() -> None:
    readme = ROOT / "README.md"
    assert broken_links(readme, "[x](docs/no-such-page.md) [y](#no-such-heading) [z](docs/running.md#the-token)") == [
        "docs/no-such-page.md#",
        "#no-such-heading",
    ]


def test_the_card_for_a_stolen_token_is_three_steps_at_botfather() -> None:
    card = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("> **")]
    assert [line[4:6] for line in card] == ["1.", "2.", "3."]
    assert "@BotFather" in card[0]
