"""Series from end to end: years, places, targets beside results, what stands apart, names that nobody knows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from corpus import Scope
from indexer import IndicatorPoint, IndicatorRequest, IndicatorResult, Library, QueryError, indicator_json
from indexer.exporting.indicator_form import indicator_rows
from tests.series_reports import report, write_reports


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder)
    library = Library.open(tmp_path_factory.mktemp("library"))
    library.index([folder])
    return library


def series(library: Library, query: str, **more: object) -> list[tuple[str, int | None, str, str, tuple[str, ...]]]:
    found = library.indicator(IndicatorRequest(query, **more))  # type: ignore[arg-type]
    return [told(point) for point in found.series]


def told(point: IndicatorPoint) -> tuple[str, int | None, str, str, tuple[str, ...]]:
    mention = point.hit.figure.quantity.span.of(point.hit.hit.passage.text)
    return point.place, point.refers_to, point.kind, mention, point.flags


ZHENGZHOU, GAOYANG = "410100", "130628"


def test_results_and_targets_of_every_year_and_place(library: Library) -> None:
    assert series(library, "GDP增速") == [
        (GAOYANG, 2019, "result", "5.8%", ()),
        (GAOYANG, 2020, "target", "6%", ()),
        (ZHENGZHOU, 2015, "result", "10%", ("look_back",)),
        (ZHENGZHOU, 2018, "result", "8.1%", ()),
        (ZHENGZHOU, 2019, "target", "7.5%左右", ()),
        (ZHENGZHOU, 2019, "result", "6.5%", ("restated",)),
        (ZHENGZHOU, 2019, "result", "6.2%", ("look_back", "restated")),
        (ZHENGZHOU, 2020, "target", "6.5%-7%", ()),
        (ZHENGZHOU, 2020, "result", "3%", ()),
        (ZHENGZHOU, 2021, "target", "7%以上", ()),
    ]


def test_what_is_of_no_single_year_stands_apart(library: Library) -> None:
    found = library.indicator(IndicatorRequest("GDP增速", Scope(places=frozenset({ZHENGZHOU}))))
    assert [told(p)[1:] for p in found.apart] == [
        (None, "result", "8.2%", ("multi_year", "average")),
        (2020, "result", "0.2%", ("part_year",)),
    ]
    assert found.apart[1].amount.low == Decimal("-0.2")  # a fall has its sign
    level = library.indicator(IndicatorRequest("郑州市地区生产总值"))
    assert [told(p)[1:4] for p in level.series] == [(2018, "result", "10143.3亿元"), (2019, "result", "11589.7亿元")]
    assert [told(p)[1:] for p in level.apart] == [(2025, "target", "2万亿元", ("long_term",))]


def test_a_target_beside_its_result(library: Library) -> None:
    found = library.indicator(IndicatorRequest("GDP增速", Scope(places=frozenset({ZHENGZHOU}))))
    assert [(t.year, t.difference, t.bound) for t in found.compared] == [
        (2019, Decimal("-1.0"), None),
        (2020, Decimal("-3.5"), "range"),  # from the nearer end
    ]
    jobs = library.indicator(IndicatorRequest("城镇新增就业", Scope(places=frozenset({ZHENGZHOU}))))
    assert [(t.year, t.difference, t.bound) for t in jobs.compared] == [(2019, Decimal(6000), "least")]


@pytest.mark.parametrize(
    ("query", "more", "expected"),
    [
        ("GDP增速", {"refers_to": frozenset({2020})}, [(GAOYANG, "6%"), (ZHENGZHOU, "6.5%-7%"), (ZHENGZHOU, "3%")]),
        ("2020年GDP增速", {}, [(GAOYANG, "6%"), (ZHENGZHOU, "6.5%-7%"), (ZHENGZHOU, "3%")]),  # the year spoken of
        ("高阳县地区生产总值增长", {}, [(GAOYANG, "5.8%"), (GAOYANG, "6%")]),
        ("高阳县GDP增速目标", {}, [(GAOYANG, "6%")]),
        ("GDP", {"kinds": frozenset({"target"}), "measure": "growth", "scope": Scope(places=frozenset({GAOYANG}))}, [(GAOYANG, "6%")]),
        ("国内生产总值增速", {"scope": Scope(years=frozenset({2021}), places=frozenset({ZHENGZHOU}))},
         [(ZHENGZHOU, "6.2%"), (ZHENGZHOU, "3%"), (ZHENGZHOU, "7%以上")]),
        ("居民消费价格", {}, [(ZHENGZHOU, "3%左右")]),
        ("城镇登记失业率", {}, [(ZHENGZHOU, "1.9%")]),
        ("粮食总产量", {}, [(ZHENGZHOU, "148万吨")]),
        ("城镇调查失业率", {}, []),  # known, but nobody states it
    ],
)  # fmt: skip
def test_what_is_asked_for(
    library: Library, query: str, more: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert [(p[0], p[3]) for p in series(library, query, **more)] == expected


def test_the_measure_follows_the_name_and_the_others_are_counted(library: Library) -> None:
    found = library.indicator(IndicatorRequest("GDP"))
    assert found.measure == "level"
    assert found.measures == {"growth": 12, "level": 3}
    assert library.indicator(IndicatorRequest("GDP", measure="growth")).measure == "growth"


def test_an_unknown_name_suggests_others(library: Library) -> None:
    found = library.indicator(IndicatorRequest("登记失业"))
    assert (found.key, found.series) == (None, ())
    assert found.suggestions[0] == "城镇登记失业率"
    assert library.indicator(IndicatorRequest("外星人口数")).series == ()


def test_a_name_in_no_table_is_looked_up_as_reports_print_it(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library")
    text = report("高阳县", 2020, "新建公厕12座，累计发放消费券300万元。", "新建公厕15座。")
    (tmp_path / "高阳县2020.txt").write_text(text, "utf-8")
    library.index([tmp_path / "高阳县2020.txt"])
    found = library.indicator(IndicatorRequest("新建公厕"))
    assert (found.known, [told(p)[1:4] for p in found.series]) == (
        False,
        [(2019, "result", "12座"), (2020, "target", "15座")],
    )
    assert indicator_json(found)["indicator_id"] is None
    assert "新建公厕" in library.indicator(IndicatorRequest("新建公")).suggestions
    assert [told(p)[3] for p in library.indicator(IndicatorRequest("新建公厕数量目标")).series] == ["15座"]


def test_copies_of_a_report_do_not_double_its_points(library: Library) -> None:
    found = library.indicator(IndicatorRequest("GDP增速", Scope(places=frozenset({GAOYANG}))))
    assert {p.hit.hit.passage.document.document_id for p in (*found.series, *found.repeats)} == {"130628-2020"}


def test_every_point_is_its_sentence(library: Library) -> None:
    for point in indicator_json(library.indicator(IndicatorRequest("GDP增速")))["series"]:
        start, end = point["span"]
        passage = library.passage(point["passage_id"])
        assert passage.text[start:end] == point["mention"]
        assert point["mention"] in point["sentence"] in passage.text


def test_rows_for_a_download_hold_every_figure(library: Library) -> None:
    found = library.indicator(IndicatorRequest("GDP增速"))
    rows = list(indicator_rows(found))
    assert len(rows) == len(found.series) + len(found.repeats) + len(found.apart)
    assert [row[:7] for row in rows[:2]] == [
        ("序列", "高阳县", 2019, "2019", "实绩", Decimal("5.8"), None),
        ("序列", "高阳县", 2020, "2020", "目标", Decimal(6), None),
    ]


def test_an_empty_name_is_refused(library: Library) -> None:
    with pytest.raises(QueryError):
        library.indicator(IndicatorRequest(" "))


def test_what_indicators_there_are(library: Library) -> None:
    counts = {c.key: c.count for c in library.indicators(Scope())}
    assert counts["gdp"] == 16  # the copy states one of them again
    assert counts["cpi"] == 1
    assert "deficit" not in counts
    assert {c.key: c.count for c in library.indicators(Scope(places=frozenset({GAOYANG})))}["gdp"] == 3


def test_no_index_of_indicators_is_read_beside_the_place(library: Library) -> None:
    found: IndicatorResult = library.indicator(IndicatorRequest("GDP增速", Scope(places=frozenset({"130000"}))))
    assert {p.place for p in found.series} == {GAOYANG}


def test_development_zones_have_no_code_and_are_kept_apart_by_name(tmp_path: Path) -> None:
    for zone, growth in (("雄安新区", "8.1"), ("郑州航空港经济综合实验区", "11.2")):
        lines = [f"{zone}2021年工作报告", "管委会主任　李建国", "同志们：", "一、2020年工作回顾", f"2020年，地区生产总值增长{growth}%。"]
        aims = ["二、2021年工作安排", "2021年，地区生产总值增长9%以上。", *["环境持续改善，企业服务专员制度全面推行，群众满意度逐年提高。"] * 8]
        (tmp_path / f"{zone}.txt").write_text("\n".join(lines + aims), "utf-8")
    library = Library.open(tmp_path / "library")
    library.index(sorted(tmp_path.glob("*.txt")))
    told = series(library, "GDP增速", scope=Scope(years=frozenset({2021})))
    assert [t for t in told if t[2] == "result"] == [
        ("郑州航空港经济综合实验区", 2020, "result", "11.2%", ()), ("雄安新区", 2020, "result", "8.1%", ()),
    ]  # fmt: skip
    points = indicator_json(library.indicator(IndicatorRequest("GDP增速")))["series"]
    assert {(p["place"], p["place_code"]) for p in points} == {("雄安新区", None), ("郑州航空港经济综合实验区", None)}
