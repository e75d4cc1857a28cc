"""A series as tables: targets beside results year by year, places beside one another over years and in one year.

In go the points of a series, all in one unit, out come rows with links. Drawing is done elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from indexer import IndicatorPoint, TargetMet
from webapp.links import Address
from webapp.views.chart import plain
from webapp.views.points import PointView, Scale, mark_of, point_view, scale_of

BARS = 100  # width of the longest bar
MOST_SILENT = 2  # years in a row without any value that have a row each
SILENT = "这些年没有数"


@dataclass(frozen=True, slots=True)
class YearRow:
    """What was aimed at for a year and what came of it; where there is nothing, why."""

    year: str
    target: PointView | None
    result: PointView | None
    no_target: str
    no_result: str
    difference: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A year with the result of each place, written and linked; None where there is none."""

    year: int
    href: str
    cells: tuple[tuple[str, str, str] | None, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A place in one year: where its bar begins and how long it is, of :data:`BARS`."""

    place: str
    text: str
    start: float
    length: float
    point: PointView


def scale_unit(series: Sequence[IndicatorPoint]) -> str:
    """The base unit of a series of one unit."""
    return series[0].amount.unit if series else ""


def of_one_unit(series: Sequence[IndicatorPoint]) -> list[IndicatorPoint]:
    """The points in the unit that most of them have: dollars and yuan are no one line."""
    usual = next((unit for unit, _ in Counter(p.amount.unit for p in series).most_common(1)), "")
    return [p for p in series if p.amount.unit == usual]


def span(points: Sequence[IndicatorPoint]) -> range:
    """All years from the first to the last that points speak of."""
    years = [p.refers_to for p in points if p.refers_to]
    return range(min(years), max(years) + 1) if years else range(0)


def main_kind(points: Sequence[IndicatorPoint]) -> str:
    """The kind in which places are compared: results, or targets where there are no results."""
    return "result" if any(p.kind == "result" for p in points) else "target"


def year_rows(
    series: Sequence[IndicatorPoint], compared: Sequence[TargetMet], held: frozenset[int], scale: Scale
) -> tuple[YearRow, ...]:
    """Year by year, the newest first; years in a row of which nothing is told share one."""
    main = {(p.kind, p.refers_to): p for p in reversed(series)}
    pairs = {pair.year: pair for pair in compared}
    told = {p.refers_to for p in series}
    rows: list[YearRow] = []
    for silent, group in groupby(reversed(span(series)), lambda year: year not in told):
        years = list(group)
        if silent and len(years) > MOST_SILENT:
            rows.append(YearRow(f"{years[-1]}–{years[0]}", None, None, SILENT, SILENT, "—"))
            continue
        for year in years:
            target, result = main.get(("target", year)), main.get(("result", year))
            rows.append(
                YearRow(
                    str(year), point_view(target) if target else None, point_view(result) if result else None,
                    _missing(year, held), _missing(year + 1, held), _difference(pairs.get(year), scale),
                )
            )  # fmt: skip
    return tuple(rows)


def _missing(report: int, held: frozenset[int]) -> str:
    """Why the report of a year gives no value."""
    if report in held or not held:
        return "报告未提"
    return f"要看{report}年报告" if report > max(held) else f"缺{report}年报告"


def _difference(pair: TargetMet | None, scale: Scale) -> str:
    if pair is None:
        return "—"
    gap: Decimal = scale.of(pair.difference)
    if pair.bound == "range" and not gap:
        return "区间内"
    return ("+" if gap > 0 else "") + plain(gap)


def matrix(points: Sequence[IndicatorPoint], codes: Sequence[str], scale: Scale, base: Address) -> tuple[MatrixRow, ...]:
    """Years by places."""
    kind = main_kind(points)
    main = {(p.refers_to, p.place): p for p in reversed(points) if p.kind == kind}
    rows = []
    for year in reversed(span(points)):
        cells = (main.get((year, code)) for code in codes)
        shown = tuple((scale.written(p.amount.low), mark_of(p, scale).label, mark_of(p, scale).href) if p else None for p in cells)
        rows.append(MatrixRow(year, base.put("refers_to", str(year)).at("bars").href, shown))
    return tuple(rows)


def bars_of_year(series: Sequence[IndicatorPoint], wanted: int | None, names: Mapping[str, str]) -> tuple[int | None, tuple[Bar, ...]]:
    """The places side by side in one year: the one wanted, else the newest that at least half as many state as any."""
    usual_kind = main_kind(series)
    counts = Counter(p.refers_to for p in series if p.kind == usual_kind and p.refers_to)
    usual = max((year for year, n in counts.items() if year and 2 * n >= max(counts.values())), default=None)
    year = wanted or usual
    told = [p for p in series if p.refers_to == year]
    first = {p.place: p for p in reversed(told) if p.kind == main_kind(told)}
    points = sorted(first.values(), key=lambda p: (-p.amount.low, p.place))
    scale, ends = scale_of(points), [Decimal(0), *(p.amount.low for p in points)]
    low, whole = min(ends), (max(ends) - min(ends)) or Decimal(1)
    return year, tuple(_bar(p, names.get(p.place, p.place), scale, low, whole) for p in points)


def _bar(point: IndicatorPoint, place: str, scale: Scale, low: Decimal, whole: Decimal) -> Bar:
    start, end = sorted((Decimal(0), point.amount.low))
    where, length = (start - low) / whole * BARS, (end - start) / whole * BARS
    return Bar(place, scale.written(point.amount.low) + scale.unit, round(float(where), 2), round(float(length), 2), point_view(point))


def bar_years(series: Sequence[IndicatorPoint], base: Address, chosen: int | None) -> tuple[tuple[int, str, bool], ...]:
    """The years in which places can be compared, the newest first."""
    years = sorted({p.refers_to for p in series if p.refers_to}, reverse=True)
    return tuple((year, base.put("refers_to", str(year)).at("bars").href, year == chosen) for year in years)
