"""``yiju extract``: every figure of any text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from indexer.commands.options import common
from indexer.commands.printing import print_json, safe
from indexer.exporting.json_form import mention_json
from indexer.library import Library
from indexer.model.errors import ParameterError


def define(parser: argparse.ArgumentParser) -> None:
    """Its arguments."""
    common(parser, run)
    parser.add_argument("file", nargs="?", default="-", metavar="文件", help="要读的文本文件；- 或不写：标准输入")


def run(options: argparse.Namespace) -> int:
    """Do it; returns the exit status."""
    try:
        text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{options.file} 读不了，请给一个 UTF-8 文本文件。") from error
    quantities = Library.extract(text)
    if options.json:
        print_json({"figures": [mention_json(q, text) for q in quantities]})
    else:
        for q in quantities:
            print(f"{safe(q.span.of(text))}\t{q.value:f}\t{q.unit}\t{q.approximator or ''}")
    return 0
