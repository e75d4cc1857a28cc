"""The concordance: every place in one column, in the order of the address, each leading to its passage."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest

from corpus import occurrences
from indexer import ReadAs
from tests.webapp.page import read
from tests.webapp.records import NATION, document
from webapp.links import span_link


def state(href):
    return sorted(parse_qsl(urlsplit(href).query))


def rows(page):
    return page.one("table", cls="kwic").one("tbody").find("tr")


def test_a_line_has_left_key_right_and_source(get, library):
    (row, *_) = rows(get("/concordance?q=城市书房&width=4"))
    left, right, source = row.find("td")
    key = row.one("th")
    assert (left.text, key.one("mark").text, right.text) == ("造,建设", "城市书房", "10个。")
    assert source.text == "管城回族区 2020年 第4段"
    assert source.one("a").attrs["href"].startswith("/reports/410104-2020?q=")
    passage = library.passage("410104-2020-p4")
    (span,) = occurrences(passage.text, "城市书房")
    assert key.one("a").attrs["href"] == span_link(passage, span)
    assert dict(parse_qsl(urlsplit(key.one("a").attrs["href"]).query)) == {
        "d": passage.digest, "start": str(span.start), "end": str(span.end),
    }  # fmt: skip


def test_the_head_counts_places_passages_and_reports(get, library):
    library.records = [document(), document(NATION, 2021, key=2)]
    assert get("/concordance?q=改造").one("h1").text.startswith("10 处 出自 2 份报告的 4 段")
    library.override = {"total": 20_000, "total_is": "at_least"}
    page = get("/concordance?q=改造")
    assert page.one("h1").text.startswith("至少 20,000 处")
    assert "只列出前 20,000 段" in page.text


def test_order_width_and_filters_are_links_that_keep_the_rest(get, library):
    library.records = [document(), document(NATION, 2021, key=2)]
    page = get("/concordance?q=改造&sort=left&year=2020&offset=0")
    assert page.one("p", **{"aria-label": "排序"}).one("a", **{"aria-current": "true"}).text == "按左文"
    assert state(page.link("按右文")) == state("?q=改造&sort=right&year=2020")
    assert state(page.link("原文顺序")) == state("?q=改造&year=2020")
    assert state(page.link("40 字")) == state("?q=改造&sort=left&year=2020&width=40")
    assert state(page.one("nav", id="filters").link("县区")) == state("?q=改造&sort=left&year=2020&level=county")
    assert state(page.one("a", cls="chip--on").attrs["href"]) == state("?q=改造&sort=left")
    assert page.one("nav", id="filters").one("form", cls="range").attrs["action"] == "/concordance"
    assert "open" not in page.one("details", cls="filters").attrs
    assert "open" in get("/concordance?q=改造&open=410000").one("details", cls="filters").attrs


def test_the_box_asks_here_again_under_the_same_conditions(get):
    form = get("/concordance?q=改造&sort=left&width=10&level=county").one("form", role="search")
    assert form.attrs["action"] == "/concordance"
    hidden = [(i.attrs["name"], i.attrs["value"]) for i in form.find("input", type="hidden")]
    assert sorted(hidden) == [("level", "county"), ("sort", "left"), ("width", "10")]


def test_the_ways_to_look_at_a_query_lead_to_one_another(get):
    page = get("/concordance?q=改造&year=2020&sort=left")
    assert page.one("nav", cls="ways-of").one("a", **{"aria-current": "page"}).text == "逐处语境"
    assert page.link("每份报告一段") == "/search?q=%E6%94%B9%E9%80%A0&year=2020&group=document"
    assert get("/search?q=改造&year=2020&sort=year").link("逐处语境") == "/concordance?q=%E6%94%B9%E9%80%A0&year=2020"


def test_what_a_search_read_as_filters_goes_along_as_filters(get, library):
    library.override = {"read_as": ReadAs(((2020, "2020年"),), (("410104", "管城区"),)), "total": 1}
    page = get("/search?q=2020年管城区改造&level=county")
    assert state(page.link("逐处语境")) == state("?q=改造&year=2020&place=410104&level=county")
    assert state(page.link("年份与地区")) == state("?q=改造&year=2020&place=410104&level=county")
    library.override = {"read_as": ReadAs(((2020, "2020年"),)), "total": 1}
    assert state(get("/search?q=2020年").link("逐处语境")) == state("?q=2020年")  # nothing else is left to look for


def test_copies_are_told(get, library):
    library.override = {"copies": 4}
    page = get("/concordance?q=改造&sort=left&offset=0")
    assert "其中 4 段是另一段的副本" in page.text
    assert state(page.link("不列副本")) == state("?q=改造&sort=left&fold=1")
    library.override = {"copies": 4, "folded": True}
    assert state(get("/concordance?q=改造&fold=1").link("列出副本")) == state("?q=改造")


@pytest.mark.parametrize(("address", "status"), [("/concordance?q=-改造", 400), ("/concordance?q=" + "改" * 1001, 413)])
def test_what_cannot_be_looked_for_is_said_above_the_examples(real, address, status):
    reply = real.get(address)
    assert reply.status_code == status
    page = read(reply.get_data(as_text=True))
    assert page.one("p", role="alert").text
    assert page.find("ul", cls="ways-on")


def test_pages_are_of_fifty_lines(get, library):
    library.records = [document(NATION, year, key=year) for year in range(1990, 2020)]
    page = get("/concordance?q=改造")
    assert len(rows(page)) == 50
    assert "第 1–50 处，共 150 处" in page.one("nav", cls="pages").text
    assert "offset=50" in page.one("a", rel="next").attrs["href"]
    assert len(rows(get("/concordance?q=改造&limit=20"))) == 20


@pytest.mark.parametrize("hostile", ["<b>不是标签</b>", "&amp;"])
def test_what_looks_like_markup_stays_text(get, hostile):
    (row,) = rows(get(f"/concordance?q={hostile.replace('&', '%26')}"))
    assert row.one("mark").text == hostile


def test_a_text_that_is_no_report_says_so(get, library):
    library.records = [document(state="resolution")]
    assert rows(get("/concordance?q=城市书房"))[0].one("b", cls="kind").text == "决议"


def test_nothing_found_leads_on(get):
    page = get("/concordance?q=没有这个词&year=2020")
    assert "没有一处在这些条件下写着它" in page.text
    assert page.link("段落检索") == get("/concordance?q=没有这个词&year=2020").link("逐段")


def test_real_lines_are_those_of_ctrl_f(real, shipped):
    reply = real.get("/api/concordance?q=老旧小区&limit=100&sort=right").get_json()
    found = [(p.passage_id, [s.start, s.end]) for p in shipped.passages("410104-2020") for s in occurrences(p.text, "老旧小区")]
    assert reply["total"] == len(found) == len(reply["lines"])
    assert sorted((line["passage_id"], line["span"]) for line in reply["lines"]) == sorted(found)
    for line in reply["lines"]:
        passage = real.get(f"/api/passages/{line['passage_id']}").get_json()
        assert passage["text"][slice(*line["span"])] == line["key"] == "老旧小区"
        assert line["left"] + line["key"] + line["right"] in passage["text"]
        assert real.get(line["url"]).status_code == 200
