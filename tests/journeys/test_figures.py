"""From a figure to the paragraph behind it: look-up, groups, near misses, the table, the download."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.journeys.conftest import PHONE, sideways


def test_a_figure_typed_into_the_one_box_leads_to_its_groups(visit):
    page = visit("/")
    page.fill("#q", "百分之六点六")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    card = page.locator(".figure-card")
    assert card.locator("mark.fig").first.inner_text() == "6.6%"
    card.locator("text=按指标看全部").click()
    page.wait_for_url("**/figures?q=*")
    headings = page.locator("main h2").all_inner_texts()
    assert len(headings) == 2
    assert headings[0].startswith("地区生产总值")
    for text in page.locator(".hit > div > .text mark.fig").all_inner_texts():
        assert text == "6.6%"


def test_the_box_of_the_page_asks_for_figures_and_keeps_the_filters(visit):
    page = visit("/figures?q=6.6%&kind=result")
    page.fill("#q", "第三产业 494.8亿元")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures?*494.8*")
    assert "kind=result" in page.url
    assert page.locator(".hit").get_attribute("data-passage") == "410104-2020-p4"


def test_a_near_miss_is_set_apart_and_leads_to_its_paragraph(visit):
    page = visit("/figures?q=495亿元")
    assert page.locator(".hit").count() == 0
    row = page.locator("table.near tbody tr").first
    assert "四舍五入" in row.inner_text()
    row.locator("a").click()
    page.wait_for_url("**/reports/410104-2020#p4")
    assert "494.8亿元" in page.locator("#p4").inner_text()


def test_the_table_is_narrowed_by_hand_and_taken_away(visit):
    page = visit("/reports/410104-2020")
    page.click("text=这份报告中的全部数字")
    page.select_option("select[name=kind]", "target")
    page.click("text=筛选")
    page.wait_for_url("**/figures/table?*kind=target*")
    assert "document=410104-2020" in page.url
    total = int(page.locator("#total").inner_text().split()[0])
    with page.expect_download() as waiting:
        page.click("main >> text=CSV")
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"), newline="")))
    assert len(rows) == total + 1
    with page.expect_download() as waiting:
        page.click("main >> text=Excel")
    assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"


def test_nothing_reaches_over_the_edge_of_a_phone(visit):
    for address in ("/figures?q=6.6%", "/figures?q=495亿元", "/figures/table?document=410104-2020", "/figures?q=>=1个"):
        assert sideways(visit(address, view=PHONE)) == [], address


def test_without_scripts_all_of_it_works(visit):
    page = visit("/figures", java_script_enabled=False)
    page.fill("#q", "47个")
    page.click("button.box__go")
    page.wait_for_url("**/figures?q=*")
    assert page.locator(".hit").count() >= 1
