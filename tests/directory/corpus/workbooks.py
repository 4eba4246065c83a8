"""Workbooks of Excel's kind: clumsy, damaged, hostile."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.datavalidation import DataValidation

from tests.directory.corpus.case import Case
from tests.directory.corpus.spreadsheets import save, spanish, typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c>'
HEAD += '<c r="C1" t="inlineStr"><is><t>phone</t></is></c></row>'
ROW = '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" t="inlineStr"><is><t>Casa</t></is></c>'
ROW += '<c r="C2"><v>911</v></c></row>'


def change(part: str, to: bytes | None, fill: Callable[[Worksheet], None] = spanish) -> bytes:
    """A workbook in which one part is put in, replaced, or taken away."""
    source, data = zipfile.ZipFile(io.BytesIO(save(fill))), io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != part:
                target.writestr(name, source.read(name))
        if to is not None:
            target.writestr(part, to)
    return data.getvalue()


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook whose sheet is this XML."""
    xml = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    return change("xl/worksheets/sheet1.xml", xml.encode())


def _formula(sheet: Worksheet) -> None:
    sheet.append(("id", "name", "phone"))
    sheet.append(("a", '=CONCATENATE("Ca","sa")', "911"))


def _merged(sheet: Worksheet) -> None:
    spanish(sheet)
    sheet.merge_cells("B2:B3")


def _styled(sheet: Worksheet) -> None:
    spanish(sheet)
    for row in range(4, 3000):
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor="FFFF00")
    sheet.cell(2, 400).fill = PatternFill("solid", fgColor="FFFF00")


def _annotated(sheet: Worksheet) -> None:
    spanish(sheet)
    sheet["B2"].comment = Comment("Is this right?", "front desk")
    sheet["C2"].hyperlink = "https://example.org"
    sheet.row_dimensions[3].hidden = True
    choices = DataValidation(type="list", formula1='"active,draft"')
    choices.add("E2:E100")
    sheet.add_data_validation(choices)


def _since_1904(sheet: Worksheet) -> None:
    sheet.parent.epoch = CALENDAR_MAC_1904
    typed(sheet)


def _second(sheet: Worksheet) -> None:
    spanish(sheet)
    sheet.title = "Sheet1"
    sheet.parent.create_sheet("Sheet2").append(("x",))


def _far(sheet: Worksheet) -> None:
    spanish(sheet)
    sheet.cell(200_000, 16_384, "x")


def _low(sheet: Worksheet) -> None:
    spanish(sheet)
    sheet.cell(1_048_576, 1, "c")


def _empty_book() -> bytes:
    data = io.BytesIO()
    Workbook().save(data)
    return data.getvalue()


def _types(word: str) -> Callable[[], bytes]:
    return lambda: change(
        "[Content_Types].xml",
        zipfile.ZipFile(io.BytesIO(save(spanish)))
        .read("[Content_Types].xml")
        .replace(b"spreadsheetml.sheet", word.encode()),
    )


def _locked() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


ENTITIES = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "ha"}">' for i in range(9)) + "]>"

