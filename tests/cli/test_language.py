"""`vecino language`, and a toy language that is added from files alone: no line of Python knows of it."""

from __future__ import annotations

import asyncio
import re
import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from babel.messages.pofile import read_po, write_po
from typer.testing import CliRunner

from bot.__main__ import application
from bot.actions import Action, Screen
from bot.app import LiveReleases
from bot.cli.language import BEGIN, END, replace_table, states_of
from bot.directory.loader import load_directory
from bot.directory.schema import SPOKEN
from bot.errors import CatalogueError
from bot.i18n.catalogues import catalogue_file
from bot.i18n.locales import LOCALES_FOLDER, read_languages
from bot.i18n.translations import load_translations
from bot.lexicon.learnt import FILE
from bot.pipeline import Question, respond
from bot.replies.reviews import brief_review
from bot.replies.screens import show
from bot.storage.session import open_engine
from tests.directory.sample import read_rows, write_rows, write_sample
from tests.i18n.pseudo import pseudo

if TYPE_CHECKING:
    from typer.testing import Result

    from bot.directory.model import Directory
    from bot.pipeline import LiveRelease

ROOT: Final = Path(__file__).parents[2]
NOW: Final = datetime(2026, 11, 23, 18, tzinfo=UTC)
TOY: Final = "tlh"
TOY_WORDS: Final = {
    "phrases": [
        *(
            ("housing.rent_help", f"{start} waq {end}")
            for start in ("qach", "qach DaH", "jIH qach")
            for end in ("DIl", "QIp")
        ),
        *(("housing.shelter", f"ram Qong {end}") for end in ("Daq", "pa", "raS")),
        ("none", "muD Dotlh"),
    ],
    "urgent_phrases": [
        *(("crisis", f"{start} jIHegh {end}") for start in ("DaH", "reH", "jIH") for end in ("vIneH", "vIpIH")),
        ("none", "jIHagh vIneH"),
    ],
}


def run(command: str, *arguments: str) -> Result:
    return CliRunner().invoke(application, [*command.split(), *arguments], env={"COLUMNS": "80"})


class Project:
    """A copy of the folders that a language stands in."""

    def __init__(self, folder: Path) -> None:
        self.data, self.locales = folder / "directory_data", folder / "locales"
        self.folders = ("--data", str(self.data), "--locales", str(self.locales))

    def files(self) -> dict[Path, bytes]:
        return {file: file.read_bytes() for top in (self.data, self.locales) for file in top.rglob("*.*")}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The shipped registry and catalogues beside a small invented directory."""
    write_sample(tmp_path / "directory_data")
    shutil.copytree(LOCALES_FOLDER, tmp_path / "locales")
    return Project(tmp_path)


def test_a_new_language_has_room_everywhere_and_the_next_steps_are_told(project: Project) -> None:
    result = run("language add", "ps", *project.folders)
    assert result.exit_code == 0
    assert result.output.splitlines()[0] == "Pashto has room now, as number 11. Residents do not see it yet."
    for word in ("bot.po", "label_ps", "purpose_ps", "interface = true", "vecino publish"):
        assert word in result.output
    row = read_languages(project.locales).rows[-1]
    assert (row.code, row.direction, row.interface) == ("ps", "rtl", False)
    assert catalogue_file(project.locales, "ps").exists()
    assert "label_ps" in read_rows(project.data / "needs.csv")[0]
    assert load_translations(project.locales).languages.answer_in("ps") == "en"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("pashtu", "Did you mean ps?"),
        ("spa", "Did you mean es?"),
        ("qqq", "is not the code of a language"),
        ("es", "Spanish (es) is registered"),
        ("FA-AF", "Dari (fa) is registered"),
        ("lib", "is the code of a partner"),
        ("tlh", "--name"),
    ],
)
def test_what_cannot_be_added_is_said_in_a_sentence_and_changes_nothing(
    project: Project, code: str, sentence: str
) -> None:
    before = project.files()
    rows = read_rows(project.data / "partners.csv")
    assert rows[1][0] == "lib"
    result = run("language add", code, *project.folders)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
    assert sentence in result.output
    assert project.files() == before


def test_a_run_that_broke_off_before_the_registry_can_be_repeated(project: Project) -> None:
    registry = project.locales / "languages.toml"
    before = registry.read_bytes()
    run("language add", "ps", *project.folders)
    whole = project.files()
    registry.write_bytes(before)
    assert run("language add", "ps", *project.folders).exit_code == 0
    assert project.files() == whole


def test_nothing_is_added_to_spreadsheets_with_errors(project: Project) -> None:
    (project.data / "needs.csv").write_text("id\n", encoding="utf-8")
    before = project.files()
    for command in (("language add", "ps"), ("language status",)):
        result = run(*command, *project.folders)
        assert (result.exit_code, "vecino check" in result.output) == (1, True)
    assert project.files() == before


def test_the_status_counts_what_each_language_has_and_fits_a_terminal(project: Project) -> None:
    run("language add", "ps", *project.folders)
    result = run("language status", *project.folders)
    lines = [line.split() for line in result.output.splitlines()]
    texts = len(read_po(BytesIO(catalogue_file(project.locales, "ps").read_bytes())))
    (pashto,) = (line for line in lines if line[0] == "ps")
    labels = len(load_directory(project.data).needs)
    assert pashto == ["ps", "no", f"0/{texts}", str(texts), "0", str(labels), "6", "0", "%", "0/4", "draft"]
    (spanish,) = (line for line in lines if line[0] == "es")
    assert spanish[1] == "yes" and spanish[5:] == ["0", "0", "100", "%", "1/4", "second-read"]
    assert all(len(line) <= 80 for line in result.output.splitlines())


def test_a_page_gets_its_table_between_the_marks(project: Project, tmp_path: Path) -> None:
    page = tmp_path / "README.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        assert run("language status", *project.folders, "--into", str(page)).exit_code == 0
    lines = page.read_text(encoding="utf-8").splitlines()
    assert (lines[:2], lines[-2:]) == (["before", BEGIN], [END, "after"])
    assert len(lines) == 2 + 2 + 10 + 2
    page.write_text("no marks", encoding="utf-8")
    refused = run("language status", *project.folders, "--into", str(page))
    assert (refused.exit_code, BEGIN in refused.output) == (1, True)


def test_the_table_in_the_readme_is_current(directory: Directory) -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    try:
        wanted = replace_table(page, states_of(directory, LOCALES_FOLDER))
    except CatalogueError as error:
        pytest.fail(str(error))
    assert page == wanted, "run: vecino language status --into README.md"


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, LiveRelease]:
    """A copy of the project's folders with a toy language, published; few of the phrases, so that learning is quick."""
    folder = tmp_path_factory.mktemp("toy")
    project = Project(folder)
    shutil.copytree(ROOT / "directory_data", project.data, ignore=shutil.ignore_patterns(FILE))
    shutil.copytree(ROOT / "locales", project.locales)
    for schema in SPOKEN:
        for file in project.data.glob(schema.path.replace("<lang>", "*")):
            lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
            file.write_text("".join([lines[0], *lines[1::40]]), encoding="utf-8")
    assert run("language add", TOY, "--name", "tlhIngan Hol", *project.folders).exit_code == 0
    translate(project)
    database = f"sqlite+aiosqlite:///{folder}/vecino.db"
    published = run("publish", "--data", str(project.data), "--database", database)
    assert published.exit_code == 0, published.output
    return project, asyncio.run(live(database))


