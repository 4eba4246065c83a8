"""CSV files by encoding, separator, line ends and quotation marks."""

from __future__ import annotations

import codecs

from tests.directory.corpus.case import Case, text

PLAIN = "id,name,phone\r\na,El Niño,505-555-0101\r\nb,Casa “Ñandú” – niños,505-555-0102\r\n"
SPANISH = "id,name,phone\r\na,El Niño,505-555-0101\r\nb,Atención a María,505-555-0102\r\n"
NAMES = "id,name,phone\r\na,{},505-555-0101\r\nb,Casa,505-555-0102\r\n"
CELL = (2, "name", "El Niño")


def _marked(mark: str) -> str:
    return PLAIN.replace(",", mark)


ENCODINGS = (
    text("UTF-8", PLAIN, cell=CELL),
    text("UTF-8 with a mark, as Excel writes CSV UTF-8", PLAIN, encoding="utf-8-sig", cell=CELL),
    text("UTF-16 LE with a mark and tabs, as Excel writes Unicode Text", _marked("\t"), encoding="utf-16", cell=CELL),
    Case("UTF-16 BE with a mark", lambda: codecs.BOM_UTF16_BE + _marked("\t").encode("utf-16-be"), cell=CELL),
    text("UTF-16 LE without a mark", _marked("\t"), encoding="utf-16-le", cell=CELL),
    text("UTF-16 BE without a mark", _marked("\t"), encoding="utf-16-be", cell=CELL),
    text("UTF-16 with commas", PLAIN, encoding="utf-16", cell=CELL),
    text("UTF-32 with a mark", PLAIN, encoding="utf-32", cell=CELL),
    text("Windows code page", SPANISH, "windows-letters", encoding="cp1252", cell=CELL),
    text("Windows code page, curly quotes and dashes", PLAIN, "windows-letters", encoding="cp1252", cell=CELL),
    text(
        "Windows code page, only an apostrophe",
        NAMES.format("Women’s House"),
        "windows-letters",
        encoding="cp1252",
        cell=(2, "name", "Women’s House"),
    ),
    text(
        "Windows code page, only a dash",
        NAMES.format("Mon–Fri House"),
        "windows-letters",
        encoding="cp1252",
        cell=(2, "name", "Mon–Fri House"),
    ),
    text(
        "Windows code page, French",
        NAMES.format("École pour sœurs à Noël"),
        "windows-letters",
        encoding="cp1252",
        cell=(2, "name", "École pour sœurs à Noël"),
    ),
    text(
        "Windows code page, euro sign",
        NAMES.format("Fee 5 €"),
        "windows-letters",
        encoding="cp1252",
        cell=(2, "name", "Fee 5 €"),
    ),
    text("Latin-1 is read as the Windows code page", SPANISH, "windows-letters", encoding="latin-1", cell=CELL),
    text("old Mac, é", NAMES.format("Café"), "encoding", encoding="mac-roman", rows=0),
    text("old Mac, á", NAMES.format("Más ayuda"), "encoding", encoding="mac-roman", rows=0),
    text("old Mac, apostrophe", NAMES.format("Women’s House"), "encoding", encoding="mac-roman", rows=0),
    text(
        "old Mac, ñ reads like a dash",
        NAMES.format("El Niño"),
        "windows-letters",
        encoding="mac-roman",
        cell=(2, "name", "El Ni–o"),
    ),
    text("Cyrillic code page", NAMES.format("Помощь"), "encoding", encoding="cp1251", rows=0),
    text("Greek code page", NAMES.format("Βοήθεια"), "encoding", encoding="cp1253", rows=0),
    text("Arabic code page", NAMES.format("مساعدة"), "encoding", encoding="cp1256", rows=0),
    text("Chinese code page", NAMES.format("房租帮助"), "encoding", encoding="gb18030", rows=0),
    text("Japanese code page", NAMES.format("家賃の助け"), "encoding", encoding="shift-jis", rows=0),
    text("Korean code page", NAMES.format("임대료 도움"), "encoding", encoding="cp949", rows=0),
    text(
        "Turkish code page reads as Windows letters",
        NAMES.format("Çocuk yardımı"),
        "windows-letters",
        encoding="cp1254",
        cell=(2, "name", "Çocuk yardýmý"),
    ),
    text("DOS code page", NAMES.format("Niño"), "windows-letters", encoding="cp437", cell=(2, "name", "Ni¤o")),
    text(
        "DOS code page, é",
        NAMES.format("Salud y café, aquí"),
        "windows-letters",
        "row-too-long",
        encoding="cp850",
        cell=(2, "name", "Salud y caf‚"),
    ),
    Case(
        "UTF-8 and Windows letters in one file",
        lambda: NAMES.format("Niño").encode() + "c,Niña,505-555-0103\r\n".encode("cp1252"),
        ("mixed-encodings",),
        rows=0,
    ),
    Case(
        "Windows letters and UTF-8 in one cell",
        lambda: NAMES.format("X").encode().replace(b"X", b"Ni\xf1o Ni\xc3\xb1a"),
        ("mixed-encodings",),
        rows=0,
    ),
    Case("UTF-8 cut inside a letter", lambda: (SPANISH + "c,Ma").encode() + b"\xc3", ("mixed-encodings",), rows=0),
    Case("UTF-16 cut inside a letter", lambda: PLAIN.encode("utf-16")[:-1], ("encoding",), rows=0),
    Case(
        "a letter that never stands in UTF-8",
        lambda: NAMES.format("X").encode().replace(b"X", b"X\xff"),
        ("windows-letters",),
        cell=(2, "name", "Xÿ"),
    ),
    Case(
        "one broken byte inside a word",
        lambda: NAMES.format("X").encode().replace(b"X", b"Nixo".replace(b"x", b"\xd1")),
        ("encoding",),
        rows=0,
    ),
    Case(
        "a free byte of the Windows code page",
        lambda: NAMES.format("X").encode().replace(b"X", b"a\x81b"),
        ("encoding",),
        rows=0,
    ),
    text("Persian, with joiners inside words", NAMES.format("می‌خواهم"), cell=(2, "name", "می‌خواهم")),
    text("every script", NAMES.format("房租 مساعدة помощь Việt"), cell=(2, "name", "房租 مساعدة помощь Việt")),
)

