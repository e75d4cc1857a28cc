"""Arrows one way: webapp → indexer → corpus, rooms entered by their doors, sub-rooms not by one another."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("corpus", "indexer", "webapp")
DOOR_OF = {"webapp": ("indexer",), "indexer": ("corpus",), "corpus": ()}
SECOND_DOORS = {("webapp/cli.py", "indexer.cli")}  # the console script delegates to the indexer's commands


def files(room: str) -> list[Path]:
    return sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Full names of the modules a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("room", ROOMS)
def test_other_rooms_are_entered_by_their_door(room: str) -> None:
    for path in files(room):
        for name in imported(path):
            top = name.split(".")[0]
            if top in ROOMS and top != room and (str(path.relative_to(ROOT)), name) not in SECOND_DOORS:
                assert name in DOOR_OF[room], f"{path.relative_to(ROOT)} imports {name}"


@pytest.mark.parametrize("room", ROOMS)
def test_no_file_imports_its_own_rooms_door(room: str) -> None:
    for path in files(room):
        if path not in (ROOT / room / "__init__.py", ROOT / "webapp" / "cli.py"):  # the door, and what starts the server
            assert room not in imported(path), f"{path.relative_to(ROOT)} imports its own door"


def test_import_contracts() -> None:
    """The layers inside the rooms, as setup.cfg draws them."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, env={"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("room", ["corpus", "indexer"])
def test_the_door_lists_what_is_public(room: str) -> None:
    door = importlib.import_module(room)
    machinery = {"LAZY", "TYPE_CHECKING", "import_module"}
    public = {
        name for name, value in vars(door).items()
        if not name.startswith("_") and type(value).__name__ != "module" and name not in machinery
    } | set(getattr(door, "LAZY", {}))  # fmt: skip
    assert all(hasattr(door, name) for name in door.__all__)
    assert public == set(door.__all__)
    assert list(door.__all__) == sorted(door.__all__, key=lambda n: (n.upper() != n, not n[0].isupper(), n))
