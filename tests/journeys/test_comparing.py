"""Across many reports: filter, browse, chart, concordance, and downloads that are opened and read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from corpus import Gazetteer, occurrences, search_form
from indexer import Library, Scope
from tests.indexer.conftest import write_report
from tests.journeys.conftest import PHONE, WIDE, served, sideways
from tests.journeys.test_everyone import LOOKS, axe, violations

__all__ = ["axe"]
YEARS = (2015, 2016, 2019, 2020)  # two are missing


def counties() -> list[str]:
    """Counties of two provinces, with the places they lie in."""
    places = Gazetteer.load()
    found = (places.place(f"{city}{number:02d}") for city in ("1301", "1304", "1306", "4101", "4105") for number in range(21, 40))
    return ["".join(p.path) for p in found if p and p.name.endswith("县") and p.code == places.lineage(p.code)[-1].code]


@pytest.fixture(scope="module")
def library(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two cities over four years, forty-odd counties in one, the shipped report and a copy of it."""
    folder = tmp_path_factory.mktemp("reports")
    for year in YEARS:
        write_report(folder, "石家庄市", year, yards=year - 2000)
        write_report(folder, "郑州市", year)
    for name in counties():
        write_report(folder, name, 2020)
    found = Library.open(tmp_path_factory.mktemp("library"))
    found.index([folder])
    found.index()
    yield found
    found.close()


@pytest.fixture(scope="module")
def shelf(library: Library) -> Iterator[str]:
    """The address of a server over them."""
    with served(library) as address:
        yield address


def counted(library: Library, string: str, **scope: Any) -> int:
    """Ctrl+F over the texts themselves."""
    _, documents = library.documents(Scope(**scope))
    return sum(len(list(occurrences(p.text, string))) for d in documents for p in library.passages(d.document_id))


def test_filter_by_a_place_opened_in_the_tree(visit, shelf):
    page = visit()
    page.goto(f"{shelf}/search?q=营商环境")
    page.fill("#yf", "2019")
    page.click("section.facet--bars .range__go")
    assert "2019年起" in page.locator("a.chip--on").inner_text()
    assert page.locator("#place-130000 + li").get_attribute("id") == "place-410000"  # closed
    page.click("#place-130000 .facet__open")
    assert "open=130000" in page.url
    assert page.locator("#place-130000 .facet__open").get_attribute("aria-expanded") == "true"
    page.click("#place-130100 .facet__open")
    county = page.locator("li.facet--sub2 a:not(.facet__open)").first
    name, count = county.locator(".facet__k").inner_text(), county.locator(".n").inner_text()
    county.click()
    assert name in page.locator("a.chip--on").all_inner_texts()[1]
    assert page.inner_text("#results").split(" 段")[0] == count
    page.click("text=清除条件")
    assert page.locator("a.chip--on").count() == 0


def test_filter_on_a_phone_stays_in_the_panel_that_was_opened(visit, shelf):
    page = visit(view=PHONE)
    page.goto(f"{shelf}/search?q=营商环境")
    assert not page.locator(".facets").is_visible()
    page.click("text=筛选")
    assert page.locator(".facets").is_visible()
    page.click("#place-130000 .facet__open")
    page.wait_for_url("**open=130000**")
    page.locator(".facets").wait_for(state="visible")
    assert sideways(page) == []


def test_one_paragraph_of_each_report_and_back_to_all_of_one(visit, shelf, library):
    page = visit()
    page.goto(f"{shelf}/search?q=工作")
    page.click("text=每份报告一段")
    total = library.documents(Scope())[0]
    assert f"共 {total} 份" in page.inner_text("nav.pages")
    others = page.locator("text=/这份报告另有 \\d+ 段/").first
    said = int("".join(c for c in others.inner_text() if c.isdigit()))
    others.click()
    assert page.inner_text("#results").startswith(f"{said + 1} 段")


def test_browse_down_to_a_county_and_up_again(visit, shelf):
    page = visit()
    page.goto(f"{shelf}/reports")
    assert page.locator("td .gap-cell").count() == 4  # two years of either city
    page.click("ul.provinces >> text=河北省")
    page.click("ul.provinces >> text=石家庄市")
    assert page.inner_text("ol.path").startswith("全部")
    page.click("ul.provinces a >> nth=-1")
    assert page.locator("article").count() == 1
    page.click("ol.path >> text=河北省")
    page.fill("input[name=name]", "石家庄 2019")
    page.click(".picker .range__go")
    page.click("article h3 a")
    assert page.locator("h1").inner_text() == "石家庄市2019年政府工作报告"


