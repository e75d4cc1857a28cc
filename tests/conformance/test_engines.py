"""One suite for every engine: hits equal brute force, and so do filters, facets, tallies and weights.

A new engine in ``indexer.engines.ENGINES`` runs these cases without another line here.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Scope, compact, occurrences, search_form
from indexer.analysis.analyzer import SENTENCE_ENDS, SENTENCE_GAP, Analyzer
from indexer.derived.sealing import SealedFiles
from indexer.engines import engine
from indexer.engines.base import FEATURES, Engine
from indexer.model.errors import EngineError
from indexer.model.matching import EVERYTHING, NOTHING, Ask, Band, Either, Enough, Entry, Foreseen, Match, Without
from indexer.model.query import All, Any, Node, Not, Phrase, SameSentence, Term
from indexer.queries.compiling import SENTENCE_WINDOW, Compiler
from tests.conformance import oracle
from tests.conformance.lines import LEVELS, lines

NODES: list[tuple[Node, str]] = [
    (Term("老旧小区", ("老旧", "小区")), "both pieces, anywhere"),
    (Term("公共厕所", ("公共", "厕所"), ("公厕",)), "only the expansion stands"),
    (Phrase("旧小区改"), "cuts through words"),
    (Phrase("10亿"), "also inside 110亿"),
    (Phrase("0亿元。其"), "over the end of a sentence"),
    (Phrase("！十七"), "after a full-width mark"),
    (Phrase("张艳敏"), "after two spaces"),
    (Phrase("区长张艳"), "over the spaces"),
    (Phrase("社会主义建设"), "simplified for traditional"),
    (Phrase("27,203,319,000元"), "half width for full width"),
    (Phrase("哈哈"), "overlapping with itself"),
    (Phrase("哈哈哈哈哈"), "as long as the passage"),
    (Phrase("哈哈哈哈哈哈"), "longer than the passage"),
    (Phrase("区"), "one character"),
    (Phrase("敏"), "one character, the last of a passage"),
    (Phrase("“放管服”"), "quotation marks inside"),
    (Phrase("——夯实"), "dashes"),
    (Phrase("5g"), "lower case"),
    (Phrase("元宇宙"), "nowhere"),
    (Phrase("改造", "title"), "in a title"),
    (Not(Phrase("改造")), "negation"),
    (All((Phrase("改造"), Not(Phrase("老旧")))), "negation of a part"),
    (Any((Phrase("公厕"), Phrase("就业"), Phrase("元宇宙"))), "alternatives"),
    (All((Term("增长", ("增长",)), Any((Phrase("6.6%"), Phrase("16.6%"))))), "mixed"),
    (SameSentence((Term("老旧小区", ("老旧小区",)), Term("改造", ("改造",)))), "one sentence"),
    (SameSentence((Phrase("教育"), Phrase("卫生"))), "two sentences of one passage"),
    (SameSentence((Phrase("110亿"), Phrase("6.6%"))), "sentences apart, and inside a longer number"),
    (SameSentence((Phrase("文化"), Phrase("体育"), Phrase("发展"))), "three"),
    (SameSentence((Phrase("体育"), Phrase("肯定"))), "either side of ？"),
    (SameSentence((Phrase("项目"), Phrase("10亿元"))), "the same characters elsewhere in the sentence"),
    (SameSentence((Phrase("全面实施。启"), Phrase("老旧"))), "a string over the end of a sentence stands in none"),
    (SameSentence((Phrase("一网通办”。"), Phrase("推进"))), "up to the end of the sentence"),
    (SameSentence((Phrase("张"), Phrase("区"))), "single characters"),
    (SameSentence((Term("公共厕所", ("公共", "厕所"), ("公厕",)), Phrase("环卫"))), "a synonym in the sentence"),
    (SameSentence((Phrase("元宇宙"), Phrase("改造"))), "one of them nowhere"),
    (Not(SameSentence((Phrase("小区"), Phrase("改造")))), "not in one sentence"),
    (Phrase("厂房改造10处。"), "an odd number of characters, to the end"),
]


@pytest.mark.parametrize(("node", "why"), NODES, ids=[why for _, why in NODES])
def test_hits_equal_brute_force(filled: Engine, compiler: Compiler, analyzer: Analyzer, node: Node, why: str) -> None:
    expected = [line.key for line in lines(analyzer) if oracle.holds(node, line.text, line.title)]
    assert filled.reader().matching(compiler.node(node), Scope()) == expected, f"help: {why}"


def test_any_copied_string_is_found(filled: Engine, compiler: Compiler, analyzer: Analyzer) -> None:
    random_ = random.Random("copied")
    everything = lines(analyzer)
    for _ in range(400):
        text = random_.choice(everything).text
        start = random_.randrange(len(text))
        piece = text[start : start + random_.randint(1, 12)]
        if not compact(search_form(piece))[0]:
            continue
        expected = [line.key for line in everything if oracle.stands(piece, line.text)]
        assert filled.reader().matching(compiler.string(piece), Scope()) == expected, f"help: copied {piece!r}"


SCOPES: list[tuple[Scope, Callable[[Entry], bool]]] = [
    (Scope(years=frozenset({2016, 2018})), lambda e: e.year in (2016, 2018)),
    (Scope(year_from=2017), lambda e: e.year is not None and e.year >= 2017),
    (Scope(year_to=2015), lambda e: e.year is not None and e.year <= 2015),
    (Scope(places=frozenset({"410000"})), lambda e: "410000" in e.places),
    (Scope(places=frozenset({"410104", "130000"})), lambda e: bool({"410104", "130000"} & set(e.places))),
    (Scope(levels=frozenset({"city"})), lambda e: e.level == "city"),
    (Scope(parts=frozenset({"plan"}), year_from=2016), lambda e: e.part == "plan" and (e.year or 0) >= 2016),
    (Scope(documents=frozenset({"d2"})), lambda e: e.document_id == "d2"),
    (Scope(states=frozenset({"stub"})), lambda e: False),
]


@pytest.mark.parametrize(("scope", "test"), SCOPES)
def test_filters(filled: Engine, analyzer: Analyzer, scope: Scope, test: Callable[[Entry], bool]) -> None:
    expected = [line.key for line in lines(analyzer) if test(line.entry)]
    reader = filled.reader()
    assert reader.matching(EVERYTHING, scope) == expected
    assert reader.count(EVERYTHING, scope) == len(expected)
    assert reader.holds(scope) == bool(expected)
    assert reader.count(NOTHING, scope) == 0


def test_facets_are_counted_without_their_own_filter(filled: Engine, compiler: Compiler, analyzer: Analyzer) -> None:
    scope = Scope(years=frozenset({2016}), levels=frozenset({"county"}))
    ranking = filled.reader().ask(Ask((Band("all", compiler.string("增长")),), (), scope))
    here = [x.entry for x in lines(analyzer) if oracle.stands("增长", x.text)]
    by_year = {y: sum(e.year == y and e.level == "county" for e in here) for y in range(2015, 2019)}
    by_level = {v: sum(e.level == v and e.year == 2016 for e in here) for v in LEVELS}
    assert dict(ranking.facets["year"]) == {y: n for y, n in by_year.items() if n}
    assert dict(ranking.facets["level"]) == {v: n for v, n in by_level.items() if n}
    assert ranking.counts == (sum(e.year == 2016 and e.level == "county" for e in here),)
    assert set(ranking.facets) == {"year", "place", "level", "part", "state"}


def test_place_facets_count_what_a_place_covers(filled: Engine, analyzer: Analyzer) -> None:
    ranking = filled.reader().ask(Ask((Band("all", EVERYTHING),), (), Scope()))
    for code, count in ranking.facets["place"]:
        assert count == sum(code in x.entry.places for x in lines(analyzer))


TALLIED = ["改造", "区", "哈哈", "哈哈哈", "10", "小区改造", "。其", "1", "元宇宙", "造。老旧", "！十七"]


@pytest.mark.parametrize("string", TALLIED)
@pytest.mark.parametrize("scope", [Scope(), Scope(parts=frozenset({"plan"})), Scope(places=frozenset({"410000"}))])
def test_a_tally_counts_as_ctrl_f_does(
    filled: Engine, compiler: Compiler, analyzer: Analyzer, string: str, scope: Scope
) -> None:
    expected: dict[int, list[int]] = {}
    inside = set(filled.reader().matching(EVERYTHING, scope))
    for line in lines(analyzer):
        count = sum(1 for _ in occurrences(line.text, string))
        if count and line.key in inside:
            expected.setdefault(line.entry.document_key, []).append(count)
    found = filled.reader().tally(compiler.string(string), compiler.reach(string), scope)  # type: ignore[arg-type]
    assert {d: (t.passages, t.occurrences) for d, t in found.items()} == {d: (len(n), sum(n)) for d, n in expected.items()}


WEIGHED = [
    ([("改造", 64), ("小区", 64), ("公厕", 64)], 96, "two of three"),
    ([("改造", 2), ("小区", 1), ("公厕", 1)], 2, "one that is enough alone, or both others"),
    ([("改造", 331), ("小区", 547), ("增长", 277), ("就业", 211), ("教育", 97)], 731.5, "uneven"),
    ([("元宇宙", 3), ("改造", 1)], 1, "one that stands nowhere"),
    ([("改造", 2)], 3, "never enough"),
    ([("区", 1), ("增", 1), ("。", 1)], 2, "single characters"),
]


@pytest.mark.parametrize(("children", "needed", "why"), WEIGHED, ids=[why for *_, why in WEIGHED])
def test_enough_by_weight(
    filled: Engine, compiler: Compiler, analyzer: Analyzer, children: list[tuple[str, int]], needed: float, why: str
) -> None:
    match = Enough(tuple((weight, compiler.string(text)) for text, weight in children), needed)
    expected = [x.key for x in lines(analyzer) if sum(w for t, w in children if oracle.stands(t, x.text)) >= needed]
    assert filled.reader().matching(match, Scope()) == expected, f"help: {why}"
    scope = Scope(years=frozenset({2016, 2017}))
    assert filled.reader().count(Without(match), scope) == filled.reader().count(EVERYTHING, scope) - filled.reader().count(match, scope)


def test_the_first_of_those_that_match(filled: Engine, compiler: Compiler) -> None:
    every = filled.reader().matching(compiler.string("改造"), Scope())
    for most in (0, 1, 3, len(every), 1000):
        assert filled.reader().matching(compiler.string("改造"), Scope(), most) == every[:most]


def test_no_string_stands_in_more_passages_than_at_most(filled: Engine, compiler: Compiler) -> None:
    reader = filled.reader()
    strings = [s for text in ("老旧小区改造", "区", "哈哈", "元宇宙", "改造", "10亿元") if not isinstance(s := compiler.string(text), Either)]
    counts = [reader.count(string, Scope()) for string in strings]
    assert all(most >= count for most, count in zip(reader.at_most(strings), counts, strict=True))
    assert filled.reader().at_most([]) == []


@pytest.mark.parametrize("most", [0, 1, 1000])
def test_what_is_foreseen_changes_no_answer(fresh: Engine, compiler: Compiler, most: int) -> None:
    scope = Scope(parts=frozenset({"plan"}))
    asked: list[tuple[Match, Scope]] = [(compiler.string(text), where) for text in ("改造", "区", "元宇宙") for where in (Scope(), scope)]
    ask = Ask((Band("all", compiler.string("改造")),), (), scope, keep=3)

    def answers(asking: Ask) -> list[object]:
        with fresh.writer():
            pass  # another snapshot, of which nothing is remembered
        reader = fresh.reader()
        return [reader.ask(asking), *((reader.count(*each), reader.matching(*each), reader.matching(*each, 1)) for each in asked)]

    foreseen = Foreseen(tuple(asked), tuple((*each, most) for each in asked))
    assert answers(replace(ask, foreseen=lambda: foreseen)) == answers(ask)


def test_frequencies(filled: Engine, analyzer: Analyzer) -> None:
    expected = sum("就业" in x.entry.words for x in lines(analyzer))
    assert filled.reader().frequency("words", "就业") == expected > 0
    assert dict(filled.reader().terms("words"))["就业"] == expected
    assert filled.reader().frequency("words", "元宇宙") == 0


def test_features_are_known(filled: Engine) -> None:
    assert filled.features <= FEATURES


def test_unknown_engine_is_named() -> None:
    with pytest.raises(EngineError, match=r"lucene.*whoosh"):
        engine("lucene", Path(), SealedFiles())


def test_the_sentence_window_is_the_analyzers_gap() -> None:
    assert SENTENCE_WINDOW == SENTENCE_GAP
    assert SENTENCE_ENDS == oracle.SENTENCE_ENDS
