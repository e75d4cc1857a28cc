"""For everyone: axe-core finds nothing in any state, light and dark; no script, a phone, large type, paper."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.journeys.conftest import PHONE, WIDE, must_run, sideways

STATES = {
    "start": "/",
    "search, nothing asked": "/search",
    "results": "/search?q=老旧小区改造",
    "results with chips, sorted": "/search?q=改造&year=2020&level=county&sort=year&expand=0",
    "quoted": "/search?q=“老旧小区”",
    "loose": "/search?q=老旧小区 加装电梯 独一无二",
    "page two": "/search?q=工作&offset=10",
    "beyond the last page": "/search?q=改造&offset=5000",
    "did you mean": "/search?q=老就小区",
    "one paragraph of each report": "/search?q=改造&group=document",
    "concordance": "/concordance?q=改造&sort=left",
    "concordance, filters open": "/concordance?q=改造&open=410000&year_from=2018",
    "concordance of a sentence": "/concordance?q=“持续优化营商环境”&width=40",
    "concordance, nothing asked": "/concordance",
    "concordance, nothing found": "/concordance?q=元宇宙",
    "words by year and place": "/trends?q=改造 公厕&measure=rate",
    "words, nothing asked": "/trends",
    "words, nothing held": "/trends?q=改造&year=1900",
    "reports by name": "/reports?name=管城&view=table",
    "zero results": "/search?q=没有这个词的报告 改造&year=1999",
    "a figure": "/figures?q=6.6%",
    "a figure, filtered": "/figures?q=>=1个&kind=result",
    "near figures": "/figures?q=495亿元",
    "no figure": "/figures?q=1e9",
    "figures": "/figures",
    "table of figures": "/figures/table?document=410104-2020&kind=target",
    "the card of a figure": "/search?q=6.6%",
    "indicators": "/indicators",
    "an indicator": "/indicators?q=GDP增速",
    "no such indicator": "/indicators?q=没有这个指标",
    "reports": "/reports?view=table",
    "reports as a list": "/reports",
    "no report": "/reports?year=1900",
    "report": "/reports/410104-2020",
    "report with marks": "/reports/410104-2020?q=老旧小区#p17",
    "report of one paragraph": "/reports/130683-2018-stub",
    "passage": "/p/410104-2020-p17",
    "stretch of a passage": "/p/410104-2020-p17?start=0&end=12&style=bibtex",
    "passage unchanged": "/p/410104-2020-p17?d=000000000000",
    "no such passage": "/p/410104-2020-p999",
    "no such page": "/nowhere",
    "bad filter": "/search?q=改造&limit=0",
}

LOOKS = [(scheme, view) for scheme in ("light", "dark") for view in (WIDE, PHONE)]


@pytest.fixture(scope="session")
def axe() -> str:
    path = os.environ.get("YIJU_AXE")
    if not path:
        (pytest.fail if must_run() else pytest.skip)("YIJU_AXE does not name axe.min.js; see .ci/journeys")
    return Path(str(path)).read_text("utf-8")


def violations(page):
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{v['id']}: {v['help']} — {v['nodes'][0]['html'][:200]}" for v in found]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(visit, axe, state):
    page = visit(STATES[state])
    page.evaluate(axe)
    for scheme, view in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(view)
        assert violations(page) == [], (scheme, view)


def opened_suggestions(page):
    page.fill("#q", "老")
    page.wait_for_selector(".suggest [role=option]")
    page.keyboard.press("ArrowDown")


def opened_help(page):
    page.keyboard.press("?")


def opened_display(page):
    page.click("details.prefs summary")


def opened_paragraph(page):
    page.locator(".hit summary").first.click()


def opened_filters(page):
    page.goto("/search?q=改造#filters")


def said(page):
    page.locator("[data-copy=text]").first.click()
    page.wait_for_selector("text=已复制原文")


@pytest.mark.parametrize(
    "prepare", [opened_suggestions, opened_help, opened_display, opened_paragraph, opened_filters, said]
)
def test_axe_finds_nothing_in_what_opens(visit, axe, prepare):
    page = visit("/search?q=老旧小区改造")
    prepare(page)
    page.evaluate(axe)
    for scheme, view in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(view)
        assert violations(page) == [], (scheme, view)
        assert sideways(page) == []


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("state", STATES)
def test_a_phone_is_never_scrolled_sideways(visit, state, size, site):
    page = visit("/", view=PHONE)
    page.context.add_cookies([{"name": "yiju_display", "value": f"auto.{size}", "url": site}])
    page.goto(STATES[state])
    assert sideways(page) == []


def test_twice_the_size_is_half_the_width(visit):
    for state in ("start", "results", "report with marks", "passage"):
        page = visit(STATES[state], view={"width": 640, "height": 450})  # 1280 at 200 %
        assert sideways(page) == []


def test_the_system_and_the_reader_choose_the_theme(visit):
    ground = "() => getComputedStyle(document.body).backgroundColor"
    light = visit("/", color_scheme="light").evaluate(ground)
    page = visit("/", color_scheme="dark")
    dark = page.evaluate(ground)
    assert light != dark
    page.click("details.prefs summary")
    with page.expect_response("**/preferences"):
        page.click("button[value=light]")
    assert page.evaluate(ground) == light  # at once
    assert page.get_attribute("button[value=light]", "aria-pressed") == "true"
    with page.expect_response("**/preferences"):
        page.click("button[value=large]")
    page.reload()
    assert page.evaluate(ground) == light  # and remembered by the server
    assert page.get_attribute("html", "data-size") == "large"


def test_everything_works_without_script(visit):
    page = visit("/", java_script_enabled=False)
    page.fill("#q", "城市书房")
    page.click(".box__go")
    assert "/search?q=" in page.url
    page.locator(".hit [data-copy=citation]").first.click()
    assert "/p/410104-2020-" in page.url
    assert page.url.endswith("#cite")
    page.go_back()
    page.locator(".hit__title a").first.click()
    assert "/reports/410104-2020?q=" in page.url
    assert page.locator("mark").count() > 0
    page.locator(".found a").first.click()
    page.click("details.prefs summary")
    page.click("button[value=dark]")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.locator(".toast, .suggest, .matchbar, .foot__keys").count() == 0


def test_the_display_works_with_less_motion(visit):
    page = visit("/search?q=改造", reduced_motion="reduce")
    moving = "() => [...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    assert page.evaluate(moving) == 0
