"""The quality of ranking in the field's terms, with floors: nDCG@10 and Success@1 over our own judged queries."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from indexer import Library, SearchRequest

Judged = tuple[str, dict[int, int]]


def judged() -> list[Judged]:
    rows = Path(__file__).with_name("keyword.tsv").read_text("utf-8").splitlines()
    out: list[Judged] = []
    for row in rows:
        if not row.startswith("#"):
            query, about, touch = [*row.split("\t"), "", ""][:3]
            grades = {int(p): 1 for p in touch.split()} | {int(p): 3 for p in about.split()}
            out.append((query, grades))
    return out


def dcg(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(grades[:10], 1))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    found = Library.open(tmp_path_factory.mktemp("golden"))
    found.prepare()
    return found


def test_ranking_holds_its_floors(library: Library) -> None:
    gains, firsts, told = [], [], []
    for query, grades in judged():
        hits = library.search(SearchRequest(query, limit=10)).hits
        ranked = [grades.get(h.passage.paragraph or 0, 0) for h in hits]
        gains.append(dcg(ranked) / dcg(sorted(grades.values(), reverse=True)))
        firsts.append(bool(ranked) and ranked[0] == 3)
        told.append(f"{query} {gains[-1]:.2f} {[h.passage.paragraph for h in hits][:5]}")
    worst = "\n".join(sorted(told, key=lambda t: t.split()[-1]))
    assert len(gains) >= 40
    assert sum(gains) / len(gains) >= 0.93, worst
    assert sum(firsts) / len(firsts) >= 0.95, worst
