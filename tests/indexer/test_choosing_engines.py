"""Choosing an engine, changing it, outgrowing it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from indexer.cli import main
from indexer.derived.store import DerivedStore
from indexer.engines.outgrowing import limits, outgrown
from indexer.exporting.json_form import search_json
from indexer.library import Library
from indexer.model.errors import EngineAway, EngineError
from indexer.model.request import SearchRequest
from tests.indexer.conftest import write_report

QUERIES = ["“99座”", "改造", "厕所 OR 公厕", "增长 -下降", "年份:2020 改造", "同句:(改造 小区)", "标题:政府工作报告", "6.6%"]
needs_tantivy = pytest.mark.skipif(sys.version_info < (3, 11), reason="tantivy is built for Python 3.11 and newer")


def answers(library: Library) -> list[object]:
    found = [search_json(library.search(SearchRequest(query))) for query in QUERIES]
    return [{name: value for name, value in each.items() if name != "took_ms"} for each in found]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    reports = tmp_path / "reports"
    reports.mkdir()
    made = Library(tmp_path / "library")
    made.index([write_report(reports, place, 2020, toilets=99) for place in ("郑州市", "高阳县", "蠡县")])
    return made


@needs_tantivy
def test_a_library_is_converted_from_its_catalog(library: Library, tmp_path: Path) -> None:
    expected = answers(library)
    for path in (tmp_path / "reports").iterdir():
        path.unlink()
    for name in ("tantivy", "whoosh", "tantivy"):
        assert library.index(engine=name) == [], "help: nothing is read, the shipped report neither"
        assert library.status().engine == library.status().engine_at == name
        assert answers(library) == expected
    assert [p.name for p in (library.path / "derived").iterdir() if p.is_dir()] == [library.status().generation]
    again = Library(library.path)
    again.index([write_report(tmp_path / "reports", "唐县", 2020, toilets=99)])
    assert again.status().engine == "tantivy", "help: the library remembers its engine"
    assert again.search(SearchRequest("“99座”")).documents == 4


def test_an_index_is_not_built_anew_because_its_engine_is_away(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = library._derived.current().engine
    generation = library.status().generation

    def away() -> None:
        raise EngineAway("连不上集群")

    monkeypatch.setattr(engine, "reader", away)
    with pytest.raises(EngineAway):
        library.prepare()
    monkeypatch.undo()
    library.prepare()
    assert library.status().generation == generation


def test_an_index_of_another_version_or_another_machine_is_built_anew(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    expected, before = answers(library), library.status().generation
    monkeypatch.setattr(DerivedStore, "_versions", lambda self, found: "another")
    assert "是别的版本建立的" in str(Library(library.path).status().problem)
    monkeypatch.undo()
    stamp = library.path / "derived" / str(before) / "stamp.json"
    stamp.write_text(stamp.read_text("utf-8").replace("whoosh", "tantivy"), "utf-8")
    again = Library(library.path)
    assert "别的机器建立的" in str(again.status().problem)
    again.prepare()
    assert again.status().ready
    assert again.status().generation != before
    assert answers(again) == expected


@pytest.mark.parametrize(("choice", "message"), [("lucene", "没有名为 lucene 的检索引擎，可用的有：whoosh"), ("opensearch", "要写地址")])
def test_a_wrong_engine_is_wrong_usage(choice: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "--library", str(tmp_path / "library"), "--engine", choice]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "library").exists()


def test_a_cluster_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["index", "--library", str(tmp_path / "library"), "--engine", "opensearch+http://me:secret@127.0.0.1:9/yiju"]
    assert main(command) == 1
    told = capsys.readouterr().err
    assert "连不上集群：127.0.0.1:9 拒绝连接" in told
    assert "secret" not in told
    assert "secret" not in "".join(str(p.read_bytes()) for p in tmp_path.rglob("*") if p.is_file())


def test_doctor_tells_the_engine_and_when_it_is_outgrown(
    library: Library, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["doctor", "--library", str(library.path)]) == 0
    told = capsys.readouterr().out
    assert "引擎：whoosh（Whoosh 2.7.4；whoosh-" in told
    assert "建议" not in told
    monkeypatch.setitem(limits(), "whoosh", limits()["whoosh"]._replace(most=50))
    assert main(["doctor", "--library", str(library.path)]) == 0
    told = capsys.readouterr().out
    assert "检索引擎 whoosh 适合 50 段以内；换成 tantivy 检索约快" in told
    assert "yiju index --engine tantivy" in told
    assert main(["doctor", "--json", "--library", str(library.path)]) == 0
    assert "tantivy" in json.loads(capsys.readouterr().out)["advice"]


def test_limits_name_engines_and_numbers_that_were_measured() -> None:
    results = (Path(__file__).parents[2] / "benchmarks" / "SCALE.md").read_text("utf-8")
    for engine, limit in limits().items():
        assert outgrown(engine, limit.most) is None
        assert f"约快 {limit.times} 倍" in str(outgrown(engine, limit.most + 1))
        row = {name: first_p50(results, name, limit.measured_at) for name in (engine, limit.following)}
        assert round(row[engine] / row[limit.following], 1) == float(limit.times), "help: as benchmarks/SCALE.md has it"


def first_p50(results: str, engine: str, passages: int) -> float:
    """The latency of an engine at a size, in the table of results."""
    names = {"whoosh": "Yiju on Whoosh", "tantivy": "Yiju on tantivy"}
    table = results[results.index("## From a query's text") :]
    row = next(line for line in table.split("\n") if line.startswith(f"| {passages:,} | {names[engine]} |"))
    return float(row.split("|")[3])


def test_an_engine_error_is_no_rebuild_without_reason(library: Library) -> None:
    with pytest.raises(EngineError):
        library.index(engine="opensearch+http://127.0.0.1:9/yiju?timeout=1")
    assert library.status().ready
    assert library.status().engine == "whoosh", "help: a conversion that fails leaves the library as it was"
