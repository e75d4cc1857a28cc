"""Start page and list of reports: right with one report, with a hundred, and with thousands of places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import Place
from tests.effort import calls
from tests.webapp.conftest import client_of
from tests.webapp.fake import FakeLibrary
from tests.webapp.page import read
from tests.webapp.records import GUANCHENG, NATION, document
from webapp.collection import holdings
from webapp.views.holdings import Holding, axis, decades, missing, rows, strips


def county(number: int) -> Place:
    path = (f"第{number // 100}省", f"第{number // 10 % 10}市", f"第{number}县")
    return Place(f"{10 + number // 100:02d}{number // 10 % 10 + 1:02d}{number % 10 + 1:02d}", path[-1], "county", path)


def held(*years: int, place: Place | None = GUANCHENG) -> list[Holding]:
    return [Holding.of(document(place, year, key=year)) for year in years]


def test_one_report_is_named_on_the_start_page(get):
    page = get("/")
    assert page.link("2020年郑州市管城回族自治区政府工作报告") == "/reports/410104-2020"
    assert not page.find(cls="strip")


def test_many_reports_are_strips_of_years(get, library):
    library.records = [document(), *(document(NATION, y, key=y) for y in (1954, 1955, 1978, 2002, 2019, 2026))]
    strip = get("/").one(cls="strip")
    assert [s.text for s in strip.find("span", cls="n")] == ["6 份", "1 份"]
    assert [len(s.find("rect", cls="held")) for s in strip.find("svg")] == [6, 1]
    assert strip.one(cls="strip__axis").text == "1954197820022026"


def test_an_empty_library_says_what_to_do(get, library):
    library.records = []
    assert "yiju index" in get("/").text
    assert "yiju index" in get("/reports").text


def test_the_examples_of_the_start_page_find_something(real):
    page = read(real.get("/").get_data(as_text=True))
    for link in page.one("dl", cls="ways").find("a"):
        shown = read(real.get(link.attrs["href"]).get_data(as_text=True))
        assert shown.find("article") or shown.find("table", cls="kwic") or shown.find("rect", cls="bar"), link.text


def test_one_report_is_listed(get):
    page = get("/reports")
    item = page.one("article")
    assert item.link("2020年郑州市") == "/reports/410104-2020"
    assert "区人民政府区长张艳敏" in item.one(cls="meta").text
    assert not page.find("table")
    assert not page.find("nav", cls="pages")


def test_many_reports_are_a_table_with_gaps_shown_as_gaps(get, library):
    library.records = [document(GUANCHENG, y, key=y) for y in (2003, 2004, 2007, *range(2010, 2021))]
    table = get("/reports").one("table", cls="matrix")
    names = [row.find("th")[0].text for row in table.one("tbody").find("tr")]
    assert names == ["河南省", "郑州市", "管城回族区"]
    cells = table.one("tbody").find("tr")[2].find("td")
    assert [bool(c.find("a")) for c in cells[:5]] == [True, True, False, False, True]
    assert [c.text for c in cells[2:4]] == ["缺", "缺"]
    assert cells[0].one("a").attrs == {"href": "/reports/410104-2003", "aria-label": "管城回族区 2003年"}


def test_the_nation_has_decades(get, library):
    library.records = [document(NATION, y, key=y) for y in range(1954, 1984) if y not in (1967, 1968)]
    page = get("/reports")
    assert "30" not in page.one(id="nat").text
    assert page.one(id="nat").text == "全国28 份，缺 2 年"
    assert [row.one("b").text for row in page.find(cls="decades__row")] == [
        "1950年代",
        "1960年代",
        "1970年代",
        "1980年代",
    ]
    assert [c.text for c in page.find(cls="cell--gap")] == ["1967年，缺", "1968年，缺"]


def test_two_documents_of_a_year_are_listed_behind_one_cell(get, library):
    library.records = [document(NATION, y, key=y) for y in range(2000, 2015)]
    library.records.append(document(NATION, 2010, key=99, state="resolution", document_id="100000-2010-resolution"))
    href = get("/reports").link("2010年")
    assert href == "/reports?place=100000&year=2010"
    titles = [a.find("span")[1].text for a in get(href).find("article")]
    assert len(titles) == 2


def test_a_year_with_only_a_resolution_is_no_year_with_a_report(get, library):
    library.records = [document(NATION, y, key=y) for y in range(2000, 2020)]
    library.records.append(document(NATION, 2020, key=99, state="resolution", document_id="100000-2020-resolution"))
    library.records += [document(GUANCHENG, y, key=100 + y) for y in (2018, 2019)]
    library.records.append(document(GUANCHENG, 2020, key=98, state="placeholder", document_id="410104-2020-placeholder"))
    page = get("/reports")
    assert page.one(id="nat").text == "全国21 份，缺 1 年"
    (cell,) = page.find("a", cls="cell--other")
    assert cell.text == "2020年，没有报告，有决议"
    (link,) = page.one("table", cls="matrix").find("a", cls="other")
    assert link.attrs["aria-label"] == "管城回族区 2020年，没有报告，有占位页"
    assert "只有决议" in page.one("ul", cls="legend").text
    assert [len(s.find("rect", cls="held")) for s in get("/").one(cls="strip").find("svg")] == [20, 2]


def test_the_legend_does_not_explain_what_is_not_there(get, library):
    library.records = [document(GUANCHENG, y, key=y) for y in range(2000, 2020)]
    assert "决议" not in get("/reports").text


def test_filters_are_a_form_and_chips(get, library):
    library.records = [document(), document(NATION, 2021, key=2)]
    page = get("/reports?place=410104&year=&level=")  # as the form sends it
    assert [a.attrs["href"] for a in page.find("article")[0].find("a")] == ["/reports/410104-2020"]
    assert page.one("a", cls="chip--on").text == "去掉条件：地区管城回族区"
    assert page.one("a", cls="chip--on").attrs["href"] == "/reports"


ZHENGZHOU = Place("410100", "郑州市", "city", ("河南省", "郑州市"))
JIYUAN = Place("419001", "济源市", "county", ("河南省", "济源市"))
XUSHUI = Place("130609", "徐水区", "county", ("河北省", "保定市", "徐水区"))


def branches_of(page):
    found = page.one("section", **{"aria-labelledby": "prov"}).one("ul", cls="provinces")
    return {li.one("a").text: (int(li.one(cls="n").text), li.one("a").attrs["href"]) for li in found.find("li")}


def test_places_are_a_tree_that_is_walked_down_and_up(get, library):
    places = (GUANCHENG, ZHENGZHOU, JIYUAN, XUSHUI, NATION)
    library.records = [document(place, y, key=i * 10 + y) for i, place in enumerate(places) for y in (2019, 2020)]
    top = branches_of(get("/reports?year=2020"))
    assert top == {"河北省": (1, "/reports?year=2020&place=130000"), "河南省": (3, "/reports?year=2020&place=410000")}
    page = get("/reports?place=410000&view=table")
    assert page.one(id="prov").text == "河南省6 份，其下 2 个地区"
    assert branches_of(page) == {"郑州市": (4, "/reports?place=410100"), "济源市": (2, "/reports?place=419001")}
    page = get("/reports?place=410104")
    assert [li.text for li in page.one("ol", cls="path").find("li")] == ["全部 10 份", "河南省", "郑州市", "管城回族区"]
    assert [a.attrs["href"] for a in page.one("ol", cls="path").find("a")] == [
        "/reports", "/reports?place=410000", "/reports?place=410100",
    ]  # fmt: skip
    assert page.one(id="prov").text == "管城回族区2 份"


def test_reports_are_found_by_name(get, library):
    library.records = [document(place, y, key=i * 10 + y) for i, place in enumerate((GUANCHENG, XUSHUI)) for y in range(2000, 2020)]
    page = get("/reports?name=徐水&level=county")
    assert page.one("p", cls="meta").find("span")[0].text == "20 份"
    assert [c.text for c in page.find("a", cls="chip--on")] == ["去掉条件：名称徐水", "去掉条件：级别县区"]
    assert page.one("input", name="name").attrs["value"] == "徐水"
    listed = get(page.link("逐份列出这 20 份"))
    assert {a.one("h3").text for a in listed.find("article")} == {f"徐水区{y}政府工作报告" for y in range(2000, 2020)}
    assert "这些条件下没有报告" in get("/reports?name=没有这个地方").text
    assert get("/reports?name=" + "长" * 101, 400)


def test_kinds_of_text_are_counted_and_lead_to_theirs(get, library):
    library.records = [document(NATION, y, key=y) for y in range(2000, 2015)]
    assert not get("/reports").find("ul", **{"aria-label": "文本类型"})
    library.records += [document(NATION, y, key=y * 2, state="resolution", document_id=f"r{y}") for y in (2013, 2014)]
    kinds = get("/reports?level=country").one("ul", **{"aria-label": "文本类型"})
    assert [li.text for li in kinds.find("li")] == ["报告全文15", "决议2"]
    assert kinds.link("决议") == "/reports?level=country&state=resolution"


def test_the_form_keeps_the_conditions_that_it_does_not_ask_for(get, library):
    library.records = [document(GUANCHENG, y, key=y) for y in range(2000, 2020)]
    form = get("/reports?place=410104&state=report&year=2001&level=county&name=管城").one("form", cls="picker")
    assert {(i.attrs["name"], i.attrs["value"]) for i in form.find("input", type="hidden")} == {("place", "410104"), ("state", "report")}
    assert form.one("input", name="year").attrs["value"] == "2001"
    assert form.one("option", value="county").attrs.get("selected") == ""


def test_documents_without_a_place_are_counted_and_listed(get, library):
    library.records = [document(GUANCHENG, y, key=y) for y in range(2000, 2015)] + [document(None, None, key=77)]
    page = get("/reports")
    assert "另有 1 份报告的地区不明" in page.text
    assert "地区不明" in get(page.link("逐份列出") + "&limit=100").text


def test_a_list_can_be_sorted_and_paged(get, library):
    library.records = [document(GUANCHENG, y, key=y) for y in range(1980, 2020)]
    page = get("/reports?view=list&sort=year&limit=10&offset=10")
    assert page.find("article")[0].one(cls="hit__no").text == "2009年"
    assert "第 11–20 份，共 40 份" in page.one("nav", cls="pages").text
    assert "sort=year" in page.one("a", rel="next").attrs["href"]


def test_three_thousand_places_come_in_pages():
    library = FakeLibrary([document(county(n), y, key=n * 10 + y) for n in range(3000) for y in (2019, 2020)])
    client = client_of(library)
    reply = client.get("/reports")
    page = read(reply.get_data(as_text=True))
    assert len(reply.data) < 100_000
    assert "3,000 个地区" in page.one(id="loc").text
    assert len([r for r in page.one("tbody").find("tr") if r.find("td")[-1].text != "—"]) == 50
    following = page.one("a", rel="next").attrs["href"]
    assert read(client.get(following).get_data(as_text=True)).one("tbody").text.count("第50县") == 1
    library.records.clear()
    assert client.get(following).status_code == 200
    assert calls(lambda: client.get(following)) < 60_000  # the holdings are kept


def test_holdings_are_read_again_when_the_library_changes(library):
    assert len(holdings(library)) == 1
    library.records.append(document(NATION, 2021, key=2))
    assert len(holdings(library)) == 2


def test_the_rows_of_a_page_stand_below_the_places_above_them():
    total, page = rows(held(2019, 2020), range(2019, 2021), limit=10, offset=0)
    assert total == 1
    assert [(r.name, r.depth, r.href, r.count) for r in page] == [
        ("河南省", 0, "/reports?place=410000", 0),
        ("郑州市", 1, "/reports?place=410100", 0),
        ("管城回族区", 2, "/reports?place=410104", 2),
    ]


def test_decades_end_where_the_library_ends():
    (first, second) = decades(held(1998, 2001, place=NATION))
    assert [c and c.year for c in first.cells] == [None] * 8 + [1998, 1999]
    assert [c and c.gap for c in second.cells][:3] == [True, False, None]
    assert missing(held(1998, 2001)) == 2


def test_strips_count_reports_and_show_years():
    (strip,) = strips([*held(2000, 2000, 2003), replace(held(2001)[0], state="resolution")])
    assert (strip.label, strip.offsets, strip.count) == ("县区", (0, 3), 3)
    assert strips([]) == ()


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(1954, 2026, (1954, 1978, 2002, 2026)), (2020, 2020, (2020,)), (2019, 2020, (2019, 2020))],
)
def test_the_axis_names_both_ends(low, high, ticks):
    assert axis(low, high) == ticks
