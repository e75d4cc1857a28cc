"""``yiju indicator``: an indicator over years and places."""

from __future__ import annotations

import argparse

from indexer.commands.options import Values, common, filters, opened
from indexer.commands.printing import print_json, safe
from indexer.exporting.figure_rows import KIND_WORDS
from indexer.exporting.indicator_form import (
    FLAG_WORDS,
    INDICATOR_COLUMNS,
    MEASURE_WORDS,
    indicator_json,
    indicator_rows,
)
from indexer.exporting.tables import csv_lines
from indexer.model.indicator import MEASURES, IndicatorPoint, IndicatorResult
from indexer.model.quantity import KINDS
from indexer.quantities.differences import period_words
from indexer.requests.values import read_indicator_request


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    parser.add_argument("--kind", action="append", metavar="|".join(KINDS), help="只看实绩或目标")
    parser.add_argument("--change", metavar="|".join(MEASURES), help="看水平、增速、增减量还是占比")
    parser.add_argument("--refers-to", action="append", metavar="年份", help="只看说到这一年的数")
    parser.add_argument("--as-words", action="append", metavar="year|place", help="不把年份、地区读作条件")
    parser.add_argument("--csv", action="store_true", help="输出 CSV 表格")
    parser.add_argument("query", metavar="指标", help="指标名称，例如 GDP增速、粮食产量、城镇登记失业率")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    asked = read_indicator_request(Values(options))
    library = opened(options)
    result = library.indicator(asked)
    if options.json:
        print_json(indicator_json(result))
    elif options.csv:
        print("".join(csv_lines(INDICATOR_COLUMNS, indicator_rows(result))), end="")
    else:
        _print(result)
    return 0


def _print(result: IndicatorResult) -> None:
    if result.key is None:
        tried = f"；可试 {'、'.join(result.suggestions)}" if result.suggestions else ""
        print(f"报告中没有名为“{safe(result.name)}”的指标{tried}。")
        return
    print(f"{result.name} · {MEASURE_WORDS[result.measure]}：{len(result.series)} 个数" + _others(result))
    place = None
    for point in result.series:
        if point.place != place:
            place = point.place
            print(f"\n{result.places.get(place, place or '地区不明')}")
        _print_point(point)
    if result.apart:
        print("\n另列（不属于单一年份）")
        for point in result.apart:
            _print_point(point)


def _others(result: IndicatorResult) -> str:
    others = [f"{MEASURE_WORDS[m]} {n} 个（--change {m}）" for m, n in result.measures.items() if m != result.measure]
    return f"；另有{'、'.join(others)}" if others else ""


def _print_point(point: IndicatorPoint) -> None:
    passage, span = point.hit.hit.passage, point.hit.figure.quantity.span
    when = f"{point.refers_to}年" if point.refers_to else period_words(point.hit.figure.period or "") or "年份不明"
    flags = "".join(f"（{FLAG_WORDS[flag]}）" for flag in point.flags)
    print(f"  {when}{KIND_WORDS[point.kind]}  {safe(span.of(passage.text))}{flags}  {passage.passage_id}")