def translate(project: Project) -> None:
    """What a translator does, in the files alone."""
    file = catalogue_file(project.locales, TOY)
    with file.open("rb") as source:
        catalogue = read_po(source)
    for message in catalogue:
        if message.id:
            message.string = pseudo(message.id) if isinstance(message.id, str) else tuple(map(pseudo, message.id))
    with file.open("wb") as target:
        write_po(target, catalogue)
    for sheet, stem in (("needs.csv", "label_"), ("hotlines.csv", "purpose_")):
        head, *rows = read_rows(project.data / sheet)
        for row in rows:
            row[head.index(stem + TOY)] = pseudo(row[head.index(f"{stem}en")])
        write_rows(project.data / sheet, [head, *rows])
    for folder, words in TOY_WORDS.items():
        sheet_file = project.data / folder / f"{TOY}.csv"
        write_rows(sheet_file, [*read_rows(sheet_file), *words])
    registry = project.locales / "languages.toml"
    before, mark, row_text = registry.read_text(encoding="utf-8").partition(f'code = "{TOY}"')
    opened = re.sub(r"(understood|interface) = false", r"\1 = true", row_text)
    registry.write_text(before + mark + opened, encoding="utf-8")


async def live(database: str) -> LiveRelease:
    engine = open_engine(database)
    try:
        return (await LiveReleases.open(engine)).current
    finally:
        await engine.dispose()


def test_a_question_in_a_language_added_from_files_alone_is_answered_in_it(toy: tuple[Project, LiveRelease]) -> None:
    project, release = toy
    translations = load_translations(project.locales)
    reply = respond(Question("qach waq vIDIl QIp DaH"), release, translations, NOW)
    assert reply.language == TOY
    assert pseudo(release.catalogue.needs["housing.rent_help"].labels["en"]) in str(reply)
    assert pseudo("Home") in [button.label for row in reply.rows for button in row]


def test_its_urgent_card_leads_with_the_number_and_keeps_the_english_line(toy: tuple[Project, LiveRelease]) -> None:
    project, release = toy
    translations = load_translations(project.locales)
    reply = respond(Question("DaH jIHegh vIneH jay"), release, translations, NOW)
    leading = release.catalogue.hotlines("crisis")[0]
    assert reply.language == TOY
    assert leading.phone in str(reply.lines[0])
    review = brief_review(translations.translator(TOY))
    assert {f"{pseudo(leading.purpose)} ({review})", leading.purpose} <= set(map(str, reply.lines))


def test_it_stands_in_the_picker_as_a_draft_and_in_the_status_as_whole(toy: tuple[Project, LiveRelease]) -> None:
    project, release = toy
    translations = load_translations(project.locales)
    action = Action(Screen.LANGUAGES, "en")
    picker = show(action, release.catalogue, translations, properties=release.index.properties, now=NOW)
    assert Action(Screen.HOME, TOY) in picker.choices
    assert any("tlhIngan Hol" in str(line) and "Draft" in str(line) for line in picker.lines)
    directory = load_directory(project.data)
    (state,) = (s for s in states_of(directory, project.locales) if s.language.code == TOY)
    assert (state.catalogue.missing, state.catalogue.stale) == (0, 0)
    assert (state.directory.labels_missing, state.directory.purposes_missing, state.directory.spoken) == (0, 0, 2)