SEPARATORS = (
    text("semicolons, as Excel writes them in much of the world", _marked(";"), cell=CELL),
    text("tabs", _marked("\t"), cell=CELL),
    text("bars", _marked("|"), cell=CELL),
    text(
        "semicolons with commas inside cells",
        "id;name;phone\na;One, two, three;911\nb;Four, five;911\n",
        cell=(2, "name", "One, two, three"),
    ),
    text(
        "commas with semicolons inside cells",
        "id,name,phone\na,Casa,911;988\nb,Casa,911\n",
        cell=(2, "phone", "911;988"),
    ),
    text(
        "tabs with commas and semicolons inside cells",
        "id\tname\tphone\na\tOne, two\t911;988\nb\tCasa\t911\n",
        cell=(2, "phone", "911;988"),
    ),
    text("the hint that Excel understands", "sep=;\r\n" + _marked(";"), cell=CELL),
    text("the hint after a mark", "sep=;\r\n" + _marked(";"), encoding="utf-8-sig", cell=CELL),
    text("the hint with a comma", "sep=,\r\n" + PLAIN, cell=CELL),
    text(
        "semicolons in the Windows code page",
        SPANISH.replace(",", ";"),
        "windows-letters",
        encoding="cp1252",
        cell=CELL,
    ),
    text("each row in one cell", '"id,name,phone"\n"a,Casa,911"\n"b,Casa,988"\n', "row-in-one-cell", rows=0),
    text("each row in one cell, semicolons", '"id;name;phone"\n"a;Casa;911"\n', "row-in-one-cell", rows=0),
)

LINES = (
    text("LF", PLAIN.replace("\r\n", "\n"), cell=CELL),
    text("CR, as an old Mac writes it", PLAIN.replace("\r\n", "\r"), cell=CELL),
    text("LF and CRLF in one file", "id,name,phone\na,El Niño,911\r\nb,Casa,988\n", cell=CELL),
    text("no line end at the end, as Google Sheets writes it", PLAIN.removesuffix("\r\n"), cell=CELL),
    text("many line ends at the end", PLAIN + "\r\n" * 20, cell=CELL),
    text(
        "empty rows in between are counted",
        "id,name,phone\n\n,,\na,Casa,911\n \t , ,\nb,Casa,988\n",
        cell=(4, "id", "a"),
    ),
    text("empty rows above the headings", "\n,,\nid,name,phone\na,Casa,911\nb,Casa,988\n", cell=(4, "id", "a")),
    text(
        "cells of several lines count as one row",
        'id,name,phone\na,"One\nTwo\r\nThree",911\nb,Casa,988\n',
        cell=(3, "id", "b"),
    ),
    text("a heading of two lines", 'id,name,"phone\n"\na,Casa,911\nb,Casa,988\n', cell=(2, "phone", "911")),
    text(
        "empty cells at the end of all rows",
        "id,name,phone,,,\na,Casa,911,,,\nb,Casa,988,,,\n",
        cell=(3, "phone", "988"),
    ),
    text("empty cells at the end left away", "id,name,phone,hours\na,Casa,911\nb,Casa\n", cell=(3, "phone", "")),
    text(
        "a title above the headings",
        "Services of the town\n\nid,name,phone\na,Casa,911\nb,Casa,988\n",
        "header-below",
        cell=(4, "phone", "911"),
    ),
    text("empty columns in between", "id,,name,,phone\na,,Casa,,911\nb,,Casa,,988\n", cell=(2, "phone", "911")),
)

