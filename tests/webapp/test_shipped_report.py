"""Journeys over the report that ships: from words to the passage, its place in the report, and its permalink."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.effort import calls
from tests.webapp.page import read


def page_of(real, address, status=200):
    reply = real.get(address)
    assert reply.status_code == status, reply.get_data(as_text=True)
    return read(reply.get_data(as_text=True))


def test_from_words_to_the_paragraph_and_back(real):
    page = page_of(real, "/search?q=老旧小区改造")
    first = page.find("article")[0]
    assert "老旧小区改造" in [m.text for m in first.find("mark")]
    reading = first.link("在报告中阅读")
    report = page_of(real, reading)
    place = report.one(id=reading.rpartition("#")[2])
    assert place.find("mark")
    passage = page_of(real, place.one(cls="para__no").one("a").attrs["href"])
    assert "原文未变动" in passage.text
    assert passage.one(id="passage").text == place.one(cls="text").text


@pytest.mark.parametrize(
    ("quote_", "paragraph"),
    [
        ("地区生产总值同比增长6.6%", 2),
        ("地区生产总值同比增长６．６％", 2),  # full width
        ("PM2.5、PM10年均浓度同比分别下降6.6%", 7),
        ("建议主要预期目标", 16),
    ],
)
def test_a_quotation_finds_its_paragraph(real, quote_, paragraph):
    page = page_of(real, f"/search?q=“{quote_}”")
    assert page.find("article")[0].one(cls="hit__no").text == f"第{paragraph}段"
    assert "原文 1 处" in page.one("h1").text


def test_the_whole_report_is_on_its_page(real):
    page = page_of(real, "/reports/410104-2020")
    data = real.get("/api/documents/410104-2020").get_json()
    assert len(page.find("div", cls="para")) >= 55
    assert page.one("h1").text == data["title"]
    for passage in data["passages"]:
        place = page.one(id=passage["passage_id"].removeprefix("410104-2020-"))
        texts = place.find(cls="text")
        assert (texts[0] if texts else place).text == passage["text"]
    links = page.one("nav", cls="outline").find("a")
    assert len([a for a in links if a.text.startswith(("一、", "二、", "三、", "四、"))]) == 4


def test_year_and_place_are_read_from_the_words_and_can_be_undone(real):
    page = page_of(real, "/search?q=2020年管城区 老旧小区")
    chips = [c.text for c in page.find("a", cls="chip--on")]
    assert any("读自“2020年”" in c for c in chips)
    assert any("读自“管城区”" in c for c in chips)
    for chip in page.find("a", cls="chip--on"):
        assert page_of(real, chip.attrs["href"])


def test_a_filter_that_excludes_everything_is_not_a_blank_page(real):
    page = page_of(real, "/search?q=老旧小区&level=country")
    assert page.one("h1").text == "这些条件下没有找到“老旧小区”"
    assert page_of(real, page.one("section").link("查看")).find("article")


def test_health_and_start_page(real):
    assert real.get("/healthz").get_json()["status"] == "ok"
    assert "1 份报告" in page_of(real, "/").one("footer").text


def test_every_address_of_the_results_works(real):
    for href in {a.attrs["href"] for a in page_of(real, "/search?q=建设").find("a")}:
        if href.startswith("/"):
            assert real.get(href).status_code == 200, href


def test_a_page_of_results_takes_little_more_than_the_search(real):
    address = f"/search?q={quote('建设')}"
    real.get(address)
    searching = calls(lambda: real.get("/api" + address))
    assert calls(lambda: real.get(address)) - searching < 25_000  # ten hits, their marks and four facets
