"""The page of results: the URL is the whole state, and every condition can be seen and undone."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest

from indexer import ReadAs, SearchRequest, TermCount
from tests.webapp.page import read
from tests.webapp.records import NATION, document, passages_of, read_as_filters
from webapp.views.nothing import without


def state(href):
    return sorted(parse_qsl(urlsplit(href).query))


def test_a_hit_shows_title_place_year_part_tier_path_and_marks(get):
    card = get("/search?q=城市书房").one("article")
    assert card.one("h3").text == "2020年郑州市管城回族自治区政府工作报告"
    assert [s.text for s in card.one(cls="meta").find("span")] == ["管城回族区", "2020年", "部署", "原样出现"]
    assert [li.text for li in card.one("ol", cls="path").find("li")] == ["二、2020年工作安排", "第4段"]
    assert card.one("mark").text == "城市书房"
    assert card.one(cls="hit__best").text == "持续实施老旧小区改造,建设城市书房10个。<b>不是标签</b>&amp;"
    assert card.link("复制链接").startswith("/p/410104-2020-p4?d=")
    assert card.link("在报告中阅读") == "/reports/410104-2020?q=%E5%9F%8E%E5%B8%82%E4%B9%A6%E6%88%BF#p4"
    assert not card.find("details")  # the whole passage is shown already


def test_a_long_passage_unfolds(get):
    card = get("/search?q=支路背街").one("article")
    assert len(card.one(cls="hit__best").text) == 60
    assert card.one("details").one(cls="text").text.endswith("支路背街改造30条。")
    assert "字" in card.one("summary").text


def test_tiers_have_headings_in_words_and_links_to_their_first_hit(get, library):
    library.override = {"totals": {"exact": 1, "phrase": 0, "all": 30, "some": 0}, "total": 31}
    page = get("/search?q=改造")
    assert [h.text for h in page.find("h2", cls="tier-rule")] == ["原样出现 1 段"]
    rows = page.one("nav", id="filters").find("section")[0]
    assert rows.link("原样出现").endswith("#tier-exact")
    assert rows.link("词语齐全").endswith("#tier-all")
    assert "offset" not in rows.link("词语齐全")  # its first hit is the second of this page


def test_what_answers_has_one_heading_in_whatever_words_it_does(get, library):
    hit = library.search(SearchRequest("改造")).hits[0]
    answering = [replace(hit, answers=True, match=tier) for tier in ("all", "some")]
    library.override = {"hits": (*answering, replace(hit, match="all"))}
    assert [h.text for h in get("/search?q=改造").find("h2", cls="tier-rule")] == ["回答所在 2 段", "词语齐全 0 段"]


def test_sorted_by_year_tiers_mix_so_there_are_no_headings(get):
    page = get("/search?q=改造&sort=year")
    assert not page.find(cls="tier-rule")
    assert page.one("p", **{"aria-label": "排序"}).one("a", **{"aria-current": "true"}).text == "年份由新到旧"


def test_facets_add_and_remove_filters(get):
    page = get("/search?q=改造&sort=year&offset=0")
    href = page.one("nav", id="filters").link("县区")
    assert state(href) == state("?q=改造&sort=year&level=county")
    chosen = get(href).one("nav", id="filters").one("a", **{"aria-current": "true"})
    assert state(chosen.attrs["href"]) == state("?q=改造&sort=year")


def test_places_stand_below_their_province(get, library):
    library.records = [document(), document(NATION, 2021, key=2)]
    places = get("/search?q=改造").one("nav", id="filters").find("section")[2]
    assert [li.text for li in places.find("li")] == ["全国2", "河南省2", "管城回族区2"]
    assert "facet--sub" in places.find("li")[2].classes


def test_more_than_a_dozen_values_are_folded_away(get, library):
    library.records = [document(NATION, year, key=year) for year in range(2000, 2021)]
    years = get("/search?q=改造").one("section", cls="facet--bars")
    assert [li.text for li in years.one("details").find("li")][-1] == "20002"
    assert "open" not in years.one("details").attrs
    assert "open" in get("/search?q=改造&year=2001").one("section", cls="facet--bars").one("details").attrs


def test_the_years_of_a_range_are_marked_and_one_year_takes_its_place(get, library):
    library.records = [document(NATION, year, key=year) for year in range(2016, 2021)]
    years = get("/search?q=改造&year_from=2018&year_to=2019&level=country").one("section", cls="facet--bars")
    assert [a.one(cls="year").text for a in years.find("a", **{"aria-current": "true"})] == ["2019", "2018"]
    assert state(years.link("2017")) == state("?q=改造&level=country&year=2017")


def many_places(library):
    """Two provinces of eight cities of eight counties each."""
    counts = [(f"{p}{c:02d}{k:02d}", 1) for p in (13, 14) for c in range(9) for k in range(9) if k == 0 or c]
    library.override = {"facets": {"place": counts}, "places": {code: f"地{code}" for code, _ in counts}}
    library.override["total"] = 1  # found, whatever the filter


def shown_places(page):
    return [li.attrs["id"] for li in page.one("nav", id="filters").find("section")[1].find("li")]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("", 2),
        ("&place=130000", 2 + 8),  # what is chosen is open
        ("&place=130000&place=130300", 2 + 8 + 8),
        ("&place=130302", 2 + 8 + 8),  # and so is the way to it
        ("&open=130000", 2 + 8),  # opened without being chosen
        ("&open=130000&open=130300&open=140000", 2 + 8 + 8 + 8),
        ("&open=130300", 2),  # its province is closed
        ("&open=xyz&open=999999", 2),
    ],
)
def test_of_thousands_of_places_only_what_is_opened_is_shown(get, library, more, shown):
    many_places(library)
    assert len(shown_places(get(f"/search?q=改造{more}"))) == shown


def test_a_branch_is_opened_and_closed_by_a_link_that_keeps_the_rest(get, library):
    many_places(library)
    page = get("/search?q=改造&sort=year&open=140000")
    closed, opened = page.one("li", id="place-130000"), page.one("li", id="place-140000")
    link = closed.one("a", cls="facet__open")
    assert (link.text, link.attrs["aria-expanded"]) == ("地130000以下各地", "false")
    assert state(link.attrs["href"]) == state("?q=改造&sort=year&open=140000&open=130000")
    assert link.attrs["href"].endswith("#place-130000")
    assert opened.one("a", cls="facet__open").attrs["aria-expanded"] == "true"
    assert state(opened.one("a", cls="facet__open").attrs["href"]) == state("?q=改造&sort=year")
    assert state(closed.find("a")[1].attrs["href"]) == state("?q=改造&sort=year&open=140000&place=130000")


def test_where_places_are_many_a_name_can_be_written(get, library):
    many_places(library)
    form = get("/search?q=改造&level=county&open=130000").one("nav", id="filters").find("form")[0]
    assert [(i.attrs["name"], i.attrs.get("value")) for i in form.find("input")] == [
        ("q", "改造"), ("level", "county"), ("place", None),
    ]  # fmt: skip


def test_a_text_that_is_no_report_says_what_it_is(get, library):
    library.records = [document(state="resolution")]
    assert get("/search?q=改造").find("article")[0].one("b", cls="kind").text == "决议"
    library.records = [document()]
    assert not get("/search?q=改造").find("b", cls="kind")


def test_by_report_each_card_leads_to_the_other_passages_of_its_report(get, library):
    library.hits = {"others": 2}
    page = get("/search?q=改造&group=document&year=2020")
    assert page.one("nav", cls="ways-of").one("a", **{"aria-current": "page"}).text == "每份报告一段"
    href = page.find("article")[0].link("这份报告另有 2 段")
    assert state(href) == state("?q=改造&year=2020&document=410104-2020")
    assert state(page.link("逐段")) == state("?q=改造&year=2020")
    assert state(page.link("年份由新到旧")) == state("?q=改造&year=2020&group=document&sort=year")


def test_pages_are_counted_in_what_is_listed(get, library):
    library.override = {"total": 95, "listed": 31, "documents": 31}
    page = get("/search?q=改造&group=document")
    assert "第 1–10 份，共 31 份" in page.one("nav", cls="pages").text
    assert not [a for a in page.one("nav", id="filters").find("section")[0].find("a")]  # a tier begins nobody knows where


def test_copies_stand_with_the_passage_they_are_copies_of(get, library):
    copy = passages_of(document(key=9, document_id="410104-2020-ab12cd", state="excerpt"))[9]
    library.hits = {"copies": (copy,)}
    library.override = {"total": 3, "listed": 2}
    page = get("/search?q=城市书房")
    copies = page.one("article").find("details")[-1]
    assert copies.one("summary").text == "另有 1 份相同"
    assert copies.one("a").attrs["href"].startswith("/reports/410104-2020-ab12cd?q=")
    assert copies.one("b", cls="kind").text == "节选"
    assert "另有 1 段是其他段落的副本" in page.text
    assert state(page.link("逐一列出")) == state("?q=城市书房&fold=0")
    library.override = {}
    assert state(get("/search?q=城市书房&fold=0").link("并入相同的")) == state("?q=城市书房")


def test_chips_remove_one_condition_each(get):
    page = get(
        "/search?q=改造&year_from=2018&year_to=2021&level=county&place=410104&document=410104-2020&state=report&part=plan"
    )
    chips = {c.text.removeprefix("去掉条件："): c.attrs["href"] for c in page.find("a", cls="chip--on")}
    assert set(chips) == {
        "年份2018–2021年", "级别县区", "地区管城回族区", "报告2020年郑州市管城回族自治区政府工作报告", "文本类型报告全文",
        "报告部分部署",
    }  # fmt: skip
    assert "year_" not in chips["年份2018–2021年"]
    assert "level" not in chips["级别县区"]
    assert "year_from=2018" in chips["级别县区"]
    assert state(page.link("清除条件")) == state("?q=改造")


def test_a_range_of_years_is_a_form_that_keeps_the_rest(get, library):
    library.records = [document(), document(NATION, 2021, key=2)]
    form = get("/search?q=改造&level=county&level=country").one("form", cls="range")
    hidden = sorted((i.attrs["name"], i.attrs["value"]) for i in form.find("input", type="hidden"))
    assert hidden == [("level", "country"), ("level", "county"), ("q", "改造")]


def test_what_was_read_from_the_words_is_shown_and_can_be_undone(get, library):
    library.override = {"read_as": read_as_filters()}
    page = get("/search?q=改造")
    year, place = page.find("a", cls="chip--on")
    assert year.text == "去掉条件：年份2020年读自“2020年”"
    assert place.text == "去掉条件：地区管城回族区读自“管城区”"
    assert state(year.attrs["href"]) == state("?q=改造&as_words=year")
    assert state(place.attrs["href"]) == state("?q=改造&as_words=place")
    chosen = page.one("nav", id="filters").find("a", **{"aria-current": "true"})
    assert [a.attrs["href"] for a in chosen] == [year.attrs["href"], place.attrs["href"]]


def test_several_years_read_from_the_same_words_are_one_condition(get, library):
    library.override = {"read_as": ReadAs(years=tuple((y, "2018-2020年") for y in (2018, 2019, 2020)))}
    assert [c.text for c in get("/search?q=改造").find("a", cls="chip--on")] == [
        "去掉条件：年份2018–2020年读自“2018-2020年”"
    ]


def test_words_kept_as_words_can_be_read_as_filters_again(get):
    page = get("/search?q=改造&as_words=year&as_words=place")
    lines = [p for p in page.find("p", cls="also") if "按词语检索" in p.text]
    assert [state(p.one("a").attrs["href"]) for p in lines] == [
        state("?q=改造&as_words=year"),
        state("?q=改造&as_words=place"),
    ]


def test_expansions_are_said_and_can_be_undone(get, library):
    library.override = {"expansions": ("旧改", "老旧小区综合改造")}
    page = get("/search?q=改造")
    assert "同时检索了：旧改、老旧小区综合改造。" in page.one("p", cls="also").text
    assert state(page.link("只检索原词")) == state("?q=改造&expand=0")
    library.override = {}
    assert state(get("/search?q=改造&expand=0").link("连同近义词检索")) == state("?q=改造")


def test_notices_and_suggestions_are_lines(get, library):
    library.override = {"notices": ("引号没有成对，按一个字符检索。",), "suggestion": "老旧小区改造"}
    page = get("/search?q=改造&offset=0&level=county")
    assert "引号没有成对，按一个字符检索。" in page.text
    assert "您是不是要找：老旧小区改造" in page.text
    assert state(page.link("老旧小区改造")) == state("?q=老旧小区改造&level=county")


def test_a_suggestion_that_is_shown_instead_says_so(get, library):
    library.override = {"suggestion": "老旧小区", "suggestion_shown": True}
    assert "没有与“改造”相符的段落，下面是老旧小区的结果。" in get("/search?q=改造").text


def test_loose_hits_say_which_word_is_missing(get, library):
    library.override = {"terms": (TermCount("改造", 2), TermCount("加装电剃", 0))}
    assert "没有同时含有全部词语的段落：改造 2 段，加装电剃 0 段。" in get("/search?q=改造").text


def test_counts_that_are_lower_bounds_say_so(get, library):
    library.override = {"total": 20000, "total_is": "at_least", "occurrences": 31000, "occurrences_is": "at_least"}
    head = get("/search?q=改造").one("h1").text
    assert head.startswith("至少 20,000 段")
    assert "原文 至少 31,000 处" in head


def test_pages_are_numbered(get, library):
    library.override = {"total": 95}
    page = get("/search?q=改造&offset=40").one("nav", cls="pages")
    assert [e.text for e in page.pieces[1].parent.find() if e.tag in ("a", "span")][:9] == [
        "上一页", "1", "2", "3", "4", "5", "6", "7", "…",
    ]  # fmt: skip
    assert page.one("span", **{"aria-current": "page"}).text == "5"
    assert state(page.one("a", rel="next").attrs["href"]) == state("?q=改造&offset=50")
    assert state(page.one("a", rel="prev").attrs["href"]) == state("?q=改造&offset=30")
    assert state(page.link("20")) == state("?q=改造&limit=20")
    assert "第 41–50 段，共 95 段" in page.text


def test_a_page_past_the_end_leads_back(get, library):
    library.override = {"total": 95, "hits": ()}
    page = get("/search?q=改造&offset=500")
    assert state(page.link("看最后一页")) == state("?q=改造&offset=90")


def test_the_json_twin_asks_the_same(get, client):
    href = get("/search?q=改造&level=county&sort=year").link("本页数据")
    assert href.startswith("/api/search?")
    assert state(href) == state("?q=改造&level=county&sort=year")
    assert client.get(href).get_json()["query"] == "改造"


def test_the_box_keeps_the_conditions_for_other_words(get):
    box = get("/search?q=改造&level=county&sort=year&offset=0").one("form", role="search")
    hidden = [(i.attrs["name"], i.attrs["value"]) for i in box.find("input", type="hidden")]
    assert hidden == [("level", "county"), ("sort", "year")]
    assert box.one("input", id="q").attrs["value"] == "改造"


# nothing found


def test_nothing_found_says_which_word_has_none(get):
    page = get("/search?q=改造 加装电剃")
    assert page.one("h1").text == "没有同时含有这些词的段落"
    rows = page.one("ul", cls="terms").find("li")
    assert [[s.text for s in row.find("span")] for row in rows] == [["改造", "2 段"], ["加装电剃", "0 段"]]
    assert state(rows[0].link("只查这个词")) == state("?q=改造")
    assert state(rows[1].link("去掉这个词")) == state("?q=改造")


def test_nothing_found_for_one_word_is_not_blank_either(get, library):
    library.override = {"suggestion": "电梯"}
    page = get("/search?q=电剃")
    assert page.one("h1").text == "没有找到“电剃”"
    assert page.link("电梯") == "/search?q=%E7%94%B5%E6%A2%AF"
    assert page.link("看看库中有哪些报告") == "/reports"


def test_nothing_found_under_conditions_counts_without_them(get):
    page = get("/search?q=改造&year=1999")
    assert page.one("a", cls="chip--on").text == "去掉条件：年份1999年"
    row = page.one("ul", cls="terms").one("li")
    assert "去掉全部筛选条件2 段" in row.text
    assert state(row.link("查看")) == state("?q=改造")


def test_nothing_found_in_a_place_that_was_read_offers_all_places(get, library):
    library.override = {"read_as": ReadAs(places=(("410104", "管城区"),)), "total": 0, "hits": ()}
    row = get("/search?q=管城区 改造").one("section", **{"aria-labelledby": "wider"}).one("li")
    assert "不限地区（去掉“管城区”）" in row.text
    assert library.asked[-1].query == "改造"


@pytest.mark.parametrize(
    ("query", "word", "left"),
    [
        ("老旧小区 加装电剃", "加装电剃", "老旧小区"),
        ("“加装电剃” 老旧小区", "加装电剃", "老旧小区"),  # with its quotes
        ('老旧小区 "加装电剃"', "加装电剃", "老旧小区"),
        ("老旧小区加装电剃", "加装电剃", "老旧小区"),
        ("加装电剃", "加装电剃", ""),
        ("老旧小区 a.c", "abc", ""),  # a word is no pattern, and this one does not stand there
    ],
)
def test_a_query_without_a_word(query, word, left):
    assert without(query, word) == left


def test_without_a_query_the_page_says_how_to_ask(get, library):
    for address in ("/search", "/search?q=", "/search?q=%20%E3%80%80", "/search?year=2020"):
        page = get(address)
        assert page.one("h1").text == "想找什么"
        assert "同句:" in page.text
    assert not library.asked


def test_an_empty_library_is_503_with_what_to_do(get, library):
    library.ready = False
    page = get("/search?q=改造", 503)
    assert page.one("h1").text == "库中还没有报告"
    assert "yiju index" in page.text


@pytest.mark.parametrize(("state", "words"), [("resolution", "决议"), ("placeholder", "占位页"), ("excerpt", "节选")])
def test_a_hit_in_what_is_no_report_says_so(get, library, state, words):
    library.records = [document(state=state), document(NATION, 2019, key=2)]
    first, other = (c.one(cls="meta").text for c in get("/search?q=城市书房").find("article"))
    assert words in first
    assert words not in other


def test_the_paragraphs_around_a_hit_end_with_the_report(get):
    card = get("/search?q=城市书房").one("article")  # p4, the last
    assert card.link("上一段") == "/p/410104-2020-p3"
    assert "下一段" not in card.text


def test_what_is_copied_with_a_text_is_written_by_the_server(get):
    link = get("/search?q=城市书房").one("article").one("a", **{"data-copy": "citation"})
    assert link.attrs["data-source"] == "《2020年郑州市管城回族自治区政府工作报告》，2020年5月27日，第4段"
    assert link.attrs["href"].startswith("/p/410104-2020-p4?d=")  # where it leads without script
    assert link.attrs["href"].endswith("#cite")


def test_a_query_that_names_an_indicator_leads_to_its_series(real):
    asked = {"GDP增速": True, "2020年管城区地区生产总值": True, "老旧小区改造": True, "地区生产总值怎么算": False, "公厕": False}
    for query, leads in asked.items():
        shown = read(real.get(f"/search?q={query}").get_data(as_text=True))
        assert bool([a for a in shown.find("a") if "看历年的数" in a.text]) is leads, query
