"""An indicator from its name to its sentences: chart, keyboard, table, downloads, places, what is unknown, what is not there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from indexer import Library
from tests.journeys.conftest import PHONE, WIDE, served, sideways
from tests.journeys.test_everyone import axe, violations
from tests.series_reports import write_reports
from tests.webapp.fake import FakeLibrary

__all__ = ["axe"]  # a fixture of theirs

CHART = "/indicators?q=GDP增速&place=郑州市"


@pytest.fixture(scope="module")
def series(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over reports of a city and a county in several years."""
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder)
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    with served(library) as address:
        yield address
    library.close()


def test_from_the_list_to_the_chart_to_the_sentence(visit, series):
    page = visit(series + "/indicators")
    page.click("main >> text=地区生产总值")
    page.wait_for_url("**/indicators?q=*")
    page.click("text=增速")
    page.wait_for_url("**change=growth*")
    point = page.locator(".chart a[aria-label^='2019年目标']")
    assert "地区生产总值增长7.5%左右" in point.get_attribute("aria-label")
    point.hover()
    assert page.locator(".readout").inner_text() == point.get_attribute("aria-label")
    point.click()
    page.wait_for_url("**/p/410100-2019-p*")
    assert "地区生产总值增长7.5%左右" in page.locator("main").inner_text()


def test_the_keyboard_walks_the_points_and_opens_one(visit, series):
    page = visit(series + CHART)
    page.locator(".chart-box").focus()
    page.keyboard.press("Tab")
    labels = page.eval_on_selector_all(".chart a", "all => all.map(a => a.getAttribute('aria-label'))")
    for expected in labels[:3]:
        assert page.locator(".readout").inner_text() == expected
        page.keyboard.press("ArrowRight")
    page.keyboard.press("End")
    assert page.locator(".readout").inner_text() == labels[-1]
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Tab")  # one stop for all points
    assert page.evaluate("document.activeElement.className") == "chart-box"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/*")


def test_without_script_every_point_is_a_link_and_the_table_says_the_same(visit, series):
    page = visit(series + CHART, java_script_enabled=False)
    assert page.locator(".chart a").count() == 8
    row = page.locator("table.series").first.locator("tr", has_text="2020").first
    assert "地区生产总值增长6.5%-7%" in row.inner_text()
    assert page.locator("text=下载图（PNG）").count() == 0
    page.locator(".chart a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/p/*")


def test_the_table_the_picture_and_the_drawing_are_taken_away(visit, series):
    page = visit(series + CHART)
    with page.expect_download() as waiting:
        page.click("text=下载 CSV")
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"), newline="")))
    assert {row["所指年份"] for row in rows if row["列于"] == "序列"} == {"2015", "2018", "2019", "2020", "2021"}
    with page.expect_download() as waiting:
        page.click("text=下载图（SVG）")
    assert Path(waiting.value.path()).read_text("utf-8").startswith("<svg")
    with page.expect_download() as waiting:
        page.click("text=下载图（PNG）")
    picture = Path(waiting.value.path()).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") == 1920  # twice the width of the drawing
    assert len(picture) > 10_000  # a blank one would be smaller


def test_places_are_put_beside_one_another(visit, series):
    page = visit(series + "/indicators?q=GDP增速")
    page.click("text=加上别的地区，或换一个")
    page.click(".chip >> text=高阳县")
    page.wait_for_url("**place=130628*")
    assert page.locator(".legend").inner_text().split() == ["高阳县", "郑州市", "后来回述，或各报告所述不一"]
    page.click(".places-table >> text=2019")
    page.wait_for_url("**refers_to=2019*")
    assert page.locator(".bars-table tbody th").all_inner_texts() == ["郑州市", "高阳县"]
    page.click(".bars-table >> text=2020年报告第2段 >> nth=0")
    page.wait_for_url("**/p/410100-2020-p2*")


def test_a_name_nobody_knows_leads_to_one_that_is(visit, series):
    page = visit(series + "/indicators")
    page.fill("#q", "登记失业")
    page.keyboard.press("Enter")
    assert "没有名为“登记失业”的指标" in page.locator("[role=alert]").inner_text()
    page.click("text=可试 >> a >> nth=0")
    assert page.locator("h1").inner_text().startswith("城镇登记失业率")


def test_an_empty_library_says_so(visit, browser):
    with served(cast(Library, FakeLibrary(records=[]))) as address:
        page = visit(address + "/indicators")
        assert "库中还没有报告说到常用指标" in page.locator("main").inner_text()
        page.goto(address + "/indicators?q=GDP")
        assert page.locator("[role=alert]").count() == 1


STATES = ["/indicators", CHART, "/indicators?q=GDP增速&place=130628&place=410100&refers_to=2019", "/indicators?q=没有这个"]


@pytest.mark.parametrize("address", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_everyone_can_use_it(visit, axe, series, address, scheme, view):
    page = visit(series + address, view=view, color_scheme=scheme)
    page.evaluate(axe)
    assert not violations(page)
    assert not sideways(page)
