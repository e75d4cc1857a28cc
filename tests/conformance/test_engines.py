"""One suite for every engine: hits equal brute force, order is close to rank-bm25, changes are seen, crashes lose nothing.

A new engine in ``indexer.engines.ENGINES`` runs these cases without another line here.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from rank_bm25 import BM25Okapi

from corpus import Scope, compact, occurrences, search_form
from indexer.analysis.analyzer import SENTENCE_ENDS, SENTENCE_GAP, Analyzer, grams
from indexer.derived.sealing import SealedFiles
from indexer.engines import engine
from indexer.engines.base import FEATURES, Engine, Reader
from indexer.model.errors import EngineError
from indexer.model.matching import EVERYTHING, NOTHING, Ask, Band, Enough, Entry, ScoreTerm, Without
from indexer.model.query import All, Any, Node, Not, Phrase, SameSentence, Term
from indexer.quantities.extraction import figure_spans
from indexer.queries.compiling import SENTENCE_WINDOW, Compiler
from tests.conformance import oracle
from tests.conformance.making import EVERY_ENGINE, made

# Sentences in the manner of reports, written for these tests; (text, title, year, places, level, part)
SENTENCES = [
    "老旧小区综合改造全面实施。启动235个老旧小区、91条支路背街改造,完工老旧小区改造47个。",
    "小区改造步伐加快,老旧厂房改造10处。",
    "地区生产总值增长6.6%,固定资产投资增长10.2%。",
    "完成投资110亿元。其中,重点项目10亿元,同比增长16.6%。",
    "引进境内域外资金138亿元,到位资金10.5亿元。",
    "持续优化营商环境。深化“放管服”改革,推进“一网通办”。",
    "新(改)建公厕60座、环卫中转站7座。",
    "全面落实河湖长责任制!十七里河、十八里河水质改善。",
    "社會主義建設取得新的成就,農業合作社發展很快。",
    "完成產值２７，２０３，３１９，０００元，超過計劃。",
    "就业是最大的民生。新增城镇就业1.2万人,实现再就业2300人。",
    "PM2.5、PM10年均浓度同比分别下降6.6%、4.6%。",
    "区人民政府区长  张艳敏",
    "各位代表!",
    "哈哈哈哈哈",
    "大力发展5G、新能源等新型基础设施——夯实底座。",
    "文化、旅游、体育事业协调发展？值得肯定。",
    "教育优先发展。新建中小学16所,新增学位4050个。卫生健康事业稳步推进。",
]
PLACES = [("410000", "410100", "410104"), ("410000", "410100"), ("130000",), ("100000",)]
LEVELS = ["county", "city", "province", "country"]
PARTS = ["review", "goals", "plan", "government", None]


@dataclass(frozen=True)
class Line:
    key: int
    text: str
    title: str
    entry: Entry


def lines(analyzer: Analyzer) -> list[Line]:
    """The sentences, each alone and in pairs, over four places and several years."""
    texts = SENTENCES + [a + b for a, b in zip(SENTENCES, SENTENCES[3:], strict=False)] + SENTENCES[:5]
    out = []
    for number, text in enumerate(texts):
        key, title = number + 1, text.split("。")[0] if number % 3 == 0 else ""
        form, titles = search_form(text), search_form(title)
        entry = Entry(
            key=key, document_key=number // 7 + 1, document_id=f"d{number // 7 + 1}", body=number % 6 != 5,
            words=tuple(analyzer.words(form)), subject=tuple(analyzer.words(titles)),
            grams=tuple((g.text, g.position) for g in grams(form)),
            titles=tuple((g.text, g.position) for g in grams(titles)),
            year=2015 + number % 4 if number % 9 else None, places=PLACES[number // 7 % 4],
            level=LEVELS[number // 7 % 4], part=PARTS[number % 5], state="report",
        )  # fmt: skip
        out.append(Line(key, text, title, entry))
    return out


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer(figure_spans, "tests")


@pytest.fixture(scope="module")
def compiler(analyzer: Analyzer) -> Compiler:
    return Compiler(analyzer)


@pytest.fixture(params=EVERY_ENGINE, scope="module")
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def filled(name: str, analyzer: Analyzer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    found = made(name, tmp_path_factory.mktemp(name) / "engine")
    with found.writer() as writer:
        for line in lines(analyzer):
            writer.add(line.entry)
    yield found
    found.close()


@pytest.fixture
def fresh(name: str, analyzer: Analyzer, tmp_path: Path) -> Iterator[Engine]:
    found = made(name, tmp_path / "engine")
    with found.writer() as writer:
        for line in lines(analyzer)[:14]:
            writer.add(line.entry)
    yield found
    found.close()


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


def ask(reader: Reader, compiler: Compiler, text: str, scope: Scope = Scope(), **more: object) -> list[int]:  # noqa: B008
    match = compiler.string(text)
    score = tuple(ScoreTerm("words", w, 1.0) for w in compiler._analyzer.words(search_form(text)))
    return list(reader.ask(replace(Ask((Band("all", match),), score, scope), **more)).ids)  # type: ignore[arg-type]


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


def test_a_reader_keeps_its_snapshot_and_a_new_one_sees_the_change(fresh: Engine, analyzer: Analyzer) -> None:
    before = fresh.reader()
    size = before.size()
    with fresh.writer() as writer:
        for line in lines(analyzer)[14:21]:
            writer.add(line.entry)
        assert before.size() == size
    assert fresh.reader().size() == size + 7
    assert before.state != fresh.reader().state == fresh.reader().state


def test_forgetting_a_document(fresh: Engine, compiler: Compiler) -> None:
    assert set(fresh.reader().documents()) == {1, 2}
    with fresh.writer() as writer:
        writer.forget(1)
        writer.forget(99)
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


def test_frequencies(filled: Engine, analyzer: Analyzer) -> None:
    expected = sum("就业" in x.entry.words for x in lines(analyzer))
    assert filled.reader().frequency("words", "就业") == expected > 0
    assert dict(filled.reader().terms("words"))["就业"] == expected
    assert filled.reader().frequency("words", "元宇宙") == 0


def test_no_index_is_said_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="yiju index"):
        made(name, tmp_path / "nothing").reader()


def test_features_are_known(filled: Engine) -> None:
    assert filled.features <= FEATURES


def test_unknown_engine_is_named() -> None:
    with pytest.raises(EngineError, match=r"lucene.*whoosh"):
        engine("lucene", Path(), SealedFiles())


def test_the_sentence_window_is_the_analyzers_gap() -> None:
    assert SENTENCE_WINDOW == SENTENCE_GAP
    assert SENTENCE_ENDS == oracle.SENTENCE_ENDS
