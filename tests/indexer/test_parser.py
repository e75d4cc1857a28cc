"""From typed queries to trees, with a segmenter and a gazetteer small enough to see through."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Mention, Place, Scope, Span
from indexer.model.errors import EmptyQuery, QueryError, QueryTooLong
from indexer.model.query import All, Any, Not, Phrase, SameSentence, Term
from indexer.queries.parser import Parser
from indexer.queries.reading_scope import Reader

WORDS = ("老旧小区", "小区", "改造", "公共", "厕所", "地区", "生产", "总值", "增长", "多少", "电梯", "北京", "冬奥会", "6.6%")
GUANCHENG = Place("410104", "管城回族区", "county", ("河南省", "郑州市", "管城回族区"))
BEIJING = Place("110000", "北京市", "province", ("北京市",))
NAMES = {"管城回族区": GUANCHENG, "管城区": GUANCHENG, "管城": GUANCHENG, "北京市": BEIJING, "北京": BEIJING}


class Segmenter:
    def segment(self, form: str) -> list[Span]:
        return [Span(m.start(), m.end()) for m in re.finditer(r"[\d-]+年(?:\d+月|底)?|" + "|".join(WORDS) + r"|[\w%]", form)]

    def inner(self, form: str) -> list[Span]:
        return []

    def is_stopword(self, word: str) -> bool:
        return word in ("的", "多少")


class Names:
    def mentions(self, text: str) -> list[Mention]:
        found = re.finditer("|".join(sorted(NAMES, key=len, reverse=True)), text)
        return [Mention(Span(m.start(), m.end()), (NAMES[m[0]],), m[0] in ("管城", "北京")) for m in found]

    def named(self, name: str) -> tuple[Place, ...]:
        return (NAMES[name],) if name in NAMES else ()

    def place(self, code: str) -> Place | None:
        return {"410104": GUANCHENG}.get(code)


def holds(scope: Scope) -> bool:
    """A library with Guancheng 2020 and Beijing 2022."""
    reports = [(2020, "410104"), (2022, "110000")]
    return any((not scope.years or y in scope.years) and (not scope.places or p in scope.places) for y, p in reports)


PARSER = Parser(
    Segmenter(),
    {"公共厕所": ("公厕",), "gdp": ("地区生产总值",)},
    Reader(Names(), holds, lambda text: text in ("北京冬奥会", "管城10条")),
    Names(),
)


def parse(text: str, **more: object) -> tuple[All, Scope]:
    query = PARSER.parse(text, Scope(), **more)  # type: ignore[arg-type]
    return query.root, query.scope


def test_a_word_becomes_its_segments() -> None:
    query = PARSER.parse("老旧小区改造", Scope())
    assert query.root == All((Term("老旧小区", ("老旧小区",)), Term("改造", ("改造",))))
    assert query.whole == ("老旧小区改造",)


def test_a_known_run_is_one_term_with_its_expansions() -> None:
    (term,) = PARSER.parse("公共厕所", Scope()).terms
    assert (term.text, term.pieces, term.expansions, term.looser) == ("公共厕所", ("公共", "厕所"), ("公厕",), ("公共", "厕所"))
    assert parse("公共厕所", expand=False)[0] == All((Term("公共", ("公共",)), Term("厕所", ("厕所",))))


def test_single_characters_are_looked_for_together() -> None:
    assert parse("路长制")[0] == All((Term("路长制", ("路长制",)),))


def test_function_words_are_left_out_unless_they_are_all() -> None:
    assert parse("电梯的改造")[0] == All((Term("电梯", ("电梯",)), Term("改造", ("改造",))))
    assert parse("多少")[0] == All((Term("多少", ("多少",)),))


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("“城市书房”", All((Phrase("城市书房"),))),
        ("改造 -电梯", All((Term("改造", ("改造",)), Not(Term("电梯", ("电梯",)))))),
        ("改造 -老旧小区改造", All((
            Term("改造", ("改造",)), Not(All((Term("老旧小区", ("老旧小区",)), Term("改造", ("改造",))))),
        ))),
        ("改造 | 电梯 小区", All((Any((Term("改造", ("改造",)), Term("电梯", ("电梯",)))), Term("小区", ("小区",))))),
        ("标题:改造", All((Term("改造", ("改造",), (), "title"),))),
        ("标题:“改造”", All((Phrase("改造", "title"),))),
        ("同句:(小区 “电梯”)", All((SameSentence((Term("小区", ("小区",)), Phrase("电梯"))),))),
        ("OR 改造 OR", All((Term("改造", ("改造",)),))),  # nothing on one side
        ("改造 |", All((Term("改造", ("改造",)),))),
    ],
)  # fmt: skip
def test_trees(text: str, root: All) -> None:
    assert parse(text)[0] == root


@pytest.mark.parametrize(
    ("text", "words", "years", "places"),
    [
        ("2020年管城区GDP增长多少", ["GDP", "增长"], {2020}, {"410104"}),
        ("管城 改造", ["改造"], set(), {"410104"}),  # a bare name by itself
        ("2020 改造", ["改造"], {2020}, set()),
        ("2020-2022年改造", ["改造"], {2020, 2021, 2022}, set()),
        ("二〇二〇年改造", ["改造"], {2020}, set()),
        ("2019年改造", ["2019年", "改造"], set(), set()),  # the library has no report of 2019
        ("2020年5月改造", ["2020年5月", "改造"], set(), set()),  # a date, not a report's year
        ("2020年底改造", ["2020年底", "改造"], set(), set()),
        ("管城10条", ["管城10条"], set(), set()),  # stands in a report as typed
        ("管城改造", ["改造"], set(), {"410104"}),  # stands nowhere, so 管城 is where
        ("北京冬奥会", ["北京", "冬奥会"], set(), set()),
        ("管城区", ["管城区"], set(), set()),  # nothing else would be left
        ("2020年管城区", [], {2020}, {"410104"}),  # but a year and a place together are a scope
        ("2020年和2022年改造", ["改造"], {2020, 2022}, set()),  # several years are alternatives
        ("管城区和北京市改造", ["改造"], set(), {"410104", "110000"}),
        ("二零二零至二零二二年改造", ["改造"], {2020, 2021, 2022}, set()),
        ("2020-2022 改造", ["改造"], {2020, 2021, 2022}, set()),
        ("1900-2099年改造", ["1900-2099年", "改造"], set(), set()),
        ("“2020年管城区”改造", ["改造"], set(), set()),  # quoted text is never read
    ],
)
def test_year_and_place_of_the_words(text: str, words: list[str], years: set[int], places: set[str]) -> None:
    query = PARSER.parse(text, Scope())
    assert query.scope == Scope(years=frozenset(years), places=frozenset(places))
    assert [t.text for t in query.terms] == words
    assert {y for y, _ in query.read_as.years} == years
    assert {p for p, _ in query.read_as.places} == places


def test_titles_are_demanded_and_quotes_among_alternatives_counted() -> None:
    query = PARSER.parse("标题:改造 电梯 “小区” | “公厕”", Scope())
    assert [t.text for t in query.terms] == ["电梯"]
    assert [p.text for p in query.phrases] == ["小区", "公厕"]
    assert len(query.demands) == 2


def test_many_single_characters_are_cut_down_and_said_so() -> None:
    query = PARSER.parse(" ".join("甲乙丙丁戊己庚辛壬癸子丑寅卯"), Scope())
    assert len(query.terms) == 10
    assert query.notices == ("单个字太多，只取了前 10 个。",)


def test_reading_can_be_undone() -> None:
    assert parse("2020年管城区改造", as_words=frozenset({"year"}))[1] == Scope(places=frozenset({"410104"}))
    assert parse("2020年管城区改造", as_words=frozenset({"year", "place"}))[1] == Scope()


def test_the_whole_query_stays_exact_with_and_without_what_was_read() -> None:
    query = PARSER.parse("2020年管城区改造", Scope())
    assert query.whole == ("2020年管城区改造", "改造")


def test_a_pasted_sentence_with_quotation_marks_is_looked_for_as_it_stands() -> None:
    assert PARSER.parse("落实“1+7”政策", Scope()).whole == ("落实“1+7”政策", "落实1+7政策")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("改造 年份:2020", Scope(years=frozenset({2020}))),
        ("改造 年份:2018-2020年", Scope(years=frozenset({2018, 2019, 2020}))),
        ("改造 年份：２０２０、2022", Scope(years=frozenset({2020, 2022}))),
        ("改造 地区:管城", Scope(places=frozenset({"410104"}))),
        ("改造 地区:410104", Scope(places=frozenset({"410104"}))),
        ("改造 部分:回顾", Scope(parts=frozenset({"review"}))),
        ("年份:2020", Scope(years=frozenset({2020}))),  # a filter alone is a query
    ],
)
def test_fields(text: str, scope: Scope) -> None:
    assert parse(text)[1] == scope


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        ("", EmptyQuery, "查询是空的"),
        (" \u3000\u200b", EmptyQuery, "查询是空的"),
        ("\x00\x07", EmptyQuery, "查询是空的"),
        ("。，！", EmptyQuery, "只有标点"),
        ("-改造", EmptyQuery, "只有要排除的词"),
        ("改" * 1001, QueryTooLong, "1001 个字，最多 1000"),
        ("年份:", QueryError, "年份:2020"),
        ("年份:去年", QueryError, "“去年”不是年份"),
        ("地区:火星", QueryError, "没有名为“火星”的地区"),
        ("部分:附录", QueryError, "回顾、目标、部署、自身建设"),
        ("同句:()", QueryError, "同句:"),
        ("标题:", QueryError, "标题:营商环境"),
        ("改造 -年份:2020", QueryError, "不能排除"),
        ("改造 | 年份:2020", QueryError, "不能排除，也不能与 OR 并列"),
        ("地区:管城 OR 改造", QueryError, "请单独写"),
        ("同句:(改造 -电梯)", QueryError, "同句:( ) 里只能写词语和引文"),
        ("同句:(改造 OR 电梯)", QueryError, "同句:( ) 里只能写词语和引文"),
        ("同句:(改造 同句:(小区 电梯))", QueryError, "再套一层"),
        ("同句:(的确 " + " ".join(f"“词{n}”" for n in range(12)) + ")", QueryError, "最多写 10 个词"),
    ],
)
def test_bad_queries_get_a_sentence(text: str, error: type[QueryError], says: str) -> None:
    with pytest.raises(error, match=re.escape(says)):
        PARSER.parse(text, Scope())


@given(st.text(max_size=80) | st.text(st.sampled_from('改造"“”-|OR年份地区标题同句:（）() 2020管城区。'), max_size=40))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    refusal = None
    try:
        query = PARSER.parse(text, Scope())
    except QueryError as error:
        refusal = str(error)
    assert refusal.endswith("。") if refusal else query.root.children or query.scope
