"""``yiju trends``: words side by side, by the year and the place of the reports in which they stand."""

from __future__ import annotations

import argparse

from indexer.commands.files import exports, wanted, write
from indexer.commands.options import Values, common, filters, opened
from indexer.commands.printing import print_json, safe
from indexer.exporting.trend_form import TRENDS, trend_json, trend_rows, years_in_order
from indexer.model.trend import TREND_MEASURES, Measure, Trend, TrendCount, value_of
from indexer.requests.values import read_trend_request

UNITS = {"occurrences": "处", "passages": "段", "documents": "份", "rate": "处/万字"}


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    parser.add_argument("--measure", metavar="|".join(TREND_MEASURES), help="计处数、段数、份数还是每万字处数")
    parser.add_argument("--fold", action="store_const", const="1", help="不计副本")
    exports(parser)
    parser.add_argument("query", metavar="词", help="一个或几个词，用空格隔开；逐字计数")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    request = read_trend_request(Values(options))
    library = opened(options)
    trend = library.trend(request)
    if wanted(options):
        return write(options, "词语分布", trend_rows(trend), TRENDS, (f"词语：{request.query}",))
    if options.json:
        print_json(trend_json(trend))
    else:
        _print(trend, request.measure)
    return 0


def _print(trend: Trend, measure: Measure) -> None:
    for notice in trend.notices:
        print(notice)
    if trend.copies:
        print(f"其中 {trend.copies} 份是副本，{'没有计入' if trend.folded else '也计入了（--fold 不计）'}")
    for series in trend.series:
        print(f"\n{safe(series.term)}：{_value(series.total, trend, measure)}")
        for year, held in years_in_order(trend):
            value = value_of(series.years.get(year, TrendCount()), held, measure)
            print(f"  {year or '年份不明'}  {'—' if value is None else value}")


def _value(count: TrendCount, trend: Trend, measure: Measure) -> str:
    return f"{value_of(count, trend.held, measure)} {UNITS[measure]}，库中 {trend.held.documents} 份文本"
