"""The pages of figures, over the real report: grouping, tags, filters, messages, table and downloads."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from tests.webapp.page import Element, read
from tests.webapp.records import document

PAGE = "/figures?q="


def page(client, address: str, status: int = 200) -> Element:
    reply = client.get(address)
    assert reply.status_code == status, reply.get_data(as_text=True)
    return read(reply.get_data(as_text=True))


def test_a_number_of_two_indicators_is_grouped_and_labelled(real):
    shown = page(real, PAGE + "6.6%25")
    assert "原数出现 2 处，指 2 个不同的指标" in shown.one("main").text
    assert [h.text.split("1 处")[0].strip() for h in shown.find("h2", cls="h2")] == ["地区生产总值 增长", "PM2.5平均浓度 下降"]
    for hit in shown.find("article"):
        assert hit.one("p", cls="text").one("mark", cls="fig").text == "6.6%"
        assert hit.find("span", cls="tag--result")[0].text == "2019年实绩"
    against = shown.find("article")[0].one("p", cls="versus")
    assert (against.one("span", cls="tag--target").text, against.one("mark").text) == ("2020年目标", "6.5%左右")


def test_a_group_leads_to_its_series(real):
    shown = page(real, PAGE + "6.6%25")
    series = page(real, shown.link("历年的地区生产总值"))
    assert series.one("h1").text == "地区生产总值 增速"
    assert "管城回族区" in series.one("p", cls="meta").text


@pytest.mark.parametrize("query", ["６．６％", "百分之六点六", "6.6 %", "GDP 6.6%", "2019年管城区GDP增长6.6%"])
def test_any_spelling_gives_the_page(real, query):
    assert page(real, PAGE + quote(query)).find("article")[0].attrs["data-passage"] == "410104-2020-p2"


def test_an_inexact_look_up_says_so(real):
    assert "没有完全相同的数字；在 470.3亿元" not in page(real, PAGE + "494.8亿元").one("main").text
    about = page(real, PAGE + "494亿左右").one("main").text
    assert "没有完全相同的数字；在 469.3亿" in about
    above = page(real, PAGE + ">=500亿元").one("main").text
    assert "不小于 500亿元的有 2 处" in above
    assert "没有完全相同" not in above


def test_near_misses_stand_apart_with_their_difference(real):
    shown = page(real, PAGE + "495亿元")
    assert not shown.find("article")
    assert "没有完全相同的数字" in shown.one("main").text
    rows = shown.one("table", cls="near").find("tr")[1:]
    assert rows[0].one("th").text.strip() == "494.8亿元"
    assert rows[0].one("td", cls="delta").text == "四舍五入后相同，少 0.2亿元"
    assert "都不是您查的数字" in shown.one("main").text
    wider = shown.link("495亿元左右")
    assert page(real, wider).find("article")


def test_filters_narrow_and_chips_widen(real):
    shown = page(real, PAGE + "4个&limit=50")
    href = shown.one("dl", cls="narrow").link("目标")
    narrowed = page(real, href)
    tags = {t.text for t in narrowed.find("span", cls="tag") if t.parent.classes == ["figure__label"]}
    assert tags
    assert all("目标" in t for t in tags)
    chip = narrowed.one("a", cls="chip--on")
    assert "性质" in chip.text
    assert len(page(real, chip.attrs["href"]).find("article")) == len(shown.find("article"))


def test_what_was_read_from_the_words_is_shown_and_can_be_undone(real):
    shown = page(real, PAGE + quote("2019年 管城区 494.8亿元"))
    chips = shown.find("a", cls="chip--on")
    assert [c.one("small").text for c in chips] == ["读自“2019年”", "读自“管城区”"]
    assert "as_words=year" in chips[0].attrs["href"]
    assert page(real, chips[0].attrs["href"]).find("a", cls="chip--on")[0].one("small").text == "读自“管城区”"


def test_pages_of_hits_can_be_turned(real):
    first = page(real, PAGE + ">=1个")
    second = page(real, first.find("a", rel="next")[0].attrs["href"])
    ids = [[h.attrs["id"] for h in p.find("article")] for p in (first, second)]
    assert (ids[0][0], ids[1][0], len(ids[0])) == ("f1", "f11", 10)
    assert "没有排到这里" in page(real, PAGE + "6.6%25&offset=500").one("main").text


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("", 200, "写下数字"), ("   ", 200, "写下数字"), ("老旧小区", 200, "“老旧小区”里没有读出数字"),
        ("6" * 41, 400, "41 位"), ("1e9元", 400, "科学记数法"), ("10/0", 400, "除数是零"), ("亿元", 400, "只有单位“亿元”"),
        ("10到3个", 400, "从大到小"), ("6" * 1001, 413, "最多 1000 个字"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_examples(real, query, status, said):
    shown = page(real, PAGE + quote(query), status)
    assert said in shown.one("main").text
    assert page(real, shown.one("dl", cls="ways").link("1.3万户")).find("article")


def test_every_example_finds_something(real):
    for link in page(real, "/figures").one("dl", cls="ways").find("a"):
        assert page(real, link.attrs["href"]).find("article"), link.text


@pytest.mark.parametrize("query", ["<script>alert(1)</script> 6.6%", '"><img src=x> 47个', "6.6% ‮evil"])
def test_what_is_typed_stays_text(real, query):
    for address in (PAGE, "/search?q="):
        html = real.get(address + quote(query)).get_data(as_text=True)
        assert "<script>alert" not in html
        assert "<img" not in html


def test_names_of_reports_and_sentences_stay_text():
    client = client_of(FakeLibrary([document(title="<i id=x>报告")]))
    for address in (PAGE + "10个", "/figures/table"):
        html = client.get(address).get_data(as_text=True)
        assert "<i id=x>" not in html
        assert "&lt;b&gt;不是标签" in html


def test_the_card_stands_above_the_passages(real):
    shown = page(real, "/search?q=6.6%25")
    card = shown.one("section", cls="figure-card")
    assert [m.text for m in card.find("mark", cls="fig") if m.parent.classes == ["text"]] == ["6.6%", "6.6%"]
    assert shown.find("article", id="h1")
    assert page(real, card.link("按指标看全部 2 处")).find("article")
    assert "看 2 个相近的数字" in page(real, "/search?q=495亿元").one("section", cls="figure-card").text
    with_words = page(real, "/search?q=" + quote("第三产业增加值 494.8亿元"))
    assert with_words.one("section", cls="figure-card").find("article")


@pytest.mark.parametrize("query", ["老旧小区改造", "5G", "一批", "2020年 幼儿园", "6.6%25&offset=10", "亿元", "1e9"])
def test_other_queries_have_no_card(real, query):
    assert not page(real, "/search?q=" + query).find("section", cls="figure-card")


def test_the_report_leads_to_its_figures_and_each_to_its_sentence(real):
    href = page(real, "/reports/410104-2020").link("这份报告中的全部数字")
    table = page(real, href)
    rows = table.one("table", cls="figures-table").find("tr")[1:]
    assert len(rows) == 50
    for row in rows:
        link = row.find("a")[-1].attrs["href"]
        assert link.startswith("/reports/410104-2020#" + row.attrs["data-passage"].removeprefix("410104-2020-"))
        assert row.one("mark", cls="fig").text == row.one("th").text.strip()


def test_the_table_is_filtered_and_sorted(real):
    targets = page(real, "/figures/table?kind=target&unit=元&sort=value_desc")
    assert {t.text for t in targets.find("span", cls="tag")} <= {"2020年目标"}
    assert targets.find("a", **{"aria-current": "true"})[0].text == "数值由大到小"
    gdp = page(real, "/figures/table?indicator=GDP")
    assert [r.one("th").text.strip() for r in gdp.one("table").find("tr")[1:]] == ["6.6%", "6.5%左右"]
    bare = page(real, "/figures/table?unit=-")
    assert bare.one("a", cls="chip--on").text.endswith("无单位")
    whole = page(real, "/figures/table?unit=&place=&year=&indicator=&period=&kind=")  # as the form sends
    assert not whole.find("a", cls="chip--on")
    assert whole.find("tr")
    assert "没有这样的数字" in page(real, "/figures/table?year=1900").one("main").text


def test_the_downloads_hold_every_row(real):
    total = real.get("/api/figures/table").get_json()["total"]
    reply = real.get("/figures/table.csv")
    assert reply.mimetype == "text/csv"
    assert reply.headers["Content-Disposition"] == 'attachment; filename="yiju-figures.csv"'
    assert reply.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == total + 1
    assert all(not cell.startswith(("=", "@")) for row in rows for cell in row)
    sheet = load_workbook(io.BytesIO(real.get("/figures/table.xlsx").data)).active
    assert sheet.max_row == total + 1
    value = [c.value for c in sheet[1]].index("数值")
    assert all(isinstance(row[value].value, (int, float)) for row in sheet.iter_rows(min_row=2))
    few = real.get("/figures/table.csv?indicator=gdp").data.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in few[1:]] == ["6.6%", "6.5%左右"]


def test_downloads_of_an_empty_library_say_what_to_do(real):
    client = client_of(FakeLibrary(ready=False))
    assert client.get("/search?q=47个").status_code == 503
    assert real.get("/figures/table.csv?sort=galaxy").status_code == 400
    assert real.get("/figures/table.xlsx?limit=0").status_code == 400
