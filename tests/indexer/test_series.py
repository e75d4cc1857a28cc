"""The parts of a series: years of periods, amounts that agree, names and measures as they are typed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest

from corpus import Span
from indexer.figuring.indicating import point_of
from indexer.model.hit import FigureHit, Hit
from indexer.model.indicator import IndicatorPoint, Measure
from indexer.quantities.extraction import extract
from indexer.quantities.labelling import Context, label
from indexer.quantities.measures import chosen_measure, read_name, similar_names
from indexer.series.agreeing import agree
from indexer.series.choosing import sort_out
from indexer.series.comparing import bound_of, compared
from indexer.series.dating import dated, year_of
from tests.webapp.records import document, passages_of

KEYS = count(1)


def point(text: str, year: int, part: str = "review", index: int = 0) -> IndicatorPoint:
    """The figure of a sentence in a report, as a point."""
    passage = replace(passages_of(document(year=year))[6], text=text, part=part, key=next(KEYS))
    figure = label(text, extract(text), Context(year, part))[index]  # type: ignore[arg-type]
    return point_of(FigureHit(Hit(1, passage, "exact", (), Span(0, len(text))), figure))


@pytest.mark.parametrize(
    ("period", "year", "flags"),
    [
        ("2019", 2019, ()),
        ("2016-2020", None, ("multi_year",)),
        ("2020上半年", 2020, ("part_year",)),
        ("2019累计", 2019, ("cumulative",)),
        (None, None, ("undated",)),
    ],
)
def test_the_year_of_a_period(period: str | None, year: int | None, flags: tuple[str, ...]) -> None:
    assert year_of(period) == (year, flags)


@pytest.mark.parametrize(
    ("text", "year", "part", "expected"),
    [
        ("地区生产总值增长6.6%。", 2020, "review", (2019, ())),
        ("2012年地区生产总值增长9%。", 2020, "review", (2012, ("look_back",))),
        ("地区生产总值增长6.5%左右。", 2020, "goals", (2020, ())),
        ("到2025年，地区生产总值达到2万亿元。", 2020, "goals", (2025, ("long_term",))),
        ("工业总产值达到270万亿元。", 1954, "review", (1953, ("old_currency",))),  # 10,000 old yuan were one new
        ("粮食产量3300亿斤。", 1954, "review", (1953, ())),  # only money changed
        ("工业总产值达到440亿元。", 1956, "review", (1955, ())),
    ],
)
def test_which_year_a_figure_speaks_of(text: str, year: int, part: str, expected: tuple[int, tuple[str, ...]]) -> None:
    assert dated(point(text, year, part).hit.figure, year) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("国内生产总值达到30.1万亿元。", "国内生产总值达到30.07万亿元。", True),  # rounded
        ("国内生产总值超过30万亿元。", "国内生产总值31.4万亿元。", True),
        ("国内生产总值近32万亿元。", "国内生产总值31.4万亿元。", True),
        ("国内生产总值增长9%。", "国内生产总值增长9.6%。", False),
        ("国内生产总值增长9.1%。", "国内生产总值增长9.10%。", True),
        ("粮食产量5.31亿吨。", "粮食产量10620亿斤。", True),  # one amount in two units
        ("进出口总额1.15万亿美元。", "进出口总额9.5万亿元。", True),  # nothing can be said
        ("国内生产总值增长7%。", "国内生产总值下降7%。", False),
    ],
)
def test_whether_two_reports_agree(one: str, other: str, same: bool) -> None:
    a, b = point(one, 2009), point(other, 2010)
    assert agree(a, b) is agree(b, a) is same


def test_the_sentence_at_home_stands_for_the_year() -> None:
    """In a plan last year's result is repeated as a reason; the review is where it is reported."""
    plan = point("去年居民消费价格涨幅回落到2.6%，考虑了翘尾因素。", 2013, "goals")
    review = point("居民消费价格涨幅2.6%。", 2013)
    told = sort_out([plan, review])
    assert [p.hit.hit.passage.part for p in told.series] == ["review"]
    assert [p.hit.hit.passage.part for p in told.repeats] == ["goals"]


def test_one_report_that_contradicts_itself_is_told() -> None:
    told = sort_out([point("粮食产量5.3亿吨。", 2009), point("粮食产量5.9亿吨。", 2009)])
    assert [len(told.series), [p.flags for p in told.repeats]] == [1, [("differs",)]]


@pytest.mark.parametrize(
    ("target", "result", "bound", "difference"),
    [
        ("国内生产总值增长8%左右。", "国内生产总值增长9.2%。", None, "1.2"),
        ("国内生产总值增长6.5%—7%。", "国内生产总值增长6.7%。", "range", "0"),
        ("国内生产总值增长6%—6.5%。", "国内生产总值增长7%。", "range", "0.5"),
        ("国内生产总值增长6%以上。", "国内生产总值增长8.1%。", "least", "2.1"),
        ("国内生产总值增长1%。", "国内生产总值下降2%。", None, "-3"),
    ],
)
def test_what_came_of_a_target(target: str, result: str, bound: str | None, difference: str) -> None:
    aim, got = point(target, 2016, "goals"), point(result, 2017)
    assert bound_of(aim) == bound
    assert [t.difference for t in compared([aim, got])] == [Decimal(difference)]


def test_amounts_in_two_units_are_not_compared() -> None:
    aim, got = point("进出口总额达到3万亿美元。", 2016, "goals"), point("进出口总额24万亿元。", 2017)
    assert compared([aim, got]) == ()


@pytest.mark.parametrize(
    ("typed", "key", "first", "kinds"),
    [
        ("国内生产总值增速", "gdp", "growth", set()),
        ("GDP 增速", "gdp", "growth", set()),
        ("国内生产总值（当年目标）", "gdp", None, set()),  # a bracket explains, it does not ask
        ("国内生产总值增长预期目标", "gdp", "growth", {"target"}),
        ("全国居民消费价格涨幅", "cpi", None, set()),  # a name as a whole
        ("城镇登记失业率目标", "unemployment_registered", None, {"target"}),
        ("单位国内生产总值能耗降低", "energy_intensity", "growth", set()),
        ("减少贫困人口", "poverty_reduction", None, set()),
        ("人均地区生产总值", "gdp_per_capita", None, set()),  # not GDP
        ("工业增加值", "industry_value_added", None, set()),  # 增加值 is a noun
        ("新建公厕", "新建公厕", None, set()),
        ("公厕数量", "公厕", "level", set()),  # in no table: the noun, and what the words ask for
        ("造船完工量增速目标", "造船完工量", "growth", {"target"}),
    ],
)
def test_names_as_they_are_typed(typed: str, key: str, first: Measure | None, kinds: set[str]) -> None:
    name = read_name(typed)
    assert (name.key, next(iter(name.measures), None), set(name.kinds)) == (key, first, kinds)


def test_the_measure_that_is_shown() -> None:
    assert chosen_measure((), "gdp", {"growth": 64, "level": 30}) == "level"
    assert chosen_measure((), "gdp", {"growth": 64}) == "growth"
    assert chosen_measure(("growth", "increase"), "poverty_reduction", {"increase": 12}) == "increase"
    assert chosen_measure((), "cpi", {"level": 1, "growth": 30}) == "growth"
    assert chosen_measure((), "gdp", {}) == "level"


def test_suggestions_are_names_of_the_table() -> None:
    assert similar_names("失业率") == ["城镇调查失业率", "城镇登记失业率"]
    assert similar_names("固定资产")[0] == "固定资产投资"
    assert similar_names("失") == []  # one character suggests everything
