"""Engines for tests, by name, over a folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from indexer.derived.sealing import SealedFiles
from indexer.engines import ENGINES, engine
from indexer.engines.base import Engine
from indexer.engines.example import ExampleEngine
from tests.cluster.nodes import a_cluster

COMMON = "tantivy, as for many passages"  # common strings are found out from a few, and every term lies ready
EVERY_ENGINE = [*(pytest.param(n, marks=pytest.mark.cluster) if e.elsewhere else n for n, e in ENGINES.items()), COMMON, "example"]
IN_A_FOLDER = [name for name, entrance in ENGINES.items() if not entrance.elsewhere]


def made(name: str, folder: Path) -> Engine:
    """An engine over a folder; skipped where Python is too old for it, or there is no cluster."""
    if name == "example":
        return ExampleEngine(folder, SealedFiles())
    if name.startswith("tantivy") and sys.version_info < (3, 11):
        pytest.skip("tantivy is built for Python 3.11 and newer")
    if name == COMMON:
        from indexer.engines.tantivy_engine import TantivyEngine

        return TantivyEngine(folder, SealedFiles(), sample=20, least=1)
    if ENGINES[name].elsewhere:
        return engine(a_cluster().address(), folder, SealedFiles())
    return engine(name, folder, SealedFiles())
