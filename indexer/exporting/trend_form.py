"""A comparison of words as JSON, and as a list for files: each word in each year and in each region."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from corpus import Span
from indexer.exporting.export import Made, Writing
from indexer.exporting.json_form import Json, scope_json
from indexer.exporting.tables import Cell
from indexer.exporting.word_entries import Entry
from indexer.model.trend import Held, Region, Trend, TrendCount, value_of

TREND_COLUMNS = ("词", "分组", "年份", "地区", "地区代码", "处数", "段数", "份数", "库中文本数", "库中报告数", "字数", "每万字处数")
GAP = "库中没有"  # in place of counts for a year between two years with reports


@dataclass(frozen=True, slots=True)
class TrendRow:
    """A word in a year, in a region, or in a year of a region; ``held`` is None for a year that the library lacks."""

    term: str
    year: int | None
    region: Region | None
    held: Held | None
    count: TrendCount

    @property
    def where(self) -> str:
        """The year, the region, or both in words."""
        when = f"{self.year}年" if self.year else "年份不明" if self.region is None else ""
        return f"{self.place}{when}"

    @property
    def place(self) -> str:
        """The region in words, empty where all are counted together."""
        if self.region is None:
            return ""
        return f"{self.region.name}（本级）" if self.region.own else self.region.name or "地区不明"

    @property
    def group(self) -> str:
        """What is counted together."""
        return "年份" if self.region is None else "地区" if self.year is None else "地区与年份"


def trend_json(trend: Trend) -> Json:
    """The words side by side; what a year or region lacks is not listed, it is no zero."""
    cells: dict[Region, list[tuple[int | None, Held]]] = {region: [] for region in trend.regions}
    for (region, year), held in sorted(trend.cells.items(), key=lambda item: (item[0][1] is None, item[0][1] or 0)):
        cells[region].append((year, held))
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
                    {
                        **_region(region), **_count(series.regions.get(region, TrendCount()), held), **_held(held),
                        "years": [
                            {"year": year, **_count(series.cells.get((region, year), TrendCount()), here), **_held(here)}
                            for year, here in cells[region]
                        ],
                    }
                    for region, held in trend.regions.items()
                ],
            }
            for series in trend.series
        ],
    }  # fmt: skip


def trend_rows(trend: Trend) -> Iterator[TrendRow]:
    """For each word its years, oldest first with the gaps between them, its regions, and the years of each region."""
    held = dict(years_in_order(trend))
    known = [year for year in held if year is not None]
    years: list[int | None] = [*range(min(known), max(known) + 1)] if known else []
    years += [None] if None in held else []
    for series in trend.series:
        for year in years:
            yield TrendRow(series.term, year, None, held.get(year), series.years.get(year, TrendCount()))
        for region, here in trend.regions.items():
            yield TrendRow(series.term, None, region, here, series.regions.get(region, TrendCount()))
        for (region, year), here in sorted(trend.cells.items(), key=lambda item: (item[0][0].code, item[0][0].own, item[0][1] or 0)):
            if year is not None and len(trend.regions) > 1:
                yield TrendRow(series.term, year, region, here, series.cells.get((region, year), TrendCount()))


def years_in_order(trend: Trend) -> list[tuple[int | None, Held]]:
    """The years in which something is held, oldest first, the unknown one last."""
    return sorted(trend.years.items(), key=lambda item: (item[0] is None, item[0] or 0))


def _row(row: TrendRow, made: Made) -> tuple[Cell, ...]:
    year = row.year or ("年份不明" if row.region is None else None)
    return (row.term, row.group, year, row.place or None, row.region.code if row.region else None, *_cells(row))


def _cells(row: TrendRow) -> tuple[Cell, ...]:
    if row.held is None:
        return (GAP,) * 7
    rate, count, held = value_of(row.count, row.held, "rate"), row.count, row.held
    counts = (count.occurrences, count.passages, count.documents, held.documents, held.reports, held.characters)
    return (*counts, None if rate is None else Decimal(str(rate)))


def _json(row: TrendRow) -> Json:
    counted = {**_count(row.count, row.held), **_held(row.held)} if row.held else {}
    year = {"year": row.year} if row.region is None or row.year else {}
    return {"term": row.term, **year, **(_region(row.region) if row.region else {}), "held": bool(row.held), **counted}


def _entry(row: TrendRow, made: Made) -> Entry:
    if row.held is None:
        return Entry(f"{row.term}，{row.where}：{GAP}", (Span(0, len(row.term)),), ())
    rate = value_of(row.count, row.held, "rate")
    told = f"{row.count.occurrences} 处，{row.count.passages} 段，{row.count.documents} 份" + (f"，每万字 {rate} 处" if rate is not None else "")
    return Entry(f"{row.term}，{row.where}：{told}（库中 {row.held.documents} 份）", (Span(0, len(row.term)),), ())


def _count(count: TrendCount, held: Held) -> Json:
    return {
        "occurrences": count.occurrences, "passages": count.passages, "documents_with": count.documents,
        "rate": value_of(count, held, "rate"),
    }  # fmt: skip


def _held(held: Held) -> Json:
    return {"documents": held.documents, "reports": held.reports, "characters": held.characters}


def _region(region: Region) -> Json:
    return {"place_code": region.code or None, "place": region.name or None, "own": region.own}


TRENDS: Writing[TrendRow] = Writing(TREND_COLUMNS, _row, _json, _entry)
