"""Text selected in a report: what is copied is the report's own text to the byte, whatever marks and characters stand there."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.conftest import PHONE, WIDE, sideways
from tests.journeys.generated import ASTRAL
from tests.journeys.test_everyone import axe, violations  # noqa: F401  the fixture

REPORT = "/reports/410104-2020"
ODD = "/reports/130635-2016-stub"
SELECT = """([what, start, end, until]) => {
  const places = (element, at) => {  // code points of the text → a place in its nodes
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = [...element.textContent].slice(0, at).join('').length;
    while (walker.nextNode()) { if (left <= walker.currentNode.length) return [walker.currentNode, left]; left -= walker.currentNode.length; }
  };
  const [first, last] = [document.querySelector(what), document.querySelector(until ?? what)];
  getSelection().setBaseAndExtent(...places(first, start), ...places(last, end));
}"""


def select(page, what, start, end, until=None):
    """Select, and wait until the bar says anew what is selected."""
    page.evaluate("() => { const said = document.querySelector('.selbar [data-f=what]'); if (said) said.textContent = ''; }")
    page.evaluate(SELECT, [what, start, end, until])
    page.wait_for_function("() => document.querySelector('.selbar [data-f=what]')?.textContent")


def clipboard(page):
    return page.evaluate("() => navigator.clipboard.readText()")


def press(page, words):
    page.evaluate("() => { document.querySelector('.toast').textContent = ''; return navigator.clipboard.writeText(''); }")
    page.click(f".selbar >> text={words}")
    page.wait_for_function("() => document.querySelector('.toast').textContent")


def text_of(page, passage_id):
    return page.request.get(f"/api/passages/{passage_id}").json()["text"]


def test_a_drag_with_the_mouse_brings_the_bar_and_a_click_takes_it_away(visit):
    page = visit(f"{REPORT}#p31")
    page.locator("#p31 .text").scroll_into_view_if_needed()  # and at rest
    box = page.locator("#p31 .text").bounding_box()
    page.mouse.move(box["x"] + 100, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 60, steps=5)
    page.wait_for_timeout(400)
    assert page.locator(".selbar").count() == 0  # not while the button is held
    page.mouse.up()
    page.wait_for_selector("#p31 .selbar")
    selected = page.evaluate("() => getSelection().toString()")
    assert page.locator(".selbar__what").inner_text() == f"已选 {len(selected)} 字"
    press(page, "复制")
    assert clipboard(page) == selected
    assert page.evaluate("() => getSelection().toString()") == selected  # still selected
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    page.wait_for_function("() => !document.querySelector('.selbar')")


@pytest.mark.parametrize(
    ("place", "passage_id", "query"),
    [
        (f"{ODD}#p2", "130635-2016-stub-p2", ""),  # beyond the basic plane, full width, two blanks, a joined emoji
        (f"{ODD}?q=改造#p3", "130635-2016-stub-p3", "改造"),  # the same with marks in it
        (f"{REPORT}?q=老旧小区#p6", "410104-2020-p6", "老旧小区"),  # a heading, labels and marks
        ("/p/130635-2016-stub-p3", "130635-2016-stub-p3", ""),
    ],
)
def test_what_is_copied_is_the_text_to_the_byte(visit, place, passage_id, query):
    page = visit(place)
    what = "#passage" if place.startswith("/p/") else f"#{passage_id.rpartition('-')[2]} .text"
    text = text_of(page, passage_id)
    assert page.locator(what).text_content() == text
    assert (page.locator(f"{what} mark").count() > 0) == bool(query)
    for start, end in ((0, 1), (0, len(text)), (1, 4), (3, 12), (5, len(text) - 1), (len(text) - 9, len(text)), (16, 41)):
        select(page, what, start, end)
        press(page, "复制")
        assert clipboard(page).encode() == text[start:end].encode()
        page.evaluate("() => getSelection().removeAllRanges()")
        page.wait_for_function("() => !document.querySelector('.selbar')")


def test_the_browsers_own_copy_is_exact_too(visit):
    page = visit(ODD)
    at = ASTRAL.index("老旧小区  改造")
    select(page, "#p2 .text", at, at + 8)
    page.keyboard.press("Control+c")
    assert clipboard(page) == "老旧小区  改造"
    select(page, "#p2 .text", at, 6, until="#p3 .text")
    page.keyboard.press("Control+c")
    assert clipboard(page) == f"{ASTRAL[at:]}\n二是乡村建设"  # no paragraph number between


def test_the_citation_follows_the_words_in_the_style_that_was_chosen(visit):
    page = visit(REPORT)
    text = text_of(page, "410104-2020-p2")
    start = text.index("地区生产总值")
    select(page, "#p2 .text", start, start + 14)
    for style in ("gbt7714-2025", "plain", "markdown", "gbt7714-2015"):
        with page.expect_response("**/preferences"):
            page.select_option(".selbar select", style)
        press(page, "复制并附引文")
        reply = page.request.get(f"/api/passages/410104-2020-p2/citation?style={style}&start={start}&end={start + 14}").json()
        quote = "地区生产总值同比增长6.6%"
        assert clipboard(page) == (reply["text"] if style in ("plain", "markdown") else f"{quote}\n{reply['text']}")
        assert quote in clipboard(page)
    page.reload()
    select(page, "#p2 .text", start, start + 14)
    assert page.input_value(".selbar select") == "gbt7714-2015"  # remembered
    page.goto("/p/410104-2020-p2")
    assert page.locator(".cite h3").first.inner_text().startswith("GB/T 7714—2015")  # there too


def test_the_link_leads_to_the_words_and_says_that_they_stand(visit):
    page = visit(f"{ODD}#p2")
    select(page, "#p2 .text", 3, 12)
    press(page, "核对链接")
    link = clipboard(page)
    asked = parse_qs(urlsplit(link).query)
    assert (asked["start"], asked["end"], len(asked["d"][0])) == (["3"], ["12"], 12)
    assert page.get_attribute(".selbar a", "href") == link
    page.goto(link)
    assert "原文未变动" in page.locator(".verdict").inner_text()


def test_words_of_several_paragraphs_are_taken_one_by_one(visit):
    page = visit(ODD)
    first, second = text_of(page, "130635-2016-stub-p2"), text_of(page, "130635-2016-stub-p3")
    select(page, "#p2 .text", 10, 7, until="#p3 .text")
    assert page.locator(".selbar__what").inner_text() == f"已选 2 段，{len(first) - 10 + 7} 字，逐段引用"
    assert not page.locator(".selbar a").is_visible()  # there is no one address
    press(page, "复制")
    assert clipboard(page) == f"{first[10:]}\n{second[:7]}"
    press(page, "加入引文夹")
    page.goto("/basket")
    assert page.locator("#basket blockquote").all_text_contents() == [first[10:], second[:7]]
    page.goto(REPORT)
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('.doc__body'))")
    page.wait_for_selector(".selbar")
    assert "一次最多 20 段" in page.locator(".selbar").inner_text()
    assert page.locator(".selbar button:visible").count() == 0


def test_a_triple_click_selects_one_paragraph_and_headings_can_be_cited(visit):
    page = visit(ODD)
    page.click("#p4 .text", click_count=3)
    page.wait_for_selector(".selbar")
    press(page, "复制")
    assert clipboard(page) == text_of(page, "130635-2016-stub-p4")
    page.goto(f"{REPORT}#h1")
    select(page, "#h1", 0, 6)
    press(page, "加入引文夹")
    page.goto("/basket")
    assert page.locator("#basket blockquote").text_content() == text_of(page, "410104-2020-h1")[:6]


def test_everything_can_be_done_from_the_keyboard(visit):
    page = visit(f"{ODD}#p4")
    page.keyboard.press("s")
    page.wait_for_selector("#p4 .selbar")
    assert page.evaluate("() => getSelection().toString()") == "三是𠮷祥工程。"
    page.keyboard.press("s")
    page.wait_for_function("() => getSelection().toString().startsWith('全年')")
    page.keyboard.press("Shift+S")
    page.wait_for_function("() => getSelection().toString().startsWith('三是')")
    page.wait_for_selector(".sr[role=status]:text-is('已选 7 字，按 Tab 到工具条')", state="attached")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "复制"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('.toast').textContent")
    assert clipboard(page) == "三是𠮷祥工程。"
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "加入引文夹"
    page.keyboard.press("Escape")
    page.wait_for_function("() => !document.querySelector('.selbar')")


def test_a_page_that_is_older_than_the_library_copies_nothing_as_exact(visit):
    page = visit(ODD)

    def changed(route):
        reply = route.fetch()
        route.fulfill(response=reply, json={**reply.json(), "text": "库中的文字已经不同了。" * 9})

    page.route("**/api/passages/*", changed)
    select(page, "#p2 .text", 3, 12)
    page.click(".selbar >> text=复制")
    page.wait_for_function("() => document.querySelector('.toast').textContent")
    assert "已复制" not in page.locator(".toast").inner_text()
    page.click(".selbar >> text=加入引文夹")
    page.wait_for_selector("text=请刷新页面")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", [WIDE, PHONE], ids=["wide", "phone"])
def test_the_bar_is_for_everyone(visit, axe, scheme, view):  # noqa: F811
    page = visit(f"{REPORT}#p31", view=view, color_scheme=scheme)
    select(page, "#p31 .text", 10, 40)
    page.evaluate(axe)
    assert violations(page) == []
    assert sideways(page) == []
