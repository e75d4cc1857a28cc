"""A comparison of words as JSON, and as rows of a table: one row for each word in each year and in each region."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from indexer.exporting.json_form import Json, scope_json
from indexer.exporting.tables import Cell
from indexer.model.trend import Held, Region, Trend, TrendCount, value_of

TREND_COLUMNS = ("词", "分组", "年份", "地区", "地区代码", "处数", "段数", "报告数", "库中文本数", "库中报告数", "字数", "每万字处数")
GAP = "库中没有"  # in place of counts for a year between two years with reports


def trend_json(trend: Trend) -> Json:
    """The words side by side; what a year or region lacks is not listed, it is no zero."""
    return {
        "query": trend.query, "took_ms": trend.took_ms, "copies": trend.copies, "folded": trend.folded,
        "scope": scope_json(trend.scope), "notices": list(trend.notices), **_held(trend.held),
        "terms": [
            {
                "term": series.term, **_count(series.total, trend.held),
                "years": [
                    {"year": year, **_count(series.years.get(year, TrendCount()), held), **_held(held)}
                    for year, held in years_in_order(trend)
                ],
                "places": [
                    {**_region(region), **_count(series.regions.get(region, TrendCount()), held), **_held(held)}
                    for region, held in trend.regions.items()
                ],
            }
            for series in trend.series
        ],
    }  # fmt: skip


def trend_rows(trend: Trend) -> Iterator[tuple[Cell, ...]]:
    """Rows in the order of :data:`TREND_COLUMNS`: years with the gaps between them, then regions."""
    held = dict(years_in_order(trend))
    known = [year for year in held if year is not None]
    years: list[int | None] = [*range(min(known), max(known) + 1)] if known else []
    years += [None] if None in held else []
    for series in trend.series:
        for year in years:
            if year in held:
                count = series.years.get(year, TrendCount())
                yield series.term, "年份", year if year else "年份不明", None, None, *_cells(count, held[year])
            else:
                yield series.term, "年份", year, None, None, *(GAP,) * 7
        for region, here in trend.regions.items():
            name = f"{region.name}（本级）" if region.own else region.name or "地区不明"
            count = series.regions.get(region, TrendCount())
            yield series.term, "地区", None, name, region.code, *_cells(count, here)


def years_in_order(trend: Trend) -> list[tuple[int | None, Held]]:
    """The years in which something is held, oldest first, the unknown one last."""
    return sorted(trend.years.items(), key=lambda item: (item[0] is None, item[0] or 0))


def _cells(count: TrendCount, held: Held) -> tuple[Cell, ...]:
    rate = value_of(count, held, "rate")
    counts = (count.occurrences, count.passages, count.documents, held.documents, held.reports, held.characters)
    return (*counts, None if rate is None else Decimal(str(rate)))


def _count(count: TrendCount, held: Held) -> Json:
    return {
        "occurrences": count.occurrences, "passages": count.passages, "documents_with": count.documents,
        "rate": value_of(count, held, "rate"),
    }  # fmt: skip


def _held(held: Held) -> Json:
    return {"documents": held.documents, "reports": held.reports, "characters": held.characters}


def _region(region: Region) -> Json:
    return {"place_code": region.code or None, "place": region.name or None, "own": region.own}
