from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.entities import Entity, Text, cut
from bot.demo.formatting import read
from bot.demo.markup import parse_html, write_html
from bot.demo.refusals import RefusedError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(TEXTS)
def test_escaped_text_comes_through_unchanged(text: str) -> None:
    assert parse_html(html.escape(text)) == Text(text)


@given(st.lists(st.tuples(st.sampled_from(["b", "i", "u", "s", "tg-spoiler", "blockquote"]), TEXTS), max_size=5))
def test_what_is_written_can_be_read_again(pieces: list[tuple[str, str]]) -> None:
    source = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in pieces)
    text = parse_html(source)
    assert parse_html(write_html(text)) == text
    assert text.plain == "".join(piece for _, piece in pieces)
    assert [cut(text.plain, entity) for entity in text.entities] == [piece for _, piece in pieces if piece]


@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_html(text)
    except RefusedError as refusal:
        assert refusal.description.startswith("Bad Request: can't parse entities: ")


def test_positions_count_utf16_units() -> None:
    assert parse_html("🌶 <b>🌶ñ</b>").entities == (Entity("bold", 3, 3),)


@pytest.mark.parametrize(
    ("source", "kind", "detail"),
    [
        ('<a href="https://example.org/?a=1&amp;b=2">x</a>', "text_link", "https://example.org/?a=1&b=2"),
        ('<span class="tg-spoiler">x</span>', "spoiler", ""),
        ('<pre><code class="language-python">x</code></pre>', "pre", "python"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote", ""),
        ('<tg-emoji emoji-id="5">x</tg-emoji>', "custom_emoji", "5"),
        ("<STRONG>x</STRONG>", "bold", ""),
    ],
)
def test_each_tag_has_its_entity(source: str, kind: str, detail: str) -> None:
    assert parse_html(source) == Text("x", (Entity(kind, 0, 1, detail),))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("ñ<b>x</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<span>x</span>", 'Unsupported start tag "span" at byte offset 0'),
    ],
)
def test_faulty_markup_is_refused_in_the_words_of_telegram(source: str, complaint: str) -> None:
    with pytest.raises(RefusedError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"
    assert caught.value.violation


def test_an_ampersand_alone_is_text() -> None:
    assert parse_html("a & b &nbsp; &#39;").plain == "a & b &nbsp; '"


def test_no_style_reaches_into_code() -> None:
    text = read("<b>one <code>two</code> three</b>", "HTML")
    assert [(entity.type, cut(text.plain, entity)) for entity in text.entities] == [
        ("bold", "one "),
        ("code", "two"),
        ("bold", " three"),
    ]


def test_blank_ends_are_cut_and_entities_move_along() -> None:
    text = read("\n <b>x</b>\r\n\n", "HTML")
    assert text == Text("x", (Entity("bold", 0, 1),))


def test_telegram_marks_addresses_commands_and_phone_numbers_by_itself() -> None:
    text = read("/help +1 505-555-0100 a@b.org https://c.org/d. #tag @name_1", "")
    assert [(entity.type, cut(text.plain, entity)) for entity in text.entities] == [
        ("bot_command", "/help"),
        ("phone_number", "+1 505-555-0100"),
        ("email", "a@b.org"),
        ("url", "https://c.org/d"),
        ("hashtag", "#tag"),
        ("mention", "@name_1"),
    ]


def test_other_parse_modes_are_refused() -> None:
    with pytest.raises(RefusedError):
        read("*x*", "MarkdownV2")
