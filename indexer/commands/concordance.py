"""``yiju concordance``: every place of a word or a quotation, with what stands left and right of it."""

from __future__ import annotations

import argparse
import unicodedata

from indexer.commands.files import asked, exports, write
from indexer.commands.options import common, filters, opened
from indexer.commands.printing import print_json, safe
from indexer.exporting.concordance_form import LINES, concordance_json
from indexer.model.concordance import CONTEXT_SORTS, DEFAULT_WIDTH, Concordance, ConcordanceLine
from indexer.requests.values import read_concordance_request


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser, CONTEXT_SORTS)
    exports(parser)
    parser.add_argument("--fold", action="store_const", const="1", help="不列副本")
    parser.add_argument("--width", metavar="字数", help=f"左右各显示多少字，默认 {DEFAULT_WIDTH}")
    parser.add_argument("query", help="一个词，或加引号的原文；逐字查找")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    count, values = asked(options)
    request = read_concordance_request(values)
    library = opened(options)
    if count:
        return write(options, "逐处语境", library.concordance_rows(request, count), LINES, (f"查找：{request.query}",))
    found = library.concordance(request)
    if options.json:
        print_json(concordance_json(found))
    else:
        _print(found, request.width)
    return 0


def _print(found: Concordance, width: int) -> None:
    least = "至少 " if found.total_is == "at_least" else ""
    print(f"{least}{found.total} 处，出自 {found.documents} 份报告的 {found.passages} 段")
    for notice in found.notices:
        print(notice)
    for line in found.lines:
        print(_row(line, width))


def _row(line: ConcordanceLine, width: int) -> str:
    """The keys of all lines in one column, a Chinese character being two columns wide."""
    left = safe(line.left)
    blank = " " * max(0, 2 * width - _columns(left))
    return f"{blank}{left}【{safe(line.key)}】{safe(line.right)}  {line.passage.passage_id}"


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
