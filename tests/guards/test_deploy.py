"""What deploy/ promises about the host: the token's way, what reaches a disk, which rights the bot has."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.config import Settings

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
TOKEN = re.compile(r"\d{5,}:[\w-]{30,}")


@pytest.fixture(scope="module")
def service() -> dict[str, str]:
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "vecino.service", encoding="utf-8")
    return dict(unit["Service"])


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """The Dockerfile as (instruction, rest), continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("User", "vecino"),
        ("LimitCORE", "0"),
        ("MemorySwapMax", "0"),
        ("UMask", "0077"),
        ("StateDirectoryMode", "0700"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("ProtectProc", "invisible"),
        ("PrivateTmp", "yes"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", ""),
        ("MemoryDenyWriteExecute", "yes"),
        ("SystemCallFilter", "@system-service"),
        ("Restart", "on-failure"),
    ],
)
def test_the_unit_keeps_its_promise(service: dict[str, str], name: str, value: str) -> None:
    assert service[name] == value


def test_the_unit_hands_the_token_over_as_a_credential_and_in_no_other_way(service: dict[str, str]) -> None:
    name, colon, file = service["LoadCredential"].partition(":")
    assert name in Settings.model_fields and colon and file.startswith("/etc/")
    others = " ".join(value for key, value in service.items() if key != "LoadCredential").lower()
    assert "token" not in others


def test_the_database_lies_in_the_one_folder_that_may_be_written(service: dict[str, str]) -> None:
    assert f"sqlite+aiosqlite:////var/lib/{service['StateDirectory']}/" in service["Environment"]
    assert "ReadWritePaths" not in service


def test_the_container_runs_without_root_and_starts_the_bot(steps: list[tuple[str, str]]) -> None:
    last = dict(steps)
    number, _, group = last["USER"].partition(":")
    assert int(number) > 0 and int(group) > 0
    assert (last["ENTRYPOINT"], last["CMD"]) == ('["python", "-m", "bot"]', '["run"]')


def test_the_image_is_made_in_two_stages_from_locked_wheels(steps: list[tuple[str, str]]) -> None:
    assert [rest.split()[0] for instruction, rest in steps if instruction == "FROM"] == ["python:3.11-slim"] * 2
    (install,) = [rest for instruction, rest in steps if instruction == "RUN" and "pip install" in rest]
    assert "--require-hashes -r requirements.txt" in install and "--only-binary=:all:" in install


def test_only_named_folders_get_into_the_image_and_none_holds_a_secret(steps: list[tuple[str, str]]) -> None:
    copied = [name for instruction, rest in steps if instruction == "COPY" for name in rest.split()[:-1]]
    copied = [name for name in copied if not name.startswith(("--", "/"))]
    assert set(copied) == {"requirements.txt", "LICENSE", "NOTICE", "bot", "locales", "directory_data"}
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    rules = [line for line in ignored if line and not line.startswith("#")]
    assert rules[0] == "*"
    assert {line.removeprefix("!") for line in rules if line.startswith("!")} == set(copied)
    assert "ADD" not in {instruction for instruction, _ in steps}
    assert not [rest for instruction, rest in steps if instruction in {"ENV", "ARG"} and "token" in rest.lower()]


@pytest.mark.parametrize("file", sorted(path.name for path in DEPLOY.iterdir()))
def test_no_token_stands_in_deploy(file: str) -> None:
    assert not TOKEN.search((DEPLOY / file).read_text(encoding="utf-8"))


def test_a_token_would_be_found() -> None:
    assert TOKEN.search("Environment=BOT_TOKEN=123456789:" + "A" * 35)
