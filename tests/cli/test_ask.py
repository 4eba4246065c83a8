from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.ask import answer_lines, ask
from tests.directory.sample import write_sample

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pipeline import LiveRelease

KEYS = [
    "id", "outcome", "language", "needs", "services", "urgent", "handover", "about", "private_data", "filters",
    "micros",
]  # fmt: skip


@pytest.fixture
def lines(shipped: LiveRelease, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def answer(*typed: str) -> list[dict[str, Any]]:
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed) + "\n"))
        answer_lines(shipped)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answer


def test_each_line_gets_one_object_in_order_with_the_keys_of_the_contract(lines: Any) -> None:
    texts = ["nesecito ayuda pa la renta", "I want to die", "weather", "are you the police", "where is a food bank"]
    records = lines(*(json.dumps({"id": f"q{at}", "text": text}) for at, text in enumerate(texts)))
    assert [record["id"] for record in records] == ["q0", "q1", "q2", "q3", "q4"]
    assert [record["outcome"] for record in records] == ["answer", "urgent", "no_match", "about", "handover"]
    for record in records:
        assert list(record) == KEYS
        assert len(record["needs"]) <= 5 and len(record["services"]) <= 5
        assert all(list(need) == ["need", "score"] and 0 <= need["score"] <= 1 for need in record["needs"])
        assert all(list(service) == ["id", "score"] for service in record["services"])
        assert isinstance(record["micros"], int) and isinstance(record["filters"], dict)
    assert (records[0]["language"], records[0]["needs"][0]["need"]) == ("es", "housing.rent_help")
    assert (records[1]["urgent"], records[3]["about"]) == ("crisis", "about:trust")
    assert records[4]["handover"] == "adjacent:food"


def test_the_hint_decides_for_a_text_without_language(lines: Any) -> None:
    records = lines('{"id": 1, "text": "?", "language": "es"}', '{"id": 2, "text": "?"}')
    assert [record["language"] for record in records] == ["es", "en"]


@pytest.mark.parametrize("spoilt", ["not json", "[]", "{}", "3", '{"id": "a"}'])
def test_a_line_that_is_no_question_gets_an_error_and_the_next_one_an_answer(lines: Any, spoilt: str) -> None:
    first, second = lines(spoilt, "", '{"id": "b", "text": "rent"}')
    assert list(first) == ["error"]
    assert second["id"] == "b"


def run(*arguments: str) -> tuple[int, str]:
    app = typer.Typer()
    app.command()(ask)
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def test_a_question_is_answered_with_the_reasons(tmp_path: Path) -> None:
    code, output = run("help with rent", "--data", str(write_sample(tmp_path / "data")))
    assert code == 0
    assert "outcome:" in output and "our terms that told it" in output


def test_without_a_question_the_way_to_ask_is_shown(tmp_path: Path) -> None:
    code, output = run("--data", str(write_sample(tmp_path / "data")))
    assert code == 2
    assert "Write a question in quotes" in output


def test_a_spoilt_directory_is_told(tmp_path: Path) -> None:
    folder = write_sample(tmp_path / "data")
    (folder / "needs.csv").unlink()
    code, output = run("help", "--data", str(folder))
    assert code == 1
    assert "needs.csv" in output
