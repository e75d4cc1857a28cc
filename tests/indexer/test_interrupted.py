"""Interrupted between two steps that belong together: each such moment by itself, where ``test_killing.py`` takes them at random."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from indexer import Library, Scope, SearchRequest
from indexer.derived.store import DerivedStore
from indexer.engines.whoosh_engine import WhooshEngine
from indexer.figures.store import FigureStore
from tests.indexer.conftest import write_report


class Killed(BaseException):
    """What no handler of ours may catch."""


def stop(*_: object) -> None:
    raise Killed


def found(library: Library, query: str = "“公厕”") -> int:
    return library.search(SearchRequest(query)).total


def test_a_commit_whose_manifest_was_not_written_does_not_count(several: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = write_report(tmp_path, "蠡县", 2020)
    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "_write_manifest", stop)
        with pytest.raises(Killed):
            several.index([late])
    assert found(Library.open(several.path)) == 4  # as before, from the files as they were before
    again = Library.open(several.path)
    again.prepare()
    assert found(again) == 5
    assert len(list((several.path / "derived").glob("whoosh-*"))) == 1


def test_half_written_files_of_an_index_are_swept_away(several: Library, tmp_path: Path) -> None:
    (engine,) = (several.path / "derived").glob("whoosh-*/engine")
    (engine / "MAIN_0123456789abcdef.seg").write_bytes(b"half")
    (engine / "abc.tmp").mkdir()
    library = Library.open(several.path)
    assert found(library) == 4
    library.index([write_report(tmp_path, "蠡县", 2020)])
    assert found(library) == 5
    assert not list(engine.glob("*.tmp")) + list(engine.glob("MAIN_0123456789abcdef*"))


def test_half_a_commit_of_the_figures_is_taken_back_by_the_next_reader(several: Library) -> None:
    (path,) = (several.path / "derived").glob("whoosh-*/figures.sqlite")
    scope = Scope()
    before = FigureStore(path)._found("1", (), scope, "rowid")
    content = path.read_bytes()
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA cache_size = 1")  # so that pages reach the file before the commit
    writer.execute("BEGIN EXCLUSIVE")
    writer.execute("UPDATE figures SET start = 0")
    writer.execute("CREATE TABLE more AS SELECT a.*, b.document_id AS again FROM figures AS a, figures AS b")
    journal, half = path.with_name(path.name + "-journal").read_bytes(), path.read_bytes()
    writer.close()
    path.write_bytes(half)
    path.with_name(path.name + "-journal").write_bytes(journal)
    assert half != content
    assert FigureStore(path)._found("1", (), scope, "rowid") == before


def test_a_first_index_that_was_begun_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = tmp_path / "来源"
    reports.mkdir()
    for year in (2018, 2019, 2020):
        write_report(reports, "蠡县", year)
    library = Library.open(tmp_path / "库")
    with monkeypatch.context() as patch:
        patch.setattr(DerivedStore, "_switch", stop)
        with pytest.raises(Killed):
            library.index([reports])
    assert not library.status().ready
    (begun,) = (library.path / "derived").glob("whoosh-*")
    late = write_report(reports, "望都县", 2020)
    again = Library.open(library.path)
    assert [o.file.name for o in again.index([reports]) if o.fate == "read"] == [late.name]
    assert again.status().generation == begun.name
    assert found(again) == 4


def test_a_rebuild_that_was_cut_off_leaves_nothing_behind(several: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(DerivedStore, "_switch", stop)
        with pytest.raises(Killed):
            several.index([tmp_path / "reports"], rebuild=True)
    library = Library.open(several.path)
    assert found(library) == 4
    library.prepare()
    assert library.status().ready
    assert len(list((several.path / "derived").glob("whoosh-*"))) == 1
