from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from bot.staff.html_report import html_report
from bot.staff.language import staff_translator
from tests.staff.sample import empty, over, phone

VOID = {"meta"}


class Reader(HTMLParser):
    """Refuses what is not closed in its place; keeps the texts by tag."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append((self.open[-1], data.strip()))


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def test_a_page_tells_everything_in_words_under_headings() -> None:
    page = read(html_report([phone(4, "12"), over(7)], staff_translator("en"), ["Nothing can be published yet."]))
    assert page.texts == [
        ("title", "Check of the directory"),
        ("h1", "Check of the directory"),
        ("p", "1 error, 1 warning."),
        ("p", "Nothing can be published yet."),
        ("h2", "services.csv"),
        ("strong", "ERROR"),
        ("bdi", "row 4, column G “phone”: 12"),
        ("p", "Nobody can be called at this number."),
        ("p", "What to do: Write it like 505-555-0123."),
        ("strong", "WARNING"),
        ("bdi", "row 7, column H “alert_until”: 2020-01-01"),
        ("p", "This notice is over."),
        ("p", "What to do: Empty “alert”."),
    ]


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    source = html_report([phone(4, "12")], staff_translator("en"))
    page = read(source)
    assert not {tag for tag, _ in page.attributes} & {"script", "img", "link", "iframe"}
    assert not any(name in ("src", "href") or name.startswith("on") for _, a in page.attributes for name in a)
    assert "default-src 'none'" in source and "url(" not in source and "@import" not in source
    assert "prefers-color-scheme: dark" in source and "@media print" in source


def test_a_page_says_its_language() -> None:
    assert '<html lang="es">' in html_report([], staff_translator("es"))
    assert "No se encontró ningún problema." in html_report([], staff_translator("es"))


def test_cells_and_names_of_files_are_text_and_never_markup() -> None:
    nasty = "</li><script>alert(1)</script>&amp;"
    page = html_report([replace(phone(4, nasty), file=nasty, column=nasty)], staff_translator("en"))
    assert "<script" not in page and "&lt;script&gt;" in page and "&amp;amp;" in page
    assert ("h2", nasty) in read(page).texts


def test_all_rows_stand_in_the_report() -> None:
    assert ", 100, 101," in html_report([empty(row) for row in range(2, 102)], staff_translator("en"))
