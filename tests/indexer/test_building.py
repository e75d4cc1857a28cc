"""Building in several processes and in several commits: the same index as by one, and nothing lost when something breaks."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Catalog, Scope
from indexer import Library, LibraryError, SearchRequest
from indexer.analysis.analyzer import Analyzer, gram_pairs
from indexer.derived import building, workers
from indexer.derived.analysing import Analysed, analysed
from indexer.model.matching import Entry
from tests.indexer.conftest import write_report

PLACES = ("洛阳市", "开封市", "新乡市", "许昌市", "安阳市", "焦作市", "漯河市")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "来源"
    found.mkdir()
    for place in PLACES:
        write_report(found, place, 2021)
    return found


def opened(path: Path, folder: Path) -> tuple[Library, Catalog, Analyzer]:
    library = Library.open(path)
    library.index([folder])
    return library, library._catalog, library._analyzer


def alike(passages: list[Analysed]) -> list[tuple[object, ...]]:
    """What an index makes of them: the order of words is nothing to it."""
    return [(p.entry.key, p.entry.grams, Counter(p.entry.words), Counter(p.entry.subject), p.entry.places, p.figures) for p in passages]


def test_children_analyse_like_this_process_and_in_order(tmp_path: Path, folder: Path) -> None:
    _, catalog, analyzer = opened(tmp_path / "库", folder)
    keys = [d.key for d in catalog.documents()]
    expected = [one for key in keys for one in analysed(workers.passages_of(catalog, key), analyzer)]
    analyzer.accelerate()
    with workers.workers(2, catalog.path, analyzer) as children:
        found = [one for batch in children.results([[key] for key in keys]) for one in batch]
    assert alike(found) == alike(expected)
    assert len(found) == catalog.counts().passages


@given(st.text(), st.text("新旧。；\n \u3000𠀀"))
def test_a_passage_comes_through_a_pipe_as_it_was(form: str, titles: str) -> None:
    entry = Entry(7, 2, "d", True, ("旧", "城"), (), tuple(gram_pairs(form)), tuple(gram_pairs(titles)), 2020, ("41",), None, None, "report")
    passage = Analysed(entry, [])
    assert workers.unpacked(workers.packed(passage)) == passage


@pytest.mark.parametrize("processes", [0, 1, 3])
def test_the_same_index_whoever_builds_it(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, processes: int) -> None:
    monkeypatch.setattr(building, "MANY", 1)
    monkeypatch.setattr(building, "TASK", 2)
    library, catalog, _ = opened(tmp_path / "库", folder)
    monkeypatch.setattr(building, "BATCH", catalog.counts().passages // 3)
    library._derived.bring_up(rebuild=True, processes=processes)
    assert not catalog.pending(library._derived.current().name)
    result = library.search(SearchRequest("改造"))
    plain = Library.open(tmp_path / "另")
    plain.index([folder])
    assert [h.passage.text for h in result.hits] == [h.passage.text for h in plain.search(SearchRequest("改造")).hits]
    assert result.totals == plain.search(SearchRequest("改造")).totals
    assert library.figures(Scope()).total == plain.figures(Scope()).total > 0


@given(st.lists(st.integers(0, 30), max_size=200), st.integers(1, 40), st.integers(1, 8))
def test_commits_hold_all_in_order_and_no_more_than_fits(sizes: list[int], most: int, joins: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "BATCH", most)
        found = building.batches(list(range(len(sizes))), sizes, joins)
    assert [key for batch in found for key in batch] == list(range(len(sizes)))
    held = [sum(sizes[key] for key in batch) for batch in found]
    assert all(n < most + max(sizes) for n in held)
    assert len(found) <= max(1, -(-sum(sizes) // most)) or joins > 1


@pytest.mark.parametrize(("documents", "joins", "commits"), [(0, 8, 0), (10, 8, 1), (11, 8, 8), (80, 8, 8), (81, 8, 64), (25, 1, 3)])
def test_where_an_engine_joins_segments_there_are_a_power_of_so_many_commits(
    monkeypatch: pytest.MonkeyPatch, documents: int, joins: int, commits: int
) -> None:
    monkeypatch.setattr(building, "BATCH", 10)
    found = building.batches(list(range(documents)), [1] * documents, joins)
    assert len(found) == commits
    assert max(map(len, found), default=0) - min(map(len, found), default=0) <= 1


def test_documents_of_any_size_are_spread_over_about_as_many_commits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BATCH", 1_000)
    sizes = [1 + 37 * n % 90 for n in range(400)]  # 45 in the middle: 18 times as many as a commit may hold
    found = building.batches(list(range(400)), sizes, 8)
    held = [sum(sizes[key] for key in batch) for batch in found]
    assert len(found) == 64
    assert max(held) < 1.68 * min(held[:-1])  # within tantivy's bounds for segments of one size


def test_the_first_commit_is_enough_to_find_the_common_strings() -> None:
    pytest.importorskip("tantivy")
    from indexer.engines.tantivy_common import SAMPLE
    from indexer.engines.tantivy_engine import TantivyEngine

    assert building.BATCH // TantivyEngine.joins >= SAMPLE


def test_a_tantivy_index_built_at_once_ends_as_one_segment(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tantivy")
    for year in range(2001, 2015):
        for place in PLACES:
            write_report(folder, place, year)
    library, catalog, _ = opened(tmp_path / "库", folder)
    monkeypatch.setattr(building, "BATCH", catalog.counts().passages // 9)
    library._derived.bring_up("tantivy", rebuild=True, processes=0)
    reader: Any = library._derived.current().engine.reader()
    assert reader.size() == catalog.counts().passages
    assert reader.searcher.num_segments == 1


def test_a_child_that_dies_is_told_of_and_the_rest_is_done_later(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, _, _ = opened(tmp_path / "库", folder)
    with monkeypatch.context() as broken:
        broken.setattr(building, "MANY", 1)
        broken.setattr(workers, "_CHILD", "import sys; sys.exit(3)")
        with pytest.raises(LibraryError, match="--workers 1"):
            library._derived.bring_up(rebuild=True, processes=2)
    assert library.search(SearchRequest("改造")).total  # the index there was is still in use
    library._derived.bring_up(rebuild=True)
    assert library.search(SearchRequest("改造")).total


def test_what_was_committed_before_a_fault_is_kept(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, catalog, _ = opened(tmp_path / "库", folder)
    generation = library._derived.current()
    catalog.mark_indexed([d.key for d in catalog.documents()], "whoosh-00000000")  # as if nothing had been indexed
    monkeypatch.setattr(building, "BATCH", -(-catalog.counts().passages // 3))
    commits, real = [], generation.engine.writer

    @contextmanager
    def third_fails() -> Any:
        commits.append(1)
        if len(commits) == 3:
            raise OSError(28, "No space left on device")
        with real() as writer:
            yield writer

    with monkeypatch.context() as broken:
        broken.setattr(generation.engine, "writer", third_fails)
        with pytest.raises(OSError, match="No space"):
            building.catch_up(catalog, generation.engine, generation.figures, library._analyzer, generation.name)
    assert len(catalog.pending(generation.name)) == 2
    assert building.catch_up(catalog, generation.engine, generation.figures, library._analyzer, generation.name) == 2
    assert library.search(SearchRequest("改造")).documents == len(PLACES)

