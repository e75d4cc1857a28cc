"""``yiju figure``: the paragraph behind a figure."""

from __future__ import annotations

import argparse

from indexer.commands.options import Values, common, filters
from indexer.commands.printing import KIND_WORDS, marked, print_json
from indexer.exporting.json_form import figures_json
from indexer.library import Library
from indexer.model.errors import ParameterError
from indexer.model.hit import FigureHit
from indexer.requests import read_paging, read_scope


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    parser.add_argument("query", help="数字，任何写法，可带单位与词语，例如 494.8亿元、>=5亿元、老旧小区 47个")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    limit, offset = read_paging(Values(options))
    library = Library.open(options.library, create=False)
    library.prepare()
    result = library.figure(options.query, read_scope(Values(options)), limit=limit, offset=offset)
    if options.json:
        print_json(figures_json(result))
        return 0
    if result.quantity is None:
        raise ParameterError("查询里没有数字，请写数值与单位，例如 494.8亿元、6.6%、老旧小区 47个。")
    print(f"{result.total} 处" if result.total else "没有这个数字" + ("；相近的有：" if result.near else "。"))
    for found in result.hits or result.near:
        _print_figure(found)
    return 0


def _print_figure(found: FigureHit) -> None:
    figure, passage = found.figure, found.hit.passage
    told = f"{figure.period}年{KIND_WORDS[figure.kind]}" if figure.period else KIND_WORDS[figure.kind]
    print(f"\n{figure.indicator or '（未认出所指）'} · {told}" + (f" · {found.difference}" if found.difference else ""))
    print(f"   {marked(passage.text, found.hit.snippet, found.hit.highlights)}")
    print(f"   {passage.passage_id}")
