"""``yiju verify``: is a quotation exact, and if not, what differs."""

from __future__ import annotations

import argparse
import sys

from indexer.commands.options import Values, common, filters, opened
from indexer.commands.printing import print_json, safe
from indexer.exporting.json_form import verification_json
from indexer.model.quotation import Difference, QuoteMatch
from indexer.requests.values import read_scope

VERDICT_WORDS = {"exact": "逐字相符", "normalised": "形式有别，文字相同", "altered": "与原文有出入", "not_found": "未找到"}
DIFFERENCE_WORDS = {
    "digit": "数字", "unit": "单位", "negation": "否定词", "word": "字词", "missing": "缺字", "extra": "多字", "punctuation": "标点",
    "width": "全半角", "script": "繁简", "space": "空白",
}  # fmt: skip


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    filters(parser)
    parser.add_argument("query", metavar="引文", help="要核对的话；- 从标准输入读")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    quote = sys.stdin.read() if options.query == "-" else options.query
    library = opened(options)
    result = library.verify(quote, read_scope(Values(options)))
    if options.json:
        print_json(verification_json(result))
        return 0
    print(VERDICT_WORDS[result.verdict])
    for match in result.matches:
        _print_match(result.quote, match)
    return 0


def _print_match(quote: str, match: QuoteMatch) -> None:
    passage = match.hit.passage
    print(f"\n   {safe(match.span.of(passage.text))}\n   {passage.document.title} · {passage.passage_id}")
    for difference in match.differences:
        print("   " + _told(quote, passage.text, difference))


def _told(quote: str, text: str, difference: Difference) -> str:
    mine, theirs = safe(quote[slice(*difference.quote)]), safe(text[slice(*difference.source)])
    return f"{DIFFERENCE_WORDS[difference.kind]}：{mine or '（无）'} → {theirs or '（无）'}" + ("（只是形式）" if difference.form else "")
