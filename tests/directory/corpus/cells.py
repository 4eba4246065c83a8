"""Cells and headings as spreadsheet programs, clipboards and people write them."""

from __future__ import annotations

from tests.directory.corpus.case import Case, one, text


def _days(name: str, *pairs: tuple[str, str], codes: tuple[str, ...] = ("date-read",)) -> Case:
    """A column of days as typed and as read; the last one is looked at."""
    rows = "".join(f'{i},Casa,911,"{typed}"\n' for i, (typed, _) in enumerate(pairs))
    last = len(pairs) + 1, "checked_on", pairs[-1][1]
    return text(name, f"id,name,phone,checked_on\n{rows}", *codes, rows=len(pairs), cell=last)


DECIDED = ("date-read", "day-as-others")
DATES = (
    _days("a day as it should be", ("2027-02-14", "2027-02-14"), codes=()),
    _days("Excel in the United States", ("2/14/2027", "2027-02-14")),
    _days("two digits of the year", ("2/14/27", "2027-02-14")),
    _days("zeros in front", ("02/14/2027", "2027-02-14")),
    _days("Excel in Mexico", ("14/02/2027", "2027-02-14")),
    _days("Excel in Germany", ("14.02.2027", "2027-02-14")),
    _days("points, day and month alike", ("03.02.2027", "2027-02-03")),
    _days("hyphens, month first", ("02-14-2027", "2027-02-14")),
    _days("a month's name", ("14-Feb-27", "2027-02-14")),
    _days("a month's name and a long year", ("14-Feb-2027", "2027-02-14")),
    _days("a Spanish month's name", ("14-ene-27", "2027-01-14")),
    _days("a Spanish day in full", ("14 de febrero de 2027", "2027-02-14")),
    _days("an English day in full", ("February 14, 2027", "2027-02-14")),
    _days("a weekday in front", ("Sunday, February 14, 2027", "2027-02-14")),
    _days("slashes, year first", ("2027/2/14", "2027-02-14")),
    _days("no zeros in front", ("2027-2-4", "2027-02-04")),
    _days("midnight behind it", ("2027-02-14 00:00:00", "2027-02-14")),
    _days("midnight in twelve hours", ("2/14/2027 12:00:00 AM", "2027-02-14")),
    _days("the number of the day", ("46432", "2027-02-14")),
    _days("day and month in doubt", ("2/3/2027", "2027-02-03"), codes=("day-or-month",)),
    _days(
        "another day of the column decides: month first",
        ("2/14/2027", "2027-02-14"),
        ("2/3/2027", "2027-02-03"),
        codes=DECIDED,
    ),
    _days(
        "another day of the column decides: day first",
        ("14/2/2027", "2027-02-14"),
        ("2/3/2027", "2027-03-02"),
        codes=DECIDED,
    ),
    _days(
        "a day with points, where the month stands first",
        ("2.14.2027", "2027-02-14"),
        ("3.2.2027", "2027-03-02"),
        codes=DECIDED,
    ),
    _days("a day with points, where the day stands first", ("14.2.2027", "2027-02-14"), ("3.2.2027", "2027-02-03")),
    _days(
        "the days of a column contradict each other",
        ("14/2/2027", "2027-02-14"),
        ("2/14/2027", "2027-02-14"),
        ("2/3/2027", "2/3/2027"),
        codes=("date-read", "day-order"),
    ),
    _days("twice the same number is no doubt", ("3/3/2027", "2027-03-03")),
    _days("a day that is none", ("2/30/2027", "2/30/2027"), codes=()),
    _days("a thirteenth month", ("13/13/2027", "13/13/2027"), codes=()),
    _days("a day without a year", ("14-Feb", "14-Feb"), codes=()),
    _days("words", ("last spring", "last spring"), codes=()),
    _days("full-width digits", ("２０２７-０２-１４", "2027-02-14"), codes=("other-digits",)),
    _days("dashes instead of hyphens", ("2027–02–14", "2027-02-14"), codes=("other-digits",)),
)

