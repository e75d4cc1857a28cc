"""What breaks pages: no breaks, no end, other directions, ten thousand marks. Nothing is lost, nothing overflows."""

from __future__ import annotations

import urllib.parse

import pytest

from tests.journeys.conftest import PHONE, WIDE, sideways
from tests.journeys.generated import ARABIC, COMBINING, LONG_TITLE, MANY, PARAGRAPHS

QUERIES = ["x" * 1000, "改" * 1000, ARABIC, COMBINING, "“" + "老旧小区" * 200 + "”", "\u202e反向\u202c", "<b>粗</b>&amp;"]


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_any_query_leaves_the_page_whole(visit, query, view):
    page = visit("/search?q=" + urllib.parse.quote(query), view=view)
    assert page.input_value("#q") == query
    assert sideways(page) == []


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_title_of_three_hundred_characters(visit, strange, view):
    assert len(LONG_TITLE) >= 300
    for address in ("/", "/reports", "/reports/410104-2020", "/p/410104-2020-p1", "/search?q=渠道"):
        page = visit(strange + address, view=view)
        assert LONG_TITLE in page.text_content("main")
        assert sideways(page) == [], address


def test_ten_thousand_marks_in_one_paragraph(visit, strange):
    page = visit(strange + "/reports/410104-2020?q=渠道")
    assert page.locator("mark").count() == MANY
    assert page.text_content("#p2 .text") == "渠道" * MANY
    page.keyboard.press("N")
    assert page.inner_text(".matchbar [role=status]") == f"第 {MANY}/{MANY} 处"
    assert sideways(page) == []


def test_ten_thousand_marks_on_a_card(visit, strange):
    page = visit(strange + "/search?q=渠道", view=PHONE)
    page.locator(".hit summary").click()
    assert page.locator(".more mark").count() == MANY
    assert sideways(page) == []


def test_a_report_of_one_paragraph(visit):
    page = visit("/reports/130683-2018-stub", view=PHONE)
    assert page.locator(".para").count() == 1
    assert page.locator(".outline").count() == 0
    assert sideways(page) == []
    page.goto("/p/130683-2018-stub-p1")
    assert "独一无二" in page.text_content("#passage")


def test_a_report_of_three_thousand_paragraphs(visit):
    page = visit("/reports/130628-2017?q=第2990项#p2991")
    assert page.locator(".para[id^=p]").count() == PARAGRAPHS
    assert page.locator("#p2991").bounding_box()["y"] < 600
    assert page.locator("mark").count() == 1
    assert sideways(page) == []


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_other_directions_marks_above_and_words_without_a_break(visit, view):
    page = visit("/reports/130637-2015?q=工程", view=view)
    text = page.text_content(".doc__body")
    assert ARABIC in text
    assert COMBINING in text
    assert "x" * 1000 in text
    assert sideways(page) == []
    page.goto("/search?q=不断行工程")
    assert sideways(page) == []


@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_tree_of_three_thousand_counties(visit, counties, view):
    page = visit(counties + "/reports", view=view)
    assert "3,000 个地区" in page.inner_text("#loc")
    assert sideways(page) == []
    page.click("text=下一页")
    assert page.locator(".matrix tbody tr").count() >= 50
    page.goto(counties + "/search?q=城市书房")
    assert page.locator(".facets a").count() < 200  # a tree that can be read, not a list of three thousand
    assert sideways(page) == []
