"""A comparison of words put together: a chart for each word, tables by year and by place, every number a link.

A year without any text in scope is a gap, never a zero; a year with only resolutions or excerpts is told apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

import webapp.wording as wording
from indexer import TREND_MEASURES, Held, Region, Scope, Series, Trend, TrendCount, TrendRequest, value_of
from webapp.links import Address, Params, scope_params, trend_address
from webapp.views.bars import Bar, Chart, Year, chart
from webapp.views.chips import Chip, scope_chips
from webapp.views.downloads import downloads
from webapp.views.ways import Way, ways

WITHOUT_REPORT = "（没有报告，只有其他文本）"
CROSS = "cross"  # parameter: places are shown year by year
MOST_LINES = 60  # places of a matrix
QUOTES = ("“”", '"', "「」", "『』")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a table and the search it counts; ``width`` is its share of the greatest, in per cent."""

    text: str
    href: str
    width: float = 0.0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A year or a place: how much was looked through, and a number for each word; no numbers where nothing is held."""

    label: str
    held: str
    numbers: tuple[Number, ...] = ()
    href: str | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A place and its years: a number, None for a year outside those it is held for, or an empty number for a gap between them."""

    label: str
    numbers: tuple[Number | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One word by place and year."""

    term: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class TrendPage:
    """Everything the page shows. ``fold`` leaves copies out or counts them again, None where there are none.

    ``matrices`` are by place and year under ``columns``, shown if asked for; ``crossed`` asks for them where there are any.
    """

    trend: Trend
    unit: str
    ways: tuple[Way, ...]
    measures: tuple[Way, ...]
    chips: tuple[Chip, ...]
    cleared: str | None
    charts: tuple[Chart, ...]
    totals: tuple[tuple[str, str], ...]
    years: tuple[Row, ...]
    regions: tuple[Row, ...]
    matrices: tuple[Matrix, ...]
    columns: range
    crossed: str | None
    fold: str | None
    range: tuple[str, str]
    hidden: Params
    downloads: tuple[tuple[str, str], ...]
    json_twin: str


def trend_page(asked: TrendRequest, trend: Trend, names: Mapping[str, str], *, crossed: bool = False) -> TrendPage:
    """The page; ``names`` are those of places and reports that are filtered by, ``crossed`` shows places year by year."""
    base = trend_address(asked)
    low, high = ("" if year is None else str(year) for year in (asked.scope.year_from, asked.scope.year_to))
    view = _View(asked, trend)
    return TrendPage(
        trend=trend,
        unit=wording.MEASURE_UNITS[asked.measure],
        ways=ways(base, "trends"),
        measures=tuple(
            Way(wording.TREND_MEASURES[m], trend_address(replace(asked, measure=m)).href, m == asked.measure)
            for m in TREND_MEASURES
        ),
        chips=scope_chips(base, asked.scope, names),
        cleared=trend_address(replace(asked, scope=Scope())).href if asked.scope else None,
        charts=view.charts(),
        totals=tuple((series.term, view.text(series.total, trend.held)) for series in trend.series),
        years=view.years(),
        regions=view.regions(),
        matrices=view.matrices() if crossed else (),
        columns=view.columns(),
        crossed=base.put(CROSS, "1").at("cross").href if not crossed and len(trend.regions) > 1 else None,
        fold=trend_address(replace(asked, fold=not asked.fold)).href if trend.copies else None,
        range=(low, high),
        downloads=downloads(base, "/trends/export"),
        hidden=base.remove("q").params,
        json_twin=trend_address(asked, "/api/trends").href,
    )


@dataclass(frozen=True, slots=True)
class _View:
    """Numbers in the measure asked for, each with the search that counts the same."""

    asked: TrendRequest
    trend: Trend

    def charts(self) -> tuple[Chart, ...]:
        """One for each word, all on one scale, so that they can be compared."""
        known = [year for year in self.trend.years if year is not None]
        if not known:
            return ()
        top = max(self._value(s.years.get(y, TrendCount()), self.trend.years[y]) for s in self.trend.series for y in known)
        years = range(min(known), max(known) + 1)
        return tuple(chart(series.term, [self._year(series, year) for year in years], top) for series in self.trend.series)

    def _year(self, series: Series, year: int) -> Year:
        """A year without a report is a gap; other texts of it that hold the word are drawn as what they are."""
        held, count = self.trend.years.get(year), series.years.get(year, TrendCount())
        if held is None or self._is_gap(held, count):
            return Year(year)
        number = self._number(series, count, held, Scope(years=frozenset({year})))
        told = f"{year}年 {series.term} {number.text}{wording.MEASURE_UNITS[self.asked.measure]}{self._note(held)}"
        return Year(year, Bar(self._value(count, held), number.text, number.href, told, self._lacks_report(held)))

    def _lacks_report(self, held: Held) -> bool:
        """Whether there are only resolutions, excerpts and such; where a kind of text was chosen, it is what was asked for."""
        return not held.reports and not self.trend.scope.states

    def _is_gap(self, held: Held, count: TrendCount) -> bool:
        """Whether a zero says nothing: there is no report in which the word could stand."""
        return self._lacks_report(held) and not count.occurrences

    def _note(self, held: Held) -> str:
        return WITHOUT_REPORT if self._lacks_report(held) else ""

    def years(self) -> tuple[Row, ...]:
        """Newest first, with the gaps between; texts of unknown year last."""
        known = sorted((year for year in self.trend.years if year is not None), reverse=True)
        rows: list[Row] = []
        for year, before in zip_longest(known, known[1:]):
            rows.append(self._row(str(year), self.trend.years[year], self._counts(year), Scope(years=frozenset({year}))))
            if before is not None and before < year - 1:
                rows.append(Row(str(year - 1) if before == year - 2 else f"{before + 1}–{year - 1}", "库中没有", kind="gap"))
        if None in self.trend.years:
            rows.append(self._row(wording.UNKNOWN_YEAR, self.trend.years[None], self._counts(None), None))
        return tuple(rows)

    def _counts(self, year: int | None) -> list[TrendCount | None]:
        return [series.years.get(year) for series in self.trend.series]

    def regions(self) -> tuple[Row, ...]:
        """Those with the greatest numbers first; a place that holds others leads on to them."""
        found = sorted(self.trend.regions.items(), key=lambda item: (-self._sum(*item), item[0].code, not item[0].own))
        rows = [self._region_row(region, held) for region, held in found]
        highest = [max((self._value(s.regions.get(r, TrendCount()), h) for r, h in found), default=0) for s in self.trend.series]
        return tuple(
            replace(row, numbers=tuple(
                replace(n, width=round(100 * self._value(s.regions.get(region, TrendCount()), held) / top, 1) if top else 0.0)
                for n, s, top in zip(row.numbers, self.trend.series, highest, strict=True)
            ))
            for row, (region, held) in zip(rows, found, strict=True)
        )  # fmt: skip

    def _region_row(self, region: Region, held: Held) -> Row:
        counts = [s.regions.get(region) for s in self.trend.series]
        if not region.code:
            return self._row(region.name or wording.UNKNOWN_PLACE, held, counts, None)
        levels = frozenset({region.level}) if region.own and region.level else frozenset[str]()
        row = self._row(f"{region.name}{'本级' if region.own else ''}", held, counts, Scope(places=frozenset({region.code}), levels=levels))
        below = not region.own and region.level in ("province", "city")
        deeper = replace(self.asked, scope=replace(self.asked.scope, places=frozenset({region.code})))
        return replace(row, href=trend_address(deeper).href if below else None)

    def columns(self) -> range:
        """The years of the matrices."""
        known = [year for _, year in self.trend.cells if year is not None]
        return range(min(known), max(known) + 1) if known else range(0)

    def matrices(self) -> tuple[Matrix, ...]:
        """For each word a table of places and years; places in the order of their codes, as many as a page can bear."""
        regions = sorted((r for r in self.trend.regions if r.code), key=lambda r: (r.code, not r.own))[:MOST_LINES]
        return tuple(Matrix(s.term, tuple(self._line(s, region) for region in regions)) for s in self.trend.series)

    def _line(self, series: Series, region: Region) -> Line:
        years = [year for where, year in self.trend.cells if where == region and year is not None]
        levels = frozenset({region.level}) if region.own and region.level else frozenset[str]()
        numbers: list[Number | None] = []
        for year in self.columns():
            held = self.trend.cells.get((region, year))
            count = series.cells.get((region, year), TrendCount())
            if held and not self._is_gap(held, count):
                here = Scope(years=frozenset({year}), places=frozenset({region.code}), levels=levels)
                numbers.append(self._number(series, count, held, here))
            else:
                numbers.append(Number("", "") if years and min(years) < year < max(years) else None)
        return Line(f"{region.name}{'本级' if region.own else ''}", tuple(numbers))

    def _sum(self, region: Region, held: Held) -> float:
        return sum(self._value(series.regions.get(region, TrendCount()), held) for series in self.trend.series)

    def _row(self, label: str, held: Held, counts: list[TrendCount | None], here: Scope | None) -> Row:
        numbers = [
            self._number(series, count or TrendCount(), held, here)
            for series, count in zip(self.trend.series, counts, strict=True)
        ]
        kind = "other" if self._lacks_report(held) else ""
        return Row(label, f"{wording.grouped(held.documents)} 份{self._note(held)}", tuple(numbers), kind=kind)

    def _number(self, series: Series, count: TrendCount, held: Held, here: Scope | None) -> Number:
        """``here`` is the scope of the year or place inside the chosen one; None has no search of its own."""
        text = "—" if self._is_gap(held, count) else self.text(count, held)
        if here is None or not count.occurrences:
            return Number(text, "")
        chosen = self.trend.scope
        years = replace(chosen, years=here.years, year_from=None, year_to=None) if here.years else chosen
        scope = replace(years, places=here.places or years.places, levels=here.levels or years.levels)
        return Number(text, Address("/search", (("q", quoted(series.term)), *scope_params(scope))).href)

    def text(self, count: TrendCount, held: Held) -> str:
        """The number as it is written."""
        value = value_of(count, held, self.asked.measure)
        if value is None:
            return "—"
        return f"{value:.2f}" if self.asked.measure == "rate" else wording.grouped(int(value))

    def _value(self, count: TrendCount, held: Held) -> float:
        return float(value_of(count, held, self.asked.measure) or 0)


def quoted(term: str) -> str:
    """The term as a quotation of the query language, in marks that do not stand in it."""
    marks = next((m for m in QUOTES if m[-1] not in term), QUOTES[0])
    return f"{marks[0]}{term}{marks[-1]}"
