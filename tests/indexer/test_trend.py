"""Words by year and place: every number equals the search it stands for, and a year without texts is no zero."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus import Scope, occurrences, shipped_reports
from indexer import TRENDS, Library, QueryError, SearchRequest, Trend, TrendRequest, trend_json, trend_rows
from indexer.exporting.hit_rows import NOWHERE
from indexer.exporting.trend_form import GAP
from indexer.model.trend import Held, TrendCount, value_of
from tests.indexer.conftest import write_report


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Cities and counties, a county that changed its code, gaps between years, the shipped report and a copy of it."""
    folder = tmp_path_factory.mktemp("reports")
    for place, years in (("郑州市", (2016, 2019, 2020)), ("高阳县", (2019,)), ("清苑县", (2013,)), ("清苑区", (2021,)), ("保定市", (2019, 2020))):
        for year in years:
            write_report(folder, place, year)
    (shipped,) = shipped_reports()
    text = shipped.read_text("utf-8").replace("请予审议,", "请予审议。", 1)
    (folder / "copy.txt").write_text(text, "utf-8")
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    library.index()
    return library


QUERIES = ["改造", "老旧小区 就业", "“10亿”", "区", "社会保障", "各位代表"]
SCOPES = [
    Scope(), Scope(year_from=2019), Scope(places=frozenset({"130000"})), Scope(places=frozenset({"130608"})),
    Scope(places=frozenset({"410100"}), parts=frozenset({"plan"})), Scope(levels=frozenset({"county"})),
    Scope(states=frozenset({"report"}), years=frozenset({2019, 2020})),
]  # fmt: skip


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize("query", QUERIES)
def test_every_number_is_that_of_the_search_it_counts(many: Library, query: str, scope: Scope) -> None:
    trend = many.trend(TrendRequest(query, scope))

    def searched(term: str, **narrower: object) -> TrendCount:
        here = Scope(**{field: getattr(scope, field) for field in Scope.__slots__} | narrower)  # type: ignore[arg-type]
        found = many.search(SearchRequest(f"“{term}”", here, limit=1))
        assert found.occurrences is not None
        return TrendCount(found.occurrences, found.total, found.documents)

    for series in trend.series:
        assert series.total == searched(series.term)
        for year in trend.years:
            assert year is not None
            expected = searched(series.term, years=frozenset({year}), year_from=None, year_to=None)
            assert series.years.get(year, TrendCount()) == expected, year
        for region in trend.regions:
            levels = {"levels": frozenset({region.level})} if region.own else {}
            expected = searched(series.term, places=frozenset({region.code}), **levels)
            assert series.regions.get(region, TrendCount()) == expected, region
        for (region, year), held in trend.cells.items():
            levels = {"levels": frozenset({region.level})} if region.own else {}
            here = {"years": frozenset({year}), "year_from": None, "year_to": None, "places": frozenset({region.code})}
            assert series.cells.get((region, year), TrendCount()) == searched(series.term, **here, **levels), (region, year)
            assert held.documents


def test_it_counts_as_ctrl_f_does(many: Library) -> None:
    _, documents = many.documents(Scope())
    trend = many.trend(TrendRequest("区 改造"))
    for series in trend.series:
        by_year: Counter[int | None] = Counter()
        for document in documents:
            by_year[document.year] += sum(len(list(occurrences(p.text, series.term))) for p in many.passages(document.document_id))
        assert {y: c.occurrences for y, c in series.years.items()} == {y: n for y, n in by_year.items() if n}


def names(trend: Trend) -> dict[str, int]:
    return {region.name + ("本级" if region.own else ""): held.documents for region, held in trend.regions.items()}


@pytest.mark.parametrize(
    ("places", "expected", "why"),
    [
        (set(), {"河北省": 5, "河南省": 5}, "by province"),
        ({"410000"}, {"郑州市": 5}, "by city, its counties with it"),
        ({"410100"}, {"郑州市本级": 3, "管城回族区": 2}, "by county, and the city's own"),
        ({"130600"}, {"保定市本级": 2, "清苑区": 2, "高阳县": 1}, "a county under its former code too"),
        ({"130608"}, {"清苑区本级": 2}, "asked for by itself"),
        ({"130600", "410000"}, {"保定市本级": 2, "清苑区": 2, "高阳县": 1, "郑州市": 5}, "several"),
    ],
)
def test_regions_lie_one_step_below_what_is_asked_for(many: Library, places: set[str], expected: dict[str, int], why: str) -> None:
    assert names(many.trend(TrendRequest("改造", Scope(places=frozenset(places))))) == expected, why


