"""Lists as files: what a program or an office suite opens is the list as shown, whole, in its order, with citations."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from corpus import Scope, Span
from indexer import (
    EXPORT_FORMATS,
    HITS,
    LINES,
    ConcordanceRequest,
    Hit,
    Library,
    Made,
    SearchRequest,
    export,
    search_json,
)
from indexer.exporting import word_entries
from indexer.exporting.word_entries import Entry

MADE = Made("https://yiju.example", datetime(2026, 3, 5, 12))


def content(name: str, items: Any, writing: Any, told: tuple[str, ...] = ()) -> bytes:
    return b"".join(export(name, "检索结果", items, writing, MADE, told))


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def every(library: Library, request: SearchRequest) -> list[Hit]:
    """The list page by page, as the pages show it."""
    first = library.search(request)
    hits: list[Hit] = []
    while len(hits) < first.listed:
        page = SearchRequest(request.query, request.scope, 3, len(hits), request.sort, group=request.group)
        hits += library.search(page).hits
    return hits


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest("改造 就业"),
        SearchRequest("“10亿元”"),
        SearchRequest("环境", Scope(years=frozenset({2020})), sort="year"),
        SearchRequest("工作", sort="place", group="document"),
        SearchRequest("2020年改造老旧小区多少个？"),
        SearchRequest("营商环镜"),  # a suggestion is shown
        SearchRequest("老旧小区 没有这个词"),  # loose matches
        SearchRequest("元宇宙"),
    ],
    ids=lambda r: r.query,
)
def test_a_file_holds_the_list_as_the_pages_show_it(several: Library, request_: SearchRequest) -> None:
    shown = every(several, request_)
    rows = list(several.search_rows(request_, 1000))
    assert [(h.rank, h.passage.key, h.match, h.highlights, h.inside_number, h.answers, h.others) for h in rows] == [
        (h.rank, h.passage.key, h.match, h.highlights, h.inside_number, h.answers, h.others) for h in shown
    ]
    assert all(h.snippet == Span(0, len(h.passage.text)) for h in rows)
    assert list(several.search_rows(request_, 2)) == rows[:2]


def test_csv_has_a_mark_a_head_and_a_row_for_each_hit(several: Library) -> None:
    data = content("csv", several.search_rows(SearchRequest("就业"), 100), HITS)
    assert data.startswith(b"\xef\xbb\xbf")
    head, *rows = table(data)
    assert len(rows) == several.search(SearchRequest("就业")).total
    first = dict(zip(head, rows[0], strict=True))
    hit = several.search(SearchRequest("就业")).hits[0]
    assert first["原文"] == hit.passage.text
    assert first["相符文字"] == "就业"
    assert first["固定链接"] == f"https://yiju.example/p/{hit.passage.passage_id}?d={hit.passage.digest}"
    assert first["固定链接"] in first["引文"]


def test_json_lines_are_the_hits_of_the_interface(several: Library) -> None:
    lines = content("jsonl", several.search_rows(SearchRequest("就业"), 100), HITS).decode().splitlines()
    shown = search_json(several.search(SearchRequest("就业", limit=100)))["hits"]
    ours = [json.loads(line) for line in lines]
    assert [{**hit, "snippet": "", "snippet_span": []} for hit in ours] == [{**hit, "snippet": "", "snippet_span": []} for hit in shown]


def test_excel_opens_it_with_text_as_text(several: Library) -> None:
    sheet = load_workbook(io.BytesIO(content("xlsx", several.search_rows(SearchRequest("就业"), 100), HITS))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert tuple(rows[0]) == HITS.columns
    assert len(rows) == 1 + several.search(SearchRequest("就业")).total
    assert rows[1][0] == 1  # a number is a number
    assert sheet.cell(2, 1 + HITS.columns.index("原文")).data_type == "s"


def test_word_opens_it_with_marks_citations_and_what_was_asked(several: Library) -> None:
    told = ("检索：就业", "年份：2020年")
    request = SearchRequest("就业", Scope(years=frozenset({2020})))
    file = Document(io.BytesIO(content("docx", several.search_rows(request, 100), HITS, told)))
    texts = [p.text for p in file.paragraphs]
    hits = several.search(request).hits
    assert texts[:3] == ["检索结果", *told]
    assert len(texts) == 3 + 2 * len(hits)
    for number, hit in enumerate(hits, 1):
        quotation, source = file.paragraphs[1 + 2 * number], texts[2 + 2 * number]
        assert quotation.text == f"{number}. {hit.passage.text}"
        assert quotation.style.name == "Quote"
        assert [run.text for run in quotation.runs if run.underline] == [s.of(hit.passage.text) for s in hit.highlights]
        assert source.splitlines()[-1] == f"https://yiju.example/p/{hit.passage.passage_id}?d={hit.passage.digest}"
        assert hit.passage.document.title in source


def test_lines_of_a_concordance_keep_their_order_and_places(several: Library) -> None:
    request = ConcordanceRequest("改", sort="left", width=5)
    shown = several.concordance(ConcordanceRequest("改", sort="left", width=5, limit=100)).lines
    lines = list(several.concordance_rows(request, 1000))
    assert tuple(lines) == shown
    head, *rows = table(content("csv", iter(lines), LINES))
    assert [row[1:4] for row in rows] == [[line.left, line.key, line.right] for line in shown]
    assert rows[0][head.index("固定链接")].endswith(f"&start={shown[0].span.start}&end={shown[0].span.end}")
    file = Document(io.BytesIO(content("docx", iter(lines), LINES)))
    assert file.paragraphs[1].text == f"1. {shown[0].left}改{shown[0].right}"


def test_nothing_longer_than_its_bound_is_written(monkeypatch: pytest.MonkeyPatch, several: Library) -> None:
    taken = 0

    def endless() -> Iterator[Hit]:
        nonlocal taken
        (hit,) = several.search(SearchRequest("就业", limit=1)).hits
        while True:
            taken += 1
            yield hit

    monkeypatch.setitem(EXPORT_FORMATS, "csv", EXPORT_FORMATS["csv"].__class__("CSV", "text/csv", 5))
    assert len(table(content("csv", endless(), HITS))) == 6
    assert taken == 5
    monkeypatch.setattr(word_entries, "MOST_ENTRIES", 3)
    data = word_entries.word_entries("表", (), [Entry("就业", (), ())] * 3, MADE.when)
    assert Document(io.BytesIO(data)).paragraphs[-1].text == "列表太长，只收了前 3 条；全部请下载表格。"


def test_an_error_is_told_before_anything_is_sent(several: Library) -> None:
    def failing() -> Iterator[Hit]:
        raise LookupError("没有索引")
        yield

    for name in EXPORT_FORMATS:
        with pytest.raises(LookupError):
            export(name, "表", failing(), HITS, MADE)


def test_what_no_file_can_hold_is_left_out_and_markup_stays_text() -> None:
    entry = Entry("<b>就\x07业</b>&\ud800", (Span(3, 6),), ("出处",))
    file = Document(io.BytesIO(word_entries.word_entries("表", ("查\x00",), [entry], MADE.when)))
    assert [p.text for p in file.paragraphs] == ["表", "查", "1. <b>就业</b>&", "出处"]
    assert [run.text for run in file.paragraphs[2].runs if run.underline] == ["就业"]
