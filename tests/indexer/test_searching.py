"""Searches as users make them, on the shipped report and on a few small ones."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Scope, needle_of, occurrences
from indexer import Library, SearchRequest, SearchResult
from indexer.engines.base import Reader
from indexer.finding import longer_numbers, searching
from indexer.finding.remembering import Remembered
from indexer.model.matching import Ask, Ranking
from tests.indexer.conftest import Find, write_report


def first(find: Find, query: str, **more: object) -> list[int | None]:
    return [hit.passage.paragraph for hit in find(query, **more).hits]


@pytest.mark.parametrize(
    ("query", "paragraphs"),
    [
        ("老旧小区改造", {31, 6}),
        ("垃圾分类", {6, 33}),
        ("污染防治攻堅", {7, 34}),  # traditional
        ("５Ｇ", {21}),  # full width
        ("公共厕所", {6, 33}),  # the report says 公厕
        ("地铁", {30}),  # the report says 轨道交通
        ("GDP", {2}),
        ("道路 通车", {6, 28, 32}),
        ("路长制", {6, 33}),
    ],
)
def test_the_right_paragraphs_come_first(find: Find, query: str, paragraphs: set[int]) -> None:
    assert set(first(find, query)[: len(paragraphs)]) == paragraphs


def test_tiers_are_told_and_ordered(find: Find) -> None:
    result = find("老旧小区改造")
    assert result.totals["exact"] >= 2
    assert [h.match for h in result.hits] == sorted((h.match for h in result.hits), key=["exact", "all", "some"].index)
    assert result.total == sum(result.totals.values())


def test_headings_come_after_paragraphs_unless_quoted(find: Find) -> None:
    kinds = [h.passage.kind for h in find("政府自身建设").hits]
    assert "heading" in kinds
    assert kinds == sorted(kinds, key=["body", "heading"].index)
    assert find("“四、加强政府自身建设”").hits[0].passage.kind == "heading"


def test_every_copied_string_is_found_and_counted(shipped: Library) -> None:
    passages = shipped.passages("410104-2020")
    random_ = random.Random("copied")
    for _ in range(150):
        text = random_.choice(passages).text
        size = random_.randint(2, 12)
        start = random_.randrange(max(1, len(text) - size + 1))
        piece = text[start : start + size]
        if '"' in piece or len(needle_of(piece)) < 2:
            continue
        result = shipped.search(SearchRequest(f'"{piece}"', limit=100))
        assert result.occurrences == sum(len(list(occurrences(p.text, piece))) for p in passages), piece
        assert {h.passage.key for h in result.hits} == {p.key for p in passages if list(occurrences(p.text, piece))}


def test_every_mark_is_of_the_query_or_an_expansion(find: Find) -> None:
    for query in ("老旧小区改造", "公共厕所", "空气质量 优良天数", "“放管服”改革", "党风廉政 建设"):
        result = find(query, limit=50)
        allowed = [needle_of(s) for s in (query, query.replace("“", "").replace("”", ""), *result.expansions)]
        for hit in result.hits:
            assert hit.highlights
            for span in hit.highlights:
                assert any(needle_of(span.of(hit.passage.text)) in a for a in allowed)
            assert hit.snippet.end - hit.snippet.start <= 200


def test_a_longer_number_comes_last_and_says_so(several: Library) -> None:
    hits = several.search(SearchRequest("“10亿元”")).hits
    assert [h.inside_number for h in hits] == sorted(h.inside_number for h in hits)
    assert all("110亿元" in h.passage.text for h in hits if h.inside_number)
    assert all("110亿元" not in h.passage.text for h in hits if not h.inside_number)
    assert len({h.inside_number for h in hits}) == 2


@pytest.mark.parametrize("query", ["“5%”", "“0个”", "“2020年”"])
def test_texts_are_read_as_far_as_the_page_needs_them(shipped: Library, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    whole = [h.passage.key for h in shipped.search(SearchRequest(query, limit=100)).hits]
    monkeypatch.setattr(longer_numbers, "AT_ONCE", 1)
    monkeypatch.setattr(shipped, "_results", Remembered[SearchResult](1))
    monkeypatch.setattr(searching.Search, "_occurrences", lambda *_: (None, "exact"))  # which reads texts of its own
    texts, read = shipped._catalog.texts, list[int]()
    monkeypatch.setattr(shipped._catalog, "texts", lambda keys: (read.extend(keys), texts(keys))[1])
    pages = [shipped.search(SearchRequest(query, limit=3, offset=at)).hits for at in range(0, len(whole), 3)]
    assert [h.passage.key for page in pages for h in page] == whole
    read.clear()
    best = shipped.search(SearchRequest(query, limit=1)).hits[0]
    assert read[-1] == best.passage.key or best.inside_number  # no text was read after the one that fills the page


def test_negation_alternatives_and_fields(several: Library) -> None:
    def parts(query: str) -> set[str | None]:
        return {h.passage.part for h in several.search(SearchRequest(query, limit=50)).hits if h.passage.kind == "body"}

    assert parts("亿元 -公厕") == {"plan"}
    assert parts("公厕 OR 老旧小区") == {"review", "plan"}
    assert parts("同句:(老旧小区 就业)") == {"plan"}
    assert parts("同句:(营商环境 老旧小区)") == set()
    assert parts("“一般” 部分:自身建设") == {"government"}


def test_year_and_place_of_the_words_become_filters(several: Library) -> None:
    result = several.search(SearchRequest("2020年高阳县公厕"))
    assert [h.passage.document.document_id for h in result.hits] == ["130628-2020"]
    assert result.read_as.years == ((2020, "2020年"),)
    assert [code for code, _ in result.read_as.places] == ["130628"]
    undone = several.search(SearchRequest("2020年高阳县公厕", as_words=frozenset({"place", "year"})))
    assert undone.scope == Scope()


def test_a_year_the_library_does_not_have_stays_a_word(several: Library) -> None:
    assert several.search(SearchRequest("1999年公厕")).scope == Scope()


def test_facets_and_filters(several: Library) -> None:
    result = several.search(SearchRequest("公厕", scope=Scope(years=frozenset({2020}))))
    assert result.facets["year"] == [(2020, 2), (2019, 2)]
    assert dict(result.facets["place"]) == {"410000": 1, "410100": 1, "130000": 1, "130600": 1, "130628": 1}
    assert result.places["410100"] == "郑州市"
    assert {h.passage.document.year for h in result.hits} == {2020}


def test_sorting_and_paging(several: Library) -> None:
    whole = several.search(SearchRequest("建设", limit=100, sort="year"))
    years = [h.passage.document.year or 0 for h in whole.hits]
    assert years == sorted(years, reverse=True)
    paged = [
        h.passage.key for n in range(0, whole.total, 2)
        for h in several.search(SearchRequest("建设", limit=2, offset=n, sort="year")).hits
    ]  # fmt: skip
    assert paged == [h.passage.key for h in whole.hits]
    assert several.search(SearchRequest("建设", offset=100_000)).hits == ()


@pytest.mark.parametrize(("typed", "meant"), [("营商环镜", "营商环境"), ("zhaoshangyinzi", "招商引资"), ("士壤污染", "土壤污染")])
def test_what_may_have_been_meant_is_offered_and_shown_as_such(find: Find, typed: str, meant: str) -> None:
    result = find(typed)
    assert result.suggestion == meant
    assert result.suggestion_shown
    assert {h.match for h in result.hits} == {"some"}
    assert result.totals["exact"] == result.totals["all"] == 0


def test_nothing_is_suggested_for_what_is_there(find: Find) -> None:
    assert find("营商环境").suggestion is None


def test_a_word_without_hits_is_named(find: Find) -> None:
    result = find("老旧小区 元宇宙")
    assert {t.text: t.passages > 0 for t in result.terms} == {"老旧小区": True, "元宇宙": False}
    assert {h.match for h in result.hits} <= {"some"}


def test_expansions_are_shown_and_can_be_switched_off(find: Find) -> None:
    assert "公厕" in find("公共厕所").expansions
    assert find("公共厕所", expand=False).expansions == ()
    assert find("公共厕所", expand=False).totals["all"] == 0


def test_traditional_text_is_found_by_simplified_words(several: Library) -> None:
    hits = several.search(SearchRequest("“社会保障”")).hits
    assert {h.highlights[0].of(h.passage.text) for h in hits} == {"社會保障"}


def test_the_same_search_gives_the_same_answer(find: Find) -> None:
    for query in ("改造", "发展 建设", "项目"):
        assert first(find, query, limit=50) == first(find, query, limit=50)


def test_chrome_is_not_in_the_index(find: Find) -> None:
    for query in ("“签到天数”", "“版主”", "“收藏本站”", "“客服中心”", "“阅读模式”"):
        assert find(query).total == 0


def test_a_place_is_found_under_its_former_code(tmp_path: Path) -> None:
    """清苑 was a county until 2015 and is a district now."""
    write_report(tmp_path, "清苑县", 2010)
    library = Library.open(tmp_path / "library")
    library.index([tmp_path / "清苑县2010.txt"])
    (document,) = library.documents(Scope())[1]
    assert document.place
    assert document.place.code == "130622"
    today = Scope(places=frozenset({"130608"}))
    assert library.documents(today)[0] == 1
    assert library.search(SearchRequest("公厕", scope=today)).total == 1
    assert library.search(SearchRequest("清苑区 公厕")).scope == today


def test_occurrences_counted_by_the_engine_are_those_in_the_texts(shipped: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a string in many passages the texts are not read; the count is that of Ctrl+F all the same."""
    for string in ("改造", "的", "发展", "10", "工作，", "区", "公里"):
        request = SearchRequest(f"“{string}”")
        read = Library.open(shipped.path).search(request).occurrences
        with monkeypatch.context() as patched:
            patched.setattr(searching, "READ", 0)
            assert Library.open(shipped.path).search(request).occurrences == read, string