CASES = tuple(
    Case(name, data, codes, rows, cell, "services.xlsx")
    for name, data, codes, rows, cell in (
        ("a workbook", lambda: save(spanish), (), 2, (2, "name", "El Niño, atención a María")),
        ("a formula without its value", lambda: save(_formula), ("formula-without-value",), 1, (2, "name", "")),
        (
            "a phone that was worked out",
            lambda: sheet(HEAD + ROW.replace("<v>911", "<f>505-880-8249</f><v>-8624")),
            ("sum-in-phone",),
            1,
            (2, "phone", "-8624"),
        ),
        (
            "a name that was worked out",
            lambda: sheet(
                HEAD + ROW.replace('t="inlineStr"><is><t>Casa</t></is>', 't="str"><f>"Ca"&amp;"sa"</f><v>Casa</v>')
            ),
            ("formula-cell",),
            1,
            (2, "name", "Casa"),
        ),
        ("joined cells", lambda: save(_merged), ("merged-cells",), 2, (3, "name", "")),
        ("colours far below and to the right", lambda: save(_styled), (), 2, (3, "id", "b")),
        ("notes, links, hidden rows, lists", lambda: save(_annotated), (), 2, (3, "id", "b")),
        (
            "days counted from 1904",
            lambda: save(_since_1904),
            ("lost-zero", "became-a-date", "text-became-date", "true-or-false"),
            2,
            (2, "checked_on", "2027-02-14"),
        ),
        ("a second sheet", lambda: save(_second), ("other-sheets",), 2, (3, "id", "b")),
        ("a workbook with nothing in it", _empty_book, ("empty-file",), 0, None),
        ("a cell in the last column", lambda: save(_far), ("too-many-columns",), 0, None),
        ("a cell in the last row", lambda: save(_low), (), 3, (1_048_576, "id", "c")),
        ("texts inside the cells", lambda: sheet(HEAD + ROW), (), 1, (2, "phone", "911")),
        (
            "cells without their places",
            lambda: sheet((HEAD + ROW).replace(' r="B2"', "").replace(' r="2"', "")),
            (),
            1,
            (2, "name", "Casa"),
        ),
        ("rows whose numbers jump", lambda: sheet(HEAD + ROW.replace('2"', '7"')), (), 1, (7, "name", "Casa")),
        (
            "a number of sixteen digits",
            lambda: sheet(HEAD + ROW.replace("911", "5055550101999990")),
            ("number-shortened",),
            1,
            (2, "phone", "5.05555010199999E+15"),
        ),
        (
            "a number with an exponent",
            lambda: sheet(HEAD + ROW.replace("911", "5.055550101E9")),
            (),
            1,
            (2, "phone", "5055550101"),
        ),
        (
            "signs of Excel's own in a text",
            lambda: sheet(HEAD + ROW.replace("Casa", "Casa_x000D_Norte")),
            (),
            1,
            (2, "name", "Casa\rNorte"),
        ),
        (
            "how a name is pronounced",
            lambda: sheet(HEAD + ROW.replace("<t>Casa</t>", "<t>家</t><rPh><t>いえ</t></rPh>")),
            (),
            1,
            (2, "name", "家"),
        ),
        (
            "a text in two colours",
            lambda: sheet(HEAD + ROW.replace("<t>Casa</t>", "<r><t>Ca</t></r><r><t>sa</t></r>")),
            (),
            1,
            (2, "name", "Casa"),
        ),
        (
            "an error cell",
            lambda: sheet(HEAD + ROW.replace("<v>911", "<v>#REF!").replace('r="C2"', 'r="C2" t="e"')),
            ("error-cell",),
            1,
            (2, "phone", "#REF!"),
        ),
        (
            "a style that is not there",
            lambda: sheet(HEAD + ROW.replace('r="C2"', 'r="C2" s="99"')),
            (),
            1,
            (2, "phone", "911"),
        ),
        (
            "a text that is not there",
            lambda: sheet(HEAD + ROW.replace('r="C2"', 'r="C2" t="s"')),
            (),
            1,
            (2, "phone", ""),
        ),
        (
            "prefixes at all tags",
            lambda: change(
                "xl/worksheets/sheet1.xml",
                (
                    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
                    + (HEAD + ROW).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
                    + "</x:sheetData></x:worksheet>"
                ).encode(),
            ),
            (),
            1,
            (2, "name", "Casa"),
        ),
        (
            "a text of a hundred thousand letters",
            lambda: sheet(HEAD + ROW.replace("Casa", "x" * 100_000)),
            ("cell-too-long",),
            1,
            None,
        ),
        (
            "entities within entities",
            lambda: sheet(HEAD + ROW.replace("Casa", "&e8;"), ENTITIES),
            ("damaged-workbook",),
            0,
            None,
        ),
        ("half a file", lambda: save(spanish)[:3000], ("damaged-workbook",), 0, None),
        ("only the first bytes", lambda: b"PK\x03\x04", ("damaged-workbook",), 0, None),
        ("an empty package", lambda: b"PK\x05\x06" + bytes(18), ("other-workbook",), 0, None),
        (
            "a byte changed inside",
            lambda: save(spanish).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml", 1),
            ("damaged-workbook",),
            0,
            None,
        ),
        ("a sheet that is missing", lambda: change("xl/worksheets/sheet1.xml", None), ("damaged-workbook",), 0, None),
        (
            "a sheet that is no XML",
            lambda: change("xl/worksheets/sheet1.xml", b"id,name"),
            ("damaged-workbook",),
            0,
            None,
        ),
        (
            "a sheet that ends early",
            lambda: change("xl/worksheets/sheet1.xml", b"<worksheet><sheetData>"),
            ("damaged-workbook",),
            0,
            None,
        ),
        ("the list of sheets is missing", lambda: change("xl/workbook.xml", None), ("other-workbook",), 0, None),
        ("no styles", lambda: change("xl/styles.xml", None), (), 2, (3, "id", "b")),
        ("macros", lambda: change("xl/vbaProject.bin", b"macro"), ("macro-workbook",), 0, None),
        ("the kind for macros", _types("sheet.macroEnabled"), ("macro-workbook",), 0, None),
        (
            "values from other files",
            lambda: change("xl/externalLinks/externalLink1.xml", b"<externalLink/>"),
            ("linked-workbook",),
            0,
            None,
        ),
        (
            "values from the internet",
            lambda: change("xl/connections.xml", b"<connections/>"),
            ("linked-workbook",),
            0,
            None,
        ),
        ("the binary kind", lambda: change("[Content_Types].xml", None), ("other-workbook",), 0, None),
        ("a password", _locked, ("locked-workbook",), 0, None),
        ("an old workbook", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), ("old-workbook",), 0, None),
        (
            "a table under the name of a workbook",
            lambda: b"id,name,phone\na,Casa,911\n",
            ("text-named-workbook",),
            1,
            (2, "name", "Casa"),
        ),
    )
)

NAMED_CSV = (
    Case(
        "a workbook under the name of a table",
        lambda: save(spanish),
        ("workbook-named-text",),
        2,
        (3, "id", "b"),
        "services.csv",
    ),
)
