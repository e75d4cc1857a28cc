"""The whole report and the single passage: verbatim, with outline, marks, provenance and the word of the digest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import QueryError, Section, Span
from tests.webapp.records import NATION, TEXTS, document, passages_of
from webapp.views.provenance import provenance
from webapp.views.reading import labels_of, reading_of


def test_every_passage_stands_on_the_page_once_and_verbatim(get):
    page = get("/reports/410104-2020")
    for passage in passages_of(document()):
        local = passage.passage_id.removeprefix("410104-2020-")
        place = page.one(id=local)
        shown = place.find(cls="text")[0].text if place.find(cls="text") else place.text
        assert shown == passage.text


def test_title_and_lines_below_it_are_the_head_and_the_salutation_opens_the_body(get):
    page = get("/reports/410104-2020")
    assert page.one("h1").text == TEXTS[0][1]
    assert [p.text for p in page.one(cls="doc__sub").find("p")] == [TEXTS[1][1], TEXTS[2][1]]
    assert page.one(cls="doc__body").find(cls="text")[0].text == "各位代表:"


def test_headings_that_open_a_paragraph_are_told_from_topic_labels(get):
    strong = get("/reports/410104-2020").one(id="p3").find("strong")
    assert [(s.classes, s.text) for s in strong] == [
        (["runin"], "(三)注重功能品质提升,城乡发展面貌大幅改观。"),
        (["label"], "老旧小区综合改造全面实施。"),
    ]


def test_a_topic_label_that_opens_a_paragraph_is_no_heading():
    passage = replace(passages_of(document())[7], section=("三、2020年工作安排",), labels=(Span(0, 23),))
    assert labels_of(passage) == ((Span(0, 23), "label"),)


def test_the_outline_leads_to_headings_and_paragraphs(get):
    links = [(a.text, a.attrs["href"]) for a in get("/reports/410104-2020").one("nav", cls="outline").find("a")]
    assert links == [
        ("一、2019年以来工作回顾", "#h1"),
        ("(三)注重功能品质提升,城乡发展面貌大幅改观", "#p3"),
        ("二、2020年工作安排", "#h2"),
    ]


def test_a_heading_without_a_place_is_no_link(get, library):
    library.records = [document(outline=(Section(1, "附件"),))]
    assert not get("/reports/410104-2020").one("nav", cls="outline").find("a")


def test_a_report_without_outline_has_none(get, library):
    library.records = [document(outline=())]
    page = get("/reports/410104-2020")
    assert not page.find("nav", cls="outline")
    assert "reader--plain" in page.one("article").classes


def test_paragraph_numbers_are_permalinks(get):
    link = get("/reports/410104-2020").one(id="p2").one(cls="para__no").one("a")
    assert link.text == "2"
    assert link.attrs["aria-label"] == "第2段的固定链接"
    assert link.attrs["href"].startswith("/p/410104-2020-p2?d=")


def test_a_query_is_marked_and_its_places_listed(get):
    page = get("/reports/410104-2020?q=改造")
    assert [m.text for m in page.find("mark")] == ["改造"] * 5
    assert [a.text for a in page.one(cls="found").one("p").find("a")] == ["第3段（4 处）", "第4段"]
    assert page.link("去掉标记") == "/reports/410104-2020"
    assert "没有“外星人”的词语" in get("/reports/410104-2020?q=外星人").text


def test_a_report_can_be_read_even_if_the_query_cannot(get, library):
    library.fails = QueryError("检索词太长。")
    page = get("/reports/410104-2020?q=改造")
    assert "检索词太长。" in page.text
    assert not page.find("mark")


def test_facts_and_notes_of_the_source(get):
    page = get("/reports/410104-2020")
    facts = page.one(cls="doc__facts").text
    assert "河南省 › 郑州市 › 管城回族区（410104）" in facts
    assert "来源有误" in facts
    assert page.one("pre", cls="stripped").text == "设为首页收藏本站\n查看: 1871|回复: 0"
    assert "2020年9月3日 16:12:37" in page.text


def test_where_a_page_came_from_is_a_link_only_on_the_web():
    source = replace(document().source, url="javascript:alert(1)")
    row = next(r for r in provenance(replace(document(), source=source)) if r.name == "网址")
    assert (row.text, row.href) == ("javascript:alert(1)", None)


def test_a_title_that_stands_nowhere_in_the_text_is_still_the_heading():
    record = document(title="政府工作报告")
    passages = [replace(p, text="现在") if p.passage_id.endswith("f1") else p for p in passages_of(record)]
    view = reading_of(record, passages)
    assert view.title is None
    assert [line.anchor for line in view.under_title] == ["f1", "f2", "f3"]


def test_a_missing_report_leads_to_those_that_are_there(get):
    page = get("/reports/999999-1999", 404)
    assert "999999-1999" in page.one(cls="lede").text
    assert page.link("库中报告") == "/reports"


# one passage


def test_a_passage_in_context(get):
    page = get("/p/410104-2020-p2")
    assert page.one(id="passage").text == TEXTS[6][1]
    assert [c.one(cls="text").text for c in page.find(cls="context")] == [TEXTS[5][1], TEXTS[7][1]]
    assert page.one("h1").text.endswith("第2段")
    assert page.link("在报告中阅读") == "/reports/410104-2020#p2"
    assert not page.find(cls="verdict")


def test_first_and_last_passage_have_one_neighbour(get):
    assert len(get("/p/410104-2020-f1").find(cls="context")) == 1
    assert len(get("/p/410104-2020-n1").find(cls="context")) == 1


@pytest.mark.parametrize(
    ("digest", "verdict", "words", "sign"),
    [
        (passages_of(document())[6].digest, "", "原文未变动", "verdict--exact"),
        (passages_of(document())[6].digest.upper(), "", "原文未变动", "verdict--exact"),
        ("0" * 12, "", "这一段的文字变过", "verdict--altered"),
        ("0" * 12, "moved", "现在的位置是第2段", "verdict--normalised"),
        ("12345", "", "无法核对", "verdict--not_found"),
    ],
)
def test_the_word_of_the_digest(get, library, digest, verdict, words, sign):
    library.verdict = verdict
    line = get(f"/p/410104-2020-p2?d={digest}").one(cls="verdict")
    assert words in line.text
    assert sign in line.classes


def test_a_paragraph_that_does_not_exist_leads_to_its_report(get):
    page = get("/p/410104-2020-p99", 404)
    assert page.link("打开全文") == "/reports/410104-2020"
    assert page.link("最后一段") == "/reports/410104-2020#p4"


def test_a_place_and_year_that_are_unknown_are_said_to_be(get, library):
    library.records = [document(None, None)]
    assert "地区不明" in get("/p/x1-undated-p2").one(cls="meta").text
    assert "年份不明" in get("/p/x1-undated-p2").one(cls="meta").text
    assert "地区不明" in get("/reports/x1-undated").one(cls="doc__facts").text


def test_a_resolution_says_that_it_is_one(get, library):
    library.records = [document(NATION, 2019, state="resolution", document_id="100000-2019-resolution")]
    assert "决议" in get("/reports/100000-2019-resolution").one(cls="doc__facts").text
