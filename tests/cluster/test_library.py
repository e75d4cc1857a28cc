"""A whole library on a cluster: converted, searched, kept without a password, and built anew under load."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from corpus import Scope
from indexer.engines.cluster_client import ClusterClient
from indexer.exporting.json_form import search_json
from indexer.library import Library
from indexer.model.errors import EngineError
from indexer.model.request import SearchRequest
from tests.cluster.nodes import Cluster
from tests.cluster.test_failures import under_load
from tests.conformance.asked import Asked
from tests.indexer.conftest import write_report

pytestmark = pytest.mark.cluster
QUERIES = ["老旧小区改造", "“营商环境”", "同句:(教育 发展)", "改造 -电梯", "2020年管城区GDP", "10亿元", "标题:营商环境", "公厕 OR 厕所"]


def answers(library: Library) -> list[dict[str, object]]:
    """What is found, but for the time it took."""
    found = [search_json(library.search(SearchRequest(query))) for query in QUERIES]
    return [{name: value for name, value in each.items() if name != "took_ms"} for each in found]


def searched(library: Library) -> tuple[int, ...]:
    """The passages of a search, asked of the engine of this moment: the library itself would answer from memory."""
    return library._derived.current().engine.reader().ask(Asked("老旧小区改造").ask()).ids


def test_a_library_finds_the_same_on_a_cluster(cluster: Cluster, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    library.index(engine="tantivy")
    expected = answers(library)
    address = cluster.address("?replicas=1").replace("://", "://reader:very%20secret@")
    assert library.index(engine=address) == [], "help: nothing is read again"
    assert answers(library) == expected
    assert library.verify("完工老旧小区改造47个", Scope()).verdict == "exact"
    library.close()
    assert "secret" not in "".join(str(p.read_bytes()) for p in tmp_path.rglob("*") if p.is_file())
    assert "secret" not in library.status().engine
    again = Library(tmp_path / "library")
    assert answers(again) == expected
    again.remove("410104-2020")
    assert again.search(SearchRequest("老旧小区改造")).total == 0
    again.close()


def test_a_search_is_a_journey_or_two(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = Library(tmp_path / "library")
    library.index(engine=cluster.address())
    library.warm()
    went, send = list[str](), ClusterClient.send

    def counted(self: ClusterClient, method: str, path: str, *more: Any) -> Any:
        went.append(path)
        return send(self, method, path, *more)

    monkeypatch.setattr(ClusterClient, "send", counted)
    for query in ("改造", "老旧小区 改造", "公共厕所", "公厕 OR 厕所", "改造 -电梯", "“老旧小区”", "10亿元", "就业 改造"):
        went.clear()
        library.search(SearchRequest(query))
        assert 0 < len(went) <= 2, f"help: {query}: {went}"
    library.close()


def test_an_index_is_swapped_under_load(cluster: Cluster, tmp_path: Path) -> None:
    library = Library(tmp_path / "library")
    address = cluster.address()
    library.index(engine=address)
    expected = searched(library)
    assert expected
    reading = Library(tmp_path / "library")
    prefix = cluster.prefixes[-1]
    seen: set[str] = set()

    def ask() -> None:
        assert searched(reading) == expected

    def rebuild() -> None:
        for _ in range(3):
            library.index(rebuild=True)
            (name,) = cluster.client().get(f"/_alias/{prefix}")
            seen.add(name)

    went_well, wrong = under_load(ask, rebuild)
    assert went_well > 3
    assert not wrong
    assert len(seen) == 3, "help: the alias moves to each new index"
    left = cluster.client().get(f"/{prefix}-*/_alias")
    assert len(left) == 2, "help: the one in use and the one before; older ones are deleted"
    library.close()
    reading.close()


def test_a_prefix_of_another_library_is_left_alone(cluster: Cluster, tmp_path: Path) -> None:
    one, other = Library(tmp_path / "one"), Library(tmp_path / "other" / "library")
    address = cluster.address()
    one.index(engine=address)
    with pytest.raises(EngineError, match="已由别的库使用"):
        other.index(engine=address)
    assert one.search(SearchRequest("老旧小区改造")).total


def test_a_copy_of_a_library_sees_the_state_it_was_copied_in(cluster: Cluster, tmp_path: Path) -> None:
    """As on further machines that serve: catalog, figures and snapshot belong together until the next copy is put there."""
    library = Library(tmp_path / "library")
    reports = [write_report(tmp_path, place, 2020, toilets=41) for place in ("郑州市", "高阳县")]
    library.index(reports, engine=cluster.address())
    shutil.copytree(library.path, tmp_path / "copy")
    copy = Library(tmp_path / "copy")
    expected = [searched(copy), copy.search(SearchRequest("“41座”")).total]
    assert expected[1] == 2
    for toilets in (42, 43):  # one of the reports is changed, twice, and one is taken out
        library.index([write_report(tmp_path, "郑州市", 2020, toilets=toilets)])
    library.remove("130628-2020")
    assert [library.search(SearchRequest(f"“{n}座”")).total for n in (41, 42, 43)] == [0, 0, 1]
    again = Library(tmp_path / "copy")
    assert [searched(again), again.search(SearchRequest("“41座”")).total] == expected
    assert {h.passage.document.document_id for h in again.search(SearchRequest("“41座”")).hits} == {"410100-2020", "130628-2020"}
    with pytest.raises(EngineError, match="只能检索"):
        again.remove("410100-2020")
    for each in (library, copy, again):
        each.close()