NUMBERS = (
    one("a ZIP code that lost its zero", "zip", "7102", "lost-zero", read="07102"),
    one("a ZIP code that lost two zeros", "zip", "501", "lost-zero", read="00501"),
    text(
        "a short ZIP code among whole ones",
        "id,name,phone,zip\na,Casa,911,87102\nb,Casa,988,8710\n",
        cell=(3, "zip", "8710"),
    ),
    text(
        "a short ZIP code among such with a zero",
        "id,name,phone,zip\na,Casa,911,07102\nb,Casa,988,7103\n",
        "lost-zero",
        cell=(3, "zip", "07103"),
    ),
    one("a ZIP code with a decimal point", "zip", "87102.0", "number-ending", read="87102"),
    one("a phone with a decimal point", "phone", "5055550101.0", "number-ending", read="5055550101"),
    one("a phone shortened", "phone", "5.05555E+09", "number-shortened"),
    one("a phone shortened where the comma is decimal", "phone", "5,05555E+09", "number-shortened"),
    one("a ZIP code shortened", "zip", "8.7E+04", "number-shortened"),
    one("a phone in full-width digits", "phone", "５０５-５５５-０１０１", "other-digits", read="505-555-0101"),
    one("a phone in Arabic digits", "phone", "٥٠٥-٥٥٥-٠١٠١", "other-digits", read="505-555-0101"),
    one("a phone in Persian digits", "phone", "۵۰۵-۵۵۵-۰۱۰۱", "other-digits", read="505-555-0101"),
    one("a ZIP code in full-width digits", "zip", "８７１０２", "other-digits", read="87102"),
    one("a phone with dashes", "phone", "505–555–0101"),
    one(
        "a phone with a space that does not break",
        "phone",
        "505\u00a0555\u00a00101",
        "other-spaces",
        read="505 555 0101",
    ),
    one(
        "a phone copied from a contact", "phone", "\u202a+1 505-555-0101\u202c", "hidden-signs", read="+1 505-555-0101"
    ),
    one("a phone with a plus stays", "phone", "+1 415 555 0101"),
    one("spaces that do not break around a cell", "phone", "\u00a0911\u00a0", read="911"),
    one("a latitude with a comma", "latitude", "35,0853", "decimal-comma", read="35.0853"),
    one("a longitude with a real minus", "longitude", "−106.6056", "other-digits", read="-106.6056"),
    one("an extension in full-width digits", "phone_ext", "１２", "other-digits", read="12"),
    one(
        "a web address with an invisible sign",
        "website",
        "https://example.org/\u200b",
        "hidden-signs",
        read="https://example.org/",
    ),
    one("an id with an invisible sign at its start", "status", "\ufeffactive", "hidden-signs", read="active"),
)

TEXTS = (
    one("a reference that is gone", "cost", "#REF!", "error-cell"),
    one("a value that is not there", "cost", "#N/A", "error-cell"),
    one("a division by zero", "name", "#DIV/0!", "error-cell"),
    one("an unknown name", "hours", "#NAME?", "error-cell"),
    one("an error in Spanish", "hours", "#¡REF!", "error-cell"),
    one("an unknown name in Spanish", "hours", "#¿NOMBRE?", "error-cell"),
    one("an error of LibreOffice", "hours", "Err:508", "error-cell"),
    one("a column that was too narrow", "phone", "#####", "error-cell"),
    one("an error in a phone", "phone", "#VALUE!", "error-cell"),
    one("a number sign is no error", "name", "#1 House"),
    one("TRUE", "cost", "TRUE", "true-or-false"),
    one("FALSE in Spanish", "cost", "FALSO", "true-or-false"),
    one("true in a sentence", "cost", "True cost varies"),
    one("hours that became a date", "hours", "8-May", "text-became-date"),
    one("hours that became a date with a year", "hours", "9-May-27", "text-became-date"),
    one("a date where one may stand", "source_date", "9-May-27"),
    one("a line break where one line is meant", "cost", "Casa \r\n Norte", "line-break", read="Casa Norte"),
    one("a line break in hours", "hours", "Mon\nTue"),
    one("hours as they should be", "hours", "8-5"),
    one("capitals in a choice", "status", "Active", "other-spelling", read="active"),
    one("spaces in a choice", "status", "Open to all", "other-spelling", read="open_to_all"),
    one("another word in a choice", "status", "running"),
    one("a cell of 4,096 letters", "hours", "x" * 4096),
    one("a cell of 4,097 letters", "hours", "x" * 4097, "cell-too-long"),
    one("a cell of 3,000 two-byte letters", "hours", "ñ" * 3000, "cell-too-long"),
    one("a formula stays text", "name", '=HYPERLINK("https://example.org","Casa")'),
    one("a formula with a plus stays text", "name", "+1+1"),
    one("a formula with a minus stays text", "name", "-1+1"),
    one("a formula with an at stays text", "name", "@SUM(A1)"),
    one("a full-width equals sign stays text", "name", "＝1+1"),
    one("a tab in front of a formula", "name", "\t=1+1", read="=1+1"),
    one("a link to a chat stays text", "name", '<a href="tg://user?id=1">Casa</a>'),
)