def test_a_search_asked_again_is_answered_from_memory_until_the_library_changes(several: Library, tmp_path: Path) -> None:
    request = SearchRequest("改造")
    first = several.search(request)
    assert several.search(request).hits is first.hits
    several.index([write_report(tmp_path, "蠡县", 2020)])
    assert several.search(request).total > first.total


# ---------------------------------------------------------------- kept for the next request


@pytest.fixture
def lacking(shipped: Library, monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What each next ask of the engine says is missing; nothing where the list is used up."""
    reader, told = type(shipped._derived.current().engine.reader()), list[str | None]()
    ask = reader.ask

    def asking(self: Reader, asked: Ask) -> Ranking:
        return replace(ask(self, asked), missing=told.pop() if told else None)

    monkeypatch.setattr(reader, "ask", asking)
    return told


def test_a_result_is_kept_for_the_next_request(shipped: Library, lacking: list[str | None]) -> None:
    once = shipped.search(SearchRequest("老旧小区 公厕"))
    lacking.append("集群的 4 个分片中有 1 个不可用")
    assert replace(shipped.search(SearchRequest("老旧小区 公厕")), took_ms=once.took_ms) == once
    assert len(lacking) == 1  # the engine was not asked


def test_a_result_of_a_part_of_the_index_is_not_kept(shipped: Library, lacking: list[str | None]) -> None:
    asked = SearchRequest("便民设施 建成")
    lacking.extend(["集群的 4 个分片中有 1 个不可用"] * 8)
    part = shipped.search(asked)
    lacking.clear()
    assert (part.total_is, part.notices) == ("at_least", ("集群的 4 个分片中有 1 个不可用，下面的结果不全。",))
    whole = shipped.search(asked)
    assert (whole.total_is, whole.notices) == ("exact", ())
