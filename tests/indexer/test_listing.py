"""The list that is paged: one place a report, copies with the best of them, and a count that the pages add up to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import CopyGroups, PassageRecord, Scope, shipped_reports
from indexer import Hit, Library, SearchRequest, SearchResult
from indexer.finding.folding import NO_FOLDS, Folds, fold
from indexer.finding.listing import Listed, listed
from indexer.model.matching import Ranking
from tests.indexer.conftest import write_report

RANKING = Ranking((11, 21, 12, 31, 22), (0, 0, 0, 1, 1), (3, 2), 3, {}, (1, 2, 1, 3, 2), (1,) * 5)
# passage 21 is a copy of 12, and document 2 of 1
COPIES = CopyGroups(documents={1: 1, 2: 1}, passages={12: 12, 21: 12})
PASSAGES, REPORTS = fold({11: 11, 12: 12, 21: 21, 31: 31}, COPIES), fold({1: 11, 2: 21, 3: 31}, COPIES, "document")


@pytest.mark.parametrize(
    ("group", "folds", "more", "expected", "why"),
    [
        ("passage", NO_FOLDS, {}, [11, 21, 12, 31, 22], "as ranked"),
        ("passage", NO_FOLDS, {"last": {21}}, [11, 12, 31, 22, 21], "put last"),
        ("passage", NO_FOLDS, {"first": (22, 31)}, [22, 31, 11, 21, 12], "put first, in the order given"),
        ("passage", PASSAGES, {}, [11, 12, 31, 22], "the best of the copies keeps its own place"),
        ("passage", PASSAGES, {"last": {12}}, [11, 31, 22, 12], "wherever that is"),
        ("passage", PASSAGES, {"first": (12,)}, [12, 11, 31, 22], "what stands for others, put first"),
        ("passage", NO_FOLDS, {"first": (41,), "beside": [Listed(41, None, 4)]}, [41, 11, 21, 12, 31, 22], "what was not ranked"),
        ("document", NO_FOLDS, {}, [11, 21, 31], "the first of each"),
        ("document", NO_FOLDS, {"last": {11}}, [21, 12, 31], "the first that is not put last"),
        ("document", REPORTS, {}, [11, 31], "documents that are copies"),
        ("document", REPORTS, {"first": (22,)}, [22, 31], "a passage of a copy, put first, stands for the report that is shown"),
        ("document", REPORTS, {"first": (24,), "beside": [Listed(24, None, 2)]}, [24, 31], "be it one that was not ranked"),
    ],
)
def test_the_places(group: str, folds: Folds, more: dict[str, object], expected: list[int], why: str) -> None:
    assert [place.key for place in listed(RANKING, group, folds, **more)] == expected, why  # type: ignore[arg-type]


def test_nothing_ranked_is_lost_by_grouping_or_folding() -> None:
    (first, second, _) = listed(RANKING, "document")
    assert (first.size, second.size) == (2, 2)
    assert listed(RANKING, "passage", PASSAGES)[1] == Listed(12, 0, 1, copies=(21,))
    assert listed(RANKING, "document", REPORTS)[0].copies == (21,)


@given(st.dictionaries(st.integers(0, 30), st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_each_kind_of_copies_is_shown_once(kinds: dict[int, int], found: set[int]) -> None:
    best_of = {key: min(k for k in kinds if kinds[k] == kind) for key, kind in kinds.items()}
    folds = fold({key: key + 100 for key in found}, CopyGroups({}, best_of))
    copies = {key: folds.copies(key) for key in range(31)}
    left = found - set(folds.shown)
    assert len(left) == len(found - set(best_of)) + len({best_of[key] for key in found if key in best_of})
    assert set(folds.shown.values()) == {key for key in copies if copies[key]} <= left
    assert sorted(p for passages in copies.values() for p in passages) == sorted(key + 100 for key in folds.shown)
    assert all(folds.shown[p - 100] == key for key, passages in copies.items() for p in passages)
    assert all(best_of[key] not in found or folds.shown[key] == best_of[key] for key in folds.shown)


# whole libraries ----------------------------------------------------------------------------

SENTENCE = "现在,我代表区人民政府向大会报告工作,请予审议,并请各位政协委员和其他列席人员提出意见。"
LONGER = "410104-2020"  # taken in first


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """A small report, the shipped one, and a longer copy of it in which one sentence is another."""
    folder = tmp_path_factory.mktemp("reports")
    write_report(folder, "高阳县", 2019)
    (shipped,) = shipped_reports()
    text = shipped.read_text("utf-8")
    assert SENTENCE in text
    (folder / "again.txt").write_text(text.replace(SENTENCE, SENTENCE + "请一并审阅。"), "utf-8")
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    library.index()
    return library


def every(library: Library, query: str, **more: object) -> tuple[SearchResult, list[Hit]]:
    """All pages of two, put together."""
    result = library.search(SearchRequest(query, limit=2, **more))  # type: ignore[arg-type]
    hits = list(result.hits)
    while len(hits) < result.listed:
        page = library.search(SearchRequest(query, limit=2, offset=len(hits), **more)).hits  # type: ignore[arg-type]
        assert page
        hits += page
    assert not library.search(SearchRequest(query, limit=2, offset=len(hits), **more)).hits  # type: ignore[arg-type]
    return result, hits


@pytest.fixture(scope="module")
def shorter(copied: Library) -> str:
    """The id of the shipped report, which bears a piece of its digest."""
    _, documents = copied.documents(Scope(places=frozenset({"410104"})))
    (found,) = [d.document_id for d in documents if d.document_id != LONGER]
    return found


def ids_of(passages: Iterable[PassageRecord]) -> list[str]:
    return [passage.passage_id for passage in passages]


def ids(hits: Iterable[Hit]) -> list[str]:
    return [hit.passage.passage_id for hit in hits]


@pytest.mark.parametrize("query", ["“营商环境”", "营商环境 老旧小区", "老旧小区改造", "“10亿”"])
def test_copies_are_listed_once_with_the_best_first(copied: Library, shorter: str, query: str) -> None:
    result, hits = every(copied, query)
    alone, apart = every(copied, query, fold=False)
    assert result.total == alone.total == alone.listed == len(apart)
    assert result.listed == len(hits) < result.total
    twice = [h for h in hits if h.passage.document.place and h.passage.document.place.code == "410104"]
    assert twice
    for hit in twice:  # the longer of the two is the better
        assert hit.passage.document.document_id == LONGER
        assert [(c.document.document_id, c.text) for c in hit.copies] == [(shorter, hit.passage.text)]
    assert {h.passage.key for h in apart} == {p.key for h in hits for p in (h.passage, *h.copies)}


@pytest.mark.parametrize("sort", ["relevance", "year", "place"])
@pytest.mark.parametrize("query", ["“,”", "工作", "“1”", "建设 -绿化"])
def test_the_pages_add_up_however_far_one_turns(copied: Library, query: str, sort: str) -> None:
    result, hits = every(copied, query, sort=sort)
    alone, apart = every(copied, query, sort=sort, fold=False)
    shown = [h.passage.key for h in hits]
    folded = [p.key for h in hits for p in h.copies]
    assert len(shown) == len(set(shown)) == result.listed
    assert sorted(shown + folded) == sorted(h.passage.key for h in apart)
    assert (result.total, alone.total) == (alone.listed, len(apart))
    order = {h.passage.key: rank for rank, h in enumerate(apart)}
    assert shown == sorted(shown, key=order.__getitem__)  # folding leaves the order as it was


def test_what_differs_between_copies_is_listed_twice(copied: Library, shorter: str) -> None:
    result, hits = every(copied, f"“{SENTENCE}”")
    assert (result.listed, set(ids(hits))) == (2, {f"{LONGER}-p1", f"{shorter}-p1"})


def test_a_copy_out_of_scope_does_not_stand_for_one_inside(copied: Library, shorter: str) -> None:
    _, inside = every(copied, "“营商环境”", scope=Scope(documents=frozenset({shorter})))
    assert inside
    assert {(h.passage.document.document_id, h.copies) for h in inside} == {(shorter, ())}


def test_by_report_copies_of_a_report_are_one(copied: Library, shorter: str) -> None:
    result, hits = every(copied, "营商环境", group="document")
    assert (result.documents, result.listed) == (3, 2)
    assert {h.passage.document.document_id: ids_of(h.copies) for h in hits} == {
        LONGER: [hits[0].passage.passage_id.replace(LONGER, shorter)], "130628-2019": [],
    }  # fmt: skip


def test_when_a_copy_is_taken_out_the_other_stands_alone(copied: Library) -> None:
    copied.remove(LONGER)
    result, left = every(copied, "“营商环境”")
    assert result.total == result.listed
    assert not any(h.copies for h in left)


@pytest.mark.parametrize("sort", ["relevance", "year", "place"])
@pytest.mark.parametrize("query", ["工作", "“工作”", "投资 10亿元", "“10亿”", "2020年改造老旧小区多少个？", "环境 就业"])
def test_by_report_every_report_comes_once(several: Library, query: str, sort: str) -> None:
    grouped, reports = every(several, query, group="document", sort=sort)
    single, passages = every(several, query, sort=sort)
    firsts: dict[str, Hit] = {}
    counts: dict[str, int] = {}
    for hit in passages:
        counts[hit.passage.document.document_id] = counts.get(hit.passage.document.document_id, 0) + 1
        firsts.setdefault(hit.passage.document.document_id, hit)
    assert [h.passage.key for h in reports] == [h.passage.key for h in firsts.values()]
    assert [h.others + 1 for h in reports] == [counts[h.passage.document.document_id] for h in reports]
    assert [h.rank for h in reports] == list(range(1, len(reports) + 1))
    assert grouped.listed == grouped.documents == len(counts)
    assert (grouped.total, grouped.totals, grouped.facets) == (single.total, single.totals, single.facets)

