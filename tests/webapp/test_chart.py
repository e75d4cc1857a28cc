"""The geometry of charts: round ticks, gaps that stay open, signs that tell targets, ranges and bounds apart."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.views.chart import BOTTOM, LOOKS, TOP, WIDTH, Chart, Line, Mark, draw, plain, ticks

NUMBERS = st.decimals(min_value=-(10**6), max_value=10**13, places=2, allow_nan=False)


def mark(year: int, value: str, target: bool = False, **more: object) -> Mark:
    amount = Decimal(value)
    return replace(Mark(year, amount, amount, target, value, f"{year}年：{value}", f"/p/{year}"), **more)  # type: ignore[arg-type]


def paths(chart: Chart, kind: str) -> list[str]:
    return [p.d for s in chart.shapes for p in s.paths if p.kind.split()[0] == kind]


def lines(chart: Chart) -> list[str]:
    return [p.d for p in chart.behind if p.kind.startswith("line")]


@given(NUMBERS, NUMBERS)
def test_ticks_take_in_all_values_and_zero(a: Decimal, b: Decimal) -> None:
    found = ticks(min(a, b), max(a, b))
    assert found[0] <= min(a, b, Decimal(0)) <= max(a, b, Decimal(0)) <= found[-1]
    assert Decimal(0) in found
    steps = {high - low for low, high in zip(found, found[1:], strict=False)}
    assert len(steps) == 1
    assert 2 <= len(found) <= 10


@given(st.dictionaries(st.integers(1954, 2030), NUMBERS, min_size=1))
def test_every_mark_lies_in_the_plane(values: dict[int, Decimal]) -> None:
    marks = tuple(mark(year, str(value)) for year, value in sorted(values.items()))
    chart = draw([Line("全国", marks)], range(min(values), max(values) + 1), "亿元")
    assert len(chart.shapes) == len(values)
    for d in paths(chart, "pt"):
        x, y = (float(n) for n in re.match(r"M(-?[\d.]+) (-?[\d.]+)", d).groups())  # type: ignore[union-attr]
        assert 0 <= x <= WIDTH
        assert TOP - 1 <= y <= BOTTOM + 1


def test_a_gap_is_never_joined() -> None:
    chart = draw([Line("全国", tuple(mark(y, "5") for y in (2003, 2004, 2006, 2008, 2009)))], range(2003, 2010), "%")
    assert [d.count("L") for d in lines(chart)] == [1, 1]  # 2003–2004 and 2008–2009; 2006 stands alone
    gaps = [p for p in chart.behind if p.kind == "gap"]
    assert len(gaps) == 2  # 2005 and 2007 have no result; there are no targets, so they have no row


def test_targets_are_diamonds_and_never_joined() -> None:
    chart = draw([Line("全国", (mark(2019, "6", True), mark(2020, "5", True)))], range(2019, 2021), "%")
    assert (len(paths(chart, "tg")), lines(chart)) == (2, [])


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ({}, ["tg"]),
        ({"high": Decimal("6.5")}, ["tg-line"]),  # a range is a bar
        ({"open": "up"}, ["tg", "tg-line"]),  # 以上 is an arrow
        ({"open": "down"}, ["tg", "tg-line"]),
        ({"about": True}, ["tg about"]),
        ({"aside": True}, ["tg aside"]),
    ],
)
def test_each_kind_of_amount_has_its_sign(more: dict[str, object], kinds: list[str]) -> None:
    chart = draw([Line("全国", (mark(2019, "6", True, **more),))], range(2019, 2020), "%")
    assert [p.kind for p in chart.shapes[0].paths] == kinds


def test_what_does_not_stand_for_its_year_is_not_joined() -> None:
    marks = (mark(2018, "6.6"), mark(2019, "6.2", aside=True), mark(2020, "2.3"))
    assert lines(draw([Line("全国", marks)], range(2018, 2021), "%")) == []


def test_several_places_have_a_stroke_and_a_name_each() -> None:
    several = [Line(name, (mark(2019, value), mark(2020, value))) for name, value in (("郑州市", "6"), ("高阳县", "6"), ("全国", "2"))]
    chart = draw(several, range(2019, 2021), "%")
    assert {p.kind for p in chart.behind if p.kind.startswith("line")} == {"line line--0", "line line--1", "line line--2"}
    ends = [t.y for t in chart.words if t.words in ("郑州市", "高阳县", "全国")]
    assert all(abs(a - b) >= 15 for n, a in enumerate(ends) for b in ends[n + 1 :])  # names do not cover one another


def test_every_class_has_a_look_for_a_picture_that_leaves_the_page() -> None:
    marks = (mark(2018, "6"), mark(2019, "6", True, high=Decimal(7)), mark(2020, "6", True, open="up"), mark(2021, "5", aside=True))
    chart = draw([Line("全国", marks)], range(2018, 2022), "%")
    for path in (*chart.behind, *(p for s in chart.shapes for p in s.paths)):
        assert path.kind.split()[0] in LOOKS
        assert "fill" in path.look


def test_numbers_are_written_with_a_minus_and_thousands() -> None:
    assert [plain(Decimal(v)) for v in ("-2.50", "12000", "0", "0.10")] == ["−2.5", "12,000", "0", "0.1"]
