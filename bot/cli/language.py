"""vecino language: how far each language is, and room for one more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from babel.core import get_global
from rapidfuzz import fuzz, process
from rich.table import Table

from bot.cli.folder import DEFAULT_DATA, DataFolder
from bot.cli.problems import count, terminal
from bot.directory.coverage import coverage_of
from bot.directory.loader import load_directory
from bot.directory.new_language import make_room
from bot.directory.schema import SPOKEN
from bot.directory.values import language_names, parse_language
from bot.errors import CatalogueError, DirectoryError
from bot.files import write_whole
from bot.i18n.catalogues import begin_catalogue, catalogue_file, measure
from bot.i18n.locales import LOCALES_FOLDER, read_languages
from bot.i18n.registration import propose, register

if TYPE_CHECKING:
    from bot.directory.coverage import LanguageCoverage
    from bot.directory.model import Directory
    from bot.i18n.catalogues import Completeness
    from bot.i18n.locales import Language

BEGIN: Final = "<!-- languages: written by `vecino language status --into README.md` -->"
END: Final = "<!-- end of languages -->"

LocalesFolder = Annotated[Path, typer.Option("--locales", help="The folder with the catalogues.", metavar="DIR")]

language = typer.Typer(help="See how far each language is, or add one.", no_args_is_help=True)


@dataclass(frozen=True, slots=True)
class State:
    """How far one language is."""

    language: Language
    catalogue: Completeness
    directory: LanguageCoverage


@language.command()
def status(
    data: DataFolder = DEFAULT_DATA,
    locales: LocalesFolder = LOCALES_FOLDER,
    into: Annotated[
        Path | None, typer.Option(help="Write a short table between the marks in this Markdown file.", metavar="FILE")
    ] = None,
) -> None:
    """Show how much of each language is translated, and who has read it."""
    try:
        states = states_of(load_directory(data), locales)
        if into is None:
            terminal().print(_table(states))
        else:
            write_whole(into, replace_table(into.read_text(encoding="utf-8"), states).encode())
    except DirectoryError:
        raise _end("The spreadsheets have errors. Run: vecino check") from None
    except (CatalogueError, OSError) as error:
        raise _end(str(error)) from None


@language.command()
def add(
    code: Annotated[str, typer.Argument(help="Its code, such as ps for Pashto.")],
    name: Annotated[str, typer.Option(help="What the language calls itself. Needed only for rare ones.")] = "",
    fallback: Annotated[str, typer.Option(help="The language that answers until it is translated.")] = "",
    data: DataFolder = DEFAULT_DATA,
    locales: LocalesFolder = LOCALES_FOLDER,
) -> None:
    """Make room for a language: a row in the registry, an empty catalogue, empty columns and sheets."""
    try:
        languages, directory = read_languages(locales), load_directory(data)
        known = _require_new(code, languages.rows)
        if known in {partner.code for partner in directory.partners}:
            raise _end(f"{code} is the code of a partner, so links could not tell the two apart. Nothing was changed.")
        row = propose(known, languages, name=name, fallback=fallback)
        # The registry comes last: with its row the language is there, and a run that broke off can be repeated.
        make_room(data, row.code)
        texts = begin_catalogue(locales, row, datetime.now(UTC))
        register(locales, row)
    except DirectoryError:
        raise _end("The spreadsheets have errors. Run: vecino check") from None
    except (CatalogueError, OSError) as error:
        raise _end(str(error)) from None
    terminal().print(_next_steps(row, texts, data, locales), markup=False)


def states_of(directory: Directory, locales: Path) -> list[State]:
    """Every registered language, in the order of the registry. Raises CatalogueError."""
    return [
        State(row, measure(locales, row.code), coverage_of(directory, row.code)) for row in read_languages(locales).rows
    ]


def replace_table(page: str, states: list[State]) -> str:
    """The page with the table of languages between its marks. Raises CatalogueError for a page without them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise CatalogueError(f"The file needs these two lines, between which the table goes:\n{BEGIN}\n{END}")
    head = "| Language | | Bot answers in it | Bot's texts | Labels and urgent lines | Service texts | Review |\n"
    lines = "".join(f"| {' | '.join(_markdown_cells(state))} |\n" for state in states)
    return f"{before}{begin}\n{head}|---|---|---|---|---|---|---|\n{lines}{end}{after}"


def _markdown_cells(state: State) -> tuple[str, ...]:
    row, missing = state.language, state.directory.labels_missing + state.directory.purposes_missing
    return (
        row.english_name,
        row.name,
        "yes" if row.interface else "no",
        _share(state.catalogue.translated, state.catalogue.texts),
        f"{missing} missing" if missing else "all",
        _service_texts(state),
        "original" if row.is_original else row.review,
    )


def _table(states: list[State]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    headings = ("code", "shown", "texts", "missing", "stale", "labels\nmissing", "purposes\nmissing")
    for heading in (*headings, "service\ntexts", "word\nsheets", "review"):
        table.add_column(heading, no_wrap=True)
    for state in states:
        table.add_row(
            state.language.code,
            "yes" if state.language.interface else "no",
            f"{state.catalogue.translated}/{state.catalogue.texts}",
            str(state.catalogue.missing),
            str(state.catalogue.stale),
            str(state.directory.labels_missing),
            str(state.directory.purposes_missing),
            _service_texts(state),
            f"{state.directory.spoken}/{len(SPOKEN)}",
            state.language.review,
        )
    return table


def _service_texts(state: State) -> str:
    if state.language.is_original:
        return "original"
    return _share(state.directory.texts_translated, state.directory.texts)


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole if whole else 0} %"


def _require_new(code: str, rows: tuple[Language, ...]) -> str:
    """The code as it is written. Raises Exit for one that nobody knows or that is there already."""
    known, names = parse_language(code), language_names()
    near = process.extractOne(code.lower(), list(names), scorer=fuzz.ratio, score_cutoff=60)
    # Three letters where two would do: spa for es.
    meant = str(get_global("language_aliases").get(known, "")) if known and len(known) == 3 else ""
    if known is None and near:
        meant = names[near[0]]
    if known is None or meant:
        hint = f"Did you mean {meant}? " if meant else ""
        raise _end(f"{code} is not the code of a language. {hint}A code has two letters, such as ps; rare ones three.")
    for row in rows:
        if known in (row.code, row.locale.lower().replace("_", "-")):
            raise _end(f"{row.english_name} ({row.code}) is registered. See how far it is: vecino language status")
    return known


def _next_steps(row: Language, texts: int, data: Path, locales: Path) -> str:
    return f"""\
{row.english_name} has room now, as number {row.number}. Residents do not see it yet.
1. Translate {count(texts, "text")} in {catalogue_file(locales, row.code)}
2. Fill the columns label_{row.code} in {data / "needs.csv"} and purpose_{row.code} in {data / "hotlines.csv"}
3. Write what people say into phrases/{row.code}.csv and its like in {data}; then set understood = true for it
   in {locales / "languages.toml"}
4. See what is left: vecino language status
5. Set interface = true there. Then: vecino check, vecino publish, and start the bot again
docs/adding-a-language.md explains each step."""


def _end(sentence: str) -> typer.Exit:
    print(sentence)
    return typer.Exit(1)
