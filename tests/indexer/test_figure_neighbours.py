"""What a near miss is called, and that it is one: each explanation with a report that gives rise to it."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Scope
from indexer import FigureFilter, Library, QueryError
from indexer.quantities.differences import difference, one_digit_away, rounds_to
from indexer.quantities.extraction import extract

NONE = Scope()


def near(library: Library, query: str) -> list[tuple[str, str]]:
    """(as printed, difference) of the neighbours of a figure that is nowhere."""
    found = library.figure(query, NONE)
    assert (found.total, found.hits, found.exact) == (0, (), False)
    return [(h.figure.quantity.span.of(h.hit.passage.text), h.difference or "") for h in found.near]


@pytest.mark.parametrize(
    ("asked", "printed", "said"),
    [
        ("495亿元", "494.8亿元", "四舍五入后相同，少 0.2亿元"),
        ("494.83亿元", "494.8亿元", "四舍五入后相同，少 300万元"),
        ("484.8亿元", "494.8亿元", "只差一位数字，多 10亿元"),
        ("449.8亿元", "494.8亿元", "多 45亿元"),  # two digits
        ("5亿元", "4.8亿元", "少 0.2亿元"),  # one digit is no rounding
        ("6.6%", "6.6个百分点", "数值相同，单位不同"),
        ("3.3平方公里", "330公顷", "数值相同，所指不同"),
        ("47个", "45个", "只差一位数字，少 2个"),
        ("47个", "50个", "多 3个"),
    ],
)
def test_a_difference_is_named(asked: str, printed: str, said: str) -> None:
    assert difference(extract(f"为{asked}")[0], extract(f"为{printed}")[0]) == said


@given(st.decimals(min_value=10, max_value=10**9, places=2))
def test_one_digit_is_one_digit(amount: Decimal) -> None:
    text = format(amount.normalize(), "f")
    for other in list(one_digit_away(amount))[:20]:
        shown = format(other, "f")
        if len(shown) == len(text):
            assert sum(a != b for a, b in zip(text, shown, strict=True)) == 1
        assert amount in one_digit_away(other) or len(other.normalize().as_tuple().digits) != len(amount.normalize().as_tuple().digits)


@given(st.integers(100, 10**6), st.integers(0, 99))
def test_what_is_rounded_is_within_half_a_step(whole: int, part: int) -> None:
    exact = Decimal(whole) + Decimal(part) / 100
    for rounded in (Decimal(whole), Decimal(whole + 1)):
        if rounds_to(rounded, exact):
            zeros = len(str(rounded)) - len(str(rounded).rstrip("0"))
            assert abs(exact - rounded) * 2 <= 10**zeros


def test_the_shipped_report(shipped: Library) -> None:
    assert near(shipped, "495亿元")[0] == ("494.8亿元", "四舍五入后相同，少 0.2亿元")
    assert near(shipped, "594.8亿元")[0] == ("494.8亿元", "只差一位数字，少 100亿元")
    assert near(shipped, "494.8亿美元") == [("494.8亿元", "数值相同，单位不同")]
    assert near(shipped, "282个")[0] == ("235个", "部分之和：235个 + 47个")
    assert ("47个", "只差一位数字，多 1个") in near(shipped, "46个老旧小区")


def test_a_sum_marks_all_its_parts_and_is_of_one_sentence(shipped: Library) -> None:
    found = shipped.figure("282个", NONE).near[0]
    assert [s.of(found.hit.passage.text) for s in found.hit.highlights] == ["235个", "47个"]
    assert not any("部分之和" in (h.difference or "") for h in shipped.figure("10.7%", NONE).near)  # shares do not add up


def test_another_year_is_a_near_miss_that_says_so(shipped: Library) -> None:
    assert near(shipped, "2018年 GDP 6.6%")[0] == ("6.6%", "数值相同，年份不同：说的是2019年")


def test_years_and_places_are_read_as_scope_and_can_be_kept_as_words(several: Library) -> None:
    def documents(query: str, *kept: str) -> list[str]:
        found = several.figure(query, NONE, as_words=frozenset(kept), limit=100)
        return sorted(h.hit.passage.document.document_id for h in found.hits)

    everywhere = documents("6.1%")
    assert len(everywhere) == 2
    assert documents("高阳县 6.1%") == everywhere  # both are of that county
    assert documents("郑州市 6.1%") == []
    assert documents("2018年 6.1%") == [d for d in everywhere if d.endswith("2019")]  # spoken of in the report of 2019
    assert set(documents("2019年 6.1%")) == set(everywhere)  # the year of one report, spoken of in the other
    assert documents("2019年高阳县 6.1%", "year", "place") == []
    read = several.figure("2019年 高阳县 6.1%", NONE).read_as
    assert (read.years, [words for _, words in read.places]) == (((2019, "2019年"),), ["高阳县"])


def test_figures_of_the_year_asked_for_come_first(several: Library) -> None:
    first = several.figure("2019年 6.1%", NONE).hits[0]
    assert first.figure.period == "2019"


def test_groups_hold_all_hits_and_facets_count_them(shipped: Library) -> None:
    found = shipped.figure("6.6%", NONE)
    assert [(g.key, g.change, g.count) for g in found.groups] == [("gdp", "growth", 1), ("pm25", "fall", 1)]
    assert sum(g.count for g in found.groups) == found.total
    assert dict(found.facets["kind"]) == {"result": 2}
    only = shipped.figure("6.6%", NONE, only=FigureFilter(indicators=frozenset({"gdp"})))
    assert only.total == 1
    assert dict(only.facets["indicator"]) == {"gdp": 1, "pm25": 1}  # counted without its own filter
    none = shipped.figure("6.6%", NONE, only=FigureFilter(kinds=frozenset({"target"})))
    assert (none.total, none.near) == (0, ())  # it is there, but filtered away


def test_the_target_stands_against_the_result(shipped: Library) -> None:
    hit = shipped.figure("GDP 6.6%", NONE).hits[0]
    other = shipped.counterpart(hit)
    assert other is not None
    assert (other.figure.kind, other.hit.passage.paragraph) == ("target", 16)
    back = shipped.counterpart(other)
    assert back is not None
    assert back.hit.passage.paragraph == 2


@pytest.mark.parametrize(
    ("query", "culprit"),
    [
        ("6" * 41 + "元", "41 位"), ("1e9元", "科学记数法"), ("10/0", "除数是零"), ("亿元", "只有单位"), ("%", "只有单位"),
        ("10到3", "从大到小"), ("10%到3%", "从大到小"), ("零分之三", "除数是零"),
    ],
)  # fmt: skip
def test_numbers_without_a_value_are_refused_with_a_remedy(shipped: Library, query: str, culprit: str) -> None:
    with pytest.raises(QueryError, match=culprit) as told:
        shipped.figure(query, NONE)
    assert "请" in str(told.value)


@pytest.mark.parametrize("query", ["2020-5 47个", "由10%降到3%", "13800138000", "PM2.5 96微克", "GDP6.6%", "5G", "3/4", "1,234万元"])
def test_other_numbers_are_not_refused(shipped: Library, query: str) -> None:
    shipped.figure(query, NONE)


@given(st.text(alphabet="0123456789.,-eE+/%到至万亿元个零分之 年>=约", max_size=60))
def test_whatever_is_typed_gets_an_answer_or_a_sentence(shipped: Library, query: str) -> None:
    with suppress(QueryError):
        found = shipped.figure(query, NONE)
        assert found.total >= len(found.hits)


def test_the_table_lists_every_figure_once(shipped: Library, tmp_path: Path) -> None:
    table = shipped.figures(NONE, limit=100)
    rows = list(shipped.figure_rows(NONE, FigureFilter(), "order", 10_000))
    assert table.total == len(rows) > 200
    assert rows[:100] == list(table.rows)
    assert len({(r.hit.passage.key, r.figure.quantity.span) for r in rows}) == len(rows)
    assert sum(n for _, n in table.facets["kind"]) == table.total
    money = shipped.figures(NONE, FigureFilter(units=frozenset({"元"})), sort="value_desc", limit=100)
    values = [r.figure.quantity.value for r in money.rows]
    assert len(values) > 10
    assert values == sorted(values, reverse=True)
