"""``yiju search``: ranked passages with the matches marked."""

from __future__ import annotations

import argparse

from indexer.commands.files import asked, exports, write
from indexer.commands.options import common, filters, opened
from indexer.commands.printing import print_hit, print_json
from indexer.exporting.hit_rows import HITS
from indexer.exporting.json_form import search_json
from indexer.model.hit import SearchResult
from indexer.requests.values import read_search_request


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    exports(parser)
    parser.add_argument("query", help="关键词；加引号的是原文")
    parser.add_argument("--group", metavar="passage|document", help="document：每份报告只列一段")
    parser.add_argument("--fold", choices=("0", "1"), default="1", help="0：副本逐一列出")
    parser.add_argument("--expand", choices=("0", "1"), default="1", help="0：不用近义词")
    parser.add_argument("--as-words", action="append", metavar="year|place", help="不把年份、地区读作条件")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    count, values = asked(options)
    request = read_search_request(values)
    library = opened(options)
    if count:
        return write(options, "检索结果", library.search_rows(request, count), HITS, (f"检索：{request.query}",))
    result = library.search(request)
    if options.json:
        print_json(search_json(result))
    else:
        _print_result(result)
    return 0


def _print_result(result: SearchResult) -> None:
    counted = f"，{result.occurrences} 处" if result.occurrences is not None else ""
    print(f"{result.total} 段{counted}，出自 {result.documents} 份报告")
    for line in (*result.notices, *_aside(result)):
        print(line)
    for hit in result.hits:
        print_hit(hit)


def _aside(result: SearchResult) -> list[str]:
    lines = []
    if result.expansions:
        lines.append(f"同时检索了：{'、'.join(result.expansions)}（--expand 0 只检索原词）")
    if result.suggestion:
        shown = "；以下是它的结果" if result.suggestion_shown else ""
        lines.append(f"您是不是要找：{result.suggestion}{shown}")
    lines += [f"“{t.text}”：{t.passages} 段" for t in result.terms]
    return lines
