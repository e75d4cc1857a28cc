"""One suite for every engine: changes are seen by new readers only, and crashes lose nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Scope
from indexer.analysis.analyzer import Analyzer
from indexer.engines.base import Engine
from indexer.model.errors import EngineError
from indexer.model.matching import Without
from indexer.queries.compiling import Compiler
from tests.conformance.lines import lines
from tests.conformance.making import made


def test_a_reader_keeps_its_snapshot_and_a_new_one_sees_the_change(fresh: Engine, analyzer: Analyzer) -> None:
    before = fresh.reader()
    size = before.size()
    with fresh.writer() as writer:
        for line in lines(analyzer)[14:21]:
            writer.add(line.entry)
        assert before.size() == size
    fresh.settle()
    assert fresh.reader().size() == size + 7
    assert before.state != fresh.reader().state == fresh.reader().state


def test_forgetting_a_document(fresh: Engine, compiler: Compiler) -> None:
    assert set(fresh.reader().documents()) == {1, 2}
    with fresh.writer() as writer:
        writer.forget(1)
        writer.forget(99)
    fresh.settle()
    reader = fresh.reader()
    assert set(reader.documents()) == {2}
    assert reader.size() == 7
    assert reader.matching(compiler.string("老旧小区"), Scope()) == []
    assert reader.count(Without(compiler.string("就业")), Scope()) == 6


def test_an_update_replaces(fresh: Engine, analyzer: Analyzer, compiler: Compiler) -> None:
    changed = replace(lines(analyzer)[0].entry, key=500)
    with fresh.writer() as writer:
        writer.forget(1)
        writer.add(changed)
    fresh.settle()
    assert fresh.reader().matching(compiler.string("老旧小区改造"), Scope()) == [500]


def test_an_exception_leaves_the_index_as_it_was(fresh: Engine, analyzer: Analyzer) -> None:
    size = fresh.reader().size()

    def half_done() -> None:
        with fresh.writer() as writer:
            writer.forget(1)
            writer.add(lines(analyzer)[15].entry)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_done()
    assert fresh.reader().size() == size
    with fresh.writer() as writer:
        writer.forget(2)
    assert fresh.reader().size() == size - 7


def test_no_index_is_said_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="yiju index"):
        made(name, tmp_path / "nothing").reader()