def test_chart_bars_are_the_searches_they_count_and_gaps_are_no_bars(visit, shelf, library):
    page = visit()
    page.goto(f"{shelf}/trends?q=老旧小区 就业")
    bars = page.locator("svg.trend >> nth=0").locator("a")
    assert [a.get_attribute("aria-label") for a in bars.all()] == [
        f"{year}年 老旧小区 {counted(library, '老旧小区', years=frozenset({year}))}处" for year in YEARS
    ]
    assert page.locator("svg.trend >> nth=0").locator("rect.gap").count() == 1
    bars.nth(2).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert f"原文 {counted(library, '老旧小区', years=frozenset({2019}))} 处" in page.inner_text("#results")
    page.go_back()
    page.click("text=每万字处数")
    assert "measure=rate" in page.url
    page.click("table.trend-table th a >> text=河北省")
    assert "place=130000" in page.url
    cell = page.locator("section[aria-labelledby=regions] tbody tr").filter(has_text="石家庄市").locator("td a").first
    cell.click()
    assert "原文" in page.inner_text("#results")


def test_concordance_sorted_by_either_side_leads_to_its_places(visit, shelf, library):
    page = visit()
    page.goto(f"{shelf}/search?q=建设")
    page.click("text=逐处语境")
    total = counted(library, "建设")
    assert page.inner_text("#results").startswith(f"{total} 处")
    page.click("text=按左文")
    lefts = [search_form(t)[::-1].encode("gb18030") for t in page.locator("td.kwic__l").all_inner_texts()]
    assert lefts == sorted(lefts)
    edges = page.evaluate("() => [...document.querySelectorAll('.kwic__k mark')].map(m => Math.round(m.getBoundingClientRect().left))")
    assert len(set(edges)) == 1  # the key stands in one column
    key = page.locator(".kwic__k a").first
    key.click()
    assert "原文未变动" in page.content()
    assert "start=" in page.url


def test_a_long_line_on_a_phone_is_read_whole(visit, shelf):
    page = visit(view=PHONE)
    page.goto(f"{shelf}/concordance?q=建设&width=40")
    assert sideways(page) == []
    first = page.locator(".kwic tbody tr").first
    assert first.locator("td.kwic__r span").evaluate("e => e.scrollWidth <= document.documentElement.clientWidth")


def download(page: Any, label: str, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.click(f"p.note--rule a >> text=/^{label}$/")
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path.read_bytes()


@pytest.mark.parametrize("address", ["/search?q=“老旧小区”&year=2020", "/concordance?q=老旧小区&year=2020&sort=right", "/figures?q=10亿元"])
def test_downloads_are_opened_and_read_back(visit, shelf, tmp_path, address):
    page = visit()
    page.goto(shelf + address)
    rows = list(csv.reader(io.StringIO(download(page, "CSV", tmp_path).decode("utf-8-sig"), newline="")))
    items = [json.loads(line) for line in download(page, "JSONL", tmp_path).decode().splitlines()]
    sheet = load_workbook(io.BytesIO(download(page, "Excel", tmp_path))).active
    file = Document(io.BytesIO(download(page, "Word", tmp_path)))
    ids = [row[rows[0].index("段落编号")] for row in rows[1:]]
    assert ids == [item["passage_id"] for item in items] == [
        row[rows[0].index("段落编号")] for row in sheet.iter_rows(min_row=2, values_only=True)
    ]
    link = rows[1][rows[0].index("固定链接")]
    assert link in "\n".join(p.text for p in file.paragraphs)
    page.goto(link)
    assert "原文未变动" in page.content()


def test_the_numbers_of_a_chart_can_be_taken_along(visit, shelf, library, tmp_path):
    page = visit()
    page.goto(f"{shelf}/trends?q=老旧小区&measure=rate")
    rows = list(csv.DictReader(io.StringIO(download(page, "CSV", tmp_path).decode("utf-8-sig"), newline="")))
    years = {row["年份"]: row["处数"] for row in rows if row["分组"] == "年份"}
    assert years == {
        str(y): str(counted(library, "老旧小区", years=frozenset({y}))) if y in YEARS else "库中没有" for y in range(2015, 2021)
    }


STATES = [
    "/search?q=营商环境&open=130000&open=130100",
    "/search?q=老旧小区&group=document",
    "/concordance?q=建设&sort=left&open=130000",
    "/trends?q=老旧小区 就业 元宇宙",
    "/trends?q=老旧小区&place=130100&measure=rate",
    "/reports",
    "/reports?place=130100&view=table",
    "/",
]


@pytest.mark.parametrize("address", STATES)
def test_axe_finds_nothing_and_nothing_sticks_out(visit, shelf, axe, address):
    page = visit()
    page.goto(shelf + address)
    page.evaluate(axe)
    for scheme, view in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(view)
        assert violations(page) == [], (scheme, view)
        assert sideways(page) == []


def test_all_of_it_works_without_script(visit, shelf):
    page = visit(java_script_enabled=False, view=WIDE)
    page.goto(f"{shelf}/search?q=老旧小区")
    page.click("#place-130000 .facet__open")
    page.click("text=逐处语境")
    page.click("text=按右文")
    page.click("text=年份与地区")
    page.locator("svg.trend a").first.click()
    assert "段" in page.inner_text("#results")
