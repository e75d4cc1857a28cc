"""From a query to the paragraph: marks, facets, chips, and the copy that has to be exact to the byte."""

from __future__ import annotations

import urllib.parse

import pytest


def api(page, address):
    return page.request.get(address).json()


def clipboard(page):
    return page.evaluate("() => navigator.clipboard.readText()")


@pytest.mark.parametrize("query", ["老旧小区改造", "“地区生产总值同比增长6.6%”", "营商环境 投资", "GDP"])
def test_every_mark_holds_the_very_characters(visit, query):
    page = visit("/")
    page.fill("#q", query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    hits = api(page, "/api/search?" + urllib.parse.urlencode({"q": query}))["hits"]
    shown = page.evaluate(
        """() => [...document.querySelectorAll('.hit')].map(h => { const t = h.querySelector('.more .text') || h.querySelector('.hit__best');
        return [h.dataset.passage, t.textContent, [...t.querySelectorAll('mark')].map(m => m.textContent)]; })"""
    )
    assert [s[0] for s in shown] == [h["passage_id"] for h in hits]
    for (_, text, marks), hit in zip(shown, hits, strict=True):
        assert text == hit["text"]
        assert "".join(marks) == "".join(hit["text"][a:b] for a, b in hit["highlights"])
        assert marks


def test_a_facet_narrows_and_a_chip_widens(visit):
    page = visit("/search?q=改造")
    before = page.inner_text("#results")
    page.click("nav.facets >> text=回顾")
    assert page.locator(".facets a[aria-current=true]").count() == 1
    chip = page.locator("a.chip--on")
    assert "回顾" in chip.inner_text()
    assert page.inner_text("#results") != before
    chip.click()
    assert page.inner_text("#results").split("段")[0] == before.split("段")[0]


def test_the_whole_paragraph_is_one_click_away(visit):
    page = visit("/search?q=老旧小区改造")
    hit = page.locator(".hit").filter(has=page.locator("details.more")).first
    assert not hit.locator(".more .text").is_visible()
    hit.locator("summary").click()
    assert hit.locator(".more .text").is_visible()
    assert not hit.locator(".hit__best").is_visible()


def test_the_paragraphs_around_a_hit_are_linked(visit):
    page = visit("/search?q=城市书房")
    number = int(page.locator(".hit").first.get_attribute("data-passage").rpartition("-p")[2])
    page.locator(".hit").first.locator("text=下一段").click()
    assert page.url.endswith(f"-p{number + 1}")


def test_copied_text_is_the_text_to_the_byte(visit):
    page = visit("/search?q=双向文字工程 | 附加符号 | 老旧小区改造&limit=20")
    hits = api(page, "/api/search?limit=20&q=" + urllib.parse.quote("双向文字工程 | 附加符号 | 老旧小区改造"))["hits"]
    assert len(hits) > 3
    for at, hit in enumerate(hits[:6]):
        page.locator(".hit").nth(at).locator("[data-copy=text]").click()
        page.wait_for_function("text => navigator.clipboard.readText().then(t => t === text)", arg=hit["text"])
        page.wait_for_selector(".toast:text-is('已复制原文')")  # said once the clipboard has it
    assert page.locator(".toast").get_attribute("role") == "status"


def test_text_with_source_and_link(visit, site):
    page = visit("/search?q=城市书房")
    hit = api(page, "/api/search?q=城市书房")["hits"][0]
    page.locator(".hit").first.locator("[data-copy=citation]").click()
    page.wait_for_selector(".toast:text-is('已复制原文与出处')")
    assert clipboard(page) == (
        f"“{hit['text']}”（《2020年郑州市管城回族自治区政府工作报告》，2020年5月27日，第{hit['paragraph']}段）"
    )
    page.locator(".hit").first.locator("[data-copy=link]").click()
    page.wait_for_selector(".toast:text-is('已复制链接')")
    assert clipboard(page) == site + hit["url"]


def test_copying_on_the_passages_own_page(visit):
    page = visit("/p/410104-2020-p17")
    page.click("[data-copy=text]")
    page.wait_for_selector("text=已复制原文")
    assert clipboard(page) == api(page, "/api/passages/410104-2020-p17")["text"]


def test_without_the_clipboard_the_old_way_still_copies(visit):
    page = visit("/")
    page.context.add_init_script("delete Navigator.prototype.clipboard; delete window.ClipboardItem")
    page.goto("/p/410104-2020-p17")
    assert page.evaluate("() => navigator.clipboard === undefined")
    page.evaluate(
        """() => { const set = DataTransfer.prototype.setData;
        DataTransfer.prototype.setData = function (t, v) { window.copied = v; return set.call(this, t, v); } }"""
    )
    page.click("[data-copy=text]")
    page.wait_for_selector("text=已复制原文")
    assert page.evaluate("() => window.copied") == api(page, "/api/passages/410104-2020-p17")["text"]


def test_when_copying_fails_the_reader_is_led_to_the_text(visit):
    page = visit("/search?q=城市书房")
    page.route("**/api/passages/**", lambda route: route.fulfill(status=500))
    page.locator(".hit").first.locator("[data-copy=text]").click()
    page.wait_for_url("**/p/410104-2020-*#cite")
