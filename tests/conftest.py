"""What all tests share: the development data beside the checkout where it is present, and one indexed library."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# A slow machine is no failure, and the same commit gives the same verdict everywhere.
settings.register_profile("yiju", deadline=None, derandomize=True)
settings.load_profile("yiju")

# A shell ignores Ctrl+C in what it starts in the background, and children inherit that; with a handler here they do not.
signal.signal(signal.SIGINT, signal.default_int_handler)

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder ``shared`` beside the checkout; tests that read it skip in a clone without it."""
    if not (SHARED / "data").is_dir():
        pytest.skip("../shared is not here")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _own_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave the user's key and library alone."""
    kept = {name: os.environ.get(name) for name in ("YIJU_SETTINGS", "YIJU_LIBRARY")}
    os.environ["YIJU_SETTINGS"] = str(tmp_path_factory.mktemp("settings"))
    os.environ["YIJU_LIBRARY"] = str(tmp_path_factory.mktemp("default-library"))
    yield
    for name, value in kept.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