def test_a_development_zone_is_named_though_it_has_no_code(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    head = "雄安新区2021年工作报告\n管委会主任　李建国\n同志们：\n一、2020年工作回顾\n"
    body = "　　过去一年，改造老旧小区30个，新增就业2万人，环境持续改善。\n" * 8
    (tmp_path / "雄安新区.txt").write_text(head + body, "utf-8")
    library.index([tmp_path / "雄安新区.txt"])
    ((region, held),) = library.trend(TrendRequest("改造")).regions.items()
    assert (region.code, region.name, held.documents) == ("", "雄安新区", 1)
    assert [f.zone for f in library.facts(Scope(), "雄安")] == ["雄安新区"]


def test_years_without_texts_have_no_entry(many: Library) -> None:
    trend = many.trend(TrendRequest("改造 元宇宙"))
    assert sorted(y for y in trend.years if y) == [2013, 2016, 2019, 2020, 2021]
    assert trend.series[1].total == TrendCount()
    table = [TRENDS.row(row, NOWHERE) for row in trend_rows(trend) if row.term == "元宇宙" and row.region is None]
    assert [row[2] for row in table] == list(range(2013, 2022))
    assert [row[5] for row in table] == [0, GAP, GAP, 0, GAP, GAP, 0, 0, 0]
    assert [TRENDS.json(row)["held"] for row in trend_rows(trend)][:3] == [True, False, False]


def test_frequency_is_per_ten_thousand_characters_of_what_is_counted(many: Library) -> None:
    for parts in (frozenset[str](), frozenset({"plan"})):
        trend = many.trend(TrendRequest("改造", Scope(years=frozenset({2020}), parts=parts), "rate"))
        _, documents = many.documents(Scope(years=frozenset({2020})))
        passages = [p for d in documents for p in many.passages(d.document_id) if not parts or p.part in parts]
        found = sum(len(list(occurrences(p.text, "改造"))) for p in passages)
        assert trend.years[2020].characters == sum(len(p.text) for p in passages)
        assert trend.series[0].years[2020].occurrences == found
        assert value_of(trend.series[0].total, trend.held, "rate") == round(found * 10_000 / sum(len(p.text) for p in passages), 4)
    assert many.trend(TrendRequest("改造")).held.characters is None
    assert value_of(TrendCount(), Held(0, 0, 0), "rate") is None


def test_copies_are_told_and_can_be_left_out(many: Library) -> None:
    counted, left_out = (many.trend(TrendRequest("老旧小区", Scope(places=frozenset({"410104"})), fold=fold)) for fold in (False, True))
    assert (counted.copies, counted.held.documents) == (1, 2)
    assert (left_out.copies, left_out.held.documents) == (1, 1)
    assert counted.series[0].total.occurrences == 2 * left_out.series[0].total.occurrences > 0


def test_a_change_of_the_library_is_seen(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    library.prepare()
    before = library.trend(TrendRequest("改造")).series[0].total
    library.index([write_report(tmp_path, "高阳县", 2019)])
    after = library.trend(TrendRequest("改造")).series[0].total
    assert after.documents == before.documents + 1
    library.remove("410104-2020")
    assert library.trend(TrendRequest("改造", measure="rate")).series[0].total == TrendCount(
        after.occurrences - before.occurrences, after.passages - before.passages, 1
    )


@pytest.mark.parametrize("query", ["", "改造 -就业", "标题:改造", "同句:(改造 就业)", "年份:2020", "一 二 三 四 五 六 七"])
def test_what_is_no_list_of_words_is_refused(many: Library, query: str) -> None:
    with pytest.raises(QueryError):
        many.trend(TrendRequest(query))


def test_alternatives_are_words_side_by_side_and_fields_are_filters(many: Library) -> None:
    trend = many.trend(TrendRequest("公厕 | “就业” 年份:2019 地区:河北省"))
    assert [s.term for s in trend.series] == ["公厕", "就业"]
    assert trend.scope == Scope(years=frozenset({2019}), places=frozenset({"130000"}))
    assert trend.held.documents == 2


def test_the_table_holds_what_the_json_holds(many: Library) -> None:
    trend = many.trend(TrendRequest("改造 就业", measure="rate"))
    rows = [TRENDS.row(row, NOWHERE) for row in trend_rows(trend)]
    for term in trend_json(trend)["terms"]:
        mine = [row for row in rows if row[0] == term["term"] and row[5] != GAP]
        assert [(r[2], r[5], r[6], r[7], float(str(r[11]))) for r in mine if r[1] == "年份"] == [
            (y["year"], y["occurrences"], y["passages"], y["documents_with"], y["rate"]) for y in term["years"]
        ]
        assert [(r[4], r[5]) for r in mine if r[1] == "地区"] == [(p["place_code"], p["occurrences"]) for p in term["places"]]
        assert sorted((r[4], r[2], r[5]) for r in mine if r[1] == "地区与年份") == sorted(
            (p["place_code"], y["year"], y["occurrences"]) for p in term["places"] for y in p["years"]
        )
