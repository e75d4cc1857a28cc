"""On paper: paragraph numbers, the source line at the foot of every page, the basket with its notes and references."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.journeys.test_basket import filled

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not here")
LINE = "《2020年郑州市管城回族自治区政府工作报告》，郑州市管城回族区，2020年5月27日"


def pages(page, tmp_path, **options):
    """The text of each sheet, without white space."""
    page.pdf(path=tmp_path / "page.pdf", format="A4", **options)
    done = subprocess.run(["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True)
    return ["".join(sheet.split()) for sheet in done.stdout.split("\f")[:-1]]


def test_every_sheet_of_a_report_says_where_it_is_from(visit, site, tmp_path):
    page = visit("/reports/410104-2020", color_scheme="dark")
    sheets = pages(page, tmp_path)
    assert len(sheets) > 5
    for number, sheet in enumerate(sheets, 1):
        assert f"{LINE}{site}/reports/410104-2020" in sheet, number
        assert sheet.endswith(f"{number}/{len(sheets)}")
    whole = "".join(sheets)
    passages = page.request.get("/api/documents/410104-2020").json()["passages"]
    for passage in passages:
        beginning = "".join(passage["text"].split())[:12]
        number = passage["paragraph"] or ""
        assert f"{number}{beginning}" in whole, passage["passage_id"]


def test_a_sheet_of_another_size_keeps_its_foot(visit, tmp_path):
    sheets = pages(visit("/reports/410104-2020"), tmp_path, landscape=True)
    assert all(LINE in sheet for sheet in sheets)


def test_a_passage_says_where_it_is_from_and_how_to_get_there(visit, site, tmp_path):
    sheets = pages(visit("/p/410104-2020-p2?start=137&end=151"), tmp_path)
    for sheet in sheets:
        assert f"{LINE}，第2段{site}/p/410104-2020-p2?d=86f014ee194d&start=137&end=151" in sheet
    assert "第2段2019年,是管城区" in sheets[0]
    assert "常用格式" not in "".join(sheets)


def test_the_basket_with_notes_numbers_and_references(visit, site, tmp_path):
    page = visit("/")
    filled(page)
    page.locator("#basket textarea").nth(1).fill("与 2019 年公报核对")
    whole = "".join(pages(page, tmp_path))
    assert f"{LINE}，第2段{site}/p/410104-2020-p2?d=86f014ee194d&start=137&end=151[1]第2段地区生产总值同比增长6.6%" in whole
    assert whole.count("备注") == 1  # an empty note is not printed
    assert "备注与2019年公报核对" in whole
    assert "参考文献[1]张艳敏.2020年郑州市管城回族自治区政府工作报告[R/OL].2020-05-27." in whole
    for control in ("上移", "移除", "导出", "从文件载入", "最多200条", "复制"):
        assert control not in whole


def test_what_an_address_lists_is_printed_alone(visit, tmp_path):
    page = visit("/basket?p=410104-2020-p2:137-151:86f014ee194d", java_script_enabled=False)
    whole = "".join(pages(page, tmp_path))
    assert "[1]第2段地区生产总值同比增长6.6%" in whole
    assert "列出" not in whole
