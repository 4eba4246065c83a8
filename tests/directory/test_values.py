from __future__ import annotations

from datetime import date

import pytest

from bot.directory.values import (
    is_named_source,
    parse_date,
    parse_degrees,
    parse_email,
    parse_language,
    parse_url,
    split_list,
)


def test_lists_are_split_without_spaces_and_empty_parts() -> None:
    assert split_list(" a ;; b;") == ("a", "b")
    assert split_list("https://a.org | b c", "|") == ("https://a.org", "b c")


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org", "http://example.org"),
        ("example.org/rent", "https://example.org/rent"),
        ("example.org:8443/x", "https://example.org:8443/x"),
        ("ñandu.example", "https://ñandu.example"),
    ],
)
def test_web_addresses_get_https_where_it_is_missing(typed: str, url: str) -> None:
    assert parse_url(typed) == url


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)", "mailto:a@example.org", "ftp://example.org", "htps://example.org", "https://example",
        "https://", "http://[1", "https://example.org/a b", "https://user@example.org", "none", "https://a..org",
        "https://example.org:port", "https://example.org/\u202etxt",
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused(typed: str) -> None:
    assert parse_url(typed) is None


def test_a_source_in_words_is_told_from_a_broken_address() -> None:
    assert is_named_source("a printed list of 2025")
    assert not is_named_source("exampleorg")
    assert not is_named_source("https://example.org/a b")


@pytest.mark.parametrize("typed", ["help@example.org", "a.b+c@mail.example.org"])
def test_mail_addresses_are_read(typed: str) -> None:
    assert parse_email(typed) == typed


@pytest.mark.parametrize("typed", ["help", "help@example", "a@b@example.org", "a b@example.org", "help@.org", ""])
def test_wrong_mail_addresses_are_refused(typed: str) -> None:
    assert parse_email(typed) is None


def test_days_are_read_in_one_order_only() -> None:
    assert parse_date("2027-02-14") == date(2027, 2, 14)
    for typed in ("2/14/2027", "20270214", "2027-W07-7", "2027-02-30", "2027-2-4", "٢٠٢٧-٠٢-١٤", ""):
        assert parse_date(typed) is None


def test_degrees_are_numbers_on_the_globe() -> None:
    assert parse_degrees("-106.6056", 180) == -106.6056
    assert parse_degrees("90", 90) == 90.0
    for typed in ("91", "35.O8", "nan", "inf", "1_0", "1e1", "35,08", "", "35.0853 N"):
        assert parse_degrees(typed, 90) is None


@pytest.mark.parametrize("typed", ["en", "ES", "fa-AF", "zh_Hans", "nv", "ase", "prs", "es-419", "mam"])
def test_languages_come_out_in_small_letters(typed: str) -> None:
    assert parse_language(typed) == typed.lower().replace("_", "-")


@pytest.mark.parametrize("typed", ["Spanish", "xx", "qq", "e", "en es", "en,es", ""])
def test_words_that_are_no_language_code_are_refused(typed: str) -> None:
    assert parse_language(typed) is None
