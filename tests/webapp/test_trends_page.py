"""The comparison of words: a bar for each year, each the search it counts; a year without a report is a gap, not a zero."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import pytest

from indexer import Place
from tests.webapp.page import read
from tests.webapp.records import GUANCHENG, NATION, document
from webapp.views.bars import BASE, LEFT, RIGHT, TOP, Bar, Year, chart, scale
from webapp.views.trends import quoted


def state(href):
    return sorted(parse_qsl(urlsplit(href).query))


def nation(*years, **more):
    return [document(NATION, year, key=year, **more) for year in years]


def bars(page):
    return page.find("svg", cls="trend")[0].find("a")


def test_each_bar_is_the_search_it_counts(get, library):
    library.records = [*nation(2018, 2019), document(key=1)]
    page = get("/trends?q=改造&level=country&level=county&year_from=2018")
    assert [a.attrs["aria-label"] for a in bars(page)] == [f"{year}年 改造 5处" for year in (2018, 2019, 2020)]
    assert state(bars(page)[0].attrs["href"]) == state("?q=“改造”&year=2018&level=country&level=county")
    assert page.one("h1").text.startswith("改造 15 处 在 3 份文本中")


def test_words_stand_side_by_side_on_one_scale(get, library):
    library.records = nation(2018, 2019)
    page = get("/trends?q=改造 城市书房")
    assert [h.text for h in page.find("h3", cls="trend__term")] == ["改造", "城市书房"]
    scales = [[t.text for t in svg.find("text") if t.attrs.get("text-anchor") == "end"] for svg in page.find("svg", cls="trend")]
    assert scales == [["0", "2", "4", "6"]] * 2
    heights = [float(svg.find("rect", cls="bar")[0].attrs["height"]) for svg in page.find("svg", cls="trend")]
    assert heights[0] == pytest.approx(5 * heights[1], abs=0.5)


@pytest.mark.parametrize(
    ("records", "bars_", "gaps", "zeros", "why"),
    [
        (nation(2016, 2019), 2, [2], 0, "two years are not held"),
        (nation(2016, 2018, 2020), 3, [1, 1], 0, "two gaps"),
        ([*nation(2018, 2019), *nation(2020, state="resolution")], 3, [], 0, "a resolution that holds the word is drawn as one"),
    ],
)
def test_years_that_are_not_held_are_dashed(get, library, records, bars_, gaps, zeros, why):
    library.records = records
    svg = get("/trends?q=改造").find("svg", cls="trend")[0]
    step = (RIGHT - LEFT) / (max(r.year for r in records) - min(r.year for r in records) + 1)
    assert len(svg.find("a")) == bars_, why
    assert [round((float(g.attrs["width"]) + 2) / step) for g in svg.find("rect", cls="gap")] == gaps
    assert len(svg.find("line", cls="zero")) == zeros


def test_a_zero_is_no_gap_and_a_resolution_without_the_word_is_no_zero(get, library):
    library.records = [*nation(2018, 2019), *nation(2020, state="resolution")]
    svg = get("/trends?q=没有这个词").find("svg", cls="trend")[0]
    assert (len(svg.find("line", cls="zero")), len(svg.find("rect", cls="gap")), svg.find("a")) == (2, 1, [])
    assert [row[1] for row in rows(get("/trends?q=没有这个词"), "years")] == ["—", "0", "0"]
    chosen = get("/trends?q=没有这个词&state=resolution").find("svg", cls="trend")[0]
    assert (len(chosen.find("line", cls="zero")), len(chosen.find("rect", cls="gap"))) == (1, 0)


def test_a_year_with_only_other_texts_is_told_apart(get, library):
    library.records = [*nation(2018, 2019), *nation(2020, state="resolution")]
    page = get("/trends?q=改造")
    (other,) = page.find("svg", cls="trend")[0].find("rect", cls="bar--other")
    assert other.parent.attrs["aria-label"] == "2020年 改造 5处（没有报告，只有其他文本）"
    assert "没有报告，只有其他文本" in page.one("tr", cls="other").text


def rows(page, section):
    table = page.one("section", **{"aria-labelledby": section}).one("table")
    return [[cell.text.strip() for cell in row.find() if cell.tag in ("th", "td")] for row in table.one("tbody").find("tr")]


def test_the_table_says_what_the_chart_shows(get, library):
    library.records = [*nation(2014, 2019), document(year=None, key=9, document_id="x-undated")]
    page = get("/trends?q=改造 城市书房")
    assert rows(page, "years") == [
        ["2019", "5", "1", "1 份"], ["2015–2018", "缺", "库中没有"], ["2014", "5", "1", "1 份"], ["年份不明", "5", "1", "1 份"],
    ]  # fmt: skip
    table = page.one("section", **{"aria-labelledby": "years"})
    assert state(table.find("a")[0].attrs["href"]) == state("?q=“改造”&year=2019")
    assert not table.find("tr")[-1].find("a")  # no filter asks for an unknown year


def test_places_lead_to_their_search_and_to_what_lies_in_them(get, library):
    library.records = [document(NATION, 2019, key=2), document(), document(None, 2020, key=3)]
    page = get("/trends?q=改造&year_from=2019")
    assert rows(page, "regions") == [["地区不明", "5", "", "1 份"], ["全国", "5", "", "1 份"], ["管城回族区", "5", "", "1 份"]]
    links = page.one("section", **{"aria-labelledby": "regions"}).find("a")
    assert [state(a.attrs["href"]) for a in links] == [
        state(f"?q=“改造”&year_from=2019&place={code}") for code in ("100000", "410104")
    ]


def test_places_can_be_seen_year_by_year(get, library):
    xushui = Place("130609", "徐水区", "county", ("河北省", "保定市", "徐水区"))
    library.records = [*(document(GUANCHENG, y, key=y) for y in (2015, 2018)), *(document(xushui, y, key=y * 2) for y in (2016, 2017))]
    page = get("/trends?q=改造 没有这个词&level=county")
    assert not page.find("table", cls="matrix")
    href = page.link("各地区逐年列出")
    assert href.endswith("#cross")
    page = get(href)
    first, second = page.find("table", cls="matrix")
    assert [th.text for th in first.one("thead").find("th")] == ["地区", "2015", "2016", "2017", "2018"]
    assert [[c.text for c in tr.find("td")] for tr in first.one("tbody").find("tr")] == [["", "5", "5", ""], ["5", "缺", "缺", "5"]]
    assert next([c.text for c in tr.find("td")] for tr in second.one("tbody").find("tr")) == ["", "0", "0", ""]
    assert state(first.find("td")[1].one("a").attrs["href"]) == state("?q=“改造”&year=2016&place=130609&level=county")
    library.records = [document()]
    assert "各地区逐年列出" not in get("/trends?q=改造").text


def test_measures_filters_and_the_box_keep_the_rest(get, library):
    library.records = nation(2018, 2019)
    page = get("/trends?q=改造&measure=passages&year_from=2018&state=report")
    assert page.one("p", **{"aria-label": "计什么"}).one("a", **{"aria-current": "true"}).text == "段数"
    assert state(page.link("每万字处数")) == state("?q=改造&measure=rate&year_from=2018&state=report")
    assert state(page.link("逐处语境")) == state("?q=改造&year_from=2018&state=report")
    hidden = {(i.attrs["name"], i.attrs["value"]) for i in page.one("form", cls="picker").find("input", type="hidden")}
    assert hidden == {("q", "改造"), ("measure", "passages"), ("state", "report")}
    box = page.one("form", role="search")
    assert box.attrs["action"] == "/trends"
    assert ("measure", "passages") in {(i.attrs["name"], i.attrs.get("value")) for i in box.find("input")}


@pytest.mark.parametrize("query", ["-改造 公厕", "标题:改造", "一 二 三 四 五 六 七"])
def test_what_cannot_be_compared_is_said_above_the_examples(real, query):
    reply = real.get("/trends?q=" + query)
    page = read(reply.get_data(as_text=True))
    assert (reply.status_code, bool(page.one("p", role="alert").text), len(page.find("ul", cls="ways-on"))) == (400, True, 1)


def test_frequencies_have_two_decimals(get, library):
    library.records = nation(2018)
    assert rows(get("/trends?q=改造&measure=rate"), "years") == [["2018", f"{5 * 10_000 / 180:.2f}", "1 份"]]


def test_copies_are_told(get, library):
    library.override = {"copies": 3}
    page = get("/trends?q=改造&measure=rate")
    assert "其中 3 份是其他文本的副本，也计入了" in page.text
    assert state(page.link("不计副本")) == state("?q=改造&measure=rate&fold=1")
    library.override = {"copies": 3, "folded": True}
    assert state(get("/trends?q=改造&fold=1").link("计入副本")) == state("?q=改造")


def test_real_bars_lead_to_searches_of_that_many_places(real):
    page = real.get("/trends?q=老旧小区 改造").get_data(as_text=True)
    found = re.findall(r'<a href="(/search[^"]+)" aria-label="2020年 (\S+) (\d+)处"', page)
    assert len(found) == 2
    for href, term, count in found:
        reply = real.get("/api" + href.replace("&amp;", "&")).get_json()
        assert (reply["query"], reply["occurrences"]) == (f"“{term}”", int(count))


@pytest.mark.parametrize(("term", "query"), [("改造", "“改造”"), ('a"b', "“a\"b”"), ("“x”", '"“x”"'), ("“x”\"", "「“x”\"」")])
def test_a_term_is_quoted_in_marks_that_it_does_not_hold(term, query):
    assert quoted(term) == query


@pytest.mark.parametrize("top", [0.004, 0.5, 1, 3, 4, 5, 37, 41, 99, 100, 101, 12345])
def test_the_scale_reaches_the_top_with_few_marks(top):
    ceiling, marks = scale(top)
    assert top <= ceiling <= 2.5 * top or top < 1e-9
    assert 2 <= len(marks) <= 5
    assert marks[0] == 0
    assert marks[-1] == pytest.approx(ceiling)


@pytest.mark.parametrize("count", [1, 2, 30, 73, 300])
def test_bars_and_labels_stay_inside_the_chart(count):
    years = [Year(1950 + n, Bar(n, str(n), "/", "", False) if n % 3 else None) for n in range(count)]
    drawn = chart("改造", years, count)
    for bar in drawn.bars:
        assert LEFT - 0.1 <= bar.x <= bar.x + bar.width <= RIGHT + 0.1
        assert TOP - 0.1 <= bar.y <= bar.y + bar.height <= BASE + 0.1
    middles = [x for x, _ in drawn.labels]
    assert all(b - a >= 45 for a, b in zip(middles, middles[1:], strict=False))
    assert drawn.labels[-1][1] == years[-1].year
    assert sum(g.last - g.first + 1 for g in drawn.gaps) == sum(y.bar is None for y in years)
