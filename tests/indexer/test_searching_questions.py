"""A question typed as a search: what answers it comes first, in whatever words, and within all that the query demands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus import Scope, shipped_reports
from indexer import Library, SearchRequest

OTHER_WORDS = """2021年保定市政府工作报告
——2021年1月9日在保定市第十五届人民代表大会第一次会议上
保定市人民政府市长　王明
各位代表：
现在，我代表市人民政府向大会报告工作，请予审议。
一、2020年工作回顾
2020年，全市地区生产总值完成3353.3亿元，增长3.3%。
二、2021年工作安排
我们不以GDP总量论英雄，力争发展质量达到更高水平，群众满意达到新高度。
"""


def library_of(folder: Path, **texts: str) -> Library:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    library = Library.open(folder / "library")
    library.index([folder])
    return library


def test_a_search_shows_first_where_the_answer_stands(shipped: Library) -> None:
    result = shipped.search(SearchRequest("第三产业增加值完成多少？"))
    assert result.hits[0].answers
    assert "494.8亿元" in result.hits[0].passage.text
    assert not any(hit.answers for hit in shipped.search(SearchRequest("第三产业增加值")).hits)


def test_an_answer_in_other_words_than_the_question_is_listed_too(tmp_path: Path) -> None:
    library = library_of(tmp_path, 保定市2021=OTHER_WORDS)
    asked = SearchRequest("GDP总量达到多少？")
    result = library.search(asked)
    assert [(hit.rank, hit.answers, hit.match) for hit in result.hits] == [(1, True, "some"), (2, False, "all")]
    assert [span.of(result.hits[0].passage.text) for span in result.hits[0].highlights] == ["3353.3亿元"]
    assert "3353.3亿元" in result.hits[0].snippet.of(result.hits[0].passage.text)
    assert (result.total, result.totals["some"], result.listed, result.documents) == (2, 1, 2, 1)
    assert [hit.passage.key for hit in library.search_rows(asked, 10)] == [hit.passage.key for hit in result.hits]
    assert library.search(replace(asked, offset=1)).hits == result.hits[1:]
    grouped = library.search(replace(asked, group="document"))
    assert [(hit.answers, hit.others) for hit in grouped.hits] == [(True, 1)]
    assert (grouped.listed, grouped.documents) == (1, 1)


@pytest.mark.parametrize(
    ("query", "texts", "why"),
    [
        ("GDP总量达到多少 -地区生产总值", [], "what is excluded stays so, and what means the same"),
        ("“GDP总量”达到多少？", ["不以GDP总量论英雄"], "what is quoted has to stand there"),
        ("部分:部署 GDP总量达到多少？", ["不以GDP总量论英雄"], "a filter holds"),
        ("GDP总量达到多少？", ["3353.3亿元", "不以GDP总量论英雄"], "nothing is asked of it"),
    ],
)
def test_an_answer_in_other_words_keeps_to_what_the_query_demands(tmp_path: Path, query: str, texts: list[str], why: str) -> None:
    found = [hit.passage.text for hit in library_of(tmp_path, 保定市2021=OTHER_WORDS).search(SearchRequest(query)).hits]
    assert len(found) == len(texts), why
    assert all(text in passage for text, passage in zip(texts, found, strict=True)), why


def test_an_answer_is_listed_under_the_years_asked_for_only(tmp_path: Path) -> None:
    before = OTHER_WORDS.replace("2020", "2019").replace("2021", "2020").replace("3353.3", "3224.0")
    library = library_of(tmp_path, 保定市2021=OTHER_WORDS, 保定市2020=before)
    question = "2020年GDP总量达到多少？"
    assert library.ask(question, Scope()).answer == "3353.3亿元"
    result = library.search(SearchRequest(question))
    assert result.scope.years == {2020}
    assert {hit.passage.document.year for hit in result.hits} == {2020}
    assert result.documents == 1


def test_an_answer_far_down_the_list_comes_first(tmp_path: Path) -> None:
    praise = "".join(f"地区生产总值增长多少、怎样增长，第{n}件事是地区生产总值增长的质量。\n" for n in "一二三四五六七八九")
    library = library_of(tmp_path, 保定市2021=OTHER_WORDS + praise)
    question = SearchRequest("地区生产总值增长多少？", limit=1)
    pages = [library.search(replace(question, offset=at)).hits for at in range(10)]
    assert [hit.answers for hits in pages for hit in hits] == [True, *[False] * 9]
    assert "增长3.3%" in pages[0][0].passage.text
    assert len({hit.passage.key for hits in pages for hit in hits}) == 10
    assert library.search(question).total == library.search(question).listed == 10


def test_an_answer_in_a_copy_is_listed_with_the_report_that_is_shown(tmp_path: Path) -> None:
    long = [line for line in shipped_reports()[0].read_text("utf-8").splitlines() if len(line) > 150 and "生产总值" not in line]
    text = OTHER_WORDS + "\n".join(long)
    library = library_of(tmp_path, 一=text, 二=text + "\n谢谢大家，请予审议，并请政协委员提出意见。\n")
    assert len(library._catalog.copy_groups().ids) == 2
    for question in ("GDP总量达到多少？", "地区生产总值完成多少？"):
        for group in ("passage", "document"):
            first = library.search(SearchRequest(question, group=group)).hits[0]  # type: ignore[arg-type]
            assert first.answers, (question, group)
            assert "3353.3亿元" in first.passage.text, (question, group)


def test_a_report_that_only_answers_counts_as_one(tmp_path: Path) -> None:
    lines = OTHER_WORDS.splitlines(keepends=True)
    library = library_of(tmp_path, 保定市2021="".join(lines[:-2]))
    result = library.search(SearchRequest("GDP总量达到多少？"))
    assert [(hit.answers, hit.match) for hit in result.hits] == [(True, "some")]
    assert (result.total, result.documents, result.listed, result.suggestion) == (1, 1, 1, None)
