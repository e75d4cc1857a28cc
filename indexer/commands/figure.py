"""``yiju figure``: the paragraph behind a figure."""

from __future__ import annotations

import argparse

from indexer.commands.options import Values, common, filters, opened
from indexer.commands.printing import marked, print_json
from indexer.exporting.figure_rows import FIGURE_COLUMNS, KIND_WORDS, figure_row
from indexer.exporting.json_form import figures_json
from indexer.exporting.tables import csv_lines
from indexer.model.errors import ParameterError
from indexer.model.hit import FigureHit
from indexer.model.quantity import KINDS
from indexer.quantities.differences import period_words
from indexer.requests.values import read_as_words, read_figure_filter, read_paging, read_scope


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    parser.add_argument("--kind", action="append", metavar="|".join(KINDS), help="只看实绩、目标或其他")
    parser.add_argument("--as-words", action="append", metavar="year|place", help="不把年份、地区读作条件")
    parser.add_argument("--csv", action="store_true", help="输出 CSV 表格")
    parser.add_argument("query", help="数字，任何写法，可带单位与词语，例如 494.8亿元、>=5亿元、老旧小区 47个")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    values = Values(options)
    limit, offset = read_paging(values)
    library = opened(options)
    result = library.figure(
        options.query, read_scope(values), limit=limit, offset=offset, only=read_figure_filter(values),
        as_words=read_as_words(values),
    )  # fmt: skip
    if options.json:
        print_json(figures_json(result))
        return 0
    if result.quantity is None:
        raise ParameterError("查询里没有数字，请写数值与单位，例如 494.8亿元、6.6%、老旧小区 47个。")
    if options.csv:
        print("".join(csv_lines(FIGURE_COLUMNS, map(figure_row, result.hits))), end="")
        return 0
    print(f"{result.total} 处" if result.total else "没有这个数字" + ("；相近的有：" if result.near else "。"))
    for found in result.hits or result.near:
        _print_figure(found)
    return 0


def _print_figure(found: FigureHit) -> None:
    figure, passage = found.figure, found.hit.passage
    told = (period_words(figure.period) if figure.period else "") + KIND_WORDS[figure.kind]
    print(f"\n{figure.indicator or '（未认出所指）'} · {told}" + (f" · {found.difference}" if found.difference else ""))
    print(f"   {marked(passage.text, found.hit.snippet, found.hit.highlights)}")
    print(f"   {passage.passage_id}")
