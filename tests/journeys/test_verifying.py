"""A quotation and a whole draft held against the reports: pasted, uploaded, told apart, taken away as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import docx

from tests.journeys.conftest import PHONE, sideways

TRUE = "全区32个生态项目完成投资16.4亿元,新增绿化面积265万平方米。"
FALSE = "全区32个生态项目完成投资16.4亿元，新增绿化面积256万平方米。"


def test_a_pasted_quotation_in_the_one_box_is_judged(visit):
    page = visit("/")
    page.fill("#q", FALSE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    card = page.locator(".quotation-card")
    assert "与原文有出入" in card.inner_text()
    assert "265" in card.inner_text()


def test_a_changed_digit_is_shown_side_by_side(visit):
    page = visit("/verify")
    page.fill("#quote", FALSE)
    page.locator("button", has_text="核对").first.click()
    page.wait_for_url("**/verify")
    shown = page.inner_text("main")
    assert "256" in shown
    assert "265" in shown
    assert "数字" in shown
    assert "逐字相符" not in shown


def test_a_draft_is_uploaded_and_its_table_taken_away(visit, tmp_path):
    draft = docx.Document()
    draft.add_paragraph(f"报告指出，“{TRUE}”，又说“{FALSE}”。")
    path = tmp_path / "稿<b>子.docx"
    draft.save(str(path))
    page = visit("/verify")
    page.set_input_files("#file", path)
    page.locator("button", has_text="核对文件").click()
    page.wait_for_url("**/verify/draft")
    assert page.locator("main table tbody tr").count() >= 2
    assert page.locator("main b").count() == 0
    with page.expect_download() as waiting:
        page.locator("text=下载核对表").click()
    rows = list(csv.reader(io.StringIO(Path(waiting.value.path()).read_text("utf-8-sig"), newline="")))
    assert any("256" in cell for row in rows for cell in row)


def test_the_page_fits_a_phone(visit):
    page = visit("/verify?q=" + FALSE, view=PHONE)
    assert sideways(page) == []
