"""The README tells the truth: every command, option, engine, page and dependency stands in it, and nothing more is promised."""

from __future__ import annotations

import argparse
import configparser
import re
from pathlib import Path

import pytest

from indexer.cli import build_parser
from indexer.commands import COMMANDS
from indexer.engines import ENGINES
from indexer.queries.lexer import FIELDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", "utf-8")


def requirements(text: str) -> list[str]:
    return [re.split(r"[=<>\[ ]", line)[0] for line in text.split("\n") if line.strip() and not line.startswith("yiju")]


@pytest.mark.parametrize("command", [name for name, _, _ in COMMANDS])
def test_every_command_is_described(command: str) -> None:
    assert f"`yiju {command}" in README


def test_serve_is_described() -> None:
    assert "`yiju serve`" in README


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_the_query_language_is_described(field: str) -> None:
    assert f"`{field}:" in README


@pytest.mark.parametrize("name", ENGINES)
def test_every_engine_is_described(name: str) -> None:
    assert name in README.lower()


@pytest.mark.parametrize("package", requirements(SETUP["options"]["install_requires"]))
def test_every_dependency_earns_its_line(package: str) -> None:
    table = README[README.index("## Dependencies") :]
    assert package.lower() in table.lower()


@pytest.mark.parametrize("extra", ["test", "dev"])
def test_every_tool_is_named(extra: str) -> None:
    for package in requirements(SETUP["options.extras_require"][extra]):
        assert package.lower() in README.lower()


def test_there_are_exactly_two_setup_commands() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.M)
    assert commands == [
        "python3 -m venv .venv && . .venv/bin/activate && pip install . && yiju serve",
        "python3 -m venv .venv && . .venv/bin/activate && pip install '.[test]' && pytest",
    ]


def test_ci_runs_the_readmes_test_command() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "pip install '.[test" in script
    assert re.search(r"^pytest$", script, re.M)


def test_the_version_is_in_the_changelog() -> None:
    assert f"## {SETUP['metadata']['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_option_has_a_help_or_a_name_that_says_it() -> None:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for parser in action.choices.values():
                assert parser.description


@pytest.mark.parametrize("room", ["corpus", "indexer", "webapp"])
def test_each_room_has_a_short_readme(room: str) -> None:
    lines = (ROOT / room / "README.md").read_text("utf-8").splitlines()
    assert 5 <= len(lines) <= 15


def test_files_are_of_a_size_to_read() -> None:
    for room in ("corpus", "indexer", "webapp"):
        for path in (ROOT / room).rglob("*.py"):
            assert len(path.read_text("utf-8").splitlines()) <= 400, path
