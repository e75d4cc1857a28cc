"""Every engine in turn, filled with the lines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.analysis.analyzer import Analyzer
from indexer.engines.base import Engine
from indexer.quantities.extraction import figure_spans
from indexer.queries.compiling import Compiler
from tests.conformance.lines import lines
from tests.conformance.making import EVERY_ENGINE, made


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(figure_spans, "tests")


@pytest.fixture(scope="module")
def compiler(analyzer: Analyzer) -> Compiler:
    return Compiler(analyzer)


@pytest.fixture(params=EVERY_ENGINE, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def filled(name: str, analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    found = made(name, tmp_path_factory.mktemp(name) / "engine")
    with found.writer() as writer:
        for line in lines(analyzer):
            writer.add(line.entry)
    found.settle()
    yield found
    found.close()


@pytest.fixture
def fresh(name: str, analyzer: Analyzer, tmp_path: Path) -> Iterator[Engine]:
    found = made(name, tmp_path / "engine")
    with found.writer() as writer:
        for line in lines(analyzer)[:14]:
            writer.add(line.entry)
    found.settle()
    yield found
    found.close()
