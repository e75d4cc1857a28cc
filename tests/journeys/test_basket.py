"""The basket: collected, ordered, noted, saved, loaded and looked up again; whatever the browser or a file holds, nothing breaks."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import docx
import pytest

from indexer import Library
from tests.indexer.test_collecting import ROADS, SCHOOLS, TOILETS, written
from tests.journeys.conftest import PHONE, WIDE, served, sideways
from tests.journeys.test_everyone import axe, violations  # noqa: F401  the fixture

NAMES = ["410104-2020-p2:137-151", "410104-2020-p6:0-23", "410104-2020-p31"]
GOOD = {
    "passage_id": "410104-2020-p2", "digest": "86f014ee194d", "start": 137, "end": 151, "quote": "地区生产总值同比增长6.6%",
    "note": "", "source": "出处",
}  # fmt: skip


def basket(*items, version=1):
    return json.dumps({"format": "yiju-basket", "version": version, "items": list(items)}, ensure_ascii=False)


def filled(page):
    """A basket of three, collected through the page that an address lists."""
    page.goto("/basket?p=" + "&p=".join(NAMES))
    page.click("text=都加入我的引文夹")
    page.wait_for_function("() => document.querySelectorAll('#basket .basket__item').length === 3")
    page.goto("/basket")
    page.wait_for_selector("#basket [data-standing=unchanged]:visible >> nth=2")


def quotes(page):
    return [text[:8] for text in page.locator("#basket blockquote").all_text_contents()]


FIRST, SECOND, THIRD = "地区生产总值同比", "(三)注重功能品", "大力实施老旧小区"


@pytest.mark.parametrize(
    ("address", "at_most"),
    [("/search?q=老旧小区改造", 2000), ("/figures?q=6.6%", 150), ("/ask?q=2019年地区生产总值增长多少？", 150), ("/p/410104-2020-p2", 2000)],
)
def test_one_click_on_a_card_collects_it(visit, address, at_most):
    page = visit(address)
    assert page.locator(".nav__count").inner_text() == ""
    page.locator("[data-collect]").first.click()
    page.wait_for_selector("text=已加入引文夹，共 1 条")
    assert page.locator(".nav__count").inner_text().startswith("1")
    page.locator("[data-collect]").first.click()
    page.wait_for_selector("text=引文夹里已经有了")
    page.click(".nav a[href='/basket']")
    quote = page.locator("#basket blockquote").text_content()
    assert 0 < len(quote) <= at_most
    page.wait_for_selector("#basket [data-standing=unchanged]:visible")
    href = page.locator("#basket [data-f=reading]").get_attribute("href")
    page.goto(href)
    assert quote in page.locator(":target").text_content()


def test_the_order_changes_by_button_by_key_and_by_dragging(visit):
    page = visit("/", view={"width": 1280, "height": 1600})  # all three in view
    filled(page)
    assert quotes(page) == [FIRST, SECOND, THIRD]
    page.locator("[data-act=down]").first.click()
    assert quotes(page) == [SECOND, FIRST, THIRD]
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "下移：第 2 条"  # it follows
    page.keyboard.press("Enter")
    assert quotes(page) == [SECOND, THIRD, FIRST]
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "上移：第 3 条"  # 下移 has come to its end
    assert page.locator("#basket [role=status]").text_content() == "移到了第 3 条，共 3 条"
    page.locator(".basket__grip").nth(2).drag_to(page.locator("#basket .basket__item").nth(0), target_position={"x": 100, "y": 5})
    page.wait_for_function("q => document.querySelector('#basket blockquote').textContent.startsWith(q)", arg=FIRST)
    assert quotes(page) == [FIRST, SECOND, THIRD]
    page.reload()
    assert quotes(page) == [FIRST, SECOND, THIRD]  # kept


def test_notes_are_kept_as_they_are_written(visit):
    page = visit("/")
    filled(page)
    page.locator("#basket textarea").nth(1).fill("查 2019 年口径；<b>&\n𠮷祥")
    page.reload()
    assert page.locator("#basket textarea").nth(1).input_value() == "查 2019 年口径；<b>&\n𠮷祥"
    page.locator("[data-act=up]").nth(1).click()
    assert page.locator("#basket textarea").nth(0).input_value() == "查 2019 年口径；<b>&\n𠮷祥"  # it goes with its excerpt


def test_what_was_removed_or_cleared_comes_back(visit):
    page = visit("/")
    filled(page)
    page.locator("[data-act=remove]").nth(1).click()
    assert quotes(page) == [FIRST, THIRD]
    assert page.evaluate("() => document.activeElement.getAttribute('aria-label')") == "移除：第 2 条"
    page.click("text=撤销")
    assert quotes(page) == [FIRST, SECOND, THIRD]
    page.click("[data-act=clear]")
    assert quotes(page) == []
    assert page.locator("[data-f=empty]").is_visible()
    assert page.evaluate("() => document.activeElement.textContent") == "撤销"
    page.keyboard.press("Enter")
    assert quotes(page) == [FIRST, SECOND, THIRD]
    assert page.locator(".nav__count").inner_text().startswith("3")


def test_another_tab_sees_it_at_once(visit):
    page = visit("/")
    filled(page)
    other = page.context.new_page()
    other.goto("/search?q=城市书房")
    other.locator("[data-collect]").first.click()
    other.wait_for_selector("text=共 4 条")
    page.wait_for_function("() => document.querySelectorAll('#basket .basket__item').length === 4")
    assert page.locator(".nav__count").inner_text().startswith("4")


def test_saved_to_a_file_and_loaded_in_another_browser(visit, tmp_path):
    page = visit("/")
    filled(page)
    page.locator("#basket textarea").nth(0).fill("备注")
    with page.expect_download() as download:
        page.click("[data-act=save]")
    path = tmp_path / "basket.json"
    download.value.save_as(path)
    assert download.value.suggested_filename.endswith(".json")
    kept = json.loads(path.read_text("utf-8"))
    assert [item["passage_id"] for item in kept["items"]] == [name.partition(":")[0] for name in NAMES]
    other = visit("/basket")
    assert other.locator("[data-f=empty]").is_visible()
    other.set_input_files("#basket input[type=file]", path)
    other.wait_for_selector("text=从文件载入 3 条")
    other.wait_for_selector("#basket [data-standing=unchanged]:visible >> nth=2")
    assert quotes(other) == [FIRST, SECOND, THIRD]
    assert other.locator("#basket textarea").nth(0).input_value() == "备注"
    other.set_input_files("#basket input[type=file]", path)
    other.wait_for_selector("text=从文件载入 0 条，另有 3 条已经在引文夹里")


def taken(page, label):
    with page.expect_download() as download:
        page.click(f"#basket >> button:has-text('{label}')")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_taken_away_as_files_with_numbered_references(visit):
    page = visit("/")
    filled(page)
    page.locator("#basket textarea").nth(0).fill("记一笔")
    page.locator("[data-act=up]").nth(2).click()
    page.wait_for_function("() => document.querySelectorAll('.basket__item:nth-child(2) [data-f=mark]')[0].textContent === '[1]第31段'")
    reference = page.locator(".references li").inner_text()
    assert "[1]" in reference
    assert "张艳敏. 2020年郑州市管城回族自治区政府工作报告[R/OL]. 2020-05-27." in reference
    name, content = taken(page, "Word")
    words = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert (name, words[0], words[2]) == ("yiju-basket.docx", "引文", "备注：记一笔")
    assert [text[:8] for text in (words[1], *words[3:5])] == [FIRST, THIRD, SECOND]
    assert words[1].endswith("[1]第2段")
    name, content = taken(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert (name, [row["段"] for row in rows]) == ("yiju-basket.csv", ["第2段", "第31段", "第6段"])
    assert rows[1]["引文"] == page.request.get("/api/passages/410104-2020-p31").json()["text"]
    assert taken(page, "Markdown")[1].decode().startswith("# 引文\n\n> 地区生产总值同比增长6.6%<sup>")
    assert taken(page, "RIS")[1].decode().count("N1  - ") == 3
    assert taken(page, "BibTeX")[1].decode().startswith("@techreport{yiju-410104-2020,")
    assert quotes(page) == [FIRST, THIRD, SECOND]  # the page is still there
    page.click("[data-act=references]")
    page.wait_for_selector("text=已复制参考文献")
    assert page.evaluate("() => navigator.clipboard.readText()").startswith("[1] 张艳敏. ")


HOSTILE = {
    "no JSON": ("{", "内容不是 JSON"),
    "another file": ('{"a": 1}', "里面没有引文的列表"),
    "a list": ("[1, 2]", "里面没有引文的列表"),
    "null": ("null", "里面没有引文的列表"),
    "a later version": (basket(GOOD, version=2), "版本是 2"),
    "no version": ('{"format": "yiju-basket", "items": []}', "版本是 undefined"),
    "a number": ("7", "里面没有引文的列表"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_basket_is_a_sentence_and_changes_nothing(visit, tmp_path, name):
    content, words = HOSTILE[name]
    path = tmp_path / "<img src=x onerror=alert(1)>.json"
    path.write_text(content, "utf-8")
    page = visit("/")
    filled(page)
    page.set_input_files("#basket input[type=file]", path)
    page.wait_for_selector(f"[role=alert]:has-text('{words}')")
    assert quotes(page) == [FIRST, SECOND, THIRD]
    page.reload()
    assert quotes(page) == [FIRST, SECOND, THIRD]


def test_a_file_beyond_measure_is_not_read(visit, tmp_path):
    path = tmp_path / "large.json"
    path.write_text("[" + "0," * 2_500_000 + "0]", "utf-8")
    page = visit("/basket")
    page.set_input_files("#basket input[type=file]", path)
    page.wait_for_selector("[role=alert]:has-text('最多 4 MB')")


def test_of_a_file_only_what_is_understood_is_taken_over(visit, tmp_path):
    script = "<img src=x onerror=document.title='x'><script>alert(1)</script>"
    bad = [
        None, [], 7, "x", {}, GOOD | {"passage_id": "../../x"}, GOOD | {"passage_id": "javascript:alert(1)"}, GOOD | {"digest": script},
        GOOD | {"start": "0"}, GOOD | {"start": 5, "end": 5}, GOOD | {"end": 1e300}, GOOD | {"quote": 7}, GOOD | {"quote": "引" * 20_001},
        GOOD | {"start": -1}, GOOD, GOOD,
    ]  # fmt: skip
    odd = GOOD | {"start": 0, "end": 5, "note": script, "source": script, "quote": script, "__proto__": {"x": 1}, "constructor": 1}
    path = tmp_path / "basket.json"
    path.write_text(basket(*bad, odd), "utf-8")
    page = visit("/basket")
    page.set_input_files("#basket input[type=file]", path)
    page.wait_for_selector("text=从文件载入 2 条；15 条读不懂或重复，没有载入")
    page.wait_for_selector("#basket [data-standing=unchanged]:visible >> nth=1")
    assert page.locator("#basket img, #basket script").count() == 0
    assert page.locator("#basket textarea").nth(1).input_value() == script
    assert quotes(page) == [FIRST, "2019年"]  # the report's words, whatever the file said they were
    assert page.title() == "引文夹 · 依据"


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_the_browser_kept_is_told_and_not_written_over(visit, name):
    content, words = HOSTILE[name]
    page = visit("/basket")
    page.evaluate("text => localStorage.setItem('yiju-basket', text)", content)
    page.goto("/search?q=老旧小区")
    page.locator("[data-collect]").first.click()
    page.wait_for_selector("text=没有加入")
    page.goto("/basket")
    page.wait_for_selector(f"[role=alert]:has-text('{words}')")
    assert page.evaluate("() => localStorage.getItem('yiju-basket')") == content
    with page.expect_download() as download:
        page.click("text=存下原样内容")
    assert Path(download.value.path()).read_text("utf-8") == content
    page.click("text=丢弃")
    assert page.locator("[data-f=empty]").is_visible()
    assert not page.locator("#basket [role=alert]").is_visible()


def test_a_full_basket_takes_no_more(visit):
    page = visit("/basket")
    items = [GOOD | {"start": n, "end": n + 2} for n in range(200)]
    page.evaluate("text => localStorage.setItem('yiju-basket', text)", basket(*items))
    page.goto("/search?q=老旧小区")
    page.locator("[data-collect]").first.click()
    page.wait_for_selector("text=没有加入：引文夹最多放 200 条")
    page.goto("/basket")
    page.wait_for_selector("#basket [data-standing=unchanged]:visible >> nth=199")


def test_where_the_server_does_not_answer_a_link_leads_to_the_page_and_the_bar_says_so(visit):
    page = visit("/search?q=老旧小区")
    page.route("**/api/basket", lambda route: route.fulfill(status=503))
    page.locator("[data-collect]").first.click()
    page.wait_for_url("**/basket?p=*")
    assert page.locator("#linked").is_visible()
    page.goto("/reports/410104-2020")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('#p2 .text'))")
    page.click(".selbar >> text=加入引文夹")
    page.wait_for_selector("text=没有加入引文夹，请再试一次")


def test_a_browser_that_keeps_nothing_says_so(visit):
    page = visit("/")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };")
    page.goto("/search?q=老旧小区")
    page.locator("[data-collect]").first.click()
    page.wait_for_selector("text=没有加入：浏览器存不下了")


def test_what_happened_to_the_reports_since(visit, browser, tmp_path):
    library = Library.open(tmp_path / "library")
    library.index([written(tmp_path, TOILETS, ROADS, SCHOOLS)])
    with served(library) as address:
        page = visit(f"{address}/reports/130628-2020-stub")
        page.goto(f"{address}/basket?p=130628-2020-stub-p2:0-9 130628-2020-stub-p3 130628-2020-stub-p4")
        page.click("text=都加入我的引文夹")
        page.wait_for_function("() => document.querySelectorAll('#basket .basket__item').length === 3")
        library.index([written(tmp_path, ROADS, TOILETS.replace("12", "21"))])
        page.goto(f"{address}/basket")
        page.wait_for_selector("#basket [data-standing=moved]:visible")
        rows = page.locator("#basket .basket__item")
        assert [rows.nth(n).locator(".verdict:visible").inner_text() for n in range(3)] == ["原文已改动", "原文移到了这里", "库中找不到这一处"]
        assert rows.nth(0).locator("blockquote").text_content() == TOILETS[:9]  # what was collected
        assert "第2段" in rows.nth(1).locator("[data-f=source]").inner_text()
        for n, said in ((0, "已复制收入时的文字"), (1, "已复制原文")):
            rows.nth(n).locator("[data-act=copy]").click()
            page.wait_for_selector(f".toast:has-text('{said}')")
        page.reload()
        page.wait_for_selector("#basket .basket__item:nth-child(2) [data-standing=unchanged]:visible")  # it is kept where it is now
        page.route("**/api/basket", lambda route: route.fulfill(status=503))
        page.reload()
        page.wait_for_selector("[role=alert]:has-text('没有连上服务')")
        assert rows.nth(2).locator("blockquote").text_content() == SCHOOLS
    library.close()


def test_without_script_the_page_says_so_and_lists_what_an_address_names(visit):
    page = visit("/search?q=老旧小区改造", java_script_enabled=False)
    page.locator("[data-collect]").first.click()
    assert "/basket?p=410104-2020-" in page.url
    assert page.locator("blockquote:visible").count() == 1
    assert page.locator("#noscript").is_visible()
    assert not page.locator("#basket").is_visible()
    page.fill("#p", "410104-2020-p2:137-151 410104-2020-p6:0-23")
    page.click("noscript button")
    with page.expect_download() as download:
        page.click("main section:not([hidden]) >> button:has-text('Word')")
    words = [p.text for p in docx.Document(download.value.path()).paragraphs]
    assert words[1] == "地区生产总值同比增长6.6%[1]第2段"
    assert [q[:8] for q in page.locator("blockquote:visible").all_text_contents()] == [FIRST, SECOND]


def empty(page):
    page.goto("/basket")


def listed(page):
    page.goto("/basket?p=410104-2020-p2:137-151:86f014ee194d 410104-2020-p99")


def wrong(page):
    page.goto("/basket?p=段落")


def undoing(page):
    filled(page)
    page.locator("[data-act=remove]").first.click()


def broken(page):
    page.goto("/basket")
    page.evaluate("() => localStorage.setItem('yiju-basket', '{')")
    page.goto("/basket")


@pytest.mark.parametrize("prepare", [filled, empty, listed, wrong, undoing, broken])
def test_the_page_is_for_everyone(visit, axe, prepare):  # noqa: F811
    page = visit("/")
    prepare(page)
    page.evaluate(axe)
    for scheme in ("light", "dark"):
        for view in (WIDE, PHONE):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size(view)
            assert violations(page) == [], (scheme, view)
            assert sideways(page) == []


def test_the_navigation_fits_a_phone_in_large_type(visit, site):
    page = visit("/", view=PHONE)
    page.context.add_cookies([{"name": "yiju_display", "value": "auto.large", "url": site}])
    filled(page)
    assert sideways(page) == []
