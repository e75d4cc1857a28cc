"""Citing in a browser: what a press or a click copies is what the library wrote, byte for byte, in every style."""

from __future__ import annotations

import pytest

from indexer import STYLES

P2 = "/p/410104-2020-p2"
STRETCH = "start=137&end=151"


def clipboard(page):
    return page.evaluate("() => navigator.clipboard.readText()")


def from_library(page, passage, style, query=""):
    reply = page.request.get(f"/api/passages/{passage.removeprefix('/p/')}/citation?style={style}&{query}")
    return reply.json()


def open_all(page):
    for summary in page.locator(".cites > details > summary").all():
        summary.click()


@pytest.mark.parametrize("query", ["", STRETCH])
@pytest.mark.parametrize("passage", [P2, "/p/410104-2020-f3", "/p/410104-2020-p31"])  # f3 holds no-break spaces
def test_each_style_is_copied_byte_for_byte(visit, passage, query):
    page = visit(f"{passage}?{query if passage == P2 else ''}")
    open_all(page)
    copied = {}
    for button in page.locator("button[data-copy-from^='c-']").all():
        style = button.get_attribute("data-copy-from").removeprefix("c-")
        page.evaluate("() => navigator.clipboard.writeText('')")
        button.click()
        page.wait_for_function("() => navigator.clipboard.readText().then(Boolean)")
        copied[style] = clipboard(page).encode()
        assert page.locator(".toast").text_content() in ("", "已复制引文")
    link = copied.pop("link").decode()
    assert set(STYLES) - set(copied) <= {"gbt7714-2025-web", "gbt7714-2015-web"}  # the shipped page tells no address
    for style, text in copied.items():
        cited = from_library(page, passage, style, query if passage == P2 else "")
        assert text == cited["text"].encode(), style
        assert link.startswith(cited["permalink"])


def test_the_passage_and_its_source_are_copied_as_far_as_they_were_chosen(visit):
    page = visit(f"{P2}?{STRETCH}")
    for what, expected in (
        ("text", "地区生产总值同比增长6.6%"),
        ("citation", "“地区生产总值同比增长6.6%”（《2020年郑州市管城回族自治区政府工作报告》，2020年5月27日，第2段）"),
    ):
        page.locator(f".focus-para [data-copy={what}]").click()
        page.wait_for_function("text => navigator.clipboard.readText().then(t => t === text)", arg=expected)
    page.locator(".focus-para [data-copy=link]").click()
    page.wait_for_function("() => navigator.clipboard.readText().then(t => t.endsWith('&start=137&end=151'))")
    again = visit(clipboard(page))
    assert again.locator("#passage mark.quote").all_inner_texts() == ["地区生产总值同比增长6.6%"]


def test_without_a_script_a_click_selects_the_whole_citation(visit):
    page = visit(f"{P2}?{STRETCH}", java_script_enabled=False)
    assert not page.locator("button.copy").first.is_visible()
    for style in ("gbt7714-2025", "legal", "apa"):
        page.locator(f"#c-{style}").click()
        page.keyboard.press("ControlOrMeta+c")
        page.locator("#q").fill("")
        page.locator("#q").focus()
        page.keyboard.press("ControlOrMeta+v")
        assert page.locator("#q").input_value().strip() == from_library(page, P2, style, STRETCH)["text"]


def test_a_sentence_is_chosen_from_the_list_without_a_script(visit):
    page = visit(P2, java_script_enabled=False)
    page.locator(".cites > details > summary").first.click()
    page.locator(".sentences a").nth(2).click()
    quoted = page.locator("#passage mark.quote").inner_text()
    assert quoted in page.locator("#c-plain").inner_text()
    assert quoted.endswith("。")
    page.locator("text=改引全段").click()
    assert not page.locator("#passage mark").count()


@pytest.mark.parametrize("script", [True, False])
def test_the_style_one_uses_is_remembered_and_on_top(visit, script):
    page = visit(f"{P2}?{STRETCH}", java_script_enabled=script)
    page.select_option("#style", "legal")
    page.click("text=放在最前，并记住")
    page.wait_for_url("**/p/410104-2020-p2?d=*#cite")
    assert page.locator(".cite__text").first.get_attribute("id") == "c-legal"
    assert page.locator("#passage mark.quote").count() == 1  # what was chosen is still chosen
    page.goto("/p/410104-2020-p31")
    assert page.locator(".cite__text").first.get_attribute("id") == "c-legal"
    assert page.locator("html").get_attribute("data-cite") == "legal"


def test_a_text_fragment_opens_at_the_words(visit):
    page = visit(f"{P2}?{STRETCH}")
    link = page.locator("#c-text-fragment").inner_text()
    for view in ({"width": 1280, "height": 300}, {"width": 360, "height": 240}):
        opened = visit(link, view=view)
        plain = visit(link.partition("#")[0], view=view)
        assert opened.evaluate("() => scrollY") > plain.evaluate("() => scrollY")  # the browser went to the words
