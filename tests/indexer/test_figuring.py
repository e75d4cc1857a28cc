"""The paragraph behind a figure, on the shipped report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus import Scope
from indexer import EmptyQuery, Library, QueryTooLong, figures_json
from tests.indexer.conftest import write_report

NONE = Scope()


def paragraphs(library: Library, query: str, **scope: object) -> list[int | None]:
    found = library.figure(query, Scope(**scope), limit=100)  # type: ignore[arg-type]
    return sorted({h.hit.passage.paragraph or 0 for h in found.hits})


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("494.8亿元", [4]),
        ("494.8亿", [4]),  # without its unit
        ("49480000000元", [4]),
        ("４９４．８亿元", [4]),
        ("四百九十四点八亿元", [4]),
        ("4,948,000万元", [4]),
        ("6.6%", [2, 7]),
        ("百分之六点五", [16]),
        ("1.3万户", [5]),
        ("1.3 万 户", [5]),
        ("29万户次", [5]),  # 户次 is not 户
        ("3.3平方公里", [28]),
        ("330公顷", [28]),
        ("近13万人", [11]),
        ("约350万平方米", [37]),
        ("GDP增长6.6%", [2]),  # by the synonym
        ("188个老旧小区", [31]),
        ("老旧小区 47个", [6]),
        ("民生支出32.1亿", [8]),
        ("PM10 96微克", [35]),
    ],
)
def test_any_spelling_finds_it(shipped: Library, query: str, expected: list[int]) -> None:
    assert paragraphs(shipped, query) == expected


@pytest.mark.parametrize("query", ["46个老旧小区", "GDP增长6.7%", "283亿元", "PM2.5 96微克", "138万元", "4.3亿元"])
def test_a_near_miss_is_no_hit(shipped: Library, query: str) -> None:
    found = shipped.figure(query, NONE)
    assert (found.total, found.exact, found.hits) == (0, False, ())
    assert all(h.difference for h in found.near)


def test_comparison_and_range(shipped: Library) -> None:
    above = shipped.figure(">=500亿元", NONE, limit=100)
    assert {h.figure.quantity.value for h in above.hits} == {Decimal("79020000000"), Decimal("55500000000")}
    around = shipped.figure("494亿左右", NONE)
    assert [h.hit.passage.paragraph for h in around.hits] == [4]
    assert not around.exact


def test_scope(shipped: Library) -> None:
    assert paragraphs(shipped, "6.6%", parts=frozenset({"plan"})) == []
    assert paragraphs(shipped, "6.6%", places=frozenset({"410000"})) == [2, 7]
    assert paragraphs(shipped, "6.6%", years=frozenset({2019})) == []


def test_every_hit_is_printed_where_it_says(shipped: Library) -> None:
    for query in ("6.6%", "4个", ">=100亿元"):
        for found in figures_json(shipped.figure(query, NONE, limit=100))["hits"]:
            start, end = found["span"]
            assert found["text"][start:end] == found["mention"]
            assert found["highlights"] == [found["span"]]
            assert found["mention"] in found["snippet"]


def test_a_query_without_a_figure_gives_none(shipped: Library) -> None:
    found = shipped.figure("老旧小区", NONE)
    assert (found.quantity, found.total) == (None, 0)
    with pytest.raises(EmptyQuery):
        shipped.figure(" ", NONE)
    with pytest.raises(QueryTooLong):
        shipped.figure("6" * 1001, NONE)


def test_figures_go_with_their_report(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    path = write_report(tmp_path, "郑州市", 2020, toilets=77)
    library.index([path])
    assert library.figure("77座", NONE).total == 1
    write_report(tmp_path, "郑州市", 2020, toilets=78)
    library.index([path])
    assert (library.figure("77座", NONE).total, library.figure("78座", NONE).total) == (0, 1)
    library.remove("410100-2020")
    assert library.figure("78座", NONE).total == 0