_ROWS = "\na,Casa,911\nb,Casa,988\n"
HEADINGS = (
    text("capitals", "ID,NAME,PHONE" + _ROWS, "other-heading", cell=(2, "phone", "911")),
    text("spaces around headings", " id , name ,phone " + _ROWS, cell=(2, "phone", "911")),
    text("other words", "Service ID,Program,Phone Number" + _ROWS, "other-heading", cell=(2, "phone", "911")),
    text("Spanish", "Clave,Nombre,Teléfono" + _ROWS, "other-heading", cell=(2, "phone", "911")),
    text("Spanish without accents", "clave,nombre,telefono" + _ROWS, "other-heading", cell=(2, "phone", "911")),
    text("another order", "phone,id,name\n911,a,Casa\n988,b,Casa\n", cell=(2, "name", "Casa")),
    text(
        "spaces instead of low lines",
        "id,name,phone,Checked On\na,Casa,911,2027-02-14\nb,Casa,988,\n",
        "other-heading",
        cell=(2, "checked_on", "2027-02-14"),
    ),
    text(
        "hyphens instead of low lines",
        "id,name,phone,checked-on\na,Casa,911,2027-02-14\nb,Casa,988,\n",
        "other-heading",
        cell=(2, "checked_on", "2027-02-14"),
    ),
    text(
        "Web site/URL and Zip code/Postal code",
        "id,name,phone,Web site/URL,Zip code/Postal code\na,Casa,911,https://example.org,87102\nb,Casa,988,,\n",
        "other-heading",
        cell=(2, "zip", "87102"),
    ),
    text(
        "a mark in front of the first heading",
        "\ufeff\ufeffid,name,phone" + _ROWS,
        "other-heading",
        cell=(2, "id", "a"),
    ),
    text(
        "a space that does not break in a heading",
        "id,name,phone,checked\u00a0on\na,Casa,911,\nb,Casa,988,\n",
        "other-heading",
        cell=(2, "phone", "911"),
    ),
    text("a colon behind a heading", "id:,name:,phone:" + _ROWS, "other-heading", cell=(2, "phone", "911")),
    text(
        "a heading for a language",
        "id,name,phone,Label (Spanish)\na,Casa,911,Renta\nb,Casa,988,\n",
        "other-heading",
        cell=(2, "label_es", "Renta"),
    ),
    text(
        "the same heading twice",
        "id,name,phone,phone\na,Casa,911,988\nb,Casa,988,911\n",
        "duplicate-header",
        cell=(2, "phone", "911"),
    ),
    text(
        "two headings that mean the same",
        "id,name,phone,Telephone\na,Casa,911,988\nb,Casa,988,911\n",
        "two-headings",
        cell=(2, "phone", "911"),
    ),
    text(
        "two headings in other words that mean the same",
        "id,name,Tel,Telephone\na,Casa,911,988\nb,Casa,988,911\n",
        "other-heading",
        "two-headings",
        cell=(2, "phone", "911"),
    ),
    text("a column is missing", "id,name\na,Casa\nb,Casa\n", "missing-column", cell=(2, "name", "Casa")),
    text("a heading with a typing error", "id,name,phnoe" + _ROWS, "misnamed-column"),
    text(
        "columns of the staff's own",
        "id,name,phone,Colour,☎\na,Casa,911,blue,x\nb,Casa,988,red,\n",
        cell=(2, "Colour", "blue"),
    ),
    text("no headings", "a,Casa,911\nb,Casa,988\nc,Casa,911\n", "no-headings", rows=0),
)

CASES = (*DATES, *NUMBERS, *TEXTS, *HEADINGS)