QUOTES = (
    text(
        "all cells in quotation marks",
        '"id","name","phone"\n"a","Casa ""Norte""","911"\n"b","Casa","988"\n',
        cell=(2, "name", 'Casa "Norte"'),
    ),
    text("a quotation mark not closed", 'id,name,phone\na,Casa,911\nb,"Casa,988\nc,Casa,911\n', "quote", rows=0),
    text("a quotation mark opened in the last cell", 'id,name,phone\na,Casa,"911', "quote", rows=0),
    text("a quotation mark inside a cell", 'id,name,phone\na,5" pipe,911\nb,Casa,988\n', cell=(2, "name", '5" pipe')),
    text("letters after a closing quotation mark", 'id,name,phone\na,"Casa" Norte,911\nb,Casa,988\n', "quote", rows=0),
    text(
        "a quotation mark that swallows rows",
        'id,name,phone,hours,cost\na,"Casa,911,x,y\nb,Casa,988,x,y\nc,Casa",988,x,y\n',
        "rows-in-a-cell",
        rows=1,
    ),
    text(
        "apostrophes instead of quotation marks",
        "id,name,phone\na,'Casa, Norte',911\nb,Casa,988\n",
        "row-too-long",
        cell=(2, "name", "'Casa"),
    ),
    text(
        "curly quotation marks around all cells",
        "“id”,“name”,“phone”\n“a”,“Casa”,“911”\n“b”,“Casa”,“988”\n",
        "other-heading",
        "quoted-cell",
        cell=(2, "id", "a"),
    ),
    text(
        "angle quotation marks around a cell",
        "id,name,phone\na,«Casa»,911\nb,Casa,988\n",
        "quoted-cell",
        cell=(2, "name", "Casa"),
    ),
    text(
        "a comma outside quotation marks",
        "id,name,phone\na,Casa, Norte,911\nb,Casa,988\n",
        "row-too-long",
        cell=(2, "phone", "Norte"),
    ),
    text("cut off in the middle of a row", "id,name,phone\na,Casa,911\nb,Ca", "cut-off", cell=(3, "name", "Ca")),
)

SIGNS = (
    text("a NUL", NAMES.format("Ca\0sa"), "damaged-character", cell=(2, "name", "Ca\0sa")),
    text("a file of NULs", "\0" * 400, "no-headings", rows=0),
    text("a vertical tab stays in its cell", NAMES.format("Casa\vNorte"), cell=(2, "name", "Casa\vNorte")),
    text(
        "a line separator of Unicode stays in its cell",
        NAMES.format("Casa\u2028Norte"),
        cell=(2, "name", "Casa\u2028Norte"),
    ),
    text(
        "a mark inside the file, as when two files are joined",
        "\ufeff" + NAMES.format("\ufeffCasa"),
        cell=(2, "name", "\ufeffCasa"),
    ),
    text("a group separator", NAMES.format("Casa\x1dNorte"), "damaged-character", cell=(2, "name", "Casa\x1dNorte")),
)

NO_TABLES = (
    Case("nothing at all", lambda: b"", ("empty-file",), rows=0),
    Case("only a mark", lambda: codecs.BOM_UTF8, ("empty-file",), rows=0),
    Case("only a mark of UTF-16", lambda: codecs.BOM_UTF16_LE, ("empty-file",), rows=0),
    text("only spaces and line ends", " \r\n\t\n \n", "empty-file", rows=0),
    text("only commas", ",,,\n,,,\n", "empty-file", rows=0),
    text("only headings", "id,name,phone\n", rows=0),
    text("a page that asks to sign in", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web-page", rows=0),
    text("a table saved as a web page", "<table><tr><td>id</td></tr></table>", "web-page", rows=0),
    text("XML", '<?xml version="1.0"?><services/>', "no-table", rows=0),
    text("a PDF", "%PDF-1.7\n...", "no-table", rows=0),
    Case("a picture", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64), ("no-table",), rows=0),
    Case("a photograph", lambda: b"\xff\xd8\xff\xe0" + bytes(64), ("no-table",), rows=0),
    text("a text document", r"{\rtf1\ansi id}", "no-table", rows=0),
    Case("a packed file", lambda: b"\x1f\x8b\x08\x00" + bytes(32), ("no-table",), rows=0),
    text("JSON", '[{"id": "a", "name": "Casa", "phone": "911"}]', "no-headings", rows=0),
)

CASES = (*ENCODINGS, *SEPARATORS, *LINES, *QUOTES, *SIGNS, *NO_TABLES)
