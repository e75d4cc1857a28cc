"""A series as tables: years without values, differences, bars."""

from __future__ import annotations

from decimal import Decimal

from tests.indexer.test_series import point
from webapp.views.points import scale_of
from webapp.views.series_tables import bars_of_year, of_one_unit, year_rows


def test_a_long_silence_is_one_row() -> None:
    series = [point("2012年粮食产量5亿吨。", 2013), point("粮食产量6亿吨。", 2020)]
    rows = year_rows(series, (), frozenset({2013, 2020}), scale_of(series))
    assert [row.year for row in rows] == ["2019", "2013–2018", "2012"]
    assert (rows[1].no_target, rows[1].no_result) == ("这些年没有数", "这些年没有数")
    assert (rows[0].no_target, rows[2].no_target) == ("缺2019年报告", "缺2012年报告")


def test_an_amount_is_written_in_its_usual_unit() -> None:
    for text, unit, written in (
        ("粮食产量1.14万亿斤。", "亿吨", "5.7"),
        ("国内生产总值134.9万亿元。", "万亿元", "134.9"),
        ("城镇新增就业1256万人。", "万人", "1,256"),
        ("高速公路通车里程17.7万公里。", "万公里", "17.7"),
        ("国内生产总值增长5.25%。", "%", "5.25"),
        ("进出口总额3.64万亿美元。", "万亿美元", "3.64"),
    ):
        one = point(text, 2020)
        scale = scale_of([one])
        assert (scale.unit, scale.written(one.amount.low)) == (unit, written)


def test_dollars_and_yuan_are_no_one_series() -> None:
    series = [point("进出口总额1万亿美元。", 2005), point("进出口总额2万亿美元。", 2008), point("进出口总额30万亿元。", 2019)]
    assert [p.amount.unit for p in of_one_unit(series)] == ["美元", "美元"]


def test_bars_begin_at_zero_and_a_fall_goes_the_other_way() -> None:
    series = [point("国内生产总值增长6%。", 2020), point("国内生产总值下降2%。", 2020)]
    by_place = [type(p)(**{f: getattr(p, f) for f in p.__slots__} | {"place": name}) for p, name in zip(series, "甲乙", strict=True)]
    year, bars = bars_of_year(by_place, 2019, {"甲": "甲县", "乙": "乙县"})
    assert (year, [(b.place, b.start, b.length, b.text) for b in bars]) == (
        2019, [("甲县", 25.0, 75.0, "6%"), ("乙县", 0.0, 25.0, "−2%")],
    )  # fmt: skip
    assert bars_of_year(by_place, 1999, {}) == (1999, ())
    assert by_place[1].amount.low == Decimal(-2)
