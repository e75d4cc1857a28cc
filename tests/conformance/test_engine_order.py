"""One suite for every engine: bands, order, ties, one passage of each report; order is close to rank-bm25."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rank_bm25 import BM25Okapi

from corpus import Scope, search_form
from indexer.analysis.analyzer import Analyzer
from indexer.engines.base import Engine, Reader
from indexer.model.matching import EVERYTHING, Ask, Band, ScoreTerm
from indexer.queries.compiling import Compiler
from tests.conformance.lines import lines


def ask(reader: Reader, compiler: Compiler, text: str, scope: Scope = Scope(), **more: object) -> list[int]:  # noqa: B008
    match = compiler.string(text)
    score = tuple(ScoreTerm("words", w, 1.0) for w in compiler._analyzer.words(search_form(text)))
    return list(reader.ask(replace(Ask((Band("all", match),), score, scope), **more)).ids)  # type: ignore[arg-type]


def test_bands_come_in_order_and_a_passage_only_in_its_first(filled: Engine, compiler: Compiler) -> None:
    bands = (
        Band("exact", compiler.string("老旧小区改造"), True),
        Band("all", compiler.string("改造"), True),
        Band("some", EVERYTHING),
    )
    ranking = filled.reader().ask(Ask(bands, (), Scope(), keep=1000))
    assert list(ranking.bands) == sorted(ranking.bands)
    assert len(set(ranking.ids)) == len(ranking.ids) == filled.reader().size()
    assert [sum(b == i for b in ranking.bands) for i in range(3)] == list(ranking.counts)


@pytest.mark.parametrize("sort", ["relevance", "year", "place"])
def test_order_is_total_and_stable(filled: Engine, compiler: Compiler, analyzer: Analyzer, sort: str) -> None:
    reader, entries = filled.reader(), {x.key: x.entry for x in lines(analyzer)}
    first = ask(reader, compiler, "增长", sort=sort, keep=1000)
    assert first == ask(reader, compiler, "增长", sort=sort, keep=1000)
    for few in (0, 1, 3, len(first) - 1):
        assert ask(reader, compiler, "增长", sort=sort, keep=few) == first[:few]
    if sort == "year":
        years = [entries[k].year or 0 for k in first]
        assert years == sorted(years, reverse=True)
    if sort == "place":
        codes = [entries[k].places[-1] for k in first]
        assert codes == sorted(codes)


def test_ties_are_broken_by_document_order(filled: Engine, compiler: Compiler) -> None:
    ranking = filled.reader().ask(Ask((Band("all", EVERYTHING),), (), Scope(), keep=1000))
    assert list(ranking.ids) == sorted(ranking.ids)


def test_within_a_band_reports_come_before_other_texts(fresh: Engine, compiler: Compiler, analyzer: Analyzer) -> None:
    states = ["resolution", "report", "placeholder", "truncated", "excerpt", "report"]
    with fresh.writer() as writer:
        writer.forget(1)
        writer.forget(2)
        for number, state in enumerate(states):
            writer.add(replace(lines(analyzer)[0].entry, key=100 + number, document_key=10 + number, state=state))
    fresh.settle()
    assert ask(fresh.reader(), compiler, "改造") == [101, 103, 104, 105, 100, 102]
    bands = (Band("exact", compiler.string("老旧小区"), False), Band("all", compiler.string("改造")))
    assert fresh.reader().ask(Ask(bands, (), Scope())).ids == (101, 103, 104, 105, 100, 102)


@pytest.mark.parametrize("sort", ["relevance", "year", "place"])
def test_by_document_keeps_the_first_of_each_and_counts_the_others(filled: Engine, compiler: Compiler, sort: str) -> None:
    wanted = Ask((Band("exact", compiler.string("老旧小区")), Band("all", EVERYTHING)), (), Scope(), sort, keep=1000)  # type: ignore[arg-type]
    every, grouped = (filled.reader().ask(replace(wanted, by_document=by)) for by in (False, True))
    firsts, sizes = {}, dict.fromkeys(every.document_keys, 0)
    for key, document in zip(every.ids, every.document_keys, strict=True):
        firsts.setdefault(document, key)
        sizes[document] += 1
    assert grouped.ids == tuple(firsts.values())
    assert dict(zip(grouped.document_keys, grouped.sizes, strict=True)) == sizes
    assert len(grouped.ids) == grouped.documents == every.documents
    assert (grouped.counts, grouped.facets) == (every.counts, every.facets)
    assert filled.reader().ask(replace(wanted, by_document=True, keep=2)).ids == grouped.ids[:2]


def test_order_is_close_to_rank_bm25(filled: Engine, compiler: Compiler, analyzer: Analyzer) -> None:
    everything = lines(analyzer)
    judge = BM25Okapi([list(x.entry.words) for x in everything], k1=1.2, b=0.75)
    shares = []
    for query in ("老旧小区改造", "增长6.6%", "就业", "发展", "教育 卫生", "完成投资", "改造 小区 公厕", "河湖长"):
        words = analyzer.words(search_form(query))
        scores = judge.get_scores(words)
        matching = [i for i, x in enumerate(everything) if set(words) & set(x.entry.words)]
        wanted = [everything[i].key for i in sorted(matching, key=lambda i: (-scores[i], i))[:10]]
        score = tuple(ScoreTerm("words", w, 1.0) for w in words)
        keys = [everything[i].key for i in matching]
        got = [k for k in filled.reader().ask(Ask((Band("all", EVERYTHING),), score, Scope(), keep=1000)).ids if k in keys]
        shares.append(len(set(wanted) & set(got[:10])) / len(wanted))
    assert sum(shares) / len(shares) >= 0.85, f"help: top-10 overlap by query {shares}"
